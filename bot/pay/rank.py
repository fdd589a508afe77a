"""Best and worst paid among records that count the same thing: one source, year, place and period."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.pay.names import name_key
from bot.pay.reasons import WAGE_KINDS
from bot.schema import PayRecord, Period

Reach = Literal["all", "part", "none"]


@dataclass(frozen=True, slots=True)
class Basis:
    """What all records of a ranking share."""

    kind: str
    publisher: str | None
    year: int | None
    place: str | None
    industry: str | None
    level: str | None
    currency: str
    period: Period


@dataclass(frozen=True, slots=True)
class Ranking:
    """Records of one basis in order of pay; `field` is the amount that orders them.

    `disputed` is True when the high ends would put ranges in another order than the low ends do.
    """

    basis: Basis
    field: str
    records: tuple[PayRecord, ...]
    disputed: bool = False

    @property
    def best(self) -> PayRecord:
        """The record that pays most, whichever way the ranking runs."""
        return max(self.records, key=_amount(self.field))

    @property
    def worst(self) -> PayRecord:
        """The record that pays least."""
        return min(self.records, key=_amount(self.field))


@dataclass(frozen=True, slots=True)
class Reached:
    """How a record stands to an amount asked about.

    "all": its lowest end (or its median) is at or above it; "part": only the upper part is; "none": no part.
    `field` is the amount that decided, `value` what it is.
    """

    record: PayRecord
    reach: Reach
    field: str
    value: float


def basis_of(record: PayRecord, *, by_place: bool = False) -> Basis:
    """Return what a record counts, apart from its role (or, `by_place`, apart from its place)."""
    return Basis(
        kind="wages" if record.kind in WAGE_KINDS else record.kind,
        publisher=record.publisher,
        year=record.year,
        place=None if by_place else record.place,
        industry=record.industry,
        level=record.level,
        currency=record.currency,
        period=record.period,
    )


def rank(
    records: Iterable[PayRecord], *, descending: bool = True, by_place: bool = False
) -> tuple[Ranking, ...]:
    """Rank records like for like.

    Args:
        records: any records; those that count different things land in different rankings.
        descending: the best paid first.
        by_place: rank the places of one role instead of the roles of one place.

    Returns:
        One ranking for each basis that two or more records share: most records first, then the newest.
    """
    groups: dict[tuple[Basis, str], list[PayRecord]] = {}
    for record in records:
        role = name_key(record.role) if by_place else ""
        groups.setdefault((basis_of(record, by_place=by_place), role), []).append(record)
    rankings = []
    for (basis, _), members in groups.items():
        once = _once(members, by_place)
        field = _shared_field(once)
        if len(once) > 1 and field:
            rankings.append(_ranking(basis, field, once, descending))
    return tuple(sorted(rankings, key=lambda ranking: (-len(ranking.records), -(ranking.basis.year or 0))))


def _once(members: Sequence[PayRecord], by_place: bool) -> list[PayRecord]:
    """Keep one record of a role (or place) in a basis: a guide may repeat what a table says."""
    kept: dict[str, PayRecord] = {}
    for record in members:
        kept.setdefault(name_key((record.place or "") if by_place else record.role), record)
    return list(kept.values())


def _shared_field(records: Sequence[PayRecord]) -> str | None:
    shared = set.intersection(*(set(record.amounts) for record in records)) if records else set()
    return next((name for name in ("median", "low", "mean", "high") if name in shared), None)


def _amount(field: str) -> Callable[[PayRecord], float]:
    return lambda record: record.amounts[field]


def _ranking(basis: Basis, field: str, records: Sequence[PayRecord], descending: bool) -> Ranking:
    sign = -1 if descending else 1
    ordered = sorted(records, key=lambda record: (sign * record.amounts[field], record.role))
    highs = [record.high for record in ordered]
    disputed = field == "low" and None not in highs and highs != sorted(highs, reverse=descending)  # type: ignore[type-var]
    return Ranking(basis, field, tuple(ordered), disputed)


def reach(record: PayRecord, amount: float) -> Reached:
    """Say whether a record's pay is at or above an amount, in the record's own currency and period."""
    amounts = record.amounts
    lowest = next((name for name in ("low", "median", "mean") if name in amounts), None)
    if lowest and amounts[lowest] >= amount:
        return Reached(record, "all", lowest, amounts[lowest])
    for name in ("p75", "high", "p90", "median", "p25", "p10"):
        if name in amounts and amounts[name] >= amount:
            return Reached(record, "part", name, amounts[name])
    top = max(amounts, key=lambda name: amounts[name])
    return Reached(record, "none", top, amounts[top])
