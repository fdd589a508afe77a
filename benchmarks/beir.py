"""A public test set in the BEIR layout, through this product's own chunks, encoder, BM25 and fusion.

    python -m benchmarks retrieval --beir FOLDER

FOLDER holds corpus.jsonl (`_id`, `title`, `text`), queries.jsonl (`_id`, `text`) and qrels/test.tsv (query,
document, relevance, below a header), as https://github.com/beir-cellar/beir publishes its sets.
"""

import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.chunking import TARGET_TOKENS, chunk_document
from bot.embedding import Encoder
from bot.retrieval import CANDIDATES, fuse
from bot.schema import Chunk, Document, Section
from bot.store.keywords import Keywords

DEPTH = 10
_RANKINGS = ("dense", "keyword", "fused")


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Documents, the questions that are judged, and for each its relevant documents with their grade."""

    documents: tuple[Document, ...]
    questions: Mapping[str, str]
    judged: Mapping[str, Mapping[str, float]]


def load(folder: Path) -> JudgedSet:
    """Read a test set.

    Raises:
        SystemExit: A file of the layout is missing; the message names it.
    """
    for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv"):
        if not (folder / name).is_file():
            raise SystemExit(
                f"{folder / name} is missing; a BEIR set has corpus.jsonl, queries.jsonl, qrels/test.tsv"
            )
    judged: dict[str, dict[str, float]] = defaultdict(dict)
    with (folder / "qrels" / "test.tsv").open(encoding="utf-8", newline="") as file:
        for row in list(csv.reader(file, delimiter="\t"))[1:]:
            if len(row) > 2 and float(row[2]) > 0:
                judged[row[0]][row[1]] = float(row[2])
    questions = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl") if row["_id"] in judged}
    return JudgedSet(tuple(_document(row) for row in _rows(folder / "corpus.jsonl")), questions, judged)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _document(row: Mapping[str, Any]) -> Document:
    text = row.get("text") or row.get("title") or "-"
    return Document(
        id=row["_id"],
        path=row["_id"],
        title=row.get("title") or "",
        sections=(Section((), text),),
        sha256="",
    )


def report(folder: Path, encoder: Encoder) -> Iterator[str]:
    """Rank every judged question's documents three ways; yields the lines of a Markdown table."""
    test = load(folder)
    chunks = [
        chunk
        for document in test.documents
        for chunk in chunk_document(document, encoder.count_tokens, min(encoder.max_tokens, TARGET_TOKENS))
    ]
    yield f"{len(test.questions)} questions, {len(test.documents)} documents, {len(chunks)} chunks"
    yield ""
    yield "| ranking | nDCG@10 |"
    yield "| --- | --- |"
    for name, value in measure(test, chunks, encoder).items():
        yield f"| {name} | {value:.4f} |"


def measure(test: JudgedSet, chunks: Sequence[Chunk], encoder: Encoder) -> dict[str, float]:
    """Return the mean nDCG@10 of each ranking; a document stands where its best chunk stands."""
    texts = [chunk.embedded_text.strip() for chunk in chunks]
    vectors = encoder.encode(texts)
    with tempfile.TemporaryDirectory(prefix="waypoint-beir-") as folder:
        Keywords.build(texts, Path(folder) / "keywords")
        keywords = Keywords.load(Path(folder) / "keywords", len(texts))
    found: dict[str, list[float]] = {name: [] for name in _RANKINGS}
    owners = [chunk.document_id for chunk in chunks]
    for number, question in test.questions.items():
        similarity = vectors @ np.asarray(encoder.embed_query(question), dtype=np.float32)
        shared = keywords.scores(question)
        dense = _owned(np.argsort(-similarity, kind="stable"), owners)
        keyword = _owned(
            [n for n in np.argsort(-shared, kind="stable")[: 4 * CANDIDATES] if shared[n] > 0], owners
        )
        for name, ranked in zip(_RANKINGS, (dense, keyword, list(fuse(dense, keyword))), strict=True):
            found[name].append(ndcg(ranked, test.judged[number]))
    return {name: float(np.mean(values)) for name, values in found.items()}


def _owned(order: Sequence[int] | np.ndarray[Any, Any], owners: Sequence[str]) -> list[str]:
    """Return the documents of the best chunks, each once."""
    ranked: dict[str, None] = {}
    for number in order:
        ranked.setdefault(owners[int(number)])
        if len(ranked) == CANDIDATES:
            break
    return list(ranked)


def ndcg(ranked: Sequence[str], judged: Mapping[str, float]) -> float:
    """Return nDCG@10 with the grades as gains, as trec_eval counts it."""
    gains = [judged.get(name, 0.0) for name in ranked[:DEPTH]]
    best = sorted(judged.values(), reverse=True)[:DEPTH]
    ideal = sum(gain / np.log2(rank + 2) for rank, gain in enumerate(best))
    return float(sum(gain / np.log2(rank + 2) for rank, gain in enumerate(gains)) / ideal) if ideal else 0.0
