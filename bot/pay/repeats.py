"""Figures told twice: a guide that repeats what a table or another guide says is no further source."""

from collections.abc import Callable, Iterable

from bot.pay.names import name_key
from bot.schema import PayRecord

Amount = tuple[str, str, str, str, float]


def without_repeats(
    records: Iterable[PayRecord], key: Callable[[str], str] = name_key
) -> tuple[PayRecord, ...]:
    """Leave out every record whose figures a fuller record states too, of another document or its own.

    Fuller is the one with more figures, then the one that gives an address, a place, a code. So the original
    stays and a retelling goes, unless the retelling dates the figures otherwise and gives an address for it.

    Args:
        records: any records.
        key: under which a role's names are the same.
    """
    ordered = list(records)
    holders: dict[Amount, list[int]] = {}
    for position, record in enumerate(ordered):
        for amount in _amounts(record, key):
            holders.setdefault(amount, []).append(position)
    kept = []
    for position, record in enumerate(ordered):
        first = min((holders[amount] for amount in _amounts(record, key)), key=len, default=[])
        if not any(_repeats(record, position, ordered[other], other) for other in first):
            kept.append(record)
    return tuple(kept)


def _amounts(record: PayRecord, key: Callable[[str], str]) -> list[Amount]:
    role = key(record.role)
    return [(role, record.currency, record.period, name, value) for name, value in record.amounts.items()]


def _fullness(record: PayRecord, position: int) -> tuple[int, bool, bool, bool, int]:
    given = (bool(record.url), bool(record.place), bool(record.code))
    return (len(record.amounts), *given, -position)


def _repeats(record: PayRecord, position: int, other: PayRecord, at: int) -> bool:
    """Whether `record` says nothing that `other`, the fuller one, does not."""
    if record.warning != other.warning:
        return False
    if record.document_id == other.document_id and not _says_less(record, other):
        return False
    if _fullness(record, position) >= _fullness(other, at):
        return False
    same = all(
        not mine or name_key(mine) == name_key(theirs or "")
        for mine, theirs in (
            (record.place, other.place),
            (record.industry, other.industry),
            (record.level, other.level),
        )
    )
    dated_alike = record.year in (None, other.year) or not record.url
    return same and dated_alike and record.amounts.items() <= other.amounts.items()


def _says_less(record: PayRecord, other: PayRecord) -> bool:
    """Whether a document gives a record's figures once more among others: "$20 to $42", then its median."""
    facets = ("place", "industry", "level", "year", "code")
    alike = all(getattr(record, name) == getattr(other, name) for name in facets)
    return alike and record.amounts.items() < other.amounts.items()
