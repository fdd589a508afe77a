"""Pay by grade: a text says on which grade a job is, and a table elsewhere what that grade pays."""

import re
from collections.abc import Sequence

from bot.composer.draft import Block, Draft, Statement, Table, paragraph
from bot.composer.evidence import K
from bot.composer.rows import heads
from bot.composer.sources import Sources
from bot.composer.units import escape, parse_units
from bot.composer.weighing import of_other_roles
from bot.quantities import find_money
from bot.retrieval import as_passage
from bot.schema import Chunk, Passage, Request

MOST = 4
CAPTION = 25
_GRADE = re.compile(r"(?<![^\W_])[^\W\d_]{1,12}[ -]?\d{1,2}[a-z]?(?![^\W_])", re.IGNORECASE)
"""A word and a number, as grades are called: "Band 5", "Grade 7", "E 9b", "GS-11"."""


def by_grade(request: Request, sources: Sources) -> Draft | None:
    """Tell what the grade asked about pays, or the grade that a text says the job asked about is on.

    None where no table of the guides that speak of it gives pay by grade.
    """
    found = sources.search(request.standalone, k=K).passages
    fitting = [passage for passage in found if not of_other_roles(passage, request.roles, sources)]
    asked = _grades(request.question)
    said = [] if asked else _placing(request.roles, fitting, sources)
    grades = asked or [grade for statement in said for grade in _grades(statement.text)]
    documents = {item.document_id for statement in said for item in statement.evidence}
    documents = documents or {passage.document_id for passage in found}
    chunks = (chunk for chunk in sources.chunks.values() if chunk.document_id in documents)
    told = next((rows for chunk in chunks if (rows := _rows(chunk, grades))), ())
    return Draft("answered", (*paragraph(*said), *told)) if told else None


def asked_grade(request: Request, sources: Sources) -> Draft | None:
    """Tell what a grade that the question names pays; decline one that a table of such grades lacks."""
    asked = {match.group() for match in _GRADE.finditer(request.question)} if not request.levels else set()
    if not asked:
        return None
    told = by_grade(request, sources)
    if told is not None:
        return told
    words = {_word(grade) for grade in asked}
    for chunk in sources.chunks.values():
        held = [
            row[0] for unit in parse_units(chunk.text) for row in unit.rows[1:] if _GRADE.fullmatch(row[0])
        ]
        if len(held) > 1 and words & {_word(grade) for grade in held}:
            names = [escape(name) for name in (held[0], held[-1], min(asked))]
            text = "My guides give pay for {} to {}, not for {}.".format(*names)
            return Draft("declined", paragraph(Statement(text, voice=True)))
    return None


def _word(grade: str) -> str:
    return re.sub(r"[^a-z]*\d.*", "", grade.casefold()).strip()


def _grades(text: str) -> list[str]:
    return list(dict.fromkeys(_key(match.group()) for match in _GRADE.finditer(text)))


def _key(grade: str) -> str:
    return re.sub(r"[\s-]+", "", grade).casefold()


def _placing(roles: Sequence[str], passages: Sequence[Passage], sources: Sources) -> list[Statement]:
    """The sentences that put the job asked about on a grade: of sections about it, or naming it."""
    placing: list[Statement] = []
    for passage in passages if roles else ():
        about = bool(sources.texts.roles(passage.section) & set(roles))
        for unit in parse_units(passage.text):
            named = about or bool(sources.texts.roles(unit.text) & set(roles))
            if unit.kind != "table" and named and _GRADE.search(unit.text):
                placing.append(Statement(unit.text, (passage,)))
    return placing[:1] if len(placing) > MOST else placing


def _rows(chunk: Chunk, grades: Sequence[str]) -> tuple[Block, ...]:
    """The rows of a piece's tables that give money for one of the grades, below what stands above them."""
    passage = as_passage([chunk])
    caption: Statement | None = None
    for unit in parse_units(chunk.text) if grades else ():
        if unit.kind != "table":
            caption = Statement(unit.text, (passage,)) if unit.words <= CAPTION else None
            continue
        rows = tuple(row for row in unit.rows[1:] if _is_of(row, grades))
        if rows:
            return (*paragraph(caption), Table(heads(unit), rows, tuple((passage,) for _ in rows)))
    return ()


def _is_of(row: Sequence[str], grades: Sequence[str]) -> bool:
    """Whether a row gives money for one of the grades, in whichever cell it names it."""
    return any(_key(cell) in grades for cell in row) and bool(find_money(" ".join(row)))
