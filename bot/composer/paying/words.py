"""How a pay record is said: what kind of figure, for whom, where, when, per what, and by whom."""

import re
from collections.abc import Sequence

from bot.composer.draft import Statement, Table
from bot.composer.units import escape
from bot.composer.wording import (
    PER,
    among,
    capital,
    money,
    place_name,
    plural,
    publisher,
    span,
    when,
    where,
)
from bot.quantities import format_money
from bot.schema import Evidence, PayRecord, Period, RoleLink


def headline(
    record: PayRecord,
    *,
    link: RoleLink | None = None,
    bold: bool = True,
    source: bool = True,
    role: str | None = None,
) -> Statement:
    """Say the main figure of a record in one sentence, with all that rule 2 asks for.

    Args:
        record: the figure.
        link: the statement that a title is counted under the record's role, when it was followed.
        bold: whether the figure is the one to look at.
        source: whether to name the publisher.
        role: the title that the link starts from, where it has to be named again.
    """
    if link is not None:
        return _linked(record, link, bold, role)
    people = capital(escape(plural(record.role)))
    name = publisher(record)
    # a number in a name would be read as a figure of the statement
    credit = f", according to {escape(name)}" if source and not re.search(r"\d", name) else ""
    text = f"{people}{among(record)} {_verb(record)} {figure(record, bold=bold)}{where(record)}{when(record)}"
    return Statement(f"{text}{_middle_half(record)}{credit}.", (record,))


def _linked(record: PayRecord, link: RoleLink, bold: bool, role: str | None) -> Statement:
    by, group = escape(publisher(record)), f"{escape(plural(record.role))}{among(record)}"
    if link.relation == "counted_as":
        lead = f"{capital(by)} counts {escape(plural(role)) if role else 'the job'} among {group}, who"
    else:
        whose = f"For {escape(plural(role))}, the" if role else "The"
        lead = f"{whose} nearest job that {by} reports on is {group}, who"
    told = f"{_verb(record)} {figure(record, bold=bold)}{where(record)}{when(record)}"
    return Statement(f"{lead} {told}{_middle_half(record)}.", (record, link))


def _verb(record: PayRecord) -> str:
    match record.kind:
        case "starting_range" if record.median is None:
            return "start at"
        case _ if record.median is not None:
            return "had a median of"
        case "mean":
            return "were paid on average"
        case "minimum":
            return "are paid at least"
        case _:
            return "are paid"


def rate(value: float, currency: str, period: Period) -> str:
    """Print an amount with its period: "$17 an hour"."""
    return f"{format_money(value, currency, period)} {PER[period]}"


def figure(record: PayRecord, *, bold: bool = False) -> str:
    """Print a record's main figure with its period: "$34,750 to $47,000 a year"."""
    text = f"{_amount(record)} {PER[record.period]}"
    return f"**{text}**" if bold else text


def _amount(record: PayRecord) -> str:
    if record.median is not None:
        return money(record.median, record)
    return _ends(record)


def printed_range(record: PayRecord) -> str:
    """Print the ends of a record with its period, whether or not it has a median."""
    return f"{_ends(record)} {PER[record.period]}"


def _ends(record: PayRecord) -> str:
    if record.kind == "mean" and record.mean is not None:
        return money(record.mean, record)
    low, high = bounds(record)
    if low is None and high is not None:
        return f"up to {money(high, record)}"
    if high is None and low is not None:
        return money(low, record) if record.kind == "minimum" else f"from {money(low, record)}"
    if low is None or high is None:
        return money(next(iter(record.amounts.values())), record)
    return span(low, high, record)


def bounds(record: PayRecord) -> tuple[float | None, float | None]:
    """The ends of a record: its range, its middle half, its outer tenths, else its one figure twice."""
    if record.low is not None or record.high is not None:
        return record.low, record.high
    if record.p25 is not None and record.p75 is not None:
        return record.p25, record.p75
    if record.p10 is not None and record.p90 is not None:
        return record.p10, record.p90
    single = record.median if record.median is not None else record.mean
    return single, single


def main_figures(record: PayRecord) -> tuple[float | None, float | None]:
    """The ends of the figure a record is told by: its range, or its median twice."""
    if record.median is not None:
        return record.median, record.median
    return bounds(record)


def _middle_half(record: PayRecord) -> str:
    """Say what a record holds beside its median: the middle half, or a range."""
    if record.median is not None and record.low is not None and record.high is not None:
        return f", in a range from {money(record.low, record)} to {money(record.high, record)}"
    if record.kind != "percentiles" or record.median is None or record.p25 is None or record.p75 is None:
        return ""
    return f", with the middle half between {money(record.p25, record)} and {money(record.p75, record)}"


def outer_tenths(record: PayRecord) -> Statement | None:
    """Say what the lowest and highest tenth earn, when the record holds both."""
    if record.p10 is None or record.p90 is None:
        return None
    low, high = money(record.p10, record), money(record.p90, record)
    return Statement(
        f"A tenth earned less than {low} {PER[record.period]} and a tenth more than {high}.", (record,)
    )


def note(record: PayRecord) -> Statement | None:
    """Say the source's own remark on a range, and any warning about how the figure is printed."""
    if record.warning:
        return Statement(f"Take that figure with care: {escape(record.warning.rstrip('.'))}.", (record,))
    if record.note and record.kind in ("starting_range", "range", "single", "minimum", "maximum"):
        return Statement(f"{escape(capital(record.note.rstrip('.')))}.", (record,))
    return None


def scope(record: PayRecord) -> str:
    """Name what a figure is in a few words for a table: "median, May 2025, US"."""
    kinds = {"starting_range": "starting pay", "percentiles": "median", "mean": "average", "single": "pay"}
    kind = "median" if record.median is not None else record.kind
    parts = [kinds.get(kind, kind), record.year_label or str(record.year or "year not given")]
    parts += [place_name(record.place).removeprefix("the ")] if record.place else []
    return ", ".join(escape(part) for part in parts)


def pay_table(
    names: Sequence[str], records: Sequence[PayRecord], evidence: Sequence[tuple[Evidence, ...]]
) -> Table:
    """Set figures side by side; what all of them have in common stands in the header, once."""
    names = [_row_name(*row) for row in zip(names, records, evidence, strict=True)]
    scopes = [scope(record) for record in records]
    if len(set(scopes)) == 1:
        rows = [(name, figure(record)) for name, record in zip(names, records, strict=True)]
        return Table(("Role", f"Pay ({scopes[0]})"), tuple(rows), tuple(evidence))
    full = [(name, figure(r), what) for name, r, what in zip(names, records, scopes, strict=True)]
    return Table(("Role", "Pay", "What the figure is"), tuple(full), tuple(evidence))


def _row_name(name: str, record: PayRecord, evidence: tuple[Evidence, ...]) -> str:
    """Name whose figure a row is, with the group where it is that of a group the job is counted in."""
    link = next((one for one in evidence if isinstance(one, RoleLink)), None)
    if link is None:
        return name
    how = "counted among" if link.relation == "counted_as" else "nearest to"
    return f"{name} ({how} {escape(plural(record.role))})"
