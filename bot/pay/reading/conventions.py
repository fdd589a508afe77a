"""The year that a text gives once for all its figures: "All rates are freelance, US, 2025"."""

import re
from collections.abc import Sequence

from bot.pay.reading.blocks import blocks, sentences
from bot.pay.reading.scope import Scope
from bot.quantities import find_money, find_quantities
from bot.schema import Document

_OF_ALL = re.compile(
    r"(?i)(?:(?:all|every|each|these|our)(?: of the(?:se)?)?(?: [^\W\d_]+){0,2}|the(?: pay| salary| wage)?) "
    r"(?:figures?|amounts?|salaries|rates?|wages|earnings|numbers)(?: [^.]{0,60}?)?"
    r" (?:are|is|come|comes|date|dates|were|was)(?![^\W_])(?P<said>.*)"
)
# Said of what is not yet, or of how pay moves: no year that the figures are of.
_MOVING = re.compile(
    r"(?i)(?<![^\W_])(?:project\w*|expect\w*|forecast\w*|predict\w*|by|until|till|will|rise|rises|risen|rising"
    r"|increas\w+|chang\w+|review\w*|frozen|cut|grow\w*|agreed|negotiat\w+|not)(?![^\W_])"
)
_LONGEST = 300

Said = tuple[tuple[str, ...], int]


def said_years(document: Document) -> tuple[Said, ...]:
    """Return the years that sentences give for all figures, each with the headings below which it holds."""
    found: dict[tuple[str, ...], set[int]] = {}
    for section in document.sections:
        texts = [block.text for block in blocks(section.text) if block.kind in ("text", "item")]
        for sentence in (one for text in texts for one in sentences(text)):
            years = _years(sentence)
            if years:
                found.setdefault(section.heading, set()).update(years)
    return tuple((path, next(iter(years))) for path, years in found.items() if len(years) == 1)


def with_said_year(scope: Scope, path: Sequence[str], said: Sequence[Said]) -> Scope:
    """Give a section the year said of all figures in it, or in the nearest section that holds it."""
    holding = [(len(over), year) for over, year in said if over == tuple(path[: len(over)])]
    return scope.narrowed(year=max(holding)[1]) if holding else scope


def _years(sentence: str) -> set[int]:
    """Return the years that a sentence gives for all figures, empty where it speaks of something else."""
    match = _OF_ALL.match(sentence) if len(sentence) <= _LONGEST else None
    if match is None or _MOVING.search(match["said"]) or find_money(sentence):
        return set()
    return {
        int(one.low)
        for one in find_quantities(sentence)
        if one.unit == "year" and one.low and one.low == one.high
    }
