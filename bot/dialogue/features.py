"""What the intent head sees of an utterance: the encoder's vector beside its words and letter groups."""

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.dialogue.heads import Vectors

BUCKETS = 1024
_WORD = re.compile(r"[a-z']+")


@dataclass(frozen=True)
class Wording:
    """Hashed words, word pairs and letter groups of a text, weighted by how rare they are in the examples."""

    rarity: Mapping[str, float]
    unseen: float

    def share(self, word: str) -> float:
        """Return which share (0 to 1) of what people ask, by the examples, holds a word."""
        return math.exp(-self.rarity.get(word.casefold(), self.unseen))

    def rows(self, texts: Sequence[str]) -> Vectors:
        """Return one normalised row per text."""
        table = np.zeros((len(texts), BUCKETS), dtype=np.float32)
        for row, text in zip(table, texts, strict=True):
            for piece in pieces(text):
                code = zlib.crc32(piece.encode())
                row[code % BUCKETS] += (1 if code >> 31 else -1) * self.rarity.get(piece, self.unseen)
        return np.asarray(table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12))


def wording_of(texts: Sequence[str]) -> Wording:
    """Learn how rare each piece is from example texts."""
    counts = Counter(piece for text in texts for piece in set(pieces(text)))
    return Wording(
        {piece: math.log(len(texts) / count) for piece, count in counts.items()}, math.log(len(texts))
    )


def pieces(text: str) -> list[str]:
    """Return the words, word pairs and letter groups of a text."""
    low = text.casefold()
    words = ["<s>", *_WORD.findall(low), "</s>"]
    pairs = [f"{left}_{right}" for left, right in pairwise(words)]
    padded = f" {low} "
    groups = [padded[at : at + size] for size in (3, 4) for at in range(len(padded) - size + 1)]
    return [*words, *pairs, *groups]


def feature_rows(vectors: np.ndarray, wording: Wording, texts: Sequence[str]) -> Vectors:
    """Return the features of texts: their vectors, a row each, made of one length, then the wording."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
    return np.hstack([rows, wording.rows(texts)])
