"""Finding the passages that answer a question: vectors and keywords, fused by rank, neighbours merged."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import PrivateAttr

from bot.chunking import merge_texts
from bot.embedding import Encoder, open_encoder
from bot.schema import Chunk, Passage
from bot.settings import Settings
from bot.store import Index, Store

CANDIDATES = 50
"""How many chunks each half of the search puts forward."""

RANK_CONSTANT = 10
KEYWORD_WEIGHT = 0.4
"""Reciprocal rank fusion: how little the first ranks count more than the next, and what the keyword ranking
counts beside the dense one; chosen by `python -m benchmarks.retrieval`."""

WORD_WEIGHT = 0.4
FLOOR = 0.43
"""A passage counts as found when its similarity, and this weight times the share of the question's words that
stand in it, reach the floor together; both fitted by `python -m benchmarks.retrieval --fit`."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a search brought up, best first.

    `found` is False when nothing is near enough to the question to answer from; `best_similarity` is the
    highest cosine similarity (-1 to 1) among all chunks searched; `coverage` is the share (0 to 1) of the
    question's words, rare ones counting more, that stand together in one of the three best passages.
    """

    passages: tuple[Passage, ...]
    found: bool
    best_similarity: float
    coverage: float = 0.0

    @property
    def strength(self) -> float:
        """How much speaks for the best passage, in meaning and in words; what the floor is held against."""
        return self.best_similarity + WORD_WEIGHT * self.coverage


class HybridRetriever(BaseRetriever):
    """Searches the current generation of a store; a LangChain retriever too (`invoke`)."""

    k: int = 6
    _store: Store = PrivateAttr()
    _encoder: Encoder = PrivateAttr()

    def __init__(self, store: Store, encoder: Encoder, **values: Any) -> None:  # noqa: ANN401
        """Search `store` with the encoder that built it."""
        super().__init__(**values)
        self._store = store
        self._encoder = encoder

    @classmethod
    def open(cls, settings: Settings) -> "HybridRetriever":
        """Return a retriever over the index and with the encoder the settings name."""
        return cls(Store(settings), open_encoder(settings))

    def search(self, query: str, k: int = 6, *, documents: Collection[str] | None = None) -> Retrieval:
        """Find the `k` best passages for a question.

        Args:
            query: The question, standalone.
            k: How many passages are wanted at most.
            documents: Ids of the documents to look in; all when None.

        Raises:
            IndexMissingError: Nothing has been ingested.
            IndexMismatchError: The index was built by another encoder or version.
        """
        index = self._store.current()
        if not query.strip() or not index.chunks:
            return Retrieval((), found=False, best_similarity=0.0)
        self._encoder = self._encoder.as_dtype(index.stamp.dtype)
        vector = self._encoder.embed_query(query)
        dense = index.nearest(vector, CANDIDATES, documents)
        keyword = index.keyword(query, CANDIDATES, documents)
        similarity = dict(dense)
        fused = fuse([name for name, _ in dense], [name for name, _ in keyword])
        passages = merge_neighbours(index, fused, similarity, k)
        best = dense[0][1] if dense else 0.0
        coverage = max((index.coverage(query, _all_of(passage)) for passage in passages[:3]), default=0.0)
        strength = best + WORD_WEIGHT * coverage
        return Retrieval(passages, strength >= FLOOR, best, coverage)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - the signature is LangChain's
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(page_content=passage.text, metadata=_metadata(passage))
            for passage in self.search(query, self.k).passages
        ]


def fuse(dense: Sequence[str], keyword: Sequence[str]) -> dict[str, float]:
    """Merge two rankings by weighted reciprocal rank; best first, ties in the order of ids."""
    scores: dict[str, float] = defaultdict(float)
    for weight, ranking in ((1.0, dense), (KEYWORD_WEIGHT, keyword)):
        for rank, name in enumerate(ranking, start=1):
            scores[name] += weight / (RANK_CONSTANT + rank)
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


def merge_neighbours(
    index: Index, fused: Mapping[str, float], similarity: Mapping[str, float], k: int
) -> tuple[Passage, ...]:
    """Turn the best chunks into at most `k` passages: those next to each other in one section become one."""
    groups: list[list[Chunk]] = []
    for name in fused:
        chunk = index.chunks[name]
        beside = [group for group in groups if any(_are_neighbours(chunk, other) for other in group)]
        if beside:
            first, *rest = beside
            first.append(chunk)
            for group in rest:
                first.extend(group)
                groups.remove(group)
        elif len(groups) < k:
            groups.append([chunk])
        else:
            break
    return tuple(_scored(group, fused, similarity) for group in groups)


def _are_neighbours(one: Chunk, other: Chunk) -> bool:
    return (
        one.document_id == other.document_id
        and one.section_ordinal == other.section_ordinal
        and abs(one.ordinal - other.ordinal) == 1
    )


def _scored(group: Sequence[Chunk], fused: Mapping[str, float], similarity: Mapping[str, float]) -> Passage:
    score = max(fused[chunk.id] for chunk in group)
    return as_passage(group, score, max(similarity.get(chunk.id, 0.0) for chunk in group))


def as_passage(group: Sequence[Chunk], score: float = 1.0, similarity: float = 1.0) -> Passage:
    """Return chunks of one section, in whatever order, as one passage."""
    chunks = sorted(group, key=lambda chunk: chunk.ordinal)
    first = chunks[0]
    return Passage(
        document_id=first.document_id,
        title=first.title,
        section=first.section,
        text=merge_texts([chunk.text for chunk in chunks]),
        score=score,
        similarity=similarity,
        chunk_ids=tuple(chunk.id for chunk in chunks),
        page=first.page,
        publisher=first.publisher,
        year=first.year,
        url=first.url,
        country=first.country,
        path=first.path,
    )


def _all_of(passage: Passage) -> str:
    return f"{passage.title}\n{passage.section}\n{passage.text}"


def _metadata(passage: Passage) -> dict[str, Any]:
    names = ("document_id", "title", "section", "score", "similarity", "page", "publisher", "year", "url")
    return {name: getattr(passage, name) for name in names}
