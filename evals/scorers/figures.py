"""Numeric grounding: every figure stands in what it cites, as what it is said to be, or is a right sum."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evals.corpus import Corpus, Fact, Mention, person_figures
from evals.numbers import Found, Sum, close, find_figures, find_sums
from evals.scorers.contract import Item, Mutant, Part, Score, Scorer
from evals.scorers.mutations import (
    change_period,
    change_year,
    drop_marks,
    flip_digit,
    swap_figures,
    swap_names,
)
from evals.text import Sentence, folded

PLAIN_COUNTS = frozenset(float(n) for n in range(13)) | {12.0, 24.0, 40.0, 52.0, 100.0, 2080.0}
"""Counts anyone may use without a source: list lengths, hours and weeks of full time, an index's base."""


_TIE = re.compile(
    r"(?: an?| per)?(?: hour| day| week| month| year)? (?:for|in|of|as|among|across)(?: the| may| us)*\s*"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the words around a figure say it is a figure of; empty where they say nothing."""

    roles: frozenset[str]
    places: frozenset[str]
    years: frozenset[int]
    field: str | None


def score(item: Item) -> Score | None:
    """Check every figure of an answer; None when it has none."""
    found = [
        (s, f)
        for s in item.sentences
        for f in find_figures(s.text)
        if checked(f) and not s.text.endswith("?")
    ]
    if not found:
        return None
    parts = tuple(_part(item, s, f) for s, f in found)
    good = sum(part.good for part in parts)
    wrong = [f"{part.text}: {part.reason}" for part in parts if not part.good]
    return Score(good / len(parts), not wrong, "; ".join(wrong[:3]), parts)


def checked(figure: Found) -> bool:
    """Leave out plain small numbers."""
    return figure.unit != "count" or figure.value not in PLAIN_COUNTS


def _part(item: Item, sentence: Sentence, figure: Found) -> Part:
    reason = problem(item, sentence, figure)
    return Part(figure.text, reason is None, reason or "")


def problem(item: Item, sentence: Sentence, figure: Found) -> str | None:
    """Say what is wrong with a figure, or None."""
    if _said_by_person(item, figure) or _computed(item, sentence, figure):
        return None
    if not figure.money and _in_sum(item, sentence, figure):
        return None
    if figure.unit == "year":
        return _year_problem(item, sentence, figure)
    if item.answer.citations:
        reach = sentence.reach_at(figure.end)
        if not reach:
            return "no citation holds for it"
        if not _stands_in(item.quotes(reach), figure):
            return "not in what it cites"
    return None if _in_sum(item, sentence, figure) else _attribute_problem(item, sentence, figure)


def _in_sum(item: Item, sentence: Sentence, figure: Found) -> bool:
    """Say whether a figure is an operand of a printed sum of known figures, which span roles and places."""
    known = [worked for worked in find_sums(sentence.text) if _operands_known(item, worked)]
    spans = [(sentence.text.find(worked.text), len(worked.text)) for worked in known]
    return any(start <= figure.start < start + length for start, length in spans)


def _said_by_person(item: Item, figure: Found) -> bool:
    return any(close(figure, said.value) for said in person_figures(item.person))


def _year_problem(item: Item, sentence: Sentence, figure: Found) -> str | None:
    years = {c.year for c in item.answer.citations if c.number in sentence.reach}
    if (
        figure.value in years
        or figure.text in item.quotes(sentence.reach)
        or _in_document(item, sentence, figure)
    ):
        return None
    if not item.answer.citations or not sentence.reach:
        known = any(figure.value in f.years for facts in item.corpus.facts.values() for f in facts)
        return None if known else "no source is of that year"
    return "not the year of what it cites"


def _in_document(item: Item, sentence: Sentence, figure: Found) -> bool:
    """Say whether a year stands elsewhere in a document that is cited, such as in a row's note."""
    paths = [c.path or "" for c in item.answer.citations if c.number in sentence.reach]
    return any(
        figure.text in text
        for name, text in item.corpus.files.items()
        if any(path == name or path.endswith("/" + name) for path in paths)
    )


@lru_cache(maxsize=4096)
def _values(text: str) -> frozenset[tuple[float, str]]:
    return frozenset((f.value, f.unit) for f in find_figures(text))


def _stands_in(text: str, figure: Found) -> bool:
    values = _values(text)
    return any(unit == figure.unit and close(figure, value) for value, unit in values) or (
        figure.unit != "count" and (figure.value, "count") in values
    )


def _computed(item: Item, sentence: Sentence, figure: Found) -> bool:
    """Say whether a right sum gives the figure, or it is an operand that is grounded itself."""
    shown = [*find_sums(sentence.text), *_sums_of(item, figure)]
    if any(_gives(figure, worked) and _operands_known(item, worked) for worked in shown):
        return True
    return figure.unit == "percent" and _is_share(sentence, figure)


def _is_share(sentence: Sentence, figure: Found) -> bool:
    """Say whether a percentage is the difference or share of two amounts that stand beside it."""
    amounts = {f.value for f in find_figures(sentence.text) if f.money and f.value}
    shares = {abs(one - two) / two * 100 for one in amounts for two in amounts if one != two}
    return any(close(figure, share) for share in shares | {100 * a / b for a in amounts for b in amounts})


def _sums_of(item: Item, figure: Found) -> list[Sum]:
    texts = [s.text for s in item.sentences]
    texts += [f.computation for f in item.answer.figures if f.computation and close(figure, f.value)]
    return [worked for text in texts for worked in find_sums(text)]


def _gives(figure: Found, worked: Sum) -> bool:
    result = worked.result * (100 if figure.unit == "percent" and abs(worked.result) < 5 else 1)
    if figure.period and worked.period and figure.period != worked.period:
        return False
    loose = 0.006 * abs(result) if result > 1000 and figure.value % 100 == 0 else 0.0
    return close(figure, abs(result)) or abs(figure.value - abs(result)) <= loose


def _operands_known(item: Item, worked: Sum) -> bool:
    evidence = _values(item.quotes(c.number for c in item.answer.citations))
    said = {f.value for f in person_figures(item.person)}
    known = {value for value, _ in evidence} | said | {f.value for f in item.answer.figures}
    corpus = {value for value, _ in item.corpus.facts} if not item.answer.citations else set()
    results = {round(s.result, 2) for sentence in item.sentences for s in find_sums(sentence.text)}
    shares = {value / 100 for value in known}
    fine = {round(value, 6) for value in known | corpus | results | shares | PLAIN_COUNTS}
    return all(round(operand, 6) in fine for operand in worked.operands)


def _attribute_problem(item: Item, sentence: Sentence, figure: Found) -> str | None:
    facts = _facts_for(item.corpus, figure)
    if not facts:
        return "no guide or table holds it" if figure.money else None
    if not figure.money:
        return None
    context = context_of(item, sentence, figure)
    tabled = _from_table(item, sentence.reach_at(figure.end))
    for name, fits in _tests(item.corpus, figure, context):
        left = tuple(fact for fact in facts if fits(fact))
        if name == "role" and tabled and not any(fits(fact) for fact in _of_one_role(facts)):
            left = ()
        if not left and (name != "period" or any(fact.period for fact in facts)):
            return f"holds for another {name}"
        facts = left or facts
    return None


def _from_table(item: Item, marks: tuple[int, ...]) -> bool:
    """Say whether a figure cites tables alone, whose rows say plainly whose it is."""
    paths = [c.path or "" for c in item.answer.citations if c.number in marks]
    return bool(paths) and all(path.endswith(".csv") for path in paths)


def _of_one_role(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts that are plainly of one role; a section that names several does not say whose."""
    return tuple(fact for fact in facts if len(fact.roles) == 1) or tuple(facts)


def _facts_for(corpus: Corpus, figure: Found) -> tuple[Fact, ...]:
    exact = corpus.facts.get((figure.value, figure.unit), ())
    if exact or figure.decimals or not figure.money:
        return exact
    step = 0.5 if figure.value < 1000 else 5.0
    near = (
        facts
        for (value, unit), facts in corpus.facts.items()
        if unit == figure.unit and abs(value - figure.value) <= step
    )
    return tuple(fact for facts in near for fact in facts)


def _tests(corpus: Corpus, figure: Found, context: Context) -> list[tuple[str, Callable[[Fact], bool]]]:
    related = frozenset(name for role in context.roles for name in corpus.related(role))
    tests: list[tuple[str, Callable[[Fact], bool]]] = []
    if figure.period:
        tests.append(("period", lambda fact: fact.period == figure.period))
    if related:
        tests.append(("role", lambda fact: not fact.roles or bool(fact.roles & related)))
    if context.places:
        tests.append(("place", lambda fact: not fact.places or bool(fact.places & context.places)))
    if context.years:
        tests.append(("year", lambda fact: not fact.years or bool(fact.years & context.years)))
    if context.field:
        tests.append(("kind", lambda fact: not fact.fields or context.field in fact.fields))
    return tests


def context_of(item: Item, sentence: Sentence, figure: Found) -> Context:
    """Read what a figure is said to be of from the words before it, else after it, in its sentence."""
    plain = folded(sentence.text)
    at = (
        plain.find(folded(figure.text))
        if plain[figure.start : figure.end] != folded(figure.text)
        else figure.start
    )
    roles = item.corpus.roles_in(sentence.text)
    places = item.corpus.places_in(sentence.text)
    years = [Mention(f.start, f.end, f.text) for f in find_figures(sentence.text) if f.unit == "year"]
    end = at + len(figure.text)
    carried = _carried_role(item, sentence)
    return Context(
        roles=_nearest(roles, plain, at, end) or frozenset({carried} if carried else ()),
        places=_nearest(places, plain, at, end),
        years=frozenset(int(year) for year in _nearest(years, plain, at, end)),
        field=_field(plain, at),
    )


def _nearest(mentions: Sequence[Mention], text: str, start: int, end: int) -> frozenset[str]:
    """Return the last name before a figure, and the first after it where the words between tie it on."""
    before = [m for m in mentions if m.end <= start]
    after = next((m for m in mentions if m.start >= end), None)
    found = {before[-1].name} if before else set()
    if after and (not before or _TIE.fullmatch(text[end : after.start])):
        found.add(after.name)
    return frozenset(found)


def _carried_role(item: Item, sentence: Sentence) -> str | None:
    """Return the role that the answer last named before a sentence that names none."""
    last: str | None = None
    for other in item.sentences:
        if other is sentence:
            break
        named = item.corpus.roles_in(other.text)
        last = named[-1].name if named else last
    return last


def _field(plain: str, at: int) -> str | None:
    clause = re.split(r"[;:]|, (?:and|but|while) |\d", plain[:at])[-1]
    if re.search(r"\bmedian\b|(?<!middle )\bhalf earn", clause):
        return "median"
    return "starting_range" if re.search(r"\bstart(?:s|ing)?\b", clause) else None


def mutants(item: Item, chance: random.Random) -> Sequence[Mutant]:
    """Spoil an answer's figures: digits, roles, places, years, periods, marks."""
    changes = (
        ("a digit changed", flip_digit(item, chance)),
        ("two roles' figures swapped", swap_figures(item)),
        ("another role named", swap_names(item, item.corpus.roles_in, chance)),
        ("another place named", swap_names(item, item.corpus.places_in, chance)),
        ("another year", change_year(item)),
        ("hour for year", change_period(item)),
        ("citations dropped", drop_marks(item) if _needs_marks(item) else None),
    )
    return tuple((label, mutant) for label, mutant in changes if mutant is not None)


def _needs_marks(item: Item) -> bool:
    """Say whether some amount is neither the person's own nor worked out."""
    amounts = ((s, f) for s in item.sentences for f in find_figures(s.text) if f.money)
    return any(not _said_by_person(item, f) and not _computed(item, s, f) for s, f in amounts)


SCORER = Scorer(
    "figures",
    "Critical evaluation",
    "Share of figures that stand in what they cite with the same role, place, year, period and kind, or "
    "follow from a right sum.",
    score,
    mutants=mutants,
)
