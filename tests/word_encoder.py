"""An encoder that needs no model: a text's vector counts its words. For tests of the plumbing alone."""

import hashlib
from collections.abc import Sequence

import numpy as np

from bot.embedding import Encoder, Tokens, Vectors, identify
from bot.store.keywords import words_of


class WordEncoder(Encoder):
    """Same stamp as the packaged encoder; remembers every text it was given in `seen`."""

    def __init__(self) -> None:
        super().__init__(identify("all-MiniLM-L6-v2"))
        self.seen: list[str] = []

    @property
    def max_tokens(self) -> int:
        return 254

    @property
    def dimension(self) -> int:
        return 64

    def as_dtype(self, dtype: str) -> "WordEncoder":  # noqa: ARG002
        return self

    def warm(self) -> None:
        pass

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def encode_tokens(self, texts: Sequence[str], *, query: bool = False) -> list[Tokens]:  # noqa: ARG002
        return [
            Tokens(tuple(text.split()), self._rows(text.split()), self._encode([text], "")[0])
            for text in texts
        ]

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:  # noqa: ARG002
        self.seen.extend(texts)
        return self._rows(texts)

    def _rows(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in words_of(text):
                vectors[row, hashlib.md5(word.encode()).digest()[0] % self.dimension] += 1
            vectors[row, 0] += 0.01
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
