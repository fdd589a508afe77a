"""Two variants over the same cases: paired differences, their chance, and the answers that flipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.gates import flips, passed_by_case
from evals.scorers import MEASURES
from evals.scoring import Scored, scores_of
from evals.statistics import benjamini_hochberg, detectable_difference, mcnemar, sign_flip

METRICS = tuple(s.name for s in MEASURES)


@dataclass(frozen=True, slots=True)
class Pair:
    """One metric of two variants over what both were asked."""

    metric: str
    a: float
    b: float
    n: int
    won: int
    lost: int
    p: float
    mcnemar: float

    @property
    def change(self) -> float:
        """How much better the second is."""
        return self.b - self.a


def compare(one: Scored, a: str, two: Scored, b: str) -> tuple[Pair, ...]:
    """Compare every metric that both variants have."""
    found = (compare_metric(one, a, two, b, metric) for metric in METRICS)
    return tuple(pair for pair in found if pair is not None)


def compare_metric(one: Scored, a: str, two: Scored, b: str, metric: str) -> Pair | None:
    """Compare one metric; None when no family was scored for both."""
    first, second = _family_means(one, a, metric), _family_means(two, b, metric)
    shared = sorted(set(first) & set(second))
    if not shared:
        return None
    before, now = passed_by_case(one, a, metric), passed_by_case(two, b, metric)
    both = {case: passed for case, passed in now.items() if case in before}
    lost, won = flips(before, both)
    return Pair(
        metric,
        sum(first[f] for f in shared) / len(shared),
        sum(second[f] for f in shared) / len(shared),
        len(both),
        len(won),
        len(lost),
        sign_flip([second[f] - first[f] for f in shared]),
        mcnemar(len(won), len(lost)),
    )


def _family_means(scored: Scored, variant: str, metric: str) -> dict[str, float]:
    scores, _ = scores_of(scored, variant, metric)
    return {family: sum(s.value for s in found) / len(found) for family, found in scores.items()}


def as_rows(pairs: Sequence[Pair], a_label: str, b_label: str) -> list[dict[str, Any]]:
    """Return the pairs as the report shows them, with what stays significant over all of them."""
    significant = benjamini_hochberg({pair.metric: pair.p for pair in pairs}) if pairs else {}
    return [
        {
            "metric": pair.metric,
            "a": pair.a,
            "b": pair.b,
            "a_label": a_label,
            "b_label": b_label,
            "change": pair.change,
            "n": pair.n,
            "won": pair.won,
            "lost": pair.lost,
            "p": pair.p,
            "mcnemar": pair.mcnemar,
            "significant": significant[pair.metric] and pair.change != 0,
            "smallest": detectable_difference(pair.n),
        }
        for pair in pairs
    ]
