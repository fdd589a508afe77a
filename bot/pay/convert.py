"""Pay in another period, with the working time that was assumed said in the sum."""

from dataclasses import dataclass, replace

from bot.pay.rows import content_id
from bot.pay.sums import money, rounded
from bot.schema import PayRecord, Period

HOURS_PER_WEEK = 40.0
WEEKS_PER_YEAR = 52.0
DAYS_PER_WEEK = 5.0
MONTHS_PER_YEAR = 12.0

_PLURALS: dict[Period, str] = {
    "hour": "hours",
    "day": "days",
    "week": "weeks",
    "month": "months",
    "year": "years",
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount in another period: `exact` before rounding, `value` as stated, `sum` as it is shown.

    `assumes` says the working time behind it ("40 hours a week, 52 weeks a year"), empty where none is.
    """

    amount: float
    from_period: Period
    to_period: Period
    currency: str
    exact: float
    value: float
    sum: str
    assumes: str = ""


@dataclass(frozen=True, slots=True)
class ConvertedRecord:
    """A record with every amount in another period, and the conversion of each by field name."""

    record: PayRecord
    original: PayRecord
    conversions: dict[str, Conversion]


def _per_year(period: Period, hours_per_week: float, weeks_per_year: float, days_per_week: float) -> float:
    """How many of a period a working year holds."""
    return {
        "hour": hours_per_week * weeks_per_year,
        "day": days_per_week * weeks_per_year,
        "week": weeks_per_year,
        "month": MONTHS_PER_YEAR,
        "year": 1.0,
    }[period]


def _per_week(period: Period, hours_per_week: float, days_per_week: float) -> float | None:
    return {"hour": hours_per_week, "day": days_per_week, "week": 1.0}.get(period)


def convert(
    amount: float,
    from_period: Period,
    to_period: Period,
    currency: str = "USD",
    *,
    hours_per_week: float = HOURS_PER_WEEK,
    weeks_per_year: float = WEEKS_PER_YEAR,
    days_per_week: float = DAYS_PER_WEEK,
) -> Conversion:
    """Turn pay per one period into pay per another.

    Args:
        amount: money per `from_period`, in units of `currency`.
        from_period: what the amount is paid for.
        to_period: what it is wanted for.
        currency: ISO 4217 code, for printing only.
        hours_per_week: hours worked in a paid week.
        weeks_per_year: paid weeks in a year.
        days_per_week: days worked in a paid week.

    Returns:
        The value (cents for an hour, whole units otherwise) with the sum as text.

    Raises:
        ValueError: a working time is not above zero.
    """
    if min(hours_per_week, weeks_per_year, days_per_week) <= 0:
        raise ValueError("hours, days and weeks must be above zero")
    times, over = _factors(from_period, to_period, hours_per_week, weeks_per_year, days_per_week)
    exact = amount * times / over
    value = rounded(exact, to_period)
    steps = _steps(amount, currency, (from_period, times), (to_period, over))
    return Conversion(
        amount=amount,
        from_period=from_period,
        to_period=to_period,
        currency=currency,
        exact=exact,
        value=value,
        sum=f"{steps} = {money(value, currency, to_period)}",
        assumes=_assumes({from_period, to_period}, hours_per_week, weeks_per_year, days_per_week),
    )


def part_of_week(
    amount: float, from_period: Period, to_period: Period, currency: str, hours_per_week: float
) -> Conversion:
    """Turn full-time pay per one period into the pay of a shorter week per another.

    An hour is paid the same in a shorter week; every longer period is paid by the share of the full week.

    Args:
        amount: full-time money per `from_period`, in units of `currency`.
        from_period: what the amount is paid for.
        to_period: what it is wanted for.
        currency: ISO 4217 code, for printing only.
        hours_per_week: hours worked in the shorter week.

    Returns:
        The value with the sum as text.
    """
    full = convert(amount, from_period, to_period, currency)
    if to_period == "hour":
        return full
    if from_period == "hour":
        return convert(amount, from_period, to_period, currency, hours_per_week=hours_per_week)
    exact = full.exact * hours_per_week / HOURS_PER_WEEK
    value = rounded(exact, to_period)
    steps = f"{full.sum.partition(' = ')[0]} x {hours_per_week:g} / {HOURS_PER_WEEK:g}"
    assumes = f"{hours_per_week:g} of {HOURS_PER_WEEK:g} hours a week"
    return replace(
        full, exact=exact, value=value, sum=f"{steps} = {money(value, currency, to_period)}", assumes=assumes
    )


def _factors(start: Period, end: Period, hours: float, weeks: float, days: float) -> tuple[float, float]:
    """What an amount is multiplied with and divided by: within a week by its hours, else by the year's."""
    weekly = _per_week(start, hours, days), _per_week(end, hours, days)
    if weekly[0] is not None and weekly[1] is not None:
        times, over = weekly[0], weekly[1]
    else:
        times, over = _per_year(start, hours, weeks, days), _per_year(end, hours, weeks, days)
    return _simplest(start, end, times, over, hours, days)


def _steps(amount: float, currency: str, start: tuple[Period, float], end: tuple[Period, float]) -> str:
    """Print the working of a conversion up to its result."""
    steps = money(amount, currency, start[0])
    if start[1] != 1:
        steps += f" x {start[1]:,.10g} {_PLURALS[start[0]]}"
    if end[1] != 1:
        steps += f" / {end[1]:,.10g} {_PLURALS[end[0]]}"
    return steps


def _simplest(
    start: Period, end: Period, times: float, over: float, hours_per_week: float, days_per_week: float
) -> tuple[float, float]:
    """Say hours to a day and back by the hours of a day, and equal periods by one."""
    if start == end:
        return 1.0, 1.0
    if (start, end) == ("hour", "day"):
        return hours_per_week / days_per_week, 1.0
    if (start, end) == ("day", "hour"):
        return 1.0, hours_per_week / days_per_week
    return times, over


def _assumes(periods: set[Period], hours: float, weeks: float, days: float) -> str:
    if len(periods) == 1:
        return ""
    parts = []
    if "hour" in periods:
        parts.append(f"{hours:g} hours a week")
    if "day" in periods:
        parts.append(f"{days:g} days a week")
    if periods & {"month", "year"} and periods != {"month", "year"}:
        parts.append(f"{weeks:g} weeks a year")
    return ", ".join(parts)


def convert_record(
    record: PayRecord,
    to_period: Period,
    *,
    hours_per_week: float = HOURS_PER_WEEK,
    weeks_per_year: float = WEEKS_PER_YEAR,
    days_per_week: float = DAYS_PER_WEEK,
) -> ConvertedRecord:
    """Turn every amount of a record into another period; the record stays what it was in all else."""
    conversions = {
        name: convert(
            value,
            record.period,
            to_period,
            record.currency,
            hours_per_week=hours_per_week,
            weeks_per_year=weeks_per_year,
            days_per_week=days_per_week,
        )
        for name, value in record.amounts.items()
    }
    values = {name: conversion.value for name, conversion in conversions.items()}
    changed = replace(record, period=to_period, **values)  # type: ignore[arg-type]
    return ConvertedRecord(replace(changed, id=content_id(changed)), record, conversions)
