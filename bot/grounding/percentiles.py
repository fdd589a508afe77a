"""What a percentile means: at the 25th a quarter earn that or less, and three quarters that or more."""

import re
from collections.abc import Iterator

from bot.grounding.claims import MARK
from bot.grounding.shares import shares_in

_NAMED = re.compile(r"\b(?P<rank>\d{2})th percentile\b|\b(?P<median>median)\b", re.IGNORECASE)
_SIDE = re.compile(
    r"\b(?:earn|make|get|are paid|lie|fall)s? (?:that |this |it )?(?:or )?(?:(?P<more>more|above|higher|over)"
    r"|less|below|lower|under)\b",
    re.IGNORECASE,
)
_CLOSE = 0.5
_BREAK = re.compile(r"[;:]|\b(?:and|while|whereas|but)\b")


def wrong_percentiles(text: str) -> Iterator[str]:
    """Yield the shares that a part of a sentence puts on the wrong side of the percentile it names."""
    for part in _BREAK.split(MARK.sub("", text)):
        named, sides = list(_NAMED.finditer(part)), list(_SIDE.finditer(part))
        shares = list(shares_in(part))
        if len(named) != 1 or len(sides) != 1 or len(shares) != 1:
            continue
        rank = float(named[0]["rank"] or 50)
        right = 100 - rank if sides[0]["more"] else rank
        if abs(shares[0][1] - right) > _CLOSE:
            yield f"“{shares[0][0]}” is not the share on that side of the {named[0].group()}"
