"""Word files: hidden and invisible writing is taken out, then markitdown makes the Markdown."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from lxml import etree
from markitdown import DocumentConverterResult, StreamInfo
from markitdown.converters import DocxConverter, HtmlConverter

from bot.documents.converting import archive as office
from bot.documents.converting.converted import (
    Converted,
    UnreadableError,
    usable_publisher,
    usable_title,
    year_in,
)
from bot.documents.converting.grids import flatten_tables
from bot.documents.converting.writing import drop_hidden, remove, styles_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = ("drawing", "pict", "object")
_IMAGE_MARK = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def convert(path: Path) -> Converted:
    """Turn a .docx file into Markdown.

    Raises:
        UnreadableError: It is damaged, a bomb, encrypted, or holds only pictures.
    """
    with office.opened(path) as archive:
        values = office.properties(archive)
        clean, hidden, pictures, title_line = _visible(archive)
    markdown = _markdown(clean)
    markdown = _IMAGE_MARK.sub("", markdown)
    if not markdown.strip():
        raise UnreadableError(
            "holds only pictures; text in pictures is not read" if pictures else "holds no text"
        )
    title = title_line or usable_title(values.get("title"))
    warnings = (f"{hidden} hidden part(s) of the text left out",) if hidden else ()
    return Converted(
        markdown=markdown,
        title=title,
        publisher=usable_publisher(values.get("Company")) or usable_publisher(values.get("creator")),
        year=year_in(title),
        warnings=warnings,
    )


class _FlatTables:
    """The step from HTML to Markdown, with spanned cells and stacked headers of tables written out first."""

    def convert_string(self, html: str, **options: Any) -> DocumentConverterResult:  # noqa: ANN401
        soup = BeautifulSoup(html, "html.parser")
        flatten_tables(soup)
        return HtmlConverter().convert_string(str(soup), **options)


def _markdown(file: io.BytesIO) -> str:
    converter = DocxConverter()
    converter._html_converter = _FlatTables()
    return str(converter.convert(file, StreamInfo(extension=".docx")).markdown)


def _visible(archive: zipfile.ZipFile) -> tuple[io.BytesIO, int, int, str | None]:
    """A copy of the archive without hidden runs and pictures, how many of each went, and its title line."""
    try:
        root = office.parsed(archive.read("word/document.xml"))
    except (KeyError, etree.XMLSyntaxError) as error:
        raise UnreadableError("is damaged or cut off") from error
    hidden = drop_hidden(root, styles_of(archive))
    pictures = 0
    for name in _DRAWING:
        for item in list(root.iter(_W + name)):
            if not any(True for _ in item.iter(_W + "t")):
                pictures += 1
                remove(item)
    title = _title(root)
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as written:
        for part in archive.infolist():
            if part.filename == "word/document.xml":
                written.writestr(part.filename, etree.tostring(root))
            elif part.filename.endswith((".xml", ".rels")):
                written.writestr(part.filename, archive.read(part))
    copy.seek(0)
    return copy, hidden, pictures, title


def _title(root: etree._Element) -> str | None:
    """Take out the paragraph styled as the document's title."""
    for paragraph in root.iter(_W + "p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(_W + "val", "").casefold() in {
            "title",
            "titel",
            "titre",
            "título",
        }:
            title = usable_title("".join(text.text or "" for text in paragraph.iter(_W + "t")))
            remove(paragraph)
            return title
    return None
