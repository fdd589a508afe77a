"""Places in an order said in words: "comes first", "ranks second", "is rated higher than"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.grounding.claims import Reading
from bot.grounding.comparisons import BEST_PAID
from bot.grounding.facts import Fact, Source
from bot.grounding.figures import figures_in
from bot.grounding.sides import LOWER
from bot.grounding.words import content_stems, is_held, prefixes, stem

_VERBS = (
    r"(?:com(?:es?|ing)|came|rank(?:s|ed|ing)?|plac(?:es?|ed)|scor(?:es?|ed)|rat(?:es?|ed)|stands?|sits?"
    r"|puts|listed)"
)
_TOP = re.compile(
    rf"\b{_VERBS}\b(?:\s+[^\W\d_]+){{0,5}}?\s+(?:first(?! [^\W\d_])|highest|(?:at|on) the"
    rf" (?:very )?top|best|number one)\b"
    r"|\b(?:tops(?! out)|leads(?! (?:to|up))|heads)\b|\b(?:is|are) (?:number one|at the top"
    r"|(?:the )?top[- ](?:rated|ranked))\b",
    re.IGNORECASE,
)
_BOTTOM = re.compile(
    rf"\b{_VERBS}\b(?:\s+[^\W\d_]+){{0,5}}?\s+(?:last|lowest|(?:at|on) the (?:very )?bottom|worst)\b",
    re.IGNORECASE,
)
_BACKS_TOP = re.compile(
    r"\b(?:first|1st|highest|top|tops|leads?|heads?|best|most|number one|main)\b", re.IGNORECASE
)
_BACKS_BOTTOM = re.compile(r"\b(?:last|lowest|bottom|worst|least)\b", re.IGNORECASE)
_COMPARED = re.compile(
    rf"(?:\b(?:is|are|was|were|{_VERBS})\b[^.;]{{0,25}}?)?\b(?:(?P<word>higher|better|above|ahead|lower|worse"
    rf"|below|behind|beats?|tops?|exceeds?|outranks?|surpass(?:es)?|trails?|lags?)\b"
    r"|(?P<size>(?:bigger|larger|greater|stronger|smaller|fewer|(?:more|less) (?:common|frequent|popular))"
    r"(?: [^\W\d_]+)?(?= than)))\s*(?:than|of)?\s",
    re.IGNORECASE,
)
_DOWNWARD = frozenset(
    {"smaller", "fewer", "less", "lower", "worse", "below", "behind", "trail", "trails", "lag", "lags"}
)
_RANKED = re.compile(r"\b([^\W\d_]+) (first|last)\b", re.IGNORECASE)
_EXTREMES = (
    re.compile(
        r"\b(?:biggest|largest|greatest|main|chief|top|leading|foremost|most (?:common|frequent))\b", re.I
    ),
    re.compile(r"\b(?:smallest|least|rarest|lowest)\b", re.IGNORECASE),
)
_PART_OF_LINE = re.compile(r";|:\s|,?\s+(?:and|but|while|whereas)\s")
_ALIKE = 1e-9
_PART = re.compile(r",|;|:\s|\bthen\b|\bwith\b|\bfollowed by\b|\bwhile\b")
_ORDINAL = re.compile(r"(?<![\w$£€.,])(\d{1,4})(?:st|nd|rd|th)\b")


def wrong_ranks(reading: Reading, sources: Sequence[Source], facts: Sequence[Fact]) -> list[str]:
    """Return reasons when a sentence puts something at the top or above another, and its sources do not."""
    found = []
    for pattern, backing, end in ((_TOP, _BACKS_TOP, "first"), (_BOTTOM, _BACKS_BOTTOM, "last")):
        match = pattern.search(reading.text)
        if match and _is_extreme(reading, facts, top=end == "first"):
            continue
        if (match and not reading.claims and not _is_backed(reading.text, match, sources, backing)) or (
            match and reading.claims and not any(backing.search(line) for line in _lines(sources))
        ):
            found.append(f"no source puts it {end}")
    found += [*_wrong_extremes(reading, sources), *_crossed_pairs(reading, sources)]
    if wrong := _wrong_order(reading, facts, sources):
        found.append(wrong)
    return found


def _wrong_extremes(reading: Reading, sources: Sequence[Source]) -> Iterator[str]:
    """Yield figures called the biggest of their sort where a source calls another one that."""
    yield from _wrong_of_list(reading, sources)
    for claim in reading.claims:
        said = [most for most in _EXTREMES if most.search(claim.clause)]
        about = frozenset(content_stems(claim.clause))
        for most in said if not claim.quantity.is_money else ():
            facts = [fact for source in sources for fact in source.facts if fact.unit == claim.quantity.unit]
            called = [fact for fact in facts if _is_called(fact, most) and about & fact.context]
            if called and all(fact.low != claim.quantity.low for fact in called):
                yield f"a source puts another figure there than {claim.quantity.text}"


def _wrong_of_list(reading: Reading, sources: Sequence[Source]) -> Iterator[str]:
    """Yield the amount called best or worst paid where the amounts of its list make another one that."""
    match = BEST_PAID.search(reading.text)
    word = next((found for found in match.groups() if found), "").casefold() if match else ""
    amounts = [claim.quantity for claim in reading.claims if claim.quantity.is_money]
    if not word or len(amounts) != 1:
        return
    for source in sources:
        facts = [fact for fact in source.facts if fact.record is None and fact.is_money and not fact.is_range]
        own = next((fact for fact in facts if fact.low == amounts[0].low), None)
        values = {
            fact.low or 0.0 for fact in facts if own and (fact.unit, fact.period) == (own.unit, own.period)
        }
        extreme = (min if word in LOWER else max)(values, default=0.0)
        if own and len(values) > 2 and own.low != extreme:
            yield f"{amounts[0].text} is not the {word} of its list"


def _crossed_pairs(reading: Reading, sources: Sequence[Source]) -> Iterator[str]:
    """Yield two figures said of one thing that two lines of a source say of two things."""
    facts = [fact for source in sources for fact in source.facts if fact.record is None]
    for one, other in pairwise(claim.quantity for claim in reading.claims):
        lines, others = (
            {
                fact.text
                for fact in facts
                if (fact.low, fact.high, fact.unit) == (item.low, item.high, item.unit)
            }
            for item in (one, other)
        )
        if one.unit == other.unit or not lines or not others or lines & others:
            continue
        units = [{fact.unit for fact in facts if fact.text == line} for line in lines | others]
        if all({one.unit, other.unit} <= found for found in units):
            yield f"{one.text} and {other.text} are not said of one thing"


def _is_called(fact: Fact, most: re.Pattern[str]) -> bool:
    """Whether the part of its line that a figure stands in has such a word."""
    parts = (part for part in _PART_OF_LINE.split(fact.text) if most.search(part))
    return any(
        abs(item.low - (fact.low or 0.0)) < _ALIKE for part in parts for item in figures_in(part) if item.low
    )


def _is_extreme(reading: Reading, facts: Sequence[Fact], *, top: bool) -> bool:
    """Whether a sentence's first amount is the highest, or lowest, of its kind among the cited records."""
    first = next((claim.quantity.low for claim in reading.claims if claim.quantity.is_money), None)
    single = [fact for fact in facts if fact.record is not None and len(fact.fields) == 1]
    fields = {(fact.fields, fact.period) for fact in single if fact.low == first}
    rivals = [fact.low or 0.0 for fact in single if (fact.fields, fact.period) in fields]
    return len(rivals) > 1 and first == (max(rivals) if top else min(rivals))


def _lines(sources: Sequence[Source]) -> Iterator[str]:
    return (line.text for source in sources for line in source.segments)


def _is_backed(text: str, match: re.Match[str], sources: Sequence[Source], backing: re.Pattern[str]) -> bool:
    """Whether a line that ranks something ranks what the sentence does: it is named in the same part."""
    subject = frozenset(content_stems(_PART.split(text[: match.start()])[-1] + " " + match.group()))
    subject -= frozenset(content_stems(match.group().split()[0] + " " + match.group().split()[-1]))
    starts = prefixes(subject)
    verb = stem(match.group().split()[0])
    for line in _lines(sources):
        if any(verb == stem(word) for word, _ in _RANKED.findall(line) if backing.search(line)):
            return True
        parts = [part for part in _PART.split(line) if backing.search(part)]
        if any(is_held(item, subject, starts) for part in parts for item in content_stems(part)) or (
            parts and not subject
        ):
            return True
    return False


def _wrong_order(reading: Reading, facts: Sequence[Fact], sources: Sequence[Source]) -> str | None:
    """Hold "A is rated higher than B" against the figures that one line gives for A and for B."""
    match = _COMPARED.search(reading.text)
    if match is None or reading.claims:
        return None
    one = frozenset(content_stems(reading.text[: match.start()]))
    other = frozenset(content_stems(reading.text[match.end() :]))
    gaps = _gaps(one, other, [fact for fact in facts if not fact.is_money and fact.low is not None])
    gaps = gaps or _rank_gaps(one, other, sources)
    word = (match["word"] or match["size"]).split(" ")[0]
    wanted = -1 if word.casefold() in _DOWNWARD else 1
    wrong = bool(gaps) and all(gap * wanted <= 0 for gap in gaps)
    return f"the figures say the opposite of “{word}”" if wrong else None


def _gaps(one: frozenset[str], other: frozenset[str], facts: Sequence[Fact]) -> list[float]:
    def only(fact: Fact, wanted: frozenset[str], rival: frozenset[str]) -> bool:
        around = fact.context | fact.shared
        return bool(around & (wanted - rival)) and not fact.context & (rival - wanted)

    ours = [fact for fact in facts if only(fact, one, other)]
    theirs = [fact for fact in facts if only(fact, other, one)]
    return [
        (first.low or 0.0) - (second.low or 0.0)
        for first in ours
        for second in theirs
        if first.unit == second.unit and first.unit != "year" and first is not second
    ]


def _rank_gaps(one: frozenset[str], other: frozenset[str], sources: Sequence[Source]) -> list[float]:
    """Return by how many places one thing stands before another, where ordinals rank both."""
    ranks: list[tuple[frozenset[str], int]] = []
    for line in _lines(sources):
        start = 0
        for match in _ORDINAL.finditer(line):
            ranks.append((frozenset(content_stems(line[start : match.start()])), int(match.group(1))))
            start = match.end()
    ours = [place for stems, place in ranks if stems & (one - other) and not stems & (other - one)]
    theirs = [place for stems, place in ranks if stems & (other - one) and not stems & (one - other)]
    return [float(second - first) for first in ours for second in theirs]
