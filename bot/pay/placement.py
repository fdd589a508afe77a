"""Where an offer or a present wage stands in what a source prints; never a percentile it does not print."""

from dataclasses import dataclass
from typing import Literal

from bot.pay.compare import Difference, difference
from bot.pay.convert import HOURS_PER_WEEK, WEEKS_PER_YEAR, Conversion, convert
from bot.schema import PayRecord, Period

Position = Literal["below", "lower part", "middle", "upper part", "above", "between", "at"]

_LADDER = ("p10", "p25", "median", "p75", "p90")


@dataclass(frozen=True, slots=True)
class Placement:
    """An amount set against one record, in the record's period.

    `position` is "below", "above", a part of a range ("lower part", "middle", "upper part": its thirds),
    "at" a printed figure, or "between" two of them. `under` and `over` name the printed figures just below
    and just above the amount (equal ones count as `under`); `gaps` hold the distance to each, as sums.
    """

    record: PayRecord
    amount: float
    position: Position
    under: str | None
    over: str | None
    gaps: tuple[Difference, ...]
    conversion: Conversion | None = None

    def gap(self, field: str) -> Difference | None:
        """Return the distance to one printed figure, None when it is not a neighbour."""
        return next((found for found in self.gaps if found.field == field), None)


def place_offer(
    amount: float,
    record: PayRecord,
    *,
    period: Period | None = None,
    hours_per_week: float = HOURS_PER_WEEK,
    weeks_per_year: float = WEEKS_PER_YEAR,
) -> Placement:
    """Place an amount in a range or among the wages that a record prints.

    Args:
        amount: money in the record's currency.
        record: what to set it against.
        period: what the amount is paid for, the record's own period by default.
        hours_per_week: for an amount in another period than the record's.
        weeks_per_year: likewise.

    Returns:
        The position with the distances to the nearest printed figures.

    Raises:
        ValueError: the amount is not above zero, or the record prints no amount.
    """
    if amount <= 0:
        raise ValueError("an offer must be above zero")
    conversion = None
    if period is not None and period != record.period:
        conversion = convert(
            amount,
            period,
            record.period,
            record.currency,
            hours_per_week=hours_per_week,
            weeks_per_year=weeks_per_year,
        )
        amount = conversion.value
    marks = _marks(record)
    if not marks:
        raise ValueError("the record holds no amount")
    under = next((name for name in reversed(marks) if marks[name] <= amount), None)
    over = next((name for name in marks if marks[name] > amount), None)
    gaps = tuple(
        difference(name, marks[name], amount, record.currency, record.period)
        for name in (under, over)
        if name is not None
    )
    return Placement(
        record, amount, _position(amount, record, marks, under, over), under, over, gaps, conversion
    )


def _marks(record: PayRecord) -> dict[str, float]:
    """The printed figures an amount is set against, rising: a range's ends, or the wages."""
    amounts: dict[str, float] = record.amounts
    ends: dict[str, float] = {name: amounts[name] for name in ("low", "high") if name in amounts}
    ladder = {name: amounts[name] for name in _LADDER if name in amounts}
    return ends or ladder or {name: amounts[name] for name in ("mean",) if name in amounts}


def _position(
    amount: float, record: PayRecord, marks: dict[str, float], under: str | None, over: str | None
) -> Position:
    if under is None:
        return "below"
    if marks[under] == amount and not {"low", "high"} <= set(marks):
        return "at"
    if over is None and marks[under] < amount:
        return "above"
    if record.low is None or record.high is None:
        return "between"
    if record.low == record.high:
        return "at"
    share = (amount - record.low) / (record.high - record.low)
    return "lower part" if share < 1 / 3 else "upper part" if share > 2 / 3 else "middle"
