"""What an answer is made of before it is printed: statements, each with the evidence it rests on."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.safety.private import redact_all
from bot.schema import Citation, Evidence, Outcome, Passage, PayRecord


@dataclass(frozen=True, slots=True)
class Statement:
    """One or two sentences of Markdown without marks, and what they are taken from.

    `voice` marks the adviser's own words (a greeting, an acknowledgement, what it covers): they state nothing
    from a guide and hold no figure, so they need no source.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    voice: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Statements that run on in one paragraph."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Parallel points, one statement each."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Three or more things side by side; `evidence` has one entry per row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[tuple[Evidence, ...], ...]


Block = Paragraph | Bullets | Table
_MARK = re.compile(r"\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed answer: its blocks in reading order, what to ask next, and the records a chart may show."""

    outcome: Outcome
    blocks: tuple[Block, ...]
    suggestions: tuple[str, ...] = ()
    pay: tuple[PayRecord, ...] = ()

    def __add__(self, other: "Draft") -> "Draft":
        """Join two answers to one message; the first decides the outcome when it answered."""
        outcome = other.outcome if self.outcome in ("declined", "smalltalk") else self.outcome
        known = {record.id for record in self.pay}
        return Draft(
            outcome,
            self.blocks + other.blocks,
            tuple(dict.fromkeys(self.suggestions + other.suggestions)),
            self.pay + tuple(record for record in other.pay if record.id not in known),
        )


def paragraph(*statements: Statement | None) -> tuple[Block, ...]:
    """Make one paragraph of the statements that exist; no block at all when none does."""
    present = tuple(statement for statement in statements if statement and statement.text)
    return (Paragraph(present),) if present else ()


def evidence_of(block: Block) -> tuple[tuple[Evidence, ...], ...]:
    """Return what each statement or row of a block rests on."""
    if isinstance(block, Table):
        return block.evidence
    return tuple(statement.evidence for statement in block.statements)


def cited(blocks: Iterable[Block]) -> list[Evidence]:
    """Return all that some blocks rest on, in the order they tell it."""
    return [item for block in blocks for items in evidence_of(block) for item in items]


def statements_of(blocks: Iterable[Block]) -> list[Statement]:
    """Return the statements of some blocks, the rows of tables left out."""
    return [one for block in blocks if not isinstance(block, Table) for one in block.statements]


@dataclass(frozen=True, slots=True)
class Rendered:
    """An answer in print: Markdown with [n] marks, the citations, and the evidence behind each number."""

    text: str
    citations: tuple[Citation, ...]
    evidence: Mapping[int, tuple[Evidence, ...]]


class Numbering:
    """Gives each piece of evidence its number, in order of first use: one row or section, one number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str], int] = {}
        self.evidence: dict[int, list[Evidence]] = {}

    def mark(self, statement: Statement) -> str:
        """Return the statement with its marks placed before the closing punctuation."""
        return attach_marks(statement.text, self.numbers(statement.evidence))

    def numbers(self, evidence: Iterable[Evidence]) -> list[int]:
        """Return the numbers of some evidence, each once, lowest first."""
        numbers = set()
        for item in evidence:
            number = self._numbers.setdefault(_key(item), len(self._numbers) + 1)
            numbers.add(number)
            known = self.evidence.setdefault(number, [])
            if item not in known:
                known.append(item)
        return sorted(numbers)


def attach_marks(text: str, numbers: Iterable[int]) -> str:
    """Place [n] marks at the end of a statement, before its full stop, after a closing quote or "?"."""
    marks = "".join(f"[{number}]" for number in numbers)
    if not marks:
        return text
    match = re.search(r"[.:;]+$", text)
    if match is None:
        return f"{text} {marks}"
    return f"{text[: match.start()]} {marks}{match.group()}"


def render(blocks: Iterable[Block], numbering: Numbering | None = None) -> Rendered:
    """Print blocks as Markdown with numbered citations."""
    numbering = numbering or Numbering()
    text = "\n\n".join(_render_block(block, numbering) for block in blocks)
    citations = tuple(_citation(number, items) for number, items in sorted(numbering.evidence.items()))
    evidence = {number: tuple(items) for number, items in numbering.evidence.items()}
    return Rendered(text, citations, evidence)


def _render_block(block: Block, numbering: Numbering) -> str:
    if isinstance(block, Paragraph):
        return " ".join(numbering.mark(statement) for statement in block.statements)
    if isinstance(block, Bullets):
        return "\n".join(f"- {numbering.mark(statement)}" for statement in block.statements)
    lines = ["| " + " | ".join(block.header) + " |", "|" + " --- |" * len(block.header)]
    for row, evidence in zip(block.rows, block.evidence, strict=True):
        cells = (*row[:-1], attach_marks(row[-1], numbering.numbers(evidence)))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def _key(item: Evidence) -> tuple[str, str, str]:
    if isinstance(item, Passage):
        return (item.document_id, item.section, "")
    return (item.document_id, "", item.quote or item.id)


def _citation(number: int, items: list[Evidence]) -> Citation:
    first = items[0]
    quote = redact_all(first.text) if isinstance(first, Passage) else first.quote
    return Citation(
        number=number,
        title=first.title,
        section=first.section if isinstance(first, Passage | PayRecord) else "",
        quote=quote,
        publisher=first.publisher,
        year=first.year,
        url=first.url,
        path=first.path or None,
        page=first.page if isinstance(first, Passage) else None,
    )


def without(block: Block, failing: Collection[str]) -> Block | None:
    """Drop the statements or rows in which a failing sentence stands; None when nothing is left."""
    bare = [unmarked(text) for text in failing]
    if isinstance(block, Table):
        kept = [i for i, row in enumerate(block.rows) if not _holds(" ".join(row), bare)]
        if not kept:
            return None
        return Table(block.header, tuple(block.rows[i] for i in kept), tuple(block.evidence[i] for i in kept))
    statements: list[Statement] = []
    dropped = False
    for one in block.statements:
        # what only reckons with the figure before it goes with that one
        dropped = _holds(one.text, bare) or (dropped and one.text.startswith("That is "))
        statements += [] if dropped else [one]
    return replace(block, statements=tuple(statements)) if statements else None


def _holds(text: str, failing: Sequence[str]) -> bool:
    whole = unmarked(text)
    return any(part in whole for part in failing)


def unmarked(text: str) -> str:
    """Reduce Markdown to its words, without marks, so that a printed sentence finds its statement."""
    return " ".join(re.findall(r"\w+(?:[.,]\w+)*", _MARK.sub("", text)))


def left_of(blocks: Iterable[Block], keep: Callable[[Statement], bool]) -> tuple[Block, ...]:
    """Return some blocks less the statements that are not to be kept, and less what is empty then."""
    left: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            left.append(block)
        elif kept := tuple(one for one in block.statements if keep(one)):
            left.append(replace(block, statements=kept))
    return tuple(left)


def news(draft: Draft, told: Draft) -> Draft:
    """An answer less the statements and tables that another one holds."""
    known = {one.text for one in statements_of(told.blocks)}
    new = (block for block in draft.blocks if not (isinstance(block, Table) and block in told.blocks))
    return replace(draft, blocks=left_of(new, lambda one: one.text not in known))
