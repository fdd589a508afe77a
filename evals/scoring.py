"""From records to scores: every scorer over every answer, then by family, metric and category."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from evals.answers import Record
from evals.attribution import Stage, stage_of
from evals.cases import Case
from evals.corpus import open_corpus
from evals.scorers import (
    FAILED,
    FAMILY_SCORERS,
    MEASURES,
    SCORERS,
    FamilyScorer,
    Item,
    Score,
    Scorer,
    attempt,
)
from evals.statistics import Interval, cluster_bootstrap, wilson

CORE = ("figures", "correctness", "abstention", "conversation", "injection", "privacy", "tone", "fairness")
"""Measures whose failure makes a case a failed one; the others are read as shares."""


@dataclass(frozen=True, slots=True)
class Result:
    """One answered question with its scores; `broken` holds what each failing scorer said."""

    item: Item
    variant: str
    scores: Mapping[str, Score]
    broken: Mapping[str, str] = field(default_factory=dict)
    stage: Stage | None = None

    @property
    def failed(self) -> tuple[str, ...]:
        """Core measures that this answer fails."""
        return tuple(name for name in CORE if name in self.scores and not self.scores[name].passed)

    @property
    def passed(self) -> bool:
        """Whether no core measure fails and the target answered."""
        return not self.failed and not self.item.answer.error

    @property
    def decided(self) -> bool:
        """Whether every core measure that applies could be scored."""
        return not set(CORE) & set(self.broken)


@dataclass(frozen=True, slots=True)
class FamilyResult:
    """A family's score under a measure of families."""

    family: str
    category: str
    variant: str
    metric: str
    score: Score
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A metric of one variant: its mean, its pass rate, both with intervals, and how much could be scored."""

    metric: str
    variant: str
    mean: Interval
    rate: Interval
    failed: int
    broken: int

    @property
    def coverage(self) -> float:
        """Share of the answers this metric applies to that it could score."""
        total = self.mean.n + self.broken
        return self.mean.n / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """Everything a run's records came to."""

    results: tuple[Result, ...]
    families: tuple[FamilyResult, ...]

    @property
    def variants(self) -> tuple[str, ...]:
        """The variants in the order they were asked."""
        return tuple(dict.fromkeys(result.variant for result in self.results))

    def of(self, variant: str) -> tuple[Result, ...]:
        """Return one variant's results."""
        return tuple(result for result in self.results if result.variant == variant)


def score_records(cases: Sequence[Case], records: Iterable[Record]) -> Scored:
    """Score every turn of every record; a record without its case is left out."""
    by_id = {case.id: case for case in cases}
    results: list[Result] = []
    for record in records:
        case = by_id.get(record.case)
        if case is None or len(record.answers) != len(case.turns):
            continue
        corpus = open_corpus(case.corpus)
        for turn in range(len(case.turns)):
            results.append(score_item(Item(case, turn, record.answers, corpus), record.variant))
    families = _score_families(results)
    return Scored(tuple(_with_fairness(results, families)), families)


def score_item(item: Item, variant: str) -> Result:
    """Apply every scorer to one answer; a scorer that breaks leaves it unscored."""
    scores: dict[str, Score] = {}
    broken: dict[str, str] = {}
    for scorer in SCORERS:
        score, error = attempt(partial(_score, scorer), item)
        if error is not None:
            broken[scorer.name] = error
        elif score is not None:
            scores[scorer.name] = score
    result = Result(item, variant, scores, broken)
    return Result(item, variant, scores, broken, stage_of(item, scores) if not result.passed else None)


def _score(scorer: Scorer, item: Item) -> Score | None:
    if not scorer.applies(item):
        return None
    return FAILED if item.answer.error else scorer.score(item)


def _score_families(results: Sequence[Result]) -> tuple[FamilyResult, ...]:
    groups: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for result in results:
        groups[(result.variant, result.item.case.family)].append(result.item)
    found = []
    for (variant, family), items in groups.items():
        cases = list({item.case.id: item.case for item in items}.values())
        for scorer in FAMILY_SCORERS:
            if scorer.applies(cases):
                found += _score_family(scorer, items, family, variant)
    return tuple(found)


def _score_family(
    scorer: FamilyScorer, items: Sequence[Item], family: str, variant: str
) -> list[FamilyResult]:
    category = items[0].case.category
    score, error = attempt(scorer.score, items)
    if error is not None:
        return [FamilyResult(family, category, variant, scorer.name, FAILED, error)]
    return [FamilyResult(family, category, variant, scorer.name, score)] if score is not None else []


def _with_fairness(results: Sequence[Result], families: Sequence[FamilyResult]) -> Iterable[Result]:
    """Let each answer of a family that was treated unlike the first one carry that failure."""
    unfair = {
        (f.variant, part.text): part.reason
        for f in families
        if f.metric == "fairness"
        for part in f.score.parts
        if not part.good
    }
    for result in results:
        reason = unfair.get((result.variant, result.item.id))
        if reason is None:
            yield result
            continue
        scores = {**result.scores, "fairness": Score(0.0, False, reason)}
        yield Result(result.item, result.variant, scores, result.broken, result.stage or "composition")


def summarise(scored: Scored, metrics: Sequence[str] | None = None) -> tuple[Summary, ...]:
    """Summarise every metric of every variant, in the order of the scorers."""
    names = metrics or [s.name for s in MEASURES]
    found = []
    for variant in scored.variants:
        for name in names:
            summary = summarise_one(scored, variant, name)
            if summary is not None:
                found.append(summary)
    return tuple(found)


def summarise_one(scored: Scored, variant: str, metric: str) -> Summary | None:
    """Summarise one metric of one variant; None when it applied to nothing."""
    scores, broken = scores_of(scored, variant, metric)
    if not scores and not broken:
        return None
    flat = [score for family in scores.values() for score in family]
    mean = cluster_bootstrap({family: [s.value for s in found] for family, found in scores.items()})
    passed = sum(score.passed for score in flat)
    return Summary(metric, variant, mean, wilson(passed, len(flat)), len(flat) - passed, broken)


def scores_of(scored: Scored, variant: str, metric: str) -> tuple[dict[str, list[Score]], int]:
    """Return a metric's scores by family, and how many answers its scorer broke on."""
    found: defaultdict[str, list[Score]] = defaultdict(list)
    broken = 0
    if metric in {scorer.name for scorer in FAMILY_SCORERS}:
        for family in scored.families:
            if (family.variant, family.metric) == (variant, metric):
                broken += family.broken is not None
                if family.broken is None:
                    found[family.family].append(family.score)
        return dict(found), broken
    for result in scored.of(variant):
        broken += metric in result.broken
        if metric in result.scores:
            found[result.item.case.family].append(result.scores[metric])
    return dict(found), broken


def abstention_rates(scored: Scored, variant: str) -> dict[str, Interval]:
    """Return precision and recall of declining, and over-refusal on what can be answered."""
    measures = [r.scores["abstention"].measures for r in scored.of(variant) if "abstention" in r.scores]
    measures = [m for m in measures if m]
    declined = [m for m in measures if m["declined"]]
    unanswerable = [m for m in measures if m["unanswerable"]]
    answerable = [m for m in measures if m["answerable"]]
    return {
        "precision": wilson(sum(m["may decline"] for m in declined), len(declined)),
        "recall": wilson(sum(m["declined"] for m in unanswerable), len(unanswerable)),
        "over-refusal": wilson(sum(m["declined"] for m in answerable), len(answerable)),
    }


def measures_of(scored: Scored, variant: str, metric: str) -> dict[str, list[float]]:
    """Return a metric's side measures (seconds by step, RR, R@6...) over all answers."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for result in scored.of(variant):
        score = result.scores.get(metric)
        for name, value in (score.measures if score else {}).items():
            found[name].append(value)
    return dict(found)


def pass_rate(scored: Scored, variant: str) -> Interval:
    """Return the share of answers that fail no core measure; what a scorer broke on is left out."""
    results = [result for result in scored.of(variant) if result.decided]
    return wilson(sum(result.passed for result in results), len(results))
