"""What money buys in a place, by the price levels held: about prices, never mixed up with pay."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer.draft import Block, Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import amount_of, any_role_of, currency_of, place_of, point, with_period
from bot.composer.paying.words import headline
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, join, place_name
from bot.pay import BuyingPower, buying_power, same_buying_power
from bot.quantities import format_money
from bot.schema import Amount, PayRecord, Period, Place, PriceLevel, Request, Turn

AVERAGE = 100
_DOUBTED = 0.5
_WHERE = re.compile(
    r"\b(?:where|(?:which|what)\s+(?:states?|places?|cit(?:y|ies)|regions?))\b", re.IGNORECASE
)


def prices(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Say what an amount, or a role's pay in a place, buys at the prices of that place."""
    del turns
    levels = levels_of(request, sources)
    if request.confidence < _DOUBTED and not (request.follow_up or request.roles):
        return None
    if not (levels or request.roles or place_of(request)) and _WHERE.search(request.question):
        return None
    if not levels:
        return _no_prices(place_of(request), sources)
    told = _bought_there(levels, request, sources)
    return replace(told, blocks=paragraph(*_wider(levels, request)) + told.blocks)


def _wider(levels: Sequence[PriceLevel], request: Request) -> list[Statement]:
    """Say that the level is for a wider place than the one asked about."""
    held = {level.place for level in levels}
    asked = [place_name(place.name) for place in request.places if place.name not in held]
    if not asked or len(held) != len(request.places):
        return []
    wider = join([place_name(level.place) for level in levels])
    return [Statement(f"I have price levels for {wider}, not for {escape(join(asked, 'or'))}.", voice=True)]


def _bought_there(levels: Sequence[PriceLevel], request: Request, sources: Sources) -> Draft:
    amounts = [with_period(amount) for amount in request.amounts if point(amount) is not None]
    if len(amounts) > 1 and len(levels) > 1:
        told = worth(amounts, levels, sources)
        return Draft("answered", paragraph(*told), asking.about_pay(sources))
    amount = amount_of(request) if amounts or len(levels) > 1 else None
    if amount is not None and (value := point(amount)) is not None:
        told = _bought(value, currency_of(amount, sources), amount.period or "year", levels, None)
        return Draft("answered", _cheaper(levels) + paragraph(*told), asking.about_pay(sources))
    role = any_role_of(request)
    if len(levels) > 1 or role is None:
        return Draft("answered", paragraph(*_levels(levels)), asking.about_pay(sources))
    return _role_bought(role, levels, request, sources)


def levels_of(request: Request, sources: Sources) -> list[PriceLevel]:
    """The price levels of the places asked about, each once, or of the place where the person is."""
    places = request.places or ((request.person.place,) if request.person.place else ())
    found = dict.fromkeys(level for place in places if (level := sources.book.price_around(place)))
    # against the average itself one level says it all
    return [level for level in found if level.index != AVERAGE] or list(found)


def index_text(level: PriceLevel) -> str:
    """Print a price level to two places at most."""
    return f"{round(level.index, 2):g}"


def _role_bought(role: str, levels: Sequence[PriceLevel], request: Request, sources: Sources) -> Draft:
    looked_up = sources.book.find(role, place=place_of(request), period="year")
    found = looked_up.best
    if found is None or found.place != levels[0].place:
        return Draft("answered", paragraph(*_levels(levels)), asking.about_pay(sources))
    value = found.median or found.low or found.high or 0
    told = _bought(value, found.currency, found.period, levels, found)
    lead = headline(found, link=looked_up.via)
    return Draft("answered", paragraph(lead, *told), asking.about_pay(sources), (found,))


def _levels(levels: Sequence[PriceLevel]) -> list[Statement]:
    """Say how high prices are in a place, or in two, against what the source counts as 100."""
    first = levels[0]
    base = escape(first.base)
    if len(levels) == 1:
        side = "above" if first.index > AVERAGE else "below"
        pair = ("100", index_text(first)) if first.index < AVERAGE else (index_text(first), "100")
        gap = abs(round(first.index, 2) - AVERAGE)
        text = (
            f"Prices in {place_name(first.place)} were {index_text(first)} in {first.year} ({base}): about "
            f"{gap:.0f}% {side} the average ({pair[0]} - {pair[1]} = {round(gap, 2):g})."
        )
        return [Statement(text, (first,))]
    low, high = sorted(levels[:2], key=lambda level: level.index)
    text = (
        f"Prices in {place_name(high.place)}, at {index_text(high)}, are higher than in "
        f"{place_name(low.place)}, at {index_text(low)}, in {high.year} ({base})."
    )
    return [Statement(text, (high, low))]


def _bought(
    value: float,
    currency: str,
    period: Period,
    levels: Sequence[PriceLevel],
    record: PayRecord | None,
) -> list[Statement]:
    here, other = levels[0], levels[1] if len(levels) > 1 else None
    power = same_buying_power(value, here, other, currency, period) if other else None
    power = power or buying_power(value, here, currency, period)
    return [_power_statement(power, record), _not_pay(here)]


def _cheaper(levels: Sequence[PriceLevel]) -> tuple[Block, ...]:
    """Say first in which of two places money buys more."""
    here, other = levels[0], levels[-1]
    if here.index == other.index:
        return ()
    low, high = sorted((here, other), key=lambda level: level.index)
    cheap, dear = place_name(low.place), place_name(high.place)
    text = f"Money goes further in {cheap}, where prices are lower than in {dear}:"
    return paragraph(Statement(text, voice=True))


def _power_statement(power: BuyingPower, record: PayRecord | None) -> Statement:
    evidence = (power.price, *((power.other,) if power.other else ()), *((record,) if record else ()))
    own = "" if record else "your "
    spent = f"{own}{format_money(power.amount, power.currency, power.period)} {PER[power.period]}"
    worth = f"{format_money(power.value, power.currency, power.period)} {PER[power.period]}"
    here = place_name(power.price.place)
    if power.other is not None:
        there = place_name(power.other.place)
        text = (
            f"To buy in {there} what {spent} buys in {here}, you would need about **{worth}** ({power.sum})."
        )
        return Statement(text, evidence)
    dated = f" ({record.year_label or record.year})" if record else ""
    text = (
        f"In {here}, {spent}{dated} buys what **{worth}** buys at average prices, by the price level for "
        f"{power.price.year} ({power.sum}; {escape(power.price.base)})."
    )
    return Statement(text, evidence)


def worth(amounts: Sequence[Amount], levels: Sequence[PriceLevel], sources: Sources) -> list[Statement]:
    """Say which of two amounts buys more where it is paid."""
    powers = [
        buying_power(point(amount) or 0, level, currency_of(amount, sources), amount.period or "year")
        for amount, level in zip(amounts[:2], levels[:2], strict=True)
    ]
    best, other = sorted(powers, key=lambda power: -power.value)
    said = [
        f"your {format_money(power.amount, power.currency, power.period)} {PER[power.period]} in "
        f"{place_name(power.price.place)}"
        for power in (best, other)
    ]
    worth = [f"**{format_money(power.value, power.currency, power.period)}**" for power in (best, other)]
    text = (
        f"At the prices of each place, {said[0]} is worth more: {worth[0]} at average prices, against "
        f"{worth[1]} for {said[1]} ({best.sum}; {other.sum}; {escape(best.price.base)})."
    )
    if best.value == other.value:
        text = f"{capital(said[0])} and {said[1]} buy the same ({best.sum}; {other.sum})."
    return [Statement(text, (best.price, other.price)), _not_pay(best.price)]


def _not_pay(level: PriceLevel) -> Statement:
    return Statement("That compares prices, not wages.", (level,), voice=True)


def _no_prices(place: Place | None, sources: Sources) -> Draft:
    if place is None:
        text = "Which place do you mean? With a place I can say what pay buys there."
        return Draft("clarify", paragraph(Statement(text, voice=True)), asking.about_pay(sources))
    name = escape(place_name(place.name))
    text = f"My guides hold no price level for {name}, so I can't say what pay buys there."
    return Draft("declined", paragraph(Statement(text, voice=True)), asking.about_pay(sources))
