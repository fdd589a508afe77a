"""Guides about one job alone: a question that names none is about that one."""

from dataclasses import dataclass, replace

from bot.composer.settling import GUESSES
from bot.composer.sources import Found, Sources
from bot.schema import Passage, Request

MEANT = 0.6
UNNAMED = frozenset({*GUESSES, "pay_rank", "pay_prices", "term", "crisis", "distress"})
"""From which confidence, and for which intents not, a question is taken for one about the only job."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What was found for a question and for the same one with the job named."""

    passages: tuple[Passage, ...]
    found: bool
    strength: float


def about_the_only_job(request: Request, sources: Sources) -> tuple[Request, Sources]:
    """Take a question that names no job for one about the only job that the guides present.

    Every section is about that job then: the question is as near to them as if it had named it.
    """
    presented = [role.name for role in sources.catalogue.roles if role.tier == 1]
    named = request.roles or request.unknown_roles or request.role_choices or request.person.role
    meant = request.confidence >= MEANT or request.levels
    if len(presented) != 1 or named or not meant or UNNAMED.intersection(request.intents):
        return request, sources

    def search(query: str, k: int = 6, *, documents: frozenset[str] | None = None) -> Found:
        bare = sources.search(query, k, documents=documents)
        named = sources.search(f"{query.rstrip(' ?')} ({presented[0]})?", k, documents=documents)
        return _Named(bare.passages, named.found, named.strength)

    return replace(request, roles=(presented[0],)), replace(sources, search=search)
