"""What comes first and what after: "X before Y", "Y only after X", "X divided by Y"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding import lexicon
from bot.grounding.facts import Segment
from bot.grounding.words import is_held, prefixes, tokens

_RELATION = re.compile(
    r"\b(?P<before>before|until|ahead of)\b|\b(?P<after>after|once)\b|\b(?P<then>and then|, then|then)\b"
    r"|\b(?P<over>divided by)\b|\b(?P<instead>instead of|rather than)\b",
    re.IGNORECASE,
)


_PLACED = re.compile(
    r"\b(?P<word>before|after|during|until|since|inside|within|outside|without|with|above|below|over|under)\s+"
    r"(?P<thing>(?:[^\W\d_][\w'’-]*\s?){1,4})",
    re.IGNORECASE,
)
_AGAINST = {
    "before": frozenset({"after"}),
    "after": frozenset({"before"}),
    "inside": frozenset({"outside", "above", "below"}),
    "within": frozenset({"outside", "above", "below"}),
    "outside": frozenset({"inside", "within"}),
    "above": frozenset({"below", "under", "inside", "within"}),
    "below": frozenset({"above", "over", "inside", "within"}),
    "with": frozenset({"without"}),
    "without": frozenset({"with"}),
}
_FUNCTION = lexicon.words("function_words") | {"you", "your", "it", "they", "them", "what", "out"} - {"all"}
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two things of which the first precedes, divides or is preferred to the second."""

    kind: str
    first: frozenset[str]
    second: frozenset[str]


def reversed_order(text: str, lines: Sequence[Segment]) -> str | None:
    """Return the word by which a sentence puts two things the other way round than a line of its sources."""
    said = _pair(text)
    if said is None:
        return None
    for line in lines:
        held = _pair(line.text)
        if held is None or held.kind != said.kind:
            continue
        if _is_crossed(said, held):
            return said.kind
    return _other_relation(text, lines)


def _is_crossed(said: _Pair, held: _Pair) -> bool:
    """Whether what one puts first the other puts second; words that both put on one side tell nothing."""
    first, second = said.first - said.second, said.second - said.first
    straight = _overlap(first, held.first - held.second), _overlap(second, held.second - held.first)
    crossed = _overlap(first, held.second - held.first), _overlap(second, held.first - held.second)
    if not all(crossed):
        return False
    return sum(crossed) > sum(straight) or not (straight[0] and straight[1])


def _other_relation(text: str, lines: Sequence[Segment]) -> str | None:
    """Return "after" where a sentence says "after budgets close" and its sources "before budgets close"."""
    for match in _PLACED.finditer(text):
        word, thing = match["word"].casefold(), _stems(match["thing"])
        if not thing:
            continue
        words = {
            held["word"].casefold()
            for line in lines
            for held in _PLACED.finditer(line.text)
            if thing <= _stems(held["thing"])
            or (len(thing) > 1 and _stems(held["thing"]) <= thing and _stems(held["thing"]))
        }
        if words & _AGAINST.get(word, frozenset()) and word not in words:
            return word
    return None


def _pair(text: str) -> _Pair | None:
    found = list(_RELATION.finditer(text))
    if len(found) != 1:
        return None
    match = found[0]
    left, right = (
        _stems(text[: match.start()]),
        _stems(text[match.end() :]),
    )
    if not left and "," in text[match.end() :]:  # "Before you resign, have the terms written down"
        near, far = text[match.end() :].split(",", 1)
        left, right = _stems(far), _stems(near)
    if not left or not right:
        return None
    if match["after"] or (match.group().casefold() == "until" and _NOT.search(text[: match.start()])):
        return _Pair("before", right, left)
    kind = "divided by" if match["over"] else "instead of" if match["instead"] else "before"
    return _Pair(kind, left, right)


def _stems(text: str) -> frozenset[str]:
    """Return the stems of a text, verbs such as "say" and "ask" included."""
    return frozenset(token.stem for token in tokens(text) if token.word.casefold() not in _FUNCTION)


def _overlap(one: frozenset[str], other: frozenset[str]) -> int:
    starts = prefixes(other)
    return sum(is_held(item, other, starts) for item in one)
