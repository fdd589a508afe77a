"""What comes first and what after: "X before Y", "Y only after X", "X divided by Y"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding import lexicon
from bot.grounding.facts import Segment
from bot.grounding.words import is_held, prefixes, tokens

_RELATION = re.compile(
    r"(?<![-\w])(?P<before>before|until|ahead of)\b(?!-)|(?<![-\w])(?P<after>after|once)\b(?!-)"
    r"|(?<!\bthe )(?<!\byour )(?<!\btheir )\b(?P<first>first\b,?(?: and then\b| then\b| and\b)?)"
    r"(?! [^\W\d_]+ (?:is|are|was|were)\b)"
    r"|\b(?P<then>and then|, then|then)\b"
    r"|\bdivid\w*\b(?:[^.,;]*?)\b(?P<over>by)\b|\b(?P<minus>minus)\b"
    r"|\b(?P<instead>instead of|rather than)\b|\b(?P<than>than)\b"
    r"|\bas (?:much|many|well|good|often|long|important) (?P<equal>as)\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[;:]\s|(?<!first),\s(?:and|but|so|or|which|because)\s")
_AND_DIVIDE = re.compile(r",? and (?:then )?(?P<divide>divide by)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|fewer|lower|smaller|later|rarer|seldomer|shorter)\b", re.IGNORECASE)
_WORSE = re.compile(r"\bworse\b", re.IGNORECASE)
_PLACED = re.compile(
    r"\b(?P<word>before|after|during|until|since|inside|within|outside|without|with|above|below|over"
    r"|under)\s+"
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
_FUNCTION = lexicon.words("function_words") | {
    "you",
    "your",
    "it",
    "they",
    "them",
    "what",
    "out",
    "divide",
    "divided",
} - {"all"}
_PERSON = frozenset({"you", "your"})
_WITH_NO = re.compile(r"\bwith no\b", re.IGNORECASE)
# "Do not ask until ...", "leave it until ...": what follows comes first.
_WAITS = re.compile(
    r"\b(?:not|never|nothing|nobody|leave|save|hold|put off|postpone|delay)\b|n['’]t\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two things of which the first precedes, divides or is preferred to the second."""

    kind: str
    first: frozenset[str]
    second: frozenset[str]


def reversed_order(text: str, lines: Sequence[Segment]) -> str | None:
    """Return the word by which a sentence puts two things the other way round than a line of its sources."""
    held = [pair for line in lines for pair in _pairs(line.text)]
    for said in _pairs(text):
        alike = [pair for pair in held if pair.kind == said.kind]
        if any(_is_crossed(said, pair) for pair in alike) and not any(
            _is_straight(said, pair) for pair in alike
        ):
            return said.kind
        if _is_unequal(said, held):
            return said.kind
    return _other_relation(text, lines)


def _is_unequal(said: _Pair, held: Sequence[_Pair]) -> bool:
    """Whether two things are called equal on one side, and one of them more on the other."""
    rivals = [pair for pair in held if {said.kind, pair.kind} == {"than", "as"}]
    return any(_is_straight(said, pair) or _is_crossed(said, pair) for pair in rivals)


def _is_straight(said: _Pair, held: _Pair) -> bool:
    return bool(_overlap(said.first, held.first) and _overlap(said.second, held.second)) and not _is_crossed(
        said, held
    )


def _is_crossed(said: _Pair, held: _Pair) -> bool:
    """Whether what one puts first the other puts second; words that both put on one side tell nothing."""
    first, second = said.first - said.second, said.second - said.first
    straight = _overlap(first, held.first - held.second), _overlap(second, held.second - held.first)
    crossed = _overlap(first, held.second - held.first), _overlap(second, held.first - held.second)
    if not (first and second):  # what is told of both tells nothing: "paid hours by paid hours away"
        return any(crossed) and not any(straight)
    if not all(crossed):
        return False
    return sum(crossed) > sum(straight) or not (straight[0] and straight[1])


def _other_relation(text: str, lines: Sequence[Segment]) -> str | None:
    """Return "after" where a sentence says "after budgets close" and its sources "before budgets close"."""
    for match in _PLACED.finditer(_WITH_NO.sub("without", text)):
        word, thing = match["word"].casefold(), _stems(match["thing"])
        if not thing:
            continue
        words = {
            held["word"].casefold()
            for line in lines
            for held in _PLACED.finditer(_WITH_NO.sub("without", line.text))
            if thing <= _stems(held["thing"])
            or (len(thing) > 1 and _stems(held["thing"]) <= thing and _stems(held["thing"]))
        }
        if words & _AGAINST.get(word, frozenset()) and word not in words:
            return word
    return None


def _pairs(text: str) -> list[_Pair]:
    """Return the two sides of each joining word, as far as its part of the sentence goes."""
    found = []
    for part in _BOUNDARY.split(_AND_DIVIDE.sub(r" \g<divide>", text)):
        matches = list(_RELATION.finditer(part))
        for number, match in enumerate(matches):
            start = matches[number - 1].end() if number else 0
            end = matches[number + 1].start() if number + 1 < len(matches) else len(part)
            name = match.lastgroup or ""
            left, right = part[start : match.start(name)], part[match.end(name) : end]
            if pair := _pair(name, match.group().casefold(), left, right):
                found.append(pair)
    return found


def _pair(name: str, word: str, left: str, right: str) -> _Pair | None:
    also = _PERSON if name == "than" else frozenset[str]()  # "depends on staffing more than on you"
    first, second = _stems(left, also), _stems(right, also)
    if not first and "," in right:  # "Before you resign, have the terms written down"
        near, far = right.split(",", 1)
        first, second = _stems(far), _stems(near)
    if not first or not second:
        return None
    if name == "after" or (word == "until" and _WAITS.search(left)):
        return _Pair("before", second, first)
    if name == "than" and _WORSE.search(left):  # "worse" is more of what is bad
        return None
    if name == "than" and _LESS.search(left):
        return _Pair("than", second, first)
    kinds = {"over": "divided by", "minus": "minus", "instead": "instead of", "than": "than", "equal": "as"}
    return _Pair(kinds.get(name, "before"), first, second)


def _stems(text: str, also: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the stems of a text, verbs such as "say" and "ask" included."""
    dropped = _FUNCTION - also
    return frozenset(token.stem for token in tokens(text) if token.word.casefold() not in dropped)


def _overlap(one: frozenset[str], other: frozenset[str]) -> int:
    starts = prefixes(other)
    return sum(is_held(item, other, starts) for item in one)
