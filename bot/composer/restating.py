"""The last answer again, in another form: in short, its figures alone, as a table, or where it comes from."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.composer import talk
from bot.composer.draft import Block, Bullets, Draft, Paragraph, Statement, Table, statements_of
from bot.composer.paying.words import pay_table, scope
from bot.composer.sources import Sources
from bot.composer.units import escape, source_line
from bot.composer.weighing import heading
from bot.composer.wording import capital, plural, publisher
from bot.quantities import find_quantities
from bot.schema import Evidence, Passage, PayRecord, Request, Turn

Composer = Callable[[Request, Sources, Sequence[Turn]], Draft]
SHORT_STATEMENTS = 2
SHORT_POINTS = 3
SHORT_WORDS = 30
MOST_SOURCES = 4
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}


def restated(request: Request, sources: Sources, turns: Sequence[Turn], compose: Composer) -> Draft:
    """Compose the answer that was given once more, and give it in the form that is wished for.

    Args:
        request: a wish for another form, with the request that was answered.
        sources: what may be drawn on.
        turns: the earlier turns.
        compose: what composes an answer.
    """
    assert request.restates is not None
    before = request.restates
    draft = compose(before, sources, _until(turns, before.question))
    if draft.outcome in ("declined", "smalltalk"):
        return draft
    match request.form:
        case "source":
            blocks = _told_from(draft)
        case "figures":
            blocks = _figures(draft)
        case "table":
            blocks = _table(draft)
        case "points":
            blocks = _points(draft.blocks, request.question)
        case _:
            blocks = _short(draft.blocks)
    return replace(draft, blocks=blocks)


def _until(turns: Sequence[Turn], question: str) -> Sequence[Turn]:
    """The turns before a question was asked."""
    for at in range(len(turns) - 1, -1, -1):
        if turns[at].role == "user" and turns[at].content.replace("\u2019", "'").strip() == question:
            return turns[:at]
    return turns[:-2]


def _short(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The first words of an answer, and the first points of its list or table where it begins with one."""
    kept: list[Block] = []
    for block in blocks[:2]:
        if isinstance(block, Table):
            kept.append(Table(block.header, block.rows[:SHORT_POINTS], block.evidence[:SHORT_POINTS]))
        elif isinstance(block, Bullets):
            kept.append(Bullets(block.statements[:SHORT_POINTS]))
        elif not kept:
            kept.append(Paragraph(_opening(block.statements)))
    if kept and isinstance(kept[0], Paragraph) and not _announces(kept[0]):
        return tuple(kept[:1])
    return tuple(kept)


def _points(blocks: Sequence[Block], question: str) -> tuple[Block, ...]:
    """What was told as a list, as long as it is wished for; its own points where there are so many."""
    told = [one for one in statements_of(blocks) if not one.voice and not one.text.endswith(":")]
    listed = [one for block in blocks if isinstance(block, Bullets) for one in block.statements]
    many = next((_NUMBERS[word] for word in question.casefold().split() if word in _NUMBERS), None)
    kept = listed if many and len(listed) >= many else told
    return (Bullets(tuple(kept[:many])),) if kept else tuple(blocks)


def _opening(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The first sentence, and the next where the first says little by itself."""
    words = 0
    for count, statement in enumerate(statements[:SHORT_STATEMENTS], 1):
        words += len(statement.text.split())
        if words >= SHORT_WORDS or (count > 1 and statement.text.endswith(":")):
            return tuple(statements[:count])
    return tuple(statements[:SHORT_STATEMENTS])


def _announces(block: Paragraph) -> bool:
    last = block.statements[-1]
    return last.text.endswith(":") or last.voice


def _figures(draft: Draft) -> tuple[Block, ...]:
    """The pay that was told, or else the statements that hold a figure."""
    if draft.pay:
        return _table(draft)
    told = [one for one in statements_of(draft.blocks) if not one.voice and find_quantities(one.text)]
    points = (Bullets(tuple(told[:MOST_SOURCES])),) if told else ()
    return points or talk.own_words("There are no figures in that answer.") + _short(draft.blocks)


def _table(draft: Draft) -> tuple[Block, ...]:
    """The pay that was told as a table; an answer without pay in few words."""
    tables = tuple(block for block in draft.blocks if isinstance(block, Table))
    if tables:
        return tables[:1]
    if not draft.pay:
        return talk.own_words("There is no pay in it to set in a table; in short:") + _short(draft.blocks)
    names = [_named(record) for record in draft.pay]
    return (pay_table(names, draft.pay, [(record,) for record in draft.pay]),)


def _named(record: PayRecord) -> str:
    return ", ".join(escape(part) for part in (capital(record.role), record.industry, record.level) if part)


def _told_from(draft: Draft) -> tuple[Block, ...]:
    """Name what the answer rests on: each section with the sources its author names, each table's row."""
    found: dict[str, Statement] = {}
    for evidence in _evidence(draft.blocks):
        told = _origin(evidence)
        if told is not None:
            found.setdefault(told.text, told)
    if not found:
        return talk.own_words("That rests on no source: it is worked out from what you told me.")
    lead = "I can be no surer than my sources, and I have nothing newer. That answer comes from:"
    return (*talk.own_words(lead), Bullets(tuple(found.values())[:MOST_SOURCES]))


def _evidence(blocks: Sequence[Block]) -> list[Evidence]:
    found: list[Evidence] = []
    for block in blocks:
        if isinstance(block, Table):
            found += [item for row in block.evidence for item in row]
        else:
            found += [item for one in block.statements for item in one.evidence]
    return found


def _origin(item: Evidence) -> Statement | None:
    if isinstance(item, Passage):
        named = source_line(item.text)
        where = f'"{escape(heading(item) or item.section)}" in the guide "{escape(item.title)}"'
        return Statement(f"{where}, which names as its source: {named}." if named else f"{where}.", (item,))
    if isinstance(item, PayRecord):
        by = escape(capital(publisher(item)))
        return Statement(f"{by}: pay of {escape(plural(item.role))}, {scope(item)}.", (item,))
    return None
