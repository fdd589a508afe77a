"""One cell of a pay table as a value: numbers in the spellings that spreadsheets and people use."""

import re
import unicodedata
from typing import get_args

import pycountry

from bot.schema import Period

_SPACES = re.compile(r"\s+")
# A currency's sign or code may stand on either side: four characters at most, so that words are refused.
_AMOUNT = re.compile(
    r"[^\d\s.,+=-]{0,4}\.? ?(?P<digits>\d+(?:[.,' ’]\d+)*) ?(?P<scale>[kKmM](?![a-zA-Z]))? ?[^\d\s]{0,4}"
)
_PERIODS: dict[str, Period] = {
    "hourly": "hour",
    "per hour": "hour",
    "daily": "day",
    "per day": "day",
    "weekly": "week",
    "per week": "week",
    "monthly": "month",
    "per month": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
    "per year": "year",
}


class CellError(ValueError):
    """A cell does not hold what its column asks for; the message says what to write."""


def clean(cell: str | None) -> str:
    """Return a cell's text in one line, without invisible characters."""
    visible = "".join(char for char in cell or "" if char.isspace() or unicodedata.category(char)[0] != "C")
    return _SPACES.sub(" ", visible).strip()


def amount(cell: str, period: Period = "year") -> float | None:
    """Read money: "$38,500", "38.500 €", "45 000", "38.5k"; None for an empty cell.

    Raises:
        CellError: the cell is not one positive amount.
    """
    text = clean(cell)
    if not text:
        return None
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise CellError(f'write one amount like 38500 or 18.50 instead of "{text}"')
    digits = re.sub("[' ’]", "", found["digits"])
    scale = {"k": 1_000.0, "m": 1_000_000.0}.get((found["scale"] or "").lower(), 1.0)
    value = float(_plain(digits, thousands=scale == 1.0 and period != "hour")) * scale
    if not 0 < value < 1e12:
        raise CellError(f'write an amount above zero instead of "{text}"')
    return value


def _plain(digits: str, *, thousands: bool) -> str:
    """Tell the decimal mark from the grouping mark: the last one, unless three digits follow it."""
    marks = [char for char in digits if not char.isdigit()]
    if not marks:
        return digits
    decimal = marks[-1]
    tail = len(digits) - 1 - digits.rindex(decimal)
    repeated = marks.count(decimal) > 1
    grouped = repeated or (tail == 3 and len(set(marks)) == 1 and (thousands or decimal == ","))
    if grouped:
        decimal = ""
    whole, _, fraction = digits.rpartition(decimal) if decimal else (digits, "", "")
    return "".join(char for char in whole if char.isdigit()) + ("." + fraction if fraction else "")


def index(cell: str) -> float:
    """Read a price level such as 97.2, where a point or a comma is always the decimal mark.

    Raises:
        CellError: the cell is not one positive number.
    """
    try:
        value = float(clean(cell).replace(",", "."))
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise CellError(f'write a price level like 97.2 instead of "{clean(cell)}"')
    return value


def count(cell: str) -> int | None:
    """Read a whole number of people; None for an empty cell.

    Raises:
        CellError: the cell is not a whole number.
    """
    value = amount(cell)
    if value is not None and value != int(value):
        raise CellError(f'write a whole number instead of "{clean(cell)}"')
    return None if value is None else int(value)


def year(cell: str) -> int | None:
    """Read a year of four digits; None for an empty cell.

    Raises:
        CellError: the cell is not a year.
    """
    text = clean(cell)
    if not text:
        return None
    if not re.fullmatch(r"(?:19|20)\d\d(?:\.0)?", text):
        raise CellError(f'write a year like 2025 instead of "{text}"')
    return int(float(text))


def currency(cell: str) -> str:
    """Read an ISO 4217 code.

    Raises:
        CellError: there is no such currency.
    """
    code = clean(cell).upper()
    if len(code) != 3 or pycountry.currencies.get(alpha_3=code) is None:
        raise CellError(
            f'write a three-letter currency code such as USD, GBP or EUR instead of "{clean(cell)}"'
        )
    return code


def period(cell: str) -> Period:
    """Read a pay period.

    Raises:
        CellError: the cell is none of the periods.
    """
    text = clean(cell).casefold()
    for known in get_args(Period):
        if text == known:
            return known  # type: ignore[no-any-return]
    if text in _PERIODS:
        return _PERIODS[text]
    raise CellError(f'write hour, day, week, month or year instead of "{clean(cell)}"')


def link(cell: str) -> str | None:
    """Read a web address; None for an empty cell.

    Raises:
        CellError: the address is not a web address.
    """
    text = clean(cell)
    if not text:
        return None
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        raise CellError(f'write a full web address that starts with https:// instead of "{text}"')
    return text
