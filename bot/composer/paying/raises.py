"""A raise or a cut from the person's own figures: from one pay to another, by a share, or by so much."""

import re
from dataclasses import replace

from bot.composer.draft import Block, Statement, paragraph
from bot.composer.paying.asked import currency_of, is_extra, point, wages, with_period
from bot.composer.paying.hours import over_time
from bot.composer.paying.words import rate
from bot.composer.sources import Sources
from bot.composer.wording import PER
from bot.pay import convert
from bot.pay.compare import difference
from bot.pay.convert import HOURS_PER_WEEK
from bot.pay.sums import percent_text, rounded
from bot.quantities import find_quantities, format_money
from bot.schema import Amount, Period, Request

_RAISE = re.compile(
    r"\b(?:raise[ds]?|raising|rise|increase[ds]?|bump(?:ed)?|hike|new (?:pay|salary|rate|wage))\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:raise[ds]?|raising|rise|rose|increase[ds]?|bump(?:ed)?|cut|drop(?:s|ped)?|jump(?:ed|s)?|promot\w+"
    r"|(?:go(?:es|ing)?|went|mov(?:e[ds]?|ing))\s+(?:(?!stay)[a-z]+\s+){0,3}(?:from|to)\b)",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(r"(?:%|percent|per\s+cent)\s+of\s+(?:my\s+)?\W?\d", re.IGNORECASE)
_HOURLY_ADDITION = 20


def worked_raise(request: Request, sources: Sources) -> tuple[Block, ...]:
    """Work out the raise a question tells of; nothing when it tells of none."""
    own = _own(request)
    share = _share(request)
    named = bool(_SHARE_OF.search(request.question)) and bool(request.amounts)
    if share is not None and own is not None and (named or _RAISE.search(request.question)):
        return paragraph(_of_amount(share, own, sources) if named else _by_share(share, own, sources))
    change = _change(request)
    if change is not None:
        return paragraph(*_from_to(*change, sources))
    added = next((amount for amount in request.amounts if is_extra(amount, request.question)), None)
    if added is None or request.roles or len(wages(request)) > 1:
        return ()
    return paragraph(*_by_amount(added, own, request, sources))


def _own(request: Request) -> Amount | None:
    """The pay that a raise is given on: what the message names, else what the person has told."""
    known = (*filter(_exact, wages(request)), request.person.pay)
    return next((with_period(amount) for amount in known if amount and _exact(amount)), None)


def _exact(amount: Amount) -> bool:
    return amount.low is not None and amount.low == amount.high


def _share(request: Request) -> float | None:
    found = [one for one in find_quantities(request.question) if one.unit == "percent"]
    exact = [one.low for one in found if one.low is not None and one.low == one.high]
    return exact[0] if len(exact) == 1 and len(found) == 1 else None


def _change(request: Request) -> tuple[Amount, Amount] | None:
    """The pay before and after, where a question says that one became the other."""
    if not _MOVED.search(request.question) or len(request.roles) > 1 or len(request.places) > 1:
        return None
    ends = wages(request)
    if len(ends) == 1 and ends[0].low and ends[0].high and not _exact(ends[0]):
        low, high = (replace(ends[0], low=end, high=end) for end in (ends[0].low, ends[0].high))
        return with_period(low), with_period(high)
    if len(ends) == 1 and request.person.pay and _exact(ends[0]) and ends[0] != request.person.pay:
        ends = [request.person.pay, ends[0]]
    moved = [with_period(replace(one, high=one.high or one.low)) for one in ends]
    if len(moved) != 2 or not all(map(_exact, moved)):
        return None
    first, second = moved
    alike = first.currency == second.currency and (first.period == second.period or not second.period)
    return (first, replace(second, period=first.period)) if alike else None


def raised_to(request: Request) -> Amount | None:
    """The pay that a question says another became; None where it tells of no such change."""
    change = _change(request)
    return change[1] if change else None


def _from_to(before: Amount, after: Amount, sources: Sources) -> list[Statement]:
    start, end = point(before) or 0.0, point(after) or 0.0
    period = before.period
    if period is None or start == end or not start:
        return []
    gap = difference("pay", start, end, currency_of(before, sources), period)
    old, new = (format_money(value, gap.currency, period) for value in (start, end))
    by = format_money(gap.amount, gap.currency, period)
    way, name = ("more", "raise") if gap.gain > 0 else ("less", "cut")
    text = (
        f"From your {old} to {new} is **{by} {PER[period]} {way}**, a {name} of "
        f"**{percent_text(gap.percent)}** ({gap.sum}; {gap.share_sum})."
    )
    told = [Statement(text)]
    if period == "hour":
        told.append(_yearly(gap.amount, gap.currency, way, before.hours_per_week))
    return told


def _by_share(share: float, own: Amount, sources: Sources) -> Statement:
    value, currency = point(own) or 0.0, currency_of(own, sources)
    period: Period = own.period or "year"
    added = rounded(value * share / 100, period)
    total = rounded(value + added, period)
    said, more, new = (format_money(one, currency, period) for one in (value, added, total))
    text = (
        f"Your raise of {share:g}% comes to **{more} {PER[period]}** ({said} x {share:g}% = {more}), which "
        f"makes **{new}** ({said} + {more} = {new})."
    )
    return Statement(text)


def _of_amount(share: float, own: Amount, sources: Sources) -> Statement:
    """Say what a share of an amount is."""
    value, currency, period = point(own) or 0.0, currency_of(own, sources), own.period or "year"
    part = rounded(value * share / 100, period)
    said, shown = (format_money(one, currency, period) for one in (value, part))
    return Statement(f"{share:g}% of your {said} is **{shown}** ({said} x {share:g}% = {shown}).")


def _by_amount(added: Amount, own: Amount | None, request: Request, sources: Sources) -> list[Statement]:
    value, currency = point(added) or 0.0, currency_of(added, sources)
    period: Period = added.period or request.period or ("hour" if value < _HOURLY_ADDITION else "year")
    if added.period is None and period == "year" and value < _HOURLY_ADDITION:
        period = "hour"
    hours = request.hours_per_week or added.hours_per_week
    told = [_yearly(value, currency, "more", hours) if period == "hour" else _hourly(value, period, currency)]
    if own is not None and own.period == period and own.currency in (None, currency):
        pay = point(own) or 0.0
        gap = difference("pay", pay, pay + value, currency, period)
        text = f"On your {rate(pay, currency, period)} that is {percent_text(gap.percent)} ({gap.share_sum})."
        told.append(Statement(text))
    return told


def _yearly(value: float, currency: str, way: str, hours: float | None) -> Statement:
    """Say what so much more, or less, an hour comes to in a year."""
    week = hours or HOURS_PER_WEEK
    found = convert(value, "hour", "year", currency, hours_per_week=week)
    said = f"{format_money(value, currency, 'hour')} {way} an hour"
    became = f"**{format_money(found.value, currency, 'year')} {way} a year** ({found.sum})"
    return Statement(over_time(said, became, week, "hour", "year"))


def _hourly(value: float, period: Period, currency: str) -> Statement:
    found = convert(value, period, "hour" if period == "year" else "year", currency)
    said = f"{format_money(value, currency, period)} more {PER[period]}"
    gained = format_money(found.value, currency, found.to_period)
    became = f"**{gained} more {PER[found.to_period]}** ({found.sum})"
    return Statement(over_time(said, became, HOURS_PER_WEEK, period, found.to_period))
