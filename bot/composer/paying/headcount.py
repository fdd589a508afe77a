"""How many people do a job: in a place or a whole country, then and now, and where most of them work."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue.words import singular
from bot.composer import talk
from bot.composer.draft import Draft, Statement, Table, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import any_role_of, group_of, place_of, sources_for
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import capital, place_name, plural, publisher, when, where
from bot.schema import PayRecord, Request

_FEWEST = re.compile(r"\b(?:fewest|least)\b", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"\b(?:how ?many|(?:what(?:'s| is) the )?number of)(?P<who>(?: [^\W\d_][\w'’-]*){1,6}?)"
    r"(?= (?:are|were|is|work|exist|do|does|did|have|has|in|there)\b|[?.]|$)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|going to|in the next|projected|expected|lost|by 20[3-9]\d|in (?:\w+ )?years)\b", re.IGNORECASE
)
_ANYONE = frozenset({"people", "person", "worker", "employee", "job", "them", "these", "those"})


def headcount(request: Request, sources: Sources) -> Draft | None:
    """Tell how many people do the job asked about, where a pay table that is held counts them.

    None when a question asks for no such number, or no table has it.
    """
    role = any_role_of(request)
    if role is None or request.amounts or not _asks_for_people(role, request, sources):
        return None
    found = [source.record for source in sources_for(role, place_of(request), request, sources)]
    counted = next((record for record in found if record.employment), None)
    place = place_of(request)
    if counted is None and place is not None:
        whole = headcount(replace(request, places=()), sources)
        name = escape(place_name(place.name))
        lead = paragraph(Statement(f"I hold no count of people in the job for {name} itself.", voice=True))
        return replace(whole, blocks=lead + whole.blocks) if whole else None
    if counted is None:
        return None
    earlier = _earlier(counted, sources)
    told = [_counted(counted), *([_change(earlier, counted)] if earlier else [])]
    told += group_of(role, counted, sources)
    records = (counted, *filter(None, (earlier,)))
    return Draft("answered", paragraph(*told), asking.after_pay(role, place_of(request), sources), records)


def _asks_for_people(role: str, request: Request, sources: Sources) -> bool:
    """Whether a question counts those who do a job ("how many cooks work in Texas?"), and not their hours."""
    match = _HOW_MANY.search(request.standalone)
    if match is None or _TO_COME.search(request.standalone):
        return False
    known = sources.catalogue.role(role)
    head = singular(role.casefold().split()[-1])
    others = [name.casefold().split() for name in (known.aliases if known else ())]
    heads = {head} | _ANYONE | {singular(words[-1]) for words in others if len(words) == 1}
    who = singular(match["who"].casefold().split()[-1])
    return who in heads or (len(who) > 2 and head.startswith(who))  # "reps" are representatives


def _counted(record: PayRecord) -> Statement:
    job = f"people worked as {escape(plural(record.role))}{where(record)}{when(record)}"
    text = f"**{record.employment:,}** {job}, according to {publisher(record)}."
    return Statement(text, (record,))


def _earlier(record: PayRecord, sources: Sources) -> PayRecord | None:
    """Return the oldest record that counts the same job in the same place."""
    alike = (one for one in sources.book.records if one.employment and _series(one) == _series(record))
    older = [one for one in alike if (one.year or 0) < (record.year or 0)]
    return min(older, key=lambda one: one.year or 0, default=None)


def _series(record: PayRecord) -> tuple[str | None, ...]:
    return record.role, record.place, record.industry, record.publisher, record.period


def _change(first: PayRecord, last: PayRecord) -> Statement:
    gap = (last.employment or 0) - (first.employment or 0)
    word = "an increase" if gap > 0 else "a decrease"
    then, now = (one.year_label or one.year for one in (first, last))
    text = f"In {then} it was {first.employment:,}: {word} of {abs(gap):,} by {now}."
    return Statement(text, (first, last))


def jobs_by_place(request: Request, sources: Sources, rows: int) -> Draft | None:
    """Rank the places by how many people do the job asked about, or the first main role that is counted."""
    role = any_role_of(request)
    fewest = bool(_FEWEST.search(request.standalone))
    for candidate in [role] if role else talk.main_roles(sources.catalogue):
        ranking = next(iter(sources.book.rank_places(candidate)), None)
        counted = [record for record in ranking.records if record.employment] if ranking else []
        if ranking is not None and len(counted) > 1:
            counted.sort(key=lambda record: record.employment or 0, reverse=not fewest)
            return _jobs(role or ranking.best.role, counted[: max(2, rows)], fewest, sources)
    return None


def _jobs(role: str, shown: Sequence[PayRecord], fewest: bool, sources: Sources) -> Draft:
    top, second = shown[:2]
    word = "fewer" if fewest else "more"
    dated = top.year_label or str(top.year or "year not given")
    text = (
        f"{capital(place_name(top.place or ''))} had **{top.employment:,}** {escape(plural(top.role))} in "
        f"{dated}, {word} than {place_name(second.place or '')} with {second.employment:,}."
    )
    lead = Statement(text, (top, second))
    rows = tuple((escape(record.place or ""), f"{record.employment:,} jobs") for record in shown)
    table = Table(("Place", f"People in the job, {dated}"), rows, tuple((record,) for record in shown))
    blocks = (*paragraph(lead, *group_of(role, top, sources)), table)
    return Draft("answered", blocks, asking.after_pay(role, None, sources), tuple(shown))
