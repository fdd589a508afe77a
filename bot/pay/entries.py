"""One row of a pay table as a record, with an error that says what to write where it is not one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, TypeVar, get_args

from bot.pay import cells
from bot.pay.names import name_key
from bot.pay.places import place_kind
from bot.pay.rows import content_id, describe_link, describe_pay, describe_price
from bot.schema import PayKind, PayRecord, PlaceKind, PriceLevel, RoleLink

TableKind = Literal["pay", "price", "link"]
Row = Mapping[str, str]
T = TypeVar("T")
Item = TypeVar("Item", PayRecord, PriceLevel, RoleLink)

PERCENTILES = ("p10", "p25", "median", "p75", "p90")
AMOUNTS = ("low", "high", *PERCENTILES, "mean")
# Which amounts a kind is made of; a row needs one of them.
_KIND_AMOUNTS: dict[PayKind, tuple[str, ...]] = {
    "starting_range": ("low", "high"),
    "range": ("low", "high"),
    "percentiles": PERCENTILES,
    "median": ("median",),
    "mean": ("mean",),
    "single": ("low", "high", "median", "mean"),
    "minimum": ("low",),
    "maximum": ("high",),
}


def _cell(row: Row, column: str, read: Callable[[str], T]) -> T:
    """Read one cell; an error names the column."""
    try:
        return read(row.get(column, ""))
    except cells.CellError as error:
        raise cells.CellError(f"column {column}: {error}") from error


def _text(row: Row, column: str) -> str | None:
    return row.get(column) or None


def _required(row: Row, column: str) -> str:
    if not row.get(column):
        raise cells.CellError(f"column {column} is empty; fill it")
    return row[column]


def _choice(row: Row, column: str, options: Sequence[str]) -> str | None:
    value = row.get(column, "").casefold().replace(" ", "_")
    if value and value not in options:
        raise cells.CellError(
            f'column {column}: write one of {", ".join(options)} instead of "{row[column]}"'
        )
    return value or None


def _finished(item: Item, describe: Callable[[Item], str]) -> Item:
    return replace(item, id=content_id(item), quote=describe(item))


def _pay(row: Row, document_id: str, path: str) -> PayRecord:
    period = _cell(row, "period", cells.period)
    amounts = {name: _cell(row, name, lambda cell: cells.amount(cell, period)) for name in AMOUNTS}
    known = {name: value for name, value in amounts.items() if value is not None}
    if not known:
        raise cells.CellError(f"no amount; fill one of {', '.join(AMOUNTS)}")
    _check_order(known)
    place = _text(row, "place")
    kind: PlaceKind | None = _choice(row, "place_kind", get_args(PlaceKind))  # type: ignore[assignment]
    role = _required(row, "role")
    year = _cell(row, "year", cells.year)
    record = PayRecord(
        id="",
        role=role,
        kind=_kind(row, known),
        currency=_cell(row, "currency", cells.currency),
        period=period,
        **known,  # type: ignore[arg-type]
        place=place,
        place_kind=kind or (place_kind(place) if place else None),
        industry=_text(row, "industry"),
        level=_text(row, "level"),
        year=year,
        year_label=_text(row, "year_label") or (str(year) if year else None),
        code=_text(row, "code"),
        employment=_cell(row, "employment", cells.count),
        document_id=document_id,
        title=row.get("title", ""),
        section=", ".join(part for part in (role, place) if part),
        publisher=_text(row, "publisher"),
        url=_cell(row, "url", cells.link),
        path=path,
        note=_text(row, "note"),
    )
    return _finished(record, describe_pay)


def _check_order(amounts: Mapping[str, float]) -> None:
    for names in (("low", "high"), PERCENTILES):
        present = [(name, amounts[name]) for name in names if name in amounts]
        for (lower, low), (upper, high) in pairwise(present):
            if low > high:
                raise cells.CellError(
                    f"{lower} {low:,g} is above {upper} {high:,g}; write them in rising order"
                )


def _kind(row: Row, amounts: Mapping[str, float]) -> PayKind:
    given: PayKind | None = _choice(row, "kind", get_args(PayKind))  # type: ignore[assignment]
    if given:
        wanted = _KIND_AMOUNTS[given]
        if not amounts.keys() & set(wanted):
            raise cells.CellError(f"kind {given} needs a figure in {' or '.join(wanted)}")
        return given
    if "low" in amounts or "high" in amounts:
        return "range" if len(amounts) > 1 else ("minimum" if "low" in amounts else "maximum")
    if set(amounts) == {"mean"}:
        return "mean"
    return "median" if set(amounts) <= {"median", "mean"} else "percentiles"


def _price(row: Row, document_id: str, path: str) -> PriceLevel:
    year = _cell(row, "year", cells.year)
    if year is None:
        raise cells.CellError("column year is empty; a price level needs its year")
    price = PriceLevel(
        id="",
        place=_required(row, "place"),
        index=_cell(row, "index", cells.index),
        base=_required(row, "base"),
        year=year,
        document_id=document_id,
        title=row.get("title", ""),
        publisher=_text(row, "publisher"),
        url=_cell(row, "url", cells.link),
        path=path,
    )
    return _finished(price, describe_price)


def _link(row: Row, document_id: str, path: str) -> RoleLink:
    role, occupation = _required(row, "role"), _required(row, "occupation")
    if name_key(role) == name_key(occupation):
        raise cells.CellError("a role cannot be linked to itself; remove the row")
    relation = _choice(row, "relation", ("counted_as", "nearest"))
    link = RoleLink(
        id="",
        role=role,
        occupation=occupation,
        relation="counted_as" if relation == "counted_as" else "nearest",
        code=_text(row, "code"),
        document_id=document_id,
        title=row.get("title", ""),
        publisher=_text(row, "publisher"),
        year=_cell(row, "year", cells.year),
        url=_cell(row, "url", cells.link),
        path=path,
        note=_text(row, "note"),
    )
    return _finished(link, describe_link)


MAKERS: dict[TableKind, Callable[[Row, str, str], PayRecord | PriceLevel | RoleLink]] = {
    "pay": _pay,
    "price": _price,
    "link": _link,
}
