"""What sets the columns and rows of a table apart that say nothing else: their heads, words in brackets."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pycountry

from bot.pay.reading import cues
from bot.pay.reading.columns import Column
from bot.pay.reading.heads import field_of
from bot.pay.reading.known import RoleNames
from bot.pay.reading.scope import Scope
from bot.quantities import find_periods

_SEVERAL = 3
_MIDDLE = re.compile(r"(?i)(?P<whose>(?:.* )?)mid(?:dle|[- ]?point)?")
_END_WORDS = re.compile(
    r"(?i)\s*\([^)]*\)|(?<![^\W_])(?:lowest|low|highest|high|from|to|min(?:imum)?|max(?:imum)?|von|bis|de|à)"
    r"(?![^\W_])"
)
_IN_BRACKETS = re.compile(r"(?<=\w) \((?P<said>[^\W\dA-Z_]{3,}(?:[ -][^\W\dA-Z_]+){0,3})\)$")


def with_regions(header: Sequence[str], country: str | None) -> Sequence[str]:
    """Write out the short forms of a country's regions, where several stand side by side: "NSW", "VIC"."""
    found = [
        pycountry.subdivisions.get(code=f"{country}-{cell}") if cell.isupper() else None for cell in header
    ]
    several = sum(region is not None for region in found) >= _SEVERAL
    return [one.name if one and several else cell for one, cell in zip(found, header, strict=True)]


def with_middles(header: Sequence[str]) -> Sequence[str]:
    """Call the middle of each scale its median: "Mid" between "Low" and "High", "York mid" between York's."""
    result = list(header)
    for at in range(1, len(header) - 1):
        middle, sides = _MIDDLE.fullmatch(header[at].strip()), (header[at - 1], header[at + 1])
        fields = [field_of(side)[0] for side in sides]
        if middle and fields == ["low", "high"] and all(side.startswith(middle["whose"]) for side in sides):
            result[at] = f"{middle['whose']}median"
    return result


def as_scale(columns: list[Column]) -> list[Column]:
    """Take "Entry" beside "Top" alone for the two ends of a scale."""
    amounts = [column for column in columns if column.kind == "amount"]
    if len(amounts) != 2 or amounts[1].field != "high" or amounts[0].scope.level != "entry":
        return columns
    low = replace(amounts[0], field="low", scope=replace(amounts[0].scope, kind=None, level=None))
    return [low if column is amounts[0] else column for column in columns]


def told_by_heads(
    columns: Sequence[Column], header: Sequence[str], scope: Scope, *, placed: bool
) -> set[str]:
    """The heads of columns of pay that nothing but they tell apart, none of which says that it is pay."""
    amounts = [
        (head, column)
        for head, column in zip(header, columns, strict=False)
        if column.kind == "amount" and column.field == "range"
    ]
    unsaid = replace(scope, period=None, currency=None)
    said = [replace(column.scope, period=None, currency=None) for _, column in amounts]
    return {
        head
        for (head, _), one in zip(amounts, said, strict=True)
        if head and (one == unsaid if placed else said.count(one) > 1)
        if not cues.PAY_WORD.search(head) and not find_periods(head)
    }


def between_ends(columns: Sequence[Column], header: Sequence[str]) -> set[str]:
    """The heads of figures that stand beside the two ends of a scale and are neither: "Typical"."""
    amounts = [
        (head, column) for head, column in zip(header, columns, strict=False) if column.kind == "amount"
    ]
    if not {"low", "high"} <= {column.field for _, column in amounts}:
        return set()
    ends = {column.scope.period for _, column in amounts if column.field in ("low", "high")}
    return {
        head for head, column in amounts if head and column.field == "range" and column.scope.period in ends
    }


def scales(columns: Sequence[Column], header: Sequence[str]) -> dict[int, str]:
    """The scale that each end belongs to where a table has more: "Minimum" beside "Going rate, low"."""
    stems = {
        n: _END_WORDS.sub("", head).strip(" ,:–-").casefold()
        for n, (head, column) in enumerate(zip(header, columns, strict=False))
        if column.kind == "amount" and column.field in ("low", "high")
    }
    paired = {
        stem
        for stem in stems.values()
        if {columns[n].field for n, one in stems.items() if one == stem} == {"low", "high"}
    }
    if not paired or set(stems.values()) == paired:
        return {}
    return {n: stem if stem in paired else f"{n} alone" for n, stem in stems.items()}


def paid_otherwise(row: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether a row says that it is paid by something that is no time: "per bale"."""
    cells = [cell for cell, column in zip(row, columns, strict=False) if column.kind == "period" and cell]
    return any(map(str.isalnum, " ".join(cells))) and not any(
        find_periods(f"per {cell} {cell}") for cell in cells
    )


def of_heads(header: Sequence[str], columns: Sequence[Column], scope: Scope, names: RoleNames) -> Scope:
    """Narrow a table's scope to the one job that the heads of its amounts name: "Average pay of cooks"."""
    heads = [head for head, column in zip(header, columns, strict=False) if column.kind == "amount"]
    named = {role.name for head in heads for role in names.find(head)}
    return scope.narrowed(role=next(iter(named))) if len(named) == 1 else scope


def qualifier(cell: str) -> str | None:
    """What sets a job's rows apart in brackets: "Driver (full time)"; a short form of its name does not."""
    match = _IN_BRACKETS.search(cell)
    said = match["said"] if match else ""
    other = find_periods(f"per {said}") or cues.PAY_WORD.search(said) or cues.kind_of(said)
    return said or None if not other else None
