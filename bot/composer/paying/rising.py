"""How pay moves: over the years in one source's series, and from one role to the next."""

from collections.abc import Sequence

from bot.composer import guided
from bot.composer.draft import Draft, Statement, Table, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import place_of, role_of
from bot.composer.paying.comparison import compare_two
from bot.composer.paying.words import figure
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, money, place_name, plural
from bot.pay import Trend
from bot.schema import Request, Turn


def pay_trend(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Tell how a role's pay moved between the first and the last year held."""
    del turns
    role = role_of(request)
    found = sources.book.trend(role, place_of(request)) if role else None
    if role is None:
        return None
    if found is None:
        text = (
            f"My guides hold figures for {escape(plural(role))} from one year only, so I can't show a trend."
        )
        return Draft("declined", paragraph(Statement(text)), asking.after_pay(role, None, sources))
    told = [_change(found)]
    told += [Statement(f"{escape(capital(text.rstrip('.')))}.", (found.first,)) for text in _remarks(found)]
    table = Table(
        ("Year", "Median" if found.field == "median" else "Pay"),
        tuple((str(r.year_label or r.year), figure(r)) for r in found.records),
        tuple((r,) for r in found.records),
    )
    blocks = (*paragraph(*told), *((table,) if len(found.records) > 2 else ()))
    return Draft("answered", blocks, asking.after_pay(role, None, sources), found.records)


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
    if len(roles) == 1 and now and now != roles[0]:
        roles = [now, *roles]
    if len(roles) == 2:
        return compare_two(roles[0], roles[1], request, sources)
    advice = guided.answer("pay_raise", request, sources, turns)
    role = role_of(request)
    better = asking.comparable(role, sources) if role else None
    step = compare_two(role, better, request, sources) if role and better else None
    if step is None:
        return advice
    return step if advice.outcome == "declined" else advice + step
