"""Plain text to Markdown: headings are recovered where numbering, capitals or an underline show them."""

import re

from bot.documents.spaced import with_tables

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?[ \t]+(?P<text>\S.{0,88})$")
_CHAPTER = re.compile(
    r"(?:chapter|part|section|kapitel|chapitre|capítulo|teil)\s+(?:\d+|[ivx]+)\b.{0,80}$", re.I
)
_UNDERLINE = re.compile(r"\s*(=|-|~|\*|_)\1{2,}\s*$")
_ENDS_A_SENTENCE = re.compile(r"[.;,:!]$")
_LISTED = re.compile(r"[:|\t@]|https?://|\s{2}")
_SEVERAL = 3
_SHORT = 60
_LONGEST_TITLE = 90
_FEW = 7
_BULLET = re.compile(r"[ \t]*[•▪●◦‣·–—*+-][ \t]+")


def to_markdown(text: str) -> str:
    """Mark the headings of a plain text and write its bullets as Markdown does; no line moves."""
    lines = with_tables([line.rstrip() for line in text.split("\n")])
    headings = _numbered_headings(lines) or _lone_headings(lines)
    if (title := _below_masthead(lines)) is not None:
        headings |= {title - 1: 0, title: 1}
    marked = [_marked(lines, n, headings) for n in range(len(lines))]
    return "\n".join(marked)


def _marked(lines: list[str], n: int, headings: dict[int, int]) -> str:
    line = lines[n]
    text = line.strip()
    if not text:
        return ""
    if n and _UNDERLINE.match(line) and _is_heading_line(lines[n - 1]):
        return ""
    if n in headings:
        return f"{'#' * headings[n]} {text}".strip()
    if _opens_a_paragraph(lines, n, text):
        return "## " + text
    if _stands_alone(lines, n) and (_CHAPTER.match(text) or _is_capitals(text) or _is_underlined(lines, n)):
        return ("# " if n == _first(lines) else "## ") + text
    if text.startswith("|"):
        return text
    if found := _BULLET.match(line):
        return "- " + line[found.end() :]
    return line.replace("#", "\\#", 1) if text.startswith("#") else line


def _below_masthead(lines: list[str]) -> int | None:
    """The line of the title below the name of a series: only what the text goes on about is the title."""
    first = _first(lines)
    title = first + 1
    if title + 1 >= len(lines) or lines[title + 1].strip() or not _is_capitals(lines[first].strip()):
        return None
    above, below = lines[first].strip().casefold(), lines[title].strip().casefold()
    rest = "\n".join(lines[title + 1 :]).casefold()
    told = lines[title].strip()
    named = bool(below) and told[-1].isalnum() and len(told) <= _LONGEST_TITLE and not _is_capitals(told)
    return title if named and below in rest and above not in rest else None


def _numbered_headings(lines: list[str]) -> dict[int, int]:
    """Lines that are numbered headings, with their level; numbers of a list are told by their neighbours."""
    found: dict[int, int] = {}
    for n, line in enumerate(lines):
        match = _NUMBERED.match(line.strip())
        if match is None or not (_stands_alone(lines, n) or _opens_a_paragraph(lines, n, match["text"])):
            continue
        text = match["text"]
        if _ENDS_A_SENTENCE.search(text) or not text[0].isalpha() or not text[0].isupper():
            continue
        found[n] = 2 + match["number"].count(".")
    return found if len(found) > 1 else {}


def _lone_headings(lines: list[str]) -> dict[int, int]:
    """Short lines alone between paragraphs, where there are several: headings without number or capitals."""
    spoken = [n for n, line in enumerate(lines) if line.strip()]
    capitals = [n for n in spoken[1:] if _is_capitals(lines[n].strip()) and _stands_alone(lines, n)]
    found = {
        n: 3 if capitals and n not in capitals else 2
        for before, n, after in zip(spoken, spoken[1:], spoken[2:], strict=False)
        if _stands_alone(lines, n) and n != _first(lines) and _is_lone(lines[n].strip())
        if not _stands_alone(lines, after) or _ENDS_A_SENTENCE.search(lines[after].strip())
        if _ENDS_A_SENTENCE.search(lines[before].strip())
        or before == spoken[0]
        or _stands_alone(lines, before)
        if not (before in capitals and lines[after].startswith(("- ", "|")))
    }
    return found if len(found) >= _SEVERAL else {}


def _is_lone(text: str) -> bool:
    short = len(text) <= _SHORT and len(text.split()) <= _FEW
    return short and text[0].isupper() and text[-1].isalnum() and not _LISTED.search(text)


def _stands_alone(lines: list[str], n: int) -> bool:
    """Whether a line has space above it, and space or its underline below."""
    above = n == 0 or not lines[n - 1].strip() or n - 1 == _first(lines)
    below = n + 1 >= len(lines) or not lines[n + 1].strip() or _is_underlined(lines, n)
    return above and (below or n == _first(lines))


def _opens_a_paragraph(lines: list[str], n: int, text: str) -> bool:
    """Whether a line is in capitals and its text follows at once, in small letters."""
    above = n > 0 and not lines[n - 1].strip()
    below = lines[n + 1].strip() if n + 1 < len(lines) else ""
    return above and len(text) <= _SHORT and _is_capitals(text) and any(map(str.islower, below))


def _is_underlined(lines: list[str], n: int) -> bool:
    return n + 1 < len(lines) and _UNDERLINE.match(lines[n + 1]) is not None and _is_heading_line(lines[n])


def _is_heading_line(line: str) -> bool:
    return 1 < len(line.strip()) <= 90 and any(char.isalpha() for char in line)


def _is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and len(text) <= 90 and all(char.isupper() for char in letters)


def _first(lines: list[str]) -> int:
    return next((n for n, line in enumerate(lines) if line.strip()), 0)
