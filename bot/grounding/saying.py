"""Does the evidence say what a sentence says, figures aside?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.grounding import borrowing, order, polarity, strangers, wording
from bot.grounding.alignment import Alignment, align, exchanged, nearest
from bot.grounding.case import SECOND_PERSON, Case, Findings
from bot.grounding.groups import wrong_group
from bot.grounding.scoring import scoring
from bot.grounding.signs import signs_of
from bot.grounding.speech import needs_no_source, tells_silence
from bot.grounding.terms import strange_word, strange_words
from bot.grounding.untold import untold
from bot.grounding.words import content_stems
from bot.schema import Passage, PayRecord

# Fewer telling words than these are too few to tell by.
_BARE = 2
# Where a line is kept so much as it stands, or has so many of the words, what is exchanged in it outweighs
# all that is kept.
_VERBATIM, _SAME_WORDS = 0.75, 0.9
_COMPARES = re.compile(
    r"\b(?:more|less|fewer|most|least|best|worst|better|worse|faster|slower|ahead|behind|above|below|beats?|far"
    r"|half|hardly|second|third|because|why|always|every|keep|var(?:y|ies)|gap|narrow\w*|wid\w+|\w+est"
    r"|(?:high|low|clos|larg|small|great|bigg)er|ris\w+|rose|grow\w*|grew|f[ae]ll\w*|get|usually)\b",
    re.IGNORECASE,
)
_DOUBTS = ("denied", "opposed", "turned", "elsewhere")


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What speaks against a wording: how strongly (0 to 1), and in words."""

    strength: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Said:
    """The wording of a sentence: its stems that need support, and how telling each is."""

    stems: tuple[str, ...]
    rarity: Mapping[str, float]
    extra: frozenset[str]
    laid: tuple[Alignment, ...]


def check_wording(case: Case, findings: Findings) -> None:
    """Add the reasons why a wording may not be said."""
    if _says_nothing(case, findings):
        return
    said = _read(case, findings)
    findings.reasons += _plain_faults(case, findings)
    if word := strange_word(said.stems, case):
        findings.reasons.append(f"its sources say nothing of “{word}”")
    if findings.reasons:
        return
    if not case.reading.marks and not _stands_uncited(case, said.stems, findings):
        findings.reasons.append("it states something without citing a source")
        return
    doubts = _doubts(case, said)
    if not doubts and _is_plain_of_records(case, said):
        return
    signs = _signs(case, said, findings, doubts)
    verbatim = {"turned", "elsewhere"} & doubts.keys() and _is_close(said.laid[0])
    if verbatim or not scoring().accepts(signs):
        gravest = scoring().gravest(signs, doubts)
        findings.reasons.append(doubts[gravest].reason if gravest else "its wording is not in what it cites")


def _is_plain_of_records(case: Case, said: _Said) -> bool:
    """Whether a sentence about pay records has no word but theirs, and neither compares nor explains."""
    records = case.own and not any(isinstance(source.evidence, Passage) for source in case.own)
    return bool(records) and not (_COMPARES.search(case.reading.text) or strange_words(said.stems, case))


def _is_close(laid: Alignment) -> bool:
    return laid.kept >= _VERBATIM or laid.held >= _SAME_WORDS


def wording_signs(case: Case, findings: Findings) -> dict[str, float] | None:
    """Return the signs that decide on a wording, or None where something else decides: manners, a fault."""
    if _says_nothing(case, findings):
        return None
    said = _read(case, findings)
    if findings.reasons or _plain_faults(case, findings) or not case.sources:
        return None
    return _signs(case, said, findings, _doubts(case, said))


def _says_nothing(case: Case, findings: Findings) -> bool:
    """Whether a sentence states nothing to check: manners, or that the sources it cites are silent."""
    text = case.reading.text
    return not findings.figures and (tells_silence(text) if case.reading.marks else needs_no_source(text))


def _read(case: Case, findings: Findings) -> _Said:
    reading = case.reading
    figures = [(claim.quantity.start, claim.quantity.end) for claim in reading.claims]
    figures += [(item.start, item.end) for item in (*reading.years, *reading.codes)]
    pay = any(claim.quantity.is_money for claim in reading.claims)
    pay = pay or any(figure.computation for figure in findings.figures)
    pay = pay or any(isinstance(source.evidence, PayRecord) for source in case.sources)
    placed = bool(case.person) and SECOND_PERSON.search(reading.text) is not None
    checked = pay and bool(findings.figures or reading.years or placed) and not findings.reasons
    stems = wording.claimed_stems(reading.text, figures, pay=pay, checked=checked)
    own_words = frozenset(item for turn in case.context.person for item in content_stems(turn))
    rarity = wording.weights(case.sources)
    extra = own_words if SECOND_PERSON.search(reading.text) or not reading.roles else frozenset()
    laid = nearest(reading.text, stems, case.sources, rarity)
    return _Said(stems, rarity, extra, laid)


def _signs(case: Case, said: _Said, findings: Findings, doubts: Mapping[str, _Doubt]) -> dict[str, float]:
    """Return what the weights are for: how the wording lies in the evidence, and what speaks against it."""
    found = signs_of(case.reading.text, said.stems, case.sources, said.rarity, said.extra)
    best = said.laid[0] if said.laid else align(case.reading.text, "")
    return {
        "length": min(len(set(said.stems)), 12) / 12,
        "bare": float(found.telling < _BARE),
        "novel": min(found.novel, 6) / 6,
        "light": min(found.light, 4) / 4,
        "grave": float(found.grave),
        "least_part": found.least_part,
        "mean_part": found.mean_part,
        "crossed": min(found.crossed, 3) / 3,
        "figures": float(bool(findings.figures)),
        "kept_of_line": best.covered,
        "held": best.held,
        "unbacked": min(len(best.unbacked), 2) / 2,
        **{name: doubts[name].strength if name in doubts else 0.0 for name in _DOUBTS},
    }


def _stands_uncited(case: Case, stems: Sequence[str], findings: Findings) -> bool:
    """Whether a sentence with no mark leans on the one before it, on the person's words or on sums alone."""
    if case.nearby:
        return True
    personal = bool(SECOND_PERSON.search(case.reading.text) or findings.figures)
    return personal and not case.reading.roles and bool(case.person or not stems)


def _doubts(case: Case, said: _Said) -> dict[str, _Doubt]:
    """Return what speaks against a wording: the source says the contrary, or says it of something else."""
    text, sources, rarity, stems = case.reading.text, case.sources, said.rarity, said.stems
    if not sources:
        return {}
    found: dict[str, _Doubt] = {}
    for conflict in polarity.conflicts(text, stems, sources, rarity):
        name, contrary = ("denied", "contrary about") if conflict.is_denied else ("opposed", "opposite of")
        if name not in found or conflict.overlap > found[name].strength:
            found[name] = _Doubt(conflict.overlap, f"the source says the {contrary} “{conflict.word}”")
    if relation := order.reversed_order(text, wording.closest(stems, sources, rarity)):
        found["turned"] = _Doubt(1.0, f"its source puts what “{relation}” joins the other way round")
    if exchange := exchanged(said.laid):
        found["turned"] = _Doubt(1.0, f"it says {exchange}")
    if elsewhere := _misplaced(case, said) or untold(text, sources, stems, rarity):
        found["elsewhere"] = _Doubt(1.0, elsewhere)
    return found


def _misplaced(case: Case, said: _Said) -> str | None:
    """Return a reason when the source seems to say the same of somebody or something else."""
    text, sources, rarity, roles = case.reading.text, case.sources, said.rarity, case.reading.roles
    if not case.reading.claims and (role := strangers.other_roles(roles, text, sources, said.stems, rarity)):
        return f"its source says this of other roles than {role}"
    if any(claim.quantity.is_money for claim in case.reading.claims):
        return None
    if name := strangers.misplaced_name(text, sources, said.stems, rarity):
        return f"its source says this of another than {name.title()}"
    if strangers.wrong_subject(text, sources, said.stems, rarity):
        return "its source says this of something else"
    checks = (borrowing.borrowed_subject, borrowing.borrowed_frame, borrowing.borrowed_item)
    elsewhere = any(check(text, sources, said.stems, rarity) for check in checks)
    return "its source says this of something else" if elsewhere else None


def _plain_faults(case: Case, findings: Findings) -> list[str]:
    """Return what no wording outweighs: names, roles and quotations that the evidence does not have."""
    text, sources, roles = case.reading.text, case.sources, case.reading.roles
    if not sources:
        return []
    turns = case.context.person
    known = frozenset(word.casefold() for turn in turns for word in re.findall(r"[^\W\d_]+", turn))
    places = [source.raw for source in sources] if case.reading.places else []
    held = frozenset(key for raw in places for one in case.knowledge.places.find(raw) for key in one.names)
    covered = (*roles, *(one for one in case.reading.places if one.names & held))
    names = strangers.strange_names(text, sources, known, covered)
    reasons = [f"it names {', '.join(names)}, which its sources do not"] if names else []
    if quote := wording.misquoted(text, sources, turns):
        reasons.append(f"“{quote}” is not a quotation from what it cites")
    own = " ".join(turns) if SECOND_PERSON.search(text) or not findings.figures else ""
    if role := strangers.unknown_role(text, sources, roles, own):
        reasons.append(f"its sources say nothing of {role}")
    if group := wrong_group(case):
        reasons.append(group)
    if any(figure.citation for figure in findings.figures):
        condition = wording.strange_condition(text, sources, turns)
        reasons += [f"its figures are not said of {condition} work"] if condition else []
        name = strangers.persons_name(text, sources, known, roles)
        reasons += [f"its figures are not for {name}"] if name else []
        first = min(claim.quantity.start for claim in case.reading.claims)
        people = None if roles else strangers.unknown_people(text, first, sources, own)
        reasons += [f"its figures are not for {people}"] if people else []
        word = strangers.qualified_role(text, sources, roles, covered)
        reasons += [f"its sources say nothing of {word} people in this job"] if word else []
    return reasons
