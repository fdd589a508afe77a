"""Every figure, year and code of a sentence accounted for: evidenced, the person's own, or computed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.grounding.case import SECOND_PERSON, Case, Findings
from bot.grounding.claims import Claim, Reading
from bot.grounding.comparisons import wrong_comparison, wrong_denial, wrong_trend
from bot.grounding.counts import unsupported_counts, year_spans
from bot.grounding.dating import check_year
from bot.grounding.facts import Fact, Source
from bot.grounding.figures import figures_in
from bot.grounding.kinds import FIELD_CUES, KINDS
from bot.grounding.matching import mismatches
from bot.grounding.placements import wrong_placement
from bot.grounding.printed import PrintedSum, printed_sums
from bot.grounding.ranks import wrong_ranks
from bot.grounding.reckoning import from_sums, is_operand, wrong_results
from bot.grounding.shares import unsupported_shares
from bot.grounding.sums import derived
from bot.grounding.telling import context_gap, other_subject, role_stems, variant_gap, year_gap
from bot.grounding.values import holds_value
from bot.grounding.words import content_stems, is_held, stem
from bot.grounding.workings import Workings, workings, yearly
from bot.quantities import Quantity
from bot.quantities.lexicon import DOLLARS
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
# What follows is the person's own amount, and no figure of a source.
_OWNED = re.compile(
    r"\byour (?:current |present |own |offer (?:of|at) |offered |pay of |salary of |wage of |rate of )?$"
    r"|\byou(?:'re| are)? (?:now |currently |already )?(?:earn|make|get|earning|making|getting|were offered"
    r"|are offered)(?: now| today)? $",
    re.IGNORECASE,
)
_RAISED = re.compile(r"\b(?:more|extra|rais\w+|rise|increase\w*|bump|less|cut)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:they|their|it|its|the (?:job|role|work|position|pay)|this (?:job|role)|that (?:job|role))\b", re.I
)


def check_figures(case: Case, findings: Findings) -> None:
    """Check every figure and year of a sentence, and what it says of figures without printing them."""
    work = workings(case.reading, case.all_facts, case.person, case.links, case.context.person)
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
    findings.reasons += wrong_results(case.reading.claims, sums, case.reading.text)
    findings.reasons += _repeated(case.reading)
    findings.reasons += unsupported_shares(case.reading, case.sources, case.context.person)
    findings.reasons += unsupported_counts(case.reading, case.sources, case.context.person)
    findings.reasons += wrong_ranks(case.reading, case.sources, case.all_facts)
    for wrong in (
        wrong_comparison(case.reading, case.all_facts, case.links),
        wrong_trend(case.reading, case.all_facts),
        wrong_denial(case.reading, case.all_facts),
        wrong_placement(case.reading, case.all_facts, case.context.person),
    ):
        if wrong:
            findings.reasons.append(wrong)


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
    if fact is not None and not (owned and _OWNED.search(case.reading.text[: claim.quantity.start])):
        return _figure(claim, fact, case), None
    if _is_the_persons(claim, case):
        return _plain_figure(claim), None
    computation = from_sums(claim, sums, case, work) or derived(claim, work)
    if computation:
        return _plain_figure(claim, computation), None
    if (
        _is_calendar(claim)
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
        extra = variant_gap(claim, fact, facts)
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


def _is_the_persons(claim: Claim, case: Case) -> bool:
    """Whether a figure is the person's own, said of the person and not of a role."""
    quantity = claim.quantity
    if quantity.is_money and claim.more is not None and not _was_said_as_more(claim, case):
        return False
    alike = [item for item in case.person if item.is_money and _same_thing(quantity, item)]
    if len(quantity.values) == 2 and set(quantity.values) <= {end for item in alike for end in item.values}:
        return _is_personal(claim, case)
    for item in case.person:
        if (
            not quantity.values
            or not set(quantity.values) <= set(item.values)
            or not _same_thing(quantity, item)
        ):
            continue
        period = item.period or (yearly(item.values[0]) if item.is_money else None)
        if claim.period and period and claim.period != period:
            continue
        if _is_personal(claim, case):
            return True
    return False


def _was_said_as_more(claim: Claim, case: Case) -> bool:
    """Whether the person themselves spoke of so much more: "is $1 more an hour worth it?"."""
    turns = [turn for turn in case.context.person if _RAISED.search(turn)]
    return any(one.values == claim.quantity.values for turn in turns for one in figures_in(turn))


def _same_thing(quantity: Quantity, item: Quantity) -> bool:
    """Whether a figure and one the person typed have one unit, and count the same when they are counts."""
    if quantity.is_money:
        dollars = quantity.unit == "USD" and "$" in quantity.text and item.unit in DOLLARS
        return item.unit == quantity.unit or dollars or (item.unit == "count" and item.noun is None)
    if quantity.unit != item.unit:
        return False
    nouns = [stem(noun.split()[0]) for noun in (quantity.noun, item.noun) if noun]
    return quantity.unit != "count" or len(set(nouns)) <= 1


def _is_personal(claim: Claim, case: Case) -> bool:
    if claim.cues & FIELD_CUES and not _OWNED.search(case.reading.text[: claim.quantity.start]):
        return False
    if SECOND_PERSON.search(claim.clause) or SECOND_PERSON.search(case.reading.text[: claim.quantity.end]):
        return True
    return claim.quantity.is_money and not (claim.roles or claim.cues & KINDS or claim.places)


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
