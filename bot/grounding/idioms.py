"""Figures as English says them: "one year", "two to three weeks", "not over two minutes", "no two days"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.quantities import Quantity, small_number

OUT_OF = re.compile(
    r"\b(?P<upper>one|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?(?:in|out of) (?:every |an? )?"
    r"(?P<lower>two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred)\b",
    re.IGNORECASE,
)
# A kind of pay, and no figure.
_TAIL = re.compile(
    r"\b(?:top|bottom|upper|lower|lowest|highest|best[- ]paid|lowest[- ]paid|highest[- ]paid) "
    r"(?:10 ?%|25 ?%|(?:10|25|ten|twenty[- ]five) percent)",
    re.IGNORECASE,
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
_NAMED_TWO = re.compile(r"\b(?:the|these|those|both|of your) two$", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"\b(?:about|roughly|around|nearly|almost) (?:as (?:far|much) as|what|the same as)\s+$", re.I
)
_HALF_TIME = re.compile(r"\bhalf an? (?P<noun>minute|hour|year)\b", re.IGNORECASE)
_HALVES = {"minute": (30.0, "seconds"), "hour": (30.0, "minutes"), "year": (6.0, "months")}
_TIME = r"(?:years?|months?|weeks?|days?|hours?|minutes?)"
_AND_A_HALF = re.compile(
    rf"\b(?P<low>one|two|three|four|five|six|seven|eight|nine|ten|a|an|\d{{1,2}})(?: (?P<early>{_TIME}))?"
    rf" and a half(?: (?P<late>{_TIME}))?",
    re.IGNORECASE,
)
_SMALL_LOW = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine)\s+(?:to|or|and|-)\s+$", re.IGNORECASE
)


# A move between two amounts, which are no range then.
CHANGED = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|gr(?:ow|ows|ew|own|owing)|increas\w+|climb\w*|gain\w*|jump\w*"
    r"|(?:went|go(?:es|ing)?)(?: up| down)?|mov(?:e|es|ed|ing)|f(?:all|alls|ell|allen|alling)|declin\w+"
    r"|decreas\w+|drop\w*|slip\w*|slid|dip\w*|chang\w+|edg\w+|step\b[^.;:$£€\d]{0,30}"
    r"|(?:took|takes?|brought|brings?|lift(?:s|ed)?|push(?:es|ed)?|carri(?:es|ed)|rais(?:es|ed))\b[^.;:$£€\d]{0,30})"
    r"(?: (?:up|down|as well|too|again|only|\w+ly)){0,3}"
    r"(?: (?:by )?(?:about |around |roughly |nearly |just (?:over|under) )?"
    r"[$£€]?\d[\d,.]*\d(?:%| percent)?)?,? "
    r"from (?:about |around |roughly )?(?=[^\W\d_]{0,3}[$£€]?\d)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+to\s+(?:about |around |roughly )?", re.IGNORECASE)
_COIN = re.compile(
    r"\b(?:a|one|another) (?P<coin>dollar|euro|pound)\b(?! (?:amount|figure|sign|value))", re.IGNORECASE
)
_COINS = {"dollar": "USD", "euro": "EUR", "pound": "GBP"}


def as_said(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures of a text with small times added, bounds turned round and idioms left out."""
    figures = [_widened(text, item) for item in quantities]
    shares = [match.span() for pattern in (OUT_OF, _TAIL) for match in pattern.finditer(text)]
    figures = [item for item in figures if not any(start <= item.start < end for start, end in shares)]
    figures = _halves(text, figures)
    figures += _small_times(text, figures)
    figures = [part for item in figures for part in _moved(text, item)]
    figures += _coins(text, figures)
    pairs = (_NO_TWO, _NAMED_TWO)
    figures = [
        item for item in figures if not any(pair.search(text[: item.start] + item.text[:3]) for pair in pairs)
    ]
    return sorted(figures, key=lambda item: item.start)


def _moved(text: str, item: Quantity) -> list[Quantity]:
    """Read "rose from $4 to $5" as two amounts, and not as a range."""
    move = any(item.start - 1 <= match.end() <= item.end for match in CHANGED.finditer(text))
    middle = _TO.search(item.text) if item.is_money and move else None
    if middle is None or item.low is None or item.high is None or item.low == item.high:
        return [item]
    start = item.start + middle.end()
    return [
        replace(item, end=item.start + middle.start(), text=item.text[: middle.start()], high=item.low),
        replace(item, start=start, text=item.text[middle.end() :], low=item.high),
    ]


def _coins(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """Read "a dollar more" as an amount."""
    return [
        Quantity(match.start(), match.end(), match.group(), _COINS[match["coin"].casefold()], 1.0, 1.0)
        for match in _COIN.finditer(text)
        if not any(item.start < match.end() and match.start() < item.end for item in figures)
    ]


def _halves(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """Read "three and a half years" as one figure."""
    found = list(figures)
    for match in _AND_A_HALF.finditer(text):
        noun = match["early"] or match["late"]
        if noun is None:
            continue
        said = small_number(match["low"])
        whole = 1 if said is None else said
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
    for match in _HALF_TIME.finditer(text):
        value, noun = _HALVES[match["noun"].casefold()]
        found.append(Quantity(match.start(), match.end(), match.group(), "count", value, value, noun=noun))
    for match in _SMALL_TIME.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        value = float(small_number(match.group(1)) or 0)
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
    if quantity.is_money and _ROUGHLY.search(text[: quantity.start]):
        quantity = replace(quantity, approximate=True)
    match = _SMALL_LOW.search(text[: quantity.start])
    low = small_number(match.group(1)) if match else None
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
