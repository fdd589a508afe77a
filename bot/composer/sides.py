"""The two things that a question sets against each other, and the sentence that tells them apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.catalogue import Catalogue
from bot.catalogue.words import Token, is_transparent, keys, tokenize
from bot.composer.draft import Draft, left_of, paragraph, statements_of
from bot.composer.units import leans_back

_JOINT = re.compile(
    r"\b(?:(?P<and>and)|(?P<or>or)|vs\.?|versus|(?:the )?same (?:\w+ )?as"
    r"|differ\w*(?: \w+){0,3} (?:from|to|than)"
    r"|compared? (?:to|with)|(?:\w+er|worse|(?:more|less) \w+|rather) than|instead of)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\b(?:differ\w*|compar\w*|same|vs|versus|better|apart)\b", re.IGNORECASE)
_STOPS = re.compile(
    r"between|is|are|be|do|does|for|of|to|in|at|on|with|than|as|more|from|an?|the", re.IGNORECASE
)
_ARTICLES = frozenset({"a", "an", "the"})
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things: as it was typed, its words that the other lacks, and the other names of a job."""

    text: str
    words: frozenset[str]
    names: tuple[str, ...] = ()

    def is_named_in(self, text: str) -> bool:
        """Whether a text names this side by its words or by any of its names."""
        held = keys(text)
        spaced = f" {' '.join(held)} "
        return self.words.issubset(held) or any(f" {name} " in spaced for name in self.names)


Sides = tuple[Side, Side]


def sides_of(question: str, catalogue: Catalogue) -> Sides | None:
    """Return the two things that a question compares ("X vs Y", "is X the same as Y")."""
    tokens = tokenize(question)
    for joint in _JOINT.finditer(question):
        if joint["and"] and not _COMPARES.search(question):
            continue
        one = _run(question, [token for token in reversed(tokens) if token.end <= joint.start()])[::-1]
        other = _run(question, [token for token in tokens if token.start >= joint.end()])
        sides = _told_apart(question, one, other, catalogue) if one and other else None
        chosen = joint["or"] and not _COMPARES.search(question)  # "stay or leave", "tell them or wait"
        if sides and not (chosen and not all(side.names for side in sides)):
            return sides
    return None


def _run(question: str, tokens: Sequence[Token]) -> list[Token]:
    """The words next to a joint that name a thing: up to a comma, an article or a word that names nothing."""
    run: list[Token] = []
    for token in tokens:
        if run and re.search(
            r"[^\s-]", question[min(run[-1].end, token.end) : max(run[-1].start, token.start)]
        ):
            break
        if token.text.casefold() in _ARTICLES and not run:
            continue
        if _STOPS.fullmatch(token.text) or is_transparent(token.text) or len(run) == _LONGEST:
            break
        run.append(token)
    return run


def _told_apart(
    question: str, one: Sequence[Token], other: Sequence[Token], catalogue: Catalogue
) -> Sides | None:
    words = [frozenset(token.key for token in run) for run in (one, other)]
    if words[0] <= words[1] or words[1] <= words[0]:
        return None
    typed = [question[run[0].start : run[-1].end] for run in (one, other)]
    return (
        Side(typed[0], words[0] - words[1], _other_names(typed[0], catalogue)),
        Side(typed[1], words[1] - words[0], _other_names(typed[1], catalogue)),
    )


def _other_names(typed: str, catalogue: Catalogue) -> tuple[str, ...]:
    roles = [catalogue.role(role) for mention in catalogue.find_roles(typed) for role in mention.roles[:1]]
    return tuple(" ".join(keys(name)) for role in roles if role for name in (role.name, *role.aliases))


def apart_first(draft: Draft, sides: Sides) -> Draft:
    """Begin an answer with the sentence that tells the two apart, where one names both."""
    told = statements_of(draft.blocks)
    fit = (one for one in told if all(side.is_named_in(one.text) for side in sides))
    best = next((one for one in fit if one.evidence and not leans_back(one.text)), None)
    if best is None or best is told[0]:
        return draft
    return replace(draft, blocks=(*paragraph(best), *left_of(draft.blocks, lambda one: one is not best)))
