"""Amounts that are added to pay ("$1 more an hour", "a raise of $2,000"), told from pay itself."""

import re

_MORE = r"more|extra|raise|rise|increase|bump|on\s+top"
_AFTER = re.compile(
    rf"^\s*(?:(?:an?|per|/|each)\s*\w+\s*)?(?:pay\s+|wage\s+|salary\s+)?(?:{_MORE})\b", re.IGNORECASE
)
_BEFORE = re.compile(
    r"\b(?:another\s+|(?:plus|adds?)\s+(?:an?\s+)?(?:extra\s+)?\W?|(?:raise|rise|increase|bump|extra|additional)\s+(?:of\s+|is\s+|was\s+)?(?:only\s+|just\s+|about\s+)?(?:an?\s+)?)$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:more|extra|additional|another)\b", re.IGNORECASE)


_BESIDE_PAY = re.compile(
    r"^\s*(?:\w+\s+){0,3}?(?:bonus(?:es)?|tips?|commissions?|incentives?)\b", re.IGNORECASE
)


def is_addition(text: str, start: int, end: int) -> bool:
    """Whether the amount in `text[start:end]` is what is added to pay."""
    return is_beside_pay(text, end) or bool(
        _AFTER.match(text[end:]) or _BEFORE.search(text[:start]) or _WITHIN.search(text[start:end])
    )


def is_beside_pay(text: str, end: int) -> bool:
    """Whether the amount that ends at `end` is paid beside the wage ("3k in bonuses")."""
    return bool(_BESIDE_PAY.match(text[end:]))
