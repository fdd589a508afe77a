"""How much of a sentence's wording stands in its evidence, and whether the evidence says the contrary."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.grounding import lexicon
from bot.grounding.facts import CLAUSE, Segment, Source, flatten
from bot.grounding.names import Mention
from bot.grounding.words import (
    PAY_STEMS,
    STOP_STEMS,
    STOPWORDS,
    content_stems,
    is_held,
    prefixes,
    stem,
    tokens,
)

# Fitted on the labelled sentences of the tests (development half), see benchmarks/grounding.py.
SUPPORT_NEEDED = 0.55
_LOCAL_WEIGHT = 0.5
_CLOSE = 0.3
_AS_CLOSE = 0.8
_TOPIC = 0.25
_SCOPE = 3
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{6,400})[\"”“»]")
_NEGATORS = lexicon.words("negators")
_STRONG = {
    "always": frozenset({"always", "every", "each", "all"}),
    "never": frozenset({"never", "no", "not", "none"}),
    "must": frozenset(
        {"must", "need", "needs", "required", "require", "requires", "has", "have", "necessary", "mandatory"}
    ),
    "everyone": frozenset({"everyone", "all", "every", "everybody"}),
    "every": frozenset({"every", "all", "each", "always", "any"}),
    "definitely": frozenset({"definitely", "certain", "certainly"}),
    "certainly": frozenset({"definitely", "certain", "certainly"}),
    "nobody": frozenset({"nobody", "no", "none", "not"}),
}  # fmt: skip
_PROPER_FREE = lexicon.words("proper_free")


_AGAINST: dict[str, list[frozenset[str]]] = {}
_SAME_SIDE: dict[str, frozenset[str]] = {}
for _one, _other in lexicon.sides("opposites"):
    for _side, _contrary in ((_one, _other), (_other, _one)):
        for _word in _side:
            _AGAINST.setdefault(_word, []).append(_contrary)
            _SAME_SIDE[_word] = _SAME_SIDE.get(_word, frozenset()) | _side


@dataclass(frozen=True, slots=True)
class Wording:
    """What the comparison of wording found: the share supported, and reasons against."""

    support: float
    reasons: tuple[str, ...] = ()


def weights(sources: Sequence[Source]) -> Mapping[str, float]:
    """Return how telling each stem is among the evidence: rare ones more."""
    counts = Counter(item for source in sources for segment in source.segments for item in segment.stems)
    total = sum(len(source.segments) for source in sources) or 1
    return {item: math.log(1 + total / count) for item, count in counts.items()}


def claimed_stems(text: str, figures: Sequence[tuple[int, int]], *, pay: bool) -> tuple[str, ...]:
    """Return the stems of a sentence that need support; in talk of pay the language of pay needs none."""
    found = []
    for token in tokens(text):
        if token.word.casefold() in STOPWORDS or token.stem in STOP_STEMS or len(token.stem) < 2:
            continue
        if any(start <= token.start < end for start, end in figures):
            continue
        if pay and (token.stem in PAY_STEMS):
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
        closest = max(source.segments, key=lambda segment: _shared(weight, segment), default=None)
        near |= closest.stems if closest else set()
        near |= source.heading_stems
    starts = prefixes(frozenset(near))
    return sum(value for item, value in weight.items() if is_held(item, frozenset(near), starts))


def _shared(weight: Mapping[str, float], segment: Segment) -> float:
    return sum(value for item, value in weight.items() if is_held(item, segment.stems, segment.starts))


def contradictions(
    text: str, stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float]
) -> list[str]:
    """Return where the closest line of the evidence says the contrary: a negation or an opposite."""
    unseen = max(rarity.values(), default=1.0)
    clauses = [clause for source in sources for clause in source.clauses]
    for part in CLAUSE.split(text):
        held = frozenset(content_stems(part))
        weight = {item: rarity.get(item, unseen) for item in stems if item in held}
        reason = _contradiction(part, weight, clauses)
        if reason:
            return [reason]
    return []


def _contradiction(part: str, weight: Mapping[str, float], clauses: Sequence[Segment]) -> str | None:
    """Return what a clause close to this one says the contrary of, unless one as close says the same."""
    least = _CLOSE * sum(weight.values())
    shares = [(_shared(weight, clause), clause) for clause in clauses]
    near = [(share, clause) for share, clause in shares if 0 < least <= share]
    for share, clause in near:
        said = _against(part, clause.text)
        rivals = [
            other for closeness, other in near if other is not clause and closeness >= _AS_CLOSE * share
        ]
        if said and not any(_agrees(part, other.text, said[0]) for other in rivals):
            return said[1]
    return None


def _agrees(claim: str, line: str, word: str) -> bool:
    """Whether another line uses a word as the sentence does, so that one line alone proves nothing."""
    held = {item.casefold() for item in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", line)}
    alike = held & (_SAME_SIDE.get(word, frozenset()) | {word}) or word in content_stems(line)
    return bool(alike) and _against(claim, line) is None


def _telling(
    stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float]
) -> dict[str, float]:
    """Weigh stems for finding the line a sentence speaks of; those of the headings count less."""
    unseen = max(rarity.values(), default=1.0)
    topics = frozenset().union(*(source.heading_stems for source in sources if len(source.segments) > 1))
    return {item: rarity.get(item, unseen) * (_TOPIC if item in topics else 1.0) for item in stems}


def _against(claim: str, line: str) -> tuple[str, str] | None:
    """Return the word on which a line says the contrary, with the reason in words."""
    flipped = _flipped(claim, line)
    negated = _negation_differs(claim, line)
    if flipped and not negated:
        return flipped, f"the source says the opposite of “{flipped}”"
    if negated and not flipped:
        return negated, f"the source says the contrary about “{negated}”"
    return None


def _flipped(claim: str, line: str) -> str | None:
    claimed = [str(word).casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", claim)]
    actual = {word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", line)}
    said = set(claimed)
    for word in claimed:
        for against in _AGAINST.get(word, ()):
            same = _SAME_SIDE[word]
            if actual & against and not actual & same and not said & against:
                return word
    return None


def _negation_differs(claim: str, line: str) -> str | None:
    claimed, actual = _negated(claim), _negated(line)
    said, held = set(content_stems(claim)), set(content_stems(line))
    differing = sorted((claimed ^ actual) & said & held)
    return differing[0] if differing else None


def _negated(text: str) -> set[str]:
    """Return the content stems right after a negation, up to the end of its clause."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[,;:.!?]", text)
    found: set[str] = set()
    for index, word in enumerate(words):
        if word.casefold().replace("’", "'") not in _NEGATORS or words[index + 1 : index + 2] in (
            ["only"],
            ["just"],
        ):
            continue
        reached = 0
        for following in words[index + 1 :]:
            if following in ",;:.!?" or reached == _SCOPE or following.casefold() in ("but", "and", "or"):
                break
            item = stem(following)
            if following.casefold() not in STOPWORDS and item not in STOP_STEMS:
                found.add(item)
                reached += 1
    return found


def overstated(text: str, sources: Sequence[Source]) -> str | None:
    """Return a word of certainty ("always", "must") that no source backs."""
    held = {word for source in sources for word in source.words}
    for match in re.finditer(r"[^\W\d_]+", text.casefold()):
        backing = _STRONG.get(match.group())
        if backing and held.isdisjoint(backing):
            return match.group()
    return None


def misquoted(text: str, sources: Sequence[Source], person: Sequence[str]) -> str | None:
    """Return words in quotation marks that stand in no source and that the person did not write."""
    flats = [source.flat for source in sources] + [flatten(turn) for turn in person]
    for match in _QUOTED.finditer(text):
        quote = flatten(match.group(1))
        if quote.count(" ") >= 2 and not any(quote in flat for flat in flats):
            return match.group(1)
    return None


def strange_names(
    text: str, sources: Sequence[Source], known: frozenset[str], covered: Sequence[Mention]
) -> list[str]:
    """Return capitalised words within a sentence that neither its sources nor the person used."""
    held = {word for source in sources for word in source.words} | known
    spans = [(mention.start, mention.end) for mention in covered]
    found = []
    for token in tokens(text):
        plain = token.word.casefold().removesuffix("'s").removesuffix("’s")
        if not token.word[0].isupper() or plain in _PROPER_FREE or _starts(text, token.start):
            continue
        if (
            plain in held
            or plain.rstrip("s") in held
            or any(start <= token.start < end for start, end in spans)
        ):
            continue
        found.append(token.word)
    return found


def _starts(text: str, position: int) -> bool:
    """Whether a word stands where any word would be written with a capital."""
    before = text[:position].rstrip(" \"“‘'(*_[")
    return not before or before[-1] in ".!?:|-–—>•"


def other_roles(
    mentions: Sequence[Mention],
    text: str,
    sources: Sequence[Source],
    stems: Sequence[str],
    rarity: Mapping[str, float],
) -> str | None:
    """Return a role of the sentence where its closest evidence speaks of others, or has them reversed."""
    weight = _telling(stems, sources, rarity)
    scored = [(_shared(weight, clause), clause, source) for source in sources for clause in source.clauses]
    top = max((score for score, _, _ in scored), default=0.0)
    if not mentions or top <= 0:
        return None
    closest = [(clause, source) for score, clause, source in scored if score >= top - 1e-9]
    if all(
        _is_about_others(mentions, clause, source) or _is_reversed(mentions, text, clause)
        for clause, source in closest
    ):
        return min(mentions[0].names)
    return None


def _is_about_others(mentions: Sequence[Mention], clause: Segment, source: Source) -> bool:
    about = clause.roles or source.heading_roles
    return bool(about) and not any(mention.names & (about | source.heading_roles) for mention in mentions)


def _is_reversed(mentions: Sequence[Mention], text: str, clause: Segment) -> bool:
    """Whether two roles stand the other way round: "A coaches B" for "B coaches A"."""
    if len(mentions) < 2 or len(clause.order) < 2 or (" by " in text) != (" by " in clause.text):
        return False
    first, second = mentions[0].names, mentions[1].names
    if first & second or clause.order[0] & clause.order[1]:
        return False
    return bool(first & clause.order[1]) and bool(second & clause.order[0]) and not first & clause.order[0]
