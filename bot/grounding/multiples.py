"""Shares in words that figures give: "double the federal one", "more than half of them, 55%"."""

import re
from collections.abc import Sequence

from bot.grounding.claims import MARK, Reading
from bot.grounding.facts import Source
from bot.grounding.words import content_stems

# How far from the share itself what is called "more than" it, or "nearly" it, may lie.
SLACK = {"more than": (1.0, 1.3), "over": (1.0, 1.3), "nearly": (0.85, 1.0), "almost": (0.85, 1.0)}
SLACK |= {"less than": (0.7, 1.0), "under": (0.7, 1.0)}
_BOUNDED = SLACK | {"at least": (1.0, 1.3)}
_NEAR, _CLOSE = 0.05, 0.5


def is_multiple_of_named(words: str, ratio: float, reading: Reading, sources: Sequence[Source]) -> bool:
    """Whether a figure of the sentence is so many times the one that it names: "double the federal one"."""
    after = re.search(
        re.escape(words) + r" (?:that of )?(?:the|its|their|your|what)? ?([^,.;:]{3,60})", reading.text
    )
    named = frozenset(content_stems(MARK.sub("", after[1]))) if after else frozenset[str]()
    facts = [fact for source in sources for fact in source.facts if fact.is_money and not fact.is_range]
    return bool(named) and any(
        fact.low
        and claim.period == fact.period
        and named <= frozenset(content_stems(fact.text))
        and abs((claim.quantity.low or 0.0) / fact.low - ratio) <= _NEAR * ratio
        for claim in reading.claims
        for fact in facts
    )


def is_part_of_said(words: str, value: float, reading: Reading, sources: Sequence[Source]) -> bool:
    """Whether a share sums up figures: "more than half of them, 55%", "30, at least half of them"."""
    before = re.search(rf"\b({'|'.join(_BOUNDED)})\s+{re.escape(words)}", reading.text, re.IGNORECASE)
    least, most = _BOUNDED[before[1].casefold()] if before else (1.0, 1.0)
    printed = [claim.quantity.low or 0.0 for claim in reading.claims if claim.quantity.unit == "percent"]
    if before and any(least * value <= share <= most * value for share in printed):
        return True
    if not re.search(re.escape(words) + r" of (?:them|these|those)\b", reading.text):
        return False
    said = {claim.quantity.low for claim in reading.claims if claim.quantity.unit == "count"}
    counts = [fact for source in sources for fact in source.facts if fact.unit == "count" and fact.low]
    return any(
        whole.low in said
        and whole.text == part.text
        and abs((part.low or 0.0) * 100 / whole.low - value) < _CLOSE
        for whole in counts
        for part in counts
        if whole.low and part is not whole
    )
