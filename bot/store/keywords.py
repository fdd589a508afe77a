"""The keyword half of search: BM25 over folded words, kept beside the vectors of one generation."""

import math
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_ENDINGS = (
    *(("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive")),
    *(("ation", "ate"), ("ments", ""), ("ment", ""), ("ness", ""), ("ingly", ""), ("edly", ""), ("ing", "")),
    *(
        ("ied", "y"),
        ("ed", ""),
        ("ers", ""),
        ("er", ""),
        ("ors", "or"),
        ("ly", ""),
        ("ions", ""),
        ("ion", ""),
    ),
    *(("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("us", "us"), ("es", "e"), ("s", "")),
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def words_of(text: str) -> list[str]:
    """Fold a text into the words it is found by: no case, no accents, no endings.

    Scripts written without spaces are cut into pairs of characters.
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    words: list[str] = []
    for match in _WORD.finditer(_POSSESSIVE.sub("", unicodedata.normalize("NFC", folded))):
        word = match[0]
        if _UNSPACED.match(word):
            words.extend(word[n : n + 2] for n in range(max(1, len(word) - 1)))
        else:
            words.append(_stem(word))
    return words


def _stem(word: str) -> str:
    """Drop an English ending, so that a question about "managers" meets a text about "managing".

    Wrong stems do no harm as long as both sides get them; short words and other alphabets are left alone.
    """
    if len(word) < 4 or not word.isascii() or word.isdigit():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    word = word[:-1] if len(word) > 3 and word.endswith("e") else word
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


class Keywords:
    """BM25 scores of one generation's chunks, in their order."""

    def __init__(self, engine: bm25s.BM25 | None, size: int) -> None:
        self._engine = engine
        self._size = size

    @classmethod
    def build(cls, texts: Sequence[str], folder: Path) -> None:
        """Index texts and save the result in `folder`; no texts leave no folder."""
        corpus = [words_of(text) or ["-"] for text in texts]
        if not corpus:
            return
        engine = bm25s.BM25(k1=1.2, b=0.75)
        engine.index(corpus, show_progress=False)
        folder.mkdir()
        engine.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> "Keywords":
        """Open what `build` saved for `size` texts."""
        return cls(bm25s.BM25.load(folder, show_progress=False) if size else None, size)

    def coverage(self, question: str, text: str) -> float:
        """Return which share (0 to 1) of a question's words stand in a text, rare words counting more."""
        asked = set(words_of(question))
        total = sum(map(self._rarity, asked))
        return sum(map(self._rarity, asked & set(words_of(text)))) / total if total else 0.0

    def spread(self, word: str) -> int:
        """Return how many of the texts hold a word."""
        return min(map(self._have, words_of(word)), default=0)

    def _rarity(self, word: str) -> float:
        """A folded word's inverse document frequency among the texts."""
        have = self._have(word)
        return math.log(1 + (self._size - have + 0.5) / (have + 0.5))

    def _have(self, word: str) -> int:
        if self._engine is None or word not in self._engine.vocab_dict:
            return 0
        starts = self._engine.scores["indptr"]
        number = self._engine.vocab_dict[word]
        return int(starts[number + 1] - starts[number])

    def scores(self, text: str) -> npt.NDArray[np.float32]:
        """Score every text against a question; 0 where no word is shared."""
        if self._engine is None:
            return np.zeros(self._size, dtype=np.float32)
        known = [word for word in words_of(text) if word in self._engine.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._engine.get_scores(known), dtype=np.float32)
