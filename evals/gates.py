"""The gates: hard ones that no failure passes, and thresholds against a baseline that know their interval."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import WaypointError
from evals.scoring import Scored, Summary, measures_of, scores_of, summarise_one
from evals.statistics import benjamini_hochberg, mcnemar, quantile, sign_flip

GATES = Path(__file__).parent / "gates.toml"
BASELINE = Path(__file__).parent / "baseline.json"
NOTHING = "nothing to score"
Verdict = Literal["pass", "fail", "inconclusive"]
EXIT: dict[Verdict, int] = {"pass": 0, "fail": 1, "inconclusive": 2}


class Gate(BaseModel):
    """What a metric must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hard: bool = Field(default=False, description="No answer may fail it.")
    least: float | None = Field(
        default=None, description="Lowest mean; fails when the whole interval is below."
    )
    lost: int = Field(
        default=3, description="How many answers more than were won may be lost to the baseline."
    )


class StepGate(BaseModel):
    """How much slower a step may become against the baseline: times the median, and seconds on top."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    times: float = 1.6
    seconds: float = 0.05


class Gates(BaseModel):
    """All gates, as gates.toml holds them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metrics: dict[str, Gate]
    steps: StepGate = StepGate()


class Baseline(BaseModel):
    """What the metrics were when someone last said so; only what was not perfect is listed."""

    model_config = ConfigDict(frozen=True)

    target: str = ""
    metrics: dict[str, float] = {}
    asked: tuple[str, ...] = ()
    failed: dict[str, tuple[str, ...]] = {}
    values: dict[str, dict[str, float]] = {}
    steps: dict[str, dict[str, float]] = {}

    def passed(self, metric: str) -> dict[str, bool]:
        """Return whether each answer, and each family, passed a metric."""
        failed = set(self.failed.get(metric, ()))
        names = {*self.asked, *self.families} if metric in self.metrics else set()
        return {name: name not in failed for name in names}

    def family_values(self, metric: str) -> dict[str, float]:
        """Return each family's mean under a metric."""
        low = self.values.get(metric, {})
        return {family: low.get(family, 1.0) for family in self.families} if metric in self.metrics else {}

    @property
    def families(self) -> frozenset[str]:
        """The families that were asked."""
        return frozenset(name.split("/")[0] for name in self.asked)


@dataclass(frozen=True, slots=True)
class Held:
    """A gate's outcome, with what it rests on."""

    metric: str
    verdict: Verdict
    reason: str
    summary: Summary | None
    baseline: float | None
    lost: tuple[str, ...] = ()
    won: tuple[str, ...] = ()
    p: float | None = None
    advisory: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """All gates' outcomes for one variant."""

    held: tuple[Held, ...]
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def verdict(self) -> Verdict:
        """Fail before inconclusive before pass."""
        verdicts = {gate.verdict for gate in self.held}
        return "fail" if "fail" in verdicts else "inconclusive" if "inconclusive" in verdicts else "pass"


def load_gates(path: Path = GATES) -> Gates:
    """Read the gates.

    Raises:
        WaypointError: the file is not as it should be.
    """
    try:
        return Gates.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise WaypointError(f"{path}: {error}") from error


def load_baseline(path: Path = BASELINE) -> Baseline:
    """Read the baseline; an empty one when none was saved."""
    if not path.exists():
        return Baseline()
    return Baseline.model_validate_json(path.read_text(encoding="utf-8"))


def make_baseline(scored: Scored, variant: str, metrics: Sequence[str]) -> Baseline:
    """Return the baseline that a variant's scores make."""
    summaries = {name: summarise_one(scored, variant, name) for name in metrics}
    passed = {name: passed_by_case(scored, variant, name) for name in metrics}
    values = {name: _family_values(scored, variant, name) for name in metrics}
    return Baseline(
        target=variant,
        metrics={name: round(s.mean.value, 4) for name, s in summaries.items() if s and s.mean.n},
        asked=tuple(sorted(result.item.id for result in scored.of(variant))),
        failed={
            name: tuple(sorted(c for c, good in found.items() if not good)) for name, found in passed.items()
        },
        values={name: {f: v for f, v in found.items() if v < 1} for name, found in values.items()},
        steps=_steps(scored, variant),
    )


def save_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    """Write the baseline with one answer a line, so that a change of it can be read."""
    path.write_text(json.dumps(baseline.model_dump(), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def passed_by_case(scored: Scored, variant: str, metric: str) -> dict[str, bool]:
    """Return whether each answer passes a metric; families where the metric is one of families."""
    found = {
        r.item.id: r.scores[metric].passed
        for r in scored.of(variant)
        if metric in r.scores and metric != "fairness"
    }
    families = {
        f.family: f.score.passed
        for f in scored.families
        if (f.variant, f.metric) == (variant, metric) and f.broken is None
    }
    return families or found


def _family_values(scored: Scored, variant: str, metric: str) -> dict[str, float]:
    scores, _ = scores_of(scored, variant, metric)
    return {family: round(sum(s.value for s in found) / len(found), 4) for family, found in scores.items()}


def _steps(scored: Scored, variant: str) -> dict[str, dict[str, float]]:
    """Return, by category, the median of each step as a multiple of the machine's pace, and that pace."""
    found: dict[str, dict[str, float]] = {}
    for category in sorted({result.item.case.category for result in scored.of(variant)}):
        part = Scored(tuple(r for r in scored.of(variant) if r.item.case.category == category), ())
        steps = measures_of(part, variant, "latency")
        medians = {n: round(quantile(values, 0.5), 5) for n, values in steps.items() if n.startswith("pace")}
        found[category] = {"answers": float(len(part.results)), **medians}
    return found


def hold_all(
    scored: Scored, variant: str, gates: Gates, baseline: Baseline, advisory: frozenset[str] = frozenset()
) -> Passage:
    """Hold a variant's scores against every gate."""
    changes = {name: _changes(scored, variant, name, baseline) for name in gates.metrics}
    p_values = {name: sign_flip(changed) for name, changed in changes.items()}
    significant = benjamini_hochberg(p_values)
    fell = {name: significant[name] and sum(changes[name]) < 0 for name in gates.metrics}
    held = [
        _hold(name, gate, scored, variant, baseline, p_values[name], fell[name], name in advisory)
        for name, gate in gates.metrics.items()
    ]
    slower = slower_steps(scored, variant, gates.steps, baseline)
    if slower:
        held.append(Held("speed", "fail", "; ".join(slower), None, None))
    return Passage(tuple(held))


def _changes(scored: Scored, variant: str, name: str, baseline: Baseline) -> list[float]:
    """How each family asked then and now changed; one that is new says nothing of better or worse."""
    now, before = _family_values(scored, variant, name), baseline.family_values(name)
    return [now[family] - before[family] for family in now if family in before]


def _hold(
    name: str,
    gate: Gate,
    scored: Scored,
    variant: str,
    baseline: Baseline,
    p: float,
    fell: bool,
    advisory: bool,
) -> Held:
    summary = summarise_one(scored, variant, name)
    before = baseline.metrics.get(name)
    if summary is None or (not summary.mean.n and not summary.broken):
        return Held(name, "pass", NOTHING, summary, before)
    lost, won = flips(baseline.passed(name), passed_by_case(scored, variant, name))
    verdict, reason = _verdict(gate, summary, lost, won, fell)
    if baseline.target != variant:
        reason = reason.replace("the baseline", f"the baseline, which is of {baseline.target}")
    if advisory and verdict == "fail" and not gate.hard:
        verdict, reason = "pass", f"advisory: {reason}"
    return Held(name, verdict, reason, summary, before, lost, won, p, advisory)


def flips(before: Mapping[str, bool], now: Mapping[str, bool]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what passed before and fails now, and the other way round."""
    lost = tuple(case for case, passed in now.items() if not passed and before.get(case))
    won = tuple(case for case, passed in now.items() if passed and before.get(case) is False)
    return lost, won


def _verdict(
    gate: Gate,
    summary: Summary,
    lost: tuple[str, ...],
    won: tuple[str, ...],
    fell: bool,
) -> tuple[Verdict, str]:
    if gate.hard and summary.failed:
        return "fail", f"{summary.failed} of {summary.mean.n} answers fail it; none may"
    if summary.coverage < 1:
        return "inconclusive", f"its scorer broke on {summary.broken} answers"
    if gate.least is not None and summary.mean.high < gate.least:
        return "fail", f"even the interval's end, {summary.mean.high:.3f}, is under {gate.least:.3f}"
    if len(lost) - len(won) > gate.lost:
        p = mcnemar(len(won), len(lost))
        return "fail", f"{len(lost)} answers lost and {len(won)} won against the baseline (p = {p:.3f})"
    if fell:
        return "fail", "below the baseline beyond chance, over the families asked then and now"
    return "pass", ""


def slower_steps(scored: Scored, variant: str, gate: StepGate, baseline: Baseline) -> list[str]:
    """Name the steps whose time, in multiples of the machine's pace, grew past what the gate allows.

    Medians are compared category by category, since a quick kind of question may now be asked more often.
    """
    if baseline.target != variant:
        return []
    now = _steps(scored, variant)
    shared = [category for category in now if category in baseline.steps]
    names = sorted({name for category in shared for name in now[category] if name.startswith("pace ")})
    found = []
    for name in names:
        before, after = (_weighted(name, shared, now, steps) for steps in (baseline.steps, now))
        pace = _weighted("pace", shared, now, baseline.steps)
        if before and after > before * gate.times and (after - before) * pace > gate.seconds:
            step = name.removeprefix("pace ")
            found.append(f"step {step} takes {after * pace:.2f} s where it took {before * pace:.2f} s")
    return found


def _weighted(
    name: str,
    categories: Sequence[str],
    now: Mapping[str, Mapping[str, float]],
    steps: Mapping[str, Mapping[str, float]],
) -> float:
    """Average a step over categories as often as each is asked now."""
    pairs = [(steps[c][name], now[c]["answers"]) for c in categories if name in steps[c] and name in now[c]]
    return (
        sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs) if pairs else 0.0
    )


def as_plain(passage: Passage) -> list[dict[str, Any]]:
    """Return the gates' outcomes as JSON-ready data."""
    return [
        {
            "metric": gate.metric,
            "verdict": gate.verdict,
            "reason": gate.reason,
            "value": gate.summary.mean.value if gate.summary else None,
            "low": gate.summary.mean.low if gate.summary else None,
            "high": gate.summary.mean.high if gate.summary else None,
            "n": gate.summary.mean.n if gate.summary else None,
            "coverage": gate.summary.coverage if gate.summary else None,
            "baseline": gate.baseline,
            "lost": list(gate.lost),
            "won": list(gate.won),
        }
        for gate in passage.held
    ]
