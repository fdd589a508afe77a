"""One generation of the index, opened for reading."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, ConfigDict

from bot.chunking import CHUNKER_VERSION
from bot.embedding import Dtype, fastest_dtype, identify
from bot.schema import SCHEMA_VERSION, Chunk, Document, PayRecord, PriceLevel, RoleLink
from bot.settings import Settings
from bot.store.keywords import Keywords
from bot.store.multivectors import MultiVectors
from bot.store.repeats import without_repeats
from bot.store.vectors import Vectors

if TYPE_CHECKING:
    from bot.catalogue import Catalogue


class Stamp(BaseModel):
    """What built an index; a reader must use the same. `dtype` is followed, the rest must match."""

    model_config = ConfigDict(frozen=True)

    encoder: str
    weights_hash: str
    dtype: Dtype
    chunker: int
    schema_version: int

    def mismatch(self, expected: "Stamp") -> str | None:
        """Say in words how this stamp differs from what is in use now; None when it does not."""
        if self.encoder != expected.encoder:
            return f"it was built with the encoder {self.encoder}, and {expected.encoder} is in use"
        if self.weights_hash != expected.weights_hash:
            return f"the weights of the encoder {self.encoder} are not those it was built with"
        if self.schema_version > expected.schema_version or self.chunker > expected.chunker:
            return "it was built by a newer Waypoint than this one"
        if (self.chunker, self.schema_version) != (expected.chunker, expected.schema_version):
            return "it was built by an older Waypoint than this one"
        return None

    def key(self, text: str) -> str:
        """Name a text's vector: the same text under the same encoder has the same key."""
        source = f"{self.encoder}\n{self.weights_hash}\n{self.dtype}\n{text}"
        return hashlib.sha256(source.encode()).hexdigest()[:32]


def expected_stamp(settings: Settings, dtype: Dtype | None = None) -> Stamp:
    """The stamp that an index built now would have; no model is loaded for it."""
    identity = identify(settings.embedding_model, settings.allow_hub)
    return Stamp(
        encoder=identity.id,
        weights_hash=identity.weights_hash,
        dtype=dtype or fastest_dtype(),
        chunker=CHUNKER_VERSION,
        schema_version=SCHEMA_VERSION,
    )


class Source(BaseModel):
    """A file the index knows: its document's id, where it lies, and what it held when it was read."""

    model_config = ConfigDict(frozen=True)

    id: str
    location: str
    sha256: str
    chunks: int = 0
    pay_records: int = 0


def told_once(documents: Sequence[Document], pay: Sequence[PayRecord]) -> tuple[PayRecord, ...]:
    """Return pay records without those a guide repeats from a table."""
    tables = frozenset(document.id for document in documents if not document.sections)
    return without_repeats(pay, tables)


def catalogue_of(
    documents: Sequence[Document],
    pay: Sequence[PayRecord],
    prices: Sequence[PriceLevel],
    links: Sequence[RoleLink],
) -> "Catalogue":
    """Gather roles, places, years and topics, as documents and all pay records read name them."""
    from bot.catalogue import build_catalogue

    return build_catalogue(documents, told_once(documents, pay), prices, links)


class Index:
    """Everything known in one generation: documents, chunks, pay, and the two ways to search them.

    `encoded` holds the texts that questions are weighed against, token by token; `warning` says what is wrong
    with the index where an older generation had to stand in.
    """

    def __init__(
        self,
        generation: str,
        stamp: Stamp,
        *,
        documents: tuple[Document, ...],
        chunks: Mapping[str, Chunk],
        pay: tuple[PayRecord, ...],
        prices: tuple[PriceLevel, ...],
        links: tuple[RoleLink, ...],
        sources: tuple[Source, ...],
        keywords: Keywords,
        vectors: Vectors,
        vector_count: int,
        encoded: MultiVectors,
        folder: Path,
        warning: str | None = None,
    ) -> None:
        self.generation = generation
        self.stamp = stamp
        self.documents = documents
        self.chunks = chunks
        self.all_pay = pay
        self.prices = prices
        self.links = links
        self.sources = sources
        self.folder = folder
        self.warning = warning
        self._keywords = keywords
        self._vectors = vectors
        self.vector_count = vector_count
        self.encoded = encoded
        self._ids = tuple(chunks)

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """The words of the guides, folded, and how often each stands in them."""
        from bot.catalogue.words import fold, tokenize

        texts = (" ".join((chunk.section, chunk.text, *chunk.asks)) for chunk in self.chunks.values())
        return Counter(fold(token.text) for text in texts for token in tokenize(text))

    @cached_property
    def pay(self) -> tuple[PayRecord, ...]:
        """Pay records, without those a guide repeats from a table; `all_pay` has them too."""
        return told_once(self.documents, self.all_pay)

    @cached_property
    def catalogue(self) -> "Catalogue":
        """Roles, places, years and topics, as the documents and pay records name them."""
        return catalogue_of(self.documents, self.all_pay, self.prices, self.links)

    def nearest(
        self, vector: Sequence[float], k: int, documents: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Find the chunks nearest to a vector.

        Args:
            vector: A normalised vector of this index's encoder.
            k: How many chunks are wanted.
            documents: Ids of the documents to look in; all when None.

        Returns:
            Chunk ids with their cosine similarity, best first.
        """
        if not self.chunks or (documents is not None and not documents):
            return []
        # several vectors may point to one chunk, so more of them are asked for than chunks are wanted
        wanted = min(self.vector_count, 2 * k + 10)
        best = self._vectors.nearest(vector, wanted, documents)
        if len(best) < k and wanted < self.vector_count:
            best = self._vectors.nearest(vector, min(self.vector_count, 10 * wanted), documents)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return ranked[:k]

    def keyword(self, text: str, k: int, documents: Collection[str] | None = None) -> list[tuple[str, float]]:
        """Find the chunks that share the most telling words with a text.

        Returns:
            Chunk ids with their BM25 score, best first; chunks that share no word are left out.
        """
        scores = self._keywords.scores(text)
        if documents is not None:
            allowed = frozenset(documents)
            inside = [self.chunks[chunk_id].document_id in allowed for chunk_id in self._ids]
            scores = scores * np.asarray(inside, dtype=np.float32)
        order = np.argsort(-scores, kind="stable")[:k]
        return [(self._ids[n], float(scores[n])) for n in order if scores[n] > 0]

    def coverage(self, question: str, text: str) -> float:
        """Return which share (0 to 1) of a question's words stand in a text, rare words counting more."""
        return self._keywords.coverage(question, text)

    def spread(self, word: str) -> int:
        """Return how many of the chunks hold a word."""
        return self._keywords.spread(word)

    def vectors_by_key(self) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
        """Every vector by the key of its text, so that unchanged texts are not embedded again."""
        return dict(self._vectors.all())

    def close(self) -> None:
        """Let go of the vector store; the index cannot be searched afterwards."""
        self._vectors.close()
