"""Sentences taken from a source whole: what is quoted needs no further support."""

import re
from collections.abc import Sequence

from bot.grounding.claims import MARK
from bot.grounding.facts import Source

_FEWEST = 6
_LEANS = re.compile(
    r"\W*(?:it|its|they|them|their|he|she|this|that|these|those|such|both|another|the (?:job|role|work|pay"
    r"|position|figure|range|median)s?)\b",
    re.IGNORECASE,
)
"""How a sentence begins that says nothing without the one before it, and could be said of something else."""


def is_quoted(text: str, sources: Sequence[Source]) -> bool:
    """Whether a sentence, marks aside, is a whole sentence of what it cites that stands on its own."""
    words = _words(MARK.sub("", text))
    if len(words) < _FEWEST or not text.rstrip().endswith((".", "!", "?", ":", "]")) or _LEANS.match(text):
        return False
    return any(words == _words(segment.text) for source in sources for segment in source.segments)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w$£€%]+(?:[.,]\d+)*", text.casefold())
