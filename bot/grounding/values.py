"""Whether a figure has the value of one in the evidence: exactly, rounded, or as a bound."""

import re

from bot.grounding.claims import Claim
from bot.grounding.facts import Fact
from bot.quantities import Quantity
from bot.quantities.lexicon import DOLLARS

_EXACT = 0.0051
_MARKED_DOLLAR = re.compile(r"(?<![^\W_])(?:[A-Z]{1,3}\$|[A-Z]{3} ?\$?)\d")
_LEAST_ROUNDED = 100


def granularity(value: float) -> float:
    """Return the size of the last digit a rounded figure shows: 340,000 -> 10,000; 22.5 -> 0.1."""
    if value != int(value):
        return 0.1 if round(value, 1) == value else 0.01
    size, whole = 1.0, int(abs(value))
    while whole and whole % 10 == 0:
        whole //= 10
        size *= 10
    return size


def is_near(claimed: float, actual: float, *, rounded: bool) -> bool:
    """Whether a claimed value is the actual one, or its rounding when it is said to be about so much."""
    if abs(claimed - actual) < _EXACT:
        return True
    if not rounded:
        return False
    return abs(claimed - actual) <= min(granularity(claimed) / 2, abs(actual) * 0.05)


def is_range(quantity: Quantity) -> bool:
    """Whether a figure has two different ends."""
    return quantity.low is not None and quantity.high is not None and quantity.low != quantity.high


def same_unit(quantity: Quantity, fact: Fact) -> bool:
    """Whether two units are one; a plain "$" may be any dollar, a bare "38.5k" any money."""
    if quantity.unit == fact.unit:
        return True
    if {quantity.unit, fact.unit} == {"count", "hours"}:
        return quantity.noun is None or fact.noun is None
    if fact.unit == "index":
        return quantity.unit in ("count", "percent")
    if fact.is_money and fact.unit in DOLLARS and quantity.unit == "USD":
        plain = "$" in quantity.text and "US" not in quantity.text.upper()
        return plain and (bool(fact.fields) or not _MARKED_DOLLAR.search(fact.text))
    return (
        fact.is_money and quantity.unit == "count" and quantity.noun is None and _looks_like_money(quantity)
    )


def _looks_like_money(quantity: Quantity) -> bool:
    return quantity.text.rstrip().casefold().endswith("k") or (quantity.low or quantity.high or 0) >= 1000


def holds_value(claim: Claim, fact: Fact) -> bool:
    """Whether the fact has the claimed value or values, in the same unit."""
    quantity = claim.quantity
    if not same_unit(quantity, fact):
        return False
    rounded = quantity.approximate
    if len(fact.fields) == 2 and not is_range(quantity):
        return False
    if quantity.low is not None and quantity.high is not None and is_range(quantity):
        if fact.low is None or fact.high is None or not fact.is_range:
            return False
        return is_near(quantity.low, fact.low, rounded=rounded) and is_near(
            quantity.high, fact.high, rounded=rounded
        )
    value = quantity.low if quantity.low is not None else quantity.high
    if value is None:
        return False
    ends = [end for end in (fact.low, fact.high) if end is not None]
    if any(is_near(value, end, rounded=rounded) for end in ends):
        return True
    return not fact.is_range and any(is_bound(quantity, value, end) for end in ends)


def value_of(quantity: Quantity) -> float:
    """Return a lone figure's value, whether it is exact, a least or a most."""
    return quantity.low if quantity.low is not None else quantity.high or 0.0


def is_bound(quantity: Quantity, value: float, actual: float) -> bool:
    """Whether "more than 340,000" or "under $45,000" is a fair rounding of what stands in the evidence."""
    if value < _LEAST_ROUNDED and not quantity.is_money:
        return False
    step = granularity(value)
    if quantity.high is None:
        return 0 < actual - value < min(step, 0.25 * actual)
    return quantity.low is None and 0 < value - actual < min(step, 0.25 * actual)
