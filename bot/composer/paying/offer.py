"""Is this offer, or this pay, good: where it stands in each source, and how far from the printed figures."""

from dataclasses import replace

from bot.composer import talk
from bot.composer.draft import Bullets, Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import (
    amount_of,
    any_role_of,
    group_of,
    missing,
    place_of,
    point,
    same_currency,
    sources_for,
)
from bot.composer.paying.hours import converted, over_time
from bot.composer.paying.levels import alike_but_for_level, at_level, years_asked
from bot.composer.paying.percentiles import figure_asked
from bot.composer.paying.standing import KINDS, distance_statement, placement_statement
from bot.composer.paying.words import headline, rate
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, money, place_name, plural
from bot.dialogue.person import speaks_of_another, speaks_of_self
from bot.pay import Placement, Source, place_offer
from bot.pay.convert import HOURS_PER_WEEK
from bot.pay.selection import best_first, is_learning
from bot.quantities import format_money
from bot.schema import Amount, PayRecord, Period, Place, Request

MORE_LEVELS = 2


def place_amount(request: Request, sources: Sources) -> Draft | None:
    """Place the amount named in each source's figures for the role; None when no amount is named."""
    amount = amount_of(request)
    if amount is None or point(amount) is None:
        return None
    if request.unknown_roles and not request.roles:
        return talk.decline(request, sources.catalogue, 0, asking.about_pay(sources), what="pay")
    amount = replace(amount, period=amount.period or request.period)
    if amount.period is None and all(record.period != "month" for record in sources.book.records):
        return _which_period(sources)
    return _placed(amount, request, sources)


def _placed(amount: Amount, request: Request, sources: Sources) -> Draft | None:
    role = any_role_of(request)
    if role is None or (request.role_choices and not request.roles):
        return _which_role(amount, request, sources)
    # a rate is held against rates: an hourly offer against hourly figures, or its full-time equivalent
    rated = replace(request, period=amount.period)
    place = place_of(request)
    found = sources_for(role, place, rated, sources)
    if not found and place is not None:
        return _placed_elsewhere(role, place, request, sources)
    found = at_level(found, request, sources)
    placed = [(source, placement) for source in found[:3] if (placement := placed_in(amount, source))]
    if not request.levels and years_asked(request) is None:
        placed += _other_levels(amount, placed, sources)
    if not placed:
        return _cannot_place(amount, role, found)
    ordered = _range_first(placed)
    owned = is_owned(request)
    told = _distance(ordered, request, owned=owned)
    if _is_own_pay(request) and not told and not _is_said_by(ordered[0][1]):
        told = _verdict(ordered[0][1])
    if _hours(amount, request) != HOURS_PER_WEEK:
        told += converted(amount, request, sources)
    told += [_conversion_statement(ordered[0][1])] if ordered[0][1].conversion else []
    told += _standing(amount, *ordered[0], subject=_subject(ordered[0][1], owned), owned=owned)
    told += missing(place, request, found)
    for source, placement in ordered[1:]:
        subject = "Against that, it is" if placement.record.kind in KINDS else "It is also"
        told += _standing(amount, source, placement, subject=subject, owned=owned)
    own = any(source.via is None for source, _ in placed)
    told += [] if own else group_of(role, placed[0][0].record, sources)
    records = tuple(source.record for source, _ in placed)
    return Draft("answered", paragraph(*told), _next(role, sources), records)


def _placed_elsewhere(role: str, place: Place, request: Request, sources: Sources) -> Draft | None:
    """Say that no figure is for the place, and place the amount among those for elsewhere."""
    nowhere = replace(request, places=(), person=replace(request.person, place=None), roles=(role,))
    told = place_amount(nowhere, sources)
    if told is None or told.outcome == "declined":
        return told
    text = f"I have no figures for {escape(place_name(place.name))}, only for elsewhere."
    return replace(told, blocks=paragraph(Statement(text, voice=True)) + told.blocks)


def _other_levels(
    amount: Amount, placed: list[tuple[Source, Placement]], sources: Sources
) -> list[tuple[Source, Placement]]:
    """Where the amount stands at other levels of the job, when one source alone has figures for it."""
    if len(placed) != 1 or placed[0][0].via is not None:
        return []
    others = best_first(alike_but_for_level(placed[0][0].record, sources))
    views = [Source(record) for record in others if record.level and not is_learning(record)]
    return [(view, where) for view in views[:MORE_LEVELS] if (where := placed_in(amount, view))]


def _subject(placement: Placement, owned: bool) -> str:
    """Name the amount, unless the sentence before has just worked it out."""
    if placement.conversion:
        return "It is"
    said = rate(placement.amount, placement.record.currency, placement.record.period)
    return f"Your {said} is" if owned else f"The {said} you ask about is"


def _standing(
    amount: Amount, source: Source, placement: Placement, *, subject: str, owned: bool
) -> list[Statement]:
    """Say where an amount stands; of a range, where each of its ends does."""
    if amount.low is None or amount.high is None or amount.low == amount.high:
        return [placement_statement(placement, source, subject=subject, owned=owned)]
    told = []
    for end in (amount.low, amount.high):
        one = placed_in(replace(amount, low=end, high=end), source)
        if one is None:
            return []
        told.append(
            placement_statement(
                one, source, subject=_subject(replace(one, conversion=None), owned), owned=owned
            )
        )
    return told


def is_owned(request: Request) -> bool:
    """Whether an amount is the person's own, and not one of somebody they know."""
    person = request.person
    others = request.follow_up and not (person.pay or person.offer or speaks_of_self(request.question))
    return not others and not speaks_of_another(request.question)


def _is_own_pay(request: Request) -> bool:
    """Whether the amount is what the person earns now, in another job, rather than an offer."""
    own, amount = request.person.pay, amount_of(request)
    return own is not None and amount is not None and (own.low, own.high) == (amount.low, amount.high)


def _is_said_by(placement: Placement) -> bool:
    """Whether the sentence that places an amount says itself in which part of a range it is."""
    return placement.record.kind in KINDS and placement.position not in ("below", "above")


def _verdict(placement: Placement) -> list[Statement]:
    """Say first how the pay someone has compares with the range of a role."""
    group = f"{KINDS.get(placement.record.kind, 'pay')} for {escape(plural(placement.record.role))}"
    said = {
        "below": f"Even the low end of the {group} is more than you earn now.",
        "lower part": f"Most of the {group} is above what you earn now.",
        "middle": f"What you earn now is about the middle of the {group}.",
        "upper part": f"Only the upper part of the {group} is more than you earn now.",
        "above": f"You earn more now than the {group} reaches.",
    }
    text = said.get(placement.position)
    return [Statement(text, (placement.record,), voice=True)] if text else []


def _distance(placed: list[tuple[Source, Placement]], request: Request, *, owned: bool) -> list[Statement]:
    """Say how far the amount is from the printed figure that a question names ("from the top 10%?")."""
    field = request.held_against or figure_asked(request.question)
    held = next(((source, one) for source, one in placed if field in source.record.amounts), None)
    return [distance_statement(held[1], field, held[0], owned=owned)] if field and held else []


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


def _which_period(sources: Sources) -> Draft:
    """Ask for how long an amount is paid that is too much for an hour and too little for a year."""
    text = "Is that for a week, a month or a year? Then I can show where it stands."
    return Draft("clarify", paragraph(Statement(text, voice=True)), asking.about_pay(sources))


def _which_role(amount: Amount, request: Request, sources: Sources) -> Draft:
    """With no role to go by: where the amount stands for the roles most written about, and which is meant."""
    exact = amount.period and amount.low == amount.high
    told = converted(amount, request, sources) if exact else []
    roles = list(request.role_choices)
    roles = roles or [role for role in talk.main_roles(sources.catalogue) if sources.book.own(role)]
    place = place_of(request)
    found = [view for role in roles[:3] for view in sources_for(role, place, request, sources)[:1]]
    told += missing(place, request, tuple(found))
    once = {view.record.id: view for view in found}
    placed = [(view, placement) for view in once.values() if (placement := placed_in(amount, view))]
    owned = is_owned(request)
    points = tuple(
        told
        for view, placement in placed
        for told in _standing(amount, view, placement, subject="It is", owned=owned)
    )
    blocks = paragraph(*told) + ((Bullets(points),) if points else ())
    ask = Statement("Which role is it for?", voice=True)
    records = tuple(view.record for view, _ in placed)
    return Draft("clarify", blocks + paragraph(ask), asking.about_pay(sources), records)


def _cannot_place(amount: Amount, role: str, found: tuple[Source, ...]) -> Draft:
    if not found:
        text = f"My guides hold no pay figures for {escape(plural(role))}, so I can't say how good that is."
        return Draft("declined", paragraph(Statement(text, voice=True)))
    record = found[0].record
    told = [
        Statement(f"I can't place an amount in {amount.currency}.", voice=True),
        Statement("I don't convert between currencies.", voice=True),
        headline(record, link=found[0].via, role=role),
    ]
    return Draft("answered", paragraph(*told), (), (record,))


def _next(role: str, sources: Sources) -> tuple[str, ...]:
    return ("How do I ask for more?", *asking.after_pay(role, None, sources))
