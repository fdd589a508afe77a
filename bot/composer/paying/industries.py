"""What a role pays in the industries asked about, and which industry pays it best."""

from dataclasses import replace

from bot.composer.draft import Draft, Statement, Table, paragraph
from bot.composer.paying import asking
from bot.composer.paying.single import other_period
from bot.composer.paying.words import figure, headline, scope
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import capital, plural
from bot.pay import Lookup
from bot.schema import PayRecord, Request

ROWS = 6


def in_industries(role: str, request: Request, sources: Sources) -> Draft | None:
    """Tell what a role pays in the industries asked about, best paid first, beside all industries."""
    looked_up = [_in_industry(role, name, request, sources) for name in request.industries]
    held = {found.best: found for found in looked_up if found.best and not found.gap("industry")}
    if not held:
        return None
    records = sorted(held, key=lambda record: -_order(record))
    first = records[0]
    told = [headline(first, link=held[first].via)]
    if len(records) == 1:
        told += [extra for extra in (other_period(first, request, sources),) if extra]
    told += [headline(record, bold=True, source=False) for record in records[1:]]
    whole = _all_industries(held[first], role, sources)
    told += [headline(whole, bold=False, source=False)] if whole else []
    records += [whole] if whole else []
    return Draft("answered", paragraph(*told), asking.after_pay(role, None, sources), tuple(records))


def _in_industry(role: str, name: str, request: Request, sources: Sources) -> Lookup:
    """Look a role up in an industry, and where it has no figure there, the groups it is counted under."""
    found = sources.book.find(role, industry=name, period=request.period)
    for link in sources.book.links_of(role) if found.gap("industry") else ():
        group = sources.book.find(link.occupation, industry=name, period=request.period)
        if group.best and not group.gap("industry"):
            return replace(group, via=link)
    return found


def _all_industries(found: Lookup, role: str, sources: Sources) -> PayRecord | None:
    """The same source's figure for the role as a whole, of the same year and period."""
    best = found.best
    whole = sources.book.find(role, year=best.year, period=best.period).best if best else None
    return whole if whole and whole.industry is None else None


def rank_industries(role: str, lowest: bool, sources: Sources) -> Draft | None:
    """Rank the industries that have figures for a role; None where fewer than two are alike."""
    names = sources.book.known(role).industries
    found = [sources.book.find(role, industry=name).best for name in names]
    records = [record for record in found if record is not None and record.industry]
    basis = {(record.period, record.year, record.publisher) for record in records}
    if len(records) < 2 or len(basis) != 1:
        return None
    records.sort(key=_order, reverse=not lowest)
    top = records[0]
    word = "least" if lowest else "most"
    lead = Statement(
        f"Of the industries I hold figures for, {escape(top.industry or '')} pays {escape(plural(top.role))} "
        f"{word}: {figure(top, bold=True)} ({scope(top)}).",
        (top,),
    )
    rows = tuple((escape(capital(r.industry or "")), figure(r)) for r in records[:ROWS])
    header = ("Industry", f"Pay, {top.year_label or top.year}")
    table = Table(header, rows, tuple((r,) for r in records[:ROWS]))
    return Draft("answered", (*paragraph(lead), table), asking.after_pay(role, None, sources), tuple(records))


def _order(record: PayRecord) -> float:
    return record.median or record.low or 0.0
