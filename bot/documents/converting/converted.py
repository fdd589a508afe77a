"""What a file of any kind is turned into before it is cut into sections."""

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20\d\d)(?!\d)")
_SAID = re.compile(
    r"(?:updated|modified|published|reviewed|revised|edition|issued|copyright|©|stand:?|version|mise à jour)"
    r"[^\n\d]{0,35}(?:\d{1,2}[./ ]\s*){0,2}(?:[^\W\d]+\s+)?(?:(?:19|20)\d\d ?[-–] ?)?"
    r"((?:19[89]|20\d)\d)(?!\d)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
# A sentence, and the few words that say first what it is about.
_TOLD = re.compile(r"(?:\S+ ){5}.*[.!?]$")
_LEAD = re.compile(r"([^\W\d_](?:[\w'&/-]+ ?){1,4})[.:] +(?=[^\W_])")
_NUMBER = 4
_SEVERAL = 2
_LINE_YEAR = re.compile(r"(?<![\d$€£.,-])((?:19[89]|20\d)\d)\)?$")
_NO_TITLE = re.compile(
    r"(?:untitled|document|presentation|powerpoint presentation|slide \d*|microsoft \w+( -.*)?|"
    r".*\.(?:docx?|pdf|pptx?|xlsx?|html?|indd|rtf))\d*$",
    re.IGNORECASE,
)
_NO_PUBLISHER = re.compile(
    r"(?:unknown|user|admin(?:istrator)?|owner|author|python-docx|openpyxl|apache poi|microsoft office user)"
    r"$",
    re.IGNORECASE,
)


class UnreadableError(Exception):
    """A file that cannot be turned into text; the message is the reason, for the person."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Markdown with what the file says about itself; `pages` are (line from 0, page) where pages start."""

    markdown: str
    title: str | None = None
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    language: str | None = None
    pages: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()


def usable_title(value: object) -> str | None:
    """A title from a file's properties, unless it is a program's filler or a file name."""
    text = " ".join(str(value or "").split())[:300]
    return None if not text or _NO_TITLE.match(text) else text


def usable_publisher(value: object) -> str | None:
    """An author, company or site from a file's properties, unless it is a program's filler."""
    text = " ".join(str(value or "").split())[:200]
    return None if not text or _NO_PUBLISHER.match(text) else text


def year_in(text: str | None) -> int | None:
    """The one year a title or date names; None when it names none or several."""
    years = set(_YEAR.findall(text or ""))
    return int(years.pop()) if len(years) == 1 else None


def stated_year(text: str) -> int | None:
    """The year a document gives itself: "updated March 2025", "© 2025", "Careers Desk, 2023" near the top."""
    said = {int(year) for year in _SAID.findall(text[:1500] + "\n" + text[-600:])}
    if len(said) == 1:
        return said.pop()
    lines = [line.strip("#* \t") for line in text[:600].split("\n") if line.strip("#* \t")][:3]
    short = {int(found[1]) for line in lines if len(line) <= 70 and (found := _LINE_YEAR.search(line))}
    return short.pop() if len(short) == 1 and not said else None


def table_row(cells: list[str]) -> str:
    """One row of a Markdown table."""
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def table_rule(width: int) -> str:
    """The line below the head of a Markdown table of so many columns."""
    return "|" + " --- |" * width


def several(rows: list[list[str]]) -> list[list[list[str]]]:
    """Part what stands under each other with blank rows between: tables, each with the lines above it.

    A blank row within a table parts nothing: what follows it begins with no caption and no header of its own.
    """
    parts: list[list[list[str]]] = []
    apart = True
    for n, row in enumerate(rows):
        filled = [cell for cell in row if cell.strip()]
        if not filled:
            apart = True
            continue
        if not parts or (apart and (len(filled) == 1 or _heads(rows, n)) and not _only_captions(parts[-1])):
            parts.append([])
        parts[-1].append(row)
        apart = False
    return parts


def _only_captions(rows: list[list[str]]) -> bool:
    return all(sum(1 for cell in row if cell.strip()) == 1 for row in rows)


def _heads(rows: list[list[str]], n: int) -> bool:
    """Whether a row is words alone, and the next has figures."""
    after = rows[n + 1] if n + 1 < len(rows) else []
    return not any(_FIGURE.search(cell) for cell in rows[n]) and any(_FIGURE.search(cell) for cell in after)


def captioned(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Part the lines of one filled cell above a table of several columns from the table itself."""
    lead: list[str] = []
    wide = max(sum(1 for cell in row if cell.strip()) for row in rows) > 1
    while wide and len(rows) > 1 and sum(1 for cell in rows[0] if cell.strip()) == 1:
        lead.append(next(cell.strip() for cell in rows[0] if cell.strip()))
        rows = rows[1:]
    return lead, rows


def notes(rows: list[list[str]]) -> str:
    """Rows that hold a sentence or more each, numbered or not, as text; nothing of a table of facts.

    What leads a note in is its heading: "Overtime. All time over 8 hours is paid at time and a half."
    """
    texts = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    told = [cells[-1] for cells in texts if len("".join(cells[:-1])) < _NUMBER and _TOLD.search(cells[-1])]
    if len(told) < _SEVERAL or len(told) < len(texts):
        return ""
    led = [(match[1], text[match.end() :]) for text in told if (match := _LEAD.match(text))]
    plain = [text for text in told if not _LEAD.match(text)]
    # a heading without words ends what stands below the last one
    return "\n\n".join([*plain, *(f"#### {lead}\n\n{text}" for lead, text in led), *["##"] * bool(led)])


def table(rows: list[list[str]]) -> str:
    """Rows as a Markdown table whose first row is the header; ragged rows are filled up."""
    width = max(len(row) for row in rows)
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return "\n".join([table_row(filled[0]), table_rule(width), *map(table_row, filled[1:])])
