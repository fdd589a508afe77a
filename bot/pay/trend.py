"""How the pay of a role moved over the years, in one source's own series."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.pay.compare import Difference, difference
from bot.pay.names import distinct
from bot.pay.rank import Basis, basis_of
from bot.schema import PayRecord, RoleLink

_FIELDS: tuple[str, ...] = ("median", "mean", "low")


@dataclass(frozen=True, slots=True)
class Trend:
    """One source's figures for a role in one place, oldest first.

    `change` compares the first with the last year; `steps` each year with the one before it in the series;
    `notes` are the source's remarks on some of the years, each once; `via` is the link to the occupation.
    """

    field: str
    records: tuple[PayRecord, ...]
    change: Difference
    steps: tuple[Difference, ...]
    notes: tuple[str, ...]
    via: RoleLink | None = None

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
        field = next((name for name in _FIELDS if name in record.amounts), None)
        if record.year is not None and field is not None:
            key = (replace(basis_of(record), year=None), field)
            series.setdefault(key, {}).setdefault(record.year, record)
    longest = max(series.items(), key=lambda item: (len(item[1]), item[0][0].period == "year"), default=None)
    if longest is None or len(longest[1]) < 2:
        return None
    (_, name), by_year = longest
    ordered = tuple(by_year[year] for year in sorted(by_year))
    return Trend(
        field=name,
        records=ordered,
        change=_between(ordered[0], ordered[-1], name),
        steps=tuple(_between(one, other, name) for one, other in pairwise(ordered)),
        notes=_remarks(ordered),
    )


def _between(one: PayRecord, other: PayRecord, field: str) -> Difference:
    return difference(field, one.amounts[field], other.amounts[field], one.currency, one.period)


def _remarks(records: Sequence[PayRecord]) -> tuple[str, ...]:
    """The sentences of the notes that are for some of the records only: what sets a year apart."""
    sentences = [re.split(r"(?<=[.!?]) +", record.note or "") for record in records]
    shared = set(sentences[0]).intersection(*sentences)
    return distinct(sentence for note in sentences for sentence in note if sentence not in shared)
