"""What each command of the command line does."""

import argparse
import dataclasses
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from evals import pipeline
from evals.answers import Record
from evals.comparison import as_rows
from evals.comparison import compare as compare_scored
from evals.feedback import write_drafts
from evals.gates import hold_all, load_baseline, load_gates
from evals.labelling import label as label_results
from evals.pipeline import Options, chosen, flips_between
from evals.report import write_report
from evals.report.context import Material
from evals.runner import RECORDS, read_records
from evals.runs import find_run, new_folder, read_manifest
from evals.scoring import Scored, score_records
from evals.selftest import self_tests
from evals.summary import print_outcome

_CONSOLE = Console(soft_wrap=False)


def run(given: argparse.Namespace, options: Options) -> int:
    """Ask the targets, score and report."""
    folder = new_folder(given.runs, given.name)
    total = len(chosen(options)) * len(options.targets)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Asking", total=total)

        def advance(record: Record, found: bool) -> None:
            progress.update(
                task, advance=1, description=f"{'Kept' if found else 'Asking'} {record.variant[:30]}"
            )

        outcome = pipeline.run(folder, options, advance)
    print_outcome(outcome, _CONSOLE, show_held_out=options.show_held_out)
    return outcome.status


def rescore(given: argparse.Namespace, options: Options) -> int:
    """Score a run's recorded answers anew."""
    folder = find_run(given.runs, given.run)
    outcome = pipeline.rescore(folder, _with_cases(folder, options), read_manifest(folder))
    print_outcome(outcome, _CONSOLE, show_held_out=options.show_held_out)
    return outcome.status


def report(given: argparse.Namespace, options: Options) -> int:
    """Write a run's report anew and say where it is."""
    folder = find_run(given.runs, given.run)
    outcome = pipeline.rescore(folder, _with_cases(folder, options), read_manifest(folder))
    if given.md:
        _CONSOLE.print(
            (folder / "report.md").read_text(encoding="utf-8"), markup=False, highlight=False, soft_wrap=True
        )
    if given.html or not given.md:
        _CONSOLE.print(str(outcome.html), soft_wrap=True, highlight=False)
    return outcome.status


def compare(given: argparse.Namespace, options: Options) -> int:
    """Compare two runs: pairs, chance, flipped answers."""
    first, second = find_run(given.runs, given.first), find_run(given.runs, given.second)
    one, two = (_scored(folder, options) for folder in (first, second))
    a, b = one.variants[0], two.variants[-1]
    pairs = compare_scored(one, a, two, b)
    rows = as_rows(pairs, f"{first.name} {a}", f"{second.name} {b}")
    both = Scored(
        (*_named(one, a, f"{first.name} {a}").results, *_named(two, b, f"{second.name} {b}").results), ()
    )
    flips = tuple(flips_between(_named(one, a, b), _named(two, b, b), b, first.name))
    held = {v: hold_all(both, v, load_gates(), load_baseline()) for v in both.variants}
    manifest = {**read_manifest(second), "compared with": first.name}
    material = Material(both, held, self_tests(), flips, manifest, None, options.show_held_out, [rows])
    html, _ = write_report(second, material, name=f"compared-with-{first.name}")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("measure", first.name, second.name, "change", "pairs", "won", "lost", "p", "beyond chance"):
        table.add_column(name)
    for row in rows:
        table.add_row(
            row["metric"],
            f"{row['a']:.3f}",
            f"{row['b']:.3f}",
            f"{row['change']:+.3f}",
            str(row["n"]),
            str(row["won"]),
            str(row["lost"]),
            f"{row['p']:.3f}",
            "yes" if row["significant"] else "no",
        )
    _CONSOLE.print(table)
    lost = sum(flip.was_passed for flip in flips)
    _CONSOLE.print(f"{lost} answers lost, {len(flips) - lost} won. Report: {html}", soft_wrap=True)
    return 1 if any(row["significant"] and row["change"] < 0 for row in rows) else 0


def _scored(folder: Path, options: Options) -> Scored:
    records = read_records(folder / RECORDS).values()
    return score_records(chosen(_with_cases(folder, options)), records)


def _with_cases(folder: Path, options: Options) -> Options:
    """Take the cases from where the run took them."""
    return dataclasses.replace(options, cases=Path(read_manifest(folder)["cases folder"]))


def _named(scored: Scored, variant: str, name: str) -> Scored:
    return Scored(tuple(dataclasses.replace(r, variant=name) for r in scored.of(variant)), ())


def label(given: argparse.Namespace, options: Options) -> int:
    """Let a person rate answers before the scores are told."""
    folder = find_run(given.runs, given.run)
    scored = _scored(folder, options)
    shown = [r for r in scored.results if r.item.case.split == "dev" and r.item.answer.text]
    label_results(shown, given.count, input, _tell, folder / "ratings.jsonl")
    return 0


def _tell(text: str) -> None:
    _CONSOLE.print(text, markup=False, highlight=False)


def from_feedback(given: argparse.Namespace, options: Options) -> int:
    """Turn thumbs-downs into draft cases."""
    del options
    count = write_drafts(given.feedback, given.out)
    _CONSOLE.print(
        f"{count} draft case(s) in {given.out}. Complete what they expect, then move the file to evals/cases."
        if count
        else "No thumbs-down in it.",
        soft_wrap=True,
    )
    return 0
