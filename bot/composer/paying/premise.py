"""A pay figure that a question takes for granted, set right by the figures held."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer.draft import Block, Statement, paragraph
from bot.composer.paying.asked import cited, place_of, point, role_of, sources_for, with_period
from bot.composer.paying.offer import placed_in
from bot.composer.paying.standing import placement_statement
from bot.composer.paying.words import figure
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, plural, when, where
from bot.pay import Placement, Source
from bot.quantities import format_money
from bot.schema import Amount, Period, Request

_USUAL = re.compile(
    r"\b(?:average[sd]?|median|typical(?:ly)?|usual(?:ly)?|normal(?:ly)?|mostly)\b", re.IGNORECASE
)
_NEAR = 0.1
OUTSIDE = ("below", "above")
MEDIANS = ("percentiles", "median")


def correct(request: Request, sources: Sources) -> tuple[Block, ...]:
    """Say where a figure that the question names stands, and that it is wrong when no source reaches it."""
    role = role_of(request)
    if not request.claims or role is None:
        return ()
    claim = with_period(request.claims[0])
    if claim.period is None:
        return ()
    found = sources_for(role, place_of(request), replace(request, period=claim.period), sources)
    placed = [(source, where_) for source in found if (where_ := placed_in(claim, source))]
    # a job's own figures settle it; those of a wider group only where it has none
    placed = [pair for pair in placed if pair[0].via is None] or placed
    if middle := _not_the_middle(claim, placed, request):
        return paragraph(middle)
    outside = [placement for _, placement in placed if placement.position in OUTSIDE]
    if outside and len(outside) == len(placed):
        return paragraph(_correction(claim, outside[0]))
    within = [(source, placement) for source, placement in placed if placement.position not in OUTSIDE]
    return paragraph(
        *(placement_statement(placement, source, owned=False) for source, placement in within[:1])
    )


def _not_the_middle(
    claim: Amount, placed: Sequence[tuple[Source, Placement]], request: Request
) -> Statement | None:
    """Set right an amount said to be what people usually earn that is far from the median."""
    usual = _USUAL.search(request.question[: max(0, request.question.find(claim.text))])
    for source, where_ in placed if usual else ():
        record, value = source.record, where_.amount
        if record.median is None or abs(value - record.median) <= record.median * _NEAR:
            continue
        said = _said(value, record.currency, record.period)
        text = f"{capital(escape(plural(record.role)))} do not usually earn the {said} you mention:"
        return Statement(
            f"{text} the median is {figure(record)}{where(record)}{when(record)}.", cited(source)
        )
    return None


def _correction(claim: Amount, placed: Placement) -> Statement:
    record = placed.record
    said = _said(point(claim) or 0.0, claim.currency or record.currency, claim.period or record.period)
    way = "above" if placed.position == "above" else "below"
    what = "the median that my source reports" if record.kind in MEDIANS else "what my source reports"
    text = (
        f"The {said} you mention is {way} {what} for {escape(plural(record.role))}: "
        f"{figure(record)}{where(record)}{when(record)}."
    )
    return Statement(text, (record,))


def _said(value: float, currency: str, period: Period) -> str:
    return f"{format_money(value, currency, period)} {PER[period]}"
