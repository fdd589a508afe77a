"""A model's rewriting of a follow-up, held against what was really said."""

import re
from collections.abc import Sequence

from bot.grounding import GroundingContext, added_names
from bot.quantities import find_quantities

_LONGEST = 300


def tidy(text: str) -> str:
    """Return the first line without quotation marks and labels; empty when none is there or it is long."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    line = (
        re.sub(r"^(?:question|rewritten|standalone)[^:]{0,20}:\s*", "", lines[0], flags=re.I) if lines else ""
    )
    line = line.strip("\"“”' ")
    return line if len(line) <= _LONGEST else ""


def addition(text: str, said: Sequence[str], context: GroundingContext) -> str | None:
    """Return a role, place, name or figure in a rewriting that nobody mentioned; None when there is none."""
    known = {value for one in said for item in find_quantities(one) for value in item.values}
    for item in find_quantities(text):
        if any(value not in known for value in item.values):
            return item.text
    return next(iter(added_names(text, said, context)), None)
