"""An amount in another period, with the working time that it assumes."""

from bot.composer.draft import Statement
from bot.composer.sources import Sources
from bot.composer.wording import PER
from bot.pay import convert
from bot.pay.convert import HOURS_PER_WEEK, WEEKS_PER_YEAR
from bot.quantities import format_money, weeks_paid
from bot.schema import Amount, Period, Request


def converted(amount: Amount, request: Request, sources: Sources) -> list[Statement]:
    """Say an amount in the period asked for, or by the year (by the hour when it is yearly)."""
    start = amount.period or "year"
    hours = request.hours_per_week or amount.hours_per_week or HOURS_PER_WEEK
    wanted: Period = request.period if request.period and request.period != start else _counterpart(start)
    weeks = weeks_paid(request.question) or WEEKS_PER_YEAR
    known = sources.book.known().currencies
    currency = amount.currency or (known[0] if known else "USD")
    told = []
    for value in dict.fromkeys(end for end in (amount.low, amount.high) if end is not None):
        result = convert(value, start, wanted, currency, hours_per_week=hours, weeks_per_year=weeks)
        said = format_money(value, currency, start)
        shown = format_money(result.value, currency, wanted)
        became = f"**{shown} {PER[wanted]}** ({result.sum})"
        told.append(Statement(over_time(f"{said} {PER[start]}", became, hours, start, wanted, weeks)))
    return told


def over_time(
    said: str, became: str, hours: float, start: Period, wanted: Period, weeks: float = WEEKS_PER_YEAR
) -> str:
    """Say that one amount is another, with the working time behind it: full time, or one's own hours."""
    if "hour" not in (start, wanted):
        return f"{said} is {became}."
    if (hours, weeks) == (HOURS_PER_WEEK, WEEKS_PER_YEAR):
        return f"{said} is {became.replace(' (', ' full time (', 1)}."
    return f"At your {hours:g} hours a week, {said} is {became}."


def _counterpart(period: Period) -> Period:
    return "hour" if period == "year" else "year"
