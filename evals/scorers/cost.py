"""Latency: how long an answer took; the report gives p50 and p95 by step, and tokens."""

import random
from collections.abc import Sequence

from evals.scorers.contract import Item, Mutant, Score, Scorer

LIMIT = 3.0
"""Seconds in which an answer should stand."""


def score(item: Item) -> Score | None:
    """Compare the seconds taken with the limit."""
    answer = item.answer
    measures = {
        "seconds": answer.seconds,
        **{f"step {k}": v for k, v in answer.timings.items() if k != "total"},
    }
    if answer.pace:
        measures |= {f"pace {k}": v / answer.pace for k, v in answer.timings.items() if k != "total"}
        measures["pace"] = answer.pace
    measures |= {f"tokens {name}": float(count) for name, count in answer.usage.items()}
    if answer.first_seconds is not None:
        measures["first words"] = answer.first_seconds
    late = answer.seconds > LIMIT
    slowest = max(
        answer.timings.items(), key=lambda step: step[1] if step[0] != "total" else 0.0, default=("", 0.0)
    )
    reason = f"{answer.seconds:.1f} s; slowest step {slowest[0] or 'unknown'}" if late else ""
    return Score(min(1.0, LIMIT / max(answer.seconds, 1e-9)), not late, reason, measures=measures)


def mutants(item: Item, _: random.Random) -> Sequence[Mutant]:
    """Answer too late."""
    return (("too late", item.with_answer(seconds=LIMIT * 3)),)


SCORER = Scorer(
    "latency",
    "Quality",
    f"Answered within {LIMIT:g} s; medians and 95th percentiles by step, and tokens, are printed with it.",
    score,
    mutants=mutants,
)
