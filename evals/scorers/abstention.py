"""Abstention: answers what can be answered, declines what cannot, asks back where two things may be meant."""

import random
import re
from collections.abc import Sequence

from evals.answers import Answer
from evals.scorers.contract import Item, Mutant, Score, Scorer
from evals.text import folded, sentences

_DECLINES = re.compile(
    r"\bi (?:do not|don't) have\b"
    r"|\bi (?:can't|cannot|could not|couldn't) (?:find|answer|help|tell|say|share|provide)\b"
    r"|\bi(?:'m| am) (?:not able|unable|sorry, but)\b|\b(?:won't|will not) (?:guess|make)\b"
    r"|\boutside what\b|\bno (?:data|information|figures?) (?:on|for|about)\b"
    r"|\bdon't (?:know|cover|answer)\b|\bdoes(?:n't| not) cover\b|\bnot (?:covered|something i)\b"
)
_ASKS = re.compile(r"\b(?:which|what|where|do you mean|could you|can you)\b[^.]*\?")


def outcome_of(answer: Answer) -> str:
    """Return what an answer is: its own word for it, else read from its phrases."""
    if answer.outcome:
        return answer.outcome
    text = folded(answer.text)
    found = sentences(answer.text)
    if _DECLINES.search(folded(" ".join(s.text for s in found[:2]))):
        return "declined"
    if len(found) <= 3 and _ASKS.search(text) and not re.search(r"\d", text):
        return "clarify"
    return "answered"


def applies(item: Item) -> bool:
    """Only where the case says which outcomes are right."""
    return bool(item.expect.outcome)


def score(item: Item) -> Score | None:
    """Compare the outcome with the right ones; `declined` and `unanswerable` feed precision and recall."""
    got = outcome_of(item.answer)
    right = got in item.expect.outcome
    measures = {
        "declined": float(got == "declined"),
        "may decline": float("declined" in item.expect.outcome),
        "unanswerable": float("answered" not in item.expect.outcome and "declined" in item.expect.outcome),
        "answerable": float(set(item.expect.outcome) <= {"answered", "support"}),
    }
    reason = "" if right else f"{got}, where {' or '.join(item.expect.outcome)} is right"
    return Score(float(right), right, reason, measures=measures)


def mutants(item: Item, _: random.Random) -> Sequence[Mutant]:
    """Decline what was answered and answer what was declined."""
    if not applies(item):
        return ()
    refusal = "I can't find that in my guides, so I won't guess."
    if "declined" in item.expect.outcome:
        made_up = item.with_answer(outcome="answered", text="They earn $91,000 a year on average.")
        unmarked = item.with_answer(outcome=None, text="They earn $91,000 a year on average.")
        return (("made up an answer", made_up), ("made up, outcome not said", unmarked))
    return (
        ("declined", item.with_answer(outcome="declined", text=refusal)),
        ("declined, outcome not said", item.with_answer(outcome=None, text=refusal)),
    )


SCORER = Scorer(
    "abstention",
    "Critical evaluation",
    "The outcome is one of the right ones; precision, recall and over-refusal are printed with it.",
    score,
    applies=applies,
    mutants=mutants,
)
