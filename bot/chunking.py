"""Document -> chunks that fit the encoder's window together with their title and section heading."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from langchain_text_splitters import RecursiveCharacterTextSplitter

from bot.schema import Chunk, Document, Section

CHUNKER_VERSION = 9
"""Raised whenever a file would be read, cut or indexed differently, so that old indexes are rebuilt."""

TARGET_TOKENS = 254
"""Longest chunk, in tokens of the encoder, when its window is wider than that."""

CountTokens = Callable[[str], int]

_TABLE_LINE = re.compile(r"\s*\|")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*$")
_SEPARATORS = ["\n\n", "\n", r"(?<=[.!?。！？])\s+", r"(?<=[;:,、])\s+", r"\s+", ""]


def chunk_document(document: Document, count_tokens: CountTokens, max_tokens: int) -> tuple[Chunk, ...]:
    """Cut a document into chunks, in reading order, none of which crosses a section.

    Args:
        document: The document to cut.
        count_tokens: Counts a text's tokens as the encoder does, special tokens left out.
        max_tokens: The most tokens a chunk may hold, its title and section included.
    """
    chunks: list[Chunk] = []
    for number, section in enumerate(document.sections):
        heading = " > ".join(section.heading)
        title, heading = _fitting_header(document.title, heading, count_tokens, max_tokens // 2)
        room = max_tokens - count_tokens(f"{title}\n{heading}\n")
        pieces = split_section(section, count_tokens, room)
        pages = _pages(section, pieces)
        for first, text in enumerate(pieces):
            chunks.append(
                Chunk(
                    id=f"{document.id}#{len(chunks)}",
                    document_id=document.id,
                    title=title,
                    section=heading,
                    text=text,
                    ordinal=len(chunks),
                    section_ordinal=number,
                    asks=section.asks if first == 0 else (),
                    page=pages[first],
                    publisher=document.publisher,
                    year=document.year,
                    url=document.url,
                    country=document.country,
                    path=document.path,
                )
            )
    return tuple(chunks)


def _pages(section: Section, pieces: Sequence[str]) -> list[int | None]:
    """The page each piece of a section starts on."""
    pages: list[int | None] = []
    end = 0
    for piece in pieces:
        lines = [line for line in piece.split("\n") if line.strip()]
        own = lines[2] if is_table(piece) and len(lines) > 2 else lines[0]
        found = section.text.find(own, end)
        end = found if found >= 0 else end
        line = section.text.count("\n", 0, end)
        passed = [page for start, page in section.page_starts if start <= line]
        pages.append(passed[-1] if passed else section.page)
    return pages


def split_section(section: Section, count_tokens: CountTokens, room: int) -> list[str]:
    """Cut a section's text into pieces of at most `room` tokens, filling each as far as whole parts allow.

    A table stays whole where it fits; where it does not, every piece of it repeats its header.
    """
    text = section.text.strip("\n")
    if count_tokens(text) <= room:
        return [text] if text.strip() else []
    pieces: list[str] = []
    for part in _parts(text, count_tokens, room):
        joined = f"{pieces[-1]}\n\n{part}" if pieces else part
        if pieces and count_tokens(joined) <= room:
            pieces[-1] = joined
        else:
            pieces.append(part)
    return [piece for piece in pieces if piece.strip()]


def _parts(text: str, count_tokens: CountTokens, room: int) -> Iterator[str]:
    for block in _blocks(text):
        if count_tokens(block) <= room:
            yield block
        elif is_table(block):
            yield from _table_pieces(block, count_tokens, room)
        else:
            yield from _prose_pieces(block, count_tokens, room)


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, lists and tables, in order; a table takes a short caption line above it along."""
    blocks = [block for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    waiting: str | None = None
    for block in blocks:
        block = block.strip("\n")
        lines = block.split("\n")
        start = _table_start(lines)
        if start is None:
            if waiting is not None:
                yield waiting
            waiting = block
            continue
        table = block if start <= 1 else "\n".join(lines[start:])
        if start > 1:
            yield from (part for part in (waiting, "\n".join(lines[:start])) if part is not None)
        elif waiting is not None and "\n" not in waiting and len(waiting) <= 200 and start == 0:
            table = f"{waiting}\n\n{table}"
        elif waiting is not None:
            yield waiting
        waiting = None
        yield table
    if waiting is not None:
        yield waiting


def _table_start(lines: Sequence[str]) -> int | None:
    """Return where the first table of a block begins, with the one line above it; None when it has none."""
    after = 0
    for n, line in enumerate(lines):
        if not _TABLE_LINE.match(line):
            continue
        if n + 1 < len(lines) and _is_rule(lines[n + 1]):
            return max(after, n - 1)
        after = n + 1
    return None


def is_table(block: str) -> bool:
    """Whether a block holds a Markdown table, below at most a caption."""
    lines = [line for line in block.split("\n") if line.strip()]
    first = next((n for n, line in enumerate(lines) if _TABLE_LINE.match(line)), None)
    if first is None or first > 1 or first + 1 >= len(lines):
        return False
    return _is_rule(lines[first + 1])


def table_header(block: str) -> str:
    """The caption, header row and rule of a table: what every piece of it repeats."""
    lines = block.split("\n")
    first = next(n for n, line in enumerate(lines) if _TABLE_LINE.match(line))
    return "\n".join(lines[: first + 2])


def rows_of(text: str) -> list[str]:
    """Write each row of the tables in a text so that it can be read alone: "Region: Wales; Rate: £19"."""
    rows: list[str] = []
    for header, *body in tables_of(text):
        for cells in body:
            named = (f"{name}: {cell}" if name else cell for name, cell in zip(header, cells, strict=False))
            rows.append("; ".join(part for part in named if not part.endswith(": ")))
    return rows


def tables_of(text: str) -> list[list[list[str]]]:
    """The Markdown tables in a text, each a list of rows of cells, its header first."""
    tables: list[list[list[str]]] = []
    lines = text.split("\n")
    for number in range(1, len(lines)):
        if _TABLE_LINE.match(lines[number - 1]) and _is_rule(lines[number]):
            body = takewhile(_TABLE_LINE.match, lines[number + 1 :])
            tables.append([_cells(lines[number - 1]), *map(_cells, body)])
    return tables


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _is_rule(line: str) -> bool:
    return "-" in line and _TABLE_RULE.match(line.strip()) is not None


def _table_pieces(block: str, count_tokens: CountTokens, room: int) -> Iterator[str]:
    header = table_header(block)
    rows = block[len(header) :].strip("\n").split("\n")
    left = room - count_tokens(header)
    if left < room // 4:
        yield from _prose_pieces(block, count_tokens, room)
        return
    piece: list[str] = []
    for row in rows:
        if piece and count_tokens("\n".join([header, *piece, row])) > room:
            yield "\n".join([header, *piece])
            piece = []
        if count_tokens(row) > left:
            yield from (f"{header}\n{part}" for part in _prose_pieces(row, count_tokens, left))
        else:
            piece.append(row)
    if piece:
        yield "\n".join([header, *piece])


def _prose_pieces(text: str, count_tokens: CountTokens, room: int) -> Iterator[str]:
    splitter = RecursiveCharacterTextSplitter(
        separators=_SEPARATORS,
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=room,
        chunk_overlap=0,
        length_function=count_tokens,
    )
    for piece in splitter.split_text(text):
        yield from _halved(piece, count_tokens, room)


def _halved(text: str, count_tokens: CountTokens, room: int) -> Iterator[str]:
    """Cut what the splitter's sums of parts left a little too long."""
    if count_tokens(text) <= room or len(text) < 2:
        yield text
        return
    middle = text.rfind(" ", 1, len(text) // 2 + 1)
    middle = middle if middle > 0 else len(text) // 2
    yield from _halved(text[:middle], count_tokens, room)
    yield from _halved(text[middle:].lstrip(" "), count_tokens, room)


def _fitting_header(title: str, heading: str, count_tokens: CountTokens, room: int) -> tuple[str, str]:
    """Shorten a title and heading path that leaves the text no room; the nearest heading stays."""
    while " > " in heading and count_tokens(f"{title}\n{heading}\n") > room:
        heading = heading.split(" > ", 1)[1]
    while len(heading) > 1 and count_tokens(heading) > room // 2:
        heading = heading[: len(heading) // 2].rstrip()
    while len(title) > 1 and count_tokens(f"{title}\n{heading}\n") > room:
        title = title[: len(title) // 2].rstrip()
    return title, heading


def merge_texts(texts: list[str]) -> str:
    """Join neighbouring pieces of one section in reading order; a table's repeated header is written once."""
    merged = texts[0]
    for text in texts[1:]:
        header = table_header(text) if is_table(text) else None
        if header and merged.endswith("|") and header in merged:
            merged = f"{merged}\n{text[len(header) :].strip(chr(10))}"
        else:
            merged = f"{merged}\n\n{text}"
    return merged
