"""Offers in hand: one placed, two held against each other, and what to ask when no amount was named."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer import guided
from bot.composer.draft import Block, Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import (
    amount_of,
    any_role_of,
    is_extra,
    place_of,
    point,
    role_of,
    sources_for,
    wages,
    with_period,
)
from bot.composer.paying.conversion import convert_amount
from bot.composer.paying.lookup import lookup
from bot.composer.paying.offer import place_amount, placed_in
from bot.composer.paying.prices import levels_of, worth
from bot.composer.paying.standing import placement_statement
from bot.composer.paying.words import rate
from bot.composer.paying.worktime import beside_salary
from bot.composer.sources import Sources
from bot.composer.wording import PER
from bot.pay import convert
from bot.pay.convert import HOURS_PER_WEEK, Conversion
from bot.quantities import HOURLY_BELOW, format_money
from bot.schema import Amount, PayRecord, Period, Request, Turn

TWO = 2
_WEIGH = "How do I choose between two job offers?"
_HOW = re.compile(r"\bhow (?:do|would|should|can|could) (?:i|we|you)\b", re.IGNORECASE)


def offer(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Place the offer named, or hold two against each other; asks for what is missing."""
    if is_choice(request):
        return between_two(request, sources)
    if not (any_role_of(request) or request.unknown_roles) and _other_period(request):
        return convert_amount(request, sources, turns)
    return place_amount(request, sources) or _which_amount(request, sources, turns)


def _other_period(request: Request) -> bool:
    """Whether an amount is wanted per another time than it is paid for ("what is 38k a month?")."""
    named = amount_of(request) if request.amounts else None
    return bool(named and named.period and request.period not in (None, named.period))


def _which_amount(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft:
    """With no amount to place: what the role pays, or the guides' advice, and the question how much it is."""
    told = lookup(request, sources, turns) if request.roles or request.role_choices else None
    if told is not None and told.outcome == "clarify":
        return told
    told = told or guided.answer("pay_offer", request, sources, turns)
    text = "How much is it, an hour or a year?"
    if not request.roles:
        text = "How much is it, an hour or a year, and for which role?"
    ask = paragraph(Statement(f"{text} Then I can show where it stands.", voice=True))
    if told.outcome == "declined":
        return Draft("clarify", ask, asking.about_pay(sources))
    return replace(told, outcome="answered", blocks=told.blocks + ask)


def is_choice(request: Request) -> bool:
    """Whether a question sets two amounts of one currency against each other, as two offers."""
    ends = _two(request)
    return len(ends) == TWO and ends[0].currency == ends[1].currency and all(one.period for one in ends)


def _two(request: Request) -> list[Amount]:
    paid = wages(request)
    exact = [one for one in paid if one.low is not None and one.low == one.high]
    return [with_period(one) for one in exact] if len(exact) == len(paid) == TWO else []


def between_two(request: Request, sources: Sources) -> Draft:
    """Say which of two offers pays more, by how much, and where each stands in its role's figures."""
    first, second = _two(request)
    known = sources.book.known().currencies
    currency = first.currency or (known[0] if known else "USD")
    difference = _difference(first, second, currency, request.person.pay)
    overtime = _with_overtime(first, second, request, sources) + _with_extra(
        (first, second), request, currency
    )
    if request.intents[0] == "pay_convert":
        told = difference[-1:] if _alike(first, second) else difference
        ends = sorted((point(one) or 0.0 for one in (first, second)), reverse=True)
        if _alike(first, second) and first.period and request.period not in (None, first.period, "year"):
            told.append(_full_time(ends[0], ends[1], currency, first.period, request.period))
        return Draft("answered", paragraph(*told, *overtime), asking.about_pay(sources))
    blocks: tuple[Block, ...] = paragraph(*difference, *overtime)
    placed, records = _placed((first, second), request, sources)
    blocks += paragraph(*placed)
    levels = levels_of(request, sources)
    if len(request.places) == len(levels) == TWO:
        alike = (first, second)
        if first.period != second.period:
            alike = (_as_yearly(first, currency), _as_yearly(second, currency))
        blocks += paragraph(*worth(alike, levels, sources))
    if not request.role_choices and (request.follow_up or _HOW.search(request.question)):
        asked = replace(request, standalone=_WEIGH, question=_WEIGH) if request.follow_up else request
        advice = guided.answer("negotiation", asked, replace(sources, thread=None), ())
        blocks += advice.blocks if advice.outcome == "answered" else ()
    role = role_of(request)
    after = asking.after_pay(role, None, sources) if role else asking.about_pay(sources)
    return Draft("answered", blocks, after, tuple(records))


def _with_overtime(first: Amount, second: Amount, request: Request, sources: Sources) -> list[Statement]:
    """What overtime changes, where pay by the hour is held against a salary."""
    paid = {one.period: one for one in (first, second)}
    if set(paid) != {"hour", "year"}:
        return []
    return beside_salary(paid["hour"], paid["year"], request, sources)


def _with_extra(offers: tuple[Amount, Amount], request: Request, currency: str) -> list[Statement]:
    """Say what one of two wages comes to in the hours in which something is paid on top of it."""
    text = request.question
    told = []
    for named in (one for one in request.amounts if is_extra(one, text)):
        once = named.period is None and (point(named) or 0.0) >= HOURLY_BELOW
        extra = replace(named, period="year") if once else with_period(named)
        at = text.find(extra.text)
        before = [one for one in offers if text.find(one.text) < at]
        base = before[-1] if before else offers[0]
        value, added = point(base), point(extra)
        if value is None or added is None or base.period is None:
            continue
        if extra.period not in (None, "hour"):
            told.append(_with_bonus(base, extra, currency))
            continue
        if base.period != "hour":
            continue
        wage, more, whole = (format_money(one, currency, "hour") for one in (value, added, value + added))
        told.append(
            Statement(
                f"The {more} comes on top of the {wage} only in the hours that it is paid for: those bring "
                f"**{whole} an hour** ({wage} + {more} = {whole})."
            )
        )
    return told


def _with_bonus(base: Amount, bonus: Amount, currency: str) -> Statement:
    """What a year of a wage comes to with all of a bonus that is paid by the month or the year."""
    wage, added = _of_a_year(base, currency).value, _of_a_year(bonus, currency)
    low, more, whole = (
        format_money(one, currency, "year") for one in (wage, added.value, wage + added.value)
    )
    paid = (
        more if bonus.period == "year" else f"{rate(point(bonus) or 0.0, currency, bonus.period or 'year')}"
    )
    sum_of = f" ({added.sum})" if bonus.period != "year" else ""
    return Statement(
        f"With all of the {paid} paid beside it{sum_of}, the {low} would come to **{whole} a year** "
        f"({low} + {more} = {whole})."
    )


def _difference(first: Amount, second: Amount, currency: str, own: Amount | None) -> list[Statement]:
    """Say which amount is larger, and than the person's own pay; by the year for different times."""
    told = []
    period: Period = first.period or "year"
    values = [point(first) or 0.0, point(second) or 0.0]
    if not _alike(first, second):
        period = "year"
        for number, one in enumerate((first, second)):
            if one.period and one.period != "year":
                week = one.hours_per_week or HOURS_PER_WEEK
                found = _of_a_year(one, currency)
                values[number] = found.value
                full = "" if one.period != "hour" else f" at {week:g} hours a week"
                full = " full time" if one.period == "hour" and week == HOURS_PER_WEEK else full
                became = f"{format_money(found.value, currency, 'year')} a year{full} ({found.sum})"
                told.append(Statement(f"Your {rate(found.amount, currency, one.period)} is {became}."))
    larger, smaller = max(values), min(values)
    if larger == smaller:
        return [*told, Statement("Both pay the same.", voice=True)]
    high, low, gap = (format_money(value, currency, period) for value in (larger, smaller, larger - smaller))
    text = f"The {high} is **{gap} {PER[period]} more** ({high} - {low} = {gap})."
    at = next((at for at, one in enumerate((first, second)) if own and one.low == own.low), None)
    if at is not None:
        way = "less" if values[at] == larger else "more"
        new = low if way == "less" else high
        text = f"The {new} is **{gap} {PER[period]} {way}** than you earn now ({high} - {low} = {gap})."
    told.append(Statement(text))
    if period == "hour":
        told.append(_full_time(larger, smaller, currency, "hour", "year"))
    return told


def _alike(first: Amount, second: Amount) -> bool:
    """Whether two amounts are for the same working time, so that they can be compared as they stand."""
    return (first.period, first.hours_per_week) == (second.period, second.hours_per_week)


def _of_a_year(amount: Amount, currency: str) -> Conversion:
    """What a year of an amount comes to, at its own hours a week."""
    week = amount.hours_per_week or HOURS_PER_WEEK
    return convert(point(amount) or 0.0, amount.period or "year", "year", currency, hours_per_week=week)


def _as_yearly(amount: Amount, currency: str) -> Amount:
    if amount.period == "year":
        return amount
    year = _of_a_year(amount, currency).value
    return replace(amount, low=year, high=year, period="year")


def _full_time(larger: float, smaller: float, currency: str, start: Period, wanted: Period) -> Statement:
    """Set two amounts beside each other as what they come to in another period of full-time work."""
    high, low = (convert(value, start, wanted, currency) for value in (larger, smaller))
    amounts = [format_money(one.value, currency, wanted) for one in (high, low)]
    text = f"Full time, that is {amounts[0]} {PER[wanted]} against {amounts[1]}"
    return Statement(f"{text} ({high.sum}; {low.sum}).")


def _is_left(amount: Amount, request: Request) -> bool:
    """Whether an amount is what someone earns now, in another job than the one they are offered."""
    own, offered = request.person.pay, request.person.offer
    return bool(own and offered and amount.low == own.low != offered.low)


def _placed(
    amounts: Sequence[Amount], request: Request, sources: Sources
) -> tuple[list[Statement], list[PayRecord]]:
    """Place each of two amounts in its own role's figures for its own place."""
    roles: list[str | None] = [*(request.roles or request.role_choices[:1])]
    places = request.places
    told, records = [], []
    for number, amount in enumerate(amounts):
        role = roles[number] if len(roles) == TWO else next(iter(roles), None)
        place = places[number] if len(places) == TWO else place_of(request)
        if role is None or (len(roles) < TWO and _is_left(amount, request)):
            continue
        found = sources_for(role, place, replace(request, period=amount.period), sources)
        placed = next(((one, at) for one in found if (at := placed_in(amount, one))), None)
        if placed is None:
            continue
        source, at = placed
        said = f"Your {rate(point(amount) or 0.0, at.record.currency, amount.period or 'year')}"
        told.append(placement_statement(at, source, subject=f"{said} is"))
        records.append(source.record)
    return told, records
