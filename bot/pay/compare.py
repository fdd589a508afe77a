"""Two pay records side by side: low against low, high against high, median against median."""

from dataclasses import dataclass

from bot.pay.convert import HOURS_PER_WEEK, Conversion, convert_record
from bot.pay.reasons import Reason, explain, same_kind
from bot.pay.sums import division, rounded, rounded_share, subtraction
from bot.schema import PayRecord, Period


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of two records compared.

    `first` and `second` are the two amounts; `gain` is second less first; `amount` is its size without sign,
    `percent` the size as a share of the first amount; `sum` and `share_sum` show the working.
    """

    field: str
    first: float
    second: float
    gain: float
    amount: float
    percent: float
    currency: str
    period: Period
    sum: str
    share_sum: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records compared field by field.

    `differences` is empty when nothing in them is alike; `notes` say in what the records differ beyond the
    amounts, and `like_for_like` is True when they differ in the role (or the place) alone. `conversions`
    are those made to bring both to one period.
    """

    first: PayRecord
    second: PayRecord
    differences: tuple[Difference, ...]
    notes: tuple[Reason, ...]
    like_for_like: bool
    conversions: tuple[Conversion, ...] = ()

    def difference(self, field: str) -> Difference | None:
        """Return the difference of one field, None when a record lacks it."""
        return next((found for found in self.differences if found.field == field), None)

    @property
    def headline(self) -> Difference | None:
        """The difference to say first: the medians, else the low ends, else whatever is alike."""
        order = ("median", "low", "mean", "high")
        return next((found for name in order if (found := self.difference(name))), None)


def difference(field: str, first: float, second: float, currency: str, period: Period) -> Difference:
    """Compare two amounts of one currency and period.

    Raises:
        ValueError: the first amount is not above zero.
    """
    if first <= 0:
        raise ValueError("an amount to compare with must be above zero")
    larger, smaller = max(first, second), min(first, second)
    size = rounded(larger - smaller, period)
    percent = rounded_share((larger - smaller) / first)
    return Difference(
        field=field,
        first=first,
        second=second,
        gain=size if second >= first else -size,
        amount=size,
        percent=percent,
        currency=currency,
        period=period,
        sum=subtraction(larger, smaller, currency, period),
        share_sum=division(size, first, percent, currency, period),
    )


def compare(first: PayRecord, second: PayRecord, *, hours_per_week: float = HOURS_PER_WEEK) -> Comparison:
    """Compare two records; amounts are set against each other only in one currency and only like with like.

    A record in another period is converted to the first one's, with the conversion kept.
    """
    notes = explain(first, second)
    if first.currency != second.currency or not same_kind(first, second):
        return Comparison(first, second, (), notes, like_for_like=False)
    conversions: tuple[Conversion, ...] = ()
    other = second
    if first.period != second.period:
        converted = convert_record(second, first.period, hours_per_week=hours_per_week)
        other, conversions = converted.record, tuple(converted.conversions.values())
    theirs = other.amounts
    differences = tuple(
        difference(name, value, theirs[name], first.currency, first.period)
        for name, value in first.amounts.items()
        if name in theirs
    )
    aspects = {note.aspect for note in notes}
    return Comparison(
        first,
        second,
        differences,
        notes,
        like_for_like=aspects <= {"occupation"} or aspects <= {"place"},
        conversions=conversions,
    )


def compare_all(first: PayRecord, *others: PayRecord) -> tuple[Comparison, ...]:
    """Compare each other record with the first."""
    return tuple(compare(first, other) for other in others)
