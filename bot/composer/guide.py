"""Answers taken from guide passages: the sentences that answer, in their own order, none twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.composer.draft import Block, Bullets, Paragraph, Statement, paragraph
from bot.composer.rows import told_rows
from bot.composer.sources import Sources
from bot.composer.told import sentences_on_it, was_told
from bot.composer.units import Unit, escape, normal, parse_units
from bot.composer.weighing import heading
from bot.quantities import find_money
from bot.schema import Passage

MAX_POINTS = 5
LEAD_GAP = 0.15
AS_WRITTEN = 9.0
"""Above any similarity: what is told begins with the first sentence of its section."""
SUPPLEMENT_SHARE = 0.9
SAME = 0.72
NEAR = 0.91
RIVAL = 0.96
RIVAL_WORDS = 45
"""From which share of the best passage's score the next may be what was meant as well: on the labelled
questions of the evaluations' development split it is, about as often as not; it is given so many words."""
QUOTED = 2
FIRST_WORDS = 60
"""Words to aim for of the best passage where none is sure to answer."""
BRIEF = 30
"""Words below which the best passage alone leaves a question open that the next one goes on to answer."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit of a passage with its cosine similarity to the question and its vector."""

    unit: Unit
    similarity: float
    vector: np.ndarray


def answer_from_passages(
    query: str,
    passages: Sequence[Passage],
    sources: Sources,
    *,
    budget: int = 130,
    said: frozenset[str] = frozenset(),
    lean: Callable[[str], float] | None = None,
) -> tuple[Block, ...]:
    """Speak the best passage and add what the next ones contribute.

    Args:
        query: the standalone question.
        passages: evidence, best first.
        sources: for the vectors of sentences, against the question and against each other.
        budget: words to aim for.
        said: normalised sentences already told in this conversation; they are not repeated.
        lean: what speaks for a sentence besides its meaning, where that cannot be compared.

    Returns:
        Blocks in reading order; empty when nothing new is left to say.
    """
    question = np.asarray(sources.embed.embed_query(query))
    told: list[Scored] = []
    blocks: tuple[Block, ...] = ()
    before = sources.thread.said if sources.thread else said
    for n, passage in enumerate(passages[:4]):
        scored = _score(passage, question, sources, before if n else said)
        if lean is not None:
            scored = [replace(one, similarity=one.similarity + lean(one.unit.text)) for one in scored]
        left = budget - sum(item.unit.words for item in told)
        whole = [item for item in scored if item.unit.is_whole]
        scored = whole if whole or told else _headed(scored, passage)
        if not scored:
            continue
        if not told:
            extra = _main_points(scored, budget, passage.similarity if lean is None else AS_WRITTEN)
        elif n == 1 and _near(passages, RIVAL):
            extra = _opening(scored, told, passage.similarity)
        elif n == 1 and budget - left < BRIEF and _near(passages, NEAR):
            extra = _main_points(scored, left, passage.similarity)
        else:
            near = left >= 15 and passage.score >= NEAR * passages[0].score
            extra = _supplement(scored, told, left) if near else []
        told += extra
        blocks += _blocks(extra, passage, query)
    return blocks


def in_few_words(
    query: str, passages: Sequence[Passage], sources: Sources, *, again: bool = False
) -> tuple[Block, ...]:
    """What the best of some passages says in short, and how the others begin, where none is sure to answer.

    Of one told before it is the sentence that comes nearest to the question; one that was told too, where
    that is to be said `again` rather than left to the others.
    """
    question = np.asarray(sources.embed.embed_query(query))
    before = sources.thread.said if sources.thread else frozenset()
    told: list[Scored] = []
    blocks: tuple[Block, ...] = ()
    others: list[Statement] = []
    for passage in passages:
        scored = [item for item in _score(passage, question, sources, frozenset()) if item.unit.is_whole]
        if not scored:
            continue
        if blocks:
            start = _opening(scored, told, 1.0)[:1]
            others += [
                Statement(one.unit.text, (passage,))
                for one in start
                if normal(one.unit.text) not in before and not one.unit.text.endswith(":")
            ]
        elif was_told(passage, before):
            blocks = paragraph(*sentences_on_it(passage, sources, again=again or len(passages) == 1))
            start = []
        else:
            start = _main_points(scored, FIRST_WORDS, 1.0)
            blocks = _blocks(start, passage, query)
        told += start
    if not others:
        return blocks
    return (
        *blocks,
        *paragraph(Statement("Also near your question:", voice=True)),
        Bullets(tuple(others)),
    )


def named_with_opening(passages: Sequence[Passage], sources: Sources) -> tuple[Block, ...]:
    """The sections that come near a question none of them may answer, each by its heading.

    Beside it stands how it begins, where its author lists what it answers and no figure is in it.
    """
    named = []
    by_name = {passage.section or passage.title: passage for passage in reversed(passages)}
    for heading_of, passage in reversed(by_name.items()):
        name = escape(heading_of)
        opening = next((unit for unit in parse_units(passage.text) if unit.is_whole), None)
        tells = sources.asks(passage) and opening is not None and not any(map(str.isdigit, opening.text))
        text = f"{name}{'' if name.endswith('?') else ':'} {opening.text}" if opening and tells else name
        named.append(Statement(text, (passage,), voice=text == name))
    return (Bullets(tuple(named)),) if named else ()


def closest_words(query: str, passages: Sequence[Passage], sources: Sources) -> tuple[Block, ...]:
    """The sentences of some sections without listed questions that come nearest to a question.

    Figures of pay are left out, and so are words in another language, which cannot be compared so.
    """
    question = np.asarray(sources.embed.embed_query(query))
    found = [
        (one.similarity, Statement(one.unit.text, (passage,), voice=True))
        for passage in passages
        if not sources.asks(passage) and sources.languages.get(passage.document_id, "en") == "en"
        for one in _score(passage, question, sources, frozenset())
        if one.unit.kind != "table" and one.unit.is_whole and not one.unit.leans_back
        if not find_money(one.unit.text)
    ]
    ranked = [statement for _, statement in sorted(found, key=lambda one: -one[0])]
    return (Bullets(tuple(dict.fromkeys(ranked))[:QUOTED]),) if ranked else ()


def _headed(scored: list[Scored], passage: Passage) -> list[Scored]:
    """A section of nothing but words without a sentence, read under its heading: "Hours: 39 to 41"."""
    if not scored or not heading(passage):
        return scored
    text = "; ".join(item.unit.text for item in scored)
    return [replace(scored[0], unit=Unit(f"{escape(heading(passage))}: {text}", "sentence", 0))]


def _near(passages: Sequence[Passage], share: float) -> bool:
    """Whether nearly as much speaks for the second passage as for the first."""
    return len(passages) > 1 and passages[1].score >= share * passages[0].score


def _opening(scored: list[Scored], told: list[Scored], similarity: float) -> list[Scored]:
    """How a passage begins to answer, in few words; nothing when that was told already."""
    start = _lead(scored, similarity)
    lead = scored[start]
    if lead.unit.kind == "table" or any(float(lead.vector @ other.vector) > SAME for other in told):
        return []
    chosen, words = [lead], lead.unit.words
    for item in scored[start + 1 :]:
        if item.unit.kind == "table" or words + item.unit.words > RIVAL_WORDS:
            break
        chosen.append(item)
        words += item.unit.words
    return _without_lone_point(chosen)


def _without_lone_point(chosen: list[Scored]) -> list[Scored]:
    """Leave out a list of which one point is left, and the sentence that announces it."""
    if sum(item.unit.kind == "item" for item in chosen) == 1:
        chosen = [item for item in chosen if item.unit.kind != "item"]
    return [item for i, item in enumerate(chosen) if not _dangling_intro(chosen, i)]


def _score(passage: Passage, question: np.ndarray, sources: Sources, said: frozenset[str]) -> list[Scored]:
    units = parse_units(passage.text)
    if not units:
        return []
    vectors = sources.texts.vectors(tuple(unit.text for unit in units))
    return [
        Scored(unit, float(vector @ question), vector)
        for unit, vector in zip(units, vectors, strict=True)
        if normal(unit.text) not in said
    ]


def _main_points(scored: list[Scored], budget: int, similarity: float) -> list[Scored]:
    """Choose what to tell of the best passage: all of it when short, else the closest units in order."""
    start = _lead(scored, similarity)
    rest = scored[start:]
    if sum(item.unit.words for item in rest) > budget:
        ranked = sorted(rest[1:], key=lambda item: -item.similarity)
        chosen, words = {id(rest[0])}, rest[0].unit.words
        for item in ranked:
            if words + item.unit.words <= budget:
                chosen.add(id(item))
                words += item.unit.words
        chosen |= {id(item) for item in _beside_lone_point(ranked, chosen)}
        rest = _without_lone_point(_without_orphans(rest, chosen))
    return _limit_points(rest)


def _beside_lone_point(ranked: list[Scored], chosen: set[int]) -> list[Scored]:
    """The next nearest point, where the nearest of a list is all of it that there is room for."""
    points = [item for item in ranked if item.unit.kind == "item"]
    told = [item for item in points if id(item) in chosen]
    return [item for item in points if item not in told][:1] if told == points[:1] else []


def _lead(scored: list[Scored], similarity: float) -> int:
    """Index of the sentence to open with: the first, unless a later one answers clearly better.

    Where the section as a whole is as close to the question as its best sentence, its author's order stands.
    """
    best = max(range(len(scored)), key=lambda i: (scored[i].similarity, -i))
    first = scored[0]
    gap = scored[best].similarity - max(first.similarity, similarity)
    if gap <= LEAD_GAP and not first.unit.leans_back:
        return 0
    while best > 0 and (scored[best].unit.leans_back or scored[best].unit.kind == "item"):
        best -= 1
    return best


def _without_orphans(ordered: list[Scored], chosen: set[int]) -> list[Scored]:
    """Keep the chosen units, less those that lean on a neighbour which was left out."""
    kept: list[Scored] = []
    for i, item in enumerate(ordered):
        if id(item) not in chosen:
            continue
        leans = item.unit.leans_back and i > 0
        if leans and (not kept or kept[-1] is not ordered[i - 1]):
            continue
        kept.append(item)
    return [item for i, item in enumerate(kept) if not _dangling_intro(kept, i)]


def _dangling_intro(kept: list[Scored], i: int) -> bool:
    """Whether a unit announces a list ("...:") that does not follow."""
    if not kept[i].unit.text.endswith(":"):
        return False
    return i + 1 >= len(kept) or kept[i + 1].unit.kind == "sentence"


def _limit_points(items: list[Scored]) -> list[Scored]:
    points = sorted((x for x in items if x.unit.kind == "item"), key=lambda x: -x.similarity)
    dropped = {id(point) for point in points[MAX_POINTS:]}
    return [item for item in items if id(item) not in dropped]


def _supplement(scored: list[Scored], told: list[Scored], left: int) -> list[Scored]:
    """Up to two sentences of a further passage that are as close to the question and say something new."""
    bar = SUPPLEMENT_SHARE * max(item.similarity for item in told)
    extra: list[Scored] = []
    for item in sorted(scored, key=lambda x: -x.similarity):
        unit = item.unit
        unfit = unit.kind != "sentence" or unit.leans_back or unit.text.endswith(":") or unit.words > left
        if item.similarity < bar or len(extra) == 2:
            break
        if unfit or max(float(item.vector @ other.vector) for other in told + extra) > SAME:
            continue
        extra.append(item)
        left -= unit.words
    return extra


def _blocks(items: list[Scored], passage: Passage, question: str) -> tuple[Block, ...]:
    """Rebuild paragraphs, lists and tables from the chosen units."""
    blocks: list[Block] = []
    run: list[Statement] = []
    previous: Unit | None = None
    for item in items:
        unit = item.unit
        if previous and run and (unit.kind != previous.kind):
            blocks.append(_close(run, previous))
            run = []
        if unit.kind == "table":
            blocks.append(told_rows(unit, passage, question))
        else:
            run.append(Statement(unit.text, (passage,)))
        previous = unit
    if run and previous:
        blocks.append(_close(run, previous))
    return tuple(blocks)


def _close(run: list[Statement], unit: Unit) -> Block:
    return Bullets(tuple(run)) if unit.kind == "item" else Paragraph(tuple(run))
