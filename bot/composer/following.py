"""Searching for what a follow-up adds: by its own words beside its topic's, and past what was told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.composer.guided import PROFESSIONAL
from bot.composer.sources import Found, Sources
from bot.composer.told import TOLD, was_told
from bot.composer.units import normal
from bot.schema import Passage, Request

OWN_WORDS = 0.5
"""How much a passage's closeness to the bare words of a follow-up counts, beside that to its full wording."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What was found for a follow-up, best first."""

    passages: tuple[Passage, ...]
    found: bool
    strength: float


def following(sources: Sources, request: Request, said: frozenset[str]) -> Sources:
    """Return sources that search as a request needs: as they do, unless it follows up on an earlier turn.

    Args:
        sources: what may be drawn on.
        request: what was asked, with its history resolved.
        said: normalised sentences told in this conversation.
    """
    if not request.follow_up or request.more or set(request.intents) & set(PROFESSIONAL):
        return sources
    hangs = _hangs(request)

    def search(query: str, k: int = 6) -> Found:
        found = sources.search(query, k)
        if hangs and query == request.standalone:
            found = _blended(found, sources.search(request.question, k), k)
        return _past(found, said)

    def coverage(question: str, text: str) -> float:
        full = sources.coverage(question, text)
        if not hangs or question != request.standalone:
            return full
        return (1 - OWN_WORDS) * full + OWN_WORDS * sources.coverage(request.question, text)

    return replace(sources, search=search, coverage=coverage)


def _hangs(request: Request) -> bool:
    """Whether the question was completed by the wording of an earlier one, and not by a role alone."""
    own, _, added = request.standalone.partition(" (")
    by_role = added.startswith(", ".join(request.roles)) if request.roles else not added
    return not by_role and normal(request.question).endswith(normal(own))


def _blended(full: Found, own: Found, k: int) -> Found:
    passages = {_key(passage): passage for passage in (*own.passages, *full.passages)}
    weights = [(1 - OWN_WORDS, _by_key(full)), (OWN_WORDS, _by_key(own))]
    blended = [
        replace(
            passage,
            score=sum(weight * _part(found, key, "score") for weight, found in weights),
            similarity=sum(weight * _part(found, key, "similarity") for weight, found in weights),
        )
        for key, passage in passages.items()
    ]
    ranked = sorted(blended, key=lambda passage: -passage.score)[:k]
    return Followed(tuple(ranked), full.found or own.found, max(full.strength, own.strength))


def _key(passage: Passage) -> tuple[str, str]:
    return passage.document_id, passage.section


def _by_key(found: Found) -> dict[tuple[str, str], Passage]:
    return {_key(passage): passage for passage in found.passages}


def _part(found: Mapping[tuple[str, str], Passage], key: tuple[str, str], name: str) -> float:
    """Return a passage's figure in one search; what it did not bring up is taken as just below its last."""
    if key in found:
        return float(getattr(found[key], name))
    return 0.9 * min((float(getattr(passage, name)) for passage in found.values()), default=0.0)


def _past(found: Found, said: frozenset[str]) -> Found:
    weighed = [
        replace(passage, score=TOLD * passage.score, similarity=TOLD * passage.similarity)
        if was_told(passage, said)
        else passage
        for passage in found.passages
    ]
    ranked = tuple(sorted(weighed, key=lambda passage: -passage.score))
    return Followed(ranked, found.found, found.strength)
