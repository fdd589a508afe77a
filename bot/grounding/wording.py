"""How much of a sentence's wording stands in its evidence, and whether its quotations do."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.grounding.facts import Segment, Source, flatten
from bot.grounding.words import IDIOM_STEMS, PAY_STEMS, STOPWORDS, content_stems, is_held, tokens

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
    """Return words in quotation marks that stand in no source, or in none on what the sentence is about."""
    flats = [source.flat for source in sources] + [flatten(turn) for turn in person]
    for match in _QUOTED.finditer(text):
        quote = flatten(match.group(1))
        if quote.count(" ") < 2:
            continue
        around = f"{text[: match.start()]} {text[match.end() :]}"
        if not any(quote in flat for flat in flats) or _is_quoted_elsewhere(quote, around, sources):
            return match.group(1)
    return None


def _is_quoted_elsewhere(quote: str, around: str, sources: Sequence[Source]) -> bool:
    """Whether a quotation is announced in the words that its source announces another with."""
    announced = [
        (frozenset(content_stems(line.text[: match.start()])), quote in flatten(line.text))
        for source in sources
        for line in source.segments
        if (match := _QUOTED.search(line.text))
    ]
    stems = frozenset(content_stems(around))
    own = [words for words, is_own in announced if is_own]
    if not own or any(not words or words & stems for words in own):
        return False
    return any(words & stems for words, is_own in announced if not is_own)
