"""Shares written as words: "a third", "half of them", "one in four", "twice as many"."""

import re
from collections.abc import Sequence

from bot.grounding.claims import Reading
from bot.grounding.facts import Source
from bot.grounding.figures import figures_in

_SHARES: tuple[tuple[str, float, str], ...] = (
    ("half", 50.0, r"(?<!middle )(?<!upper )(?<!lower )(?<!top )(?<!bottom )(?<!first )(?<!second"
    r" )(?<!other )(?<!and a )"
     r"half(?! (?:an|a|hour|day|way|year|old|of (?:the|this|that) range))|one (?:in|out of) two"),
    ("two thirds", 66.7, r"two[- ]thirds|two (?:in|out of) (?:every )?three"),
    ("a third", 33.3, r"(?<!two )(?:a|one) third|one (?:in|out of) (?:every )?three"),
    ("three quarters", 75.0, r"three[- ]quarters|three (?:in|out of) (?:every )?four"),
    ("a quarter", 25.0, r"(?:a|one) quarter(?! of an hour)|one (?:in|out of) (?:every )?four"
     r"|one (?:\w+ )in four"),
    ("a fifth", 20.0, r"(?:a|one) fifth|one (?:in|out of) (?:every )?five"),
    ("a tenth", 10.0, r"(?:a|one) tenth|one (?:in|out of) (?:every )?ten"),
    ("twice", 200.0, r"twice|double[sd]?(?!-)|doubling|two times"),
    ("three times", 300.0, r"three times|triple[sd]?|threefold"),
)  # fmt: skip
_PATTERNS = tuple(
    (name, value, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, value, words in _SHARES
)
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]+")


def unsupported_shares(reading: Reading, sources: Sequence[Source], person: Sequence[str]) -> list[str]:
    """Return the shares in words that stand neither in the evidence nor in the person's words.

    In a sentence with amounts "half" and "a quarter" are kinds of pay and are checked with the amounts.
    """
    pay = any(claim.quantity.is_money for claim in reading.claims)
    texts = [_without_names(source.raw) for source in sources] + list(person)
    found = []
    for name, value, pattern in _PATTERNS:
        if pay or not pattern.search(_without_names(reading.text)):
            continue
        if any(pattern.search(text) for text in texts) or _as_percent(value, texts):
            continue
        if not _as_ratio(value / 100, reading) and not _in_one_line(value / 100, sources):
            found.append(f"“{name}” is not in what it cites")
    return found


def _without_names(text: str) -> str:
    """Return a text without words that a capital within a sentence makes a name's: "Robert Half"."""
    return _NAME.sub("", text)


def _as_ratio(value: float, reading: Reading) -> bool:
    """Whether two figures of the sentence itself stand in a relation: "21.2%, double the 10.6%"."""
    plain = [claim.quantity for claim in reading.claims if claim.quantity.low == claim.quantity.high]
    return any(
        one.unit == other.unit and other.low and abs((one.low or 0.0) / other.low - value) <= 0.05 * value
        for one in plain
        for other in plain
        if one is not other
    )


def _in_one_line(value: float, sources: Sequence[Source]) -> bool:
    """Whether one line has two shares in that relation: "21.2% ..., and 10.6% of all" for "twice"."""
    shares = [
        fact for source in sources for fact in source.facts if fact.unit == "percent" and not fact.is_range
    ]
    return any(
        one.text == other.text and other.low and abs((one.low or 0.0) / other.low - value) <= 0.03 * value
        for one in shares
        for other in shares
    )


def _as_percent(value: float, texts: Sequence[str]) -> bool:
    quantities = (item for text in texts for item in figures_in(text) if item.unit == "percent")
    return any(abs(end - value) <= 1.0 for item in quantities for end in item.values)
