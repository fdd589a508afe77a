"""The gate: one sentence in, a verdict out."""

import re
from collections.abc import Mapping, Sequence

from bot.grounding import contradiction, strangers, wording
from bot.grounding.accounting import check_codes, check_figures
from bot.grounding.case import SECOND_PERSON, Case, Findings, known_text, make_case
from bot.grounding.knowledge import knowledge_of
from bot.grounding.speech import forbidden, needs_no_source
from bot.grounding.verdict import GroundingContext, Verdict
from bot.grounding.words import content_stems
from bot.schema import Evidence, PayRecord


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
    reading = knowledge_of(context).read(sentence)
    case = make_case(reading, evidence, context, previous, subject)
    findings = Findings()
    unknown = [mark for mark in reading.marks if mark not in evidence]
    findings.reasons += [
        f"it cites [{mark}], which is not among the sources" for mark in dict.fromkeys(unknown)
    ]
    findings.reasons += forbidden(reading.text, known_text(case))
    check_figures(case, findings)
    check_codes(case, findings)
    support = _check_wording(case, findings, context)
    reasons = tuple(dict.fromkeys(findings.reasons))
    return Verdict(not reasons, reasons, tuple(findings.figures), round(support, 3))


# -- figures ---------------------------------------------------------------------------------------


# -- wording ---------------------------------------------------------------------------------------


def _check_wording(case: Case, findings: Findings, context: GroundingContext) -> float:
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
    extra = own_words if SECOND_PERSON.search(reading.text) or not reading.roles else frozenset()
    support = wording.support(stems, case.sources, rarity, extra)
    if not reading.marks and not _stands_uncited(case, stems, findings):
        findings.reasons.append("it states something without citing a source")
    elif support < wording.SUPPORT_NEEDED:
        findings.reasons.append("its wording is not in what it cites")
    if case.sources:
        findings.reasons += _wording_reasons(case, stems, rarity, context)
    return support


def _stands_uncited(case: Case, stems: Sequence[str], findings: Findings) -> bool:
    """Whether a sentence with no mark leans on the one before it, on the person's words or on sums alone."""
    if case.nearby:
        return True
    personal = bool(SECOND_PERSON.search(case.reading.text) or findings.figures)
    return personal and not case.reading.roles and bool(case.person or not stems)


def _wording_reasons(
    case: Case, stems: Sequence[str], rarity: Mapping[str, float], context: GroundingContext
) -> list[str]:
    reading, sources = case.reading, case.sources
    text = reading.text
    reasons = contradiction.contradictions(text, stems, sources, rarity)
    if word := contradiction.overstated(text, sources):
        reasons.append(f"no source goes as far as “{word}”")
    if quote := wording.misquoted(text, sources, context.person):
        reasons.append(f"“{quote}” is not a quotation from what it cites")
    known = frozenset(word.casefold() for turn in context.person for word in re.findall(r"[^\W\d_]+", turn))
    names = strangers.strange_names(text, sources, known, reading.roles)
    reasons += [f"it names {', '.join(names)}, which its sources do not"] if names else []
    if not reading.claims and (role := strangers.other_roles(reading.roles, text, sources, stems, rarity)):
        reasons.append(f"its source says this of other roles than {role}")
    if any(claim.quantity.is_money for claim in reading.claims):
        return reasons
    if name := strangers.misplaced_name(text, sources, stems, rarity):
        reasons.append(f"its source says this of another than {name.title()}")
    if strangers.wrong_subject(text, sources, stems, rarity):
        reasons.append("its source says this of something else")
    return reasons
