"""Pay in another period, and what pay buys in a place; both with the sum shown."""

from collections.abc import Sequence

from bot.composer.draft import Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import amount_of, place_of, point, role_of
from bot.composer.paying.hours import converted
from bot.composer.paying.lookup import lookup
from bot.composer.paying.words import headline
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, place_name
from bot.pay import BuyingPower, buying_power, same_buying_power
from bot.quantities import format_money
from bot.schema import PayRecord, Period, Place, PriceLevel, Request, Turn


def convert_amount(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Convert the amount named; with a role and no amount, tell the role's pay in the period asked for."""
    amount = amount_of(request) if request.amounts else None
    if amount is None or point(amount) is None:
        return lookup(request, sources, turns)
    if amount.period is None:
        text = f"Is {escape(amount.text)} an hour, a month or a year? With that I can work it out."
        return Draft("clarify", paragraph(Statement(text)), asking.about_pay(sources))
    told = converted(amount, request, sources)
    role = role_of(request)
    suggestions = asking.after_pay(role, None, sources) if role else asking.about_pay(sources)
    return Draft("answered", paragraph(*told), suggestions)


def prices(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Say what an amount, or a role's pay in a place, buys at the prices of that place."""
    place = place_of(request)
    level = sources.book.price_around(place) if place else None
    if place is None or level is None:
        return _no_prices(place, sources)
    amount = amount_of(request) if request.amounts else None
    if amount is not None and point(amount) is not None:
        return _bought(
            point(amount) or 0, amount.currency, amount.period or "year", level, (), request, sources
        )
    role = role_of(request)
    found = sources.book.find(role, place=place, period="year").best if role else None
    if found is None:
        where = place_name(level.place)
        text = f"Prices in {where} were {level.index:g} in {level.year} ({escape(level.base)})."
        return Draft("answered", paragraph(Statement(text, (level,))), asking.about_pay(sources))
    value = found.median or found.low or found.high or 0
    lead = headline(found)
    draft = _bought(value, found.currency, found.period, level, (found,), request, sources)
    del turns
    return Draft("answered", paragraph(lead) + draft.blocks, draft.suggestions, (found,))


def _bought(
    value: float,
    currency: str | None,
    period: Period,
    level: PriceLevel,
    records: tuple[PayRecord, ...],
    request: Request,
    sources: Sources,
) -> Draft:
    known = sources.book.known().currencies
    unit = currency or (known[0] if known else "USD")
    other = next((price for place in request.places[1:] if (price := sources.book.price(place))), None)
    power = same_buying_power(value, level, other, unit, period) if other else None
    power = power or buying_power(value, level, unit, period)
    told = [_power_statement(power, records), _not_pay(level)]
    return Draft("answered", paragraph(*told), asking.about_pay(sources))


def _power_statement(power: BuyingPower, records: tuple[PayRecord, ...]) -> Statement:
    spent = format_money(power.amount, power.currency, power.period)
    worth = format_money(power.value, power.currency, power.period)
    here = place_name(power.price.place)
    if power.other is not None:
        there = place_name(power.other.place)
        text = (
            f"To buy in {there} what {spent} {PER[power.period]} buys in {here}, you would need about "
            f"**{worth}** ({power.sum})."
        )
        return Statement(text, (power.price, power.other, *records))
    dated = f" ({records[0].year_label or records[0].year})" if records else ""
    text = (
        f"In {here}, {spent} {PER[power.period]}{dated} buys what **{worth}** buys at average prices, by "
        f"the price level for {power.price.year} ({power.sum}; {escape(power.price.base)})."
    )
    return Statement(text, (power.price, *records))


def _not_pay(level: PriceLevel) -> Statement:
    return Statement("That compares prices, not wages.", (level,), voice=True)


def _no_prices(place: Place | None, sources: Sources) -> Draft:
    if place is None:
        text = "Which place do you mean? With a place I can say what pay buys there."
        return Draft("clarify", paragraph(Statement(text)), asking.about_pay(sources))
    name = escape(place_name(place.name))
    text = f"My guides hold no price level for {name}, so I can't say what pay buys there."
    return Draft("declined", paragraph(Statement(text)), asking.about_pay(sources))
