"""Tables of a guide as they are told: the rows that a question names, or the table from its top."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TypeVar

from bot.catalogue import Catalogue
from bot.catalogue.words import is_transparent, keys
from bot.composer.draft import Block, Bullets, Paragraph, Statement, Table
from bot.composer.units import Unit, parse_units
from bot.quantities import find_quantities
from bot.schema import Passage, Place

Row = TypeVar("Row")
# A title as a woman bears it: "Töpferin" is asked for, "Töpfer/-in" stands in the row.
_HERS = re.compile(r"[^\W\d_]{4,}erin")
MOST = 8
PLACED = 3
_ASIDE = re.compile(r"\s*\([^()]*(?:\d ?%|[$£€]\s?\d|\d ?[$£€])[^()]*\)")


def told_rows(unit: Unit, passage: Passage, question: str) -> Block:
    """Tell the rows of a table that hold most of the words by which a question tells its rows apart.

    One row that puts it in a sentence is told as that sentence.
    """
    if _is_data(unit.rows[0]):
        points = [": ".join((row[0], "; ".join(row[1:]))) for row in unit.rows[:MOST]]
        return Bullets(tuple(Statement(point, (passage,)) for point in points))
    rows = _named(unit.rows[1:], question, keys(f"{passage.title} {passage.publisher or ''}"))[:MOST]
    if len(rows) == 1 and rows[0][-1].endswith((".", "!")):
        return Paragraph((Statement(rows[0][-1], (passage,)),))
    return Table(heads(unit), tuple(rows), tuple((passage,) for _ in rows))


def heads(unit: Unit) -> tuple[str, ...]:
    """The heads of a table without the figures put beside them: "Casual" of "Casual (25% loading)"."""
    return tuple(_ASIDE.sub("", cell) for cell in unit.rows[0])


def named_in_full(labelled: Sequence[tuple[Row, Collection[str]]], asked: Collection[str]) -> Row | None:
    """The one whose label's words are all asked for, of several by most words; None where they are alike."""
    held = [(one, len(words)) for one, words in labelled if words and set(words) <= set(asked)]
    most = max((count for _, count in held), default=0)
    best = [one for one, count in held if count == most]
    return best[0] if len(best) == 1 else None


def _is_data(header: Sequence[str]) -> bool:
    """Whether what stands as the header of a table is a row like the others: money or a share in it."""
    figures = [(cell, one) for cell in header[1:] for one in find_quantities(cell) if not one.assumed]
    return any(
        (one.is_money or one.unit == "percent") and 2 * (one.end - one.start) > len(cell)
        for cell, one in figures
    )


def _named(
    rows: Sequence[tuple[str, ...]], question: str, about: Collection[str]
) -> Sequence[tuple[str, ...]]:
    """The rows that hold most of a question's words, those in most rows aside; all where none holds any."""
    asked = {key for key in keys(question) if not is_transparent(key) and key not in about}
    asked |= {key.removesuffix("in") for key in asked if _HERS.fullmatch(key)}
    held = [asked.intersection(keys(" ".join(row))) for row in rows]
    common = Counter(key for words in held for key in words)
    telling = [sum(2 * common[key] <= len(rows) for key in words) for words in held]
    most = max(telling, default=0)
    return [row for row, count in zip(rows, telling, strict=True) if count == most]


def lacks_place(passage: Passage, places: Sequence[Place], catalogue: Catalogue) -> bool:
    """Whether a section gives what it says place by place, and for none of those asked about."""
    if not places or any(place.name.casefold() in passage.text.casefold() for place in places):
        return False
    tables = (unit.rows[1:] for unit in parse_units(passage.text) if unit.kind == "table")
    return any(sum(bool(catalogue.find_places(row[0])) for row in rows) >= PLACED for rows in tables)
