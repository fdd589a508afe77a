"""Best and worst paid: roles of one source side by side, places of one role, industries of one role."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue.words import is_transparent, keys
from bot.composer import talk
from bot.composer.draft import Block, Draft, Statement, Table, news, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import (
    amount_of,
    any_role_of,
    cited,
    group_of,
    place_of,
    sources_for,
    with_period,
)
from bot.composer.paying.conversion import lookup_or_convert
from bot.composer.paying.headcount import jobs_by_place
from bot.composer.paying.industries import rank_industries
from bot.composer.paying.lookup import lookup
from bot.composer.paying.percentiles import percentile_asked
from bot.composer.paying.reaching import reaching
from bot.composer.paying.shares import asks_how_many
from bot.composer.paying.words import figure, pay_table, scope
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, join, money, place_name, plural
from bot.pay import Ranking
from bot.pay.convert import convert
from bot.quantities import small_number
from bot.schema import PayRecord, Period, Request, Turn

ROWS = 6
MOST_ROWS = 12
PERIODS: tuple[Period, ...] = ("year", "month", "week", "day", "hour")
_LOWEST = re.compile(r"\b(worst|lowest|least|bottom|less|poorest)\b", re.IGNORECASE)
_HIGHEST = re.compile(r"\b(?:best|highest|most|top|richest)\b", re.IGNORECASE)
_EXTREME = re.compile(r"\b(?:most|best|highest|top|worst|lowest|least)\b", re.IGNORECASE)
_PLACES = re.compile(
    r"\b(where|states?|provinces?|territor(?:y|ies)|countr(?:y|ies)|regions?|cit(?:y|ies)|towns?|metros?|places?"
    r"|locations?)\b",
    re.IGNORECASE,
)
_INDUSTRIES = re.compile(r"\b(industr(?:y|ies)|sectors?|fields?|kinds? of compan(?:y|ies))\b", re.IGNORECASE)
_HOLDS = re.compile(
    r"\b(?:do|does|can|have|are)\s+(?:you|your\s+\w+|there)\b[^?]{0,30}"
    r"\b(?:have|hold|know|cover|give|got|include|list|figures|data|numbers)\b",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|earn\w*|wages?|salar(?:y|ies)|money|rates?|income|make|makes|compensat\w+)\b|[$£€]",
    re.IGNORECASE,
)
_JOBS = re.compile(
    r"(?=.*\b(?:most|many|fewest|least)\b).*\b(?:jobs?|openings|positions|employ\w*|work\w*|people|hir\w+)\b",
    re.IGNORECASE,
)
_COUNT = r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_TOP = re.compile(rf"\b(?:top|best|highest|first|bottom|lowest|worst)\s+{_COUNT}\b", re.IGNORECASE)
_SO_MANY = re.compile(rf"\b(?:which|what|the|name|list)\s+{_COUNT}\s+{_PLACES.pattern}", re.IGNORECASE)
_KINDS = {
    "city": re.compile(r"\b(?:cit(?:y|ies)|towns?|metros?)\b", re.IGNORECASE),
    "country": re.compile(r"\bcountr(?:y|ies)\b", re.IGNORECASE),
    "region": re.compile(r""),
}
_PLURALS = {"city": "cities", "country": "countries", "region": "states or regions"}


def rank_roles(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Rank what is asked about: places or industries of a role, roles over an amount, else roles."""
    if percentile_asked(request.question) or (request.roles and asks_how_many(request)):
        return lookup_or_convert(request, sources, turns)
    role = any_role_of(request)
    lowest = bool(_LOWEST.search(request.standalone))
    amount = amount_of(request) if request.amounts else None
    if _INDUSTRIES.search(request.standalone) and not amount:
        groups = [link.occupation for link in sources.book.links_of(role)] if role else []
        candidates = [role, *groups] if role else talk.main_roles(sources.catalogue)
        ranked = (rank_industries(candidate, lowest, sources) for candidate in candidates)
        if found := next((draft for draft in ranked if draft), None):
            return found
    if len(request.roles) < 2 and _PLACES.search(request.standalone):
        found = rank_places(request, lowest, sources)
        if found and lowest and _HIGHEST.search(request.standalone):
            best = rank_places(request, False, sources)
            return best + news(found, best) if best else found
        if found:
            return found
    if amount and (amount.low or amount.high):
        return reaching(with_period(amount), request, sources)
    return _roles(request, lowest, sources)


def pay_in_place(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Tell a role's pay in the place named; with no place but a question of where, rank the places."""
    if _ranks_within(request):
        return rank_roles(request, sources, turns)
    if request.places or request.industries or not _PLACES.search(request.standalone):
        return lookup(request, sources, turns)
    if _HOLDS.search(request.question):
        return places_held(request, sources)
    if _PAY.search(request.standalone):
        return rank_roles(request, sources, turns)
    wanted = _JOBS.search(request.standalone)
    return jobs_by_place(request, sources, rows_asked(request.standalone)) if wanted else None


def _ranks_within(request: Request) -> bool:
    """Whether a question names a whole country only to ask where in it pay is best or worst."""
    bare = request.question
    for place in request.places:
        bare = re.sub(re.escape(place.name), " ", bare, flags=re.IGNORECASE)
    countries = bool(request.places) and all(one.kind == "country" and one.covered for one in request.places)
    return countries and bool(_PLACES.search(bare) and _EXTREME.search(bare))


def rows_asked(text: str) -> int:
    """How many rows a question asks for ("top 5"), else the usual number."""
    match = _TOP.search(text) or _SO_MANY.search(text)
    return min(MOST_ROWS, (small_number(match.group("count")) if match else None) or ROWS)


def _roles(request: Request, lowest: bool, sources: Sources) -> Draft | None:
    if len(request.roles) == 1 and not _PAY.search(request.question):
        return None
    wanted = list(request.roles) if len(request.roles) > 1 else _ranked_roles(sources)
    if _not_yearly(wanted, sources) and (told := _by_the_year(wanted, lowest, request, sources)):
        return told
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
    shown = first.records[:ROWS]
    lead = Statement(f"{text} ({scope(top)}).", (top, *(record for record in shown if record != top)))
    table = pay_table([capital(escape(r.role)) for r in shown], shown, [(r,) for r in shown])
    others = [_order(ranking) for ranking in rankings[1:]]
    records = tuple(record for ranking in rankings for record in ranking.records[:ROWS])
    blocks = (*paragraph(lead), table, *paragraph(*others))
    return Draft("answered", blocks, asking.after_pay(top.role, None, sources), records)


def _ranked_roles(sources: Sources) -> list[str]:
    """All roles that have pay, where they are few; else those that guides present."""
    known = list(sources.book.known().roles)
    if len(known) <= MOST_ROWS:
        return known
    presented = talk.main_roles(sources.catalogue)
    paid = [role for role in presented if sources.book.has_pay(role)]
    return presented if len(paid) > 1 else known


def _not_yearly(roles: Sequence[str], sources: Sources) -> bool:
    """Whether some of the roles are paid by the hour or month alone, so that no source ranks them all."""
    own = [sources.book.own(role) for role in roles]
    return any(records and all(one.period != "year" for one in records) for records in own)


def _by_the_year(roles: Sequence[str], lowest: bool, request: Request, sources: Sources) -> Draft | None:
    """Put roles in the order of what their figures come to in a year of full-time work."""
    found = [
        (role, views[0])
        for role in roles
        if (views := sources_for(role, place_of(request), request, sources))
    ]
    if len(found) < 2 or len({view.record.currency for _, view in found}) > 1:
        return None
    found.sort(key=lambda item: _in_a_year(item[1].record), reverse=not lowest)
    shown = found[:ROWS]
    word = "lowest" if lowest else "highest"
    lead = Statement(
        f"In order of what the figures come to in a full-time year, the {word} first; they are not all the "
        "same kind of figure.",
        voice=True,
    )
    records = tuple(view.record for _, view in shown)
    table = pay_table(
        [capital(escape(role)) for role, _ in shown], records, [cited(view) for _, view in shown]
    )
    return Draft("answered", (*paragraph(lead), table), asking.after_pay(shown[0][0], None, sources), records)


def _in_a_year(record: PayRecord) -> float:
    amount = next(
        iter(value for value in (record.median, record.mean, record.low, record.high) if value), 0.0
    )
    return convert(amount, record.period, "year", record.currency).exact if amount else 0.0


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


def rank_places(request: Request, lowest: bool, sources: Sources) -> Draft | None:
    """Rank the places that have figures for the role asked about, else for the first main role that has.

    Where none are held for the role itself, it is said so, and those of the job nearest by name are told.
    """
    role = any_role_of(request)
    most = rows_asked(request.standalone)
    own = [role, *(link.occupation for link in sources.book.links_of(role))] if role else []
    near = [one for one in talk.main_roles(sources.catalogue, own[:1]) if not own or _alike(one, own[0])]
    for candidate in (*own, *near):
        periods = ((request.period,) if request.period else ()) + PERIODS
        rankings = (sources.book.rank_places(candidate, period=one, descending=not lowest) for one in periods)
        ranking = next((found[0] for found in rankings if found), None)
        if ranking is None:
            continue
        kind = ranking.best.place_kind or "region"
        asked = next((name for name, words in _KINDS.items() if words.search(request.question)), kind)
        told = _places(candidate if candidate in own else ranking.best.role, ranking, lowest, most, sources)
        if asked != kind or (own and candidate not in own):
            told = replace(told, blocks=_none_by_place(asked, own[:1]) + told.blocks)
        return told
    return None


def _alike(role: str, other: str) -> bool:
    """Whether two titles share a word that says what the job is about."""
    return any(not is_transparent(key) for key in set(keys(role)) & set(keys(other)))


def _none_by_place(kind: str, roles: Sequence[str]) -> tuple[Block, ...]:
    """Say that no figures are held for single places of a kind, of a role."""
    whose = f" for {escape(plural(roles[0]))}" if roles else ""
    return talk.own_words(f"I hold no pay figures{whose} in single {_PLURALS[kind]}. The nearest I have:")


def _places(role: str, ranking: Ranking, lowest: bool, most: int, sources: Sources) -> Draft:
    shown = ranking.records[:most]
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
    suggestions = (
        f"What would that pay buy in {place_name(top.place or '')}?",
        *asking.about_role(role, sources),
    )
    blocks = (*paragraph(lead, *group_of(role, top, sources)), table)
    return Draft("answered", blocks, suggestions, tuple(shown))


def places_held(request: Request, sources: Sources) -> Draft:
    """Say for which kind of place there are pay figures."""
    held: dict[str, dict[str, None]] = {"country": {}, "region": {}, "city": {}}
    for record in sources.book.records:
        if record.place and record.place_kind:
            held[record.place_kind].setdefault(record.place)
    asked = next(kind for kind, words in _KINDS.items() if words.search(request.question))
    countries = join([escape(place_name(name)) for name in list(held["country"])[:3]]) or "no whole country"
    inside = f", and for {len(held['region'])} states or regions within" if held["region"] else ""
    if held[asked]:
        names = join([escape(place_name(name)) for name in list(held[asked])[:3]])
        text = f"Yes: I hold pay figures for {len(held[asked])} of them, for example {names}."
    else:
        text = f"I hold no pay figures for single {_PLURALS[asked]}, only for {countries}{inside}."
    return Draft("answered", paragraph(Statement(text, voice=True)), asking.about_pay(sources))
