"""How often the section that answers a turn of a talk comes first: python -m benchmarks talks.

The labelled talks of tests/data/talks.yaml are held from their beginning, so that every turn hangs on the
replies that were really given.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import minimize

from benchmarks.finding import GUIDES, SETS
from bot.advisor import Advisor, open_sources
from bot.composer.evidence import OTHER_GUIDE, K, guide_fit, similarity_in
from bot.composer.following import following
from bot.composer.settling import settle
from bot.composer.sources import Sources, section_key
from bot.composer.thread import SAME_GUIDE, WORDED, Thread
from bot.composer.weighing import asked_of, weight
from bot.dialogue import understand
from bot.embedding import Encoder, open_encoder
from bot.indexing import sync
from bot.retrieval import HybridRetriever
from bot.schema import Passage, Request, Turn
from bot.settings import PROJECT_ROOT, Settings
from bot.store import Store

TALKS = PROJECT_ROOT / "tests" / "data" / "talks.yaml"
PATHS = {"knowledge": SETS["knowledge"], "trades": (GUIDES,)}
UNANSWERED = frozenset({"PAY", "NONE"})
SHIPPED = np.array([*WORDED, SAME_GUIDE, OTHER_GUIDE])
FOLDS = 6
SCALE = 4.0
RIDGE = 0.02


@dataclass(frozen=True, slots=True)
class Labelled:
    """A turn of a talk: what speaks for each section (a row each), and which of them answer it."""

    talk: str
    signals: np.ndarray
    right: np.ndarray

    def rank(self, weights: np.ndarray) -> int:
        """Where the first section that answers stands, from 0."""
        order = np.argsort(-(self.signals @ weights), kind="stable")
        return int(np.argmax(self.right[order])) if self.right.any() else len(order)


def load_talks(path: Path = TALKS) -> dict[str, list[list[tuple[str, str]]]]:
    """Read the talks of each set of guides: turns of what is typed and what answers it."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        guides: [[(turn.partition(" => ")[0], turn.partition(" => ")[2]) for turn in talk] for talk in talks]
        for guides, talks in data.items()
    }


def read(encoder: Encoder) -> list[Labelled]:
    """Hold all talks, and keep each follow-up that sections are labelled to answer."""
    labelled: list[Labelled] = []
    for guides, talks in load_talks().items():
        with tempfile.TemporaryDirectory(prefix="waypoint-bench-") as folder:
            settings = Settings(data_dir=Path(folder), _env_file=None)
            sync(PATHS[guides], settings, encoder=encoder)
            store = Store(settings)
            sources = open_sources(store.current(), HybridRetriever(store, encoder).search, encoder)
            advisor = Advisor(settings, store, encoder)
            for number, talk in enumerate(talks):
                labelled += _held(talk, f"{guides} {number}", advisor, sources)
    return labelled


def _held(
    talk: Sequence[tuple[str, str]], name: str, advisor: Advisor, sources: Sources
) -> Iterable[Labelled]:
    turns: tuple[Turn, ...] = ()
    for typed, answers in talk:
        if turns and answers not in UNANSWERED:
            request = understand(typed, turns, sources.catalogue, sources.embed, sources.vocabulary)
            hung = following(sources, settle(request, sources), turns)
            if hung.thread is not None:
                yield _labelled(name, answers, request, hung.thread, hung)
        turns = (*turns, Turn("user", typed), Turn("assistant", advisor.ask(typed, turns).text))


def _labelled(name: str, answers: str, request: Request, thread: Thread, sources: Sources) -> Labelled:
    found = [sources.search(wording, k=K) for wording in thread.worded()]
    intent = next(iter(request.intents), "advice")
    asked = [asked_of(wording, intent, request.confidence, sources) for wording in thread.worded()]
    sections = {section_key(p): p for one in found for p in one.passages}
    rows = []
    for passage in sections.values():
        near = [
            replace(passage, similarity=similarity_in(passage, one, words, sources))
            for one, words in zip(found, asked, strict=True)
        ]
        worded = [weight(one, request.roles, p, sources) for one, p in zip(asked, near, strict=True)]
        told = thread.told is not None and thread.told.document_id == passage.document_id
        rows.append([*worded, float(told), guide_fit(passage, request.roles, sources)])
    right = [_answers(passage, answers) for passage in sections.values()]
    return Labelled(name, np.array(rows), np.array(right))


def _answers(passage: Passage, answers: str) -> bool:
    held = (passage.section or passage.title).casefold()
    return any(part.casefold() in held for part in answers.split("|"))


def fit(labelled: Sequence[Labelled]) -> np.ndarray:
    """Fit the weights by the likelihood of a section that answers among all that were found."""
    known = [one for one in labelled if one.right.any()]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = RIDGE * len(known) * weights @ weights, 2 * RIDGE * len(known) * weights
        for one in known:
            scores = SCALE * (one.signals @ weights)
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            share = shares[one.right].sum()
            total -= np.log(share)
            slope -= SCALE * one.signals.T @ (shares * one.right / share - shares)
        return float(total) / len(known), slope / len(known)

    weights = np.asarray(minimize(loss, np.full(len(SHIPPED), 0.1), jac=True, method="L-BFGS-B").x)
    return np.asarray(weights / weights[: len(WORDED)].sum())


def across_folds(labelled: Sequence[Labelled]) -> list[int]:
    """Where the first section that answers stands for each turn, by weights fitted on other talks."""
    fold = {talk: number % FOLDS for number, talk in enumerate(dict.fromkeys(one.talk for one in labelled))}
    ranks = []
    for number in range(FOLDS):
        weights = fit([one for one in labelled if fold[one.talk] != number])
        ranks += [one.rank(weights) for one in labelled if fold[one.talk] == number]
    return ranks


def _shares(name: str, ranks: Sequence[int]) -> str:
    shares = " | ".join(f"{np.mean([rank < most for rank in ranks]):.3f}" for most in (1, 2, 3))
    return f"| {name} | {shares} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how often a section that answers is the first, one of the first two, and of the first three."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.talks", description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit the weights anew, across folds of the talks")
    options = parser.parse_args(arguments)
    labelled = read(open_encoder(Settings(_env_file=None)))
    print(f"{len(labelled)} follow-ups\n\n| weights | first | of two | of three |\n| --- | --- | --- | --- |")
    print(_shares("as shipped", [one.rank(SHIPPED) for one in labelled]))
    if options.fit:
        print(_shares("fitted on other talks", across_folds(labelled)))
        print(f"\nfitted on all: {', '.join(f'{value:.2f}' for value in fit(labelled))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
