"""How the pay of a role moved over the years, in one source's own series."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.pay.compare import Difference, difference
from bot.pay.names import distinct
from bot.pay.rank import Basis, basis_of
from bot.schema import PayRecord


@dataclass(frozen=True, slots=True)
class Trend:
    """One source's figures for a role in one place, oldest first.

    `change` compares the first with the last year; `steps` each year with the one before it in the series;
    `notes` are the source's remarks on the years, each once.
    """

    field: str
    records: tuple[PayRecord, ...]
    change: Difference
    steps: tuple[Difference, ...]
    notes: tuple[str, ...]

    @property
    def first(self) -> PayRecord:
        """The oldest record."""
        return self.records[0]

    @property
    def last(self) -> PayRecord:
        """The newest record."""
        return self.records[-1]


def trend(records: Iterable[PayRecord]) -> Trend | None:
    """Return the longest series that the records hold, None when no source covers two years alike."""
    series: dict[tuple[Basis, str], dict[int, PayRecord]] = {}
    for record in records:
        field = next((name for name in ("median", "mean", "low") if name in record.amounts), None)
        if record.year is not None and field:
            basis = basis_of(record)
            without_year = Basis(
                **{name: getattr(basis, name) for name in basis.__slots__ if name != "year"}, year=None
            )
            series.setdefault((without_year, field), {}).setdefault(record.year, record)
    longest = max(series.items(), key=lambda item: (len(item[1]), item[0][0].period == "year"), default=None)
    if longest is None or len(longest[1]) < 2:
        return None
    field = longest[0][1]
    ordered = tuple(record for _, record in sorted(longest[1].items()))
    steps = tuple(_between(one, other, field) for one, other in zip(ordered, ordered[1:], strict=False))
    return Trend(
        field, ordered, _between(ordered[0], ordered[-1], field), steps, distinct(r.note for r in ordered)
    )


def _between(one: PayRecord, other: PayRecord, field: str) -> Difference:
    return difference(field, one.amounts[field], other.amounts[field], one.currency, one.period)
