"""Pay in another period, with the sum shown."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer.draft import Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import amount_of, point, role_of, with_period
from bot.composer.paying.fortnight import by_fortnight, paid_by_fortnight, wants_fortnight
from bot.composer.paying.hours import converted
from bot.composer.paying.lookup import lookup
from bot.composer.paying.offer import place_amount
from bot.composer.paying.percentiles import percentile_asked
from bot.composer.paying.shares import asks_how_many
from bot.composer.paying.worktime import by_working_time
from bot.composer.paying.years import own_over_years, years_wanted
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.quantities import currencies_named, premium
from bot.schema import Amount, Request, Turn

_NET = re.compile(r"\b(?:take[\s-]?home|after\s+tax(?:es)?|net|in\s+my\s+pocket)\b", re.IGNORECASE)


def lookup_or_convert(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Tell a role's pay; an amount with no role beside it is wanted in the period asked for."""
    named = [with_period(amount) for amount in request.amounts if point(amount) is not None]
    no_role = not (request.roles or request.role_choices or request.unknown_roles)
    other = request.period not in (None, named[0].period) if named else False
    if no_role and named and (other or years_wanted(request)):
        return convert_amount(request, sources, turns)
    told = lookup(request, sources, turns)
    if told is None or told.outcome != "answered" or not named or len(request.roles) > 1:
        return told
    if asks_how_many(request) or (no_role and not (told.pay and percentile_asked(request.question))):
        return told
    placed = place_amount(request if request.roles else replace(request, roles=(told.pay[0].role,)), sources)
    return replace(told, blocks=placed.blocks + told.blocks) if placed else told


def convert_amount(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Convert the amount named; with a role and no amount, tell the role's pay in the period asked for."""
    amount = amount_of(request) if request.amounts else None
    if amount is None or point(amount) is None:
        return lookup(request, sources, turns)
    other = request.period or wants_fortnight(request.question) or premium(request.question)
    if request.roles and not other:
        return place_amount(request, sources)
    if amount.period is None and not paid_by_fortnight(amount, request.question):
        text = f"Is {escape(amount.text)} an hour, a month or a year? With that I can work it out."
        return Draft("clarify", paragraph(Statement(text, voice=True)), asking.about_pay(sources))
    told = _other_currency(amount, request)
    over = own_over_years(request, sources)
    told += (
        ([over] if over else [])
        or by_working_time(amount, request, sources)
        or by_fortnight(amount, request, sources)
        or converted(amount, request, sources)
    )
    role = role_of(request)
    suggestions = asking.after_pay(role, None, sources) if role else asking.about_pay(sources)
    if _NET.search(request.question):
        told.append(Statement("That is before tax; what is left after it I can't work out.", voice=True))
    return Draft("answered", paragraph(*told), suggestions)


def _other_currency(amount: Amount, request: Request) -> list[Statement]:
    """Say that another currency than the amount's own is wanted, and that it can't be worked out."""
    rest = request.question.replace(amount.text, " ") if amount.text else request.question
    others = [code for code in currencies_named(rest, amount.currency) if code != amount.currency]
    if not others or amount.currency is None:
        return []
    return [Statement("I don't convert between currencies.", voice=True)]
