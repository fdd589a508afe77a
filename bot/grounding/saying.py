"""Does the evidence say what a sentence says, figures aside?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.grounding import certainty, contradiction, order, strangers, wording
from bot.grounding.case import SECOND_PERSON, Case, Findings
from bot.grounding.speech import needs_no_source
from bot.grounding.words import content_stems
from bot.schema import PayRecord


@dataclass(frozen=True, slots=True)
class _Said:
    """The wording of a sentence: its stems that need support, how telling each is, and how much stands."""

    stems: tuple[str, ...]
    rarity: Mapping[str, float]
    support: float


def check_wording(case: Case, findings: Findings) -> float:
    """Add the reasons why a wording may not be said; returns how much of it is supported (0 to 1)."""
    text = case.reading.text
    if not case.reading.marks and not findings.figures and needs_no_source(text):
        return 1.0
    said = _read(case, findings)
    if case.sources:
        findings.reasons += _contrary(case, said) + _strange(case, said, findings)
    if not case.reading.marks and not _stands_uncited(case, said.stems, findings):
        findings.reasons.append("it states something without citing a source")
    elif not _is_backed(case, said, findings):
        findings.reasons.append("its wording is not in what it cites")
    return said.support


def _read(case: Case, findings: Findings) -> _Said:
    reading = case.reading
    figures = [(claim.quantity.start, claim.quantity.end) for claim in reading.claims]
    figures += [(item.start, item.end) for item in (*reading.years, *reading.codes)]
    pay = any(claim.quantity.is_money for claim in reading.claims)
    pay = pay or any(figure.computation for figure in findings.figures)
    pay = pay or any(isinstance(source.evidence, PayRecord) for source in case.sources)
    checked = pay and bool(findings.figures or reading.years) and not findings.reasons
    stems = wording.claimed_stems(reading.text, figures, pay=pay, checked=checked)
    own_words = frozenset(item for turn in case.context.person for item in content_stems(turn))
    rarity = wording.weights(case.sources)
    extra = own_words if SECOND_PERSON.search(reading.text) or not reading.roles else frozenset()
    return _Said(stems, rarity, wording.support(stems, case.sources, rarity, extra))


def _is_backed(case: Case, said: _Said, findings: Findings) -> bool:
    """Whether enough words of a sentence stand in its evidence, or a line of it means the same."""
    enough = said.support >= wording.SUPPORT_NEEDED
    meaning = case.context.meaning
    if meaning is None or findings.reasons or (enough and _needs_no_second_look(case, said, findings)):
        return enough
    if not enough and said.support < wording.LEAST_SUPPORT:
        return False
    closeness = meaning.closeness(case.reading.text, case.sources)
    score = closeness + wording.SHARE_OF_LINE * wording.in_one_line(said.stems, case.sources, said.rarity)
    return score >= (wording.SCORE_BESIDE_WORDS if enough else wording.SCORE_NEEDED)


def _needs_no_second_look(case: Case, said: _Said, findings: Findings) -> bool:
    """Whether the words alone decide: a sentence of checked amounts, or one whose words stand in one line."""
    money = any(claim.quantity.is_money for claim in case.reading.claims)
    return (
        (money and bool(findings.figures))
        or not case.own
        or (wording.in_one_line(said.stems, case.sources, said.rarity) >= wording.ONE_LINE_IS_ENOUGH)
    )


def _stands_uncited(case: Case, stems: Sequence[str], findings: Findings) -> bool:
    """Whether a sentence with no mark leans on the one before it, on the person's words or on sums alone."""
    if case.nearby:
        return True
    personal = bool(SECOND_PERSON.search(case.reading.text) or findings.figures)
    return personal and not case.reading.roles and bool(case.person or not stems)


def _contrary(case: Case, said: _Said) -> list[str]:
    """Return where the evidence says the contrary, less, or puts two things the other way round."""
    text, sources = case.reading.text, case.sources
    reasons = contradiction.contradictions(text, said.stems, sources, said.rarity)
    if word := certainty.overstated(text, said.stems, sources, said.rarity):
        reasons.append(f"no source goes as far as “{word}”")
    if relation := order.reversed_order(text, wording.closest(said.stems, sources, said.rarity)):
        reasons.append(f"its source puts what “{relation}” joins the other way round")
    if quote := wording.misquoted(text, sources, case.context.person):
        reasons.append(f"“{quote}” is not a quotation from what it cites")
    return reasons


def _strange(case: Case, said: _Said, findings: Findings) -> list[str]:
    """Return the names, roles and subjects of which the evidence does not say this."""
    text, sources, roles = case.reading.text, case.sources, case.reading.roles
    turns = case.context.person
    known = frozenset(word.casefold() for turn in turns for word in re.findall(r"[^\W\d_]+", turn))
    names = strangers.strange_names(text, sources, known, roles)
    reasons = [f"it names {', '.join(names)}, which its sources do not"] if names else []
    if any(figure.citation for figure in findings.figures):
        own = strangers.persons_name(text, sources, known, roles)
        reasons += [f"its figures are not for {own}"] if own else []
        word = strangers.qualified_role(text, sources, roles)
        reasons += [f"its sources say nothing of {word} people in this job"] if word else []
    if not case.reading.claims and (
        role := strangers.other_roles(roles, text, sources, said.stems, said.rarity)
    ):
        reasons.append(f"its source says this of other roles than {role}")
    if not any(claim.quantity.is_money for claim in case.reading.claims):
        reasons += _misplaced(case, said)
    return reasons


def _misplaced(case: Case, said: _Said) -> list[str]:
    text, sources = case.reading.text, case.sources
    reasons = []
    if name := strangers.misplaced_name(text, sources, said.stems, said.rarity):
        reasons.append(f"its source says this of another than {name.title()}")
    if strangers.wrong_subject(text, sources, said.stems, said.rarity) or strangers.borrowed_subject(
        text, sources, said.stems, said.rarity
    ):
        reasons.append("its source says this of something else")
    return reasons
