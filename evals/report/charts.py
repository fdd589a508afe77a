"""The report's charts as SVG, drawn before the page is opened: they need neither script nor network."""

import re
from collections.abc import Sequence
from typing import Any

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
_COLOURS = ["#1f5fa8", "#b5531c", "#3d7a3a", "#7a4a9e", "#8a6d1d"]


def dots(rows: Sequence[dict[str, Any]], variants: Sequence[str]) -> str | None:
    """Draw each metric's mean with its interval, one dot a variant; None where SVG cannot be drawn.

    Args:
        rows: metric, variant, value, low and high of each dot.
        variants: The order of the colours.
    """
    import altair as alt

    colour = alt.Color(
        "variant:N",
        scale=alt.Scale(domain=list(variants), range=_COLOURS),
        legend=None if len(variants) < 2 else alt.Legend(title=None, orient="top"),
    )
    order = list(dict.fromkeys(row["metric"] for row in rows))
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        y=alt.Y("metric:N", sort=order, title=None, axis=alt.Axis(labelLimit=220, grid=True)), color=colour
    )
    if len(variants) > 1:
        base = base.encode(yOffset=alt.YOffset("variant:N", sort=list(variants)))
    low = min([row["low"] for row in rows] or [0.0])
    scale = alt.Scale(domain=[max(0.0, min(0.5, low - 0.02)), 1.0])
    bars = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("low:Q", scale=scale, title="mean and 95% interval"), x2="high:Q"
    )
    points = base.mark_point(filled=True, size=70, opacity=1).encode(x=alt.X("value:Q", scale=scale))
    return _svg(
        (bars + points).properties(width=560, height=alt.Step(26)), "Mean of each measure with its interval"
    )


def bars(counts: Sequence[tuple[str, int]], label: str) -> str | None:
    """Draw counts by name, longest names allowed; None where SVG cannot be drawn."""
    import altair as alt

    rows = [{"name": name, "count": count} for name, count in counts]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=[name for name, _ in counts], title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X("count:Q", title=label, axis=alt.Axis(tickMinStep=1, format="d")),
    )
    chart = base.mark_bar(color=_COLOURS[0]) + base.mark_text(align="left", dx=4).encode(text="count:Q")
    return _svg(chart.properties(width=420, height=alt.Step(24)), label)


def _svg(chart: Any, label: str) -> str | None:  # noqa: ANN401
    try:
        import vl_convert
    except ModuleNotFoundError:
        return None
    specification = (
        chart.configure(
            font=_FONT, background="transparent", padding={"left": 28, "right": 12, "top": 6, "bottom": 6}
        )
        .configure_view(strokeWidth=0)
        .to_dict()
    )
    svg = str(vl_convert.vegalite_to_svg(specification))
    svg = re.sub(r"<\?xml[^>]*\?>", "", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
