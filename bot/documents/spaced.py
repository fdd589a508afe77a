"""What a plain text sets in columns with spaces, or leads to its figure with dots, written as Markdown."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.documents.converting.converted import table_row, table_rule

_GAP = re.compile(r"\s{2,}|\t+")
_RULE = re.compile(r"\s*[-=]{3,}(?:\s+[-=]{3,})*\s*$")
_LEADER = re.compile(
    r"(?P<label>[ \t]*\S.{0,78}?)[ \t]*(?P<dots>\.{3,}|(?:\.[ \t]){3,}\.?)[ \t]*(?P<value>\S.*)"
)
_BULLETS = "-*+•|#>"
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 3
_ELLIPSIS = 4
_FIGURES = re.compile(r"\d")


def with_tables(lines: Sequence[str]) -> list[str]:
    """Write tables and dotted lines as Markdown does; no line moves but a head, into the space above it."""
    return _with_leaders(_with_spaced(_with_ruled(lines)))


def _with_ruled(lines: Sequence[str]) -> list[str]:
    """Write what stands in columns below a head that is underlined as a table."""
    written = list(lines)
    for n in range(1, len(lines) - 1):
        head = _GAP.split(lines[n - 1].strip())
        if len(head) < 2 or not _RULE.match(lines[n]):
            continue
        end = n + 1
        while end < len(lines) and len(_GAP.split(lines[end].strip())) == len(head):
            end += 1
        if end - n > _FEWEST_ROWS:
            for at in (n - 1, *range(n + 1, end)):
                written[at] = table_row(_GAP.split(lines[at].strip()))
            written[n] = table_rule(len(head))
            if end < len(lines) and _RULE.match(lines[end]):
                written[end] = ""
    return written


def _with_spaced(lines: Sequence[str]) -> list[str]:
    """Write a paragraph whose lines all have space below the gaps of its first line as a table."""
    written = list(lines)
    for start, end in _paragraphs(lines):
        cells = _columns(lines[start:end])
        if start and cells:
            written[start - 1 : end] = [
                table_row(cells[0]),
                table_rule(len(cells[0])),
                *map(table_row, cells[1:]),
            ]
    return written


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = None
    for n, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = n
        elif not line.strip() and start is not None:
            yield start, n
            start = None


def _columns(lines: Sequence[str]) -> list[list[str]]:
    """Return the cells of a paragraph set in columns under a head of words; empty where it is none."""
    if len(lines) <= _FEWEST_ROWS or lines[0].lstrip()[:1] in _BULLETS or any("\t" in line for line in lines):
        return []
    head = lines[0]
    gaps = [gap.span() for gap in re.finditer(r"(?<=\S) {2,}(?=\S)", head)]
    if len(gaps) + 1 < _FEWEST_COLUMNS:
        return []
    width = max(map(len, lines))
    padded = [line.ljust(width) for line in lines]
    cuts = []
    for first, last in gaps:
        clear = [at for at in range(first, last) if all(line[at] == " " for line in padded)]
        if not clear:
            return []
        cuts.append(clear[-1])
    bounds = [0, *cuts, width]
    cells = [[line[left:right].strip() for left, right in pairwise(bounds)] for line in padded]
    told = [row for row in cells[1:] if row[0] and any(map(_FIGURES.search, row[1:]))]
    return cells if len(told) == len(cells) - 1 else []


def _with_leaders(lines: Sequence[str]) -> list[str]:
    """Write each line of several whose dots lead from a label to what it has as an item with both."""
    written = list(lines)
    found = [None if line.lstrip()[:1] in _BULLETS else _LEADER.fullmatch(line) for line in lines]
    label, edge = "", 0
    for n, line in enumerate(lines):
        match = found[n]
        beside = (found[n - 1] if n else None) or (found[n + 1] if n + 1 < len(lines) else None)
        if match and (beside or label or len(match["dots"]) > _ELLIPSIS):
            label, edge = match["label"].strip(), match.start("value")
            written[n] = f"- {label}: {match['value']}"
        elif label and line.strip() and len(line) - len(line.lstrip()) >= edge - 2:
            written[n] = f"- {label}: {line.strip()}"
        else:
            label = ""
    return written
