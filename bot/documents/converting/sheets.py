"""Excel files: each sheet a section with its table; hidden sheets, rows and columns are left out."""

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from bot.documents.converting import archive as office
from bot.documents.converting.converted import (
    Converted,
    UnreadableError,
    captioned,
    notes,
    several,
    table,
    usable_publisher,
    usable_title,
    year_in,
)
from bot.documents.converting.grids import header_height, joined_headers

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_SYMBOLS = ("$", "£", "€", "¥")
_MOST_ROWS = 20_000
_UNSAVED = re.compile(rb"<f(?: [^>]*)?>[^<]*</f>\s*(?:<v ?/>|<v></v>)?\s*</c>")
_LARGEST_LOOKED_AT = 50_000_000


def convert(path: Path) -> Converted:
    """Turn an .xlsx file into Markdown.

    Raises:
        UnreadableError: It is damaged, a bomb, encrypted, or holds no cells.
    """
    with office.opened(path) as archive:
        values = office.properties(archive)
        unsaved = _unsaved_formulas(archive)
    warnings.simplefilter("ignore", UserWarning)  # openpyxl warns of every style it does not know
    try:
        # by its bytes: openpyxl goes by the name of a file, which may be wrong
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError) as error:
        raise UnreadableError("is damaged or cut off") from error
    parts: list[str] = []
    notes: list[str] = []
    if unsaved:
        notes.append(f"{unsaved} formula(s) without a saved result left out; open the file and save it again")
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"hidden sheet {sheet.title!r} left out")
            continue
        text, hidden = _sheet(sheet)
        if hidden:
            notes.append(f"{hidden} hidden row(s) or column(s) of sheet {sheet.title!r} left out")
        if text:
            parts.append(f"## {sheet.title}\n\n{text}")
    if not parts:
        raise UnreadableError("holds no cells with text")
    title = usable_title(values.get("title"))
    return Converted(
        markdown="\n\n".join(parts),
        title=title,
        publisher=usable_publisher(values.get("Company")) or usable_publisher(values.get("creator")),
        year=year_in(title),
        warnings=tuple(notes),
    )


def _unsaved_formulas(archive: zipfile.ZipFile) -> int:
    """How many cells hold a formula whose result was never worked out and saved."""
    sheets = [part for part in archive.infolist() if part.filename.startswith("xl/worksheets/sheet")]
    return sum(
        len(_UNSAVED.findall(archive.read(part))) for part in sheets if part.file_size < _LARGEST_LOOKED_AT
    )


def _sheet(sheet: "Worksheet") -> tuple[str, int]:
    """A sheet's tables, each below the lines above it, and how many hidden rows and columns it has."""
    columns = {name for name, shape in sheet.column_dimensions.items() if shape.hidden}
    hidden = {number for number, shape in sheet.row_dimensions.items() if shape.hidden}
    merged, stacked = _merged(sheet)
    rows = [
        [
            merged.get((cell.row, cell.column), "") or _text(cell)
            for cell in row
            if get_column_letter(cell.column) not in columns
        ]
        for row in sheet.iter_rows(max_row=min(sheet.max_row or 1, _MOST_ROWS))
        if row and row[0].row not in hidden
    ]
    parts = [_told(part, stacked=stacked) for part in several(rows)]
    return "\n\n".join(parts), len(columns) + len(hidden)


def _told(rows: list[list[str]], *, stacked: bool) -> str:
    """One table of a sheet, without its empty columns, below the lines above it."""
    used = [n for n in range(max(map(len, rows), default=0)) if any(row[n] for row in rows)]
    lead, rows = captioned([[row[n] for n in used] for row in rows])
    if text := notes(rows):
        return "\n\n".join([*lead, text])
    if len(used) == 1:
        return "\n\n".join([*lead, *(row[0] for row in rows)]) if len(rows) == 1 else table(rows)
    height = header_height(rows[:3], spanned=stacked and _is_spanned(rows[0]))
    return "\n\n".join([*lead, table([joined_headers(rows[:height]), *rows[height:]])])


def _merged(sheet: "Worksheet") -> tuple[dict[tuple[int, int], str], bool]:
    """The text of merged cells at every place they cover, titles left out, and whether any lie flat."""
    found: dict[tuple[int, int], str] = {}
    flat = False
    for block in list(sheet.merged_cells.ranges)[:_MOST_ROWS]:
        text = _text(sheet.cell(block.min_row, block.min_col))
        title = block.max_row == block.min_row and block.max_col - block.min_col + 1 >= sheet.max_column
        if not text or title or block.size["rows"] * block.size["columns"] > _MOST_ROWS:
            continue
        flat = flat or block.max_col > block.min_col
        for row, column in ((r, c) for r in range(block.min_row, block.max_row + 1)
                            for c in range(block.min_col, block.max_col + 1)):  # fmt: skip
            found[row, column] = text
    return found, flat


def _is_spanned(row: list[str]) -> bool:
    return any(one and one == other for one, other in pairwise(row))


def _text(cell: "Cell") -> str:
    """A cell as the sheet shows it: percentages, money and dates in their own form."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _number(float(value), str(cell.number_format or ""))
    return str(value).strip()


def _number(value: float, form: str) -> str:
    if "%" in form:
        return f"{value * 100:.4g}%"
    shown = f"{value:,.0f}" if value == int(value) and abs(value) >= 1000 and "," in form else f"{value:.10g}"
    if "," in form and value != int(value):
        shown = f"{value:,.2f}"
    symbol = next((symbol for symbol in _SYMBOLS if symbol in form), "")
    return f"{symbol}{shown}"
