"""Figures in answers and guides, read by rules of the suite's own: a shared reader would share its faults."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

_CURRENCIES = {
    "us$": "USD",
    "$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "cad": "CAD",
    "chf": "CHF",
}
_NUM = r"\d+(?:[.,'’   ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = r"(?:\s?(?P<scale>k|K|thousand|million|m|M)\b)?"
_SIGN = r"US\$|\$|£|€|USD|EUR|GBP|CAD|CHF"
_MONEY = re.compile(
    rf"(?P<sign>{_SIGN})\s?(?P<num>{_NUM}){_SCALE}"
    rf"|(?P<num2>{_NUM})(?:\s?(?P<scale2>k|K))?\s?(?P<sign2>€|£|EUR|GBP|USD|CAD|CHF|dollars?\b|euros?\b|pounds?\b)"
)
_OTHER_END = re.compile(
    rf"\s?(?:to|-|–|—|and|bis|à)\s?(?P<num>{_NUM})(?P<scale>k|K)?(?![.,]?\d|%|\s?(?:{_SIGN}))"
)
_PERCENT = re.compile(rf"(?P<num>{_NUM})\s?(?:%|percent\b|per cent\b)")
_BARE = re.compile(
    rf"(?<![\w.,$£€])(?P<num>{_NUM})(?:\s?(?P<scale>million|thousand)\b|(?P<kilo>[kK])\b)?(?![\w%])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIODS = {
    "hour": r"hours?|hrs?|h|hourly|Stunde",
    "day": r"days?|daily",
    "week": r"weeks?|wks?|weekly",
    "month": r"months?|mo|monthly|Monat",
    "year": r"years?|yrs?|annum|yearly|annually|annual|Jahr",
}
_AFTER = {
    name: re.compile(
        rf"^\s*(?:gross\s*|full[- ]time\s*)?(?:(?:an?|per|/|each|every|pro)\s*)?(?:{words})\b", re.I
    )
    for name, words in _PERIODS.items()
}
_BEFORE = {
    name: re.compile(
        rf"\b(?:{words})(?:\s+(?:median|mean|wage|pay|average|salary|rate|range))?[^.;$£€]{{0,24}}$", re.I
    )
    for name, words in {
        "hour": "hourly",
        "week": "weekly",
        "month": "monthly",
        "year": "yearly|annual",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Found:
    """A figure in a text: `unit` is a currency code, percent, year or count; `period` None when not said."""

    start: int
    end: int
    value: float
    unit: str
    period: str | None
    text: str
    decimals: int = 0

    @property
    def money(self) -> bool:
        """Whether this is an amount of money."""
        return self.unit not in ("percent", "year", "count")


@lru_cache(maxsize=16384)
def find_figures(text: str) -> tuple[Found, ...]:
    """Return every figure of a text in reading order."""
    found = _money(text)
    taken = [(f.start, f.end) for f in found]
    found += [f for f in _plain(text, _PERCENT, "percent") if _free(f, taken)]
    taken = [(f.start, f.end) for f in found]
    for bare in _plain(text, _BARE, "count"):
        if _free(bare, taken):
            found.append(replace(bare, unit="year") if _YEAR.fullmatch(bare.text) else bare)
    return tuple(sorted(found, key=lambda f: f.start))


def money_figures(text: str) -> tuple[Found, ...]:
    """Return the amounts of money of a text."""
    return tuple(f for f in find_figures(text) if f.money)


def _free(found: Found, taken: Iterable[tuple[int, int]]) -> bool:
    return all(found.end <= start or found.start >= end for start, end in taken)


def _plain(text: str, pattern: re.Pattern[str], unit: str) -> list[Found]:
    found = []
    for match in pattern.finditer(text):
        value, decimals = parse_number(match["num"], grouped=False)
        groups = match.groupdict()
        scale = {"million": 1e6, "thousand": 1e3}.get((groups.get("scale") or "").lower(), 1.0)
        scale = 1e3 if groups.get("kilo") else scale
        found.append(Found(match.start(), match.end(), value * scale, unit, None, match.group(), decimals))
    return found


def _money(text: str) -> list[Found]:
    found: list[Found] = []
    for match in _MONEY.finditer(text):
        number, scale = match["num"] or match["num2"], match["scale"] or match["scale2"]
        unit = _CURRENCIES[(match["sign"] or match["sign2"]).lower()]
        first = _amount(number, scale, unit, match.start(), match.end(), text)
        other = _OTHER_END.match(text, match.end())
        if other and not _YEAR.fullmatch(other["num"]) and len(other["num"]) > 1:
            second = _amount(other["num"], other["scale"], unit, other.start("num"), other.end(), text)
            found += [first, second]
        else:
            found.append(first)
    return _share_periods(text, found)


def _amount(number: str, scale: str | None, unit: str, start: int, end: int, text: str) -> Found:
    value, decimals = parse_number(number, grouped=True)
    factor = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}.get((scale or "").lower(), 1.0)
    return Found(start, end, value * factor, unit, None, text[start:end], decimals if factor == 1 else 0)


def _share_periods(text: str, found: list[Found]) -> list[Found]:
    """Give each amount the period said after it, else before it; both ends of a range share one."""
    given = [_period(text, f) for f in found]
    for at in range(len(found) - 2, -1, -1):
        between = text[found[at].end : found[at + 1].start]
        if given[at] is None and re.fullmatch(r"\s*(?:to|-|–|—|and|or|bis)\s*(?:about |nearly )?", between):
            given[at] = given[at + 1]
    return [replace(f, period=period) for f, period in zip(found, given, strict=True)]


def _period(text: str, found: Found) -> str | None:
    tail, head = text[found.end : found.end + 40], text[max(0, found.start - 60) : found.start]
    for name, pattern in _AFTER.items():
        if pattern.match(tail):
            return name
    return next((name for name, pattern in _BEFORE.items() if pattern.search(head)), None)


def parse_number(text: str, *, grouped: bool) -> tuple[float, int]:
    """Return a number's value and decimals; `grouped`: one mark before three digits groups thousands."""
    marks = [char for char in text if not char.isdigit()]
    if not marks:
        return float(text), 0
    last = marks[-1]
    tail = len(text) - 1 - text.rindex(last)
    groups = tail == 3 and len(set(marks)) == 1 and (grouped or last == ",")
    if groups or last in "'’   ":
        return float(re.sub(r"\D", "", text)), 0
    whole = re.sub(r"\D", "", text[: text.rindex(last)])
    return float(f"{whole}.{text[text.rindex(last) + 1 :]}"), tail


def close(shown: Found, exact: float) -> bool:
    """Say whether a printed figure is an exact one rounded to what was printed."""
    if shown.value == exact:
        return True
    step = 10.0**-shown.decimals
    return abs(shown.value - exact) <= step / 2 + 1e-6


_SUM = re.compile(
    rf"(?:(?:{_SIGN})\s?)?(?:{_NUM})(?:\s*[%€£])?"
    rf"(?:\s*(?:hours?|weeks?|months?|days?)?\s*[+\-−–x×*/÷]\s*(?:(?:{_SIGN})\s?)?(?:{_NUM})(?:\s*[%€£])?)+"
)
_PART = re.compile(rf"(?P<op>[+\-−–x×*/÷])|(?:(?:{_SIGN})\s?)?(?P<num>{_NUM})\s*(?P<pct>%)?")


_YEAR_PARTS = {2080.0: "hour", 52.0: "week", 12.0: "month"}


@dataclass(frozen=True, slots=True)
class Sum:
    """A computation as printed, its operands and its result."""

    text: str
    operands: tuple[float, ...]
    result: float

    @property
    def period(self) -> str | None:
        """What the result is per, where hours, weeks or months of a year are among the operands."""
        if not any(value in _YEAR_PARTS for value in self.operands):
            return None
        return _YEAR_PARTS.get(self.operands[-1]) if re.search(r"[/÷]", self.text) else "year"


@lru_cache(maxsize=16384)
def find_sums(text: str) -> tuple[Sum, ...]:
    """Return every printed computation of a text ("$17 x 2,080", "47000 - 45000"), worked out anew."""
    found = []
    for match in _SUM.finditer(text):
        worked = _work_out(match.group())
        if worked is not None:
            found.append(worked)
    return tuple(found)


def _work_out(text: str) -> Sum | None:
    numbers: list[float] = []
    signs: list[str] = []
    for part in _PART.finditer(text):
        if part["op"]:
            signs.append(part["op"])
        else:
            value, _ = parse_number(part["num"], grouped="€" in text)
            numbers.append(value / 100 if part["pct"] else value)
    if len(numbers) != len(signs) + 1 or not signs:
        return None
    return _apply(text, numbers, signs)


def _apply(text: str, numbers: list[float], signs: list[str]) -> Sum | None:
    total, term, sign = 0.0, numbers[0], 1.0
    for operator, number in zip(signs, numbers[1:], strict=True):
        if operator in "x×*":
            term *= number
        elif operator in "/÷":
            if not number:
                return None
            term /= number
        else:
            total += sign * term
            sign, term = (1.0 if operator == "+" else -1.0), number
    return Sum(text, tuple(numbers), total + sign * term)
