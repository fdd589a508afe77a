"""A pay figure that a question takes for granted, set right by the figures held."""

from bot.composer.draft import Block, Statement, paragraph
from bot.composer.paying.asked import place_of, point, role_of, same_currency, sources_for, with_period
from bot.composer.paying.words import figure
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, plural, when, where
from bot.pay import place_offer
from bot.quantities import format_money
from bot.schema import Amount, PayRecord, Period, Request

OUTSIDE = ("below", "above")


def correct(request: Request, sources: Sources) -> tuple[Block, ...]:
    """Say that a claimed figure lies outside what the guides hold; nothing when it does not."""
    role = role_of(request)
    if not request.claims or role is None:
        return ()
    claim = with_period(request.claims[0])
    for source in sources_for(role, place_of(request), request, sources):
        found = _correction(claim, source.record)
        if found is not None:
            return paragraph(found)
    return ()


def _correction(claim: Amount, record: PayRecord) -> Statement | None:
    value = point(claim)
    if value is None or claim.period is None or not same_currency(claim, record) or not record.amounts:
        return None
    placed = place_offer(value, record, period=claim.period)
    if placed.position not in OUTSIDE:
        return None
    said = _said(value, claim.currency or record.currency, claim.period)
    way = "above" if placed.position == "above" else "below"
    text = (
        f"The {said} you start from is {way} what my sources report for {escape(plural(record.role))}: "
        f"{figure(record)}{where(record)}{when(record)}."
    )
    return Statement(text, (record,))


def _said(value: float, currency: str, period: Period) -> str:
    return f"{format_money(value, currency, period)} {PER[period]}"
