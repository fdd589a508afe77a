"""Which passages to answer from: the closest to the question, those about the role asked about first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.catalogue import Catalogue
from bot.composer import talk
from bot.composer.sources import Sources
from bot.schema import Passage, Request

RANK_SHARE = 0.6
HEADING_SHARE = 0.4
PLAIN = 1.2
OTHER_ROLE = 0.7
ROLE_UNASKED = 0.95
K = 10


@dataclass(frozen=True, slots=True)
class Gathered:
    """Passages for one intent, best first, and whether the question itself found any."""

    passages: tuple[Passage, ...]
    found: bool
    strength: float = 0.0


def gather(intent: str, request: Request, sources: Sources, parts: int) -> Gathered:
    """Search for what an intent of a request is after; closeness and rank decide, then whose section it is.

    What the intent is after weighs the more, the less plainly the search itself has found something. The
    weights were chosen on the labelled questions of tests/data/retrieval.csv.
    """
    about = talk.intent_query(intent, request.roles[0] if request.roles else None)
    first = request.standalone if parts == 1 or request.intents[0] == intent or not about else about
    found = sources.search(first, k=K)
    top = max((passage.score for passage in found.passages), default=1.0)
    fits = _heading_fits(intent, found.passages, sources)
    doubt = max(0.0, PLAIN - found.strength)
    fitted = []
    for passage, fit in zip(found.passages, fits, strict=True):
        score = _blend(passage, top) * role_fit(passage, request.roles, sources.catalogue)
        fitted.append(replace(passage, score=score + doubt * HEADING_SHARE * fit))
    return Gathered(tuple(sorted(fitted, key=lambda passage: -passage.score)), found.found, found.strength)


def _blend(passage: Passage, top: float) -> float:
    """Blend how close a passage is with where the fused ranking put it, both from 0 to 1."""
    return (1 - RANK_SHARE) * passage.similarity + RANK_SHARE * passage.score / top


def _heading_fits(intent: str, passages: Sequence[Passage], sources: Sources) -> list[float]:
    """How close each passage's own heading is to what the intent is after, as cosine similarity."""
    about = talk.intent_subject(intent)
    if not about or not passages:
        return [0.0] * len(passages)
    headings = [passage.section.rpartition(" > ")[2] for passage in passages]
    wanted, *found = np.asarray(sources.embed.embed_documents([about, *headings]))
    return [float(vector @ wanted) for vector in found]


def role_fit(passage: Passage, roles: Sequence[str], catalogue: Catalogue) -> float:
    """Weigh a passage by whose it is: the role asked about, nobody's in particular, or another role's."""
    named = named_roles(passage, catalogue)
    if not named:
        return 1.0
    if not roles:
        return ROLE_UNASKED
    return 1.0 if named & set(roles) else OTHER_ROLE


def named_roles(passage: Passage, catalogue: Catalogue) -> set[str]:
    """The roles a passage's section names in full, else those its title does; a mere field names no role."""
    for text in (passage.section, passage.title):
        mentions = [found for found in catalogue.find_roles(text) if found.exact and not found.domain]
        named = {role for found in mentions if not found.text.isupper() for role in found.roles}
        if named:
            return named
    return set()


def of_other_roles(passage: Passage, roles: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether a passage is about roles none of which was asked about."""
    named = named_roles(passage, catalogue)
    return bool(roles and named and not named & set(roles))
