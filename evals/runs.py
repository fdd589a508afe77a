"""Folders of runs: where they are, how one is named, and its scores as plain data."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.errors import WaypointError
from evals.gates import Passage, as_plain
from evals.scoring import Scored, Summary, summarise

SCORES = "scores.json"
MANIFEST = "run.json"


def new_folder(root: Path, name: str | None) -> Path:
    """Return a run's folder: the named one, which may exist and then goes on, or a new one by the time."""
    folder = root / (name or datetime.now(UTC).strftime("%Y%m%d-%H%M%S"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def find_run(root: Path, name: str) -> Path:
    """Return the folder of a run by its name, its path, or "latest".

    Raises:
        WaypointError: there is no such run.
    """
    if name == "latest":
        runs = sorted(p for p in root.glob("*") if (p / MANIFEST).exists())
        if runs:
            return runs[-1]
        raise WaypointError(f"There is no run in {root} yet. Start one with: python -m evals run")
    for folder in (Path(name), root / name):
        if (folder / MANIFEST).exists():
            return folder
    raise WaypointError(f"There is no run {name}. Look into {root}, or write latest.")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what a run was made of."""
    loaded: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return loaded


def previous_run(root: Path, folder: Path, variant: str) -> Path | None:
    """Return the newest finished run before this one that holds a variant of this name."""
    for other in sorted((p for p in root.glob("*") if p != folder and p.name < folder.name), reverse=True):
        scores = other / SCORES
        if scores.exists() and variant in json.loads(scores.read_text(encoding="utf-8"))["variants"]:
            return other
    return None


def read_passed(folder: Path, variant: str) -> dict[str, bool]:
    """Return whether each answer of a variant passed when a run was scored."""
    loaded = json.loads((folder / SCORES).read_text(encoding="utf-8"))
    answers = loaded["variants"].get(variant, {}).get("answers", {})
    return {name: bool(answer["passed"]) for name, answer in answers.items()}


def write_scores(folder: Path, scored: Scored, gates: Mapping[str, Passage]) -> None:
    """Write all scores as plain data."""
    data = {
        "variants": {
            variant: {
                "summary": {s.metric: _summary(s) for s in summarise(scored) if s.variant == variant},
                "gates": as_plain(gates[variant]) if variant in gates else [],
                "answers": {
                    r.item.id: {
                        "passed": r.passed,
                        "stage": r.stage,
                        "scores": {name: round(score.value, 4) for name, score in r.scores.items()},
                        "failed": list(r.failed),
                        "unscored": dict(r.broken),
                    }
                    for r in scored.of(variant)
                },
            }
            for variant in scored.variants
        }
    }
    (folder / SCORES).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "mean": summary.mean.value,
        "low": summary.mean.low,
        "high": summary.mean.high,
        "n": summary.mean.n,
        "failed": summary.failed,
        "coverage": summary.coverage,
    }
