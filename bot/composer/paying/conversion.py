"""Pay in another period, with the sum shown."""

from collections.abc import Sequence

from bot.composer.draft import Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import amount_of, point, role_of, with_period
from bot.composer.paying.hours import converted
from bot.composer.paying.lookup import lookup
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.schema import Request, Turn


def lookup_or_convert(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Tell a role's pay; an amount with no role beside it is wanted in the period asked for."""
    named = [with_period(amount) for amount in request.amounts if point(amount) is not None]
    no_role = not (request.roles or request.role_choices or request.unknown_roles)
    if no_role and named and request.period not in (None, named[0].period):
        return convert_amount(request, sources, turns)
    return lookup(request, sources, turns)


def convert_amount(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Convert the amount named; with a role and no amount, tell the role's pay in the period asked for."""
    amount = amount_of(request) if request.amounts else None
    if amount is None or point(amount) is None:
        return lookup(request, sources, turns)
    if amount.period is None:
        text = f"Is {escape(amount.text)} an hour, a month or a year? With that I can work it out."
        return Draft("clarify", paragraph(Statement(text, voice=True)), asking.about_pay(sources))
    told = converted(amount, request, sources)
    role = role_of(request)
    suggestions = asking.after_pay(role, None, sources) if role else asking.about_pay(sources)
    return Draft("answered", paragraph(*told), suggestions)
