"""The signs by which a wording is told to be held by its evidence or not; each is a plain number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.grounding import lexicon
from bot.grounding.facts import Segment, Source
from bot.grounding.words import content_stems, is_held, prefixes, stem

_PART = re.compile(
    r"[;:,–—]|\b(?:and|but|while|whereas|so|because|since|or|which|who|if|when|then|that|than)\b",
    re.IGNORECASE,
)
_GRAVE = frozenset(stem(word) for word in lexicon.words("grave"))
_LEAST_OF_PART = 2
_WELL_COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the evidence with its heading, and the share of a sentence's weight that it holds."""

    segment: Segment
    near: frozenset[str]
    starts: frozenset[str]
    share: float


@dataclass(frozen=True, slots=True)
class Signs:
    """How a sentence's wording lies in its evidence.

    `one_line` is the share of its weight that the closest line holds, `novel` how many of its stems stand
    nowhere and `grave` how many of these a person would act on, `borrowed` the share that stands only in
    lines it says little else of, `covered` the share of the closest line that it says, `least_part` and
    `mean_part` how far one line holds each of its clauses.
    """

    one_line: float
    novel: int
    grave: int
    borrowed: float
    covered: float
    least_part: float
    mean_part: float


def signs_of(
    text: str,
    stems: Sequence[str],
    sources: Sequence[Source],
    rarity: Mapping[str, float],
    extra: frozenset[str],
) -> Signs:
    """Read the signs of a sentence; `extra` are stems that need no source."""
    unseen = max(rarity.values(), default=1.0)
    weight = {item: rarity.get(item, unseen) for item in stems}
    total = sum(weight.values())
    lines = [_line(weight, total, segment, source) for source in sources for segment in source.segments]
    if not lines or not total:
        nothing = 0.0 if total else 1.0
        return Signs(nothing, len(weight), len(_GRAVE & set(weight)), 0.0, 0.0, nothing, nothing)
    best = max(lines, key=lambda line: line.share)
    anywhere = frozenset().union(extra, *(source.stems for source in sources))
    starts = prefixes(anywhere)
    novel = {item for item in weight if not is_held(item, anywhere, starts)}
    parts = _parts(text, weight, lines)
    said = frozenset(weight)
    return Signs(
        one_line=best.share,
        novel=len(novel),
        grave=len(_GRAVE & novel),
        borrowed=_borrowed(weight, best, lines, novel | (said & extra)) / total,
        covered=_coverage(best.segment, said),
        least_part=min(parts, default=1.0),
        mean_part=sum(parts) / len(parts) if parts else 1.0,
    )


def _line(weight: Mapping[str, float], total: float, segment: Segment, source: Source) -> Line:
    near = segment.stems | source.heading_stems
    starts = prefixes(near)
    held = sum(value for item, value in weight.items() if is_held(item, near, starts))
    return Line(segment, near, starts, held / (total or 1.0))


def _coverage(segment: Segment, said: frozenset[str]) -> float:
    starts = prefixes(said)
    return sum(is_held(item, said, starts) for item in segment.stems) / max(1, len(segment.stems))


def _borrowed(
    weight: Mapping[str, float], best: Line, lines: Sequence[Line], free: frozenset[str] | set[str]
) -> float:
    """Return the weight that only other lines hold, less where the sentence says much of such a line."""
    said, total = frozenset(weight), 0.0
    coverage = {id(line): _coverage(line.segment, said) for line in lines}
    for item, value in weight.items():
        if item in free or is_held(item, best.near, best.starts):
            continue
        held = [
            coverage[id(line)] for line in lines if is_held(item, line.segment.stems, line.segment.starts)
        ]
        total += value * (1 - min(1.0, max(held, default=0.0) / _WELL_COVERED))
    return total


def _parts(text: str, weight: Mapping[str, float], lines: Sequence[Line]) -> list[float]:
    """Return for each clause the share of its weight that one line holds."""
    found = []
    for part in _PART.split(text):
        stems = [item for item in dict.fromkeys(content_stems(part)) if item in weight]
        if len(stems) < _LEAST_OF_PART:
            continue
        whole = sum(weight[item] for item in stems)
        best = max(sum(weight[i] for i in stems if is_held(i, line.near, line.starts)) for line in lines)
        found.append(best / whole)
    return found
