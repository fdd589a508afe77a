"""What a person calls the amounts they named: the first, the second, what they earn, what was offered."""

import re
from collections.abc import Sequence

from bot.grounding import lexicon
from bot.grounding.figures import figures_in
from bot.grounding.words import singular

_BREAK = re.compile(
    r"[;:.?!]\s|,\s|\b(?:and|or|but|now|while|against|versus|from|than|instead)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_NOTHING = lexicon.words("beside_amounts")
_LETTERED = re.compile(r"\b(?i:offer|option|job|company) (?P<letter>[A-Z])\b")
_FIRST = frozenset(["first", "former", "letteredA"])
_LAST = frozenset(["second", "latter", "other", "letteredB"])
_OFFERED = frozenset(["offer", "new", "accept", "accepting", "taking", "moving", "switching"])
_EARNED = frozenset(["current", "currently", "present", "now", "today", "stay", "staying", "old"])
_EARNING = re.compile(
    r"\byou(?:'re| are)? (?:now |currently |already )?(?:earn|make|get)(?:ing)?\b"
    r"|\byour (?:pay|salary|wage)\b(?! (?:would|will|could|goes|rises|grows|drops|falls))"
    r"|\b(?:turn(?:ing)?|declin(?:e|ing)|refus(?:e|ing)|reject(?:ing)?)\b[^,;.]{0,30}\boffer(?: down)?\b",
    re.IGNORECASE,
)


def spoken(text: str) -> frozenset[str]:
    """Return the words of a text that may tell one amount of a person from another."""
    lettered = {f"lettered{match['letter']}" for match in _LETTERED.finditer(text)}
    words = {singular(word) for word in _WORD.findall(_EARNING.sub("current", text).casefold())}
    return frozenset(lettered) | {"offer" if word == "offered" else word for word in words - _NOTHING}


def own_words(turns: Sequence[str], amounts: frozenset[float]) -> dict[float, frozenset[str]]:
    """Return, for each amount a person named, the words beside it and those that it may be called by."""
    found: dict[float, frozenset[str]] = {}
    for turn in turns:
        figures = [item for item in figures_in(turn) if amounts.intersection(item.values)]
        for number, item in enumerate(figures):
            start = figures[number - 1].end if number else 0
            end = figures[number + 1].start if number + 1 < len(figures) else len(turn)
            beside = _BREAK.split(turn[start : item.start])[-1] + " " + _BREAK.split(turn[item.end : end])[0]
            for value in item.values:
                found[value] = found.get(value, frozenset()) | spoken(beside)
    return _called(found)


def _called(found: dict[float, frozenset[str]]) -> dict[float, frozenset[str]]:
    """Add the words that two amounts are told apart by: which was offered, which was named first."""
    if len(found) != 2:
        return found
    (one, first), (other, second) = found.items()
    first, second = first | _FIRST - second, second | _LAST - first
    if ("offer" in first) != ("offer" in second):
        first, second = (
            words | (_OFFERED if "offer" in words else _EARNED) - rival
            for words, rival in ((first, second), (second, first))
        )
    return {one: first, other: second}
