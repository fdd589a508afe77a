"""Shares written as words: "a third", "half of them", "two out of ten", "twice as many"."""

import re
from collections.abc import Iterator, Sequence

from bot.grounding.claims import MARK, Reading
from bot.grounding.facts import Fact, Source
from bot.grounding.figures import figures_in, money_in
from bot.grounding.idioms import OUT_OF
from bot.grounding.kinds import FIELD_CUES, cues_in
from bot.grounding.multiples import SLACK, is_multiple_of_named, is_part_of_said
from bot.grounding.words import PAY_STEMS, STOPWORDS, content_stems, is_held, prefixes, stem, tokens
from bot.quantities import Quantity
from bot.schema import Passage, PayRecord

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_PARTS |= {"ninth": 9, "tenth": 10}
_UPPER, _LOWER = "|".join(_NUMBERS), "|".join(_NUMBERS[1:])
_FRACTION = re.compile(
    rf"\b(?P<upper>an?|{_UPPER})[- ](?P<lower>{'|'.join(_PARTS)})(?P<many>s?)\b(?! of an hour)", re.I
)
_OF_MANY = {word: value for value, word in enumerate(_NUMBERS, start=1)} | {
    "twenty": 20,
    "fifty": 50,
    "hundred": 100,
}
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
_EARN_SHARE = re.compile(
    r"(?<![\d.])(?P<share>\d{1,2}(?:\.\d+)?) ?(?:%|percent) of\b[^.;$£€\d]{0,80}?"
    r"\b(?:earn|mak|mad|get|got|pa(?:id|ys?\b)|tak|took)\w*\b[^.;$£€\d]{0,25}[$£€]",
    re.IGNORECASE,
)
_TAILS = {
    10.0: frozenset({"p10", "p90"}),
    25.0: frozenset({"p25", "p75"}),
    50.0: frozenset({"median"}),
    75.0: frozenset({"p25", "p75"}),
    90.0: frozenset({"p10", "p90"}),
}
_SHARE = re.compile(
    rf"(?<![\d.])(?P<share>\d{{1,3}}(?:\.\d+)?) ?(?:%|percent)|\b(?:an?|one) (?P<part>{'|'.join(_PARTS)})\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r" of (?:all |the |these |those |its |their |your )*(?P<base>[^.,;:\d]{3,60})", re.IGNORECASE
)
_AMONG = re.compile(
    r"\bamong (?P<base>[^,;.:]{3,90}),|\bwhen (?=\d)(?P<asked>[^,;.:]{3,90}?) (?:answered|were asked)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?<=[^\W\d_su])s\b|\bpeople\b", re.IGNORECASE)
_PLURAL = re.compile(r"(?<![su'’])s$|^people$", re.IGNORECASE)
_ASKED = frozenset(stem(word) for word in ("people", "respondents", "answers", "asked", "surveyed"))
_RELATES = r"(?: as\b| (?:of )?(?:that|the|what|it)\b| (?:less|more|fewer|lower|higher)\b)"
_CLOSE, _ROUGHLY = 0.5, 2.0
_TOLD = 2
_ANYBODY = frozenset(stem(word) for word in ("people", "workers", "employees", "staff", "everyone"))
_LACK = re.compile(r"\b(?:no|not|never|without|lack\w*)\b|n['’]t\b", re.IGNORECASE)
_MOST_OF = re.compile(r"\b(?:most|the majority)\b", re.IGNORECASE)
_HALF, _ALL = 50.0, 100.0
_WHOLE_PART = 1.0


def unsupported_shares(reading: Reading, sources: Sequence[Source], person: Sequence[str]) -> list[str]:
    """Return the shares in words that stand neither in the evidence nor in the person's words.

    In a sentence with amounts "half" and "a quarter" are kinds of pay and are checked with the amounts.
    """
    found = [*_earners(reading.text, sources), *_bases(reading.text, sources)]
    if any(claim.quantity.is_money for claim in reading.claims):
        own = [item for turn in person for item in money_in(turn)]
        multiples = ((words, value / 100) for words, value in shares_in(reading.text) if value > _ALL)
        return found + [
            f"“{words}” is not what the amounts beside it give"
            for words, ratio in multiples
            if not (
                _as_ratio(ratio, reading, own)
                or _is_gap(words, ratio, reading.text, sources)
                or is_multiple_of_named(words, ratio, reading, sources)
            )
        ]
    texts = [*(source.raw for source in sources), *person]
    found += [f"“{words}” is not in what it cites" for words in _majorities(reading.text, sources)]
    found += _minorities(reading.text, sources)
    for words, value in shares_in(reading.text):
        near = re.search(rf"\b(?:about|roughly|around|nearly) {re.escape(words)}", reading.text)
        slack = _ROUGHLY if near else _CLOSE
        held = any(abs(value - other) < slack for text in texts for _, other in shares_in(text))
        if (
            held
            or _as_percent(value, texts, max(slack, 1.0))
            or (value == _HALF and _is_placed(reading, sources))
        ):
            continue
        if _is_gap(words, value / 100, reading.text, sources) or is_part_of_said(
            words, value, reading, sources
        ):
            continue
        related = rf"\b(?:in|by) (?:about |roughly |nearly )?{re.escape(words)}|{re.escape(words)}{_RELATES}"
        compares = value > 100 or re.search(related, reading.text, re.IGNORECASE)
        if not compares or not (_as_ratio(value / 100, reading) or _in_one_line(value / 100, sources)):
            found.append(f"“{words}” is not in what it cites")
    return found


def _earners(text: str, sources: Sequence[Source]) -> Iterator[str]:
    """Yield the shares of people said to earn an amount which no percentile and no line gives."""
    for match in _EARN_SHARE.finditer(text):
        held = any(
            match["share"] in line.text and money_in(line.text)
            for source in sources
            for line in source.segments
            if isinstance(source.evidence, Passage)
        )
        fields: frozenset[str] = _TAILS.get(float(match["share"]), frozenset())
        if not held and not any(fields & set(fact.fields) for source in sources for fact in source.facts):
            yield f"no source says how much {match['share']}% of them earn"


def _bases(text: str, sources: Sequence[Source]) -> Iterator[str]:
    """Yield the shares said of others than in the source: "77% of customers" for that of firms."""
    lines = [line.text for source in sources for line in source.segments]
    held = [found for line in lines for found in _shares_of(line)]
    trades = [source.evidence.industry or "" for source in sources if isinstance(source.evidence, PayRecord)]
    within = frozenset(item for trade in trades for item in content_stems(trade))
    for match in _SHARE.finditer(text):
        of = _OF.match(text, match.end())
        base = content_stems(_PEOPLE.split(of["base"])[0]) if of else ()
        if of and set(base) <= _ANYBODY:
            base = content_stems(_PEOPLE.split(text[: match.start()])[-1])
        if within.intersection(base):
            # records tell what share of a job's people work in a trade, not the reverse
            yield f"{match.group()} is not of that trade in the source"
    for value, whose in _shares_of(text, own=True):
        others = [stems for share, stems in held if abs(share - value) < _CLOSE and not stems <= PAY_STEMS]
        if others and not any(is_held(item, stems, prefixes(stems)) for stems in others for item in whose):
            yield f"{value:g}% is said of others in the source"


def _shares_of(text: str, *, own: bool = False) -> Iterator[tuple[float, frozenset[str]]]:
    """Yield each share of a line with whom it is of: "12% of firms", "among firms, ... 12%"."""
    for match in _SHARE.finditer(text):
        value = float(match["share"]) if match["share"] else 100 / _PARTS[match["part"].casefold()]
        of = _OF.match(text, match.end())
        before = [] if own or of else list(_AMONG.finditer(text, 0, match.start()))
        if of:
            yield value, _heads(of["base"])
        elif before:
            yield value, _heads(before[-1]["base"]) if before[-1]["base"] else _ASKED


def _heads(words: str) -> frozenset[str]:
    """Return the stem of the noun that some words are about, the first in the plural; of all with none."""
    found = [token for token in tokens(words) if token.word.casefold() not in STOPWORDS]
    plural = [token.stem for token in found if _PLURAL.search(token.word)]
    return frozenset(plural[:1] or [token.stem for token in found])


def _majorities(text: str, sources: Sequence[Source]) -> list[str]:
    """Return "most" and the like, said of anything but earning where the evidence is records of pay alone."""
    if any(isinstance(source.evidence, Passage) for source in sources) or _EARNING.search(text):
        return []
    held = " ".join(source.raw for source in sources)
    return [] if _MOST.search(held) else [match.group() for match in _MOST.finditer(text)]


def _minorities(text: str, sources: Sequence[Source]) -> Iterator[str]:
    """Yield "most" where the shares that a source gives of the same are all less than half."""
    for match in _MOST.finditer(text) if _MOST_OF.search(text) else ():
        if _LACK.search(text[match.end() :]):
            continue
        said = frozenset(content_stems(text[match.end() :]))
        shares = [
            (len(said & fact.context), fact.high or fact.low or 0.0)
            for source in sources
            for fact in source.facts
            if fact.unit == "percent" and isinstance(source.evidence, Passage)
        ]
        best = max((common for common, _ in shares), default=0)
        near = [share for common, share in shares if common == best]
        if best >= _TOLD and near and max(near) < _HALF:
            yield f"“{match.group()}” is less than half in the source"


def shares_in(text: str) -> Iterator[tuple[str, float]]:
    """Yield the shares of a text with their percentages; a capital within a sentence is a name's."""
    text = _NAME.sub("", text)
    for match in _FRACTION.finditer(text):
        upper = _number(match["upper"])
        if (upper > 1) == bool(match["many"]):
            yield match.group(), 100 * upper / _PARTS[match["lower"].casefold()]
    for match in OUT_OF.finditer(text):
        yield match.group(), 100 * _number(match["upper"]) / _OF_MANY[match["lower"].casefold()]
    for value, pattern in _WHOLE:
        yield from ((match.group(), value) for match in pattern.finditer(text))


def _number(word: str) -> int:
    return _NUMBERS.index(word.casefold()) + 1 if word.casefold() in _NUMBERS else 1


def _as_ratio(value: float, reading: Reading, own: Sequence[Quantity] = ()) -> bool:
    """Whether two figures of the sentence, or of the person, stand in a relation: "21%, double the 10.5%"."""
    plain = [*own] + [claim.quantity for claim in reading.claims if claim.quantity.low == claim.quantity.high]
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
    least, most = SLACK.get(bound[1] if bound else "", (0.95, 1.05))
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


def _as_percent(value: float, texts: Sequence[str], slack: float) -> bool:
    quantities = (item for text in texts for item in figures_in(text) if item.unit == "percent")
    return any(abs(end - value) <= slack for item in quantities for end in item.values)
