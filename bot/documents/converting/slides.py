"""PowerPoint files: each slide a section on its page, hidden slides left out."""

import io
import re
from pathlib import Path

import pptx
from markitdown import StreamInfo
from markitdown.converters import PptxConverter
from pptx.exc import PackageNotFoundError

from bot.documents.converting import archive as office
from bot.documents.converting.converted import (
    Converted,
    UnreadableError,
    usable_publisher,
    usable_title,
    year_in,
)
from bot.documents.converting.showing import drop_unseen

_SLIDE = re.compile(r"<!-- Slide number: (\d+) -->")
_IMAGE_MARK = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def convert(path: Path) -> Converted:
    """Turn a .pptx file into Markdown.

    Raises:
        UnreadableError: It is damaged, a bomb, encrypted, or holds only pictures.
    """
    with office.opened(path) as archive:
        values = office.properties(archive)
    try:
        deck = pptx.Presentation(str(path))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise UnreadableError("is damaged or cut off") from error
    numbers, hidden = _drop_hidden(deck)
    unseen = drop_unseen(deck)
    shown = io.BytesIO()
    deck.save(shown)
    shown.seek(0)
    converted = PptxConverter().convert(shown, StreamInfo(extension=".pptx")).markdown
    lines, pages = _paged(_IMAGE_MARK.sub("", converted), numbers)
    if not "".join(lines).strip("# \n"):
        raise UnreadableError("holds only pictures; text in pictures is not read")
    first = next((line.lstrip("# ") for line in lines if line.startswith("# ")), None)
    title = usable_title(values.get("title")) or usable_title(first)
    return Converted(
        markdown="\n".join(lines),
        title=title,
        publisher=usable_publisher(values.get("Company")) or usable_publisher(values.get("creator")),
        year=year_in(title),
        pages=tuple(pages),
        warnings=tuple(
            f"{count} hidden {parts} left out"
            for count, parts in ((hidden, "slide(s)"), (unseen, "part(s) of the slides"))
            if count
        ),
    )


def _drop_hidden(deck: "pptx.presentation.Presentation") -> tuple[list[int], int]:
    """Take hidden slides off the show; return the numbers of those that stay, and how many went."""
    listed = deck.slides._sldIdLst
    entries = list(listed)
    kept: list[int] = []
    for number, (entry, slide) in enumerate(zip(entries, list(deck.slides), strict=True), start=1):
        if slide._element.get("show") in {"0", "false"}:
            listed.remove(entry)
        else:
            kept.append(number)
    return kept, len(entries) - len(kept)


def _paged(markdown: str, numbers: list[int]) -> tuple[list[str], list[tuple[int, int]]]:
    """Take the slide marks out, and note on which line each slide starts."""
    lines: list[str] = []
    pages: list[tuple[int, int]] = []
    for line in markdown.split("\n"):
        mark = _SLIDE.match(line.strip())
        if mark:
            pages.append((len(lines), numbers[int(mark[1]) - 1]))
        else:
            lines.append(line)
    return lines, pages
