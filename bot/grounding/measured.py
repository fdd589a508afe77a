"""Differences that lines of text print: over whom they are measured, and at which end of a range."""

import re
from collections.abc import Iterator, Sequence

from bot.grounding.claims import Claim, Reading
from bot.grounding.facts import Fact
from bot.grounding.words import content_stems

_OVER = re.compile(
    r"(?: (?:an?|per) \w+)? (?:more|less|above|below|higher|lower)(?: than)? (?:that (?:of|for) )?(?:the )?"
    r"(?P<whom>[^\W\d_][^,;(.$£€]{2,60}?)(?= (?:at|in|for|from|and)\b|[,;(.\[]|$)",
    re.IGNORECASE,
)
_BOTH_ENDS = re.compile(
    r"\b(?:at|on) (?:both|either) ends?\b|\bthe same at (?:the top|the bottom)\b", re.IGNORECASE
)


def wrong_measure(claim: Claim, text: str, fact: Fact, facts: Sequence[Fact]) -> str | None:
    """Return a reason where a difference is one over others, or of one end alone, by the line that has it."""
    rivals = [other for other in facts if other.text == fact.text and _is_other(other, fact)]
    if fact.record is not None or not claim.quantity.is_money or not rivals:
        return None
    said = _over(text, claim.quantity.end)
    own, theirs = (_shared(said, one) for one in ([fact], rivals))
    return f"{claim.quantity.text} is measured against others in the source" if theirs > own else None


def wrong_ends(reading: Reading, facts: Sequence[Fact]) -> Iterator[str]:
    """Yield the difference that is said of both ends, where its line has another for one of them."""
    money = [claim.quantity for claim in reading.claims if claim.quantity.is_money]
    if len(money) != 1 or not _BOTH_ENDS.search(reading.text):
        return
    held = [fact for fact in facts if fact.more is not None and fact.low in money[0].values]
    if any(other.text == fact.text and _is_other(other, fact) for fact in held for other in facts):
        yield f"{money[0].text} is the difference at one end only"


def _is_other(other: Fact, fact: Fact) -> bool:
    return other.more is not None and fact.more is not None and other.low != fact.low


def _over(text: str, end: int) -> frozenset[str]:
    match = _OVER.match(text, end)
    return frozenset(content_stems(match["whom"])) if match else frozenset()


def _shared(said: frozenset[str], facts: Sequence[Fact]) -> int:
    """Return how many of some stems stand right after a difference in its line."""
    found = 0
    for fact in facts:
        number = f"{fact.low:,.10g}" if fact.low is not None else ""
        place = fact.text.find(number)
        if number and place >= 0:
            found = max(found, len(said & _over(fact.text, place + len(number))))
    return found
