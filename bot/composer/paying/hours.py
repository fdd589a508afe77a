"""An amount in another period, with the working time that it assumes."""

from bot.composer.draft import Statement
from bot.composer.sources import Sources
from bot.composer.wording import PER
from bot.pay import convert
from bot.pay.convert import HOURS_PER_WEEK
from bot.quantities import format_money
from bot.schema import Amount, Period, Request


def converted(amount: Amount, request: Request, sources: Sources) -> list[Statement]:
    """Say an amount in the period asked for, or by the year (by the hour when it is yearly)."""
    start = amount.period or "year"
    hours = request.hours_per_week or amount.hours_per_week or HOURS_PER_WEEK
    wanted: Period = request.period if request.period and request.period != start else _counterpart(start)
    known = sources.book.known().currencies
    currency = amount.currency or (known[0] if known else "USD")
    told = []
    for value in dict.fromkeys(end for end in (amount.low, amount.high) if end is not None):
        result = convert(value, start, wanted, currency, hours_per_week=hours)
        said = format_money(value, currency, start)
        shown = format_money(result.value, currency, wanted)
        time = working_time(hours, start, wanted)
        text = f"{said} {PER[start]} is **{shown} {PER[wanted]}**{time} ({result.sum})."
        told.append(Statement(text))
    return told


def working_time(hours: float, start: Period, wanted: Period) -> str:
    """Say the working time behind a conversion: full time, or the hours a week."""
    if "hour" not in (start, wanted):
        return ""
    return " full time" if hours == HOURS_PER_WEEK else f" at {hours:g} hours a week"


def _counterpart(period: Period) -> Period:
    return "hour" if period == "year" else "year"
