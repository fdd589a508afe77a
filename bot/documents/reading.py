"""A file becomes a Document: what it says about itself, and its text in headed sections."""

import csv
import hashlib
import io
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.documents.cleaning import clean, head_leads, head_tables
from bot.documents.converting.converted import (
    Converted,
    captioned,
    notes,
    several,
    stated_year,
    table,
    usable_title,
    year_in,
)
from bot.documents.encoding import decode
from bot.documents.frontmatter import FrontMatter, split_front_matter
from bot.documents.kinds import Kind, kind_of
from bot.documents.markdown import outline
from bot.documents.origin import country_of, stated_publisher
from bot.documents.plain import to_markdown
from bot.documents.worker import Parser
from bot.errors import DocumentError
from bot.schema import Document, Section

_NAMED_DELIMITER = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
_ALSO = re.compile(r"(?i)(?<=\w)[ ,(]+also (?:known as|called)\b")
_MOST_LINES = 200
_FEWEST_ROWS = 2


def sha256_of(path: Path) -> str:
    """Hash a file's bytes; what tells a changed file from an unchanged one.

    Raises:
        DocumentError: The file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DocumentError(f"cannot be opened: {error.strerror or error}") from error


def document_id(path: Path, root: Path) -> str:
    """Name a file by its place under the root the person named, with the root's own name in front."""
    if path == root:
        return path.name
    name = root.resolve().name
    inside = path.relative_to(root).as_posix()
    return f"{name}/{inside}" if name else inside


def read_document(
    path: Path, *, root: Path, identifier: str | None = None, parser: Parser | None = None
) -> Document:
    """Read one file.

    Args:
        path: The file; its kind is told by its content first, then by its name.
        root: The folder (or file) the person named; the document's id is the path below it.
        identifier: The id to give instead, where the file is known under another one.
        parser: The process that reads foreign formats, to share among files.

    Raises:
        DocumentError: The file is of another kind, cannot be read, or holds no text.
    """
    kind = kind_of(path)
    document = Document(
        id=identifier or document_id(path, root),
        path=identifier or document_id(path, root),
        title=title_from_name(path),
        sections=(),
        sha256=sha256_of(path),
        warnings=_misnamed(path, kind),
    )
    if kind == "csv":
        text = "\n\n".join(_told(part) for part in several(read_rows(decode(path.read_bytes()))))
        return replace(document, sections=tuple(replace(one, line=1) for one in outline(text).sections))
    if kind in {"markdown", "text"}:
        return _from_text(document, decode(path.read_bytes()), kind)
    if parser is not None:
        return _from_converted(document, parser.convert(path, kind))
    with Parser() as own:
        return _from_converted(document, own.convert(path, kind))


def _misnamed(path: Path, kind: Kind) -> tuple[str, ...]:
    suffix = path.suffix.lower()
    told = {"markdown": {".md", ".markdown"}, "text": {".txt", ".text"}, "csv": {".csv", ".tsv"}}
    usual = told.get(kind, {f".{kind}"}) | ({".htm", ".xhtml"} if kind == "html" else set())
    if suffix in usual or kind == "text":
        return ()
    return (f"is named {suffix or 'without an ending'} but is {kind} inside",)


def _from_text(document: Document, text: str, kind: Kind) -> Document:
    front, body, first_line = split_front_matter(text)
    body, hidden = clean(to_markdown(body) if kind == "text" else head_leads(body))
    parts = outline(body, first_line)
    if not parts.sections:
        raise DocumentError("holds no text")
    title = front.title or parts.title or _first_heading(parts.sections, kind) or document.title
    return replace(
        _fronted(document, front),
        title=title,
        publisher=front.publisher or stated_publisher(body),
        country=front.country or country_of(front.url),
        year=front.year or year_in(title) or stated_year(body),
        sections=parts.sections,
        warnings=(*document.warnings, *front.warnings, *hidden, *parts.warnings),
    )


def _fronted(document: Document, front: FrontMatter) -> Document:
    return replace(
        document,
        publisher=front.publisher,
        url=front.url,
        licence=front.licence,
        country=front.country,
        currency=front.currency,
        language=front.language,
        roles=front.roles,
    )


def _first_heading(sections: tuple[Section, ...], kind: Kind) -> str | None:
    """A plain text's own first line, where all else stands below it."""
    return None if kind != "text" or not sections[0].heading else usable_title(sections[0].heading[0])


def _from_converted(document: Document, converted: Converted) -> Document:
    body, hidden = clean(head_leads(head_tables(converted.markdown)))
    title, also = _title_and_others(converted.title)
    parts = outline(body, known_title=converted.title)
    if not parts.sections:
        raise DocumentError("holds no text")
    sections = (Section((), also), *parts.sections) if also else parts.sections
    return replace(
        document,
        title=title or parts.title or document.title,
        publisher=converted.publisher or stated_publisher(body),
        year=converted.year or stated_year(body),
        url=converted.url,
        country=country_of(converted.url, converted.language),
        language=converted.language.partition("-")[0].lower() if converted.language else None,
        sections=tuple(_paged(section, converted.pages) for section in sections),
        warnings=(*document.warnings, *converted.warnings, *hidden, *parts.warnings),
    )


def _title_and_others(title: str | None) -> tuple[str | None, str]:
    """Part a page's title from the other names that its heading gives: "Joiner Also known as: ..."."""
    found = _ALSO.search(title or "")
    return (title[: found.start()], title[found.start() :].strip()) if title and found else (title, "")


def _paged(section: Section, pages: Sequence[tuple[int, int]]) -> Section:
    """Locate a section by page rather than by line of a Markdown that no one sees."""
    if not pages:
        return replace(section, line=None)
    start = (section.line or 1) - 1
    first = max(0, bisect_right(pages, start, key=lambda item: item[0]) - 1)
    # the heading's own line and the blank one below it come before the section's text
    below = start + (2 if section.heading else 0)
    end = below + section.text.count("\n")
    starts = tuple((line - below, page) for line, page in pages[first + 1 :] if below < line <= end)
    return replace(section, line=None, page=pages[first][1], page_starts=starts)


def title_from_name(path: Path) -> str:
    """Make a readable title of a file's name."""
    words = re.sub(r"[-_\s]+", " ", path.stem).strip()
    words = "".join(char for char in words if char.isprintable() and not "\ud800" <= char <= "\udfff")
    return (words[:1].upper() + words[1:]) or path.name


def _told(rows: list[list[str]]) -> str:
    """One table with the lines above it, and rows of one cell alone as the notes that they are."""
    lead, rows = captioned(rows)
    if text := notes(rows):
        return "\n\n".join([*(f"## {line}" if line.isupper() else line for line in lead), text])
    below: list[str] = []
    while len(rows) > 1 and len(rows[0]) > 1 and sum(1 for cell in rows[-1] if cell.strip()) == 1:
        below.insert(0, next(cell.strip() for cell in rows.pop() if cell.strip()))
    if max(map(len, rows)) == 1:
        return "\n\n".join([*lead, *(row[0] for row in rows), *below])
    return "\n\n".join([*lead, table(rows), *below])


def read_rows(text: str) -> list[list[str]]:
    """Read delimited text: comma, semicolon, tab or bar, whichever parts most of its lines; blank rows stay.

    Raises:
        DocumentError: The text is not a table, or has no row below its header.
    """
    text, _ = clean(text)
    first, _, rest = text.partition("\n")
    named = _NAMED_DELIMITER.match(first)
    text = rest if named else text
    lines = [line for line in text.split("\n") if line.strip()][:_MOST_LINES]
    delimiter = named[1] if named else max(",;\t|", key=lambda sign: _parted(lines, sign))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise DocumentError(f"is not a readable table: {error}") from error
    if sum(any(map(str.strip, row)) for row in rows) < _FEWEST_ROWS:
        raise DocumentError("holds no rows")
    return rows


def _parted(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many lines a sign parts alike, and into how many cells."""
    counts = Counter(line.count(delimiter) for line in lines if delimiter in line)
    signs, alike = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return alike, signs
