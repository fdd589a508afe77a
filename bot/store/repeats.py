"""Pay figures that a guide repeats from a table it stands beside: shown once, as the table has them."""

from collections import defaultdict
from collections.abc import Iterable

from bot.pay.names import name_key
from bot.schema import PayRecord

_Rows = dict[tuple[str, str, float], list[PayRecord]]


def without_repeats(records: Iterable[PayRecord], tables: frozenset[str]) -> tuple[PayRecord, ...]:
    """Drop records read from prose whose figures all stand in one row of a table.

    The table must be of the same publisher, or have come in the same folder: then the guide quotes it, and
    the row says better than the sentence which role, year and place the figures belong to.

    Args:
        records: Pay records of all documents.
        tables: Ids of the documents that are pay tables.
    """
    kept = tuple(records)
    rows: _Rows = defaultdict(list)
    for record in kept:
        if record.document_id in tables:
            for amount in record.amounts.values():
                rows[record.currency, record.period, amount].append(record)
    return tuple(record for record in kept if record.document_id in tables or not _repeats(record, rows))


def _repeats(record: PayRecord, rows: _Rows) -> bool:
    amounts = set(record.amounts.values())
    candidates = rows.get((record.currency, record.period, min(amounts)), ()) if amounts else ()
    return any(
        amounts <= set(row.amounts.values()) and _same_year(record, row) and _related(record, row)
        for row in candidates
    )


def _same_year(record: PayRecord, row: PayRecord) -> bool:
    return record.year is None or row.year is None or record.year == row.year


def _related(record: PayRecord, row: PayRecord) -> bool:
    if record.publisher and name_key(record.publisher) == name_key(row.publisher or ""):
        return True
    root, below, _ = record.document_id.partition("/")
    return bool(below) and row.document_id.startswith(f"{root}/")
