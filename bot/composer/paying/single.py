"""One role's pay: every source's figure with where and when it holds, by the hour, and why sources differ."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer.draft import Block, Bullets, Draft, Statement, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import missing, sources_for, with_period
from bot.composer.paying.hours import over_time
from bot.composer.paying.levels import at_level, no_level, other_levels
from bot.composer.paying.percentiles import share_statement
from bot.composer.paying.shares import asks_how_many, how_many
from bot.composer.paying.words import figure, headline, main_figures, note, outer_tenths, pay_table
from bot.composer.paying.years import over_years
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, join, place_name, plural, span, when
from bot.pay import Estimate, Source, explain
from bot.pay.convert import HOURS_PER_WEEK, Conversion, convert, part_of_week
from bot.pay.learning import names_learner
from bot.pay.names import name_key
from bot.pay.reasons import KIND_MEANINGS
from bot.schema import PayRecord, Period, Place, Request

_INSTALMENTS = re.compile(
    r"(?i)\b(?:1[3-6]|thirteen|fourteen|dreizehn|vierzehn|treize|quatorze|trece|catorce|quince|tredici"
    r"|quattordici|treze|catorze)\W+(?:\w+\W+)?(?:pagas|pagamentos|payments|salaries|times|vezes|veces|fois|mal|mois|mensil\w+"
    r"|mensualid\w+|mensualit\w+|meses|monats\w+|gehälter|maanden)"
    r"|\b1[3-6]\. monats\w+|\btredicesima\b|\b13[eè](?:me)? mois\b"
)
MAX_SOURCES = 3
MAX_KINDS = 6


def one_role(role: str, place: Place | None, request: Request, sources: Sources) -> Draft | None:
    """Tell one role's figures; None when no source has any."""
    found = at_level(sources_for(role, place, request, sources), request, sources)
    if not found and place is not None:
        return _elsewhere(role, place, request, sources)
    if not found:
        return kinds_of(role, place, request, sources) or no_figures(role, sources)
    if shared := _shared(role, found, request, sources):
        return shared
    first = found[0]
    share = share_statement(request.question, found) or share_statement(request.standalone, found)
    alone = share is None
    main = headline(first.record, link=first.via, bold=alone, source=alone)
    lead = [*missing(place, request, found), *no_level(request, found), main]
    if names_learner(first.record.level or "") and not names_learner(request.question):
        trained = f"I hold no figures for {escape(plural(role))} who have finished their training."
        lead.insert(0, Statement(trained, voice=True))
    by_period = other_period(first.record, request, sources) if alone or request.period else None
    if share is not None:
        lead.insert(len(lead) - 1, share)
    if all(source.via is not None for source in found):
        lead.insert(0, Statement(f"I hold no pay figures for {escape(plural(role))} themselves.", voice=True))
    order = (by_period, note(first.record)) if request.period else (note(first.record), by_period)
    lead += [told for told in (*order, over_years(first.record, request)) if told]
    levels = other_levels(first.record, place, request, sources)
    blocks: tuple[Block, ...] = paragraph(*lead)
    if levels:
        blocks += (Bullets(tuple(_level_statement(record, first.record) for record in levels)),)
    blocks += paragraph(*_other_sources(found, tenths=alone))
    blocks += paragraph(*_estimated(role, place, found, sources))
    records = (*levels, *(source.record for source in found[:MAX_SOURCES]))
    return Draft("answered", blocks, asking.after_pay(role, place, sources), records)


def _shared(role: str, found: Sequence[Source], request: Request, sources: Sources) -> Draft | None:
    """Say which share of a job's people earn over or under the amount asked about."""
    if not asks_how_many(request):
        return None
    amount = with_period(request.amounts[0])
    told = how_many(amount, found, under=amount.low is None)
    records = tuple(
        dict.fromkeys(one for item in told for one in item.evidence if isinstance(one, PayRecord))
    )
    return (
        Draft("answered", paragraph(*told), asking.after_pay(role, None, sources), records) if told else None
    )


def _elsewhere(role: str, place: Place, request: Request, sources: Sources) -> Draft:
    """Say that no figure is for the place asked about, and tell those for the place that has some."""
    told = one_role(role, None, request, sources)
    if told is None or told.outcome == "declined":
        return no_figures(role, sources)
    held = dict.fromkeys(place_name(record.place) for record in told.pay if record.place)
    only = f"only for {escape(join(list(held)))}" if held else "only for elsewhere"
    lead = Statement(f"I have no figures for {escape(place_name(place.name))}, {only}.", voice=True)
    return replace(told, blocks=paragraph(lead) + told.blocks)


def _level_statement(record: PayRecord, first: PayRecord) -> Statement:
    """Say one further figure by what sets it apart: its level, its place or its kind."""
    if not record.level and record.median is None and (tenths := outer_tenths(record)):
        return tenths
    told = [record.level or KIND_MEANINGS[record.kind]]
    told += [place_name(record.place)] if record.place and record.place != first.place else []
    return Statement(f"{escape(capital(', '.join(told)))}: {figure(record)}{when(record)}.", (record,))


def _other_sources(found: Sequence[Source], *, tenths: bool) -> list[Statement]:
    told: list[Statement] = []
    for source in found[1:MAX_SOURCES]:
        told.append(headline(source.record, link=source.via, bold=False))
    if len(found) == 1 and tenths:
        told += [extra for extra in (outer_tenths(found[0].record),) if extra]
    elif len(found) > 1 and (why := _why_they_differ(found[0].record, found[1].record)) is not None:
        told.append(why)
    return told


def _why_they_differ(first: PayRecord, second: PayRecord) -> Statement | None:
    """Say the weightiest reason why two sources do not agree."""
    reason = next((found for found in explain(first, second) if found.aspect in ("currency", "kind")), None)
    if reason is None:
        return None
    text = f"The two differ because the first is {reason.first} and the second is {reason.second}."
    return Statement(text, (first, second), voice=True)


def other_period(record: PayRecord, request: Request, sources: Sources) -> Statement | None:
    """Say a yearly figure by the hour (or in the period asked for): the source's own, else the sum."""
    wanted: Period = request.period or ("hour" if record.period == "year" else "year")
    hours = request.hours_per_week
    if hours is not None and hours < HOURS_PER_WEEK and request.period != "hour":
        return _part_time(record, request.period or "year", hours)
    if wanted == record.period:
        return None
    printed = _printed(record, wanted, sources)
    if printed is not None:
        return Statement(f"By the {wanted}, the same source gives {figure(printed)}.", (printed, record))
    return _converted(record, wanted, sources)


def _printed(record: PayRecord, wanted: Period, sources: Sources) -> PayRecord | None:
    """The record in which the same source prints the same thing in another period."""
    found = sources.book.find(
        record.role, place=record.place, year=record.year, period=wanted, industry=record.industry
    )
    alike = ("publisher", "year", "place", "kind", "role", "industry", "level")
    same = [r for r in found if all(getattr(r, name) == getattr(record, name) for name in alike)]
    return next((r for r in same if r.period == wanted), None)


def _in_instalments(record: PayRecord, sources: Sources) -> bool:
    """Whether the section speaks of more than twelve payments a year, so that twelve make no year's pay."""
    texts = (one for one in sources.chunks.values() if one.document_id == record.document_id)
    return any(_INSTALMENTS.search(one.text) for one in texts if one.section == record.section)


def _converted(record: PayRecord, wanted: Period, sources: Sources) -> Statement | None:
    low, high = main_figures(record)
    if low is None or high is None or (record.period == "month" and _in_instalments(record, sources)):
        return None
    ends = [convert(value, record.period, wanted, record.currency) for value in dict.fromkeys((low, high))]
    return _became(record, wanted, ends, HOURS_PER_WEEK)


def _part_time(record: PayRecord, wanted: Period, hours: float) -> Statement | None:
    """Say what is left of a full-time figure in a shorter week."""
    low, high = main_figures(record)
    if low is None or high is None:
        return None
    values = dict.fromkeys((low, high))
    ends = [part_of_week(value, record.period, wanted, record.currency, hours) for value in values]
    return _became(record, wanted, ends, hours)


def _became(record: PayRecord, wanted: Period, ends: Sequence[Conversion], hours: float) -> Statement:
    amounts = span(ends[0].value, ends[-1].value, replace(record, period=wanted))
    became = f"about {amounts} {PER[wanted]} ({'; '.join(end.sum for end in ends)})"
    start = record.period if hours == HOURS_PER_WEEK else "hour"
    return Statement(capital(over_time("that", became, hours, start, wanted)), (record,))


def _estimated(role: str, place: Place | None, found: Sequence[Source], sources: Sources) -> list[Statement]:
    """Scale a role's own range to a place that has only its occupation's wages; called an estimate."""
    own = next((source.record for source in found if source.via is None), None)
    if place is None or own is None or any(source.via is None and source.exact_place for source in found):
        return []
    estimate = sources.book.estimate(role, place)
    return [_estimate_statement(estimate)] if estimate and estimate.record.id == own.id else []


def _estimate_statement(estimate: Estimate) -> Statement:
    record, values = estimate.record, estimate.values
    names = [name for name in ("low", "high", "median") if name in values][:2]
    amounts = span(values[names[0]], values[names[-1]], record)
    sums = "; ".join(estimate.sums[name] for name in names if name in estimate.sums)
    group = escape(plural(estimate.local.role))
    text = (
        f"As an estimate only, scaling by what {group} earn there would give {amounts} {PER[record.period]} "
        f"in {place_name(estimate.place)} ({sums})."
    )
    return Statement(text, (record, estimate.local, estimate.wider))


def kinds_of(role: str, place: Place | None, request: Request, sources: Sources) -> Draft | None:
    """Set the kinds of a job that have figures side by side, where the job itself has none."""
    words = set(name_key(role).split())
    kinds = [name for name in sources.book.known().roles if words < set(name_key(name).split())]
    held = [(name, views[0]) for name in kinds if (views := sources_for(name, place, request, sources))]
    if not held:
        return None
    text = f"My guides give pay for kinds of {escape(plural(role))}, not for all of them together:"
    records = tuple(view.record for _, view in held[:MAX_KINDS])
    names = [capital(escape(name)) for name, _ in held[:MAX_KINDS]]
    table = pay_table(names, records, [(record,) for record in records])
    lead = paragraph(Statement(text, voice=True))
    return Draft("answered", (*lead, table), asking.about_role(role, sources), records)


def no_figures(role: str, sources: Sources) -> Draft:
    """Say that a role is known but its pay is not."""
    text = f"My guides hold no pay figures for {escape(plural(role))}, so I won't guess."
    return Draft("declined", paragraph(Statement(text, voice=True)), asking.about_role(role, sources))
