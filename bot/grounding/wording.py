"""How much of a sentence's wording stands in its evidence, and whether its quotations do."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.grounding.facts import Segment, Source, flatten
from bot.grounding.words import IDIOM_STEMS, PAY_STEMS, STOPWORDS, is_held, prefixes, tokens

_LOCAL_WEIGHT = 0.5
_LEAST, _MOST = 1.0, 2.0
# Tells one pay from another, while the words of it are those of any pay.
_CONDITION = re.compile(r"\b(?:part[- ]time|freelance|temporary|seasonal|self-employed)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{6,400})[\"”“»]")


def weights(sources: Sequence[Source]) -> Mapping[str, float]:
    """Return how telling each stem is among the evidence: rare ones more."""
    counts = Counter(item for source in sources for segment in source.segments for item in segment.stems)
    total = sum(len(source.segments) for source in sources) or 1
    return {item: min(max(math.log(1 + total / count), _LEAST), _MOST) for item, count in counts.items()}


def claimed_stems(
    text: str, figures: Sequence[tuple[int, int]], *, pay: bool, checked: bool = False
) -> tuple[str, ...]:
    """Return the stems of a sentence that need support; in talk of pay the language of pay needs none.

    Args:
        text: the sentence.
        figures: where its figures stand.
        pay: whether it speaks of pay.
        checked: whether amounts in it were found in the evidence, so that words about amounts need no more.
    """
    found = []
    for token in tokens(text):
        if token.word.casefold() in STOPWORDS or len(token.stem) < 2:
            continue
        if any(start <= token.start < end for start, end in figures):
            continue
        if pay and (token.stem in PAY_STEMS or (checked and token.stem in IDIOM_STEMS)):
            continue
        found.append(token.stem)
    return tuple(found)


def support(
    stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float], extra: frozenset[str]
) -> float:
    """Return the weighted share of stems that the sources hold, half of it counted in the closest lines.

    `extra` are stems that need no source: the person's own words.
    """
    if not stems:
        return 1.0
    unseen = max(rarity.values(), default=1.0)
    weight = {item: rarity.get(item, unseen) for item in stems}
    total = sum(weight.values()) or 1.0
    own = prefixes(extra)
    everywhere = sum(
        value
        for item, value in weight.items()
        if is_held(item, extra, own) or any(is_held(item, source.stems, source.starts) for source in sources)
    )
    near = max((_local(weight, source, extra) for source in sources), default=0.0)
    local = (
        max(near, _spread(weight, sources, extra)) if len(sources) > 1 else near if sources else everywhere
    )
    return (_LOCAL_WEIGHT * local + (1 - _LOCAL_WEIGHT) * everywhere) / total


def _local(weight: Mapping[str, float], source: Source, extra: frozenset[str]) -> float:
    """Return the most weight that three neighbouring lines of a source hold with its heading."""
    heading = source.heading_stems
    best = 0.0
    segments = source.segments
    for index in range(max(1, len(segments) - 2)):
        near = frozenset().union(heading, extra, *(segment.stems for segment in segments[index : index + 3]))
        starts = prefixes(near)
        best = max(best, sum(value for item, value in weight.items() if is_held(item, near, starts)))
    return best


def _spread(weight: Mapping[str, float], sources: Sequence[Source], extra: frozenset[str]) -> float:
    """Return the weight held by the closest line of each source together."""
    near = set(extra)
    for source in sources:
        closest = max(source.segments, key=lambda segment: shared_weight(weight, segment), default=None)
        near |= closest.stems if closest else set()
        near |= source.heading_stems
    starts = prefixes(frozenset(near))
    return sum(value for item, value in weight.items() if is_held(item, frozenset(near), starts))


def shared_weight(weight: Mapping[str, float], segment: Segment) -> float:
    """Return the weight of the stems that a segment holds."""
    return sum(value for item, value in weight.items() if is_held(item, segment.stems, segment.starts))


def closest(
    stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float], share: float = 0.4
) -> tuple[Segment, ...]:
    """Return the lines that hold so much of the weight of some stems."""
    unseen = max(rarity.values(), default=1.0)
    weight = {item: rarity.get(item, unseen) for item in stems}
    least = share * sum(weight.values())
    lines = (line for source in sources for line in source.segments)
    return tuple(line for line in lines if 0 < least <= shared_weight(weight, line))


def strange_condition(text: str, sources: Sequence[Source], person: Sequence[str]) -> str | None:
    """Return a kind of employment that narrows an amount and that neither the sources nor the person name."""
    found = [match.group() for match in _CONDITION.finditer(text)]
    known = flatten(" ".join([*(source.raw for source in sources), *person])) if found else ""
    return next((words for words in found if flatten(words) not in known), None)


def misquoted(text: str, sources: Sequence[Source], person: Sequence[str]) -> str | None:
    """Return words in quotation marks that stand in no source and that the person did not write."""
    flats = [source.flat for source in sources] + [flatten(turn) for turn in person]
    for match in _QUOTED.finditer(text):
        quote = flatten(match.group(1))
        if quote.count(" ") >= 2 and not any(quote in flat for flat in flats):
            return match.group(1)
    return None
