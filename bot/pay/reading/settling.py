"""The cells of one row that share period, place and year, put together into one record."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.pay.reading import cues
from bot.pay.reading.columns import bare_amount, only_money
from bot.pay.reading.drafts import Draft, amounts_of, kind_from, plausible
from bot.pay.reading.periods import period_of
from bot.pay.reading.scope import Scope
from bot.pay.reading.shaping import counted
from bot.pay.reading.training import with_training
from bot.quantities import Quantity
from bot.schema import PayKind, Period

# "bis 60.000 €" alone in a cell is an upper bound; between two amounts it makes a range.
_UP_TO = re.compile(r"(?i)^bis (?!zu)")


def cell_drafts(cells: Sequence[tuple[str, str, Scope]], quote: str, role: str) -> Iterator[Draft]:
    """Put the cells of one row that share period, place and year into one record."""
    amounts: dict[str, float] = {}
    period: Period | None = None
    currency: str | None = None
    for field, cell, said in cells:
        cell = _UP_TO.sub("bis zu ", cell)
        quantity = only_money(cell, said) or bare_amount(cell)
        if quantity is None:
            continue
        unit = quantity.unit if quantity.is_money else said.currency
        period = quantity.period or period_of(replace(quantity, unit=unit or ""), quote, said) or period
        currency = unit or currency
        low, high = counted((quantity.low, quantity.high), said.unit)
        _put(amounts, field, replace(quantity, low=low, high=high))
    if not amounts or period is None or currency is None:
        return
    # an hour's pay beside a year's, where one head alone says which
    fitting = {name: value for name, value in amounts.items() if plausible(currency, (value,), period)}
    amounts = fitting or amounts
    said = cells[0][2]
    named = said.kind or (cues.entry_kind(said.level) if said.level else None)
    amounts, kind = _settled(amounts, named, {field for field, *_ in cells})
    yield Draft(
        role=role, currency=currency, period=period, kind=kind, amounts=tuple(amounts.items()),
        quote=quote, level=with_training(said.level, said.training),
        place=said.place, place_kind=said.place_kind, industry=said.industry,
        year=said.year, year_label=said.year_label, section=said.section,
    )  # fmt: skip


def _settled(
    amounts: dict[str, float], said: PayKind | None, fields: set[str]
) -> tuple[dict[str, float], PayKind]:
    """Return the fields of a row's record and its kind; a column "Top" alone is a maximum."""
    low, high = amounts.get("low"), amounts.get("high")
    named = said if not {"median", "mean"} & amounts.keys() else None
    if len(amounts) == 1 and amounts.keys() <= {"low", "high"} & fields:
        value = low if low is not None else high or 0.0
        end: PayKind = "minimum" if low is not None else "maximum"
        return {"low": value, "high": value}, "starting_range" if said == "starting_range" else end
    if amounts.keys() <= {"low", "high"} and low == high:
        lone = dict(amounts_of(low, high, said or "single"))
        return lone, kind_from(lone, said, is_range=False)
    if named in ("minimum", "maximum"):
        named = None
    return amounts, kind_from(amounts, named, is_range="low" in amounts or "high" in amounts)


def _put(amounts: dict[str, float], field: str, quantity: Quantity) -> None:
    """Fill the fields of a record from one cell."""
    low, high = quantity.low, quantity.high
    value = low if low is not None else high
    if field == "range" or (low is not None and high is not None and low != high):
        for name, bound in (("low", low), ("high", high)):
            if bound is not None:
                amounts.setdefault(name, bound)
    elif value is not None:
        amounts.setdefault(field, value)
