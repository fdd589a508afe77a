"""A vector for every token of what questions are weighed against, kept on disk with its generation.

Late interaction holds each word of a question against each token of a text (Khattab and Zaharia 2020,
"ColBERT"). To encode the texts anew at every start would take a minute for a few hundred sections.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.embedding import Encoder, Vectors
from bot.schema import Chunk

CHUNKS_KEPT = 4096
"""Of so many chunks the tokens are kept, about 120 kB each; those of more are encoded at their use."""

_LARGEST = 127
_FILES = ("keys", "starts", "whole", "tokens", "scales")


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A text's own normalised vector, and its tokens' as rows of 8 bits with a scale each."""

    whole: Vectors
    rows: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float16]

    @property
    def tokens(self) -> Vectors:
        """The tokens' vectors, normalised but for their rounding."""
        return self.rows.astype(np.float32) * self.scales[:, None].astype(np.float32)


class MultiVectors:
    """The encoded texts of one generation, read from disk as they are needed."""

    def __init__(self, folder: Path, key_of: Callable[[str], str]) -> None:
        """Open what `write` left in a folder; one that is not there holds nothing.

        Raises:
            OSError: A file of the folder cannot be read.
            ValueError: A file is not as it was written.
        """
        self._key_of = key_of
        self._places: Mapping[str, int] = {}
        if not folder.exists():
            return
        keys, self._starts, self._whole, self._rows, self._scales = (
            np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _FILES
        )
        self._places = {str(key): place for place, key in enumerate(keys)}

    def of_text(self, text: str) -> EncodedText | None:
        """Return what is held of a text; None where it was not kept."""
        return self.of_key(self._key_of(text))

    def of_key(self, key: str) -> EncodedText | None:
        """Return what is held of the text with this key (`Stamp.key`); None where it was not kept."""
        place = self._places.get(key)
        if place is None:
            return None
        span = slice(int(self._starts[place]), int(self._starts[place + 1]))
        whole = np.asarray(self._whole[place], dtype=np.float32)
        return EncodedText(whole, np.asarray(self._rows[span]), np.asarray(self._scales[span]))


def write(folder: Path, texts: Mapping[str, EncodedText]) -> None:
    """Write encoded texts by their keys; none leave no folder.

    Raises:
        OSError: The disk is full or read-only.
    """
    if not texts:
        return
    folder.mkdir()
    held = texts.values()
    columns = {
        "keys": np.array(list(texts)),
        "starts": np.cumsum([0, *(len(text.rows) for text in held)]),
        "whole": np.stack([text.whole for text in held]).astype(np.float16),
        "tokens": np.vstack([text.rows for text in held]),
        "scales": np.concatenate([text.scales for text in held]),
    }
    for name in _FILES:
        np.save(folder / f"{name}.npy", columns[name], allow_pickle=False)


def names_of(chunk: Chunk) -> tuple[str, ...]:
    """Return what a chunk's section goes by: its heading (the title where it has none), questions listed."""
    return (chunk.section.rpartition(" > ")[2] or chunk.title, *chunk.asks)


def encode_texts(encoder: Encoder, texts: Sequence[str]) -> list[EncodedText]:
    """Encode texts with all of their tokens."""
    return [rounded(found.whole, found.vectors) for found in encoder.encode_tokens(texts)]


def encode_bodies(encoder: Encoder, chunks: Sequence[Chunk]) -> list[EncodedText]:
    """Encode chunks as they are embedded, with the tokens of their heading and text alone."""
    found = encoder.encode_tokens([chunk.embedded_text for chunk in chunks])
    skipped = [encoder.count_tokens(_above(chunk)) for chunk in chunks]
    return [rounded(text.whole, text.vectors[skip:]) for text, skip in zip(found, skipped, strict=True)]


def _above(chunk: Chunk) -> str:
    """What of the embedded text stands above the heading: the title and the headings over it."""
    return f"{chunk.title}\n{''.join(chunk.section.rpartition(' > ')[:2])}"


def rounded(whole: Vectors, tokens: Vectors) -> EncodedText:
    """Return a text's vector and those of its tokens (rows), each of these rounded to 255 steps."""
    scales = (np.abs(tokens).max(axis=1, initial=0.0) / _LARGEST).astype(np.float16)
    steps = np.maximum(scales.astype(np.float32), 1e-6)[:, None]
    rows = np.clip(np.rint(tokens / steps), -_LARGEST, _LARGEST).astype(np.int8)
    return EncodedText(whole, rows, scales)
