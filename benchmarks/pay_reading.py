"""How well pay is read from text, on labelled passages: python -m benchmarks.pay_reading."""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.documents import read_document
from bot.pay.reading import read_pay
from bot.pay.reading.naming import role_key
from bot.schema import PayRecord

_DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
PASSAGES = _DATA / "pay_passages.yaml"
PAGES = _DATA / "pages"


@dataclass(frozen=True, slots=True)
class Expected:
    """A record a passage states; `details` are further fields that it must get right."""

    key: tuple[object, ...]
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage with the records that it states."""

    family: str
    split: str
    front: Mapping[str, Any]
    text: str
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read from one passage: records right, wrong and missed, and details that are wrong."""

    passage: Labelled
    right: tuple[PayRecord, ...]
    wrong: tuple[PayRecord, ...]
    missed: tuple[Expected, ...]
    wrong_details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over passages. A record is right when role, kind, every figure, currency and period are."""

    right: int
    wrong: int
    missed: int
    details: int
    wrong_details: int

    @property
    def precision(self) -> float:
        """The share of the records read that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the records stated that were read right."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def load_passages(path: Path = PASSAGES) -> tuple[Labelled, ...]:
    """Read the labelled passages."""
    families = yaml.safe_load(path.read_text(encoding="utf-8"))["families"]
    return tuple(
        Labelled(
            family["name"],
            family["split"],
            {**family.get("front", {}), **passage.get("front", {})},
            passage["text"],
            tuple(_expected(line) for line in passage.get("pay", ())),
        )
        for family in families
        for passage in family["passages"]
    )


def _expected(line: str) -> Expected:
    role, kind, figures, unit, *rest = (part.strip() for part in line.split("|"))
    amounts = sorted(
        (name, float(value)) for name, value in (figure.split("=") for figure in figures.split())
    )
    details = [tuple(part.strip().split("=", 1)) for text in rest for part in text.split(";")]
    return Expected(
        (role_key(role), kind, tuple(amounts), *unit.split()), tuple((name, value) for name, value in details)
    )


def read_passage(passage: Labelled) -> Outcome:
    """Read one passage as a guide of its own and compare."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "passage.md"
        front = dict(passage.front)
        front["roles"] = [
            role if isinstance(role, dict) else {"name": role} for role in front.get("roles", ())
        ]
        matter = yaml.safe_dump(front, allow_unicode=True)
        path.write_text(f"---\n{matter}---\n\n{passage.text}", encoding="utf-8")
        records = read_pay(read_document(path, root=Path(folder)))
    return _compare(passage, records)


def load_pages(folder: Path = PAGES) -> tuple[Labelled, ...]:
    """List the labelled pages; the text of each is the name of its file."""
    parts = yaml.safe_load((folder / "pay.yaml").read_text(encoding="utf-8"))
    return tuple(
        Labelled("pages", split, {}, name, tuple(_expected(line) for line in lines or ()))
        for split, pages in parts.items()
        for name, lines in pages.items()
    )


def read_page(page: Labelled, folder: Path = PAGES) -> Outcome:
    """Read one page as ingest does and compare."""
    return _compare(page, read_pay(read_document(folder / page.text, root=folder)))


def _compare(passage: Labelled, records: Sequence[PayRecord]) -> Outcome:
    missed = list(passage.expected)
    right, wrong, wrong_details = [], [], []
    for record in records:
        same = [expected for expected in missed if expected.key == _key(record)]
        match = min(same, key=lambda expected: len(_wrong_details(record, expected)), default=None)
        if match is None:
            wrong.append(record)
            continue
        missed.remove(match)
        right.append(record)
        wrong_details += _wrong_details(record, match)
    return Outcome(passage, tuple(right), tuple(wrong), tuple(missed), tuple(wrong_details))


def _wrong_details(record: PayRecord, expected: Expected) -> list[str]:
    return [f"{name}={value}" for name, value in expected.details if _detail(record, name) != value]


def _key(record: PayRecord) -> tuple[object, ...]:
    return (
        role_key(record.role),
        record.kind,
        tuple(sorted(record.amounts.items())),
        record.currency,
        record.period,
    )


def _detail(record: PayRecord, name: str) -> str:
    return ("yes" if record.warning else "no") if name == "warned" else str(getattr(record, name))


def score(outcomes: Iterable[Outcome]) -> Score:
    """Count what was read right over all passages."""
    seen = list(outcomes)
    return Score(
        right=sum(len(outcome.right) for outcome in seen),
        wrong=sum(len(outcome.wrong) for outcome in seen),
        missed=sum(len(outcome.missed) for outcome in seen),
        details=sum(len(expected.details) for outcome in seen for expected in outcome.passage.expected),
        wrong_details=sum(len(outcome.wrong_details) for outcome in seen),
    )


def report(outcomes: Sequence[Outcome], *, of: str = "passages") -> Iterator[str]:
    """Yield the lines of the report on passages, or on pages."""
    for split in dict.fromkeys(outcome.passage.split for outcome in outcomes):
        chosen = [outcome for outcome in outcomes if outcome.passage.split == split]
        result = score(chosen)
        none = sum(not outcome.passage.expected for outcome in chosen)
        name = split if of == "passages" else f"{split} {of}"
        yield (
            f"{name}: precision {result.precision:.3f} recall {result.recall:.3f} "
            f"({result.right} right, {result.wrong} wrong, {result.missed} missed; {len(chosen)} {of}, "
            f"{none} without pay; place, year, level: {result.details - result.wrong_details} of "
            f"{result.details} right)"
        )


def _problems(outcome: Outcome) -> Iterator[str]:
    if not (outcome.wrong or outcome.missed or outcome.wrong_details):
        return
    text = " / ".join(outcome.passage.text.splitlines())
    yield f"[{outcome.passage.split} {outcome.passage.family}] {text}"
    for record in outcome.wrong:
        yield f"    wrong: {_key(record)}"
    for expected in outcome.missed:
        yield f"    missed: {expected.key}"
    for detail in outcome.wrong_details:
        yield f"    detail: {detail} {[(r.place, r.year, r.level, r.industry) for r in outcome.right]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall; with --verbose also each passage read wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pay_reading", description=__doc__)
    parser.add_argument(
        "--verbose", action="store_true", help="name each passage of the development part read wrong"
    )
    parser.add_argument("--all", action="store_true", help="with --verbose: those of the other parts too")
    options = parser.parse_args(arguments)
    outcomes = [read_passage(passage) for passage in load_passages()]
    pages = [read_page(page) for page in load_pages()]
    shown = [outcome for outcome in outcomes + pages if options.all or outcome.passage.split == "dev"]
    lines = [*report(outcomes), *report(pages, of="pages")]
    lines += [line for outcome in shown if options.verbose for line in _problems(outcome)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
