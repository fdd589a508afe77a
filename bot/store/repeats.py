"""Pay figures that a guide repeats from a table it stands beside: shown once, as the table has them."""

from collections.abc import Iterable

from bot.pay.names import name_key
from bot.schema import PayRecord

_Key = tuple[str, str, int | None, str, str, str, tuple[tuple[str, float], ...]]


def without_repeats(records: Iterable[PayRecord], tables: frozenset[str]) -> tuple[PayRecord, ...]:
    """Drop records read from prose that say what a table row of the same publisher says.

    Args:
        records: Pay records of all documents.
        tables: Ids of the documents that are pay tables.
    """
    kept = tuple(records)
    rows = {_key(record) for record in kept if record.document_id in tables}
    return tuple(record for record in kept if record.document_id in tables or _key(record) not in rows)


def _key(record: PayRecord) -> _Key:
    return (
        name_key(record.publisher or ""),
        name_key(record.role),
        record.year,
        record.kind,
        record.period,
        record.currency,
        tuple(sorted(record.amounts.items())),
    )
