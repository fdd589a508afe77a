"""Latency: how long an answer took; the report gives p50 and p95 by step, and tokens."""

import random
from collections.abc import Sequence

from evals.scorers.contract import Item, Mutant, Score, Scorer

LIMIT = 3.0
"""Seconds in which an answer should stand."""


def score(item: Item) -> Score | None:
    """Compare the seconds taken, less those in which other programs held the processor, with the limit."""
    answer = item.answer
    own = max(0.0, answer.seconds - answer.waited)
    share = own / answer.seconds if answer.seconds else 1.0
    steps = {name: seconds * share for name, seconds in answer.timings.items() if name != "total"}
    measures = {"seconds": own, **{f"step {name}": seconds for name, seconds in steps.items()}}
    if answer.pace:
        measures |= {f"pace {name}": seconds / answer.pace for name, seconds in steps.items()}
        measures["pace"] = answer.pace
    measures |= {f"tokens {name}": float(count) for name, count in answer.usage.items()}
    if answer.first_seconds is not None:
        measures["first words"] = answer.first_seconds * share
    late = own > LIMIT
    slowest = max(steps, key=lambda name: steps[name], default="unknown")
    reason = f"{own:.1f} s; slowest step {slowest}" if late else ""
    return Score(min(1.0, LIMIT / max(own, 1e-9)), not late, reason, measures=measures)


def mutants(item: Item, _: random.Random) -> Sequence[Mutant]:
    """Answer too late."""
    return (("too late", item.with_answer(seconds=LIMIT * 3)),)


SCORER = Scorer(
    "latency",
    "Quality",
    f"Answered within {LIMIT:g} s, waits for a processor that other programs held left out; medians and 95th "
    "percentiles by step, and tokens, are printed with it.",
    score,
    mutants=mutants,
)
