"""What a figure found in text is."""

import re
from dataclasses import dataclass

from bot.schema import Period

_CENTS = re.compile(r"\.\d\d\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure or range, with `text == source[start:end]`.

    `unit` is an ISO 4217 code, "percent", "year", "hours", "count" or "code" (a figure that is no amount:
    phone, date, time, version, fraction, classification code, ordinal; `noun` says which). A lone figure has
    `low == high`; "from" and "at least" leave `high` None, "up to" and "less than" leave `low` None; a code
    has neither. `noun` is what a count counts ("job openings", "years", "points"). `assumed` is True when the
    currency was the caller's and not in the text.
    """

    start: int
    end: int
    text: str
    unit: str
    low: float | None
    high: float | None
    period: Period | None = None
    approximate: bool = False
    noun: str | None = None
    assumed: bool = False

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()

    @property
    def has_cents(self) -> bool:
        """Whether it is written with cents, as a rate by the hour often is: "17.20"."""
        return _CENTS.search(self.text) is not None

    @property
    def values(self) -> tuple[float, ...]:
        """The figures as printed: one for a lone figure or a bound, two for a range."""
        if self.low is None or self.high is None or self.low == self.high:
            return tuple(
                value for value in (self.low if self.low is not None else self.high,) if value is not None
            )
        return (self.low, self.high)


_LEAST_YEARLY = 300.0
_MOST_MONTHLY = 20_000.0
_MOST_HOURLY = 5_000.0
_DEAR = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD"})


def is_implausible(quantity: Quantity) -> bool:
    """Whether nobody is paid so much, or so little, per the time that stands beside an amount."""
    top = max(quantity.values, default=0.0)
    if quantity.period == "year":
        return top < _LEAST_YEARLY
    if quantity.period == "month":
        return top >= _MOST_MONTHLY and quantity.unit in _DEAR
    return quantity.period == "hour" and top >= _MOST_HOURLY
