"""A table brought into the one shape that is read: a header of words on top, a row for each job below."""

import re
from collections.abc import Sequence

from bot.pay.reading import cues
from bot.pay.reading.known import RoleNames
from bot.pay.reading.naming import PARENTHESIS, is_level, is_title
from bot.pay.reading.scope import Scope
from bot.quantities import find_money

Rows = Sequence[Sequence[str]]

# What a header or a caption says that its figures are counted in; a lakh and a crore are of a year's pay.
_UNITS = (
    (100_000.0, r"lpa|lakhs?|lacs?"),
    (10_000_000.0, r"crores?"),
    (
        1000.0,
        r"thousands?(?: of)?|k|[$£€]\s?k|k\s?[$£€]|k(?:eur|usd|gbp|chf)|[$£€]?\s?'?000s?|t[$£€]|tsd\.?"
        r"|tausend|milliers?|miles",
    ),
)
_UNIT = tuple(
    (
        factor,
        re.compile(rf"(?i)(?:[(\[/$£€₹]|(?<!\d),|(?<![^\W_])(?:in|en)) ?(?:[$£€₹] ?)?(?:{words})(?![\w])"),
    )
    for factor, words in _UNITS
)
_YEARLY_UNIT = re.compile(r"(?<![^\W_])(?i:lpa)(?![^\W_])")
# The header given to a column of jobs that stood side by side on top.
_JOBS = "Occupation"
_LARGEST_COUNTED = 2_000.0


def shaped(rows: Rows, scope: Scope, names: RoleNames) -> Rows:
    """Return the rows with a header of words, without blank columns, jobs down the side.

    Args:
        rows: The cells as printed, the first row taken for the header by whoever wrote the table out.
        scope: What the headings and the caption have said.
        names: The job titles of the document.
    """
    width = max(map(len, rows))
    used = [n for n in range(width) if any(n < len(row) and row[n].strip() for row in rows)]
    blank = [n for n in used if not any(n < len(row) and row[n].strip() for row in rows[1:])]
    used = [n for n in used if n not in blank] or used
    rows = [[row[n] if n < len(row) else "" for n in used] for row in rows]
    if _is_data(rows[0], scope):
        rows = [[""] * len(used), *rows]
    elif _has_jobs_across(rows, names):
        (corner, *sides), *jobs = zip(*rows, strict=True)
        bare = PARENTHESIS.sub("", corner)
        told = cues.PAY_WORD.search(bare) or not all(re.search(r"[^\W\d_]{3}", side) for side in sides)
        rows = [[_JOBS, *(f"{bare} {side}".strip() if told else side for side in sides)], *jobs]
    return rows


def _is_data(header: Sequence[str], scope: Scope) -> bool:
    """Whether what stands as header is a row like the others: one of its cells is mostly money."""
    return any(
        sum(money.end - money.start for money in found if not money.assumed) > len(cell) / 2
        for cell in header[1:]
        if (found := find_money(cell, currency=scope.currency))
    )


def _has_jobs_across(rows: Rows, names: RoleNames) -> bool:
    """Whether the columns are jobs: each head is a title, and down the side stand figures' names."""
    heads = [cell for cell in rows[0][1:] if not cues.EVERYONE.search(cell) and not is_everyone(cell)]
    if not heads or len(rows) < 2 or (len(heads) < 2 and len(rows[0]) < 3):
        return False
    named = [bool(names.match(cell)) or is_title(cell) for cell in heads if not is_level(cell)]
    sides = [row[0] for row in rows[1:]]
    marked = any(not money.assumed for row in rows[1:] for cell in row[1:] for money in find_money(cell))
    paid = marked or any(cues.PAY_WORD.search(cell) or cues.kind_of(cell) for cell in sides)
    several = len(named) > 1 or len(named) == len(heads)
    return several and all(named) and paid and not any(names.match(cell) for cell in sides)


def is_everyone(cell: str) -> bool:
    """Whether a head is for everyone: "All jobs average"."""
    return re.match(r"(?i)(?:all|national|total)(?![^\W_])", cell.strip()) is not None


def unit_of(text: str) -> float:
    """Return what the figures under a header or caption are counted in: 1000 for "in thousands of euros"."""
    return next((factor for factor, pattern in _UNIT if pattern.search(text)), 1.0)


def is_yearly_unit(text: str) -> bool:
    """Whether a header counts in a unit that is always of a year: "LPA"."""
    return _YEARLY_UNIT.search(text) is not None


def counted(values: tuple[float | None, float | None], unit: float) -> tuple[float | None, float | None]:
    """Return figures in full that a table counts in thousands or lakhs; those already full stay."""
    if any(value is not None and value > _LARGEST_COUNTED for value in values):
        return values
    low, high = (None if value is None else value * unit for value in values)
    return low, high
