"""Answers about pay, by intent."""

from collections.abc import Callable, Sequence

from bot.composer.draft import Draft
from bot.composer.paying import asking
from bot.composer.paying.basis import pay_basis
from bot.composer.paying.comparison import compare_roles
from bot.composer.paying.conversion import convert_amount, lookup_or_convert
from bot.composer.paying.offers import between_two, is_choice, offer
from bot.composer.paying.prices import prices
from bot.composer.paying.raises import worked_raise
from bot.composer.paying.ranking import pay_in_place, rank_roles
from bot.composer.paying.rising import pay_trend, raise_pay
from bot.composer.sources import Sources
from bot.schema import Request, Turn

PayAnswer = Callable[[Request, Sources, Sequence[Turn]], Draft | None]
PAY_ANSWERS: dict[str, PayAnswer] = {
    "pay_lookup": lookup_or_convert,
    "pay_place": pay_in_place,
    "pay_basis": pay_basis,
    "pay_compare": compare_roles,
    "pay_rank": rank_roles,
    "pay_convert": convert_amount,
    "pay_offer": offer,
    "pay_raise": raise_pay,
    "pay_trend": pay_trend,
    "pay_prices": prices,
}
CHOOSING = frozenset({"pay_lookup", "pay_place", "pay_compare", "pay_rank", "pay_offer"})


def pay_answer(intent: str, request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Answer one pay intent; what the person's own figures give by a sum alone comes first.

    A message of several intents is answered by such a sum once, for the first of them.
    """
    asked = [name for name in request.intents if name in PAY_ANSWERS]
    worked = worked_raise(request, sources)
    if worked:
        return Draft("answered", worked, asking.about_pay(sources)) if intent == asked[0] else None
    if intent in CHOOSING and is_choice(request):
        first = next(name for name in asked if name in CHOOSING)
        return between_two(request, sources) if intent == first else None
    return PAY_ANSWERS[intent](request, sources, turns)
