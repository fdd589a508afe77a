"""The gate: one sentence in, a verdict out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from bot.grounding import wording
from bot.grounding.claims import Claim, Reading
from bot.grounding.comparisons import wrong_comparison, wrong_placement
from bot.grounding.facts import Fact, Knowledge, Source
from bot.grounding.matching import Links, context_gap, holds_value, industry_gap, mismatches
from bot.grounding.printed import PrintedSum, is_constant, printed_sums
from bot.grounding.shares import unsupported_shares
from bot.grounding.speech import forbidden, needs_no_source
from bot.grounding.sums import Workings, derived, person_quantities, workings
from bot.grounding.verdict import GroundingContext, Verdict
from bot.grounding.words import content_stems, stem
from bot.quantities import Quantity
from bot.quantities.lexicon import DOLLARS
from bot.schema import Evidence, Figure, PayRecord, RoleLink

_PRONOUN = re.compile(
    r"\b(?:they|their|it|its|the (?:job|role|work|position|pay)|this (?:job|role)|that (?:job|role))\b", re.I
)
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours|you're|you've|you'd|offer|offered)\b", re.IGNORECASE)
_KNOWN: WeakKeyDictionary[GroundingContext, Knowledge] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence with all that it is checked against."""

    reading: Reading
    own: tuple[Source, ...]
    nearby: tuple[Source, ...]
    by_number: Mapping[int, tuple[Source, ...]]
    knowledge: Knowledge
    person: tuple[Quantity, ...]
    links: Links
    subject: frozenset[str] = frozenset()

    @property
    def sources(self) -> tuple[Source, ...]:
        """What the sentence cites, or the sentence before it when it cites nothing."""
        return self.own or self.nearby

    @property
    def all_facts(self) -> list[Fact]:
        """Every figure of the cited evidence and of what was cited just before."""
        return [fact for source in dict.fromkeys((*self.own, *self.nearby)) for fact in source.facts]


@dataclass(slots=True)
class _Findings:
    """Reasons and figures as they are gathered."""

    reasons: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def check_sentence(
    sentence: str,
    evidence: Mapping[int, Sequence[Evidence]],
    context: GroundingContext,
    previous: Sequence[Evidence] = (),
    subject: frozenset[str] = frozenset(),
) -> Verdict:
    """Say whether a sentence may reach a person.

    Args:
        sentence: one sentence, list item or table row of Markdown, with its [n] marks.
        evidence: what each mark stands for.
        context: the roles and pay of the index, and the person's own words.
        previous: what the sentence before it in the same paragraph, list or table cited.
        subject: the roles "they" and "the job" stand for, by canonical name.

    Returns:
        A verdict; when it is not supported, each reason says in words what is wrong.
    """
    knowledge = knowledge_of(context)
    reading = knowledge.read(sentence)
    case = _case(reading, evidence, knowledge, previous, subject)
    findings = _Findings()
    unknown = [mark for mark in reading.marks if mark not in evidence]
    findings.reasons += [
        f"it cites [{mark}], which is not among the sources" for mark in dict.fromkeys(unknown)
    ]
    findings.reasons += forbidden(reading.text, _known_text(case, context))
    _check_figures(case, findings)
    _check_codes(case, findings, context)
    support = _check_wording(case, findings, context)
    reasons = tuple(dict.fromkeys(findings.reasons))
    return Verdict(not reasons, reasons, tuple(findings.figures), round(support, 3))


def knowledge_of(context: GroundingContext) -> Knowledge:
    """Return a context made ready; it is made ready once, for as long as it lives."""
    found = _KNOWN.get(context)
    if found is None:
        found = _KNOWN[context] = Knowledge(context)
    return found


def _case(
    reading: Reading,
    evidence: Mapping[int, Sequence[Evidence]],
    knowledge: Knowledge,
    previous: Sequence[Evidence],
    subject: frozenset[str],
) -> _Case:
    by_number = {
        mark: tuple(knowledge.source(item) for item in evidence.get(mark, ()))
        for mark in dict.fromkeys(reading.marks)
    }
    own = tuple(dict.fromkeys(source for sources in by_number.values() for source in sources))
    nearby = tuple(knowledge.source(item) for item in previous)
    occupations: dict[str, frozenset[str]] = {}
    for source in (*own, *nearby):
        if isinstance(source.evidence, RoleLink):
            for role in knowledge.roles.resolve(source.evidence.role):
                known = occupations.get(role, frozenset())
                occupations[role] = known | knowledge.roles.resolve(source.evidence.occupation)
    currency = next((fact.unit for source in (*own, *nearby) for fact in source.facts if fact.is_money), None)
    person = person_quantities(knowledge.context.person, currency)
    canonical = frozenset(name for role in subject for name in knowledge.roles.resolve(role))
    return _Case(reading, own, nearby, by_number, knowledge, person, Links(occupations), canonical)


def _known_text(case: _Case, context: GroundingContext) -> str:
    parts = [source.raw for source in case.sources] + list(context.person)
    return " ".join(parts).casefold()


# -- figures ---------------------------------------------------------------------------------------


def _check_figures(case: _Case, findings: _Findings) -> None:
    work = workings(case.reading, case.all_facts, case.person, case.links)
    sums = printed_sums(case.reading.text)
    findings.reasons += [f"the sum {item.text} is wrong" for item in sums if not item.right]
    for claim in case.reading.claims:
        figure, reason = _check_claim(_with_subject(claim, case), case, work, sums)
        if figure:
            findings.figures.append(figure)
        if reason:
            findings.reasons.append(reason)
    for year in case.reading.years:
        if reason := _check_year(year, case):
            findings.reasons.append(reason)
    findings.reasons += unsupported_shares(case.reading, case.sources, case.knowledge.context.person)
    for wrong in (
        wrong_comparison(case.reading, case.all_facts, case.links),
        wrong_placement(case.reading, case.all_facts, case.knowledge.context.person),
    ):
        if wrong:
            findings.reasons.append(wrong)


def _with_subject(claim: Claim, case: _Case) -> Claim:
    """Let "they start at ..." mean the role that the sentences before were about."""
    if claim.roles or not case.subject or case.reading.roles or not _PRONOUN.search(case.reading.text):
        return claim
    return replace(claim, roles=case.subject)


def _check_claim(
    claim: Claim, case: _Case, work: Workings, sums: Sequence[PrintedSum]
) -> tuple[Figure | None, str | None]:
    fact, reason = _find(claim, case)
    if fact is not None:
        return _figure(claim, fact, case), None
    if _is_the_persons(claim, case):
        return _plain_figure(claim), None
    computation = _from_sums(claim, sums, case) or derived(claim, work)
    if computation:
        return _plain_figure(claim, computation), None
    return None, reason or f"{claim.quantity.text} is not in what it cites"


def _find(claim: Claim, case: _Case) -> tuple[Fact | None, str | None]:
    """Return the fact that carries a claim, or the reason why the closest one does not."""
    grouped = [source for number in claim.group for source in case.by_number.get(number, ())]
    sources = grouped or list(case.sources)
    facts = [fact for source in sources for fact in source.facts]
    reasons: list[list[str]] = []
    for fact in facts:
        if not holds_value(claim, fact):
            continue
        found = mismatches(claim, fact, case.links)
        extra = industry_gap(claim, fact, facts) if fact.fields else context_gap(claim, fact, facts)
        found += (
            [extra] if extra and not (fact.is_money and not fact.fields and fact.roles & claim.roles) else []
        )
        if not found:
            return fact, None
        reasons.append(found)
    closest = min(reasons, key=len, default=None)
    return None, "; ".join(closest) if closest else None


def _is_the_persons(claim: Claim, case: _Case) -> bool:
    """Whether a figure is the person's own, said of the person and not of a role."""
    quantity = claim.quantity
    for item in case.person:
        if (
            not quantity.values
            or not set(quantity.values) <= set(item.values)
            or not _same_thing(quantity, item)
        ):
            continue
        if quantity.period and item.period and quantity.period != item.period:
            continue
        if _is_personal(claim, case):
            return True
    return False


def _same_thing(quantity: Quantity, item: Quantity) -> bool:
    """Whether a figure and one the person typed have one unit, and count the same when they are counts."""
    if quantity.is_money:
        dollars = quantity.unit == "USD" and "$" in quantity.text and item.unit in DOLLARS
        return item.unit == quantity.unit or dollars or (item.unit == "count" and item.noun is None)
    if quantity.unit != item.unit:
        return False
    nouns = [stem(noun.split()[0]) for noun in (quantity.noun, item.noun) if noun]
    return quantity.unit != "count" or len(set(nouns)) <= 1


def _is_personal(claim: Claim, case: _Case) -> bool:
    if _SECOND_PERSON.search(claim.clause) or _SECOND_PERSON.search(case.reading.text[: claim.quantity.end]):
        return True
    described = claim.cues & {"median", "mean", "p10", "p25", "p75", "p90", "starting", "middle_half"}
    return claim.quantity.is_money and not (claim.roles or described or claim.places)


def _from_sums(claim: Claim, sums: Sequence[PrintedSum], case: _Case) -> str | None:
    """Return the printed sum a figure belongs to: its result, or an operand that stands in the evidence.

    An operand says for itself what it is by where it stands in the sum, so only its value is looked up: a sum
    may set one role's figure against another's.
    """
    results = {value for item in sums if item.right for value in item.result.values}
    if claim.quantity.values and set(claim.quantity.values) <= results:
        return "; ".join(item.text for item in sums if item.right)
    for item in sums:
        if not item.right:
            continue
        if (item.result.start, item.result.end) == (claim.quantity.start, claim.quantity.end):
            return item.text
        spans = {(operand.start, operand.end) for operand in item.operands}
        if (claim.quantity.start, claim.quantity.end) in spans and _is_known(claim.quantity, case):
            return item.text
        if claim.quantity.values == item.result.values and claim.quantity.unit == item.result.unit:
            return item.text
    return None


def _is_known(operand: Quantity, case: _Case) -> bool:
    """Whether an operand is a plain number of hours or weeks, or stands in what is cited or was said."""
    held = {end for fact in case.all_facts for end in (fact.low, fact.high)}
    held |= {value for item in case.person for value in item.values}
    return is_constant(operand) or (bool(operand.values) and set(operand.values) <= held)


def _figure(claim: Claim, fact: Fact, case: _Case) -> Figure:
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


def _check_year(year: Quantity, case: _Case) -> str | None:
    values = {int(value) for value in (year.low, year.high) if value is not None}
    known = {value for source in (*case.own, *case.nearby) for value in source.years}
    known |= {int(value) for item in case.person for value in item.values if item.unit == "year"}
    if not case.own and needs_no_source(case.reading.text):
        known |= case.knowledge.years
    return None if values <= known else f"the year {year.text} is not in what it cites"


def _check_codes(case: _Case, findings: _Findings, context: GroundingContext) -> None:
    """Dates, phone numbers, ordinals and the like must stand in the evidence as printed."""
    held = _known_text(case, context)
    for code in case.reading.codes:
        spelled = code.text.casefold()
        percentile = (
            re.match(r"\s*(?:and|to|-|percentile)", case.reading.text[code.end :]) and code.noun == "ordinal"
        )
        if spelled not in held and not percentile:
            findings.reasons.append(f"{code.text} is not in what it cites")


# -- wording ---------------------------------------------------------------------------------------


def _check_wording(case: _Case, findings: _Findings, context: GroundingContext) -> float:
    reading = case.reading
    exempt = not reading.marks and not findings.figures and needs_no_source(reading.text)
    if exempt:
        return 1.0
    figures = [(claim.quantity.start, claim.quantity.end) for claim in reading.claims]
    figures += [(item.start, item.end) for item in (*reading.years, *reading.codes)]
    pay = any(claim.quantity.is_money for claim in reading.claims)
    pay = pay or any(isinstance(source.evidence, PayRecord) for source in case.sources)
    stems = wording.claimed_stems(reading.text, figures, pay=pay)
    own_words = frozenset(item for text in context.person for item in content_stems(text))
    rarity = wording.weights(case.sources)
    extra = own_words if _SECOND_PERSON.search(reading.text) or not reading.roles else frozenset()
    support = wording.support(stems, case.sources, rarity, extra)
    if not reading.marks and not _stands_uncited(case, stems, findings):
        findings.reasons.append("it states something without citing a source")
    elif support < wording.SUPPORT_NEEDED:
        findings.reasons.append("its wording is not in what it cites")
    if case.sources:
        findings.reasons += _wording_reasons(case, stems, rarity, context)
    return support


def _stands_uncited(case: _Case, stems: Sequence[str], findings: _Findings) -> bool:
    """Whether a sentence with no mark leans on the one before it, on the person's words or on sums alone."""
    if case.nearby:
        return True
    personal = bool(_SECOND_PERSON.search(case.reading.text) or findings.figures)
    return personal and not case.reading.roles and bool(case.person or not stems)


def _wording_reasons(
    case: _Case, stems: Sequence[str], rarity: Mapping[str, float], context: GroundingContext
) -> list[str]:
    reading, sources = case.reading, case.sources
    text = reading.text
    reasons = wording.contradictions(text, stems, sources, rarity)
    if word := wording.overstated(text, sources):
        reasons.append(f"no source goes as far as “{word}”")
    if quote := wording.misquoted(text, sources, context.person):
        reasons.append(f"“{quote}” is not a quotation from what it cites")
    known = frozenset(word.casefold() for turn in context.person for word in re.findall(r"[^\W\d_]+", turn))
    names = wording.strange_names(text, sources, known, reading.roles)
    reasons += [f"it names {', '.join(names)}, which its sources do not"] if names else []
    if not reading.claims and (role := wording.other_roles(reading.roles, text, sources, stems, rarity)):
        reasons.append(f"its source says this of other roles than {role}")
    return reasons
