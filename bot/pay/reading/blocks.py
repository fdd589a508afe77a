"""The Markdown of a section as sentences, list items, labelled lines and tables, each with its lead-in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

BlockKind = Literal["text", "item", "table", "heading"]

_ITEM = re.compile(r"[ \t]{0,12}(?:[-*+•●▪◦–]|\d{1,3}[.)])[ \t]+(?=\S)")
# "1. Lehrjahr ...": a step of training in a list, its number no mark of the list alone.
_ORDINAL = re.compile(r"(?i)[ \t]*\d\.[ \t]+[^\W\d_]*jahr(?![^\W_])")
# An item that ends in its amount is whole; what stands below it, and is no part of the list, is not its text.
_WHOLE = re.compile(r"[ \t]*[-*+•●▪◦–][ \t]+[^.]{3,60}[$£€]?[ \t]?\d[\d,.]*[ \t]?[$£€]?$")
_NAME = re.compile(r"[^\d.:;!?]{3,40}")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_LABELLED = re.compile(r"(?:\*\*|__)?[^\W\d_][^:|.!?\n]{1,44}?(?:\*\*|__)?:(?:\*\*|__)?[ \t]+\S")
_BOLD_LABEL = re.compile(r"(?:\*\*|__)[^*_\n]{2,60}(?:\*\*|__)[ \t]*[–—:|-]")
_BOLD_LINE = re.compile(r"(?:\*\*|__)([^*_\n]{2,80}?):?(?:\*\*|__):?[ \t]*$")
_DEFINED = re.compile(r" {0,3}:[ \t]+(?=\S)")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^)\s]{0,1000}(?:[ ][^)]{0,200})?\)")
_MARKS = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_ESCAPED = re.compile(r"\\[*_](?!\w)")  # the mark of a footnote: "$51,000\*"
_COMMENT = re.compile(r"<!--.*?-->|<br ?/?>", re.DOTALL)
# The dots that lead from a label to its figure: "Dairy hand ........ £22,800".
_LEADER = re.compile(r"(?<=\w)[ \t]*(?:\.[ \t]?){4,}[ \t]*(?=[$£€₹\d])")
_GAP = re.compile(r"(?<=\S)(?: {2,}|\t+ ?)(?=\S)")
_FEW = 2
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]{0,2}\s+(?=[\"'“‘(]?[A-ZÄÖÜÉÈÀÇÑ¿¡0-9$£€])")
_ABBREVIATION = re.compile(
    r"(?i)(?:\b(?:e\.g|i\.e|approx|ca|incl|excl|etc|vs|no|nr|st|dr|mr|mrs|ms|z\.\s?b|d\.\s?h|bzw|std|mon"
    r"|inkl|max|min|hr|hrs"
    r"|env|p\.\s?a|p\.\s?ex|rs|fr|sfr|yr|yrs|mo|wk)|\b[A-Z]\.[A-Z]"
    r"|(?:^|[\n(]|\b(?:am|im|vom|zum|ab|seit|bis|und|der|die|das|dem|den|des)) ?\d{1,2})\.$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a section. `rows` are a table's cells, its header first; `lead` is the text just above."""

    kind: BlockKind
    text: str
    lead: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def plain(text: str) -> str:
    """Return Markdown inline text as it reads: links as their words, no emphasis, one space between words."""
    text = _LINK.sub(r"\1", _COMMENT.sub(" ", text))
    return _SPACES.sub(
        " ",
        _MARKS.sub("", _ESCAPED.sub("", text)).replace("\\|", "|").replace("\\$", "$").replace("\\. ", ". "),
    ).strip()


def sentences(text: str) -> Iterator[str]:
    """Cut a paragraph into sentences; abbreviations such as "U.S." and "ca." do not end one."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        yield text[start : match.start()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


@lru_cache(maxsize=4096)
def blocks(markdown: str) -> tuple[Block, ...]:
    """Return the pieces of a section in order."""
    return tuple(_blocks(markdown))


def _blocks(markdown: str) -> Iterator[Block]:
    lead = ""
    for lines in _paragraphs(markdown):
        if _is_table(lines):
            caption = lines[: _table_start(lines)]
            yield from _pieces(caption, lead) if caption else ()
            lead = plain(" ".join(caption)) or lead
            yield Block("table", "\n".join(lines), lead, _rows(lines[_table_start(lines) :]))
            continue
        if aligned := _aligned(lines):
            yield Block("table", "\n".join(lines), lead, aligned)
            continue
        for block in _pieces(lines, lead):
            yield block
            if block.kind == "text":
                lead = block.text
            elif block.kind == "heading":
                lead = ""


def _paragraphs(markdown: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in _COMMENT.sub(" ", markdown).splitlines():
        if line.strip():
            lines.append(_LEADER.sub(": ", line, count=1))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _is_table(lines: list[str]) -> bool:
    start = _table_start(lines)
    return start >= 0 and len(lines) - start > 2


def _table_start(lines: list[str]) -> int:
    """Return the line of the header: the one above the rule, or the first of several lines full of bars."""
    for number in range(1, len(lines)):
        if "|" in lines[number - 1] and "-" in lines[number] and _RULE.match(lines[number]):
            return number - 1
    return -1


def _rows(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    rows = [_cells(line) for line in lines if "|" in line and not _RULE.match(line)]
    return tuple(rows)


def _aligned(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table set with spaces alone, empty when the lines are no such table."""
    if len(lines) <= _FEW:
        return ()
    rows = tuple(tuple(plain(cell) for cell in _GAP.split(line.strip())) for line in lines)
    columns = len(rows[0])
    return rows if columns > 1 and all(len(row) == columns for row in rows) else ()


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(plain(cell) for cell in re.split(r"(?<!\\)\|", inner))


def _pieces(lines: list[str], lead: str) -> Iterator[Block]:
    """Cut a paragraph into running text, list items and labelled lines."""
    run: list[str] = []
    mode: BlockKind = "text"
    whole = within = False
    for line in _with_terms(lines):
        bold = _BOLD_LINE.match(line.strip())
        starts_item = _ITEM.match(line) is not None
        labelled = (_LABELLED.match(line.strip()) or _BOLD_LABEL.match(line.strip())) is not None and (
            mode == "text" or not line.startswith((" ", "\t"))
        )
        ended = mode == "item" and len(run) == 1 and whole and not line.startswith((" ", "\t"))
        if bold or starts_item or labelled or ended or (run and run[-1].endswith(("  ", "\\"))):
            yield from _flushed(run, mode, lead)
            lead = _lead(plain(" ".join(run)), lead, within=within) if run and mode == "text" else lead
            run, within = [], ended
            mode = "item" if starts_item or labelled else "text"
        if bold:
            yield Block("heading", plain(bold.group(1)))
            lead = ""
            continue
        whole = starts_item and _WHOLE.match(line) is not None
        run.append(_ITEM.sub("", line, count=1) if starts_item and not _ORDINAL.match(line) else line)
    yield from _flushed(run, mode, lead)


def _lead(text: str, lead: str, *, within: bool) -> str:
    """Return the lead-in of a list: a name `within` one that is led in goes on with it: "...: Clerks"."""
    named = within and ":" in lead and _NAME.fullmatch(text)
    return f"{lead.rpartition(':')[0]}: {text}" if named else text


def _with_terms(lines: list[str]) -> list[str]:
    """Put each term of a definition list in front of what stands behind the colon below it."""
    found: list[str] = []
    for line in lines:
        if _DEFINED.match(line) and found and not _DEFINED.match(found[-1]):
            found[-1] = f"- {found[-1].strip()}{_DEFINED.sub(': ', line)}"
        else:
            found.append(line)
    return found


def _flushed(run: list[str], mode: BlockKind, lead: str) -> Iterator[Block]:
    text = plain(" ".join(line.rstrip("\\") for line in run))
    if text:
        yield Block(mode, text, lead)
