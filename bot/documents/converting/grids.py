"""Tables of pages as plain grids: cells that span rows or columns are repeated, stacked headers joined."""

import copy
import re
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

_MOST_COLUMNS = 60
_MOST_ROWS_SPANNED = 500
_CELLS = ["td", "th"]
# A cell of figures alone: no row of a header has one, but for years.
_FIGURES = re.compile(r"(?!(?:19|20)\d\d\D*$)[^\w(]*(?:[A-Z]{2,3} ?)?[$£€]?\s?\d[\d.,\s]*\D{0,12}$")

Row = list[Tag | None]


def flatten_tables(soup: BeautifulSoup | Tag) -> None:
    """Put each caption in front of its table, and write spanned cells and stacked headers out.

    A table that holds another is layout and left as it is, as is one with nothing to write out.
    """
    for table in soup.find_all("table"):
        caption = table.find("caption")
        if isinstance(caption, Tag):
            _paragraph_before(table, caption.extract())
        if table.find("table") is None:
            _flatten(table)


def joined_headers(rows: Sequence[Sequence[str]]) -> list[str]:
    """Join the rows of a header column by column: "Wages" above "Low" is "Wages Low"."""
    columns = zip(*rows, strict=True)
    return [" ".join(dict.fromkeys(cell.strip() for cell in column if cell.strip())) for column in columns]


def header_height(rows: Sequence[Sequence[str]], *, spanned: bool) -> int:
    """How many rows on top are header where no markup says so: two under cells that span columns."""
    if not spanned or len(rows) < 3 or any(_FIGURES.match(cell) for row in rows[:2] for cell in row):
        return 1
    return 2


def _paragraph_before(table: Tag, words: Tag) -> None:
    text = words.get_text(" ", strip=True)
    if text:
        paragraph = BeautifulSoup("", "html.parser").new_tag("p")
        paragraph.string = text
        table.insert_before(paragraph)


def _flatten(table: Tag) -> None:
    rows = [row for row in table.find_all("tr") if row.find(_CELLS)]
    spanned = any(_span(cell, name) > 1 for cell in table.find_all(_CELLS) for name in ("colspan", "rowspan"))
    marked = _marked_headers(rows)
    if len(rows) < 2 or not (spanned or marked > 1):
        return
    grid = _expanded(rows)
    width = max(len(row) for row in grid)
    grid = [[*row, *[None] * (width - len(row))] for row in grid]
    while len(grid) > 2 and width > 1 and all(cell is grid[0][0] for cell in grid[0]):
        _paragraph_before(table, grid.pop(0)[0] or table)
        marked -= marked > 0
    texts = [[cell.get_text(" ", strip=True) if cell else "" for cell in row] for row in grid[:3]]
    wide = any(grid[0][n] is grid[0][n + 1] for n in range(width - 1))
    height = marked or header_height(texts, spanned=wide)
    _rewrite(table, joined_headers([_texts(row) for row in grid[:height]]), grid[height:])


def _texts(row: Row) -> list[str]:
    return [cell.get_text(" ", strip=True) if cell else "" for cell in row]


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    most = _MOST_COLUMNS if name == "colspan" else _MOST_ROWS_SPANNED
    return min(most, max(1, int(value))) if value.isdecimal() else 1


def _marked_headers(rows: list[Tag]) -> int:
    """How many rows on top are marked as header: those in a `thead`, else those of `th` alone."""
    count = 0
    for row in rows:
        if row.find_parent("thead") is None and any(cell.name == "td" for cell in row.find_all(_CELLS)):
            break
        count += 1
    return count if count < len(rows) else 0


def _expanded(rows: list[Tag]) -> list[Row]:
    """The cells of each row at their columns, a spanning cell at every place it covers."""
    grid: list[Row] = []
    hanging: dict[int, tuple[Tag, int]] = {}
    for row in rows:
        line: Row = []
        for cell in row.find_all(_CELLS):
            _take_hanging(line, hanging)
            down = _span(cell, "rowspan")
            for _ in range(min(_span(cell, "colspan"), _MOST_COLUMNS - len(line))):
                if down > 1:
                    hanging[len(line)] = (cell, down - 1)
                line.append(cell)
        _take_hanging(line, hanging)
        grid.append(line)
    return grid


def _take_hanging(line: Row, hanging: dict[int, tuple[Tag, int]]) -> None:
    while len(line) in hanging:
        cell, left = hanging.pop(len(line))
        if left > 1:
            hanging[len(line)] = (cell, left - 1)
        line.append(cell)


def _rewrite(table: Tag, header: list[str], body: list[Row]) -> None:
    """Fill the table anew: one header row, and in each row below a spanning cell once from left to right."""
    maker = BeautifulSoup("", "html.parser")
    lines = [maker.new_tag("tr")]
    for text in header:
        head = maker.new_tag("th")
        head.string = text
        lines[0].append(head)
    for row in body:
        line = maker.new_tag("tr")
        for n, cell in enumerate(row):
            written = maker.new_tag("td")
            if cell is not None and (n == 0 or row[n - 1] is not cell):
                written.extend([copy.copy(child) for child in cell.contents])
            line.append(written)
        lines.append(line)
    table.clear()
    table.extend(lines)
