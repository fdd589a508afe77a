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
    """A chart as a Vega-Lite specification (JSON), and the list that says the same."""

    title: str
    spec: str
    words: str


def pay_picture(records: Sequence[PayRecord]) -> PayPicture | None:
    """Draw the records that can stand side by side; None when fewer than two can.

    Records are comparable when they share currency and period; the largest such group is drawn, in the
    order of the reply.
    """
    shown = comparable(records)
    if len(shown) < 2:
        return None
    title = f"Pay per {shown[0].period}, {shown[0].currency}"
    return PayPicture(title=title, spec=_specification(shown, title), words=pay_list(shown))


def comparable(records: Sequence[PayRecord]) -> tuple[PayRecord, ...]:
    """Return the largest group of records in one currency and period, each of which has a figure to draw."""
    drawable = [record for record in records if _bar(record) is not None]
    if not drawable:
        return ()
    groups = Counter((record.currency, record.period) for record in drawable)
    best = max(groups, key=lambda group: (groups[group], group[1] == "year"))
    return tuple(record for record in drawable if (record.currency, record.period) == best)[:MAX_BARS]


def pay_list(records: Sequence[PayRecord]) -> str:
    """Return the figures as a Markdown list, for reading and for screen readers."""
    lines = []
    for record in records:
        source = ", ".join(part for part in (record.publisher or record.title, _when(record)) if part)
        detail = "; ".join(part for part in (_KINDS[record.kind], source) if part)
        lines.append(f"- **{one_line(label(record))}**: {one_line(figures(record))} ({one_line(detail)})")
    return "\n".join(lines)


def label(record: PayRecord) -> str:
    """Name a record: the job, then its level, industry and place where it has them."""
    details = [detail for detail in (record.level, record.industry, record.place) if detail]
    return ", ".join([record.role[:1].upper() + record.role[1:], *details])


def figures(record: PayRecord) -> str:
    """Say a record's figures in words."""
    bar = _bar(record)
    if bar is None:
        return ""
    if bar.middle is None:
        return format_range(bar.low, bar.high, record.currency, record.period)
    name = "mean" if record.median is None else "median"
    centre = f"{name} {format_money(bar.middle, record.currency, record.period)}"
    if not bar.spread:
        return centre
    return f"{centre}; {bar.spread} {format_range(bar.low, bar.high, record.currency, record.period)}"


@dataclass(frozen=True, slots=True)
class _Bar:
    """What is drawn of a record; an open end is None, and `spread` names what lies between two ends."""

    low: float | None
    high: float | None
    middle: float | None
    spread: str = ""


def _bar(record: PayRecord) -> _Bar | None:
    """Return the bar to draw, or None when the record has no figure for it."""
    middle = record.median if record.median is not None else record.mean
    for low, high, spread in (
        (record.low, record.high, "range"),
        (record.p25, record.p75, "middle half"),
        (record.p10, record.p90, "p10 to p90"),
    ):
        if low is not None and high is not None:
            return _Bar(low, high, middle, spread)
    if middle is not None:
        return _Bar(middle, middle, middle)
    return _Bar(record.low, record.high, None) if record.low is not None or record.high is not None else None


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
    bar = _bar(record) or _Bar(None, None, None)
    low = bar.low if bar.low is not None else bar.high
    high = bar.high if bar.high is not None else bar.low
    details = (_KINDS[record.kind], record.level, record.industry, record.place, _when(record))
    return {
        "name": record.role[:1].upper() + record.role[1:],
        "detail": ", ".join(detail for detail in details if detail),
        "low": low,
        "middle": bar.middle if bar.middle is not None or low != high else low,
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
        labelOverlap="greedy",
        labelSeparation=10,
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
