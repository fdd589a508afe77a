"""A run from cases to report: ask, score, hold the gates, write everything down."""

import platform
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evals.answers import Record
from evals.cases import CASES, Case, load_cases, select
from evals.comparison import as_rows, compare
from evals.corpus import open_corpus
from evals.gates import (
    Passage,
    hold_all,
    load_baseline,
    load_gates,
    make_baseline,
    save_baseline,
)
from evals.hashing import code_hash, digest
from evals.junit import write_junit
from evals.report import write_report
from evals.report.context import Material
from evals.report.entries import Flip
from evals.runner import RECORDS, OnRecord, ask_all, read_records, write_manifest
from evals.runs import previous_run, read_passed, write_scores
from evals.scorers.privacy import leaks
from evals.scoring import Scored, pass_rate, score_records
from evals.selftest import advisory_scorers, self_tests
from evals.statistics import SEED
from evals.targets import open_target

PACKAGES = ("chromadb", "langchain-core", "sentence-transformers", "scipy", "ir-measures", "rapidfuzz")


@dataclass(frozen=True)
class Options:
    """What a run is asked to do."""

    targets: tuple[str, ...] = ("offline",)
    split: str = "all"
    category: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    cases: Path = CASES
    show_held_out: bool = False
    fresh: bool = False
    workers: int | None = None
    fail_under: float | None = None
    save_baseline: bool = False
    judge: str | None = None
    command: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of a run."""

    folder: Path
    scored: Scored
    gates: Mapping[str, Passage]
    flips: tuple[Flip, ...]
    html: Path
    status: int
    interrupted: bool = False
    leaked: tuple[str, ...] = ()


def run(folder: Path, options: Options, on_record: OnRecord) -> Outcome:
    """Ask, score and report.

    Raises:
        WaypointError: the cases, the gates or a target cannot be used.
    """
    started = time.perf_counter()
    cases = chosen(options)
    targets = [open_target(text, cache=folder.parent / "indexes") for text in options.targets]
    manifest = _manifest(options, cases, {t.label: t.fingerprint for t in targets})
    write_manifest(folder, manifest)
    asked = ask_all(cases, targets, folder, fresh=options.fresh, workers=options.workers, on_record=on_record)
    manifest |= {"asked anew": asked.fresh, "seconds": round(time.perf_counter() - started, 1)}
    write_manifest(folder, manifest)
    return finish(folder, cases, asked.records, options, manifest, interrupted=asked.interrupted)


def chosen(options: Options) -> tuple[Case, ...]:
    """Return the cases that the options ask for."""
    return select(
        load_cases(options.cases), split=options.split, category=options.category, family=options.family
    )


def rescore(folder: Path, options: Options, manifest: dict[str, Any]) -> Outcome:
    """Score the recorded answers anew, without asking any target."""
    cases = chosen(options)
    known = {case.id for case in cases}
    records = [r for r in read_records(folder / RECORDS).values() if r.case in known]
    return finish(folder, cases, records, options, manifest)


def finish(
    folder: Path,
    cases: Sequence[Case],
    records: Sequence[Record],
    options: Options,
    manifest: dict[str, Any],
    *,
    interrupted: bool = False,
) -> Outcome:
    """Score records, hold the gates and write scores, report and JUnit."""
    scored = score_records(cases, records)
    baseline, gates = load_baseline(), load_gates()
    advisory = advisory_scorers()
    held = {variant: hold_all(scored, variant, gates, baseline, advisory) for variant in scored.variants}
    flips = find_flips(folder, cases, scored)
    judged = _judge(options, scored)
    pairs = _side_by_side(scored)
    material = Material(scored, held, self_tests(), flips, manifest, judged, options.show_held_out, pairs)
    html, markdown = write_report(folder, material)
    write_scores(folder, scored, held)
    write_junit(folder / "junit.xml", scored, held, show_held_out=options.show_held_out)
    if options.save_baseline and scored.variants and not interrupted:
        save_baseline(make_baseline(scored, scored.variants[0], list(gates.metrics)))
    leaked = _leaked(cases, (html, markdown, folder / "junit.xml", folder / "scores.json"))
    status = _status(scored, held, options, interrupted, leaked)
    return Outcome(folder, scored, held, flips, html, status, interrupted, leaked)


def _side_by_side(scored: Scored) -> list[list[dict[str, Any]]]:
    """Compare the first variant, pair by pair, with each of the others."""
    first = scored.variants[:1]
    return [
        as_rows(compare(scored, one, scored, two), one, two) for one in first for two in scored.variants[1:]
    ]


def find_flips(folder: Path, cases: Sequence[Case], scored: Scored) -> tuple[Flip, ...]:
    """Compare each variant with the newest earlier run that holds it, by the scores written then."""
    found: list[Flip] = []
    turns = {case.id: len(case.turns) for case in cases}
    for variant in scored.variants:
        earlier = previous_run(folder.parent, folder, variant)
        if earlier is None:
            continue
        texts = {
            record.case if turns.get(record.case) == 1 else f"{record.case}#{number}": answer.text
            for record in read_records(earlier / RECORDS).values()
            if record.variant == variant
            for number, answer in enumerate(record.answers, start=1)
        }
        passed = read_passed(earlier, variant)
        known = {name: (texts[name], passed[name]) for name in passed if name in texts}
        found += _changed(known, scored, variant, earlier.name)
    return tuple(found)


def _changed(before: Mapping[str, tuple[str, bool]], now: Scored, variant: str, label: str) -> list[Flip]:
    """Return the answers whose verdict changed; what was lost comes first."""
    changed = [
        Flip(r, *before[r.item.id], label)
        for r in now.of(variant)
        if r.item.id in before and before[r.item.id][1] != r.passed
    ]
    return sorted(changed, key=lambda flip: (not flip.was_passed, flip.result.item.id))


def flips_between(before: Scored, now: Scored, variant: str, label: str) -> list[Flip]:
    """Return the answers of a variant whose verdict differs between two scored runs."""
    known = {r.item.id: (r.item.answer.text, r.passed) for r in before.results}
    return _changed(known, now, variant, label)


def _judge(options: Options, scored: Scored) -> dict[str, Any] | None:
    if options.judge is None:
        return None
    from evals.judge import calibrate_and_judge

    return calibrate_and_judge(options.judge, scored)


def _leaked(cases: Sequence[Case], paths: Sequence[Path]) -> tuple[str, ...]:
    """Look for private data of the cases in what the run wrote for others to read."""
    secrets = {s for case in cases for turn in case.turns for s in turn.expect.secrets}
    return tuple(p.name for p in paths if secrets and leaks(secrets, p.read_text(encoding="utf-8")))


def _status(
    scored: Scored, held: Mapping[str, Passage], options: Options, interrupted: bool, leaked: tuple[str, ...]
) -> int:
    """Return 0 when every gate passes, 1 when one fails, 2 when that cannot be said."""
    verdicts = {passage.verdict for passage in held.values()}
    under = options.fail_under is not None and any(
        pass_rate(scored, variant).value < options.fail_under for variant in scored.variants
    )
    if "fail" in verdicts or under or leaked:
        return 1
    return 2 if interrupted or "inconclusive" in verdicts or not scored.results else 0


def _manifest(options: Options, cases: Sequence[Case], targets: Mapping[str, str]) -> dict[str, Any]:
    corpora = {name: open_corpus(name).hash for name in sorted({case.corpus for case in cases})}
    return {
        "when": time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime()),
        "command": options.command,
        "targets": ", ".join(f"{label} ({mark})" for label, mark in targets.items()),
        "cases": f"{len(cases)} ({options.split})",
        "cases folder": str(options.cases),
        "cases hash": digest(*(case.model_dump(mode="json") for case in cases)),
        "corpora": ", ".join(f"{name} ({mark})" for name, mark in corpora.items()),
        "code hash": code_hash(),
        "seed": SEED,
        "python": sys.version.split()[0],
        "machine": platform.machine(),
        "packages": ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
