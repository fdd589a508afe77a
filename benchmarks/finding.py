"""Labelled questions with and without an answer, and the floor that tells them apart best."""

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.embedding import Encoder
from bot.indexing import sync
from bot.retrieval import FLOOR, WORD_WEIGHT, HybridRetriever, Retrieval
from bot.schema import Chunk, Passage
from bot.settings import PROJECT_ROOT, Settings
from bot.store import Store

GUIDES = PROJECT_ROOT / "tests" / "data" / "guides"
CASES = PROJECT_ROOT / "tests" / "data" / "retrieval.csv"

SETS = {
    "knowledge": (PROJECT_ROOT / "knowledge" / "guides",),
    "trades": (GUIDES / "gardening-uk.md", GUIDES / "bakery-france.md"),
    "transport": (GUIDES / "dental-ireland.txt", GUIDES / "train-driver-germany.html"),
}
"""Guides by set, each ingested alone."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question; `words` (any of several) stand in the passage that answers it, none where none does."""

    guides: str
    question: str
    document: str
    words: str

    def is_answered_by(self, passage: Chunk | Passage) -> bool:
        """Whether a passage holds the words that answer."""
        if not self.words or not passage.document_id.endswith(self.document):
            return False
        text = " ".join(f"{passage.section} {passage.text}".split()).casefold()
        return any(" ".join(part.split()).casefold() in text for part in self.words.split(" | "))


Pairs = Sequence[tuple[Case, Retrieval]]


def load_cases(path: Path = CASES) -> list[Case]:
    """Read the labelled questions."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def searched(encoder: Encoder, guides: str, cases: Sequence[Case]) -> list[tuple[Case, Retrieval]]:
    """Ingest one set of guides and ask its questions."""
    with tempfile.TemporaryDirectory(prefix="waypoint-bench-") as folder:
        settings = Settings(data_dir=Path(folder), _env_file=None)
        sync(SETS[guides], settings, encoder=encoder)
        retriever = HybridRetriever(Store(settings), encoder)
        return [(case, retriever.search(case.question)) for case in cases if case.guides == guides]


def fit(encoder: Encoder) -> Iterable[str]:
    """Fit the floor on all sets but one and check it on that one, in turn; yields lines of Markdown."""
    cases = load_cases()
    results = {name: searched(encoder, name, cases) for name in SETS}
    yield "| told by | floor fitted on all | accuracy there | held out: answered | held out: declined |"
    yield "| --- | --- | --- | --- | --- |"
    for weight in (0.0, 0.2, 0.3, 0.4, 0.5):
        floor, accuracy = _best_floor([pair for pairs in results.values() for pair in pairs], weight)
        held = [_held_out(results, name, weight) for name in results]
        answered, declined = (float(value) for value in np.mean(held, axis=0))
        name = "similarity" if weight == 0 else f"similarity + {weight} x words"
        yield f"| {name} | {floor:.3f} | {accuracy:.3f} | {answered:.3f} | {declined:.3f} |"
    yield ""
    yield f"As shipped (words x {WORD_WEIGHT}, floor {FLOOR}):"
    for name, pairs in results.items():
        answered, declined = _rates(pairs, WORD_WEIGHT, FLOOR)
        yield f"{name}: {answered:.3f} of the answerable find something, {declined:.3f} of the others nothing"


def _held_out(results: Mapping[str, Pairs], name: str, weight: float) -> tuple[float, float]:
    floor, _ = _best_floor(
        [pair for other, pairs in results.items() if other != name for pair in pairs], weight
    )
    return _rates(results[name], weight, floor)


def _strength(found: Retrieval, weight: float) -> float:
    return found.best_similarity + weight * found.coverage


def _rates(pairs: Pairs, weight: float, floor: float) -> tuple[float, float]:
    """The shares of answerable questions above the floor, and of the others below it."""
    above = [(bool(case.words), _strength(found, weight) >= floor) for case, found in pairs]
    answered = [is_above for has_answer, is_above in above if has_answer]
    declined = [not is_above for has_answer, is_above in above if not has_answer]
    return float(np.mean(answered)), float(np.mean(declined))


def _best_floor(pairs: Pairs, weight: float) -> tuple[float, float]:
    """The middle of the floors that tell the two kinds of question apart best, and how well that is."""
    strengths = sorted(_strength(found, weight) for _, found in pairs)
    floors = [(one + other) / 2 for one, other in pairwise(strengths)]
    accuracies = [float(np.mean(_rates(pairs, weight, floor))) for floor in floors]
    best = [floor for floor, accuracy in zip(floors, accuracies, strict=True) if accuracy == max(accuracies)]
    return best[len(best) // 2], max(accuracies)
