"""Pay tables: CSV files whose header says that each row is a pay figure, a price level or a role link.

A row that breaks the schema is named with what to write instead and left out; the others are kept.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from bot.pay import cells
from bot.pay.entries import AMOUNTS, MAKERS, Row, TableKind
from bot.schema import PayRecord, PriceLevel, RoleLink, RoleName

COLUMNS: dict[TableKind, tuple[str, ...]] = {
    "pay": (
        *("role", "code", "kind", *AMOUNTS, "currency", "period", "place", "place_kind", "industry", "level"),
        *("year", "year_label", "employment", "publisher", "title", "url", "licence", "note", "aliases"),
    ),
    "price": ("place", "index", "base", "year", "publisher", "title", "url", "licence", "note"),
    "link": (
        *("role", "occupation", "relation", "code", "publisher", "title", "year", "url", "licence", "note"),
        "aliases",
    ),
}
_NEEDED: dict[TableKind, tuple[str, ...]] = {
    "pay": ("role", "currency", "period"),
    "link": ("role", "occupation"),
    "price": ("place", "index", "base"),
}


@dataclass(frozen=True, slots=True)
class TableProblem:
    """Something in a table to put right: where it stands and what to write."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class PayTable:
    """What one table holds; `roles` carries the other names of its roles, `lines` the line of each id."""

    kind: TableKind | None
    records: tuple[PayRecord, ...] = ()
    prices: tuple[PriceLevel, ...] = ()
    links: tuple[RoleLink, ...] = ()
    roles: tuple[RoleName, ...] = ()
    problems: tuple[TableProblem, ...] = ()
    lines: Mapping[str, int] | None = None

    @property
    def title(self) -> str | None:
        """The title most rows cite."""
        return self._usual("title")

    @property
    def publisher(self) -> str | None:
        """The publisher most rows cite."""
        return self._usual("publisher")

    def _usual(self, name: str) -> str | None:
        values = [getattr(item, name) for item in (*self.records, *self.prices, *self.links)]
        named = [value for value in values if value]
        return max(dict.fromkeys(named), key=named.count) if named else None


def is_pay_table(header: Sequence[str]) -> TableKind | None:
    """Say which of the three schemas a header row belongs to, None when it is some other table."""
    names = {cells.clean(cell).casefold() for cell in header}
    for kind, needed in _NEEDED.items():
        if names.issuperset(needed) and (kind != "pay" or names.intersection(AMOUNTS)):
            return kind
    return None


def read_table(source: Path | str, *, document_id: str = "", path: str = "") -> PayTable:
    """Read a pay table from a file, or from its text.

    Args:
        source: the file, or the CSV text itself.
        document_id: id of the document the rows belong to.
        path: how the file is named in records and problems; the file's own path by default.

    Returns:
        The rows that hold, and a problem for each that does not. `kind` is None for any other table.
    """
    if isinstance(source, Path):
        text, path = _decoded(source.read_bytes()), path or str(source)
    else:
        text = source.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    numbered = []
    before = 0
    for row in reader:
        numbered.append((before + 1, row))
        before = reader.line_num
    return read_rows(numbered, document_id=document_id, path=path)


def read_rows(
    rows: Iterable[tuple[int, Sequence[str]]], *, document_id: str = "", path: str = ""
) -> PayTable:
    """Read a pay table from (line, cells) pairs, its header first: a sheet of a workbook, for example."""
    filled = [(line, row) for line, row in rows if any(cells.clean(cell) for cell in row)]
    kind = is_pay_table(filled[0][1]) if filled else None
    if kind is None:
        return PayTable(kind=None)
    header = [cells.clean(cell).casefold() for cell in filled[0][1]]
    rowwise = _Reading(kind, path, document_id, header)
    rowwise.check_header(filled[0][0])
    for line, row in filled[1:]:
        rowwise.add(line, row)
    return rowwise.table()


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] not in (b"\xff\xfe", b"\xfe\xff") else ("utf-16",):
        try:
            return raw.decode(encoding)
        except UnicodeError:
            continue
    best = from_bytes(raw).best()
    return str(best) if best else raw.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t|", key=first.count)


class _Reading:
    """The state of one table being read: its good rows, their lines, and the problems met so far."""

    def __init__(self, kind: TableKind, path: str, document_id: str, header: Sequence[str]) -> None:
        self.kind = kind
        self.path = path
        self.document_id = document_id
        self.header = header
        self.items: list[PayRecord | PriceLevel | RoleLink] = []
        self.lines: dict[str, int] = {}
        self.aliases: dict[str, list[str]] = {}
        self.problems: list[TableProblem] = []

    def problem(self, line: int, message: str) -> None:
        self.problems.append(TableProblem(self.path, line, message))

    def check_header(self, line: int) -> None:
        extra = [name for name in self.header if name and name not in COLUMNS[self.kind]]
        if extra:
            self.problem(
                line,
                f"column {', '.join(extra)} is not read; the columns are {', '.join(COLUMNS[self.kind])}",
            )

    def add(self, line: int, row: Sequence[str]) -> None:
        if len(row) > len(self.header) and any(cells.clean(cell) for cell in row[len(self.header) :]):
            self.problem(
                line, 'row left out: more cells than the header; write a comma inside a cell in "quotes"'
            )
            return
        values = dict(zip(self.header, (cells.clean(cell) for cell in row), strict=False))
        try:
            item = MAKERS[self.kind](values, self.document_id, self.path)
        except cells.CellError as error:
            self.problem(line, f"row left out: {error}")
            return
        if item.id in self.lines:
            self.problem(line, f"row left out: it says the same as line {self.lines[item.id]}; remove one")
            return
        self.lines[item.id] = line
        self.items.append(item)
        self._note_names(item, values)

    def _note_names(self, item: PayRecord | PriceLevel | RoleLink, values: Row) -> None:
        if not isinstance(item, PriceLevel):
            names = self.aliases.setdefault(item.role, [])
            names += [alias for part in values.get("aliases", "").split("|") if (alias := part.strip())]

    def table(self) -> PayTable:
        return PayTable(
            kind=self.kind,
            records=tuple(item for item in self.items if isinstance(item, PayRecord)),
            prices=tuple(item for item in self.items if isinstance(item, PriceLevel)),
            links=tuple(item for item in self.items if isinstance(item, RoleLink)),
            roles=tuple(RoleName(role, tuple(dict.fromkeys(names))) for role, names in self.aliases.items()),
            problems=tuple(self.problems),
            lines=self.lines,
        )
