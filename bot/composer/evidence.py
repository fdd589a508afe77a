"""Which passages to answer from: the closest to the question, those about the role asked about first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.composer import talk
from bot.composer.sources import Sources
from bot.composer.texts import without_titles
from bot.schema import Passage, Request

MEANING = 0.94
TOKENS = 1.92
HEADING = 0.62
UNLISTED = 0.68
LISTED = 1.05
LISTED_WORDS = 0.54
INTENT = 0.26
OTHER_ROLE = -0.35
ROLE_UNASKED = -0.11
"""What speaks for a section, each from 0 to 1: how close its text comes to the question in meaning, as a
whole and token by token, with and without job titles (late interaction, Khattab and Zaharia 2020); how close
the questions its author lists come, and which share of the question's words they hold; where none are listed,
its heading instead, and what makes up for the list; and how close the heading is to what the intent is after,
as far as the intent is sure. Less speaks for a section about a role that was not asked about. Fitted by
maximum likelihood on the evaluations' development split, over the shipped guides with half of their lists and
with none, and checked across folds of its families: 0.84 to 0.88 of the best sections are right with lists,
0.67 to 0.69 without."""

ENOUGH = 2.05
"""What must speak for a section before it is told: of the sections that answer 98 in 100 reach it, listed
questions or not. A follow-up is worded with the question it hangs on, and is not held to it."""

K = 12
NEAREST = 3


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
        replace(passage, score=score + role_fit(passage, request.roles, sources))
        for passage, score in zip(found.passages, support, strict=True)
    ]
    best = tuple(sorted(scored, key=lambda passage: -passage.score))
    enough = bool(best) and (request.follow_up or best[0].score >= ENOUGH)
    return Gathered(best, found.found and enough, found.strength)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it is compared: its words; without job titles its vector; its tokens with and without."""

    text: str
    bare: np.ndarray
    tokens: Sequence[np.ndarray]
    subject: str
    confidence: float


def _support(
    query: str, intent: str, confidence: float, passages: Sequence[Passage], sources: Sources
) -> list[float]:
    """How much speaks for each passage as the one that answers."""
    untitled = without_titles(query, sources.catalogue)
    bare = np.asarray(sources.embed.embed_query(untitled))
    tokens = sources.embed.encode_tokens([query, untitled], query=True)
    asked = _Asked(query, bare, tokens, talk.intent_subject(intent), confidence)
    return [
        MEANING * passage.similarity
        + TOKENS * _met(asked, passage, sources)
        + _named(asked, passage, sources)
        for passage in passages
    ]


def _named(asked: _Asked, passage: Passage, sources: Sources) -> float:
    """What speaks for a passage in its heading, or its guide's title, and in the questions listed."""
    name, listed = heading(passage) or passage.title, sources.asks(passage)
    fit = INTENT * asked.confidence * _fit(name, asked.subject, sources)
    nearest = np.sort(sources.texts.bare_vectors((name, *listed)) @ asked.bare)[-NEAREST:]
    if not listed:
        return fit + UNLISTED + HEADING * float(nearest.mean())
    words = sources.coverage(asked.text, " ".join((name, *listed)))
    return fit + LISTED * float(nearest.mean()) + LISTED_WORDS * words


def _met(asked: _Asked, passage: Passage, sources: Sources) -> float:
    """How near a passage's nearest token comes to each of the question's, on average."""
    texts = [sources.chunks[key].text for key in passage.chunk_ids if key in sources.chunks]
    held = [sources.texts.tokens(f"{heading(passage)}. {text}") for text in texts or [passage.text]]
    return float(np.mean([_nearest(tokens, held) for tokens in asked.tokens]))


def _nearest(tokens: np.ndarray, held: Sequence[np.ndarray]) -> float:
    if not len(tokens):
        return 0.0
    return float(np.max([(tokens @ matrix.T).max(axis=1) for matrix in held], axis=0).mean())


def heading(passage: Passage) -> str:
    """The heading right above a passage; empty where it has none."""
    return passage.section.rpartition(" > ")[2]


def _fit(name: str, subject: str, sources: Sources) -> float:
    """How close a heading is to what an intent is after."""
    if not name or not subject:
        return 0.0
    return float(sources.texts.vector(name) @ sources.texts.vector(subject))


def role_fit(passage: Passage, roles: Sequence[str], sources: Sources) -> float:
    """What a passage gains by whose it is: the role's asked about, nobody's in particular, or another's."""
    named = named_roles(passage, sources)
    if not named:
        return 0.0
    if not roles:
        return ROLE_UNASKED
    return 0.0 if not named.isdisjoint(roles) else OTHER_ROLE


def named_roles(passage: Passage, sources: Sources) -> frozenset[str]:
    """The roles a passage's section names in full, else those its title does."""
    return sources.texts.roles(passage.section) or sources.texts.roles(passage.title)


def of_other_roles(passage: Passage, roles: Sequence[str], sources: Sources) -> bool:
    """Whether a passage is about roles none of which was asked about."""
    named = named_roles(passage, sources)
    return bool(roles and named and named.isdisjoint(roles))
