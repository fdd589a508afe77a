"""What a figure takes over from the words of another: its role, period, kind, and which of two it is for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.grounding.claims import MARK, Claim
from bot.grounding.kinds import FIELD_CUES, Cue, cues_in
from bot.grounding.names import Mention
from bot.grounding.windows import BREAK, Window, mark_of
from bot.quantities import Quantity

_CARRY = re.compile(
    r"(?:[\s\W]|\b(?:and|or|that|those|to|in|for|about|around|a|an|the|per|year|hour|week|month|day|nationally"
    r"|nationwide"
    r"|across|at|of|with|or so|full|time|then|up|from|between|more|less|than|over|under)\b)*"
)
# "The top quarter of these starts at $5, while for those it starts at $6": of one kind.
_LEANS_BACK = re.compile(r"\b(?:while|whereas|and|but)\b[^$£€\d]*\b(?:it|that)\b", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s+and\s+(?:for\s+|the\s+)*")
_THAN = re.compile(r"\b(?:than|above|below|over|under)\b", re.IGNORECASE)
PAIRED = re.compile(r"\s*(?:or|and|to|/)\s*")
_SET_AGAINST = re.compile(
    r"\s*(?:or (?:more|less)\b\s*)?(?:(?:in|for|at)\s+)?,?\s*"
    r"(?:against|versus|vs\.?|compared (?:with|to)|but(?: only| just)?)\b",
    re.IGNORECASE,
)


def blank(gap: str, start: int, mentions: Sequence[Mention]) -> str:
    """Return the text between two figures without the roles and places that it names."""
    for one in mentions:
        if start <= one.start and one.end <= start + len(gap):
            gap = gap[: one.start - start] + " " * (one.end - one.start) + gap[one.end - start :]
    return gap


def carried(claim: Claim, previous: Claim | None, window: Window, bare: str) -> Claim:
    """Give a figure what was said of the one before it, when nothing new began between them.

    `bare` is the text between the two without names.
    """
    if previous is not None and _SET_AGAINST.match(bare) and not claim.cues - {"low", "high"}:
        claim = replace(claim, cues=claim.cues | previous.cues)
    if previous is not None and _LEANS_BACK.search(bare) and not claim.cues & FIELD_CUES:
        claim = replace(claim, cues=claim.cues | (previous.cues & FIELD_CUES))
    if previous is None or BREAK.search(window.gap()):
        return claim
    if PAIRED.fullmatch(window.gap()) and not claim.quantity.is_money:
        claim = replace(claim, context=claim.context | previous.context | {mark_of(previous.quantity)})
    claim = replace(
        claim,
        period=claim.period or _shared_period(claim.quantity, previous),
        roles=claim.roles or previous.roles,
        level=claim.level if claim.roles or not _is_coordination(window.gap()) else previous.level,
        places=claim.places or previous.places,
    )
    if _is_coordination(window.gap()):
        claim = replace(claim, years=claim.years or previous.years)
    if _is_coordination(bare) and not claim.cues - {"low", "high"}:
        claim = replace(claim, cues=claim.cues | previous.cues if claim.cues else previous.cues)
    return claim


def respective(
    claims: Sequence[Claim], text: str, roles: Sequence[Mention], places: Sequence[Mention]
) -> list[Claim]:
    """Give each of two figures its own of two roles or places: "A and B earned $1 and $2"."""
    found = list(claims)
    for n, (first, second) in enumerate(pairwise(claims)):
        one, other = first.quantity, second.quantity
        if one.unit != other.unit or not _AND.fullmatch(text, one.end, other.start):
            continue
        if len(two := _two_before(roles, one.start)) == 2:
            found[n], found[n + 1] = replace(found[n], roles=two[0]), replace(found[n + 1], roles=two[1])
        if len(two := _two_before(places, one.start)) == 2:
            found[n], found[n + 1] = replace(found[n], places=two[0]), replace(found[n + 1], places=two[1])
    return found


def kinds_in_turn(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Give each of two amounts its own of two kinds: "the mean is above the median, $9 against $8"."""
    found = list(claims)
    for n, (first, second) in enumerate(pairwise(claims)):
        one, other = first.quantity, second.quantity
        joined = _SET_AGAINST.fullmatch(text[one.end : other.start].rstrip())
        if not joined or not one.is_money or not other.is_money:
            continue
        parts = _THAN.split(text[(claims[n - 1].quantity.end if n else 0) : one.start])
        kinds = [cues_in(part, "") & FIELD_CUES for part in parts]
        if len(kinds) == 2 and all(len(kind) == 1 for kind in kinds) and kinds[0] != kinds[1]:
            for place, kind in zip((n, n + 1), kinds, strict=True):
                found[place] = replace(found[place], cues=found[place].cues - FIELD_CUES | kind)
    return found


def _two_before(mentions: Sequence[Mention], start: int) -> list[frozenset[str]]:
    """Return the different names that all stand before a figure, where they do, in order."""
    names = list(dict.fromkeys(mention.names for mention in mentions))
    return names if all(mention.end <= start for mention in mentions) else []


_HELD_AGAINST = re.compile(
    r"\b(?:above|below|than|over|under|against)\s+(?:an?|the|that of|those of)?\s*$", re.IGNORECASE
)


def of_the_only_role(claim: Claim, text: str, roles: Sequence[Mention]) -> Claim:
    """Give an amount with no role of its own the only one that its sentence names."""
    if claim.roles or not claim.quantity.is_money or len({mention.names for mention in roles}) != 1:
        return claim
    one = roles[0]
    if _HELD_AGAINST.search(text[: one.start]) and re.search(r"\d", text[claim.quantity.end : one.start]):
        return claim  # another figure is held against that role's
    start, end = sorted((one.start, claim.quantity.start))
    return claim if BREAK.search(text, start, end) else replace(claim, roles=one.names, level=one.level)


def announced(claim: Claim, text: str, first: Quantity) -> Claim:
    """Give a figure without a kind of its own the one that the words before a colon announce."""
    opening, colon, _ = text[: first.start].partition(":")
    cues = cues_in(opening, "") - {"low", "high"} if colon else frozenset[Cue]()
    return replace(claim, cues=claim.cues | cues) if cues and not claim.cues - {"low", "high"} else claim


def _shared_period(quantity: Quantity, previous: Claim) -> str | None:
    """Return the period of the amount before, when both are of one size: "€1,340 a month, then €1,400"."""
    one, other = quantity.values, previous.quantity.values
    alike = (
        quantity.is_money
        and previous.quantity.is_money
        and one
        and other
        and 0.1 < one[0] / (other[0] or 1) < 10
    )
    return previous.period if alike else None


def _is_coordination(gap: str) -> bool:
    return len(gap) <= 60 and _CARRY.fullmatch(MARK.sub("", gap)) is not None
