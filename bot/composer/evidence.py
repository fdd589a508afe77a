"""Which passages to answer from: the closest to the question, those about the role asked about first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.composer import talk
from bot.composer.sources import Sources
from bot.composer.texts import without_titles
from bot.schema import Passage, Request

MEANING = 1.5
HEADING = 0.75
HEADING_WORDS = 0.6
WORDS = 0.4
INTENT = 0.35
"""What speaks for a section, each from 0 to 1: how close its text comes to the question in meaning, and its
heading; which share of the question's words its heading (with the questions it lists) and its text hold; and
how close its heading is to what the intent is after, as far as the intent is sure. Fitted by maximum
likelihood on the evaluations' development split, checked across folds of its families."""

ENOUGH = 1.2
"""What must speak for a section whose author lists the questions it answers, before it is told: of the
questions about the shipped guides 99 in 100 reach it, of near misses seven in ten. A follow-up is worded with
the question it hangs on, and is not held to it."""

OTHER_ROLE = 0.85
ROLE_UNASKED = 0.93
K = 12


@dataclass(frozen=True, slots=True)
class Gathered:
    """Passages for one intent, best first, and whether the question itself found any."""

    passages: tuple[Passage, ...]
    found: bool
    strength: float = 0.0


def gather(intent: str, request: Request, sources: Sources, parts: int) -> Gathered:
    """Search for what an intent of a request is after, and order what was found by all that speaks for it."""
    about = talk.intent_query(intent, request.roles[0] if request.roles else None)
    query = request.standalone if parts == 1 or request.intents[0] == intent or not about else about
    found = sources.search(query, k=K)
    support = _support(query, intent, request.confidence, found.passages, sources)
    scored = [
        replace(passage, score=score * role_fit(passage, request.roles, sources))
        for passage, score in zip(found.passages, support, strict=True)
    ]
    best = tuple(sorted(scored, key=lambda passage: -passage.score))
    measured = bool(best) and not request.follow_up and bool(sources.asks(best[0]))
    enough = best[0].score >= ENOUGH if measured else bool(best)
    return Gathered(best, found.found and enough, found.strength)


def _support(
    query: str, intent: str, confidence: float, passages: Sequence[Passage], sources: Sources
) -> list[float]:
    """How much speaks for each passage as the one that answers."""
    wanted = np.asarray(sources.embed.embed_query(query))
    subject = talk.intent_subject(intent)
    words = without_titles(query, sources.catalogue)  # a role's name stands in every section about it
    return [
        MEANING * passage.similarity
        + HEADING * _closeness(heading(passage), wanted, passage.similarity, sources)
        + HEADING_WORDS * sources.coverage(words, " ".join((heading(passage), *sources.asks(passage))))
        + WORDS * sources.coverage(words, f"{heading(passage)} {passage.text}")
        + INTENT * confidence * _fit(heading(passage), subject, sources)
        for passage in passages
    ]


def heading(passage: Passage) -> str:
    """The heading right above a passage; empty where it has none."""
    return passage.section.rpartition(" > ")[2]


def _closeness(name: str, wanted: np.ndarray, otherwise: float, sources: Sources) -> float:
    """How close a heading is to the question, as cosine similarity; a text without one stands for itself."""
    return float(sources.texts.vector(name) @ wanted) if name else otherwise


def _fit(name: str, subject: str, sources: Sources) -> float:
    """How close a heading is to what an intent is after."""
    if not name or not subject:
        return 0.0
    return float(sources.texts.vector(name) @ sources.texts.vector(subject))


def role_fit(passage: Passage, roles: Sequence[str], sources: Sources) -> float:
    """Weigh a passage by whose it is: the role asked about, nobody's in particular, or another role's."""
    named = named_roles(passage, sources)
    if not named:
        return 1.0
    if not roles:
        return ROLE_UNASKED
    return 1.0 if not named.isdisjoint(roles) else OTHER_ROLE


def named_roles(passage: Passage, sources: Sources) -> frozenset[str]:
    """The roles a passage's section names in full, else those its title does."""
    return sources.texts.roles(passage.section) or sources.texts.roles(passage.title)


def of_other_roles(passage: Passage, roles: Sequence[str], sources: Sources) -> bool:
    """Whether a passage is about roles none of which was asked about."""
    named = named_roles(passage, sources)
    return bool(roles and named and named.isdisjoint(roles))
