"""The signs by which a wording is told to be held by its evidence or not; each is a plain number."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.grounding import lexicon
from bot.grounding.facts import Source
from bot.grounding.stretches import stretches
from bot.grounding.words import STOP_STEMS, content_stems, is_held, prefixes, stem

_PART = re.compile(
    r"[;:,–—]|\b(?:and|but|while|whereas|so|because|since|or|which|who|if|when|then|that|than)\b",
    re.IGNORECASE,
)
_GRAVE = frozenset(stem(word) for word in lexicon.words("grave"))
# Tell a thing in other words more often than they add one.
_LIGHT = frozenset(stem(word) for word in lexicon.words("light")) | STOP_STEMS
_LESS = 0.5
_LEAST_OF_PART = 2


@dataclass(frozen=True, slots=True)
class Signs:
    """How the words of a sentence lie in its evidence.

    `telling` is how many stems say something of their own, `novel` how many of these stand nowhere, `grave`
    how many a person would act on, and `light` how many of the others stand nowhere; `least_part` and
    `mean_part` are how far one line holds each of its clauses; `crossed` is how many neighbours of a stretch
    stand in the evidence, but never in one stretch together.
    """

    telling: int
    novel: int
    grave: int
    light: int
    least_part: float
    mean_part: float
    crossed: int


def signs_of(
    text: str,
    stems: Sequence[str],
    sources: Sequence[Source],
    rarity: Mapping[str, float],
    extra: frozenset[str],
) -> Signs:
    """Read the signs of a sentence; `extra` are stems that need no source."""
    unseen = max(rarity.values(), default=1.0)
    weight = {item: rarity.get(item, unseen) * (_LESS if item in _LIGHT else 1.0) for item in stems}
    anywhere = frozenset().union(extra, *(source.stems for source in sources))
    starts = prefixes(anywhere)
    strange = {item for item in weight if not is_held(item, anywhere, starts)}
    novel = strange - _LIGHT
    lines = [segment.stems | source.heading_stems for source in sources for segment in source.segments]
    begun = [(line, prefixes(line)) for line in lines]
    parts = _parts(text, weight, begun)
    return Signs(
        telling=len(weight.keys() - _LIGHT),
        novel=len(novel),
        grave=len(_GRAVE & novel),
        light=len(strange & _LIGHT),
        least_part=min(parts, default=1.0),
        mean_part=sum(parts) / len(parts) if parts else 1.0,
        crossed=sum(_crossed(text, frozenset(stems), sources)),
    )


_Line = tuple[frozenset[str], frozenset[str]]


def _closest_share(stems: Sequence[str], weight: Mapping[str, float], lines: Sequence[_Line]) -> float:
    """Return the largest share of the weight of some stems that one line holds."""
    held = (sum(weight[i] for i in stems if is_held(i, line, starts)) for line, starts in lines)
    return max(held, default=0.0) / sum(weight[item] for item in stems)


def _parts(text: str, weight: Mapping[str, float], lines: Sequence[_Line]) -> list[float]:
    """Return for each clause the share of its weight that one line holds with its heading."""
    found = []
    for part in _PART.split(text):
        stems = [item for item in dict.fromkeys(content_stems(part)) if item in weight]
        if len(stems) >= _LEAST_OF_PART:
            found.append(_closest_share(stems, weight, lines))
    return found


def _crossed(text: str, stems: frozenset[str], sources: Sequence[Source]) -> Iterator[bool]:
    """Yield for neighbours that both stand in the evidence whether no stretch of it has the two."""
    held = [one for source in sources for one in source.stretches]
    places: dict[str, frozenset[int]] = {}
    for stretch in stretches(text):
        words = [word.stem for word in stretch.words if word.stem in stems]
        for item in words:
            if item not in places:
                places[item] = frozenset(n for n, one in enumerate(held) if is_held(item, *one))
        for one, other in pairwise(words):
            if one != other and places[one] and places[other]:
                yield places[one].isdisjoint(places[other])
