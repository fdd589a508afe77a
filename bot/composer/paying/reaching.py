"""Which roles pay over, or under, an amount, and at which of their printed figures."""

import re
from collections.abc import Iterator, Sequence

from bot.composer import talk
from bot.composer.draft import Bullets, Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import cited, place_of
from bot.composer.paying.hours import over_time
from bot.composer.paying.levels import alike_but_for_level, is_step_of
from bot.composer.paying.words import rate
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import among, capital, join, plural, when, where
from bot.pay import Reached, Source, convert, reach
from bot.pay.convert import HOURS_PER_WEEK
from bot.schema import Amount, PayRecord, Period, Request

Kept = tuple[list[str], Source, Reached]
ROWS = 6
FEW = 2
ALL_OF = 20
"""Up to how many jobs with pay in a currency all are looked at, and not those alone that guides present."""

MOST_NAMES = 2
_START = re.compile(r"\bstart(?:s|ing)?\b", re.IGNORECASE)
_AT = {
    "high": "at the top of the range",
    "median": "at the median",
    "mean": "on average",
    "p75": "at the 75th percentile",
    "p90": "at the 90th percentile",
}


def reaching(amount: Amount, request: Request, sources: Sources) -> Draft:
    """List the roles guides present, and the groups they are counted under, that pay such an amount."""
    under = amount.low is None
    value = (amount.high if under else amount.low) or 0.0
    period: Period = amount.period or "year"
    currencies = sources.book.known().currencies
    unit = amount.currency or (currencies[0] if currencies else "USD")
    few = len({record.role for record in sources.book.records if record.currency == unit}) <= ALL_OF
    kept: list[Kept] = []
    for roles in (talk.main_roles(sources.catalogue), sources.book.known().roles):
        known = {view.record.id for _, view, _ in kept}
        views = _views(roles, unit, period, request, sources) if few or len(kept) < FEW else []
        held = [(names, view, _held(view.record, value, unit, period, under)) for names, view in views]
        kept += [(names, view, one) for names, view, one in held if one and view.record.id not in known]
    kept = sorted(kept, key=lambda item: -_yearly(item[2]), reverse=under)[:ROWS]
    asked = f"the {rate(value, unit, period)} you asked about"
    if not kept:
        text = f"I hold no figure {'under' if under else 'that reaches'} {asked}."
        return Draft("answered", paragraph(Statement(text, voice=True)), asking.about_pay(sources))
    lead = Statement(f"These {'are under' if under else 'reach'} {asked}:", voice=True)
    told = tuple(_told(names, view, one) for names, view, one in kept)
    blocks = (*paragraph(_equivalent(value, unit, period, kept), lead), Bullets(told))
    return Draft("answered", blocks, asking.about_pay(sources), tuple(one.record for _, _, one in kept))


def _yearly(found: Reached) -> float:
    record = found.record
    return convert(found.value, record.period, "year", record.currency).exact


def _views(
    roles: Sequence[str], unit: str, period: Period, request: Request, sources: Sources
) -> list[tuple[list[str], Source]]:
    """Each record once, with the roles that it is found for."""
    found: dict[str, tuple[list[str], Source]] = {}
    start = bool(_START.search(request.standalone))
    for role in roles:
        for view in _with_levels(role, period, request, sources):
            if view.record.currency == unit and not (start and view.record.kind != "starting_range"):
                names, first = found.get(view.record.id, ([], view))
                # a role's own figure needs no word on whose occupation it is
                found[view.record.id] = ([*names, role], view if view.via is None else first)
    return list(found.values())


def _with_levels(role: str, period: Period, request: Request, sources: Sources) -> Iterator[Source]:
    """One record of each publisher for a role, and those of other levels beside it."""
    for view in sources.book.sources(role, place_of(request), period=period):
        yield view
        if view.via is None:
            others = alike_but_for_level(view.record, sources)
            yield from (Source(record) for record in others if not is_step_of(record, view.record))


def _held(record: PayRecord, value: float, unit: str, period: Period, under: bool) -> Reached | None:
    """How a record stands to an amount: reached by one of its figures, or wholly under it."""
    own = value if record.period == period else convert(value, period, record.period, unit).value
    found = reach(record, own)
    if not under:
        return found if found.reach != "none" else None
    lowest = next((name for name in ("low", "median", "mean") if name in record.amounts), None)
    if lowest is None or record.amounts[lowest] >= own:
        return None
    return Reached(record, "part", lowest, record.amounts[lowest])


def _equivalent(value: float, unit: str, period: Period, kept: Sequence[Kept]) -> Statement | None:
    """Say an amount in the period of the figures it is held against, where that is another."""
    other = next((one.record.period for _, _, one in kept if one.record.period != period), None)
    if other is None:
        return None
    found = convert(value, period, other, unit)
    became = f"**{rate(found.value, unit, other)}** ({found.sum})"
    return Statement(over_time(rate(value, unit, period), became, HOURS_PER_WEEK, period, other))


def _told(names: list[str], view: Source, found: Reached) -> Statement:
    """Say at which of its printed figures a role reaches an amount."""
    record = found.record
    value = rate(found.value, record.currency, record.period)
    at = _AT.get(found.field, "")
    if found.field == "low":
        at = "from the start" if record.kind == "starting_range" else "from the low end"
    at = f", {at}" if record.low is None or record.low != record.high else ""
    people = f"{capital(escape(plural(record.role)))}{among(record)}"
    if view.via is not None:
        people += (
            f", the nearest occupation for {join([escape(plural(name)) for name in names[:MOST_NAMES]])}"
        )
    return Statement(f"{people}{at}: {value}{where(record)}{when(record)}.", cited(view))
