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
ANSWERS = 0.2
AHEAD = 0.07
SAME_WORDS = 0.1
LONG_WORD = 4
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


def is_spent(passage: Passage, sources: Sources) -> bool:
    """Whether a section was told, and nothing of it is left that is nearer to a follow-up."""
    told = sources.thread is not None and was_told(passage, sources.thread.said)
    return told and not sentences_on_it(passage, sources)


def said_of_it(best: Passage, sources: Sources) -> tuple[Block, ...]:
    """The sentence of a section told before that a follow-up is about; its first where none stands out."""
    told = sentences_on_it(best, sources) or sentences_on_it(best, sources, again=True)
    if told and not says(best, sources):
        told = (Statement("The nearest that my guides have to that is this:", voice=True), *told)
    return (Paragraph(told),) if told else ()


def sentences_on_it(best: Passage, sources: Sources, *, again: bool = False) -> tuple[Statement, ...]:
    """The sentences of a section that come nearest to a follow-up; those not told where none stands out.

    Where all were told it has none then, or the first `again`.
    """
    units, fit = fitting(best, sources)
    if not units or sources.thread is None:
        return ()
    best_first = sorted(range(len(units)), key=lambda at: -fit[at])
    kept = sorted(at for at in best_first[:MOST] if fit[at] >= max(fit) - ALIKE)
    if max(fit) < fit[0] + AHEAD:
        said = sources.thread.said
        left = [at for at in best_first if normal(units[at].text) not in said and not units[at].leans_back]
        kept = sorted(left[:MOST] or (best_first[:1] if again else []))
    return tuple(Statement(units[at].text, (best,)) for at in kept)


def stands_out(best: Passage, sources: Sources) -> bool:
    """Whether a section has a sentence that comes nearer to a follow-up than the one that opens it."""
    _, fit = fitting(best, sources)
    return bool(fit) and max(fit) >= fit[0] + AHEAD


def fitting(passage: Passage, sources: Sources) -> tuple[list[Unit], list[float]]:
    """The sentences of a section, and how well each fits a follow-up in meaning and in words."""
    units, near = _nearness(passage, sources)
    words = _words(sources.thread.question) if sources.thread else frozenset()
    shares = (_share(words, unit.text) for unit in units)
    return units, [one + SAME_WORDS * share for one, share in zip(near, shares, strict=True)]


def _words(text: str) -> frozenset[str]:
    return frozenset(token.key for token in tokenize(text) if len(token.key) >= LONG_WORD)


def _share(words: frozenset[str], text: str) -> float:
    return len(words & _words(text)) / max(1, len(words))


def says(passage: Passage, sources: Sources) -> bool:
    """Whether a section has a sentence near enough to a follow-up to answer it."""
    return max(_nearness(passage, sources)[1], default=0.0) >= ANSWERS


def _nearness(passage: Passage, sources: Sources) -> tuple[list[Unit], list[float]]:
    """The sentences of a section, and how near each is to a follow-up as it was typed."""
    units = [
        unit for unit in parse_units(passage.text) if unit.kind != "table" and not unit.text.endswith(":")
    ]
    if sources.thread is None or not units:
        return [], []
    question = np.asarray(sources.embed.embed_query(sources.thread.question))
    return units, list(sources.texts.vectors(tuple(unit.text for unit in units)) @ question)
