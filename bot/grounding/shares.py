"""Shares written as words: "a third", "half of them", "two out of ten", "twice as many"."""

import re
from collections.abc import Iterator, Sequence

from bot.grounding.claims import MARK, Reading
from bot.grounding.facts import Fact, Source
from bot.grounding.figures import figures_in
from bot.grounding.kinds import FIELD_CUES, cues_in
from bot.grounding.words import content_stems
from bot.schema import Passage

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_PARTS |= {"ninth": 9, "tenth": 10}
_UPPER, _LOWER = "|".join(_NUMBERS), "|".join(_NUMBERS[1:])
_FRACTION = re.compile(
    rf"\b(?P<upper>an?|{_UPPER})[- ](?P<lower>{'|'.join(_PARTS)})(?P<many>s?)\b(?! of an hour)", re.I
)
_OUT_OF = re.compile(rf"\b(?P<upper>{_UPPER}) (?:\w+ )?(?:in|out of) (?:every )?(?P<lower>{_LOWER})\b", re.I)
_WHOLE: tuple[tuple[float, re.Pattern[str]], ...] = (
    (50.0, re.compile(
        r"(?<!middle )(?<!upper )(?<!lower )(?<!top )(?<!bottom )(?<!first )(?<!second )(?<!other )"
        r"(?<!and a )\bhalf\b(?! (?:an?\b|hour|day|way|year|old|of (?:the|this|that) range))", re.I)),
    (200.0, re.compile(r"\b(?:twice|double[sd]?(?!-)|doubling|two times)\b", re.I)),
    (300.0, re.compile(r"\b(?:three times|triple[sd]?|threefold)\b", re.I)),
)  # fmt: skip
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]+")
_MOST = re.compile(r"\b(?:most|the majority|few)\b(?= (?:of )?[^\W\d_]+)", re.IGNORECASE)
_EARNING = re.compile(r"\b(?:earn|pay|paid|mak|made|get|start|rang|most of (?:the|that) )", re.IGNORECASE)
_CLOSE = 0.5
_HALF = 50.0
_WHOLE_PART = 1.0
# How far from the share itself what is called "more than" it, or "nearly" it, may lie.
_SLACK = {"more than": (1.0, 1.3), "over": (1.0, 1.3), "nearly": (0.85, 1.0), "almost": (0.85, 1.0)}
_SLACK |= {"less than": (0.7, 1.0), "under": (0.7, 1.0)}


def unsupported_shares(reading: Reading, sources: Sequence[Source], person: Sequence[str]) -> list[str]:
    """Return the shares in words that stand neither in the evidence nor in the person's words.

    In a sentence with amounts "half" and "a quarter" are kinds of pay and are checked with the amounts.
    """
    if any(claim.quantity.is_money for claim in reading.claims):
        return []
    texts = [*(source.raw for source in sources), *person]
    found = [f"“{words}” is not in what it cites" for words in _majorities(reading.text, sources)]
    for words, value in _shares_in(reading.text):
        held = any(abs(value - other) < _CLOSE for text in texts for _, other in _shares_in(text))
        if held or _as_percent(value, texts) or (value == _HALF and _is_placed(reading, sources)):
            continue
        if _is_gap(words, value / 100, reading.text, sources):
            continue
        if not _as_ratio(value / 100, reading) and not _in_one_line(value / 100, sources):
            found.append(f"“{words}” is not in what it cites")
    return found


def _majorities(text: str, sources: Sequence[Source]) -> list[str]:
    """Return "most" and the like, said of anything but earning where the evidence is records of pay alone."""
    if any(isinstance(source.evidence, Passage) for source in sources) or _EARNING.search(text):
        return []
    held = " ".join(source.raw for source in sources)
    return [] if _MOST.search(held) else [match.group() for match in _MOST.finditer(text)]


def _shares_in(text: str) -> Iterator[tuple[str, float]]:
    """Yield the shares of a text with their percentages; a capital within a sentence is a name's."""
    text = _NAME.sub("", text)
    for match in _FRACTION.finditer(text):
        upper = _number(match["upper"])
        if (upper > 1) == bool(match["many"]):
            yield match.group(), 100 * upper / _PARTS[match["lower"].casefold()]
    for match in _OUT_OF.finditer(text):
        yield match.group(), 100 * _number(match["upper"]) / _number(match["lower"])
    for value, pattern in _WHOLE:
        yield from ((match.group(), value) for match in pattern.finditer(text))


def _number(word: str) -> int:
    return _NUMBERS.index(word.casefold()) + 1 if word.casefold() in _NUMBERS else 1


def _as_ratio(value: float, reading: Reading) -> bool:
    """Whether two figures of the sentence itself stand in a relation: "21.2%, double the 10.6%"."""
    plain = [claim.quantity for claim in reading.claims if claim.quantity.low == claim.quantity.high]
    return any(
        one.unit == other.unit and other.low and abs((one.low or 0.0) / other.low - value) <= 0.05 * value
        for one in plain
        for other in plain
        if one is not other
    )


def _is_gap(words: str, value: float, text: str, sources: Sequence[Source]) -> bool:
    """Whether two records of one kind lie so far apart: "by more than a third", "more than twice what"."""
    bound = re.search(
        r"\b(more than|over|nearly|almost|less than|under|about|roughly)\s+" + re.escape(words), text
    )
    facts = [fact for source in sources for fact in source.facts if fact.record and len(fact.fields) == 1]
    ratios = [
        (one.low or 0.0) / other.low - (value < _WHOLE_PART)
        for one in facts
        for other in facts
        if other.low and one.period == other.period and _is_pair(one, other, text)
    ]
    least, most = _SLACK.get(bound[1] if bound else "", (0.95, 1.05))
    return any(least * value <= ratio <= most * value for ratio in ratios)


def _is_pair(one: Fact, other: Fact, text: str) -> bool:
    """Whether two figures are of one kind and of two jobs, places or trades, or of the two kinds named."""
    kinds = cues_in(MARK.sub("", text), "") & FIELD_CUES or {"median"}
    if one.record is other.record:
        return len(kinds) == 2 and {one.fields[0], other.fields[0]} == kinds
    if one.fields != other.fields or one.fields[0] not in kinds or one.record is None or other.record is None:
        return False
    first, second = one.record, other.record
    pairs = ((first.place or "", second.place or ""), (first.industry or "", second.industry or ""))
    apart = [pair for pair in pairs if pair[0] != pair[1]]
    if one.roles != other.roles or len(apart) != 1:
        return one.roles != other.roles and not apart
    (a, b), said = (frozenset(content_stems(name)) for name in apart[0]), frozenset(content_stems(text))
    return bool((a - b) & said) and bool((b - a) & said)


def _is_placed(reading: Reading, sources: Sequence[Source]) -> bool:
    """Whether half is said of those who earn less, or more, than the person, which the median tells."""
    against = re.search(r"\bthan you\b", reading.text, re.IGNORECASE)
    return bool(against) and any("median" in fact.cues for source in sources for fact in source.facts)


def _in_one_line(value: float, sources: Sequence[Source]) -> bool:
    """Whether one line has two shares in that relation: "21.2% ..., and 10.6% of all" for "twice"."""
    shares = [
        fact
        for source in sources
        for fact in source.facts
        if fact.unit in ("percent", "count") and not fact.is_range
    ]
    return any(
        one.text == other.text
        and one.unit == other.unit
        and other.low
        and abs((one.low or 0.0) / other.low - value) <= 0.03 * value
        for one in shares
        for other in shares
    )


def _as_percent(value: float, texts: Sequence[str]) -> bool:
    quantities = (item for text in texts for item in figures_in(text) if item.unit == "percent")
    return any(abs(end - value) <= 1.0 for item in quantities for end in item.values)
