"""Figures as English says them: "one year", "two to three weeks", "not over two minutes", "no two days"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.quantities import SMALL_NUMBERS, Quantity

_OUT_OF = re.compile(
    r"\b(?:one|two|three|four) (?:in|out of) (?:every )?(?:two|three|four|five|six|ten)\b", re.IGNORECASE
)
_NO_TWO = re.compile(r"\bno two$", re.IGNORECASE)
_NOT_OVER = re.compile(
    r"(?:n['’]t|\bnot|\bnever)\s+(?:\w+\s+)?(?:over|above|beyond|past|longer than|more than|exceed)\s*$",
    re.IGNORECASE,
)
_HELD_AGAINST = re.compile(r"\b(?:above|over|more than|higher than) the\s*$", re.IGNORECASE)
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "dozen"})
_LAST_WORD = re.compile(r"\s([^\W\d_]+)$")
_SMALL_TIME = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine)\s+(?:(?:more|further|additional|extra|full|whole"
    r"|other|long|short)\s+)?"
    r"(years?|months?|weeks?|days?|hours?|minutes?)\b",
    re.IGNORECASE,
)
_TIME = r"(?:years?|months?|weeks?|days?|hours?|minutes?)"
_AND_A_HALF = re.compile(
    rf"\b(?P<low>one|two|three|four|five|six|seven|eight|nine|ten|a|an|\d{{1,2}})(?: (?P<early>{_TIME}))?"
    rf" and a half(?: (?P<late>{_TIME}))?",
    re.IGNORECASE,
)
_SMALL_LOW = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine)\s+(?:to|or|and|-)\s+$", re.IGNORECASE
)


def as_said(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures of a text with small times added, bounds turned round and idioms left out."""
    figures = [_widened(text, item) for item in quantities]
    shares = [match.span() for match in _OUT_OF.finditer(text)]
    figures = [item for item in figures if not any(start <= item.start < end for start, end in shares)]
    figures = _halves(text, figures)
    figures += _small_times(text, figures)
    figures = [item for item in figures if not _NO_TWO.search(text[: item.start] + item.text[:3])]
    return sorted(figures, key=lambda item: item.start)


def _halves(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """Read "three and a half years" as one figure."""
    found = list(figures)
    for match in _AND_A_HALF.finditer(text):
        noun = match["early"] or match["late"]
        if noun is None:
            continue
        word = match["low"].casefold()
        whole = int(word) if word.isdigit() else SMALL_NUMBERS.get(word, 1)
        start, end = match.span()
        found = [item for item in found if item.end <= start or item.start >= end]
        value = whole + 0.5
        unit = "hours" if noun.casefold().startswith("hour") else "count"
        found.append(Quantity(start, end, match.group(), unit, value, value, noun=noun))
    return found


def _small_times(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """Read "one year" and "two more years", small numbers of which the reader of figures makes no count."""
    taken = [(item.start, item.end) for item in figures]
    found = []
    for match in _SMALL_TIME.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        value = float(SMALL_NUMBERS[match.group(1).casefold()])
        found.append(
            Quantity(match.start(), match.end(1), match.group(1), "count", value, value, noun=match.group(2))
        )
    return found


def _widened(text: str, quantity: Quantity) -> Quantity:
    """Name the time in "one year", and join a small number word to the figure: "two to three weeks"."""
    word = _LAST_WORD.search(quantity.text) if quantity.unit == "count" and quantity.noun is None else None
    if word and word.group(1).casefold() not in _SCALES:
        quantity = replace(quantity, noun=word.group(1))
    quantity = _turned_bound(text, quantity)
    match = _SMALL_LOW.search(text[: quantity.start])
    low = SMALL_NUMBERS.get(match.group(1).casefold()) if match else None
    if match is None or low is None or quantity.low is None or low >= quantity.low or quantity.is_money:
        return quantity
    start = match.start(1)
    return replace(quantity, start=start, text=text[start : quantity.end], low=float(low))


def _turned_bound(text: str, quantity: Quantity) -> Quantity:
    """Read "not over two minutes" as a most, and "well above the 10.6%" as the figure held against."""
    before, value = text[: quantity.start], quantity.low
    if value is None or quantity.high is not None:
        return quantity
    if _NOT_OVER.search(before):
        return replace(quantity, low=None, high=value)
    return (
        replace(quantity, high=value) if not quantity.is_money and _HELD_AGAINST.search(before) else quantity
    )
