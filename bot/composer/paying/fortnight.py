"""Pay by the fortnight, as many are paid: turned into a year's or an hour's, and the other way round."""

import re

from bot.composer.draft import Statement
from bot.composer.paying.asked import point
from bot.composer.paying.words import rate
from bot.composer.sources import Sources
from bot.pay.convert import HOURS_PER_WEEK, WEEKS_PER_YEAR, convert
from bot.pay.sums import money, rounded
from bot.quantities import format_money
from bot.schema import Amount, Request

WEEKS = 2
_EVERY = re.compile(
    r"\b(?:bi-?weekly|every\s+(?:two|2|other|second)\s+weeks?|fortnight(?:ly)?"
    r"|(?:per|each|every|a|my|an?)\s+pay-?\s?check|pay-?\s?checks?|pay-?\s?period)\b",
    re.IGNORECASE,
)


def wants_fortnight(text: str) -> bool:
    """Whether a question names pay every two weeks."""
    return _EVERY.search(text) is not None


def paid_by_fortnight(amount: Amount, text: str) -> bool:
    """Whether an amount is said to be paid every two weeks: the words stand right behind it."""
    match = _EVERY.search(text)
    at = text.find(amount.text) if amount.text else -1
    if match is None or at < 0 or amount.period is not None:
        return False
    between = text[at + len(amount.text) : match.start()]
    return match.start() > at and not re.search(r"[?.;,]|\bin\b|\bwhat\b|\bhow\b", between)


def by_fortnight(amount: Amount, request: Request, sources: Sources) -> list[Statement]:
    """Say an amount by the fortnight, or what an amount by the fortnight is; nothing when none is asked."""
    value, match = point(amount), _EVERY.search(request.question)
    if value is None or amount.low != amount.high or match is None:
        return []
    known = sources.book.known().currencies
    currency = amount.currency or (known[0] if known else "USD")
    every = " ".join(match.group().casefold().split())
    if paid_by_fortnight(amount, request.question):
        return [_from_fortnight(value, currency, every, request)]
    return [_to_fortnight(amount, value, currency, every, request)] if amount.period else []


def _to_fortnight(amount: Amount, value: float, currency: str, every: str, request: Request) -> Statement:
    hours = request.hours_per_week or amount.hours_per_week or HOURS_PER_WEEK
    period = amount.period or "year"
    weekly = convert(value, period, "week", currency, hours_per_week=hours)
    printed = format_money(rounded(weekly.exact * WEEKS, "week"), currency, "week")
    week = f" at {hours:g} hours a week" if period == "hour" else ""
    steps = f"{weekly.sum.partition(' = ')[0]} x {WEEKS} = {printed}"
    return Statement(f"Your {rate(value, currency, period)} is **{printed} {every}**{week} ({steps}).")


def _from_fortnight(value: float, currency: str, every: str, request: Request) -> Statement:
    said = f"Your {format_money(value, currency, 'week')} {every}"
    steps = f"{money(value, currency, 'week')} / {WEEKS}"
    if request.period == "hour":
        hours = request.hours_per_week or HOURS_PER_WEEK
        result = format_money(rounded(value / WEEKS / hours, "hour"), currency, "hour")
        worked = f"{steps} / {hours:g} = {result}"
        return Statement(f"{said} is **{result} an hour** at {hours:g} hours a week ({worked}).")
    result = format_money(rounded(value / WEEKS * WEEKS_PER_YEAR, "year"), currency, "year")
    return Statement(f"{said} is **{result} a year** ({steps} x {WEEKS_PER_YEAR:g} = {result}).")
