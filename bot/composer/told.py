"""What was told in this conversation already, and a short question that it answers after all."""

from collections.abc import Sequence

import numpy as np

from bot.composer.draft import Block, Paragraph, Statement
from bot.composer.sources import Sources
from bot.composer.units import normal, parse_units
from bot.composer.weighing import WEIGHTS
from bot.schema import Passage, Request

TOLD = 0.65
"""What is left of the weight of a passage of which most was told in this conversation already."""

MOSTLY = 0.5
SHORT = 6
ALIKE = 0.03
MOST = 2


def was_told(passage: Passage, said: frozenset[str]) -> bool:
    """Whether most of a passage was told."""
    units = [normal(unit.text) for unit in parse_units(passage.text)]
    return bool(units) and sum(unit in said for unit in units) >= MOSTLY * len(units)


def said_of_it(
    request: Request, passages: Sequence[Passage], sources: Sources, said: frozenset[str]
) -> tuple[Block, ...]:
    """The sentence of a told section that a short follow-up is about; nothing where another is nearer.

    Args:
        request: the follow-up.
        passages: evidence, best first, those that were told weighed down.
        sources: for the vectors of sentences.
        said: normalised sentences told in this conversation.
    """
    if not request.follow_up or request.more or len(request.question.split()) > SHORT:
        return ()
    told = next((passage for passage in passages if was_told(passage, said)), None)
    others = [passage.score for passage in passages if passage is not told]
    if told is None or _unweighed(told) < max(others, default=0.0):
        return ()
    units = [unit for unit in parse_units(told.text) if unit.kind != "table" and not unit.text.endswith(":")]
    question = np.asarray(sources.embed.embed_query(request.question))
    near = sources.texts.vectors(tuple(unit.text for unit in units)) @ question if units else []
    ranked = sorted(range(len(units)), key=lambda at: -near[at])[:MOST]
    kept = sorted(at for at in ranked if near[at] >= near[ranked[0]] - ALIKE)
    return (Paragraph(tuple(Statement(units[at].text, (told,)) for at in kept)),) if kept else ()


def _unweighed(passage: Passage) -> float:
    """What spoke for a told passage before it was weighed down."""
    return passage.score + WEIGHTS["meaning"] * passage.similarity * (1 / TOLD - 1)
