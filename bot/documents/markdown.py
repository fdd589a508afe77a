"""Markdown into sections: one for each heading with text of its own, under the path of headings above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.schema import Section

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_ASKS = re.compile(r"\s*asks:(.*)", re.DOTALL | re.IGNORECASE)
_NOT_A_PARAGRAPH = re.compile(r"\s*($|[|>#]|[-*+] |\d+[.)] )")
_INLINE_MARKS = re.compile(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@dataclass(slots=True)
class _Draft:
    """A section while its lines are being collected."""

    heading: tuple[str, ...]
    line: int
    lines: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a Markdown text; `title` is its only top heading, where it has exactly one."""

    title: str | None
    sections: tuple[Section, ...]
    warnings: tuple[str, ...] = ()


def outline(text: str, first_line: int = 1, *, known_title: str | None = None) -> Outline:
    """Cut Markdown into sections by its headings; comments are removed, `asks` comments kept as questions.

    Args:
        text: Markdown, without front matter.
        first_line: The line of the file on which the text starts.
        known_title: The title where it is known for sure; then only a heading that repeats it is the title.
    """
    shown, asks_by_line, hidden = _without_comments(text)
    headings = list(_headings(shown))
    title = _title(headings)
    if title and known_title and title.casefold() != known_title.casefold():
        title = None
    sections = tuple(
        Section(heading=draft.heading, text=body, asks=tuple(draft.asks), line=draft.line + first_line)
        for draft in _drafts(shown, headings, asks_by_line, skip_title=title is not None)
        if (body := "\n".join(draft.lines).strip("\n")).strip() or draft.asks
    )
    warnings = (f"{hidden} hidden comment(s) left out",) if hidden else ()
    return Outline(title, sections, warnings)


# "2. Lehrjahr 980 €": a year of training, whose number a list would take for its own.
_ORDINAL = re.compile(r"(?i)^([ \t]*)(?:[-*+•][ \t]+)?(\d)\.(?=[ \t]+[^\W\d_]*jahr(?![^\W_]))")
# The rule below the head of a table that is open on its left: "--- | --- |".
_OPEN_RULE = re.compile(r"[ \t]*:?-{2,}:?[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|?)*$")


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    start: int
    end: int


def _without_comments(text: str) -> tuple[list[str], dict[int, list[str]], int]:
    """Take comments out without moving a line; return lines, questions by line, and how many went."""
    asks: dict[int, list[str]] = {}
    hidden = 0

    def take(match: re.Match[str]) -> str:
        nonlocal hidden
        found = _ASKS.match(match[1])
        if found:
            line = text.count("\n", 0, match.start())
            asks.setdefault(line, []).extend(
                q for part in found[1].split("|") if (q := " ".join(part.split()))
            )
        else:
            hidden += 1
        return "\n" * match[0].count("\n")

    return _COMMENT.sub(take, text).replace("\r\n", "\n").replace("\r", "\n").split("\n"), asks, hidden


def _headings(lines: list[str]) -> Iterator[_Heading]:
    fence: str | None = None
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence is not None:
            if mark and mark[1].startswith(fence):
                fence = None
            continue
        if mark:
            fence = mark[1]
            continue
        if found := _HEADING.match(line):
            yield _Heading(len(found[1]), plain(found[2] or ""), number, number + 1)
        elif number and (found := _UNDERLINE.match(line)) and _is_setext(lines, number):
            yield _Heading(1 if found[1][0] == "=" else 2, plain(lines[number - 1]), number - 1, number + 1)


def _is_setext(lines: list[str], number: int) -> bool:
    """Whether the underline at `number` makes a heading of the single line above it."""
    above = lines[number - 1]
    alone = number < 2 or not lines[number - 2].strip()
    return alone and not _NOT_A_PARAGRAPH.match(above) and len(lines[number].strip()) > 1


def _title(headings: list[_Heading]) -> str | None:
    """The document's own title: its first heading, when no other heading stands as high."""
    if not headings or not headings[0].text:
        return None
    top = headings[0].level
    return headings[0].text if all(other.level > top for other in headings[1:]) and top == 1 else None


def _drafts(
    lines: list[str], headings: list[_Heading], asks: dict[int, list[str]], *, skip_title: bool
) -> Iterator[_Draft]:
    path: list[tuple[int, str]] = []
    ends = [heading.start for heading in headings[1:]] + [len(lines)] * bool(headings)
    before = headings[0].start if headings else len(lines)
    if before:
        yield _filled(_Draft((), 0), lines, 0, before, asks)
    for index, (heading, end) in enumerate(zip(headings, ends, strict=True)):
        path = [(level, name) for level, name in path if level < heading.level]
        if heading.text and not (skip_title and index == 0):
            path.append((heading.level, heading.text))
        draft = _Draft(tuple(name for _, name in path), heading.start)
        yield _filled(draft, lines, heading.end, end, asks)


def _filled(draft: _Draft, lines: list[str], start: int, end: int, asks: dict[int, list[str]]) -> _Draft:
    draft.lines = _with_bars([_ORDINAL.sub(r"\1- \2\\.", line.rstrip()) for line in lines[start:end]])
    draft.asks = [question for number in range(start, end) for question in asks.get(number, ())]
    return draft


def _with_bars(lines: list[str]) -> list[str]:
    """Close the rows of tables that are open at their sides, as every reader of them knows a row."""
    shown, row = list(lines), False
    for at, line in enumerate(lines):
        row = "|" in line and (row or (at + 1 < len(lines) and _OPEN_RULE.match(lines[at + 1]) is not None))
        if row and line.strip():
            shown[at] = f"| {line.strip().strip('|').strip()} |"
    return shown


def plain(text: str) -> str:
    """Heading text without Markdown's inline marks."""
    text = _LINK.sub(r"\1", text)
    return " ".join(_INLINE_MARKS.sub(r"\1", text).split())
