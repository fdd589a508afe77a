"""How well the gate tells true sentences from false ones: python -m benchmarks.grounding."""

import statistics
import sys
import time
from collections import Counter
from dataclasses import replace

from bot.grounding import check_sentence
from tests.grounding.labels import (
    ANSWER_LABELS,
    FIGURED_LABELS,
    FLUENT_LABELS,
    FRESH_LABELS,
    GUIDED_LABELS,
    LATEST_LABELS,
    MODELLED_LABELS,
    NEW_LABELS,
    REPHRASED_LABELS,
    REPLY_LABELS,
    RETOLD_LABELS,
    REWORDED_LABELS,
    SPOKEN_LABELS,
    WORDED_LABELS,
    Labelled,
    load,
    load_guides,
)
from tests.grounding.mutants import mutants

ROUNDS = 3


def passes(one: Labelled) -> bool:
    """Say whether the gate lets a sentence through."""
    return check_sentence(one.text, one.evidence, one.context, one.previous).supported


def print_rates(name: str, labels: list[Labelled]) -> None:
    """Print how many false sentences of each kind were caught and how many true ones were withheld."""
    total: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for one in labels:
        total[one.kind] += 1
        caught[one.kind] += not passes(one)
    false = sum(total.values()) - total["true"]
    killed = sum(caught.values()) - caught["true"]
    print(f"{name}: {total['true']} true sentences, {false} false ones")
    print(f"  false alarms {caught['true']} of {total['true']} ({caught['true'] / total['true']:.1%})")
    print(f"  caught {killed} of {false} ({killed / false:.1%})")
    for kind in sorted(total):
        if kind != "true":
            print(f"    {kind:10} {caught[kind]} of {total[kind]}")


def print_generated(labels: list[Labelled]) -> None:
    """Print how many sentences made false by rule were caught."""
    total: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for one in (one for one in labels if one.is_true and passes(one)):
        for mutant in mutants(one):
            total[mutant.kind] += 1
            caught[mutant.kind] += not passes(replace(one, text=mutant.text))
    print(f"made false by rule: caught {sum(caught.values())} of {sum(total.values())}")
    for kind in sorted(total):
        print(f"    {kind:10} {caught[kind]} of {total[kind]}")


def print_speed(labels: list[Labelled]) -> None:
    """Print the milliseconds of a check with its evidence already read, and of the first one."""
    times = []
    for number in range(ROUNDS):
        for one in labels:
            fresh = replace(one, text=one.text + " " * (number + 1))
            start = time.perf_counter()
            passes(fresh)
            times.append((time.perf_counter() - start) * 1000)
    times.sort()
    median, p95 = statistics.median(times), times[int(0.95 * len(times))]
    print(f"a sentence: median {median:.2f} ms, 95% under {p95:.2f} ms, most {times[-1]:.1f} ms")


def main() -> int:
    """Run the measurement; returns the exit code."""
    labels = [*load(), *load_guides()]
    for name, path in (
        ("answers", ANSWER_LABELS),
        ("replies", REPLY_LABELS),
        ("fluent replies", FLUENT_LABELS),
        ("spoken replies", SPOKEN_LABELS),
        ("held-out replies", NEW_LABELS),
        ("fresh replies", FRESH_LABELS),
        ("latest replies", LATEST_LABELS),
        ("worded replies", WORDED_LABELS),
        ("reworded replies", REWORDED_LABELS),
        ("rephrased replies", REPHRASED_LABELS),
        ("retold replies", RETOLD_LABELS),
        ("replies of figures", FIGURED_LABELS),
        ("modelled replies", MODELLED_LABELS),
        ("guided replies", GUIDED_LABELS),
    ):
        print_rates(name, list(load(path)))
    print_rates("development half", [one for one in labels if not one.held_out])
    print_rates("held-out half", [one for one in labels if one.held_out])
    print_generated(labels)
    print_speed(labels)
    return 0


if __name__ == "__main__":
    sys.exit(main())
