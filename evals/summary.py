"""One screen at the end of a run: the verdict, the gates, categories, stages and the worst answers."""

from collections import Counter, defaultdict

from rich.console import Console
from rich.table import Table

from evals.gates import NOTHING, Held, Passage
from evals.pipeline import Outcome
from evals.scorers.privacy import masked
from evals.scoring import Result, Scored, pass_rate
from evals.selftest import self_tests
from evals.statistics import Interval

_STYLE = {"pass": "green", "fail": "bold red", "inconclusive": "yellow"}
WORST = 5


def print_outcome(outcome: Outcome, console: Console, *, show_held_out: bool = False) -> None:
    """Print what a run came to."""
    for variant, passage in outcome.gates.items():
        rate = pass_rate(outcome.scored, variant)
        style = _STYLE[passage.verdict]
        told = (
            f"{rate.value:.1%} of {rate.n} answers pass ({rate.low:.1%} to {rate.high:.1%})"
            if rate.n
            else "no answer could be scored on every core measure"
        )
        console.print(f"[{style}]{passage.verdict.upper()}[/] {variant}: {told}")
        console.print(_gates(passage))
        _print_reasons(passage, console)
        _print_categories(outcome.scored, variant, console)
        _print_worst(outcome.scored, variant, console, show_held_out)
    if outcome.flips:
        lost = sum(flip.was_passed for flip in outcome.flips)
        console.print(f"Since {outcome.flips[0].before_label}: {lost} lost, {len(outcome.flips) - lost} won.")
    if outcome.leaked:
        console.print(f"[bold red]Private data stands in {', '.join(outcome.leaked)}.[/]")
    if outcome.interrupted:
        console.print("[yellow]Stopped. Start the same command again: what was answered is kept.[/]")
    console.print(f"Report: {outcome.html}", soft_wrap=True)


def _gates(passage: Passage) -> Table:
    tests = {test.scorer: test for test in self_tests()}
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("gate", "verdict", "value", "95% interval", "n", "failed", "self-test"):
        table.add_column(name, no_wrap=True, justify="left" if name in ("gate", "verdict") else "right")
    for gate in passage.held:
        if gate.reason == NOTHING:
            continue
        test = tests.get(gate.metric)
        rates = f"{_rate(test.caught)}/{_rate(test.false_alarms)}" if test else ""
        table.add_row(*_row(gate), rates, style=None if gate.verdict == "pass" else _STYLE[gate.verdict])
    return table


def _rate(interval: Interval) -> str:
    return f"{interval.value:.0%}" if interval.n else "none"


def _print_reasons(passage: Passage, console: Console) -> None:
    """Print why a gate did not pass, or passed on advice alone; each on its own line, never cut short."""
    for gate in passage.held:
        if gate.reason == NOTHING:
            continue
        advice = "advisory, since its scorer misses faults or flags true answers" if gate.advisory else ""
        told = "; ".join(part for part in (gate.reason, advice) if part)
        if told:
            console.print(f"  {gate.metric}: {told}", highlight=False, markup=False)
    console.print("  self-test: planted faults caught / true answers flagged", style="dim", highlight=False)


def _row(gate: Held) -> tuple[str, ...]:
    summary = gate.summary
    if summary is None or not summary.mean.n:
        return (gate.metric, gate.verdict, "", "", "", "")
    mean = summary.mean
    return (
        gate.metric,
        gate.verdict,
        f"{mean.value:.3f}",
        f"{mean.low:.2f}-{mean.high:.2f}",
        str(mean.n),
        str(summary.failed),
    )


def _print_categories(scored: Scored, variant: str, console: Console) -> None:
    passed: defaultdict[str, list[bool]] = defaultdict(list)
    for result in scored.of(variant):
        passed[result.item.case.category].append(result.passed)
    shares = (f"{name} {sum(found) / len(found):.0%} of {len(found)}" for name, found in passed.items())
    console.print("By category: " + ", ".join(shares))
    stages = Counter(str(r.stage) for r in scored.of(variant) if not r.passed)
    if stages:
        console.print(
            "Failures by stage: " + ", ".join(f"{stage} {count}" for stage, count in stages.most_common())
        )


def _print_worst(scored: Scored, variant: str, console: Console, show_held_out: bool) -> None:
    failed = [r for r in scored.of(variant) if not r.passed]
    shown = [r for r in failed if show_held_out or r.item.case.split == "dev"]
    for result in sorted(shown, key=lambda r: -len(r.failed))[:WORST]:
        console.print(f"  {result.item.id}: {_line(result)}", highlight=False, markup=False)
    hidden = len(failed) - len(shown)
    if hidden:
        console.print(f"  {hidden} more in the held-out half; --show-held-out prints them.", style="dim")


def _line(result: Result) -> str:
    reasons = (
        "; ".join(f"{name}: {result.scores[name].reason}" for name in result.failed)
        or result.item.answer.error
    )
    secrets = [s for turn in result.item.case.turns for s in turn.expect.secrets]
    return masked(f'"{result.item.question}" [{result.stage}] {reasons}', secrets)[:220]
