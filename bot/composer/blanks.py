"""What a table of pay leaves open: a cell without a figure, a year or a step that it has no column for."""

import re
from collections.abc import Iterable, Sequence

from bot.catalogue.words import is_transparent, keys
from bot.composer.draft import Block, Draft, Statement, Table, paragraph
from bot.composer.rows import heads, named_in_full
from bot.composer.units import Unit, escape, parse_units
from bot.composer.wording import join
from bot.pay.reading.cues import PAY_WORD
from bot.pay.reading.heads import CURRENCY
from bot.quantities import find_money
from bot.schema import Passage

_YEAR = re.compile(r"(?:19|20)\d\d")
_STEP = re.compile(r"([^\W\d_]{3,}) (\d{1,2})", re.IGNORECASE)
_MOSTLY = 0.75


def left_open(question: str, passages: Sequence[Passage], *, pay: bool) -> Draft | None:
    """Decline what the table that a question asks about leaves open, and tell the row as it stands.

    None where no table of pay has a row of that name, or any has a figure for what is asked. A question that
    is not plainly about `pay` has to name the column too.
    """
    draft: Draft | None = None
    for passage in passages:
        for unit in parse_units(passage.text):
            row = _row_of(unit, question) if unit.kind == "table" else None
            paid = _columns_of_pay(unit) if row else []
            if row is None or not paid:
                continue
            said = _said_of(unit, row, paid, question, pay=pay)
            if said is None:
                return None
            draft = draft or _told(said, unit, row, passage)
    return draft


def _told(said: str, unit: Unit, row: tuple[str, ...], passage: Passage) -> Draft:
    blocks: tuple[Block, ...] = paragraph(Statement(said, voice=True))
    return Draft("declined", (*blocks, Table(heads(unit), (row,), ((passage,),))))


def _words(text: str) -> set[str]:
    return {key for key in keys(text) if not is_transparent(key)}


def _row_of(unit: Unit, question: str) -> tuple[str, ...] | None:
    """The one row of a table that a question names by its label."""
    return named_in_full([(row, _words(row[0])) for row in unit.rows[1:]], _words(question))


def _said_of(
    unit: Unit, row: tuple[str, ...], paid: Sequence[int], question: str, *, pay: bool
) -> str | None:
    """Say what a row leaves open of what a question asks; None where it gives a figure."""
    header = unit.rows[0]
    held = [header[at] for at in paid]
    if lacking := _lacking(held, row, question):
        names = join([escape(head) for head in held])
        return f"My guides give that for {names}, not for {escape(lacking)}."
    named = _asked_for(paid, header, question)
    wanted = named or list(paid)
    if not (named or pay) or any(re.search(r"\d", row[at]) for at in wanted if at < len(row)):
        return None
    return f"My guides leave that open: for {escape(row[0])} they give no such figure."


def _columns_of_pay(unit: Unit) -> list[int]:
    """The columns of a table that give an amount of money, for most of its rows."""
    found = []
    for at in range(1, len(unit.rows[0])):
        cells = [row[at] for row in unit.rows[1:] if at < len(row)]
        figures = [cell for cell in cells if re.search(r"\d", cell)]
        money = any(find_money(cell) for cell in figures)
        money = money or bool(CURRENCY.search(unit.rows[0][at]) or PAY_WORD.search(unit.rows[0][at]))
        if money and 2 * len(figures) >= len(cells):
            found.append(at)
    return found


def _lacking(held: Iterable[str], row: Sequence[str], question: str) -> str | None:
    """The year, or the numbered step, asked about that stands over none of the columns of that kind."""
    heads_of = [head.strip().casefold() for head in held]
    years = set(_YEAR.findall(question))
    if years and heads_of and all(_YEAR.fullmatch(head) for head in heads_of):
        return None if years & set(heads_of) else min(years)
    for step in _STEP.finditer(question):
        kind = [head for head in heads_of if re.fullmatch(rf"{step[1].casefold()} \d{{1,2}}", head)]
        if len(kind) > 1 and step.group().casefold() not in (*kind, " ".join(row).casefold()):
            return step.group()
    return None


def _asked_for(paid: Sequence[int], header: Sequence[str], question: str) -> list[int]:
    """The columns whose heads a question names best."""
    asked = set(keys(question))
    shares = {at: len(words & asked) / len(words) for at in paid if (words := set(keys(header[at])))}
    most = max(shares.values(), default=0.0)
    return [at for at, share in shares.items() if share == most] if most >= _MOSTLY else []
