"""A file becomes a Document: what it says about itself, and its text in headed sections."""

import csv
import hashlib
import io
import re
from pathlib import Path

from charset_normalizer import from_bytes

from bot.documents.frontmatter import FrontMatter, split_front_matter
from bot.documents.markdown import outline
from bot.errors import DocumentError
from bot.schema import Document, Section

SUFFIXES = frozenset({".md", ".markdown", ".csv"})
"""The kinds of file that can be read, by the end of their name."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


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


def read_document(path: Path, *, root: Path, identifier: str | None = None) -> Document:
    """Read one file.

    Args:
        path: The file; its kind is told by its name's ending.
        root: The folder (or file) the person named; the document's id is the path below it.
        identifier: The id to give instead, where the file is known under another one.

    Raises:
        DocumentError: The file is of another kind, cannot be opened, or holds no text.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DocumentError(f"{suffix or 'a name without an ending'} is not a kind of file that is read here")
    identifier = identifier or document_id(path, root)
    digest = sha256_of(path)
    text = decode(path.read_bytes())
    if suffix == ".csv":
        return _from_csv(text, path, identifier, digest)
    return _from_markdown(text, path, identifier, digest)


def decode(data: bytes) -> str:
    """Turn a text file's bytes into text, whatever its encoding.

    Raises:
        DocumentError: The bytes are not text in any known encoding.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        if best is None:
            raise DocumentError("is not text in any encoding known here") from None
        text = str(best)
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _from_markdown(text: str, path: Path, identifier: str, digest: str) -> Document:
    front, body, first_line = split_front_matter(text)
    parts = outline(body, first_line)
    if not parts.sections:
        raise DocumentError("holds no text")
    return _document(
        identifier,
        digest,
        front,
        title=front.title or parts.title or title_from_name(path),
        sections=parts.sections,
        warnings=front.warnings + parts.warnings,
    )


def _from_csv(text: str, path: Path, identifier: str, digest: str) -> Document:
    rows = read_rows(text)
    if not rows:
        raise DocumentError("holds no rows")
    title = title_from_name(path)
    section = Section(heading=(), text=markdown_table(rows), line=1)
    return _document(identifier, digest, FrontMatter(), title=title, sections=(section,))


def _document(
    identifier: str,
    digest: str,
    front: FrontMatter,
    *,
    title: str,
    sections: tuple[Section, ...],
    warnings: tuple[str, ...] = (),
) -> Document:
    return Document(
        id=identifier,
        path=identifier,
        title=title,
        sections=sections,
        sha256=digest,
        publisher=front.publisher,
        year=front.year,
        url=front.url,
        licence=front.licence,
        country=front.country,
        currency=front.currency,
        language=front.language,
        roles=front.roles,
        warnings=warnings,
    )


def title_from_name(path: Path) -> str:
    """Make a readable title of a file's name."""
    words = re.sub(r"[-_\s]+", " ", path.stem).strip()
    return (words[:1].upper() + words[1:]) or path.name


def read_rows(text: str) -> list[list[str]]:
    """Read delimited text: comma, semicolon or tab, whichever its first line uses most; empty rows go.

    Raises:
        DocumentError: The text is not a table.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise DocumentError(f"is not a readable table: {error}") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def markdown_table(rows: list[list[str]]) -> str:
    """Write rows as a Markdown table whose first row is the header."""
    width = max(len(row) for row in rows)

    def line(row: list[str]) -> str:
        cells = (" ".join(cell.split()).replace("|", "\\|") for cell in row + [""] * (width - len(row)))
        return "| " + " | ".join(cells) + " |"

    return "\n".join([line(rows[0]), "|" + " --- |" * width, *(line(row) for row in rows[1:])])
