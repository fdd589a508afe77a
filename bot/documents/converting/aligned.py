"""Tables of a PDF page that no lines are drawn around: figures in columns beside what they are of."""

from collections.abc import Iterable, Iterator, Sequence

from pdfminer.layout import LTTextLine

_SAME_LINE = 2.0
_SAME_EDGE = 4.0
_FEWEST_ROWS = 3
_BLANK = 2  # letters of a cell without a figure: "n/a"
_APART = 3.0
"""How many heights of a line the next row may stand below it."""

Cells = Sequence[LTTextLine]
Box = tuple[float, float, float, float]


def aligned_tables(lines: Iterable[LTTextLine]) -> list[tuple[Box, list[list[str]]]]:
    """Find the tables set in columns alone: where each stands (from the lower left corner) and its rows.

    Below the head each row is words and then figures, so that text in two columns is never taken for one.
    """
    found = []
    for rows in _runs([row for row in _rows(lines) if len(row) > 1]):
        body = rows[1:]
        if len(rows) >= _FEWEST_ROWS and all(_is_figure(cell) for row in body for cell in row[1:]):
            cells = [cell for row in rows for cell in row]
            box = (
                *(min(cell.x0 for cell in cells), min(cell.y0 for cell in cells)),
                *(max(cell.x1 for cell in cells), max(cell.y1 for cell in cells)),
            )
            found.append((box, [[" ".join(cell.get_text().split()) for cell in row] for row in rows]))
    return found


def _rows(lines: Iterable[LTTextLine]) -> Iterator[Cells]:
    """Yield the lines that stand on one height together, from the top down, each from left to right."""
    placed = sorted((line for line in lines if line.get_text().strip()), key=lambda line: -line.y0)
    row: list[LTTextLine] = []
    for line in placed:
        if row and abs(row[0].y0 - line.y0) > _SAME_LINE:
            yield sorted(row, key=lambda cell: cell.x0)
            row = []
        row.append(line)
    yield sorted(row, key=lambda cell: cell.x0)


def _runs(rows: Sequence[Cells]) -> Iterator[list[Cells]]:
    """Yield the rows that follow each other with the same columns."""
    run: list[Cells] = []
    for row in rows:
        if run and not _goes_on(run[-1], row):
            yield run
            run = []
        run.append(row)
    yield run


def _goes_on(above: Cells, row: Cells) -> bool:
    near = above[0].y0 - row[0].y0 < _APART * above[0].height
    return bool(near and len(above) == len(row) and all(map(_is_under, above, row)))


def _is_under(upper: LTTextLine, lower: LTTextLine) -> bool:
    """Whether two cells share an edge or their middle."""
    left, right = abs(upper.x0 - lower.x0), abs(upper.x1 - lower.x1)
    middle = abs(upper.x0 + upper.x1 - lower.x0 - lower.x1) / 2
    return bool(min(left, right, middle) <= _SAME_EDGE)


def _is_figure(cell: LTTextLine) -> bool:
    text = cell.get_text().strip()
    return len(text) < 25 and (any(map(str.isdigit, text)) or sum(map(str.isalpha, text)) <= _BLANK)
