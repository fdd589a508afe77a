"""Pay in a Markdown table: one record for each row, period, place and year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.pay.reading import cues
from bot.pay.reading.apart import (
    as_scale,
    between_ends,
    of_heads,
    paid_otherwise,
    qualifier,
    scales,
    told_by_heads,
    with_middles,
    with_regions,
)
from bot.pay.reading.columns import (
    TOTAL,
    Column,
    ColumnKind,
    is_key_value,
    place_in,
    read_column,
    with_first_column,
)
from bot.pay.reading.drafts import Draft
from bot.pay.reading.experience import years_cell
from bot.pay.reading.gender import ungendered
from bot.pay.reading.heads import field_of, is_other_money, label_scope
from bot.pay.reading.known import RoleNames
from bot.pay.reading.naming import PARENTHESIS, is_level, level_right_after, strip_level
from bot.pay.reading.scope import Scope
from bot.pay.reading.settling import cell_drafts
from bot.pay.reading.shaping import shaped
from bot.pay.reading.stating import read_sentence
from bot.pay.reading.steps import is_step
from bot.pay.reading.subjects import label_role, of_whole
from bot.pay.reading.training import said_training
from bot.quantities import CURRENCY_CODES, find_money, find_periods, find_quantities
from bot.schema import Period

_THREE = 3
_OF_YEARS = re.compile(r"(?i)(?:year \d|\d{1,2}(?:st|nd|rd|th|\+)? ?(?:to \d+ |[–-] ?\d+ )?years?(?![^\W_]))")


def read_table(
    rows: Sequence[Sequence[str]], scope: Scope, names: RoleNames, country: str | None
) -> list[Draft]:
    """Return the pay that a table states.

    Args:
        rows: The cells, the header first.
        scope: What the headings and the caption have said.
        names: The job titles of the document.
        country: ISO code of the country the document is about.
    """
    if scope.barred or len(rows) < 2:
        return []
    rows = shaped(rows, scope, names)
    header, body = with_middles(with_regions(rows[0], country)), rows[1:]
    columns = [read_column(cell, n, body, scope, country) for n, cell in enumerate(header)]
    drafts: list[Draft] = []
    if is_key_value(header, columns, body):
        for row in body:
            drafts += _keyed(row, scope, names, country)
        return drafts
    if not any(column.kind == "amount" for column in columns):
        return []
    columns = as_scale(columns)
    listing = any(column.kind == "role" for column in columns)
    scope = scope if listing else of_heads(header, columns, scope, names)
    columns = with_first_column(columns, body, scope, names, country, listing=listing)
    for row in body:
        drafts += _row(row, header, columns, scope, names, country)
    return drafts


def _keyed(row: Sequence[str], scope: Scope, names: RoleNames, country: str | None) -> Iterator[Draft]:
    """Read a row that is a label and its value: "Median pay | $64,320 per year, $30.92 per hour"."""
    if len(row) < 2 or scope.role is None:
        return
    label, cell = row[0], row[1]
    field, outright = field_of(label)
    if not outright or is_other_money(label):
        return
    said = label_scope(label, scope, country)
    amounts = find_money(cell, currency=scope.currency)
    if len(amounts) > 1 and any(level_right_after(cell[amount.end :]) for amount in amounts):
        yield from read_sentence(cell, said.narrowed(pay=True), names, country)
        return
    for text in [amount.text for amount in amounts] if len(amounts) > 1 else [cell]:
        yield from cell_drafts([(field, text, said)], f"{label} | {cell}", scope.role)


def _row(
    row: Sequence[str],
    header: Sequence[str],
    columns: Sequence[Column],
    scope: Scope,
    names: RoleNames,
    country: str | None,
) -> Iterator[Draft]:
    about = _row_scope(row, columns, scope, names, country)
    if about is None or about.role is None or columns[0].kind == "unknown":
        return
    groups: dict[tuple[object, ...], list[tuple[str, str, Scope]]] = {}
    scopes = [column.scope for column in columns if column.kind == "amount"]
    period, currency = _shared(said.period for said in scopes), _shared(said.currency for said in scopes)
    quote = " | ".join(
        f"{head}: {cell}" if head else cell for head, cell in zip(header, row, strict=False) if cell
    )
    # a head beside those of places is one that no gazetteer knows
    placed = sum(said.place not in (None, scope.place) for said in scopes) * 2 >= len(scopes)
    apart = told_by_heads(columns, header, scope, placed=placed) | between_ends(columns, header)
    piece, ends = paid_otherwise(row, columns), scales(columns, header)
    for number, (column, head, cell) in enumerate(zip(columns, header, row, strict=False)):
        if column.kind != "amount" or not cell or (piece and column.scope.period in (None, scope.period)):
            continue
        merged = _with_row(column.scope, scope, about)
        if placed and head in apart:
            merged = replace(merged, place=head, place_kind="region")
        elif head in apart:
            merged = merged.narrowed(level=_joined_level(about.level, head))
        field = (about.statistic if column.field == "range" else None) or column.field
        if field in ("low", "high") and merged.kind == "starting_range":
            merged = replace(merged, kind=scope.kind)  # "Entry point" beside "Top point" is the low end
        key: tuple[object, ...] = (
            merged.period or period,
            merged.place,
            merged.year,
            merged.level,
            merged.currency or currency,
            merged.kind == "starting_range",
            ends.get(number),
        )
        if any(field == other for other, *_ in groups.get(key, ())) and not cues.PAY_WORD.search(head):
            merged = merged.narrowed(level=_joined_level(about.level, head))
            key = (*key, head)
        groups.setdefault(key, []).append((field, cell, merged))
    drafts = [draft for cells in groups.values() for draft in cell_drafts(cells, quote, about.role)]
    yield from _whole_scale(drafts, about.level)
    yield from drafts


def _whole_scale(drafts: Sequence[Draft], level: str | None) -> Iterator[Draft]:
    """Yield what a row's numbered steps come to together: from the lowest of them to the highest."""
    steps = [draft for draft in drafts if draft.level and is_step(draft.level.rpartition(", ")[2])]
    alike = {(d.period, d.currency, d.place, d.year, tuple(name for name, _ in d.amounts)) for d in steps}
    if len(steps) < _THREE or len(alike) != 1:
        return
    values = [value for draft in steps for _, value in draft.amounts]
    ends = (("low", min(values)), ("high", max(values)))
    yield replace(steps[0], kind="range", amounts=ends, level=level)


def _joined_level(row: str | None, head: str) -> str:
    """Return the level of columns that nothing but their heads tells apart: "BA" beside "MA"."""
    return f"{row}, {head.casefold()}" if row else head.casefold()


def _shared(values: Iterable[Any]) -> Any:  # noqa: ANN401
    """Return the one value that all who say something say."""
    said = {value for value in values if value is not None}
    return next(iter(said)) if len(said) == 1 else None


def _with_row(column: Scope, table: Scope, row: Scope) -> Scope:
    """Put together what the row and the column say; the column wins where it says something of its own."""
    own = {
        name: getattr(column, name)
        for name in (
            "period",
            "currency",
            "year",
            "year_label",
            "place",
            "place_kind",
            "level",
            "training",
            "kind",
            "unit",
        )
        if getattr(column, name) != getattr(table, name)
    }
    if own.get("level") and row.level and own["level"] != row.level:
        own["level"] = f"{row.level}, {own['level']}"
    return row.narrowed(**own)


def _row_scope(
    row: Sequence[str], columns: Sequence[Column], scope: Scope, names: RoleNames, country: str | None
) -> Scope | None:
    said, apart, titled = replace(scope), None, False
    ladder: str | None = None
    for column, cell in zip(columns, row, strict=False):
        if column.kind in ("amount", "other", "unknown") or not any(map(str.isalnum, cell)):
            continue
        narrowed = _narrowed_by_cell(said, column, cell, names, country)
        if narrowed is None:
            return None
        if column.kind == "level" and titled and narrowed.role != said.role:
            narrowed = replace(said, level=cell.casefold())  # whose row it is has been said
        titled = titled or column.kind == "role"
        if column.kind == "level" and ladder and narrowed.level:
            narrowed = replace(narrowed, level=f"{ladder}, {narrowed.level}")
        elif column.kind == "level" and ladder:  # who stands on a step: "Band 4 | Laboratory supervisor"
            narrowed = replace(said, level=f"{ladder}, {cell.casefold()}")
        ladder = narrowed.level if column.kind == "level" else ladder
        said = narrowed
        apart = qualifier(cell) if column.kind == "role" else apart
    if apart and apart != said.level:
        said = replace(said, level=f"{apart}, {said.level}" if said.level else apart)
    return said


def _narrowed_by_cell(
    said: Scope, column: Column, cell: str, names: RoleNames, country: str | None
) -> Scope | None:
    """Narrow a row's scope by one cell; None when the row is for everyone and not for a job."""
    kind = column.kind
    if kind == "role":
        level = (said.role, cell.casefold()) if said.role and is_level(cell) else None
        title = level or _with_step(cell, names) or label_role(cell, names, listing=True)
        if title is None or cues.EVERYONE.search(cell) or TOTAL.match(cell):
            return None
        title = of_whole(title, said.role)
        return said.narrowed(
            role=title[0], level=title[1], period=label_scope(ungendered(cell), Scope(), country).period
        )
    if kind == "place":
        place = place_in(cell, column.field, country)
        return replace(said, place=place[0], place_kind=place[1]) if place else said
    if kind == "level":
        return _narrowed_by_level(said, column.field, cell, names)
    return _narrowed_by_figure(said, kind, cell)


def _with_step(cell: str, names: RoleNames) -> tuple[str, str | None] | None:
    """Return the title of a cell and the step of a ladder behind it: "Registered nurse, 4th year"."""
    name, _, step = cell.partition(", ")
    title = label_role(name, names, listing=True) if _OF_YEARS.match(step) else None
    return (title[0], step) if title else None


def _narrowed_by_level(said: Scope, header: str, cell: str, names: RoleNames) -> Scope:
    """Narrow a row's scope by a step of a ladder: "0-2" years, "Band 6", or a job title of its own."""
    said = said.narrowed(training=said_training(header))
    years = years_cell(cell, header)
    if years:
        return said.narrowed(level=years)
    name, level = strip_level(cell)
    if said.role and names.match(name) == said.role:
        return said.narrowed(level=level)
    bare = PARENTHESIS.sub("", cell).strip()
    title = label_role(cell, names) if " " in bare and not is_level(bare) else None
    if title:
        return replace(said, role=title[0], level=title[1])
    numbered = re.fullmatch(r"\d{1,2}\.?|[A-Z]", cell) is not None
    return said.narrowed(level=f"{header.casefold()} {cell}" if numbered else cell.casefold())


def _narrowed_by_figure(said: Scope, kind: ColumnKind, cell: str) -> Scope:
    if kind == "year":
        years = [q for q in find_quantities(cell) if q.unit == "year" and q.low]
        label = years[0].text if years and not years[0].text.isdigit() else None
        return said.narrowed(year=int(years[0].low) if years and years[0].low else None, year_label=label)
    if kind == "period":
        periods: list[Period] = [mention.period for mention in find_periods(f"per {cell} {cell}")]
        return said.narrowed(period=periods[0] if periods else None)
    if kind == "currency":
        code = cell.strip().upper()
        return said.narrowed(currency=code if code in CURRENCY_CODES else None)
    if kind == "kind":
        named = [mention.period for mention in find_periods(cell)]
        return said.narrowed(statistic=field_of(cell)[0], period=named[-1] if named else None)
    return said.narrowed(**{kind: cell})
