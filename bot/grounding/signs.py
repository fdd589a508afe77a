"""The signs by which a wording is told to be held by its evidence or not; each is a plain number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.grounding import lexicon
from bot.grounding.facts import Source
from bot.grounding.words import content_stems, is_held, prefixes, stem

_PART = re.compile(
    r"[;:,–—]|\b(?:and|but|while|whereas|so|because|since|or|which|who|if|when|then|that|than)\b",
    re.IGNORECASE,
)
_GRAVE = frozenset(stem(word) for word in lexicon.words("grave"))
_LEAST_OF_PART = 2


@dataclass(frozen=True, slots=True)
class Signs:
    """How the words of a sentence lie in its evidence.

    `novel` is how many of its stems stand nowhere and `grave` how many of these a person would act on;
    `least_part` and `mean_part` are how far one line holds each of its clauses.
    """

    novel: int
    grave: int
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
    anywhere = frozenset().union(extra, *(source.stems for source in sources))
    starts = prefixes(anywhere)
    novel = {item for item in weight if not is_held(item, anywhere, starts)}
    lines = [segment.stems | source.heading_stems for source in sources for segment in source.segments]
    begun = [(line, prefixes(line)) for line in lines]
    parts = _parts(text, weight, begun)
    return Signs(
        novel=len(novel),
        grave=len(_GRAVE & novel),
        least_part=min(parts, default=1.0),
        mean_part=sum(parts) / len(parts) if parts else 1.0,
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
