"""Recognising intents: a linear head over the encoder's vectors, fitted on the utterances in intents.yaml."""

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import yaml
from langchain_core.embeddings import Embeddings

from bot.dialogue.heads import LinearHead, Vectors, fit_head

SHRINKAGE = 0.9
SHARPNESS = 0.15


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

    def probability(self, name: str) -> float:
        """Return the probability of one intent."""
        return dict(self.ranked).get(name, 0.0)


@dataclass(frozen=True)
class IntentModel:
    """A fitted head; `classify` takes vectors of delexicalised utterances."""

    head: LinearHead

    def classify(self, vectors: Vectors) -> tuple[Guess, ...]:
        """Return a guess per vector."""
        guesses = []
        for row in self.head.probabilities(vectors):
            order = np.argsort(-row, kind="stable")
            guesses.append(Guess(tuple((self.head.names[i], float(row[i])) for i in order)))
        return tuple(guesses)


@lru_cache(maxsize=1)
def examples() -> tuple[tuple[str, str], ...]:
    """Return the (utterance, intent) pairs of intents.yaml."""
    raw = yaml.safe_load(files(__package__).joinpath("intents.yaml").read_text(encoding="utf-8"))
    return tuple(
        (line.strip(), name) for name, lines in raw.items() for line in lines.splitlines() if line.strip()
    )


_models: "weakref.WeakKeyDictionary[Embeddings, IntentModel]" = weakref.WeakKeyDictionary()


def intent_model(embed: Embeddings) -> IntentModel:
    """Return the model for an encoder, fitted at the first use (a few seconds) and kept with the encoder."""
    model = _models.get(embed)
    if model is None:
        pairs = examples()
        vectors = embed_texts(embed, [utterance for utterance, _ in pairs])
        model = IntentModel(fit_head(vectors, [name for _, name in pairs], SHRINKAGE, SHARPNESS))
        _models[embed] = model
    return model


def embed_texts(embed: Embeddings, texts: Sequence[str]) -> Vectors:
    """Embed texts in one batch as normalised rows."""
    rows: Vectors = np.asarray(embed.embed_documents(list(texts)), dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float64)
