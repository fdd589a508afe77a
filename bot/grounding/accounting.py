"""Every figure, year and code of a sentence accounted for: evidenced, the person's own, or computed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.grounding.attribution import wrong_attribution
from bot.grounding.case import Case, Findings
from bot.grounding.claims import Claim, Reading
from bot.grounding.comparisons import wrong_comparison, wrong_denial, wrong_trend
from bot.grounding.counts import unsupported_counts, year_spans
from bot.grounding.dating import check_year
from bot.grounding.facts import Fact, Source
from bot.grounding.matching import mismatches
from bot.grounding.measured import wrong_ends, wrong_measure
from bot.grounding.owners import OWNED, is_the_persons
from bot.grounding.percentiles import wrong_percentiles
from bot.grounding.placements import wrong_placement
from bot.grounding.prices import is_level, wrong_prices
from bot.grounding.printed import PrintedSum, printed_sums
from bot.grounding.ranks import wrong_ranks
from bot.grounding.reckoning import from_sums, is_operand, wrong_results
from bot.grounding.shares import unsupported_shares
from bot.grounding.sums import derived, wrong_conversions
from bot.grounding.telling import context_gap, other_subject, role_stems, variant_gap, year_gap
from bot.grounding.terms import wrong_terms
from bot.grounding.values import holds_value
from bot.grounding.words import content_stems, is_held
from bot.grounding.workings import Workings, workings
from bot.schema import Figure

_EQUALS = re.compile(
    r"\s*(?:is|comes to|works out at|would be|equals|makes|adds up to)\s+(?:about "
    r"|roughly )?[^\W\d_]{0,3}[$£€\d]"
)
_JOINED = re.compile(r"\s*(?:or|to|-|–)\s*")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s*and\s*")
_TO = re.compile(r"\s+to\s+|[–-]")
_FROM = re.compile(r"\b(?:fell|falls?|dropped|drops?|down|declined|cut)\b[^.;]*$", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|n't)\s+(?:about |around |exactly |nearly )?$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:they|their|it|its|the (?:job|role|work|position|pay)|this (?:job|role)|that (?:job|role))\b", re.I
)


def check_figures(case: Case, findings: Findings) -> None:
    """Check every figure and year of a sentence, and what it says of figures without printing them."""
    work = workings(case.reading, _to_reckon_with(case), case.person, case.links, case.context.person)
    sums = printed_sums(case.reading.text)
    findings.reasons += [f"the sum {item.text} is wrong" for item in sums if not item.right]
    for claim in case.reading.claims:
        figure, reason = _check_claim(_with_subject(claim, case), case, work, sums)
        if figure:
            findings.figures.append(figure)
        if reason:
            findings.reasons.append(reason)
    people = role_stems(frozenset[str]().union(*(one.names for one in case.reading.roles)))
    for year, words in zip(case.reading.years, case.reading.year_contexts, strict=True):
        context = words - people
        if reason := check_year(year, case) or year_gap(year, context, case.all_facts, case.reading.years):
            findings.reasons.append(reason)
    findings.reasons += wrong_conversions(
        [claim for claim in case.reading.claims if not is_operand(claim, sums)], case, work
    )
    findings.reasons += wrong_results(case.reading.claims, sums, case.reading.text)
    findings.reasons += _repeated(case.reading)
    findings.reasons += unsupported_shares(case.reading, case.sources, case.context.person)
    findings.reasons += unsupported_counts(case.reading, case.sources, case.context.person)
    findings.reasons += wrong_ranks(case.reading, case.sources, case.all_facts)
    findings.reasons += wrong_percentiles(case.reading.text)
    findings.reasons += wrong_ends(case.reading, case.all_facts)
    findings.reasons += wrong_terms(case)
    findings.reasons += wrong_attribution(case)
    findings.reasons += wrong_prices(case.reading, case.all_facts)
    for wrong in (
        wrong_comparison(case.reading, case.all_facts, case.links),
        wrong_trend(case.reading, case.all_facts),
        wrong_denial(case.reading, case.all_facts),
        wrong_placement(case.reading, case.all_facts, case.context.person),
    ):
        if wrong:
            findings.reasons.append(wrong)


def _to_reckon_with(case: Case) -> list[Fact]:
    """Return the figures a sum may be of: where several pay records are cited, no other one's."""
    cited = {fact.record.id for source in case.own for fact in source.facts if fact.record}
    return [
        fact for fact in case.all_facts if len(cited) < 2 or fact.record is None or fact.record.id in cited
    ]


def _repeated(reading: Reading) -> Iterator[str]:
    """Yield the ranges and choices that name one figure twice, "8 or 8", or that run backwards."""
    for one, other in pairwise(claim.quantity for claim in reading.claims):
        gap, before = reading.text[one.end : other.start], reading.text[: one.start]
        joined = _JOINED.fullmatch(gap) or (_BETWEEN.search(before) and _AND.fullmatch(gap))
        if not joined or one.unit != other.unit:
            continue
        if one.values == other.values:
            yield f"{one.text} stands there twice"
        elif (
            _TO.fullmatch(gap)
            and one.is_money
            and max(one.values) > max(other.values)
            and not _FROM.search(before)
        ):
            yield f"{one.text} to {other.text} runs backwards"


def _with_subject(claim: Claim, case: Case) -> Claim:
    """Let "they start at ..." mean the role that the sentences before were about."""
    if claim.roles or not case.subject or case.reading.roles or not _PRONOUN.search(case.reading.text):
        return claim
    return replace(claim, roles=case.subject)


def _check_claim(
    claim: Claim, case: Case, work: Workings, sums: Sequence[PrintedSum]
) -> tuple[Figure | None, str | None]:
    """Account for one figure; to deny a figure that the evidence has is as wrong as to invent one."""
    figure, reason = _account(claim, case, work, sums)
    if not _DENIED.search(case.reading.text[: claim.quantity.start]):
        return figure, reason
    return None, f"{claim.quantity.text} is denied, and it is right" if figure else None


def _account(
    claim: Claim, case: Case, work: Workings, sums: Sequence[PrintedSum]
) -> tuple[Figure | None, str | None]:
    if is_operand(claim, sums) or _EQUALS.match(case.reading.text, claim.quantity.end):
        claim = replace(claim, cues=claim.cues | {"low", "high"})
    fact, reason = _find(claim, case)
    owned = any(item.is_money for item in case.person)  # where they named no amount, none is theirs
    if fact is not None and not (owned and OWNED.search(case.reading.text[: claim.quantity.start])):
        return _figure(claim, fact, case), None
    if is_the_persons(claim, case):
        return _plain_figure(claim), None
    computation = from_sums(claim, sums, case, work) or derived(claim, work)
    if computation:
        return _plain_figure(claim, computation), None
    if (
        _is_calendar(claim)
        or is_level(claim, case.all_facts)
        or _is_a_single_time(claim, case)
        or _is_a_step(claim, case)
        or _is_span(claim, case)
    ):
        return None, None
    return None, reason or f"{claim.quantity.text} is not in what it cites"


def _is_calendar(claim: Claim) -> bool:
    """Whether a figure only says how many weeks or months a year has."""
    noun = (claim.quantity.noun or "").split(" ")[0]
    return (claim.quantity.values, noun) in (((52.0,), "weeks"), ((12.0,), "months"))


def _is_a_single_time(claim: Claim, case: Case) -> bool:
    """Whether "one minute" is said where the source says "a minute"."""
    noun = (claim.quantity.noun or "").split(" ")[0].rstrip("s")
    if set(claim.quantity.values) != {1.0} or not noun:
        return False
    single = re.compile(rf"\b(?:an?|each|every|per) {re.escape(noun)}\b", re.IGNORECASE)
    return any(single.search(line.text) for source in case.sources for line in source.segments)


def _is_a_step(claim: Claim, case: Case) -> bool:
    """Whether a number only ends the name of a level that a cited figure is for: "level 9"."""
    before = case.reading.text[: claim.quantity.end].casefold()
    levels = {fact.level for fact in case.all_facts if fact.level}
    return claim.quantity.unit == "count" and any(before.endswith(f" {level}".casefold()) for level in levels)


def _is_span(claim: Claim, case: Case) -> bool:
    """Whether so many years lie between two figures of the sources: "in four years"."""
    years = (claim.quantity.noun or "").startswith("year") and len(claim.quantity.values) == 1
    return years and claim.quantity.values[0] in year_spans(case.reading.text, case.sources)


def _find(claim: Claim, case: Case) -> tuple[Fact | None, str | None]:
    """Return the fact that carries a claim, or the reason why the closest one does not."""
    grouped = [source for number in claim.group for source in case.by_number.get(number, ())]
    sources = grouped or list(case.sources)
    facts = [fact for source in sources for fact in source.facts]
    strange = [fact for source in _of_other_headings(claim, sources) for fact in source.facts]
    reasons: list[list[str]] = []
    for fact in facts:
        if not holds_value(claim, fact):
            continue
        if fact in strange:
            reasons.append([f"{claim.quantity.text} stands under another heading"])
            continue
        found = mismatches(claim, fact, case.links) + other_subject(claim, fact)
        found += filter(None, [wrong_measure(claim, case.reading.text, fact, facts)])
        extra = variant_gap(claim, fact, case.all_facts)
        extra = extra if extra or fact.fields else context_gap(claim, fact, facts)
        found += (
            [extra] if extra and not (fact.is_money and not fact.fields and fact.roles & claim.roles) else []
        )
        if not found:
            return fact, None
        reasons.append(found)
    closest = min(reasons, key=len, default=None)
    return None, "; ".join(closest) if closest else None


def _of_other_headings(claim: Claim, sources: Sequence[Source]) -> Iterator[Source]:
    """Yield the sources that never name what a claim begins with, where the heading of another does."""
    lead = frozenset(content_stems(claim.clause)[:2])
    titled = [source for source in sources if lead and lead <= source.section_stems]
    for source in sources if titled else ():
        if source not in titled and not any(is_held(item, source.stems, source.starts) for item in lead):
            yield source


def _figure(claim: Claim, fact: Fact, case: Case) -> Figure:
    number = next(
        (
            mark
            for mark in (*claim.group, *case.by_number)
            if any(fact in source.facts for source in case.by_number.get(mark, ()))
        ),
        None,
    )
    record = fact.record
    return Figure(
        value=claim.quantity.values[0],
        unit=fact.unit if fact.is_money else claim.quantity.unit,
        period=fact.period,
        role=record.role if record else None,
        place=record.place if record else None,
        year=record.year if record else min(fact.years, default=None),
        kind=" to ".join(fact.fields) or None,
        citation=number,
    )


def _plain_figure(claim: Claim, computation: str | None = None) -> Figure:
    quantity = claim.quantity
    return Figure(
        value=quantity.values[0] if quantity.values else 0.0,
        unit=quantity.unit,
        period=quantity.period,
        computation=computation or "the person's own figure",
    )
