"""How pay moves: over the years in one source's series, and from one role to the next."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer import guided
from bot.composer.draft import Draft, Statement, Table, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import any_role_of, group_of, place_of, role_of, sources_for
from bot.composer.paying.comparison import compare_two
from bot.composer.paying.lookup import overview
from bot.composer.paying.offer import place_amount
from bot.composer.paying.single import one_role
from bot.composer.paying.words import figure, headline
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, money, place_name, plural
from bot.pay import Trend, trend
from bot.schema import Request, Turn

_PRICES = re.compile(
    r"\b(?:inflation|prices|(?:keep\w*|kept) (?:up|pace)|cost of living|real terms|buying power)\b",
    re.IGNORECASE,
)


def pay_trend(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Tell how a role's pay moved between the years asked about, else over all the years held."""
    del turns
    role = any_role_of(request) if request.years else role_of(request)
    if role is None:
        return overview(request, sources, request.role_choices) if request.role_choices else None
    whole = sources.book.trend(role, place_of(request))
    if whole is None:
        return _one_year(role, request, sources)
    found = _between(whole, request.years)
    told = [
        *_unheld(whole, request.years),
        *_elsewhere(whole, role, request, sources),
        *_beside_prices(request),
        *group_of(role, found.last, sources),
        _change(found),
    ]
    told += [Statement(f"{escape(capital(text.rstrip('.')))}.", (found.first,)) for text in _remarks(found)]
    table = Table(
        ("Year", "Median" if found.field == "median" else "Pay"),
        tuple((str(r.year_label or r.year), figure(r)) for r in found.records),
        tuple((r,) for r in found.records),
    )
    blocks = (*paragraph(*told), *((table,) if len(found.records) > 2 else ()))
    return Draft("answered", blocks, asking.after_pay(role, None, sources), found.records)


def _one_year(role: str, request: Request, sources: Sources) -> Draft | None:
    """With figures of one year, or of none: say so, and tell what there is."""
    told = one_role(role, place_of(request), replace(request, years=()), sources)
    if told is None or told.outcome != "answered":
        return told
    text = f"My guides hold figures for {escape(plural(role))} from one year only, so I can't show a trend."
    return replace(told, blocks=paragraph(Statement(text, voice=True)) + told.blocks)


def _between(found: Trend, years: Sequence[int]) -> Trend:
    """The part of a series from the first year asked about to the last; one year alone begins it."""
    if not years:
        return found
    last = max(years) if len(set(years)) > 1 else found.last.year or max(years)
    part = trend(r for r in found.records if r.year and min(years) <= r.year <= last)
    return part or found


def _unheld(found: Trend, years: Sequence[int]) -> list[Statement]:
    """Say which of the years asked about the series lacks."""
    lacking = [str(year) for year in sorted(set(years)) if all(r.year != year for r in found.records)]
    text = f"I have no figures for {' or '.join(lacking)}, only for other years."
    return [Statement(text, voice=True)] if lacking else []


def _elsewhere(found: Trend, role: str, request: Request, sources: Sources) -> list[Statement]:
    """Say that the years are not of the place asked about, and what is held for that place."""
    place = place_of(request)
    if place is None or place.name == found.last.place:
        return []
    held = next((one for one in sources_for(role, place, request, sources) if one.exact_place), None)
    told = headline(held.record, link=held.via, bold=False) if held else None
    name = escape(place_name(place.name))
    lead = Statement(
        f"I have no figures over the years for {name}, so these are of a wider area.", voice=True
    )
    return [lead, *([told] if told else [])]


def _beside_prices(request: Request) -> list[Statement]:
    """Say that the figures do not tell what they bought, to someone who asks whether pay kept up."""
    text = "Whether that kept up with prices I can't say: these figures are not adjusted for them."
    return [Statement(text, voice=True)] if _PRICES.search(request.question) else []


def _change(found: Trend) -> Statement:
    first, last, change = found.first, found.last, found.change
    place = f" in {place_name(last.place)}" if last.place else ""
    moved = "rose" if change.gain > 0 else "fell" if change.gain < 0 else "stayed"
    kind = "median" if found.field == "median" else "average" if found.field == "mean" else "low end"
    old, new = money(change.first, first), money(change.second, last)
    by = (
        f": {change.percent:g}% {'more' if change.gain >= 0 else 'less'} ({change.sum})"
        if change.gain
        else ""
    )
    text = (
        f"The {kind} for {escape(plural(last.role))}{place} {moved} from {old} {PER[first.period]} in "
        f"{first.year_label or first.year} to **{new}** in {last.year_label or last.year}{by}."
    )
    return Statement(text, (last, first))


def _remarks(found: Trend) -> list[str]:
    """The source's remarks on comparing years: those that name a year, not titles."""
    remarks = []
    for note in found.notes:
        remarks += [part for part in note.split(". ") if any(str(r.year) in part for r in found.records)]
    return remarks[:1]


def raise_pay(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Tell what would raise pay: the guides' advice, and what the next better paid role starts at."""
    roles = list(dict.fromkeys(request.roles))
    now = request.person.role
    if now and now not in roles and len(roles) == 1:
        roles = [now, *roles]
    if len(roles) == 2:
        step = compare_two(roles[0], roles[1], request, sources)
        return _with_own(step, roles[1], request, sources) if step else None
    advice = guided.answer("pay_raise", request, sources, turns)
    role = role_of(request)
    better = asking.comparable(role, sources) if role and sources.book.own(role) else None
    step = compare_two(role, better, request, sources) if role and better else None
    if step is None:
        return advice
    return step if advice.outcome == "declined" else advice + step


def _with_own(step: Draft, role: str, request: Request, sources: Sources) -> Draft:
    """Begin a step with what the next role pays beside the person's own pay, where they told it."""
    own = request.person.pay
    placed = place_amount(replace(request, roles=(role,), amounts=(own,)), sources) if own else None
    if placed is None or placed.outcome != "answered":
        return step
    return replace(placed, blocks=placed.blocks + step.blocks, suggestions=step.suggestions)
