"""Finding the catalogue's roles in what a person typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import contains

from bot.catalogue.ranks import leader_before, leading_titles
from bot.catalogue.role_index import RoleIndex, decide, head_words
from bot.catalogue.words import AGENT, Token, is_ordinary, tokenize, word_lists

A_WORD, VOWELS = 4, frozenset("aeiou")
_POSSESSIVES = frozenset({"my", "our", "his", "her", "their", "your"})


@dataclass(frozen=True, slots=True)
class RoleMention:
    """Where a text names a role: one of `roles` when decided, several when the wording fits them all.

    `domain` is True when only the field was named ("town planning" for "town planning clerk").
    """

    start: int
    end: int
    roles: tuple[str, ...]
    score: float
    exact: bool
    text: str = ""
    domain: bool = False
    plural: bool = False

    @property
    def decided(self) -> bool:
        """Whether the wording names one role."""
        return len(self.roles) == 1


def find_roles(index: RoleIndex, text: str, prefer: Sequence[str] = ()) -> tuple[RoleMention, ...]:
    """Return the roles named in `text`, in order; the longest name wins.

    `prefer` are roles spoken of before: they decide between titles that end in the same word.
    """
    tokens = tokenize(text)
    found: list[tuple[int, int, RoleMention]] = []
    taken = {at for first, last in _uncovered(index, tokens, text) for at in range(first, last)}
    for first, last, mention in sorted(_candidates(index, tokens, text, prefer), key=_rank):
        if not taken.intersection(range(first, last)):
            taken.update(range(first, last))
            found.append((first, last, mention))
    return tuple(mention for _, _, mention in sorted(found, key=lambda item: item[0]))


def find_leaders(index: RoleIndex, text: str) -> tuple[tuple[int, int], ...]:
    """Return where `text` names the leader of a covered field whom no guide covers ("head of ...")."""
    tokens = tokenize(text)
    return tuple(
        (tokens[first].start, tokens[last - 1].end) for first, last in _uncovered(index, tokens, text)
    )


def _uncovered(index: RoleIndex, tokens: Sequence[Token], text: str) -> list[tuple[int, int]]:
    def named(words: Sequence[Token]) -> bool:
        return _named(index, words, text, ()) is not None

    return list(leading_titles(index, tokens, named, lambda words: not _broken(words, text)))


def _rank(candidate: tuple[int, int, RoleMention]) -> tuple[bool, int, float, int]:
    first, last, mention = candidate
    return mention.domain, first - last, -mention.score, first


def _candidates(
    index: RoleIndex, tokens: Sequence[Token], text: str, prefer: Sequence[str]
) -> list[tuple[int, int, RoleMention]]:
    found = []
    for first in range(len(tokens)):
        for last in range(min(first + index.longest + 1, len(tokens)), first, -1):
            window = tokens[first:last]
            if _broken(window, text):
                continue
            mention = _widened(_named(index, window, text, prefer), tokens, last, text)
            if mention is not None and not _another_job(tokens, first, last, text):
                found.append((first, last, mention))
                found += _led_by(index, tokens, first, last, text, prefer)
        head = _headed(index, tokens, first, text, prefer)
        if head is not None:
            found.append(head)
    return found


def _led_by(
    index: RoleIndex, tokens: Sequence[Token], first: int, last: int, text: str, prefer: Sequence[str]
) -> list[tuple[int, int, RoleMention]]:
    """Read "manager of customer service" as the title that it turns round."""
    at = leader_before(tokens, first)
    if at is None or _broken(tokens[at:last], text):
        return []
    title = _named(index, (*tokens[first:last], tokens[at]), text, prefer)
    if title is None or title.domain:
        return []
    start, end = tokens[at].start, tokens[last - 1].end
    return [(at, last, replace(title, start=start, end=end, text=text[start:end], plural=tokens[at].plural))]


def _another_job(tokens: Sequence[Token], first: int, last: int, text: str) -> bool:
    """Whether the words around a name make it another job: "assistant" before it, or a doer after it."""
    if (
        first
        and tokens[first - 1].key in word_lists()["deputies"]
        and not _broken(tokens[first - 1 : last], text)
    ):
        return True
    if last == len(tokens) or tokens[last - 1].plural or _broken(tokens[last - 1 : last + 1], text):
        return False
    word = tokens[last].key
    if word in word_lists()["rank_and_file"]:
        return False
    doer = bool(AGENT.search(word)) and not is_ordinary(word) and len(word) > 4
    return (
        doer and word not in word_lists()["generic"] and tokens[last].text[0] == tokens[last].text[0].lower()
    )


def _broken(window: Sequence[Token], text: str) -> bool:
    gaps = [text[left.end : right.start] for left, right in pairwise(window)]
    return any(set(gap.strip()) - set("-–/&.,") or re.search(r"[.,]\s", gap) for gap in gaps)


def _widened(
    mention: RoleMention | None, tokens: Sequence[Token], last: int, text: str
) -> RoleMention | None:
    """Take "worker" or "adviser" after the name of a field into the mention: the job of that field."""
    if mention is None or not mention.domain or last == len(tokens):
        return mention
    if tokens[last].key not in word_lists()["rank_and_file"] or _broken(tokens[last - 1 : last + 1], text):
        return mention
    end = tokens[last].end
    return replace(mention, end=end, text=text[mention.start : end], domain=False, score=0.55)


def _named(index: RoleIndex, window: Sequence[Token], text: str, prefer: Sequence[str]) -> RoleMention | None:
    form = tuple(token.key for token in window)
    start, end = window[0].start, window[-1].end
    typed = text[start:end]
    if form in index.names:
        found = decide(index, index.names[form], prefer)
        return RoleMention(start, end, found, 1.0, True, typed)
    if len(form) == 1 and form[0] in index.initials and not _is_word(typed):
        return RoleMention(start, end, decide(index, index.initials[form[0]], prefer), 0.95, True, typed)
    joined = "".join(form)
    if len(form) > 1 and joined in index.joined:
        return RoleMention(start, end, decide(index, index.joined[joined], prefer), 0.95, False, typed)
    similar = _similar(index, form)
    if similar:
        return RoleMention(start, end, decide(index, similar, prefer), 0.85, False, typed)
    field = form if form in index.domains else _respelled(index, form)
    if field in index.domains:
        found = decide(index, _led(index.domains[field]), prefer)
        return RoleMention(start, end, found, 0.5, True, typed, domain=True)
    return None


def _is_word(typed: str) -> bool:
    """Whether what could be a title's initials reads as a word: four small letters or more with a vowel."""
    return len(typed) >= A_WORD and typed.islower() and not VOWELS.isdisjoint(typed)


def _respelled(index: RoleIndex, form: tuple[str, ...]) -> tuple[str, ...]:
    """Return words in the spelling of the catalogue's names, where one is close ("centre" for "center")."""
    near = (word if word in index.vocabulary else min(index.likenesses(word), default=word) for word in form)
    return tuple(near)


def _led(names: Sequence[str]) -> Sequence[str]:
    """Leave out those who lead: the name of a field alone stands for its usual jobs."""
    leaders = word_lists()["leaders"]
    return [name for name in names if not leaders.intersection(head_words(name)[-1:])] or names


def _similar(index: RoleIndex, form: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles whose name the words stand for, each word as it is, shortened or mistyped."""
    likenesses = [index.likenesses(key) for key in form]
    if len(form) > 1 and not likenesses[-1]:
        likenesses[-1] = index.begun(form[-1])
    exact = sum(key in index.vocabulary for key in form)
    if not all(likenesses) and exact:
        likenesses = [like or index.slips(key) for like, key in zip(likenesses, form, strict=True)]
    if not all(likenesses):
        return ()
    found = [
        name
        for label in index.forms(len(form))
        if label[0] in likenesses[0] and all(map(contains, likenesses, label))
        for name in index.names[label]
    ]
    return tuple(dict.fromkeys(found))


def _headed(
    index: RoleIndex, tokens: Sequence[Token], at: int, text: str, prefer: Sequence[str]
) -> tuple[int, int, RoleMention] | None:
    """Read a title by its last word alone ("managers"), unless the words before it make it another job."""
    likenesses = index.likenesses(tokens[at].key)
    heads = [head for head in index.heads if head in likenesses and head not in word_lists()["generic"]]
    if not heads or (is_ordinary(tokens[at].key) and not tokens[at].plural):
        return None
    ranks: dict[str, float] = {}
    for name, rank in (pair for head in heads for pair in index.heads[head].items()):
        ranks[name] = min(rank, ranks.get(name, rank))
    candidates = tuple(name for name, rank in ranks.items() if rank == min(ranks.values()))
    first = at
    while first > 0 and not _broken(tokens[first - 1 : first + 1], text):
        word = tokens[first - 1].key
        if word in word_lists()["transparent"]:
            break
        if word in _POSSESSIVES:
            return None
        narrowed = tuple(name for name in candidates if index.likenesses(word) & set(head_words(name)))
        if not narrowed:
            return None
        candidates, first = narrowed, first - 1
    if _another_job(tokens, first, at + 1, text):
        return None
    exact = tokens[at].key in heads
    start, end = tokens[first].start, tokens[at].end
    roles = decide(index, candidates, prefer)
    mention = RoleMention(
        start, end, roles, 0.7 if exact else 0.6, False, text[start:end], plural=tokens[at].plural
    )
    return first, at + 1, mention
