"""Recognising intents and danger: linear heads over the encoder's vectors, fitted on example utterances."""

import hashlib
import json
import threading
import weakref
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import yaml
from langchain_core.embeddings import Embeddings

from bot.dialogue.features import BUCKETS, Wording, feature_rows, wording_of
from bot.dialogue.heads import LinearHead, fit_head

PENALTY = 0.1
PENALTY_OF_DANGER = 0.3
STEPS = 40


@dataclass(frozen=True, slots=True)
class Guess:
    """Intents of one part of a message, most likely first, each with its probability."""

    ranked: tuple[tuple[str, float], ...]

    @property
    def name(self) -> str:
        """The most likely intent."""
        return self.ranked[0][0]

    @property
    def confidence(self) -> float:
        """The probability of the most likely intent."""
        return self.ranked[0][1]

    @property
    def lead(self) -> float:
        """How far the most likely intent is ahead of the next one."""
        return self.ranked[0][1] - (self.ranked[1][1] if len(self.ranked) > 1 else 0.0)

    def leaning(self, names: Sequence[str], by: float) -> "Guess":
        """Return the guess leaning towards some intents, for what a short message leaves unsaid."""
        moved = [(name, sure + (by if name in names else 0.0)) for name, sure in self.ranked]
        return Guess(tuple(sorted(moved, key=lambda pair: -pair[1])))

    def without(self, *names: str) -> "Guess":
        """Return the guess with some intents left out."""
        return Guess(tuple(pair for pair in self.ranked if pair[0] not in names))

    def family(self, names: Collection[str]) -> float:
        """Return how likely it is that any of some intents is meant."""
        return sum(sure for name, sure in self.ranked if name in names)

    def probability(self, name: str) -> float:
        """Return the probability of one intent."""
        return dict(self.ranked).get(name, 0.0)


@dataclass(frozen=True)
class IntentModel:
    """A fitted head with the encoder's features of the wording."""

    head: LinearHead
    wording: Wording

    def classify(self, embed: Embeddings, texts: Sequence[str]) -> tuple[Guess, ...]:
        """Return a guess per utterance in no field's words ("how much does this job pay")."""
        if not texts:
            return ()
        return self.classify_vectors(np.asarray(embed.embed_documents(list(texts))), texts)

    def classify_vectors(self, vectors: np.ndarray, texts: Sequence[str]) -> tuple[Guess, ...]:
        """Return a guess per utterance whose vector (a row each) the encoder has given already."""
        guesses = []
        for row in self.head.probabilities(feature_rows(vectors, self.wording, texts)):
            order = np.argsort(-row, kind="stable")
            guesses.append(Guess(tuple((self.head.names[i], float(row[i])) for i in order)))
        return tuple(guesses)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a head is fitted on: pairs of an utterance and its name, and the weight of the penalty."""

    name: str
    pairs: Callable[[], tuple[tuple[str, str], ...]]
    penalty: float


@lru_cache
def examples(name: str = "intents") -> tuple[tuple[str, str], ...]:
    """Return the (utterance, intent) pairs of a file of examples beside this one."""
    raw = yaml.safe_load(files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple(
        (line.strip(), intent) for intent, lines in raw.items() for line in lines.splitlines() if line.strip()
    )


@lru_cache(maxsize=1)
def _dangers() -> tuple[tuple[str, str], ...]:
    """Return what tells of a crisis and what does not: every other utterance is of the latter."""
    known = ((text, name if name == "crisis" else "calm") for text, name in examples())
    return (*examples("danger"), *known)


INTENTS = Recipe("intents", examples, PENALTY)
DANGER = Recipe("danger", _dangers, PENALTY_OF_DANGER)
_models: "weakref.WeakKeyDictionary[Embeddings, dict[str, IntentModel]]" = weakref.WeakKeyDictionary()
_fitting = threading.Lock()


def intent_model(embed: Embeddings, folder: Path | None = None, recipe: Recipe = INTENTS) -> IntentModel:
    """Return the model for an encoder, kept with it after the first call.

    Args:
        embed: The encoder.
        folder: Where a fitted head is kept between runs; without it the first call takes some seconds.
        recipe: What the head tells apart: the intents, or a crisis from all else.
    """
    with _fitting:
        models = _models.setdefault(embed, {})
        if recipe.name not in models:
            texts = [utterance for utterance, _ in recipe.pairs()]
            wording = wording_of(texts)
            path = _path(embed, folder, recipe) if folder else None
            head = _kept(path) or _fitted(embed, wording, recipe)
            models[recipe.name] = IntentModel(head, wording)
            if path is not None and not path.is_file():
                _keep(head, path)
        return models[recipe.name]


def open_models(embed: Embeddings, folder: Path) -> None:
    """Read or fit all heads, so that they are there for an encoder."""
    for recipe in (INTENTS, DANGER):
        intent_model(embed, folder, recipe)


def prepare_intents(embed: Embeddings, folder: Path) -> None:
    """Put the fitted heads where the next run finds them, so that no first question waits for the fitting."""
    for recipe in (INTENTS, DANGER):
        path = _path(embed, folder, recipe)
        if not path.is_file():
            head = intent_model(embed, folder, recipe).head
            if not path.is_file():
                _keep(head, path)


def _path(embed: Embeddings, folder: Path, recipe: Recipe) -> Path:
    return folder / f"{recipe.name}-{_stamp(embed, recipe)}.npz"


def _kept(path: Path | None) -> LinearHead | None:
    """Read the head of an earlier run; None where there is none, and a damaged one is removed."""
    if path is None or not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as kept:
            return LinearHead(tuple(json.loads(str(kept["names"]))), kept["weights"])
    except (OSError, ValueError, KeyError):
        path.unlink(missing_ok=True)
        return None


def _fitted(embed: Embeddings, wording: Wording, recipe: Recipe) -> LinearHead:
    texts, labels = ([*column] for column in zip(*recipe.pairs(), strict=True))
    vectors = np.asarray(embed.embed_documents(texts))
    return fit_head(feature_rows(vectors, wording, texts), labels, recipe.penalty, STEPS)


def _keep(head: LinearHead, path: Path) -> None:
    """Write the head for the next run; a folder that cannot be written costs only time."""
    draft = path.with_suffix(f".{threading.get_ident()}.npz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(draft, names=np.array(json.dumps(head.names)), weights=head.weights)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)


def _stamp(embed: Embeddings, recipe: Recipe) -> str:
    """Return a hash of all that the head depends on."""
    encoder = [str(getattr(embed, name, "")) for name in ("id", "weights_hash", "dtype")]
    said = json.dumps([recipe.pairs(), encoder, type(embed).__name__, recipe.penalty, STEPS, BUCKETS])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
