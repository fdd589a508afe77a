"""The gate: one sentence in, a verdict out."""

from collections.abc import Mapping, Sequence

from bot.grounding.accounting import check_figures
from bot.grounding.case import Case, Findings, known_text, make_case
from bot.grounding.dating import check_codes
from bot.grounding.knowledge import knowledge_of
from bot.grounding.quoting import is_quoted
from bot.grounding.saying import check_wording
from bot.grounding.speech import forbidden, without_silence
from bot.grounding.verdict import GroundingContext, Verdict
from bot.schema import Evidence


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
    case, findings = examine(sentence, evidence, context, previous, subject)
    if is_quoted(case.reading.text, case.own):
        reasons = tuple(_unsayable(case, evidence))
        return Verdict(not reasons, reasons, tuple(findings.figures))
    check_wording(case, findings)
    reasons = tuple(dict.fromkeys(findings.reasons))
    return Verdict(not reasons, reasons, tuple(findings.figures))


def examine(
    sentence: str,
    evidence: Mapping[int, Sequence[Evidence]],
    context: GroundingContext,
    previous: Sequence[Evidence] = (),
    subject: frozenset[str] = frozenset(),
) -> tuple[Case, Findings]:
    """Check all of a sentence but its wording; the same arguments as `check_sentence`."""
    reading = knowledge_of(context).read(without_silence(sentence))
    case = make_case(reading, evidence, context, previous, subject)
    findings = Findings(_unsayable(case, evidence))
    check_figures(case, findings)
    check_codes(case, findings)
    return case, findings


def _unsayable(case: Case, evidence: Mapping[int, Sequence[Evidence]]) -> list[str]:
    """Return why a sentence may not be said even when its source has it word for word."""
    unknown = [mark for mark in dict.fromkeys(case.reading.marks) if mark not in evidence]
    reasons = [f"it cites [{mark}], which is not among the sources" for mark in unknown]
    return reasons + forbidden(case.reading.text, known_text(case))
