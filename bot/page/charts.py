"""Pay at a glance: the comparable records of a reply as a chart, and the same figures in words."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from bot.page.markup import one_line
from bot.quantities import format_money, format_range
from bot.schema import PayRecord

MAX_BARS = 10
COLOUR = "#0f9488"
INK = "currentColor"  # the page's own text colour, in light and dark
BAR: dict[str, Any] = {"height": 12, "cornerRadius": 6, "color": COLOUR, "opacity": 0.6, "yOffset": 16}
DIAMOND: dict[str, Any] = {
    "shape": "diamond",
    "size": 120,
    "filled": True,
    "color": COLOUR,
    "stroke": INK,
    "strokeWidth": 1,
    "opacity": 1,
    "yOffset": 16,
}
LINE: dict[str, Any] = {"align": "left", "baseline": "middle", "color": INK, "limit": alt.expr("width")}
_KINDS = {
    "starting_range": "starting range",
    "range": "range",
    "percentiles": "percentiles",
    "median": "median",
    "mean": "mean",
    "single": "one figure",
    "minimum": "minimum",
    "maximum": "maximum",
}


@dataclass(frozen=True, slots=True)
class PayPicture:
    """A chart as a Vega-Lite specification (JSON), and the table that says the same."""

    title: str
    spec: str
    table: str


def pay_picture(records: Sequence[PayRecord]) -> PayPicture | None:
    """Draw the records that can stand side by side; None when fewer than two can.

    Records are comparable when they share currency and period; the largest such group is drawn, in the
    order of the reply.
    """
    shown = comparable(records)
    if len(shown) < 2:
        return None
    title = f"Pay per {shown[0].period}, {shown[0].currency}"
    return PayPicture(title=title, spec=_specification(shown, title), table=pay_table(shown))


def comparable(records: Sequence[PayRecord]) -> tuple[PayRecord, ...]:
    """Return the largest group of records in one currency and period, each of which has a figure to draw."""
    drawable = [record for record in records if _ends(record) is not None]
    if not drawable:
        return ()
    groups = Counter((record.currency, record.period) for record in drawable)
    best = max(groups, key=lambda group: (groups[group], group[1] == "year"))
    return tuple(record for record in drawable if (record.currency, record.period) == best)[:MAX_BARS]


def pay_table(records: Sequence[PayRecord]) -> str:
    """Return the figures as a Markdown table, for reading and for screen readers."""
    rows = ["| Who | Pay | What it is | Source |", "| --- | --- | --- | --- |"]
    for record in records:
        source = ", ".join(part for part in (record.publisher or record.title, _when(record)) if part)
        cells = (label(record), figures(record), _KINDS[record.kind], source)
        rows.append("| " + " | ".join(one_line(cell) for cell in cells) + " |")
    return "\n".join(rows)


def label(record: PayRecord) -> str:
    """Name a record: the job, then its level, industry and place where it has them."""
    details = [detail for detail in (record.level, record.industry, record.place) if detail]
    return ", ".join([record.role, *details])


def figures(record: PayRecord) -> str:
    """Say a record's figures in words."""
    ends = _ends(record)
    if ends is None:
        return ""
    low, middle, high = ends
    if middle is not None and middle in (record.low, record.high):
        return format_range(record.low, record.high, record.currency, record.period)
    spread = format_range(low, high, record.currency, record.period) if low != high else ""
    if middle is None or middle == low == high:
        return spread or format_money(low, record.currency, record.period)
    name = "mean" if record.median is None and record.mean is not None else "median"
    centre = f"{name} {format_money(middle, record.currency, record.period)}"
    return f"{centre}; {_spread_name(record)} {spread}" if spread else centre


def _spread_name(record: PayRecord) -> str:
    if record.p25 is not None and record.p75 is not None:
        return "middle half"
    return "p10 to p90" if record.p10 is not None and record.p90 is not None else "from"


def _ends(record: PayRecord) -> tuple[float, float | None, float] | None:
    """Return the low end, the middle and the high end to draw, or None when there is no figure."""
    middle = record.median if record.median is not None else record.mean
    for low, high in ((record.low, record.high), (record.p25, record.p75), (record.p10, record.p90)):
        if low is not None and high is not None:
            return low, middle, high
    lone = middle if middle is not None else next(iter(record.amounts.values()), None)
    return None if lone is None else (lone, lone, lone)


def _when(record: PayRecord) -> str:
    return record.year_label or (str(record.year) if record.year else "")


def _specification(records: Sequence[PayRecord], title: str) -> str:
    rows = [{"order": order, **_row(record)} for order, record in enumerate(records)]
    said = "; ".join(f"{row['name']} ({row['detail']}): {row['said']}" for row in rows)
    chart = alt.layer(*_layers(rows, records[0].currency)).properties(
        width="container", height=alt.Step(62), background="transparent", description=f"{title}. {said}."
    )
    spec = json.loads(chart.to_json())
    spec.pop("$schema", None)  # the page's own Vega-Lite draws it, whichever version that is
    spec["usermeta"] = {"embedOptions": {"actions": False, "renderer": "svg", "mode": "vega-lite"}}
    spec["config"] = {"font": "system-ui, sans-serif", "view": {"stroke": None}}
    return json.dumps(spec)


def _layers(rows: list[dict[str, Any]], currency: str) -> tuple[alt.Chart, ...]:
    """Return a bar from the low to the high end, a diamond on the middle, and two lines of words above."""
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("order:O", axis=None))
    hover = [alt.Tooltip("name:N", title="Who"), alt.Tooltip("said:N", title="Pay")]
    pay = alt.X("low:Q", axis=_pay_axis(currency), scale=alt.Scale(zero=False, nice=True, padding=12))
    bars = base.encode(x=pay, x2="high:Q", tooltip=hover).mark_bar(**BAR)
    middles = base.transform_filter("isValid(datum.middle)").encode(x="middle:Q", tooltip=hover)
    names = base.encode(x=alt.value(0), text="name:N").mark_text(dy=-20, fontSize=13, fontWeight=600, **LINE)
    details = base.encode(x=alt.value(0), text="detail:N").mark_text(dy=-4, fontSize=12, opacity=0.75, **LINE)
    return bars, middles.mark_point(**DIAMOND), names, details


def _row(record: PayRecord) -> dict[str, Any]:
    ends = _ends(record)
    low, middle, high = ends if ends is not None else (0.0, None, 0.0)
    details = (_KINDS[record.kind], record.level, record.industry, record.place, _when(record))
    return {
        "name": record.role,
        "detail": ", ".join(detail for detail in details if detail),
        "low": low,
        "middle": middle,
        "high": high,
        "said": figures(record),
    }


def _pay_axis(currency: str) -> alt.Axis:
    return alt.Axis(
        title=None,
        labelExpr=_axis_format(currency),
        labelColor=INK,
        labelFontSize=12,
        labelFlush=True,
        gridColor=INK,
        gridOpacity=0.15,
        domain=False,
        ticks=False,
        tickCount=4,
    )


def _axis_format(currency: str) -> str:
    """Return the expression that prints an amount on the axis, with the sign the words use."""
    sample = format_money(1, currency)
    digit = sample.find("1")
    before, after = json.dumps(sample[:digit]), json.dumps(sample[digit + 1 :].lstrip("0.,"))
    return f"{before} + format(datum.value, ',') + {after}"
