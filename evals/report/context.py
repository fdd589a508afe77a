"""What the report shows, gathered as plain data for its two templates."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.attribution import EXPLAINED, STAGES
from evals.gates import NOTHING, Passage, as_plain
from evals.report.charts import bars, dots
from evals.report.entries import Flip, clean, entry, flip_entry
from evals.scorers import CHAPTERS, HARD, MEASURES, SCORERS
from evals.scoring import (
    FamilyResult,
    Result,
    Scored,
    Summary,
    abstention_rates,
    measures_of,
    pass_rate,
    summarise,
    summarise_one,
)
from evals.selftest import SelfTest, stale_truths
from evals.statistics import Interval, detectable_difference, quantile

WORST = 80
SKILLS = {
    "AI prompting": "Whether what is asked is understood: in other words, mistyped, in a conversation.",
    "Critical evaluation": "Whether what is said can be believed: figures, citations, an honest no.",
    "Quality": "Whether the answer is right and complete, from the right passages, in good time.",
    "Privacy and security": "Whether private data and planted orders stay without effect.",
    "Empathy and clarity": "Whether people are met kindly, plainly and alike.",
}


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made of."""

    scored: Scored
    gates: Mapping[str, Passage]
    tests: Sequence[SelfTest]
    flips: Sequence[Flip]
    manifest: Mapping[str, Any]
    judge: Mapping[str, Any] | None = None
    show_held_out: bool = False
    compared: Sequence[Sequence[Mapping[str, Any]]] = ()


def build(material: Material) -> dict[str, Any]:
    """Return the template's variables."""
    scored = material.scored
    summaries = summarise(scored)
    shown = [r for r in scored.results if material.show_held_out or r.item.case.split == "dev"]
    failed = sorted((r for r in shown if not r.passed), key=_badness)
    stages = Counter(str(r.stage) for r in scored.results if not r.passed)
    return {
        "verdict": _verdict(material),
        "changed": _changed(material.flips),
        "manifest": material.manifest,
        "variants": [_variant(scored, name, material.gates.get(name)) for name in scored.variants],
        "chart": dots(_dot_rows(summaries), scored.variants),
        "stage_chart": bars([(s, stages[s]) for s in STAGES if stages[s]], "failed answers"),
        "stages": [{"name": s, "count": stages[s], "explained": EXPLAINED[s]} for s in STAGES if stages[s]],
        "categories": _categories(scored),
        "chapters": [_chapter(name, material, summaries) for name in CHAPTERS],
        "flips": [
            flip_entry(flip)
            for flip in material.flips
            if material.show_held_out or flip.result.item.case.split == "dev"
        ],
        "hidden_flips": sum(1 for f in material.flips if f.result.item.case.split != "dev")
        * (not material.show_held_out),
        "worst": [entry(r) for r in failed[:WORST]],
        "passing": [entry(r) for r in shown if r.passed],
        "more_failed": [entry(r) for r in failed[WORST:]],
        "held_out": _held_out(scored, material.show_held_out),
        "families": [_family(f) for f in _bad_families(material)],
        "speed": {name: _speed(scored, name) for name in scored.variants},
        "tests": [_test(test) for test in material.tests],
        "judge": material.judge,
        "compared": material.compared,
        "limits": _limits(scored),
        "nothing": NOTHING,
    }


def _verdict(material: Material) -> dict[str, str]:
    """Say in one sentence how things stand."""
    parts = []
    worst = "pass"
    for variant, passage in material.gates.items():
        rate = pass_rate(material.scored, variant)
        failing = [gate.metric for gate in passage.held if gate.verdict == "fail"]
        unsure = [gate.metric for gate in passage.held if gate.verdict == "inconclusive"]
        worst = "fail" if failing or worst == "fail" else "inconclusive" if unsure else worst
        told = (
            f"fails {_join(failing)}"
            if failing
            else f"cannot be judged on {_join(unsure)}"
            if unsure
            else "passes every gate"
        )
        free = f"{rate.value:.1%} of {rate.n}" if rate.n else "none that could be scored of"
        parts.append(f"{variant} {told}, with {free} answers free of any core fault")
    return {"word": worst, "text": "; ".join(parts) + "." if parts else "Nothing was scored."}


def _join(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]


def _changed(flips: Sequence[Flip]) -> str:
    if not flips:
        return "No answer changed sides since the last run, or there was none to compare with."
    lost = sum(flip.was_passed for flip in flips)
    return f"Since {flips[0].before_label}, {lost} answers were lost and {len(flips) - lost} were won."


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None or not interval.n:
        return None
    return {"value": interval.value, "low": interval.low, "high": interval.high, "n": interval.n}


def _variant(scored: Scored, name: str, passage: Passage | None) -> dict[str, Any]:
    return {
        "name": name,
        "rate": _interval(pass_rate(scored, name)),
        "gates": as_plain(passage) if passage else [],
        "abstention": {key: _interval(value) for key, value in abstention_rates(scored, name).items()},
        "splits": {split: _split_rate(scored, name, split) for split in ("dev", "held-out")},
    }


def _split_rate(scored: Scored, variant: str, split: str) -> dict[str, Any] | None:
    part = Scored(tuple(r for r in scored.of(variant) if r.item.case.split == split), ())
    return _interval(pass_rate(part, variant)) if part.results else None


def _dot_rows(summaries: Sequence[Summary]) -> list[dict[str, Any]]:
    return [
        {
            "metric": s.metric,
            "variant": s.variant,
            "value": s.mean.value,
            "low": s.mean.low,
            "high": s.mean.high,
        }
        for s in summaries
        if s.mean.n
    ]


def _categories(scored: Scored) -> dict[str, Any]:
    """Return the table of categories by metric, for the first variant."""
    if not scored.variants:
        return {"metrics": [], "rows": []}
    variant = scored.variants[0]
    cells: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    passed: defaultdict[str, list[bool]] = defaultdict(list)
    for result in scored.of(variant):
        passed[result.item.case.category].append(result.passed)
        for metric, score in result.scores.items():
            cells[(result.item.case.category, metric)].append(score.value)
    metrics = [s.name for s in SCORERS if any(metric == s.name for _, metric in cells)]
    rows = [
        {
            "name": category,
            "n": len(passes),
            "passed": sum(passes) / len(passes),
            "cells": [_mean(cells.get((category, metric))) for metric in metrics],
        }
        for category, passes in passed.items()
    ]
    return {"metrics": metrics, "rows": rows, "variant": variant}


def _mean(values: Sequence[float] | None) -> float | None:
    return sum(values) / len(values) if values else None


def _chapter(name: str, material: Material, summaries: Sequence[Summary]) -> dict[str, Any]:
    tests = {test.scorer: test for test in material.tests}
    metrics = []
    for scorer in MEASURES:
        if scorer.chapter != name:
            continue
        own = [s for s in summaries if s.metric == scorer.name]
        metrics.append(
            {
                "name": scorer.name,
                "definition": scorer.definition,
                "hard": scorer.name in HARD,
                "test": _test(tests[scorer.name]) if scorer.name in tests else None,
                "values": [
                    {
                        "variant": s.variant,
                        **(_interval(s.mean) or {}),
                        "failed": s.failed,
                        "coverage": s.coverage,
                    }
                    for s in own
                    if s.mean.n
                ],
                "misses": _misses(material, scorer.name),
            }
        )
    return {"name": name, "about": SKILLS[name], "metrics": metrics}


def _misses(material: Material, metric: str) -> list[dict[str, str]]:
    """Return a few of the worst answers under one measure."""
    scored = [
        (r.scores[metric].value, r)
        for r in material.scored.results
        if metric in r.scores and not r.scores[metric].passed
        if material.show_held_out or r.item.case.split == "dev"
    ]
    worst = sorted(scored, key=lambda pair: pair[0])[:5]
    return [
        {
            "id": r.item.id,
            "question": clean(r.item.question, r),
            "reason": clean(r.scores[metric].reason, r),
        }
        for _, r in worst
    ]


def _badness(result: Result) -> tuple[bool, int, str]:
    hard = bool(HARD & set(result.failed))
    return (not hard, -len(result.failed), result.item.id)


def _held_out(scored: Scored, shown: bool) -> dict[str, Any]:
    results = [r for r in scored.results if r.item.case.split == "held-out"]
    by_metric = Counter(name for r in results for name in r.failed)
    return {
        "n": len(results),
        "failed": sum(not r.passed for r in results),
        "by_metric": dict(by_metric),
        "shown": shown,
    }


def _bad_families(material: Material) -> list[FamilyResult]:
    splits = {r.item.case.family: r.item.case.split for r in material.scored.results}
    bad = [f for f in material.scored.families if not f.score.passed]
    bad = [f for f in bad if material.show_held_out or splits.get(f.family) == "dev"]
    return sorted(bad, key=lambda f: (f.metric != "fairness", f.score.value))[:40]


def _family(family: FamilyResult) -> dict[str, Any]:
    return {
        "family": family.family,
        "metric": family.metric,
        "variant": family.variant,
        "value": family.score.value,
        "reason": family.broken or family.score.reason,
    }


def _speed(scored: Scored, variant: str) -> list[dict[str, Any]]:
    steps = measures_of(scored, variant, "latency")
    return [
        {
            "step": name.removeprefix("step "),
            "p50": quantile(values, 0.5),
            "p95": quantile(values, 0.95),
            "n": len(values),
        }
        for name, values in steps.items()
        if not name.startswith("pace")
    ]


def _test(test: SelfTest) -> dict[str, Any]:
    return {
        "scorer": test.scorer,
        "caught": test.caught.value if test.caught.n else None,
        "mutants": test.caught.n,
        "alarms": test.false_alarms.value if test.false_alarms.n else None,
        "truths": test.false_alarms.n,
        "advisory": test.advisory,
        "blind": test.blind.value if test.blind and test.blind.n else None,
        "negated": test.blind.n if test.blind else 0,
        "missed": list(test.missed[:6]),
        "flagged": list(test.alarms[:6]),
    }


def _limits(scored: Scored) -> list[str]:
    first = scored.variants[0] if scored.variants else ""
    n = len(scored.of(first))
    retrieval = summarise_one(scored, first, "retrieval")
    found = [
        f"With {n} answers, two variants that disagree on 15% of them can be told apart from about "
        f"±{detectable_difference(n):.1%} on.",
        "Faithfulness counts words, figures and negations; a sentence turned into its opposite in other "
        "words can get through. The self-test prints how many negated sentences it catches.",
        "Correctness looks for the words a case lists; a right answer in other words can fail, and then "
        "the case is to be mended.",
        "Tone and clarity are a lint. They find what is certainly wrong and never measure empathy.",
        "The held-out part is scored like the rest, but its questions and answers are shown only on request, "
        "so that nobody tunes on them.",
    ]
    if stale := stale_truths():
        found.append(
            f"{len(stale)} true answers were left out of the self-test, since a table no longer has the row "
            f"they cite: {', '.join(stale)}."
        )
    if retrieval is None or not retrieval.mean.n:
        found.append("Retrieval and understanding were not scored: this target cannot be looked into.")
    return found
