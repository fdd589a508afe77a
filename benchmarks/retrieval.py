"""How well passages are found, and where "nothing found" begins: python -m benchmarks.retrieval.

Two sets of questions: the labelled cases of tests/data/retrieval.csv over the shipped guides and guides of
other trades; and the questions the shipped guides say they answer, of an index that was not told of them.
"""

import argparse
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks import beir
from benchmarks.finding import GUIDES, Case, fit, load_cases
from bot.chunking import chunk_document, merge_texts
from bot.documents import read_document
from bot.embedding import Encoder, Vectors, open_encoder
from bot.retrieval import CANDIDATES, fuse
from bot.schema import Chunk, Document
from bot.settings import PROJECT_ROOT, Settings
from bot.store.keywords import Keywords

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to cut and index; `overlap` repeats that many sentences of the chunk before."""

    name: str
    tokens: int = 254
    header: bool = True
    overlap: int = 0
    merge: bool = True


VARIANTS = (
    Variant("as shipped: 254 tokens, header, merged"),
    Variant("200 tokens", tokens=200),
    Variant("128 tokens", tokens=128),
    Variant("80 tokens", tokens=80),
    Variant("one sentence of overlap", overlap=1),
    Variant("128 tokens and overlap", tokens=128, overlap=1),
    Variant("no title and section", header=False),
    Variant("neighbours not merged", merge=False),
    Variant("128 tokens, not merged", tokens=128, merge=False),
)


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over questions, from 0 to 1."""

    ndcg: float
    success1: float
    success5: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """Chunks with both ways to search them."""

    chunks: tuple[Chunk, ...]
    vectors: Vectors
    keywords: Keywords
    passages: tuple[Chunk, ...]
    """Everything that could be found, neighbours merged as the variant has it."""


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sample", type=int, default=400, help="how many of the guides' own questions to ask"
    )
    parser.add_argument("--fit", action="store_true", help="only fit the floor below which nothing is found")
    parser.add_argument(
        "--beir", type=Path, metavar="FOLDER", help="a public test set in the BEIR layout instead"
    )
    arguments = parser.parse_args()
    encoder = open_encoder(Settings(_env_file=None))
    if arguments.beir:
        _show(beir.report(arguments.beir, encoder))
        return 0
    if not arguments.fit:
        _show(quality(encoder, arguments.sample))
    _show(fit(encoder))
    return 0


def quality(encoder: Encoder, sample: int) -> Iterable[str]:
    """Measure every variant; yields the lines of a Markdown table."""
    documents = _documents()
    labelled = [case for case in load_cases() if case.words]
    own = _own_questions(documents, sample)
    yield f"{len(labelled)} labelled questions and {len(own)} of the guides' own, {len(documents)} documents"
    yield ""
    yield "| questions | variant | chunks | ranking | nDCG@10 | Success@1 | Success@5 |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for variant in VARIANTS:
        corpus = _corpus(documents, variant, encoder)
        for name, cases in (("labelled", labelled), ("own", own)):
            for ranking, scores in measure(corpus, cases, variant, encoder).items():
                yield (
                    f"| {name} | {variant.name} | {len(corpus.chunks)} | {ranking} | {scores.ndcg:.3f} | "
                    f"{scores.success1:.3f} | {scores.success5:.3f} |"
                )


def measure(corpus: Corpus, cases: Sequence[Case], variant: Variant, encoder: Encoder) -> dict[str, Scores]:
    """Rank every question three ways and score the rankings."""
    ids = [chunk.id for chunk in corpus.chunks]
    found: dict[str, list[tuple[float, ...]]] = {"dense": [], "keyword": [], "fused": []}
    for case in cases:
        similarity = corpus.vectors @ np.asarray(encoder.embed_query(case.question), dtype=np.float32)
        keyword = corpus.keywords.scores(case.question)
        dense_ids = [ids[n] for n in np.argsort(-similarity, kind="stable")[:CANDIDATES]]
        keyword_ids = [ids[n] for n in np.argsort(-keyword, kind="stable")[:CANDIDATES] if keyword[n] > 0]
        rankings = {"dense": dense_ids, "keyword": keyword_ids, "fused": list(fuse(dense_ids, keyword_ids))}
        for name, ranked in rankings.items():
            found[name].append(_scored(ranked, corpus, case, variant))
    return {name: Scores(*(float(value) for value in np.mean(rows, axis=0))) for name, rows in found.items()}


def _scored(ranked: Sequence[str], corpus: Corpus, case: Case, variant: Variant) -> tuple[float, ...]:
    chunks = {chunk.id: chunk for chunk in corpus.chunks}
    passages = _passages([chunks[name] for name in ranked], variant.merge)
    hits = [case.is_answered_by(passage) for passage in passages[:DEPTH]]
    total = min(DEPTH, sum(map(case.is_answered_by, corpus.passages)))
    ideal = sum(1 / np.log2(rank + 2) for rank in range(max(1, total)))
    gain = sum(hit / np.log2(rank + 2) for rank, hit in enumerate(hits))
    return float(gain / ideal), float(any(hits[:1])), float(any(hits[:5]))


def _passages(chunks: Sequence[Chunk], merge: bool) -> list[Chunk]:
    """Merge neighbours of one section into the best placed of them, as the retriever does."""
    if not merge:
        return list(chunks)
    groups: list[list[Chunk]] = []
    of_section: dict[tuple[str, int], list[list[Chunk]]] = defaultdict(list)
    for chunk in chunks:
        near = of_section[chunk.document_id, chunk.section_ordinal]
        beside = [group for group in near if any(_are_neighbours(chunk, other) for other in group)]
        if beside:
            beside[0].append(chunk)
        else:
            groups.append([chunk])
            near.append(groups[-1])
    return [
        replace(group[0], text=merge_texts([one.text for one in sorted(group, key=lambda one: one.ordinal)]))
        for group in groups
    ]


def _are_neighbours(one: Chunk, other: Chunk) -> bool:
    same = one.document_id == other.document_id and one.section_ordinal == other.section_ordinal
    return same and abs(one.ordinal - other.ordinal) == 1


def _documents() -> list[Document]:
    guides = PROJECT_ROOT / "knowledge" / "guides"
    documents = [read_document(path, root=guides) for path in sorted(guides.glob("*.md"))]
    return documents + [read_document(path, root=GUIDES) for path in sorted(GUIDES.iterdir())]


def _own_questions(documents: Sequence[Document], sample: int) -> list[Case]:
    """Questions that authors say their sections answer; the section's text is what must be found."""
    asked = [
        Case("own", question, document.id, section.text[:120])
        for document in documents
        for section in document.sections
        for question in section.asks
    ]
    return random.Random(7).sample(asked, min(sample, len(asked)))


def _corpus(documents: Sequence[Document], variant: Variant, encoder: Encoder) -> Corpus:
    chunks = [
        chunk
        for document in documents
        for chunk in chunk_document(document, encoder.count_tokens, variant.tokens)
    ]
    texts = [_indexed(chunks, n, variant) for n in range(len(chunks))]
    with tempfile.TemporaryDirectory(prefix="waypoint-bench-") as folder:
        Keywords.build(texts, Path(folder) / "keywords")
        keywords = Keywords.load(Path(folder) / "keywords", len(texts))
    return Corpus(tuple(chunks), encoder.encode(texts), keywords, tuple(_passages(chunks, variant.merge)))


def _indexed(chunks: Sequence[Chunk], n: int, variant: Variant) -> str:
    chunk = chunks[n]
    before = chunks[n - 1] if n and _are_neighbours(chunk, chunks[n - 1]) else None
    lead = " ".join(before.text.split(". ")[-variant.overlap :]) + " " if before and variant.overlap else ""
    return f"{chunk.title}\n{chunk.section}\n{lead}{chunk.text}" if variant.header else lead + chunk.text


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
