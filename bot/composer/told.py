"""What was told in this conversation already, and the sentence of it that a follow-up is about."""

from collections.abc import Sequence

import numpy as np

from bot.composer.draft import Block, Paragraph, Statement
from bot.composer.sources import Sources
from bot.composer.thread import Thread
from bot.composer.units import Unit, normal, parse_units
from bot.schema import Passage

MOSTLY = 0.5
ALIKE = 0.03
MOST = 2
LITTLE = 0.3
HARDLY = 0.25
NEARER = 0.05
"""A told section is right for 6 in 10 follow-ups where it is ahead by less than that; for 9 in 10 above."""


def told_in(passage: Passage, said: frozenset[str]) -> int:
    """How many sentences of a passage were told."""
    return sum(normal(unit.text) in said for unit in parse_units(passage.text))


def was_told(passage: Passage, said: frozenset[str]) -> bool:
    """Whether most of a passage was told."""
    units = parse_units(passage.text)
    return bool(units) and told_in(passage, said) >= MOSTLY * len(units)


def said_of_it(best: Passage, sources: Sources) -> tuple[Block, ...]:
    """The sentence of a section told before that a follow-up is about."""
    units, near = _nearness(best, sources)
    ranked = sorted(range(len(units)), key=lambda at: -near[at])[:MOST]
    kept = sorted(at for at in ranked if near[at] >= near[ranked[0]] - ALIKE)
    return (Paragraph(tuple(Statement(units[at].text, (best,)) for at in kept)),) if kept else ()


def new_first(passages: tuple[Passage, ...], sources: Sources) -> tuple[Passage, ...]:
    """Put the best section not told yet before one told before, where little is between them.

    A sentence of it has to be nearer to what was typed than any of the told one is.
    """
    thread = sources.thread
    if thread is None or not passages or not was_told(passages[0], thread.said):
        return passages
    told = passages[0]
    new = nearly_as_good(passages, thread, LITTLE)
    if new is None:
        return passages
    if max(_nearness(new, sources)[1], default=0.0) < max(_nearness(told, sources)[1], default=0.0) + NEARER:
        return passages
    return (new, *(passage for passage in passages if passage is not new))


def nearly_as_good(passages: Sequence[Passage], thread: Thread, gap: float) -> Passage | None:
    """The best section not told yet, where less than `gap` more speaks for the one told before."""
    new = next((passage for passage in passages if not was_told(passage, thread.said)), None)
    return new if new is not None and new.score >= passages[0].score - gap else None


def _nearness(passage: Passage, sources: Sources) -> tuple[list[Unit], list[float]]:
    """The sentences of a section, and how near each is to a follow-up as it was typed."""
    units = [
        unit for unit in parse_units(passage.text) if unit.kind != "table" and not unit.text.endswith(":")
    ]
    if sources.thread is None or not units:
        return [], []
    question = np.asarray(sources.embed.embed_query(sources.thread.question))
    return units, list(sources.texts.vectors(tuple(unit.text for unit in units)) @ question)
