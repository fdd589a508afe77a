"""Words of the evidence that a sentence says of another subject, case or list than its source does."""

import re
from collections.abc import Mapping, Sequence

from bot.grounding.facts import Source
from bot.grounding.reading import CLAUSE
from bot.grounding.strangers import ENOUGH, telling
from bot.grounding.wording import shared_weight
from bot.grounding.words import content_stems, is_held, prefixes

_LISTS = re.compile(r"\b(?:such as|names|includes|including)\b", re.IGNORECASE)
# A verb follows.
_FORBIDS = re.compile(r"\s*(?:[-*]\s+)?(?:don['’]t|do not|never)\b", re.IGNORECASE)
_BORROWED = 3
_RIVAL = 0.75
_ASIDE = re.compile(
    r"\s*(?:in|for|at|on|with|as|if|when|by|from|after|before|of|to|among|across|beyond)\b", re.IGNORECASE
)
_OPENS_WITH_PRONOUN = re.compile(r"(?:it|they|this|that|these|those|he|she|you)\b", re.IGNORECASE)
# "In house, ...", "at a small firm, ...".
_FRAME = re.compile(
    r"\s*(?:[-*]\s+)?(?:in|at|for|with|on|after|before|during) (?P<case>(?:[^\W\d_][\w'’-]*\s?){1,4}),\s",
    re.IGNORECASE,
)


def borrowed_subject(
    text: str, sources: Sequence[Source], stems: Sequence[str], rarity: Mapping[str, float]
) -> str | None:
    """Return whom a clause is about when its words are said of another, and it opens another line."""
    for part in CLAUSE.split(text):
        order = [item for item in content_stems(part) if item in stems]
        lead, rest = order[:1], frozenset(order[1:])
        if _ASIDE.match(part) or _FORBIDS.match(part):
            continue
        weight = telling(sorted(rest), sources, rarity)
        for source in sources if lead and weight else ():
            if _is_borrowed(lead[0], frozenset(order), weight, source):
                return lead[0]
    return None


def borrowed_frame(
    text: str, sources: Sequence[Source], stems: Sequence[str], rarity: Mapping[str, float]
) -> str | None:
    """Return what a sentence opens with ("in house, ...") where its words are said of another such case."""
    match = _FRAME.match(text)
    if match is None:
        return None
    own, rest = frozenset(content_stems(match["case"])), frozenset(content_stems(text[match.end() :]))
    weight = telling([item for item in stems if item in rest], sources, rarity)
    lines = [line for source in sources for line in source.segments]
    scores = [shared_weight(weight, line) for line in lines]
    if not own or not weight or max(scores, default=0.0) < ENOUGH * sum(weight.values()):
        return None
    best = lines[scores.index(max(scores))]
    cases = [found["case"] for line in lines if (found := _FRAME.match(line.text))]
    other = _FRAME.match(best.text)
    named = any(own & set(content_stems(case)) for case in cases)
    return match["case"] if other and named and not own & best.stems else None


def borrowed_item(
    text: str, sources: Sequence[Source], stems: Sequence[str], rarity: Mapping[str, float]
) -> str | None:
    """Return what a sentence lists among things where its line lists others: "such as X", "names X"."""
    match = _LISTS.search(text)
    weight = telling(stems, sources, rarity)
    lines = [line for source in sources for line in source.segments if _LISTS.search(line.text)]
    if match is None or not weight or not lines:
        return None
    best = max(lines, key=lambda line: shared_weight(weight, line))
    if shared_weight(weight, best) < ENOUGH * sum(weight.values()):
        return None
    item = next(iter(content_stems(text[match.end() :])), "")
    held = frozenset[str]().union(*(source.stems for source in sources))
    return item if item in held and not is_held(item, best.stems, best.starts) else None


def _is_borrowed(lead: str, said: frozenset[str], weight: Mapping[str, float], source: Source) -> bool:
    scores = [shared_weight(weight, line) for line in source.segments]
    best = max(range(len(scores)), key=lambda n: scores[n], default=None)
    if best is None or scores[best] < ENOUGH * sum(weight.values()):
        return False
    line = source.segments[best]
    if sum(is_held(item, line.stems, line.starts) for item in weight) < _BORROWED:
        return False
    opening = content_stems(line.text)[:1]
    if not opening or _OPENS_WITH_PRONOUN.match(line.text) or lead in source.heading_stems:
        return False
    if is_held(lead, line.stems, line.starts) or is_held(opening[0], said, prefixes(said)):
        return False
    elsewhere = [content_stems(other.text)[:1] for other in source.segments if other is not line]
    rivals = [score for n, score in enumerate(scores) if n != best and lead in source.segments[n].stems]
    return any(lead in opened for opened in elsewhere) and max(rivals, default=0.0) < _RIVAL * scores[best]
