"""A pay figure that a question takes for granted, set right by the figures held."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer.draft import Block, Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import cited, place_of, point, role_of, sources_for, with_period
from bot.composer.paying.offer import placed_in
from bot.composer.paying.standing import placement_statement
from bot.composer.paying.words import figure
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, join, place_name, plural, when, where
from bot.dialogue.followups import asks_why
from bot.pay import Placement, Source
from bot.quantities import format_money
from bot.schema import Amount, Period, Request

_USUAL = re.compile(
    r"\b(?:average[sd]?|median|typical(?:ly)?|usual(?:ly)?|normal(?:ly)?|mostly)\b", re.IGNORECASE
)
_NEAR = 0.1
OUTSIDE = ("below", "above")
MEDIANS = ("percentiles", "median")
TWO = 2


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


def not_apart(request: Request, sources: Sources) -> Draft | None:
    """Say to one who asks why two places differ that the figures told for them are the same ones."""
    role = role_of(request)
    if role is None or len(request.places) != TWO or not (request.follow_up and asks_why(request.question)):
        return None
    told = [sources_for(role, place, request, sources) for place in request.places]
    first, second = ([source.record for source in found] for found in told)
    if first != second or not first or any(source.exact_place for source in told[0]):
        return None
    asked = join([escape(place_name(place.name)) for place in request.places], "or")
    wider = join([escape(place_name(name)) for name in dict.fromkeys(one.place for one in first) if name])
    text = (
        f"They are not different: I have no figures for {asked} apart, so both answers gave the same ones"
        f"{f', those for {wider}' if wider else ''}. What pay is like in either place by itself I can't tell."
    )
    suggestions = asking.after_pay(role, None, sources)
    return Draft("answered", paragraph(Statement(text, voice=True)), suggestions, tuple(first))


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
