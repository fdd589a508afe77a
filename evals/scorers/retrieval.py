"""Retrieval: whether the passages brought up hold the quoted gold, and how high (ir-measures)."""

import random
from collections.abc import Sequence

from evals.answers import Seen, Trace
from evals.cases import Gold
from evals.scorers.contract import Item, Mutant, Score, Scorer
from evals.text import rouge_l_recall

OVERLAP = 0.7
"""Share of a gold quote that a passage must hold, in order, to count as relevant."""
DEPTH = 6


def applies(item: Item) -> bool:
    """Only where the case quotes its gold."""
    return bool(item.expect.gold)


def score(item: Item) -> Score | None:
    """Score the ranking; None for targets whose retrieval cannot be seen."""
    trace = item.answer.trace
    if trace is None or trace.passages is None:
        return None
    measures = ranking(item.expect.gold, trace.passages)
    found = measures["Success@6"] > 0
    reason = "" if found else f"gold of {item.expect.gold[0].document} is not among the first {DEPTH}"
    return Score(measures["nDCG@6"], found, reason, measures=measures)


def relevant(gold: Gold, passage: Seen) -> bool:
    """Say whether a passage is of the gold's document and holds its quote."""
    return passage.document == gold.document and rouge_l_recall(gold.quote, passage.text) >= OVERLAP


def ranking(gold: Sequence[Gold], passages: Sequence[Seen]) -> dict[str, float]:
    """Return Success@6, RR, R@6 and nDCG@6; each gold quote is one relevant thing, met by one passage."""
    import ir_measures
    from ir_measures import RR, R, Success, nDCG

    met: dict[str, int] = {}
    for number, quote in enumerate(gold):
        first = next((i for i, p in enumerate(passages) if relevant(quote, p)), None)
        met.setdefault(f"p{first}" if first is not None else f"missed{number}", 1)
    qrels = [ir_measures.Qrel("q", name, 1) for name in met]
    run = [ir_measures.ScoredDoc("q", f"p{i}", float(-i)) for i in range(min(DEPTH, len(passages)))]
    wanted = [Success @ DEPTH, RR @ DEPTH, R @ DEPTH, nDCG @ DEPTH]
    if not run:
        return {str(measure): 0.0 for measure in wanted}
    return {str(m): float(v) for m, v in ir_measures.calc_aggregate(wanted, qrels, run).items()}


def mutants(item: Item, _: random.Random) -> Sequence[Mutant]:
    """Let retrieval miss."""
    trace = item.answer.trace
    if not applies(item) or trace is None or not trace.passages:
        return ()
    gold = item.expect.gold
    missed = tuple(p for p in trace.passages if not any(relevant(g, p) for g in gold))
    cut = tuple(Seen(document=p.document, text=p.text[:20]) for p in trace.passages)
    return (
        ("gold not brought up", _with_passages(item, trace, missed)),
        ("passages cut short", _with_passages(item, trace, cut)),
    )


def _with_passages(item: Item, trace: Trace, passages: tuple[Seen, ...]) -> Item:
    return item.with_answer(trace=trace.model_copy(update={"passages": passages}))


SCORER = Scorer(
    "retrieval",
    "Quality",
    "nDCG@6 of passages that hold the quoted gold (ROUGE-L recall 0.7); passes when one is among 6.",
    score,
    applies=applies,
    mutants=mutants,
)
