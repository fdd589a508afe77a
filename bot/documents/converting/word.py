"""Word files: hidden and invisible writing is taken out, then markitdown makes the Markdown."""

import io
import re
import zipfile
from dataclasses import dataclass
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

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = ("drawing", "pict", "object")
_SMALLEST = 4  # half-points: nothing below 2 points can be read
_NEAR_WHITE = 245
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
    hidden = _drop_hidden(root, _styles(archive))
    pictures = 0
    for name in _DRAWING:
        for item in list(root.iter(_W + name)):
            if not any(True for _ in item.iter(_W + "t")):
                pictures += 1
                _remove(item)
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


def _drop_hidden(root: etree._Element, styles: "_Styles") -> int:
    count = 0
    for run in list(root.iter(_W + "r")):
        if _is_hidden(run, styles):
            count += any((text.text or "").strip() for text in run.iter(_W + "t"))
            _remove(run)
    return count


def _is_hidden(run: etree._Element, styles: "_Styles") -> bool:
    properties, style = run.find(_W + "rPr"), _style_of(run)
    if style in styles.unseen or (properties is not None and _is_unseen(properties)):
        return True
    white = style in styles.white or (properties is not None and _is_white(properties))
    return white and not _in_shaded_cell(run)


@dataclass(frozen=True, slots=True)
class _Styles:
    """The ids of the styles whose writing cannot be seen, and of those that write in white."""

    unseen: frozenset[str]
    white: frozenset[str]


def _style_of(run: etree._Element) -> str | None:
    """The character style of a run, else the style of its paragraph."""
    paragraph = next(run.iterancestors(_W + "p"), None)
    for item, path in ((run, f"{_W}rPr/{_W}rStyle"), (paragraph, f"{_W}pPr/{_W}pStyle")):
        style = item.find(path) if item is not None else None
        if style is not None:
            return str(style.get(_W + "val"))
    return None


def _styles(archive: zipfile.ZipFile) -> _Styles:
    try:
        root = office.parsed(archive.read("word/styles.xml"))
    except (KeyError, etree.XMLSyntaxError):
        return _Styles(frozenset(), frozenset())
    written = {
        str(style.get(_W + "styleId")): properties
        for style in root.iter(_W + "style")
        if (properties := style.find(_W + "rPr")) is not None and style.find(f"{_W}pPr/{_W}shd") is None
    }
    return _Styles(
        unseen=frozenset(name for name, properties in written.items() if _is_unseen(properties)),
        white=frozenset(name for name, properties in written.items() if _is_white(properties)),
    )


def _is_unseen(properties: etree._Element) -> bool:
    """Whether writing is marked as hidden, or too small to be read."""
    for name in ("vanish", "webHidden", "specVanish"):
        mark = properties.find(_W + name)
        if mark is not None and mark.get(_W + "val", "true") not in {"false", "0", "off"}:
            return True
    size = properties.find(_W + "sz")
    value = size.get(_W + "val", "24") if size is not None else "24"
    return value.isdecimal() and int(value) < _SMALLEST


def _is_white(properties: etree._Element) -> bool:
    """Whether writing is white, or nearly, on nothing of its own."""
    color = properties.find(_W + "color")
    value = color.get(_W + "val", "") if color is not None else ""
    channels = re.findall("..", value) if re.fullmatch("[0-9A-Fa-f]{6}", value) else ["00"]
    return (
        min(int(channel, 16) for channel in channels) >= _NEAR_WHITE and properties.find(_W + "shd") is None
    )


def _in_shaded_cell(item: etree._Element) -> bool:
    """White writing on a coloured table cell or paragraph can be read."""
    for parent in item.iterancestors(_W + "p", _W + "tc"):
        shade = parent.find(f"{_W}{'pPr' if parent.tag == _W + 'p' else 'tcPr'}/{_W}shd")
        if shade is not None and shade.get(_W + "fill", "auto").upper() not in {"AUTO", "FFFFFF"}:
            return True
    table = next(item.iterancestors(_W + "tbl"), None)
    return table is not None and table.find(f"{_W}tblPr/{_W}tblStyle") is not None


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
            _remove(paragraph)
            return title
    return None


def _remove(item: etree._Element) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)
