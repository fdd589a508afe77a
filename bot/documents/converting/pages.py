"""One page of a PDF: visible lines in reading order, ruled tables and drawn bullets among them."""

import re
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from pdfminer.layout import LTChar, LTTextBox, LTTextLine

from bot.documents.converting.aligned import aligned_tables
from bot.documents.converting.converted import table
from bot.documents.converting.flow import in_order

if TYPE_CHECKING:
    from pdfplumber.page import Page

LAYOUT = {"line_margin": 0.75, "char_margin": 2.0, "boxes_flow": 0.5}
_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
_SMALLEST = 2.0
_DOT = (1.0, 8.0)
_SQUARE = 1.5
_BEFORE = 24.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; `top` and `bottom` are distances from the page's top as shares of its height."""

    text: str
    size: float
    bold: bool
    top: float
    bottom: float
    page: int
    box: int
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    """A ruled table and where it stands, from the page's lower left corner."""

    x0: float
    y0: float
    x1: float
    y1: float
    rows: list[list[str]]


def page_lines(page: "Page", number: int) -> tuple[list[Line], int]:
    """A page's visible lines in reading order, each ruled table as one, and how many are hidden."""
    height = float(page.height) or 1.0
    tables = [(found.bbox, rows) for found in page.find_tables() if (rows := _rows(found.extract()))]
    parts: list[LTTextBox | _Table] = [item for item in page.layout if isinstance(item, LTTextBox)]
    parts += [_Table(x0, height - y1, x1, height - y0, rows) for (x0, y0, x1, y1), rows in tables]
    boxes = [bbox for bbox, _ in tables]
    free = [
        line
        for part in parts
        if isinstance(part, LTTextBox)
        for line in part
        if isinstance(line, LTTextLine) and not any(_is_inside(line, bbox, height) for bbox in boxes)
    ]
    for (x0, y0, x1, y1), rows in aligned_tables(free):
        parts.append(_Table(x0, y0, x1, y1, rows))
        boxes.append((x0, height - y1, x1, height - y0))
    lines: list[Line] = []
    hidden = 0
    grounds = [
        rect for rect in page.rects if rect.get("fill") and not _is_white(rect.get("non_stroking_color"))
    ]
    bullets = _bullets(page)
    for place, part in enumerate(in_order(parts)):
        if isinstance(part, _Table):
            top, bottom = 1 - part.y1 / height, 1 - part.y0 / height
            lines.append(Line(table(part.rows), 0, False, top, bottom, number, place, True))
            continue
        for line in part:
            if not isinstance(line, LTTextLine) or any(_is_inside(line, bbox, height) for bbox in boxes):
                continue
            chars = [char for char in line if isinstance(char, LTChar)]
            if not any(char.upright for char in chars):
                continue
            seen = [char for char in chars if _is_visible(char, page, grounds, height)]
            hidden += _written(chars) - _written(seen)
            if made := _line(line, chars, seen, number, place, height):
                lines.append(_pointed(made, line, bullets))
    return lines, hidden


def _written(chars: list[LTChar]) -> int:
    return sum(1 for char in chars if char.get_text().strip())


def _bullets(page: "Page") -> list[tuple[float, float]]:
    """The right edge and the height on the page of the small shapes that may be drawn in front of a point."""
    height = float(page.height)
    return [
        (float(shape["x1"]), height - (float(shape["top"]) + float(shape["bottom"])) / 2)
        for shape in (*page.curves, *page.rects, *page.images)
        if _is_dot(float(shape["x1"]) - float(shape["x0"]), float(shape["bottom"]) - float(shape["top"]))
    ]


def _is_dot(width: float, height: float) -> bool:
    return _DOT[0] <= width <= _DOT[1] and _DOT[0] <= height <= _DOT[1] and abs(width - height) <= _SQUARE


def _pointed(line: Line, placed: LTTextLine, bullets: list[tuple[float, float]]) -> Line:
    """A line with a bullet where one is drawn in front of it."""
    drawn = any(placed.y0 <= y <= placed.y1 and 0 < placed.x0 - x <= _BEFORE for x, y in bullets)
    return replace(line, text=f"\u2022 {line.text}") if drawn else line


def _line(
    line: LTTextLine, chars: list[LTChar], seen: list[LTChar], page: int, box: int, height: float
) -> Line | None:
    if not seen:
        return None
    text = line.get_text() if len(seen) == len(chars) else "".join(char.get_text() for char in seen)
    text = " ".join(text.replace("\u00ad", "-").split())
    if not text:
        return None
    return Line(
        text=text,
        size=round(median(char.size for char in seen) * 2) / 2,
        bold=sum(bool(_BOLD.search(char.fontname)) for char in seen) > len(seen) * 0.8,
        top=1 - line.y1 / height,
        bottom=1 - line.y0 / height,
        page=page,
        box=box,
    )


def _rows(cells: list[list[str | None]]) -> list[list[str]]:
    """A ruled table's rows, when it is one: at least two rows and two columns with words in them."""
    rows = [[" ".join((cell or "").split()) for cell in row] for row in cells]
    rows = [row for row in rows if any(row)]
    columns = sum(any(row[n] for row in rows if n < len(row)) for n in range(max(map(len, rows), default=0)))
    return rows if len(rows) >= 2 and columns >= 2 else []


def _is_inside(line: LTTextLine, bbox: tuple[float, float, float, float], height: float) -> bool:
    x, y = (line.x0 + line.x1) / 2, height - (line.y0 + line.y1) / 2
    return bool(bbox[0] <= x <= bbox[2] and bbox[1] <= y <= bbox[3])


def _is_visible(char: LTChar, page: "Page", backgrounds: list[dict[str, float]], height: float) -> bool:
    if char.size < _SMALLEST or char.x1 < 0 or char.x0 > page.width or char.y1 < 0 or char.y0 > height:
        return False
    if not _is_white(char.graphicstate.ncolor):
        return True
    x, y = (char.x0 + char.x1) / 2, height - (char.y0 + char.y1) / 2
    return any(
        bool(rect["x0"] <= x <= rect["x1"] and rect["top"] <= y <= rect["bottom"]) for rect in backgrounds
    )


def _is_white(color: object) -> bool:
    """Whether a colour in grey, RGB or CMYK is (nearly) white; unknown colours are not."""
    parts = color if isinstance(color, (list, tuple)) else (color,)
    numbers = [float(part) for part in parts if isinstance(part, (int, float))]
    if len(numbers) != len(parts) or not numbers:
        return False
    return (
        all(part <= 0.02 for part in numbers) if len(numbers) == 4 else all(part >= 0.98 for part in numbers)
    )
