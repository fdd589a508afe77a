"""Best and worst paid: roles of one source side by side, places of one role, industries of one role."""

import re
from collections.abc import Sequence

from bot.composer import talk
from bot.composer.draft import Bullets, Draft, Statement, Table, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import amount_of, place_of, role_of
from bot.composer.paying.lookup import lookup
from bot.composer.paying.words import figure, pay_table, scope
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, join, money, place_name, plural, when, where
from bot.pay import Ranking, Reached, reach
from bot.quantities import format_money
from bot.schema import Request, Turn

ROWS = 6
_LOWEST = re.compile(r"\b(worst|lowest|least|bottom|less|poorest)\b", re.IGNORECASE)
_PLACES = re.compile(
    r"\b(where|states?|countr(?:y|ies)|regions?|cit(?:y|ies)|places?|locations?)\b", re.IGNORECASE
)
_INDUSTRIES = re.compile(r"\b(industr(?:y|ies)|sectors?|fields?|kinds? of compan(?:y|ies))\b", re.IGNORECASE)


def rank_roles(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Rank what is asked about: places or industries of a role, roles over an amount, else roles."""
    del turns
    role = role_of(request)
    lowest = bool(_LOWEST.search(request.standalone))
    if role and _INDUSTRIES.search(request.standalone):
        found = _industries(role, lowest, sources)
        if found:
            return found
    if len(request.roles) < 2 and _PLACES.search(request.standalone):
        for candidate in [role] if role else talk.main_roles(sources.catalogue):
            found = _places(candidate, lowest, sources)
            if found:
                return found
    amount = amount_of(request) if request.amounts else None
    if amount and (amount.low or amount.high):
        return _over(amount.low or amount.high or 0, amount.currency, request, sources)
    return _roles(request, lowest, sources)


def pay_in_place(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Tell a role's pay in the place named; with no place but a question of where, rank the places."""
    asked_where = not request.places and _PLACES.search(request.standalone)
    return rank_roles(request, sources, turns) if asked_where else lookup(request, sources, turns)


def _roles(request: Request, lowest: bool, sources: Sources) -> Draft | None:
    wanted = list(request.roles) if len(request.roles) > 1 else talk.main_roles(sources.catalogue)
    rankings = sources.book.rank(wanted, place=place_of(request), descending=not lowest)
    rankings = tuple(sorted(rankings, key=lambda found: -(found.basis.year or 0)))[:2]
    if not rankings:
        return None
    first = rankings[0]
    top = first.worst if lowest else first.best
    word = "least" if lowest else "most"
    kind = "starting pay" if first.basis.kind == "starting_range" else "pay"
    text = (
        f"By the {kind} my guides hold, {escape(plural(top.role))} are paid {word}: {figure(top, bold=True)}"
    )
    lead = Statement(f"{text} ({scope(top)}).", (top,))
    shown = first.records[:ROWS]
    table = pay_table([capital(escape(r.role)) for r in shown], shown, [(r,) for r in shown])
    others = [_order(ranking) for ranking in rankings[1:]]
    records = tuple(record for ranking in rankings for record in ranking.records[:ROWS])
    blocks = (*paragraph(lead), table, *paragraph(*others))
    return Draft("answered", blocks, asking.after_pay(top.role, None, sources), records)


def _order(ranking: Ranking) -> Statement:
    """Say a further source's order in one sentence."""
    shown = ranking.records[:ROWS]
    listed = [
        f"{escape(plural(record.role))} ({money(record.amounts[ranking.field], record)})" for record in shown
    ]
    text = (
        f"In order of another source's figures ({scope(shown[0])}), {PER[shown[0].period]}: {join(listed)}."
    )
    return Statement(text, shown)


def _places(role: str, lowest: bool, sources: Sources) -> Draft | None:
    ranking = next(iter(sources.book.rank_places(role, descending=not lowest)), None)
    if ranking is None:
        return None
    shown = ranking.records[:ROWS]
    word = "lowest" if lowest else "highest"
    top = shown[0]
    lead = Statement(
        f"The {word} figure I hold for {escape(plural(top.role))} is in {place_name(top.place or '')}: "
        f"{figure(top, bold=True)} ({scope(top)}).",
        (top,),
    )
    rows = tuple((escape(record.place or ""), figure(record)) for record in shown)
    kind = "Median" if ranking.field == "median" else "Pay"
    header = ("Place", f"{kind}, {top.year_label or top.year or 'year not given'}")
    table = Table(header, rows, tuple((record,) for record in shown))
    own = [Statement(f"My guides report {escape(plural(role))} under {escape(plural(top.role))}.", ())]
    named = [] if top.role == role else _linked(role, sources) or own
    suggestions = (
        f"What would that pay buy in {place_name(top.place or '')}?",
        *asking.about_role(role, sources),
    )
    return Draft("answered", (*paragraph(lead, *named), table), suggestions, tuple(shown))


def _linked(role: str, sources: Sources) -> list[Statement]:
    links = sources.book.links_of(role)
    if not links:
        return []
    group = escape(plural(links[0].occupation))
    verb = "are counted among" if links[0].relation == "counted_as" else "are nearest to"
    return [Statement(f"{capital(escape(plural(role)))} {verb} {group} in those figures.", (links[0],))]


def _industries(role: str, lowest: bool, sources: Sources) -> Draft | None:
    names = sources.book.known(role).industries
    found = [sources.book.find(role, industry=name).best for name in names]
    records = [record for record in found if record is not None and record.industry]
    basis = {(record.period, record.year, record.publisher) for record in records}
    if len(records) < 2 or len(basis) != 1:
        return None
    records.sort(key=lambda record: record.median or record.low or 0, reverse=not lowest)
    top = records[0]
    word = "least" if lowest else "most"
    lead = Statement(
        f"Of the industries I hold figures for, {escape(top.industry or '')} pays {escape(plural(top.role))} "
        f"{word}: {figure(top, bold=True)} ({scope(top)}).",
        (top,),
    )
    rows = tuple((escape(capital(r.industry or "")), figure(r)) for r in records[:ROWS])
    table = Table(
        ("Industry", f"Pay, {top.year_label or top.year}"), rows, tuple((r,) for r in records[:ROWS])
    )
    return Draft("answered", (*paragraph(lead), table), asking.after_pay(role, None, sources), tuple(records))


def _over(amount: float, currency: str | None, request: Request, sources: Sources) -> Draft | None:
    currencies = sources.book.known().currencies
    unit = currency or (currencies[0] if currencies else "USD")
    reached = _reaching(amount, unit, request, sources)
    asked = format_money(amount, unit, "year")
    if not reached:
        text = f"I hold no figure that reaches the {asked} a year you asked about."
        return Draft("answered", paragraph(Statement(text)), asking.about_pay(sources))
    lead = Statement(f"These reach the {asked} a year you asked about:", voice=True)
    told = [_reached(found) for found in reached[:ROWS]]
    records = tuple(found.record for found in reached[:ROWS])
    return Draft("answered", (*paragraph(lead), Bullets(tuple(told))), asking.about_pay(sources), records)


def _reaching(amount: float, unit: str, request: Request, sources: Sources) -> list[Reached]:
    """The roles guides present, and the groups they are counted under, that reach a yearly amount."""
    views = [
        view
        for role in talk.main_roles(sources.catalogue)
        for view in sources.book.sources(role, place_of(request), period="year")
        if (view.record.currency, view.record.period) == (unit, "year")
    ]
    records = {view.record.id: view.record for view in views}
    reached = [reach(record, amount) for record in records.values()]
    return sorted((found for found in reached if found.reach != "none"), key=lambda found: -found.value)


def _reached(found: Reached) -> Statement:
    """Say at which of its printed figures a role reaches an amount."""
    record = found.record
    at = {
        "low": "from the start",
        "high": "at the top of the range",
        "median": "at the median",
        "mean": "on average",
        "p75": "at the 75th percentile",
        "p90": "at the 90th percentile",
    }.get(found.field, "")
    value = f"{money(found.value, record)} {PER[record.period]}"
    text = f"{capital(escape(plural(record.role)))}, {at}: {value}{where(record)}{when(record)}."
    return Statement(text, (record,))
