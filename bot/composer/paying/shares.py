"""Which share of the people in a job earn over, or under, an amount."""

import re
from collections.abc import Sequence

from bot.composer.draft import Statement
from bot.composer.paying.offer import placed_in
from bot.composer.paying.standing import placement_statement
from bot.composer.wording import PER, money
from bot.pay import Placement, Source
from bot.schema import Amount, Request

_HOW_MANY = re.compile(
    r"\b(?:how many|(?:what|which)\s+(?:percent(?:age)?|per\s+cent|share|proportion|part|%))(?!\w)",
    re.IGNORECASE,
)
_OVER = {
    "p10": "nine tenths",
    "p25": "three quarters",
    "median": "half",
    "p75": "a quarter",
    "p90": "a tenth",
}
"""Which share earns more than each printed figure."""
_MIRROR = {"p10": "p90", "p25": "p75", "median": "median", "p75": "p25", "p90": "p10"}


def asks_how_many(request: Request) -> bool:
    """Whether a question asks which share of the people in a job earn over, or under, an amount."""
    return bool(_HOW_MANY.search(request.question)) and len(request.amounts) == 1


def how_many(amount: Amount, found: Sequence[Source], *, under: bool) -> list[Statement]:
    """Say where an amount stands among printed percentiles, and which share earns over or under it."""
    for source in found:
        placed = placed_in(amount, source)
        if placed is None or not {"p10", "p90"} <= set(source.record.amounts):
            continue
        shown = f"{money(placed.amount, placed.record)} {PER[placed.record.period]}"
        said = _between(placed, shown, under=under) or _outside(placed, under=under)
        standing = placement_statement(placed, source, owned=False)
        return [standing, *([Statement(said, (source.record,))] if said else [])]
    return []


def _between(placed: Placement, shown: str, *, under: bool) -> str | None:
    """Say between which shares lies the one that earns over, or under, an amount within the percentiles."""
    ends = (placed.under, placed.over)
    if placed.position != "between" or ends[0] is None or ends[1] is None:
        return None
    low, high = (_MIRROR[ends[0]], _MIRROR[ends[1]]) if under else (ends[1], ends[0])
    reached = "not reached" if under else "reached"
    return f"The {shown} you ask about is {reached} by between {_OVER[low]} and {_OVER[high]} of them."


def _outside(placed: Placement, *, under: bool) -> str | None:
    """Say that fewer than the outermost tenth earn so much, or so little."""
    field = {("above", False): "p90", ("below", True): "p10"}.get((placed.position, under))
    if field is None:
        return None
    record = placed.record
    way, much = ("more", "much") if field == "p90" else ("less", "little")
    amount = f"{money(record.amounts[field], record)} {PER[record.period]}"
    return f"A tenth of them earned {way} than {amount}, so fewer earn that {much}."
