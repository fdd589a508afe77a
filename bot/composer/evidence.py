"""Which passages to answer from: those for which most speaks, and whether that is enough."""

from dataclasses import dataclass, replace

from bot.composer import talk
from bot.composer.sources import Sources
from bot.composer.weighing import asked_of, weight
from bot.schema import Passage, Request

ENOUGH = 1.95
ENOUGH_UNLISTED = 1.85
"""What must speak for a section before it is told, less where its author lists no questions: of the sections
that answer 99 in 100 reach it. A follow-up is worded with the question it hangs on, and is not held to it."""

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
    asked = asked_of(query, intent, request.confidence, sources)
    weighed = [
        replace(passage, score=weight(asked, request.roles, passage, sources)) for passage in found.passages
    ]
    best = tuple(sorted(weighed, key=lambda passage: -passage.score))
    enough = bool(best) and (request.follow_up or _is_enough(best[0], sources))
    return Gathered(best, found.found and enough, found.strength)


def _is_enough(best: Passage, sources: Sources) -> bool:
    return best.score >= (ENOUGH if sources.asks(best) else ENOUGH_UNLISTED)
