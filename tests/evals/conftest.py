"""Answers made by hand, so that scorers, gates and reports can be tested without the adviser."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.schema import Turn
from evals.answers import Answer, Record
from evals.cases import Case, Expect, load_cases
from evals.corpus import Corpus
from evals.scorers import Item
from evals.scoring import Scored, score_records
from evals.selftest import load_truths

Change = Callable[[Item], Item]


class Scripted:
    """A target that answers by rule and remembers what it was asked."""

    def __init__(self, answer: Callable[[str, tuple[Turn, ...]], Answer], label: str = "scripted") -> None:
        self.label = label
        self.fingerprint = label
        self.asked: list[str] = []
        self._answer = answer

    def ask(self, question: str, history: tuple[Turn, ...], *_: Corpus | Expect) -> Answer:
        self.asked.append(question)
        return self._answer(question, tuple(history))


@pytest.fixture
def write_cases(tmp_path: Path) -> Callable[..., Path]:
    """Write a case file of some families and return its folder."""

    def write(*families: dict[str, object]) -> Path:
        folder = tmp_path / "cases"
        folder.mkdir(exist_ok=True)
        (folder / "own.yaml").write_text(yaml.safe_dump({"subject": "own", "families": list(families)}))
        return folder

    return write


@pytest.fixture
def small_cases(write_cases: Callable[..., Path]) -> tuple[Case, ...]:
    """Return two families with three cases."""
    why = "Needed to try the runner."
    one = {"family": "one", "category": "guide", "why": why, "asks": ["first?", "second?"]}
    two = {"family": "two", "category": "guide", "why": why, "asks": ["third?"]}
    for family in (one, two):
        family["expect"] = {"outcome": ["answered"], "must": ["yes"]}
    return load_cases(write_cases(one, two))


def truth(name: str) -> Item:
    """Return a true answer by its name."""
    return next(item for item in load_truths() if item.case.id == f"truth/{name}")


def scored_truths(variant: str, change: Change | None = None, only: str | None = None) -> Scored:
    """Score all true answers as one variant's, each changed in the same way."""
    items = [i for i in load_truths() if only is None or i.case.id == f"truth/{only}"]
    changed = [change(item) if change else item for item in items]
    records = [
        Record(key=f"{variant}:{item.case.id}", case=item.case.id, variant=variant, answers=item.answers)
        for item in changed
    ]
    return score_records([item.case for item in items], records)
