"""How long someone says they work: hours by the week, the day or the shift, and how overtime is paid."""

import re
from collections.abc import Sequence

from bot.quantities.finding import find_quantities
from bot.quantities.quantity import Quantity
from bot.quantities.words import SMALL_NUMBERS, small_number

_STRETCH = re.compile(r"[- ]?(?:shifts?|days?|nights?)\b", re.IGNORECASE)
_STRETCHES = ("shift", "day", "night")
_TIMES = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(SMALL_NUMBERS)})(?:\s+|\s*[x\u00d7]\s*)$", re.IGNORECASE
)
_PREMIUMS = {"time and a quarter": 1.25, "time and a half": 1.5, "double time": 2.0}
_PREMIUM = re.compile("|".join(name.replace(" ", r"[\s-]+") for name in _PREMIUMS), re.IGNORECASE)
_BEYOND = re.compile(rf"\b(?:overtime|ot|extra|{_PREMIUM.pattern})\b", re.IGNORECASE)
_NO_OVERTIME = re.compile(r"\b(?:no|without|never|not)\s+(?:any\s+|paid\s+)?(?:overtime|ot)\b", re.IGNORECASE)
_OVERTIME = re.compile(r"\b(?:overtime|ot)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:from|to|down\s+to|up\s+to)\s+$", re.IGNORECASE)
_LONGEST_WEEK, _FULL_WEEK = 100, 40
_BESIDE = 15
_FEWEST_WEEKS, WEEKS = 26, 52
_SEVERAL = 2


def weekly_hours(text: str, figures: Sequence[Quantity]) -> float | None:
    """Return the hours a week that a message says: its own, or those of its shifts together.

    Hours beyond the usual ones (overtime) are no working week.
    """
    hours = [one for one in figures if one.unit == "hours" and one.low is not None]
    weekly = next((one.low for one in hours if one.period == "week"), None)
    if weekly is not None:
        return weekly
    for one in hours:
        if one.period == "day" or (one.period is None and _STRETCH.match(text, one.end)):
            count = _stretches(text, one, figures)
            return one.low * count if one.low and count else None
    beyond = _BEYOND.search(_NO_OVERTIME.sub(" ", text))
    return next((one.low for one in hours if one.period is None and not beyond), None)


def hours_beside(text: str, figures: Sequence[Quantity], amount: Quantity) -> float | None:
    """Return the hours a week that an amount is for: of several weeks in a message, the nearest one's."""
    weeks = [one for one in figures if one.unit == "hours" and one.low and one.period in ("week", None)]
    if len({one.low for one in weeks}) < _SEVERAL or _BEYOND.search(text):
        return weekly_hours(text, figures)
    return min(weeks, key=lambda one: max(one.start - amount.end, amount.start - one.end)).low


def premium(text: str) -> tuple[str, float] | None:
    """Return how overtime is said to be paid, in words and as a factor: "time and a half" and 1.5."""
    match = _PREMIUM.search(text)
    name = " ".join(re.split(r"[\s-]+", match.group().casefold())) if match else ""
    return (name, _PREMIUMS[name]) if name else None


def overtime_rate(text: str) -> tuple[str, float] | None:
    """Return how overtime that a text speaks of is paid: as it says, else time and a half, as is usual."""
    spoken = _OVERTIME.search(text)
    return premium(text) or (("time and a half", _PREMIUMS["time and a half"]) if spoken else None)


def hours_beyond(text: str) -> float:
    """Return the hours of overtime a week that a text tells of; one hour where it tells of none."""
    told = [one for one in find_quantities(text) if one.unit == "hours" and one.period in (None, "week")]
    beside = (one for one in told if _OVERTIME.search(text[max(0, one.start - _BESIDE) : one.end + _BESIDE]))
    return next((one.low for one in beside if one.low and one.low < _FULL_WEEK), 1.0)


def weeks_named(text: str) -> tuple[float, ...]:
    """Return the hours of each week that a question sets side by side ("from 25 to 18 hours a week")."""
    figures = find_quantities(text)
    weekly = any(one.unit == "hours" and one.period == "week" for one in figures)
    if not weekly or _BEYOND.search(text):
        return ()
    said = [one.low for one in figures if one.low and one.low <= _LONGEST_WEEK and _is_week(text, one)]
    return tuple(dict.fromkeys(said))


def weeks_paid(text: str) -> float | None:
    """Return the paid weeks of a year that a message says ("28 hours a week, 50 weeks"), if it says any."""
    said = (one.low for one in find_quantities(text) if (one.noun or "").casefold() == "weeks")
    return next((weeks for weeks in said if weeks and _FEWEST_WEEKS <= weeks <= WEEKS), None)


def _is_week(text: str, figure: Quantity) -> bool:
    if figure.unit == "hours":
        if figure.has_cents:  # "i get 17.20 hr" is a rate
            return False
        return figure.period in ("week", None) and figure.low == figure.high
    bare = figure.unit == "count" and figure.noun in (None, "instead")
    return bare and bool(figure.noun or _CHANGED.search(text[: figure.start]))


def _stretches(text: str, hours: Quantity, figures: Sequence[Quantity]) -> float | None:
    """How many shifts or days a week these hours are worked."""
    before = _TIMES.search(text[: hours.start])
    if before:
        return small_number(before["count"])
    named = (one.low for one in figures if (one.noun or "").casefold().startswith(_STRETCHES))
    return next((count for count in named if count), None)
