"""PDF files: text in reading order, headings from the layout, ruled tables as tables, no hidden text."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from bot.documents.converting.converted import (
    Converted,
    UnreadableError,
    usable_publisher,
    usable_title,
    year_in,
)
from bot.documents.converting.pages import LAYOUT, Line, page_lines

_BULLET = re.compile(r"[•▪●◦‣·–\uf0b7\uf0a7-]\s+")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+\S")
_MARGIN = 0.09
_LONGEST_HEADING = 120


def convert(path: Path) -> Converted:
    """Turn a PDF file into Markdown.

    Raises:
        UnreadableError: It is encrypted, damaged, or holds only pictures.
    """
    lines: list[Line] = []
    hidden = pictures = sideways = 0
    try:
        with pdfplumber.open(path, laparams=LAYOUT) as pdf:
            properties = {str(key): value for key, value in (pdf.metadata or {}).items()}
            for number, page in enumerate(pdf.pages, start=1):
                found, dropped = page_lines(page, number)
                lines.extend(found)
                hidden += dropped
                pictures += len(page.images)
                sideways += sum(1 for char in page.chars if not char["upright"] and char["text"].strip())
                page.close()
            pages = len(pdf.pages)
    except PdfminerException as error:
        raise UnreadableError(_reason(error.args[0] if error.args else error)) from error
    except (PDFException, ValueError, KeyError, TypeError, AssertionError) as error:
        raise UnreadableError(_reason(error)) from error
    if not any(line.text.strip() for line in lines):
        raise UnreadableError(_textless(pictures, sideways))
    kept = _without_running_heads(lines, pages) or lines
    markdown, starts, first_heading = _markdown(kept)
    title = usable_title(properties.get("Title")) or usable_title(first_heading)
    return Converted(
        markdown=markdown,
        title=title,
        publisher=usable_publisher(properties.get("Author")),
        year=year_in(title),
        pages=starts,
        warnings=tuple(
            f"{count} {kind} left out"
            for count, kind in ((hidden, "hidden character(s)"), (sideways, "character(s) written sideways"))
            if count
        ),
    )


def _textless(pictures: int, sideways: int) -> str:
    if sideways:
        return "holds only text written sideways; turn its pages and save it again"
    return "holds only pictures (a scan); text in pictures is not read" if pictures else "holds no text"


def _reason(error: object) -> str:
    if isinstance(error, (PDFPasswordIncorrect, PDFTextExtractionNotAllowed)):
        return "is encrypted; remove its password first"
    return "is damaged or cut off"


def _without_running_heads(lines: list[Line], pages: int) -> list[Line]:
    """Drop what stands at the edge of many pages alike: running heads, footers, page numbers."""

    def key(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text.casefold())

    in_box = Counter((line.page, line.box) for line in lines)

    def at_edge(line: Line) -> bool:
        return (line.top < _MARGIN or line.bottom > 1 - _MARGIN) and in_box[line.page, line.box] <= 2

    seen = Counter(name for name, _ in {(key(line), line.page) for line in lines if at_edge(line)})
    often = {name for name, count in seen.items() if count >= max(2, pages * 0.5)}
    return [
        line
        for line in lines
        if line.is_table
        or not at_edge(line)
        or not (key(line) in often or re.fullmatch(r"\W*(?:p(?:age|\.)?\s*)?\d{1,4}\W*", line.text, re.I))
    ]


def _markdown(lines: list[Line]) -> tuple[str, tuple[tuple[int, int], ...], str | None]:
    """Write the lines as Markdown; also the line each page starts on, and the first heading."""
    levels = _heading_levels(lines)
    written: list[str] = []
    starts: list[tuple[int, int]] = []
    first: str | None = None
    open_paragraph = False
    for page, on_page in groupby(lines, key=lambda line: line.page):
        starts.append((len(written), page))
        for _, box in groupby(on_page, key=lambda line: (line.box, line.is_table)):
            for level, text, continues in _blocks(list(box), levels):
                if level and first is None:
                    first = text
                shown = f"{'#' * level} {text}" if level else text
                if open_paragraph and not level and _goes_on(written, shown):
                    written[-2] = _joined(written[-2], shown)
                else:
                    written.extend([shown, ""])
                open_paragraph = continues
    return _with_real_lines(written, starts, first)


def _with_real_lines(
    written: list[str], starts: list[tuple[int, int]], first: str | None
) -> tuple[str, tuple[tuple[int, int], ...], str | None]:
    """Blocks may hold several lines: turn block numbers into line numbers."""
    line_of = [0]
    for block in written:
        line_of.append(line_of[-1] + block.count("\n") + 1)
    return "\n".join(written), tuple((line_of[block], page) for block, page in starts), first


def _heading_levels(lines: list[Line]) -> dict[tuple[float, bool], int]:
    """Which type sizes are headings, and of which level: larger than the body, or as large and bold."""
    weight: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        if not line.is_table:
            weight[line.size, line.bold] += len(line.text)
    if not weight:
        return {}
    body, body_bold = weight.most_common(1)[0][0]
    larger = sorted({size for size, _ in weight if size >= body * 1.12}, reverse=True)
    levels = {(size, bold): min(5, n + 1) for n, size in enumerate(larger) for bold in (True, False)}
    if not body_bold:
        levels[body, True] = min(6, len(larger[:5]) + 1)
    return levels


def _blocks(lines: list[Line], levels: dict[tuple[float, bool], int]) -> Iterator[tuple[int, str, bool]]:
    """The headings, items and paragraphs of one box, each with whether it may go on in the next box."""
    if lines[0].is_table:
        yield 0, lines[0].text, False
        return
    paragraph: list[str] = []
    for kind, group in groupby(lines, key=lambda line: _level(line, levels)):
        texts = [line.text for line in group]
        if kind and len(" ".join(texts)) <= _LONGEST_HEADING:
            yield kind, " ".join(texts), False
            continue
        for text in texts:
            if _BULLET.match(text) and paragraph:
                yield 0, _paragraph(paragraph), False
                paragraph = []
            paragraph.append(text)
        yield 0, _paragraph(paragraph), not paragraph[-1].endswith((".", "!", "?", ":"))
        paragraph = []


def _level(line: Line, levels: dict[tuple[float, bool], int]) -> int:
    level = levels.get((line.size, line.bold), 0)
    if not level or len(line.text) > _LONGEST_HEADING or not any(char.isalpha() for char in line.text):
        return 0
    if line.text.endswith((".", ",", ";")) and not _NUMBER.match(line.text):
        return 0
    return level


def _paragraph(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = _joined(text, line)
    return re.sub(r"^[•▪●◦‣·–\uf0b7\uf0a7]\s+", "- ", text)


def _joined(one: str, other: str) -> str:
    """Two lines of a paragraph as one; a word cut by a hyphen is made whole."""
    if one.endswith("-") and len(one) > 1 and one[-2].isalpha() and other[:1].islower():
        return one[:-1] + other
    return f"{one} {other}"


def _goes_on(written: list[str], text: str) -> bool:
    """Whether a block continues the paragraph before it: a sentence cut by a column or page break."""
    before = written[-2] if len(written) > 1 else ""
    return bool(before) and text[:1].islower() and not before.startswith(("#", "|", "- "))
