"""Two or more roles side by side: low to low, high to high, the sums shown; a table from three on."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer.draft import Block, Draft, Statement, Table, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import cited, place_of, role_of, sources_for
from bot.composer.paying.industries import in_industries
from bot.composer.paying.offer import place_amount
from bot.composer.paying.percentiles import figure_asked, share_statement
from bot.composer.paying.single import one_role
from bot.composer.paying.words import figure, headline, main_figures, pay_table, scope
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import (
    PER,
    capital,
    in_small,
    join,
    money,
    place_name,
    plural,
    publisher,
    span,
    when,
)
from bot.pay import Comparison, Difference, Source, compare
from bot.pay.names import name_key
from bot.schema import PayRecord, Place, Request, RoleLink, Turn

FIELD_NAMES = {
    "low": "at the low end",
    "high": "at the high end",
    "median": "at the median",
    "mean": "on average",
    "p10": "at the 10th percentile",
    "p25": "at the 25th percentile",
    "p75": "at the 75th percentile",
    "p90": "at the 90th percentile",
}
_LOWEST = re.compile(r"\b(?:lowest|least|worst|cheapest)\b", re.IGNORECASE)


def compare_roles(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Compare the roles named, the one role in the places named, or the person's own pay with a role's."""
    del turns
    roles = _own_first(request)
    others = [role for role in roles if role != request.person.role]
    if len(roles) == 1 and len(request.places) > 1:
        return compare_places(roles[0], request, sources)
    if len(others) == 1 and (request.person.pay or request.amounts):
        return place_amount(replace(request, roles=(others[0],)), sources)
    if len(roles) == 2:
        return compare_two(roles[0], roles[1], request, sources)
    if len(roles) > 2:
        return compare_many(roles, request, sources)
    role = role_of(request)
    if role and request.industries and (held := in_industries(role, request, sources)):
        return held
    told = one_role(role, place_of(request), request, sources) if role else None
    if role is None or told is None:
        return told
    before = (
        [no_pay(request.unknown_roles)] if request.unknown_roles else _names_of_one(role, request, sources)
    )
    return replace(told, blocks=paragraph(*before) + told.blocks) if before else told


def _names_of_one(role: str, request: Request, sources: Sources) -> list[Statement]:
    """Say that two names set against each other are of one job, whose figures hold for both."""
    known = sources.catalogue.role(role)
    said = request.question.casefold()
    names = [name for name in (role, *(known.aliases if known else ())) if name.casefold() in said]
    names = [name for name in names if not any(name != other and name in other for other in names)]
    if len(names) != 2:
        return []
    one, other = (escape(plural(name)) for name in names)
    return [
        Statement(
            f"{capital(one)} and {other} are one job in my guides, with one set of figures.", voice=True
        )
    ]


def _own_first(request: Request) -> list[str]:
    """The roles to compare, the person's own first: it is the one that the others are held against."""
    roles = list(dict.fromkeys(request.roles))
    own = request.person.role
    if own and (own in roles or len(roles) == 1):
        roles = [own, *(role for role in roles if role != own)]
    return roles


def no_pay(roles: Sequence[str]) -> Statement:
    """Say of which jobs no guide holds the pay."""
    names = join([escape(plural(in_small(role))) for role in roles[:2]], "or")
    return Statement(f"I don't have pay for {names} in my guides.", voice=True)


def compare_two(first: str, second: str, request: Request, sources: Sources) -> Draft | None:
    """Set two roles side by side, source by source."""
    place = place_of(request)
    steps = sources.book.step(first, second, place)
    if not steps and sources.book.has_pay(first) and sources.book.has_pay(second):
        return compare_many([first, second], request, sources)
    if not steps:
        return _one_missing(first, second, request, sources)
    blocks = better_paid(steps[0], (first, second))
    blocks += paragraph(*_elsewhere(steps[0], place), *compared(steps[0], (first, second), sources))
    blocks += paragraph(*(_also(comparison) for comparison in steps[1:2]))
    records = tuple(record for comparison in steps[:2] for record in (comparison.first, comparison.second))
    gap = steps[0].headline
    lower, higher = (second, first) if gap and gap.gain < 0 else (first, second)
    suggestions = (f"How do I get from {lower} to {higher}?", *asking.about_role(higher, sources))
    return Draft("answered", blocks, suggestions, records)


def _elsewhere(comparison: Comparison, place: Place | None) -> list[Statement]:
    """Say that the two are not held for the place asked about, where they are told for another."""
    held = comparison.first.place
    if place is None or held is None or name_key(held) == name_key(place.name):
        return []
    text = f"I don't have both for {escape(place_name(place.name))}, so these hold for {place_name(held)}."
    return [Statement(text, voice=True)]


def _also(comparison: Comparison) -> Statement | None:
    """Say a further source's comparison in one sentence."""
    first, second, gap = comparison.first, comparison.second, comparison.headline
    if gap is None or not comparison.like_for_like:
        return None
    if gap.gain < 0:
        return _also(compare(second, first))
    kind = "median" if gap.field == "median" else "figure"
    place = f" in {place_name(first.place)}" if first.place else ""
    more = "more" if gap.gain >= 0 else "less"
    by = f"{capital(escape(publisher(first)))} has a {kind} of"
    theirs = f"{money(gap.second, first)} {PER[first.period]} for {escape(plural(second.role))}"
    ours = f"{money(gap.first, first)} for {escape(plural(first.role))}{place}{when(first)}"
    text = f"{by} {theirs} and {ours}: {money(gap.amount, first)} {more} ({gap.sum})."
    return Statement(text, (second, first))


def compared(comparison: Comparison, names: tuple[str, str], sources: Sources) -> list[Statement]:
    """Say two records, the better paid one first, and the difference."""
    pair = [(comparison.first, names[0]), (comparison.second, names[1])]
    gap = comparison.headline
    if gap is not None and gap.gain > 0:
        pair.reverse()
    (more, name), (less, other) = pair
    told = [
        headline(more, link=_link(name, more, sources), role=name),
        headline(less, link=_link(other, less, sources), role=other, source=less.publisher != more.publisher),
    ]
    turned = compare(less, more)
    gaps = [found for name in ("low", "high", "median", "mean") if (found := turned.difference(name))]
    gaps = [gap for gap in gaps if gap.field in ("low", "high")] or gaps[:1]
    if turned.conversions and gaps:
        told.append(_converted(turned, more))
    if gaps:
        told.append(_difference_statement(gaps, less, more))
    elif less.currency != more.currency:
        told.append(Statement("These are in two currencies, and I don't convert between them.", voice=True))
    else:
        told += [Statement(note.text, (less, more)) for note in comparison.notes[:1]]
    return told


def better_paid(comparison: Comparison, names: tuple[str, str]) -> tuple[Block, ...]:
    """Say first which of two is better paid; nothing where neither is."""
    gap = comparison.headline
    if gap is None or gap.gain == 0:
        return ()
    pair = [(names[0], comparison.first), (names[1], comparison.second)]
    (name, better), (second, other) = pair if gap.gain < 0 else pair[::-1]
    people, than = escape(plural(name)), escape(plural(second))
    if better.place and other.place and better.place != other.place:
        people = f"{people} in {place_name(better.place)}"
        than = f"{'those' if name == second else than} in {place_name(other.place)}"
    return paragraph(Statement(f"By these figures, {people} earn more than {than}:", voice=True))


def _converted(turned: Comparison, more: PayRecord) -> Statement:
    """Say the second record's figures in the first one's period, with the sums."""
    period = turned.conversions[0].to_period
    ends = [found for found in turned.conversions if found.amount in main_figures(more)]
    amounts = span(ends[0].value, ends[-1].value, replace(more, period=period))
    sums = "; ".join(found.sum for found in ends)
    text = f"For {escape(plural(more.role))} that is about {amounts} {PER[period]} ({sums})."
    return Statement(text, (more,))


def _link(role: str, record: PayRecord, sources: Sources) -> RoleLink | None:
    """The statement that a title is counted under the role of a record; None for the title's own record."""
    book = sources.book
    if book.key(role) == book.key(record.role):
        return None
    wanted = book.key(record.role)
    return next((link for link in book.links_of(role) if book.key(link.occupation) == wanted), None)


def _difference_statement(gaps: Sequence[Difference], first: PayRecord, second: PayRecord) -> Statement:
    parts = [f"{_more_or_less(gap, second)} {FIELD_NAMES[gap.field]} ({gap.sum})" for gap in gaps]
    share = f", {gaps[0].percent:g}% {'more' if gaps[0].gain >= 0 else 'less'}" if len(gaps) == 1 else ""
    people = capital(escape(plural(second.role)))
    than = escape(plural(first.role))
    if first.place and second.place and first.place != second.place:
        people = f"In {place_name(second.place)}, {escape(plural(second.role))}"
        than = f"{'' if first.role == second.role else f'{than} '}in {place_name(first.place)}"
    text = f"{people} are paid {' and '.join(parts)} than {than}{share}."
    return Statement(text, (second, first))


def _more_or_less(gap: Difference, record: PayRecord) -> str:
    if gap.gain == 0:
        return "the same"
    return f"{money(gap.amount, record)} {PER[gap.period]} {'more' if gap.gain > 0 else 'less'}"


def _one_missing(first: str, second: str, request: Request, sources: Sources) -> Draft | None:
    for known, other in ((first, second), (second, first)):
        if sources.book.has_pay(known):
            draft = one_role(known, place_of(request), request, sources)
            return draft and replace(draft, blocks=paragraph(no_pay([other])) + draft.blocks)
    return None


def compare_many(roles: Sequence[str], request: Request, sources: Sources) -> Draft | None:
    """Three or more roles in a table, best paid first."""
    found = [(role, sources_for(role, place_of(request), request, sources)) for role in roles]
    held = [(role, views[0]) for role, views in found if views]
    if not held:
        return None
    held.sort(key=lambda item: -_order(item[1].record))
    if len(held) > 1 and len({view.record.id for _, view in held}) == 1:
        return _one_figure([role for role, _ in held], request, sources)
    evidence = tuple(cited(view) for _, view in held)
    records = tuple(view.record for _, view in held)
    lead = [no_pay([role for role, views in found if not views])] if len(held) < len(found) else []
    lead.append(_lead(held))
    table = pay_table([capital(escape(role)) for role, _ in held], records, evidence)
    return Draft("answered", (*paragraph(*lead), table), asking.about_role(held[0][0], sources), records)


def _one_figure(roles: Sequence[str], request: Request, sources: Sources) -> Draft | None:
    """Say that one group's figure is all there is for several roles: it does not tell who earns more."""
    apart = next((role for role in roles if not sources.book.own(role)), roles[0])
    told = one_role(apart, place_of(request), request, sources)
    names = join([escape(plural(role)) for role in roles])
    lead = Statement(f"My sources do not tell {names} apart, so I can't say who earns more.", voice=True)
    return replace(told, blocks=paragraph(lead) + told.blocks) if told else None


def _lead(held: Sequence[tuple[str, Source]]) -> Statement:
    """Say who is paid most, where the figures count the same thing."""
    first = held[0][1].record
    if any((view.record.kind, view.record.publisher) != (first.kind, first.publisher) for _, view in held):
        return Statement(
            "Here are these side by side; not all of them are the same kind of figure.", voice=True
        )
    second = held[1][1].record if len(held) > 1 else None
    if second is not None and _order(second) == _order(first):
        alike = join([escape(plural(role)) for role, view in held if _order(view.record) == _order(first)])
        text = f"{capital(alike)} have the same figure: {figure(first, bold=True)} ({scope(first)})."
        return Statement(text, tuple(item for _, view in held for item in cited(view)))
    people = capital(escape(plural(held[0][0])))
    text = f"{people} are paid most of these: {figure(first, bold=True)} ({scope(first)})."
    return Statement(text, tuple(item for _, view in held for item in cited(view)))


def _order(record: PayRecord) -> float:
    return record.median or record.mean or record.low or record.high or 0


def compare_places(role: str, request: Request, sources: Sources) -> Draft | None:
    """One role in two or more places, from each place's own figures."""
    level = next(iter(request.levels), None)
    lookups = [
        sources.book.find(role, place=place, level=level, period=request.period) for place in request.places
    ]
    held = {
        found.best: found
        for place, found in zip(request.places, lookups, strict=True)
        if found.best and (not found.gap("place") or found.best.place == place.within)
    }
    gaps = [gap for found in lookups if (gap := found.gap("place"))]
    if not held or (len(held) == 1 and len(gaps) == len(lookups)):
        return None
    missing = join([escape(place_name(gap.asked)) for gap in gaps], "or")
    own = "itself" if len(gaps) == 1 else "themselves"
    unheld = [Statement(f"I have no figures for {missing} {own}.", voice=True)] if gaps else []
    lowest = len(held) > 2 and _LOWEST.search(request.question)
    records = sorted(held, key=lambda record: _order(record) if lowest else -_order(record))
    first = records[0]
    told = [headline(first, link=held[first].via, role=role)]
    suggestions = asking.after_pay(role, None, sources)
    views = [[Source(record, held[record].via)] for record in records]
    shares = [said for view in views if (said := share_statement(request.question, view))]
    told = shares if len(shares) == len(records) else told
    if len(records) > 2 and told is not shares:
        rows = tuple((escape(record.place or ""), figure(record)) for record in records)
        header = ("Place", f"Pay ({scope(replace(first, place=None))})")
        table = Table(header, rows, tuple((record,) for record in records))
        return Draft("answered", (*paragraph(*unheld, *told), table), suggestions, tuple(records))
    told += [headline(record, source=False) for record in records[1:] if told is not shares]
    asked = figure_asked(request.question) if told is shares else None
    lead: tuple[Block, ...] = ()
    turned = compare(records[1], first) if len(records) == 2 else None
    if turned and (difference := turned.difference(asked) if asked else turned.headline):
        lead = better_paid(turned, (role, role)) if told is not shares else ()
        told.append(_difference_statement([difference], records[1], first))
    return Draft("answered", lead + paragraph(*unheld, *told), suggestions, tuple(records))
