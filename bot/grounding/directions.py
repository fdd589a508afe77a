"""Which of two amounts a sentence sets above the other: "A earns so much more than B"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.claims import Claim
from bot.grounding.figures import money_in
from bot.grounding.kinds import cues_in
from bot.grounding.names import Mention
from bot.grounding.own_words import spoken
from bot.grounding.words import content_stems
from bot.grounding.workings import Base, Workings
from bot.quantities import Quantity

_MORE = re.compile(
    r"\b(?:more|above|over|higher|extra|better|rise|raise|gain|gains|up|increase|past|ahead|rise|rose"
    r"|grew|growth|bump|jump|jumps|jumped|boost|climb|climbed|hike|adds?)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:less|below|under|lower|short|fewer|cut|down|drop|dropped|beneath|shy|behind|fell|declined|decline"
    r"|los(?:e|es|ing|s|t)|forgo)\b",
    re.IGNORECASE,
)
MINE = re.compile(r"\b(?:you|your|yours|offer|offered)\b", re.IGNORECASE)
# "Just under 8%" bounds the figure itself.
_BOUND = re.compile(r"\b(?:just|slightly|a (?:little|bit)|well) (?:under|over|above|below)\s$", re.IGNORECASE)
_NEEDED = re.compile(r"\b(?:needs?|takes?|requires?|missing|short)\b", re.IGNORECASE)
_TO_REACH = re.compile(
    r"\b(?:to (?:reach|get to|hit|match|make it to|draw level with|catch up with)|short of)\b", re.IGNORECASE
)
_THAN = re.compile(r"[^.;]{0,40}\bthan\b", re.IGNORECASE)
_BREAK = re.compile(r"[;.]\s|[;.]$|,\s|\s\(|\b(?:and|but|while|so)\b")
_PART = re.compile(r",\s|:\s|\s\(|\b(?:and|but|while|so)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[;.?!]\s")
# What follows is what something is held against.
_AGAINST = re.compile(
    r"\b(?:than|above|below|over|under|beneath|past|ahead of|behind|short of|compared (?:with|to)|against"
    r"|versus|vs\.?|relative to|from)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:compared (?:with|to)|unlike|against|relative to|next to)\s(?P<object>[^,]*),", re.IGNORECASE
)
_FROM_TO = re.compile(
    r"\b(?:from\b(?P<object>.*?)\bto|(?:leaving|giving up|trading|swapping|quitting)\b(?P<left>.*?)\bfor)\b",
    re.I,
)
_BY = re.compile(
    r"\b(?:(?P<more>out-?earn|exceed|top|beat|surpass|outpac)|trail|lag)(?:s|es|ed|e|ing)?\b"
    r"(?P<object>.*?)\bby\s+(?:about |around |roughly )?$",
    re.IGNORECASE,
)
# "$60 for A and $50 for B: $10 more" sums up what was said before, and names no subject.
_SUMMED_UP = re.compile(r":\s+(?=(?:about |around |roughly )?(?:[^\W\d_]{0,3}[$£€]?\d|$))")
_VAGUE = re.compile(r"\b(?:that|this|it)\b", re.IGNORECASE)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Zones:
    """Where a sentence speaks of what is set against something, nearest first, and where of that thing."""

    subjects: tuple[Span, ...]
    objects: tuple[Span, ...]


def direction_of(claim: Claim, work: Workings) -> int:
    """Say whether a figure is called more (1) or less (-1) of something; 0 when neither or unclear."""
    text = work.reading.text
    if match := _BY.search(text[: claim.quantity.start]):
        return 1 if match["more"] else -1
    if claim.quantity.is_money and is_needed(claim):
        return -1  # whoever needs so much more has less
    after = text[claim.quantity.end : claim.quantity.end + 40]
    after = re.split(r"[,;.]|\band\b", after)[0]
    before = _BOUND.sub("", text[max(0, claim.quantity.start - 30) : claim.quantity.start])
    for window in (after, before):
        more, less = _MORE.search(window), _LESS.search(window)
        if more and less:
            return 1 if more.start() < less.start() else -1
        if more or less:
            return 1 if more else -1
    return 0


def is_needed(claim: Claim) -> bool:
    """Whether a figure is what someone still lacks: "a raise of 5% to reach the median"."""
    return bool(_NEEDED.search(claim.clause) and _TO_REACH.search(claim.clause))


def direction_holds(claim: Claim, operands: Sequence[Quantity], work: Workings) -> bool:
    """Whether "more" or "less" beside a printed subtraction fits the two amounts it is the difference of."""
    direction = direction_of(claim, work)
    one, other = operands
    bases = (*work.bases, *_unnamed(work))
    pairs = [
        (first, second)
        for first in bases
        for second in bases
        if first.value == one.low and second.value == other.low and first is not second
    ]
    return not pairs or any(
        points_right(first.value - second.value, direction, first, second, claim, work)
        for first, second in pairs
    )


def _unnamed(work: Workings) -> list[Base]:
    """Return the amounts of those whom a sentence does not name: "bakers start $500 higher ($900 - $400)"."""
    known = {base.fact for base in work.bases}
    single = [fact for fact in work.facts if fact.is_money and not fact.is_range and fact not in known]
    return [Base(fact.low, fact.unit, fact.period, fact) for fact in single if fact.low is not None]


def points_right(gap: float, direction: int, one: Base, other: Base, claim: Claim, work: Workings) -> bool:
    """Whether "more" or "less" fits: the subject of the sentence is set against what follows "than"."""
    if direction == 0 or gap == 0:
        return True
    later = _later(one, other)
    if later is not None and not _THAN.match(work.reading.text, claim.quantity.end):
        return (later > 0) == (direction > 0)
    first = _is_subject(one, other, claim, work)
    return first is None or ((gap if first else -gap) > 0) == (direction > 0)


def _later(one: Base, other: Base) -> float | None:
    """Return the change from the earlier to the later of two amounts that differ in nothing but the year."""
    first, second = one.fact, other.fact
    if first is None or second is None or (first.roles, first.places) != (second.roles, second.places):
        return None
    if not first.years or not second.years or first.years & second.years:
        return None
    gap = one.value - other.value
    return gap if max(first.years) > max(second.years) else -gap


def _is_subject(one: Base, other: Base, claim: Claim, work: Workings) -> bool | None:
    """Whether the first of two amounts is the one that is set against the other; None where none is told."""
    zones = _zones(claim, work)
    for span in zones.objects:
        first, second = _is_named(one, other, span, work), _is_named(other, one, span, work)
        if first != second:
            return second
    mixed = one.personal != other.personal
    for span in zones.subjects[mixed:]:  # "$2,000 shy of the top": what follows is not the person's amount
        first, second = _is_named(one, other, span, work), _is_named(other, one, span, work)
        if first != second and not _is_beside_mine(one, other, span, work):
            return first
    if mixed:
        return one.personal
    if not one.personal:
        return None
    own = [base for base in work.bases if base.personal]
    return one.offered if one.offered != other.offered else own.index(one) > own.index(other)


def _zones(claim: Claim, work: Workings) -> _Zones:
    text, end = work.reading.text, claim.quantity.end
    stop = _BREAK.search(text, end)
    last = stop.start() if stop else len(text)
    moved = _FROM_TO.search(text, end, last)
    against = None if moved else _AGAINST.search(text, end, last)
    objects = [_left(moved)] if moved else [(against.end(), last)] if against else []
    subjects = [(moved.end(), last) if moved else (end, against.start() if against else last)]
    opening = max((match.end() for match in _SENTENCE.finditer(text, 0, claim.quantity.start)), default=0)
    finish = claim.quantity.start
    opening = max((match.end() for match in _SUMMED_UP.finditer(text, opening, finish)), default=opening)
    for pattern in (_BY, _ASIDE, _FROM_TO):
        match = pattern.search(text, opening, finish)
        if match is None:
            continue
        objects.append(_left(match))
        if pattern is _BY:
            finish = match.start()
        else:
            opening = match.end()
    return _Zones((*subjects, *_parts(text, opening, finish, work.reading.roles)), tuple(objects))


def _left(match: re.Match[str]) -> Span:
    """Return where a match names what is held against, or left."""
    return match.span("left" if match.groupdict().get("left") else "object")


def _parts(text: str, start: int, end: int, roles: Sequence[Mention]) -> Iterator[Span]:
    """Yield the parts of a stretch of text, the last first, each as far as what it is held against.

    No part begins within the name of a role: "office and administrative workers".
    """
    ends = [start]
    for match in _PART.finditer(text, start, end):
        if not any(role.start < match.start() < role.end for role in roles):
            ends += [match.start(), match.end()]
    ends.append(end)
    for first, last in reversed(list(zip(ends[::2], ends[1::2], strict=True))):
        against = _AGAINST.search(text, first, last)
        yield first, against.start() if against else last


def _is_named(base: Base, rival: Base, span: Span, work: Workings) -> bool:
    """Whether a stretch of text names an amount by what tells it from the other: its role, place or value."""
    text = work.reading.text[slice(*span)]
    printed = {value for item in money_in(text) for value in item.values}
    if (base.value in printed) != (rival.value in printed):
        return base.value in printed
    if base.personal:
        known = spoken(text) & (base.about - rival.about)
        return bool(known) or (not rival.personal and MINE.search(text) is not None)
    if rival.personal and cues_in(text, ""):
        return True
    return _has_name(base, rival, span, work)


def _has_name(base: Base, rival: Base, span: Span, work: Workings) -> bool:
    def named(mentions: Sequence[Mention]) -> frozenset[str]:
        inside = (item.names for item in mentions if span[0] <= item.start < span[1])
        return frozenset[str]().union(*inside)

    one, other = base.fact, rival.fact
    if one is None:
        return False
    roles = one.roles - (other.roles if other else frozenset())
    places = one.places - (other.places if other else frozenset())
    if work.links.join(named(work.reading.roles)) & roles or named(work.reading.places) & places:
        return True
    industry = one.record.industry if one.record else None
    rivals = other.record.industry if other and other.record else None
    stems = frozenset(content_stems(work.reading.text[slice(*span)]))
    return bool(industry and stems & (set(content_stems(industry)) - set(content_stems(rivals or ""))))


def _is_beside_mine(one: Base, other: Base, span: Span, work: Workings) -> bool:
    """Whether "that" or "you" beside the name of a figure leaves the person's own amount the subject."""
    text = work.reading.text[slice(*span)]
    mixed = one.personal != other.personal
    return mixed and bool(_VAGUE.search(text) or not cues_in(text, "")) and MINE.search(text) is None
