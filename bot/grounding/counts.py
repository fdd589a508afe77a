"""Small counts written as words: "four kinds of skill", "five stories"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.claims import Reading
from bot.grounding.facts import Source
from bot.grounding.figures import money_in
from bot.grounding.words import content_stems, is_held, prefixes, stem, tokens
from bot.quantities import SMALL_NUMBERS, small_number
from bot.schema import Passage

_WORDS = tuple(SMALL_NUMBERS)[1:]
_COUNT = re.compile(
    rf"\b(?P<value>{'|'.join(_WORDS)}|\d{{1,2}})(?![\w.,]?\d|%|-)"
    rf"(?!\s+(?:halves|thirds|quarters|fifths|tenths)\b)(?=(?P<noun>(?:\s+[^\W\d_][\w'’-]*){{1,4}}))",
    re.IGNORECASE,
)
# "the two", "no two days": a pair that was named, and no count.
_NAMED_PAIR = re.compile(
    r"\b(?:the|these|those|no|both|any|other|your|between|all|one or|first)\s+$", re.IGNORECASE
)
_RANGE = re.compile(r"\s+(?:to|or|and|in|out)\b", re.IGNORECASE)
_OUT_OF = re.compile(rf"\b(?:{'|'.join(_WORDS)}) (?:in|out of)(?: every)?\s+$", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:in|over|within|across|during|after)\s+(?:(?:the|those|these|just|only|last|past)\s+){0,2}"
    r"[^\W_]+ years?\b|^[^\W_]+ years? (?:took|brought|lifted|pushed|carried|later)\b"
    r"|\b[^\W_]+ years later\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:the|your|their|every) (?P<word>fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|fifteenth"
    r"|twentieth|thirtieth|fiftieth|hundredth)\b"
    r"(?! (?:of|earn|made|make|get|start|begin|is|was|are|at|in)\w*\b)"
    r"(?= [^\W\d_])",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(minute|hour|dai|day|week|month|quarter|year|decade)(?:s|ly|y)?\b", re.IGNORECASE)
_ONE_TIME = re.compile(
    r"\b(?:for|in|within|after|wait|take|takes|about|around|ask for|once|twice|every|each)\s+"
    r"(?P<words>(?:(?:a|an|the first|one)\s+)?(?P<unit>minute|hour|day|week|month|quarter|year"
    r"|decade))\b(?!\s+of\b)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:each|every|once an?|twice an?) (?P<unit>hour|day|week|month|year|shift|quarter)\b", re.IGNORECASE
)
_LINKS = frozenset(["of", "the", "a", "an", "main", "different", "more", "other", "own", "possible"])
_BULLETS = re.compile(r"(?m)^\s*(?:[-*+•]|\d{1,2}[.)])\s")
_POINTS = frozenset((stem(word),) for word in ["things", "points", "steps", "ways", "tips", "ideas"])
_ITEM = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")


@dataclass(frozen=True, slots=True)
class _Count:
    word: str
    value: int
    noun: tuple[str, ...]


def unsupported_counts(reading: Reading, sources: Sequence[Source], person: Sequence[str]) -> list[str]:
    """Return the spelled-out counts of a sentence that its sources do not have, or have of another thing."""
    lines = [line.text for source in sources for line in source.segments]
    held = [count for text in (*lines, *person) for count in _counts(text)]
    values = {count.value for count in held} | _values(sources) | _named(lines)
    found = []
    for count in _counts(reading.text, spelled=True):
        if _is_of_another(count, held):
            found.append(f"“{count.word}” is said of something else in the source")
        elif count.value not in values and not (
            _is_length_of_list(count, sources)
            or _is_enumerated(reading.text, count)
            or (count.noun[:1] == ("year",) and count.value in year_spans(reading.text, sources))
        ):
            found.append(f"“{count.word}” is not in what it cites")
    return found + _other_times(reading.text, lines, person) + _strange_ordinals(reading.text, sources)


def year_spans(text: str, sources: Sequence[Source]) -> frozenset[int]:
    """Return how many years lie between the figures of some sources, where a text speaks of such a time."""
    if not _LATER.search(text):
        return frozenset()
    facts = (fact for source in sources for fact in source.facts if fact.unit != "year")
    years = {year for fact in facts for year in fact.years}
    return frozenset(one - other for one in years for other in years if one > other)


def _strange_ordinals(text: str, sources: Sequence[Source]) -> list[str]:
    """Return the ordinals in words ("the tenth call") that no source has; a tenth of some is none."""
    said = [] if money_in(text) else [match.group("word") for match in _ORDINAL.finditer(text)]
    raws = [source.raw for source in sources] if said else []
    held = {match.group("word").casefold() for raw in raws for match in _ORDINAL.finditer(raw)}
    return [f"“{word}” is not in what it cites" for word in said if word.casefold() not in held]


def _other_times(text: str, lines: Sequence[str], person: Sequence[str]) -> list[str]:
    """Return "a week" where the sources speak of "a day", and nobody of weeks."""
    held = {unit.casefold() for one in (*lines, *person) for unit in _UNIT.findall(one)}
    held |= {"day"} if "dai" in held else set()
    said = [match for match in _ONE_TIME.finditer(text) if match["unit"].casefold() not in held]
    found = [f"“{match['words']}” is not in what it cites" for match in said] if held else []
    stems = frozenset(content_stems(text))
    closest = max(lines, key=lambda line: len(stems.intersection(content_stems(line))), default="")
    rates = {match["unit"].casefold() for match in _EACH.finditer(closest)}
    other = [match.group() for match in _EACH.finditer(text) if match["unit"].casefold() not in rates]
    return found + [f"its source says another time than “{words}”" for words in other if rates]


def _counts(text: str, *, spelled: bool = False) -> Iterator[_Count]:
    for match in _COUNT.finditer(text):
        word = match["value"].casefold()
        if _RANGE.match(match["noun"]) or _OUT_OF.search(text[: match.start()]):
            continue
        if spelled and (word == "one" or word.isdigit()):
            continue
        if word == "two" and _NAMED_PAIR.search(text[: match.start()]):
            continue
        yield _Count(
            word,
            small_number(word) or 0,
            tuple(token.stem for token in tokens(match["noun"]) if token.word not in _LINKS),
        )


def _values(sources: Sequence[Source]) -> set[int]:
    facts = (fact for source in sources for fact in source.facts if not fact.is_money)
    return {int(end) for fact in facts for end in (fact.low, fact.high) if end is not None and end < 100}


def _named(lines: Sequence[str]) -> set[int]:
    """Return the small numbers that lines name without what they count: "two and four", "twice a week"."""
    words = {token.word.casefold() for line in lines for token in tokens(line)}
    return {SMALL_NUMBERS[word] for word in words & SMALL_NUMBERS.keys()} | (
        {2} if "twice" in words else set()
    )


def _is_length_of_list(count: _Count, sources: Sequence[Source]) -> bool:
    """Whether a sentence counts the points of a passage: "five steps" where five are listed."""
    texts = (source.evidence.text for source in sources if isinstance(source.evidence, Passage))
    return count.noun[:1] in _POINTS and any(len(_BULLETS.findall(text)) == count.value for text in texts)


def _is_enumerated(text: str, count: _Count) -> bool:
    """Whether a sentence itself lists as many things as it says: "two things: range and reason"."""
    _, colon, listed = text.partition(":")
    return bool(colon) and count.value in (len(_ITEM.findall(listed)) + 1, len(_ITEM.findall(listed)))


def _is_of_another(count: _Count, held: Sequence[_Count]) -> bool:
    """Whether the sources have another count of this very thing, and this count only of other things."""
    if not count.noun:
        return False
    same = [other for other in held if is_held(count.noun[0], frozenset(other.noun[:1]), frozenset())]
    same = same or [other for other in held if _names(count.noun[0], other.noun)]
    return bool(same) and all(other.value != count.value for other in same)


def _names(noun: str, others: tuple[str, ...]) -> bool:
    return is_held(noun, frozenset(others[:2]), prefixes(frozenset(others[:2])))
