"""Is this offer, or this pay, good: where it stands in each source, and how far from the printed figures."""

from collections.abc import Sequence
from dataclasses import replace

from bot.composer import talk
from bot.composer.draft import Bullets, Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import (
    amount_of,
    cited,
    missing,
    place_of,
    point,
    role_of,
    same_currency,
    sources_for,
)
from bot.composer.paying.hours import converted, over_time
from bot.composer.paying.words import figure
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, money, place_name, plural
from bot.pay import Difference, Placement, Source, place_offer
from bot.pay.convert import HOURS_PER_WEEK
from bot.quantities import format_money
from bot.schema import Amount, PayRecord, Period, Request, Turn

FIELDS = {
    "low": "the low end",
    "high": "the top",
    "p10": "the 10th percentile",
    "p25": "the 25th percentile",
    "median": "the median",
    "p75": "the 75th percentile",
    "p90": "the 90th percentile",
    "mean": "the average",
}
KINDS = {"starting_range": "starting range", "range": "pay range"}


def offer(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Place the amount named in each source's figures for the role; asks for what is missing."""
    del turns
    amount, role = amount_of(request), role_of(request)
    value = point(amount) if amount else None
    if amount is None or value is None:
        text = "How much is it, an hour or a year, and for which role? Then I can show where it stands."
        return Draft("clarify", paragraph(Statement(text)), asking.about_pay(sources))
    if role is None:
        return _which_role(amount, request, sources)
    # a rate is held against rates: an hourly offer against hourly figures, or its full-time equivalent
    found = sources_for(role, place_of(request), replace(request, period=amount.period), sources)
    placed = [(source, placement) for source in found[:3] if (placement := placed_in(amount, source))]
    if not placed:
        return _cannot_place(amount, role, found)
    ordered = _range_first(placed)
    told = [_verdict(ordered[0][1])] if _is_own_pay(request) else []
    if _hours(amount, request) != HOURS_PER_WEEK:
        told += converted(amount, request, sources)
    told += [_conversion_statement(ordered[0][1])] if ordered[0][1].conversion else []
    told.append(placement_statement(placement=ordered[0][1], source=ordered[0][0], first=True))
    told += missing(role, place_of(request), request, found)
    told += [placement_statement(placement, source, first=False) for source, placement in ordered[1:]]
    records = tuple(source.record for source, _ in placed)
    return Draft("answered", paragraph(*told), _next(role, sources), records)


def _is_own_pay(request: Request) -> bool:
    """Whether the amount is what the person earns now, in another job, rather than an offer."""
    return request.person.pay is not None and request.person.offer is None


def _verdict(placement: Placement) -> Statement:
    """Say first how the pay someone has compares with what a role pays."""
    group = f"{KINDS.get(placement.record.kind, 'pay')} for {escape(plural(placement.record.role))}"
    said = {
        "below": f"Even the low end of the {group} is more than you earn now.",
        "lower part": f"Most of the {group} is above what you earn now.",
        "middle": f"What you earn now is about the middle of the {group}.",
        "upper part": f"Only the upper part of the {group} is more than you earn now.",
        "above": f"You earn more now than the {group} reaches.",
    }
    between = f"What you earn now lies within the {group}."
    return Statement(said.get(placement.position, between), (placement.record,), voice=True)


def placed_in(amount: Amount, source: Source) -> Placement | None:
    """Place an amount in one source's figures; None where its currency or its figures do not allow it."""
    record, value = source.record, point(amount)
    if value is None or not same_currency(amount, record) or not record.amounts:
        return None
    return place_offer(value, record, period=amount.period or record.period)


def _hours(amount: Amount, request: Request) -> float:
    return request.hours_per_week or amount.hours_per_week or HOURS_PER_WEEK


def _range_first(placed: list[tuple[Source, Placement]]) -> list[tuple[Source, Placement]]:
    return sorted(placed, key=lambda item: item[1].record.kind not in KINDS)


def _conversion_statement(placement: Placement) -> Statement:
    conversion = placement.conversion
    assert conversion is not None
    start, wanted = conversion.from_period, conversion.to_period
    said = f"{money_text(conversion.amount, placement.record, start)} {PER[start]}"
    became = f"**{money(conversion.value, placement.record)} {PER[wanted]}** ({conversion.sum})"
    return Statement(over_time(said, became, HOURS_PER_WEEK, start, wanted))


def money_text(value: float, record: PayRecord, period: Period) -> str:
    """Print the person's own amount in the record's currency."""
    return format_money(value, record.currency, period)


def placement_statement(placement: Placement, source: Source, *, first: bool) -> Statement:
    """Say where an amount stands in a source's figures, and how far from the printed ends."""
    record = placement.record
    evidence = cited(source)
    subject = "It is" if first else "Against that, it is" if record.kind in KINDS else "It is also"
    if record.kind in KINDS:
        text = (
            f"{subject} {_part(placement)} of the {_name(record)}, {figure(record)}{_distances(placement)}."
        )
        return Statement(text, evidence)
    group = escape(plural(record.role))
    when = record.year_label or record.year or "a year not given"
    where = f" in {place_name(record.place)}" if record.place else ""
    said = f"{money(placement.amount, record)} {PER[record.period]}"
    text = f"Your {said} stands {_between(placement)} among {group}{where} ({when})."
    return Statement(text, evidence)


def _part(placement: Placement) -> str:
    return {
        "below": "**below** the low end",
        "above": "**above** the top",
        "at": "right at the figure",
    }.get(placement.position, f"in the **{placement.position}**")


def _name(record: PayRecord) -> str:
    year = record.year_label or (str(record.year) if record.year else "undated")
    where = f" in {place_name(record.place)}" if record.place else ""
    return f"{year} {KINDS[record.kind]} for {escape(plural(record.role))}{where}"


def _distances(placement: Placement) -> str:
    parts = [_distance(gap, placement) for gap in placement.gaps]
    return f": {' and '.join(parts)}" if parts else ""


def _distance(gap: Difference, placement: Placement) -> str:
    if gap.gain == 0:
        return f"exactly {FIELDS[gap.field]}"
    side = "above" if gap.gain > 0 else "under"
    return f"{money(gap.amount, placement.record)} {side} {FIELDS[gap.field]} ({gap.sum})"


def _between(placement: Placement) -> str:
    record = placement.record
    marks = [name for name in (placement.under, placement.over) if name]
    named = [f"{FIELDS[name]}, {money(record.amounts[name], record)}" for name in marks]
    if placement.position == "at":
        return f"exactly at {named[0]}"
    if placement.position == "below":
        return f"below {named[0]}"
    if placement.position == "above":
        return f"above {named[0]}"
    return f"between {named[0]}, and {named[1]}"


def _which_role(amount: Amount, request: Request, sources: Sources) -> Draft:
    """With no role to go by: where the amount stands for the roles most written about, and which is meant."""
    exact = amount.period and amount.low == amount.high
    told = converted(amount, request, sources) if exact else []
    roles = [role for role in talk.main_roles(sources.catalogue) if sources.book.own(role)]
    found = [
        view for role in roles[:3] for view in sources_for(role, place_of(request), request, sources)[:1]
    ]
    placed = [(view, placement) for view in found if (placement := placed_in(amount, view))]
    points = tuple(placement_statement(placement, view, first=True) for view, placement in placed)
    blocks = paragraph(*told) + ((Bullets(points),) if points else ())
    ask = Statement("Which role is it for?", voice=True)
    records = tuple(view.record for view, _ in placed)
    return Draft("clarify", blocks + paragraph(ask), asking.about_pay(sources), records)


def _cannot_place(amount: Amount, role: str, found: tuple[Source, ...]) -> Draft:
    if not found:
        text = f"My guides hold no pay figures for {escape(plural(role))}, so I can't say how good that is."
    else:
        text = (
            f"Your amount is in {amount.currency} and my figures for {escape(plural(role))} are in "
            f"{found[0].record.currency}; I don't convert between currencies, so I can't place it."
        )
    return Draft("declined", paragraph(Statement(text)))


def _next(role: str, sources: Sources) -> tuple[str, ...]:
    return ("How do I ask for more?", *asking.after_pay(role, None, sources))
