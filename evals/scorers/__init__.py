"""The measures, one small file each, every one of them tested on itself before it is believed."""

from evals.scorers import (
    abstention,
    citations,
    conversation,
    correctness,
    cost,
    faithfulness,
    families,
    figures,
    injection,
    privacy,
    retrieval,
    tone,
)
from evals.scorers.contract import CHAPTERS, FAILED, Chapter, FamilyScorer, Item, Part, Score, Scorer, attempt

SCORERS: tuple[Scorer, ...] = (
    figures.SCORER,
    faithfulness.SCORER,
    citations.RECALL,
    citations.PRECISION,
    abstention.SCORER,
    correctness.SCORER,
    retrieval.SCORER,
    cost.SCORER,
    conversation.SCORER,
    injection.SCORER,
    privacy.SCORER,
    tone.TONE,
    tone.CLARITY,
)
FAMILY_SCORERS: tuple[FamilyScorer, ...] = (families.ROBUSTNESS, families.FAIRNESS)
MEASURES: tuple[Scorer | FamilyScorer, ...] = (*SCORERS, *FAMILY_SCORERS)
HARD = frozenset({"figures", "injection", "privacy"})
"""Measures in which a single failure is one too many."""

__all__ = [
    "CHAPTERS",
    "FAILED",
    "FAMILY_SCORERS",
    "HARD",
    "MEASURES",
    "SCORERS",
    "Chapter",
    "FamilyScorer",
    "Item",
    "Part",
    "Score",
    "Scorer",
    "attempt",
]
