"""Titles of those who lead a field that the guides cover, where no guide covers the leader."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from bot.catalogue.role_index import RoleIndex, head_words
from bot.catalogue.words import Token, word_lists

Names = Callable[[Sequence[Token]], bool]
_ARTICLES = frozenset({"a", "an", "the"})


def leading_titles(
    index: RoleIndex, tokens: Sequence[Token], named: Names, joined: Names
) -> Iterator[tuple[int, int]]:
    """Yield where a text names the leader of a field, "director of customer service", that no guide covers.

    Args:
        index: the names of all roles.
        tokens: the words of the text.
        named: whether words name a role or a field.
        joined: whether nothing stands between words that parts them.

    Yields:
        The numbers of the first word of a title and of the one after its last.
    """
    for at, token in enumerate(tokens):
        if token.key in word_lists()["leaders"]:
            found = (
                (start, end)
                for start, end, field in _spans(index, tokens, at, joined)
                if joined(tokens[start:end]) and _is_uncovered(index, token, field, named)
            )
            yield from islice(found, 1)


def _spans(
    index: RoleIndex, tokens: Sequence[Token], at: int, joined: Names
) -> Iterator[tuple[int, int, Sequence[Token]]]:
    """Yield the spans of a leader with a field behind or in front, the longest first, and the field."""
    behind = _behind(tokens, at)
    if behind:
        first = _with_deputy(tokens, at, joined)
        for end in range(min(behind + index.longest, len(tokens)), behind, -1):
            yield first, end, tokens[behind:end]
    if tokens[at].key in word_lists()["ranks"]:
        for start in range(max(0, at - index.longest), at):
            yield start, at + 1, tokens[start:at]


def _with_deputy(tokens: Sequence[Token], at: int, joined: Names) -> int:
    deputy = at > 0 and tokens[at - 1].key in word_lists()["deputies"] and joined(tokens[at - 1 : at + 1])
    return at - 1 if deputy else at


def _behind(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the field of a leader begins that is named behind: "head of the call center"."""
    if at + 2 >= len(tokens) or tokens[at + 1].text.casefold() != "of":
        return None
    return at + 3 if tokens[at + 2].text.casefold() in _ARTICLES else at + 2


def leader_before(tokens: Sequence[Token], field: int) -> int | None:
    """Return which word is the leader of a field that begins at `field`: "manager" of "manager of sales"."""
    at = field - 3 if field > 0 and tokens[field - 1].text.casefold() in _ARTICLES else field - 2
    leads = at >= 0 and tokens[at].key in word_lists()["leaders"]
    return at if leads and _behind(tokens, at) == field else None


def _is_uncovered(index: RoleIndex, leader: Token, field: Sequence[Token], named: Names) -> bool:
    """Whether words name a field, or a job of one, of which no role is led by that word."""
    if not field or not named(field) or named((*field, leader)):
        return False
    words = {token.key for token in field}
    heads = (index.heads[head] for head in index.likenesses(leader.key) if head in index.heads)
    return not any(words & set(head_words(name)[:-1]) for names in heads for name in names)
