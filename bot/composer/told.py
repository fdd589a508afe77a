"""What was told in this conversation already, and the sentence of it that a follow-up is about."""

import numpy as np

from bot.catalogue.words import tokenize
from bot.composer.draft import Block, Paragraph, Statement
from bot.composer.sources import Sources
from bot.composer.units import Unit, normal, parse_units
from bot.schema import Passage

MOSTLY = 0.5
ALIKE = 0.08
MOST = 3
LITTLE = 0.35
NEARER = 0.05
"""A told section is right for 6 in 10 follow-ups where it is ahead by less than that; for 9 in 10 above."""

ANSWERS = 0.2
AHEAD = 0.07
SAME_WORDS = 0.1
LONG = 4
"""How near a sentence told before is to a follow-up that it answers, and how much more has to speak for it
than for the one that opens its section to be said in place of that; what the words they share add, from which
length a word counts."""


def told_in(passage: Passage, said: frozenset[str]) -> int:
    """How many sentences of a passage were told."""
    return sum(normal(unit.text) in said for unit in parse_units(passage.text))


def was_told(passage: Passage, said: frozenset[str]) -> bool:
    """Whether most of a passage was told."""
    units = parse_units(passage.text)
    return bool(units) and told_in(passage, said) >= MOSTLY * len(units)


def said_of_it(best: Passage, sources: Sources) -> tuple[Block, ...]:
    """The sentence of a section told before that a follow-up is about; its first where none stands out."""
    told = sentences_on_it(best, sources)
    if told and not says(best, sources):
        told = (Statement("The nearest that my guides have to that is this:", voice=True), *told)
    return (Paragraph(told),) if told else ()


def sentences_on_it(best: Passage, sources: Sources) -> tuple[Statement, ...]:
    """The sentences of a section that come nearest to a follow-up; its first where none stands out."""
    units, fit = _fit(best, sources)
    if not units:
        return ()
    best_first = sorted(range(len(units)), key=lambda at: -fit[at])[:MOST]
    kept = sorted(at for at in best_first if fit[at] >= max(fit) - ALIKE)
    kept = kept if max(fit) >= fit[0] + AHEAD else [0]
    return tuple(Statement(units[at].text, (best,)) for at in kept)


def stands_out(best: Passage, sources: Sources) -> bool:
    """Whether a section has a sentence that comes nearer to a follow-up than the one that opens it."""
    _, fit = _fit(best, sources)
    return bool(fit) and max(fit) >= fit[0] + AHEAD


def _fit(passage: Passage, sources: Sources) -> tuple[list[Unit], list[float]]:
    """The sentences of a section, and how well each fits a follow-up in meaning and in words."""
    units, near = _nearness(passage, sources)
    words = _words(sources.thread.question) if sources.thread else frozenset()
    shares = (_share(words, unit.text) for unit in units)
    return units, [one + SAME_WORDS * share for one, share in zip(near, shares, strict=True)]


def _words(text: str) -> frozenset[str]:
    return frozenset(token.key for token in tokenize(text) if len(token.key) >= LONG)


def _share(words: frozenset[str], text: str) -> float:
    return len(words & _words(text)) / max(1, len(words))


def says(passage: Passage, sources: Sources) -> bool:
    """Whether a section has a sentence near enough to a follow-up to answer it."""
    return max(_nearness(passage, sources)[1], default=0.0) >= ANSWERS


def new_first(passages: tuple[Passage, ...], sources: Sources) -> tuple[Passage, ...]:
    """Put the best section not told yet before one told before, where little is between them.

    A sentence of it has to be nearer to what was typed than any of the told one, if one of that is near.
    """
    thread = sources.thread
    if thread is None or thread.recalled or not passages or not was_told(passages[0], thread.said):
        return passages
    told = passages[0]
    new = next((passage for passage in passages if not was_told(passage, thread.said)), None)
    if new is None or new.score < told.score - LITTLE:
        return passages
    near = max(_nearness(told, sources)[1], default=0.0)
    if says(told, sources) and max(_nearness(new, sources)[1], default=0.0) < near + NEARER:
        return passages
    return (new, *(passage for passage in passages if passage is not new))


def _nearness(passage: Passage, sources: Sources) -> tuple[list[Unit], list[float]]:
    """The sentences of a section, and how near each is to a follow-up as it was typed."""
    units = [
        unit for unit in parse_units(passage.text) if unit.kind != "table" and not unit.text.endswith(":")
    ]
    if sources.thread is None or not units:
        return [], []
    question = np.asarray(sources.embed.embed_query(sources.thread.question))
    return units, list(sources.texts.vectors(tuple(unit.text for unit in units)) @ question)
