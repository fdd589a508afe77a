"""One file becomes everything the index keeps of it: document, chunks, pay figures, prices, links."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.chunking import TARGET_TOKENS, chunk_document, tables_of
from bot.documents import Parser, language_of, read_document
from bot.embedding import Encoder
from bot.indexing.files import File
from bot.pay.reading import read_pay, with_presented_roles, within_reach
from bot.pay.tables import PayTable, is_pay_table, read_rows, read_table
from bot.schema import Chunk, Document, PayRecord, PriceLevel, RoleLink, Section
from bot.store import Source


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that one document gives."""

    document: Document
    source: Source
    chunks: tuple[Chunk, ...] = ()
    pay: tuple[PayRecord, ...] = ()
    prices: tuple[PriceLevel, ...] = ()
    links: tuple[RoleLink, ...] = ()


def open_file(file: File, parser: Parser) -> Document:
    """Read the text of one file.

    Raises:
        DocumentError: The file cannot be read.
    """
    return read_document(file.path, root=file.path.parent, identifier=file.id, parser=parser)


def read_file(file: File, parser: Parser, encoder: Encoder) -> Knowledge:
    """Read one file.

    Raises:
        DocumentError: The file cannot be read.
    """
    document = open_file(file, parser)
    if file.path.suffix.lower() in {".csv", ".tsv"}:
        table = read_table(file.path, document_id=file.id, path=document.path)
        if table.kind is not None:
            return _from_table(file, document, table)
    document = replace(document, language=document.language or language_of(document.sections))
    chunks = chunk_document(document, encoder.count_tokens, min(encoder.max_tokens, TARGET_TOKENS))
    sheets = [sheet for section in document.sections for sheet in _pay_tables(section, document)]
    reached = within_reach(document)
    told = replace(with_presented_roles(reached), sections=document.sections)
    if not sheets:
        pay = read_pay(reached)
        return Knowledge(told, _source(file, document, chunks, pay), chunks, pay)
    prose = tuple(section for section in reached.sections if not any(_pay_tables(section, document)))
    pay = (
        *(record for sheet in sheets for record in sheet.records),
        *read_pay(replace(reached, sections=prose)),
    )
    return Knowledge(
        told,
        _source(file, document, chunks, pay),
        chunks,
        pay,
        tuple(price for sheet in sheets for price in sheet.prices),
        tuple(link for sheet in sheets for link in sheet.links),
    )


def _pay_tables(section: Section, document: Document) -> Iterator[PayTable]:
    """The tables of a section that keep to the columns of a pay table: a sheet of a workbook, for example."""
    for table in tables_of(section.text):
        if is_pay_table(table[0]):
            yield read_rows(enumerate(table, start=1), document_id=document.id, path=document.path)


def _from_table(file: File, document: Document, table: PayTable) -> Knowledge:
    """A pay table is looked up, not read: it has records and no text of its own."""
    items: tuple[PayRecord | PriceLevel | RoleLink, ...] = (*table.records, *table.prices, *table.links)
    years = {item.year for item in items}
    document = replace(
        document,
        title=table.title or document.title,
        publisher=table.publisher,
        year=years.pop() if len(years) == 1 else None,
        sections=(),
        roles=table.roles,
        warnings=(
            *document.warnings,
            *(f"line {problem.line}: {problem.message}" for problem in table.problems),
        ),
    )
    source = _source(file, document, (), table.records)
    return Knowledge(document, source, (), table.records, table.prices, table.links)


def _source(file: File, document: Document, chunks: tuple[Chunk, ...], pay: tuple[PayRecord, ...]) -> Source:
    return Source(
        id=file.id,
        location=file.location,
        sha256=document.sha256,
        chunks=len(chunks),
        pay_records=len(pay),
    )
