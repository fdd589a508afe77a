"""What a comparison sets above what: "technicians earn more than tellers", "the median is above ..."."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.grounding.claims import MARK, Reading, marked_stems
from bot.grounding.facts import Fact
from bot.grounding.kinds import cues_in
from bot.grounding.matching import Links
from bot.grounding.sizes import is_miscalled
from bot.grounding.telling import is_named
from bot.grounding.words import IDIOM_STEMS, PAY_STEMS, content_stems

# Sets what stands before it above or below what follows.
_COMPARATOR = re.compile(
    r"\b(?P<word>more|higher|better|above|over|ahead|beats?|tops?(?! (?:quarter|tenth|half|end|pay|of))"
    r"|exceeds?|out-?earns?|less|lower|worse|below|under|behind|trails?|lags?)\b"
    r"(?! (?:quarter|tenth|half|end|part|quartile)\b)",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\b(?:earn|pay|paid|make|made|start|salar|wage|median|average|quarter|tenth|come|came|out-?earn)\w*\b"
    r"|[$£€]\s?\d",
    re.IGNORECASE,
)
_SIDE_BREAK = re.compile(r"[;:.(]\s?|,\s|\b(?:and|but|while|whereas|with)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|n't)\b[^,;:]{0,20}$", re.IGNORECASE)
LOWER = frozenset({"less", "lower", "worse", "lowest", "least", "worst", "below", "under", "behind"})
LOWER |= {"trail", "trails", "lag", "lags"}
_ALONE = frozenset({"ahead", "behind"})
KINDS_OF_PAY = frozenset({"median", "mean", "p10", "p25", "p75", "p90"})
_FIELDS = frozenset({"low", "high"}) | KINDS_OF_PAY
_HALF = 0.5
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Side:
    """What one side of a comparison names; what it leaves open is as on the other side.

    `vague` says that it names something else, of which no record tells.
    """

    roles: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    vague: bool = False

    def __bool__(self) -> bool:
        return any((self.roles, self.places, self.industries, self.levels, self.kinds))


def wrong_sides(reading: Reading, facts: Sequence[Fact], links: Links) -> str | None:
    """Return a reason when the records say the reverse of "A earns more than B" or "A is ahead of B"."""
    single = [fact for fact in facts if is_single(fact)]
    for match in _COMPARATOR.finditer(reading.text) if single and _PAY.search(reading.text) else ():
        left, right = _sides(reading, match, single, links)
        word = match["word"].casefold()
        if not left or (not right and word not in _ALONE) or (right.vague and left.roles):
            continue
        gaps = [] if _NOT.search(reading.text[: match.start()]) else _side_gaps(left, right, single)
        wanted = -1 if word in LOWER else 1
        if gaps and all(gap * wanted < 0 for gap in gaps):
            return f"the figures say the opposite of “{match['word']}”"
        if is_miscalled(reading.text, match.start(), gaps):
            return f"the figures differ by another size than “{match['word']}” is said with"
    return None


def _sides(
    reading: Reading, match: re.Match[str], facts: Sequence[Fact], links: Links
) -> tuple[_Side, _Side]:
    """Read what stands before a comparing word, its own part of the sentence first, and what after."""
    opening = max((found.end() for found in _SIDE_BREAK.finditer(reading.text, 0, match.start())), default=0)
    closing = _SIDE_BREAK.search(reading.text, match.end())
    left = _side(reading, (opening, match.start()), facts, links)
    left = left or _side(reading, (0, match.start()), facts, links)
    right = _side(reading, (match.end(), closing.start() if closing else len(reading.text)), facts, links)
    if (left.roles and right.roles) or (left.places and right.places):  # "at the median" holds for both
        kinds = left.kinds or right.kinds or _side(reading, (0, len(reading.text)), facts, links).kinds
        left, right = (replace(side, kinds=side.kinds or kinds) for side in (left, right))
    return left, right


def _side(reading: Reading, span: Span, facts: Sequence[Fact], links: Links) -> _Side:
    named = named_in(reading, span, facts, links)
    text = MARK.sub("", reading.text[slice(*span)])
    levels = {fact.record.level for fact in facts if fact.record and fact.record.level}
    stems = marked_stems(text)
    shares = {name: len(marked_stems(name) & stems) / max(1, len(marked_stems(name))) for name in levels}
    most = max(shares.values(), default=0.0)
    held = frozenset(name for name, share in shares.items() if share == most >= _HALF)
    kinds = frozenset(cue for cue in cues_in(text, "") if cue in KINDS_OF_PAY)
    kinds = kinds if len(kinds) == 1 else frozenset()
    known = held or any(named.values())
    vague = not known and any(item not in PAY_STEMS | IDIOM_STEMS for item in stems)
    return _Side(named["roles"], named["places"], named["industries"], held, kinds, vague)


def _side_gaps(left: _Side, right: _Side, facts: Sequence[Fact]) -> list[float]:
    """Return what share of theirs the figures of one side lie above those of the other, all else the same."""
    left, right = _completed(left, right), _completed(right, left)
    ours, theirs = ([fact for fact in facts if _is_on(fact, side)] for side in (left, right))
    return [
        (first.low or 0.0) / second.low - 1
        for first in ours
        for second in theirs
        if second.low and first is not second and _differ_as_said(first, second, left, right)
    ]


def _completed(side: _Side, other: _Side) -> _Side:
    """Give a side what only the other names; medians are meant where none names a kind."""
    return _Side(
        side.roles or (other.roles if side else frozenset()),
        side.places or other.places,
        side.industries or other.industries,
        side.levels or other.levels,
        side.kinds or other.kinds,
    )


def _is_on(fact: Fact, side: _Side) -> bool:
    record = fact.record
    return (
        (not side.roles or bool(side.roles & fact.roles))
        and (not side.places or bool(side.places & fact.places))
        and (not side.industries or (record is not None and record.industry in side.industries))
        and (not side.levels or (record is not None and record.level in side.levels))
        and (not side.kinds or fact.fields[0] in side.kinds)
    )


def _differ_as_said(first: Fact, second: Fact, left: _Side, right: _Side) -> bool:
    """Whether two figures differ in what the two sides name differently, and in nothing else."""
    if (first.unit, first.period) != (second.unit, second.period):
        return False
    same_kind = left.kinds == right.kinds
    differing = (
        (left.roles != right.roles or not right.roles, first.roles != second.roles),
        (left.places != right.places, first.places != second.places),
        (left.industries != right.industries, _of(first, "industry") != _of(second, "industry")),
        (left.levels != right.levels, _of(first, "level") != _of(second, "level")),
        (not same_kind, first.fields != second.fields),
    )
    apart = any(said and found for said, found in differing)
    return apart and all(said or not found for said, found in differing)


def _of(fact: Fact, name: str) -> str | None:
    return getattr(fact.record, name) if fact.record else None


def named_in(
    reading: Reading, span: tuple[int, int], facts: Sequence[Fact], links: Links
) -> dict[str, frozenset[str]]:
    """Return the roles, places and industries named in a part of a sentence."""
    start, end = span
    roles = frozenset().union(*(one.names for one in reading.roles if start <= one.start < end))
    roles = roles or _abbreviated(content_stems(reading.text[start:end]), facts)
    places = frozenset().union(*(one.names for one in reading.places if start <= one.start < end))
    stems = frozenset(content_stems(reading.text[start:end]))
    industries = {fact.record.industry for fact in facts if fact.record and fact.record.industry}
    named = frozenset(name for name in industries if is_named(frozenset(content_stems(name)), stems))
    return {"roles": links.join(roles), "places": places, "industries": named}


def _abbreviated(stems: Sequence[str], facts: Sequence[Fact]) -> frozenset[str]:
    """Return the job that a word stands for which no other job of the evidence has: "in sales"."""
    jobs = {fact.roles for fact in facts if fact.record is not None}
    words = {job: frozenset(item for name in job for item in content_stems(name)) for job in jobs}
    own = {job: words[job].difference(*(words[other] for other in jobs - {job})) for job in jobs}
    meant = [job for job in jobs if own[job].difference(PAY_STEMS).intersection(stems)]
    return meant[0] if len(meant) == 1 and len(jobs) > 1 else frozenset()


def is_single(fact: Fact) -> bool:
    """Whether a fact is one figure of a pay record, and no range."""
    return fact.record is not None and len(fact.fields) == 1 and fact.fields[0] in _FIELDS
