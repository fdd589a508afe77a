"""The vectors of a generation: what the last one holds is kept, the rest goes through the encoder."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.catalogue import Catalogue
from bot.chunking import rows_of
from bot.embedding import Encoder, Vectors
from bot.errors import WaypointError
from bot.indexing.report import OnProgress, Progress
from bot.schema import Chunk
from bot.store import (
    CHUNKS_KEPT,
    REBUILD,
    EncodedText,
    Index,
    Stamp,
    VectorEntry,
    encode_bodies,
    encode_texts,
    names_of,
)

_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Encodings:
    """Entries with a vector each (rows), texts held token by token (by key), and how many were new."""

    entries: Sequence[VectorEntry]
    vectors: Vectors
    encoded: Mapping[str, EncodedText]
    fresh: int


@dataclass(frozen=True, slots=True)
class _Work:
    """Texts (or chunks) of one kind to encode, by their keys."""

    encode: Callable[[Any], Sequence[Any]]
    items: Mapping[str, Any]
    size: Callable[[Any], int]


def encode_chunks(
    chunks: Sequence[Chunk],
    catalogue: Catalogue,
    stamp: Stamp,
    previous: Index | None,
    encoder: Encoder | None,
    tell: OnProgress,
) -> Encodings:
    """Return the vectors of all chunks of a new generation.

    Args:
        chunks: The chunks.
        catalogue: What the generation speaks of; its titles are left out of what sections go by.
        stamp: What the generation is built with.
        previous: The last generation, built with the same.
        encoder: What encodes the texts that are new; None where there should be none.
        tell: Called at each step.

    Raises:
        WaypointError: There are new texts and no encoder for them.
    """
    entries = [entry for chunk in chunks for entry in _entries(chunk, stamp)]
    kept = chunks[:CHUNKS_KEPT]
    bodies = {stamp.key(chunk.embedded_text): chunk for chunk in kept}
    listed = {name for chunk in kept for name in names_of(chunk)}
    names = {stamp.key(text): text for text in sorted(listed | set(map(catalogue.without_titles, listed)))}
    encoded = _held(previous, (*bodies, *names))
    have: dict[str, Any] = dict(previous.vectors_by_key()) if previous else {}
    fresh = {entry.key: entry.text for entry in entries if entry.key not in have}
    done: dict[str, Any] = {}
    if encoder is not None:
        deep = [
            _Work(lambda part: encode_bodies(encoder, part), _less(bodies, encoded), lambda it: len(it.text)),
            _Work(lambda part: encode_texts(encoder, part), _less(names, encoded), len),
        ]
        rest = _less(fresh, {**encoded, **bodies, **names})
        works = [*deep, _Work(lambda part: list(encoder.encode(part)), rest, len)]
        done = dict(_carried_out(works, tell))
        encoded |= {key: done[key] for work in deep for key in work.items}
        have |= {key: done[key] for key in rest}
    have |= {key: encoded[key].whole for key in fresh if key in encoded}
    if not entries:
        return Encodings(entries, np.zeros((0, 1), dtype=np.float32), encoded, 0)
    if fresh.keys() - have.keys():
        raise WaypointError(f"the index lacks vectors; build it again with: {REBUILD}")
    return Encodings(entries, np.stack([have[entry.key] for entry in entries]), encoded, len(done))


def _held(previous: Index | None, keys: Sequence[str]) -> dict[str, EncodedText]:
    found = {key: previous.encoded.of_key(key) for key in keys} if previous else {}
    return {key: text for key, text in found.items() if text is not None}


def _less(items: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in items.items() if key not in known}


def _carried_out(works: Sequence[_Work], tell: OnProgress) -> Iterator[tuple[str, Any]]:
    """Encode texts of like length together, and tell how far it is."""
    done, total = 0, sum(len(work.items) for work in works)
    for work in works:
        keys = sorted(work.items, key=lambda key: work.size(work.items[key]))
        for start in range(0, len(keys), _AT_ONCE):
            tell(Progress("embedding", done, total))
            part = keys[start : start + _AT_ONCE]
            yield from zip(part, work.encode([work.items[key] for key in part]), strict=True)
            done += len(part)
    if total:
        tell(Progress("embedding", total, total))


def _entries(chunk: Chunk, stamp: Stamp) -> list[VectorEntry]:
    """A vector for a chunk, each row of its tables, and each question its section is said to answer."""
    texts = [(chunk.id, chunk.embedded_text)]
    texts += [(f"{chunk.id}?{n}", ask) for n, ask in enumerate(chunk.asks)]
    rows = enumerate(rows_of(chunk.text))
    texts += [(f"{chunk.id}|{n}", f"{chunk.title}\n{chunk.section}\n{row}") for n, row in rows]
    return [
        VectorEntry(id=name, chunk_id=chunk.id, document_id=chunk.document_id, key=stamp.key(text), text=text)
        for name, text in texts
    ]
