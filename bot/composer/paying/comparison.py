"""Two or more roles side by side: low to low, high to high, the sums shown; a table from three on."""

from collections.abc import Sequence

from bot.composer.draft import Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import cited, place_of, role_of, sources_for
from bot.composer.paying.offer import offer
from bot.composer.paying.single import one_role
from bot.composer.paying.words import headline, pay_table
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, money, place_name, plural, publisher, when
from bot.pay import Comparison, Difference, compare
from bot.schema import PayRecord, Request, Turn

FIELD_NAMES = {
    "low": "at the low end",
    "high": "at the high end",
    "median": "at the median",
    "mean": "on average",
}


def compare_roles(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Compare the roles named (or the one role in the places named); None when there is only one of each."""
    del turns
    roles = list(dict.fromkeys(request.roles))
    if len(roles) == 1 and len(request.places) > 1:
        return compare_places(roles[0], request, sources)
    own = request.person.role
    if len(roles) == 1 and own and own not in roles:
        roles = [own, *roles]
    if len(roles) == 2:
        return compare_two(roles[0], roles[1], request, sources)
    if len(roles) > 2:
        return compare_many(roles, request, sources)
    if roles and (request.person.pay or request.amounts):
        return offer(request, sources, ())
    role = role_of(request)
    return one_role(role, place_of(request), request, sources) if role else None


def compare_two(first: str, second: str, request: Request, sources: Sources) -> Draft | None:
    """Set two roles side by side, source by source."""
    steps = sources.book.step(first, second, place_of(request))
    if not steps and sources.book.has_pay(first) and sources.book.has_pay(second):
        return compare_many([first, second], request, sources)
    if not steps:
        return _one_missing(first, second, request, sources)
    blocks = paragraph(*_compared(steps[0]))
    blocks += paragraph(*(_also(comparison) for comparison in steps[1:2]))
    records = tuple(record for comparison in steps[:2] for record in (comparison.first, comparison.second))
    suggestions = (f"How do I get from {first} to {second}?", *asking.about_role(second, sources))
    return Draft("answered", blocks, suggestions, records)


def _also(comparison: Comparison) -> Statement | None:
    """Say a further source's comparison in one sentence."""
    first, second, gap = comparison.first, comparison.second, comparison.headline
    if gap is None or not comparison.like_for_like:
        return None
    kind = "median" if gap.field == "median" else "figure"
    place = f" in {place_name(first.place)}" if first.place else ""
    more = "more" if gap.gain >= 0 else "less"
    by = f"{capital(escape(publisher(first)))} has a {kind} of"
    theirs = f"{money(gap.second, first)} {PER[first.period]} for {escape(plural(second.role))}"
    ours = f"{money(gap.first, first)} for {escape(plural(first.role))}{place}{when(first)}"
    text = f"{by} {theirs} and {ours}: {money(gap.amount, first)} {more} ({gap.sum})."
    return Statement(text, (second, first))


def _compared(comparison: Comparison) -> list[Statement]:
    first, second = comparison.first, comparison.second
    told = [headline(second), headline(first, source=first.publisher != second.publisher)]
    gaps = [found for name in ("low", "high", "median", "mean") if (found := comparison.difference(name))]
    gaps = [gap for gap in gaps if gap.field in ("low", "high")] or gaps[:1]
    if gaps:
        told.append(_difference_statement(gaps, first, second))
    else:
        told += [Statement(note.text, (first, second)) for note in comparison.notes[:1]]
    return told


def _difference_statement(gaps: Sequence[Difference], first: PayRecord, second: PayRecord) -> Statement:
    parts = [f"{_more_or_less(gap, second)} {FIELD_NAMES[gap.field]} ({gap.sum})" for gap in gaps]
    share = f", {gaps[0].percent:g}% {'more' if gaps[0].gain >= 0 else 'less'}" if len(gaps) == 1 else ""
    people = capital(escape(plural(second.role)))
    than = escape(plural(first.role))
    if name_of_place_differs(first, second):
        people = f"In {place_name(second.place or '')}, {escape(plural(second.role))}"
        than = f"in {place_name(first.place or '')}"
    text = f"{people} are paid {' and '.join(parts)} than {than}{share}."
    return Statement(text, (second, first))


def name_of_place_differs(first: PayRecord, second: PayRecord) -> bool:
    """Whether two records are for one role in two places."""
    return first.role == second.role and first.place != second.place


def _more_or_less(gap: Difference, record: PayRecord) -> str:
    if gap.gain == 0:
        return "the same"
    return f"{money(gap.amount, record)} {PER[gap.period]} {'more' if gap.gain > 0 else 'less'}"


def _one_missing(first: str, second: str, request: Request, sources: Sources) -> Draft | None:
    for known, other in ((first, second), (second, first)):
        if sources.book.has_pay(known):
            draft = one_role(known, place_of(request), request, sources)
            lead = _no_pay(other)
            return draft and Draft("answered", paragraph(lead) + draft.blocks, draft.suggestions, draft.pay)
    return None


def compare_many(roles: Sequence[str], request: Request, sources: Sources) -> Draft | None:
    """Three or more roles in a table, best paid first."""
    found = [(role, sources_for(role, place_of(request), request, sources)) for role in roles]
    held = [(role, views[0]) for role, views in found if views]
    if not held:
        return None
    held.sort(key=lambda item: -_order(item[1].record))
    evidence = tuple(cited(view) for _, view in held)
    best = held[0][0]
    lead = Statement(f"Of these, {escape(plural(best))} are paid most by the figures I hold.", evidence[0])
    records = tuple(view.record for _, view in held)
    table = pay_table([capital(escape(role)) for role, _ in held], records, evidence)
    return Draft("answered", (*paragraph(lead), table), asking.about_role(best, sources), records)


def _order(record: PayRecord) -> float:
    return record.median or record.mean or record.low or record.high or 0


def compare_places(role: str, request: Request, sources: Sources) -> Draft | None:
    """One role in two or more places, from each place's own figures."""
    lookups = [sources.book.find(role, place=place, period=request.period) for place in request.places]
    records = [found.best for found in lookups if found.best and not found.gap("place")]
    missing = [found.gap("place") for found in lookups]
    told = [
        Statement(f"I have no figures for {escape(place_name(gap.asked))} itself.") for gap in missing if gap
    ]
    if len(records) == 2:
        comparison = compare(records[0], records[1])
        told += [headline(record, bold=True) for record in records[:1]]
        told += [headline(record, bold=True, source=False) for record in records[1:]]
        gap = comparison.headline
        if gap:
            told.append(_difference_statement([gap], records[0], records[1]))
    else:
        told += [headline(record) for record in records]
    if not records:
        return None
    via = next((found.via for found in lookups if found.via), None)
    if via:
        told.insert(0, headline(records[0], link=via))
        told = [statement for number, statement in enumerate(told) if number != 1]
    return Draft("answered", paragraph(*told), asking.after_pay(role, None, sources), tuple(records))


def _no_pay(role: str) -> Statement:
    return Statement(f"I hold no pay figures for {escape(plural(role))}, so I can't compare them.")
