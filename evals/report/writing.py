"""Fills the templates and writes the files."""

import math
from pathlib import Path
from typing import Any

import jinja2

from evals.report.context import Material, build

FOLDER = Path(__file__).parent
HTML, MARKDOWN = "report.html", "report.md"


def write_report(folder: Path, material: Material, *, name: str = "report") -> tuple[Path, Path]:
    """Write the report as one HTML file and as Markdown; return both paths."""
    variables = build(material)
    html, markdown = folder / f"{name}.html", folder / f"{name}.md"
    html.write_text(
        _environment(escape=True).get_template("report.html.j2").render(**variables, **_inline()),
        encoding="utf-8",
    )
    markdown.write_text(
        _environment(escape=False).get_template("report.md.j2").render(**variables), encoding="utf-8"
    )
    return html, markdown


def _environment(*, escape: bool) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["share"] = _share
    environment.filters["cell"] = _cell
    environment.filters["tint"] = _tint
    return environment


def _inline() -> dict[str, str]:
    return {
        "css": (FOLDER / "report.css").read_text(encoding="utf-8"),
        "js": (FOLDER / "report.js").read_text(encoding="utf-8"),
    }


def _share(value: Any) -> str:  # noqa: ANN401
    return "" if value is None or math.isnan(value) else f"{value:.1%}"


def _cell(value: Any) -> str:  # noqa: ANN401
    return "·" if value is None or math.isnan(value) else f"{value:.2f}"


def _tint(value: Any) -> str:  # noqa: ANN401
    """Return the class of a cell: the worse, the more marked."""
    if value is None:
        return "none"
    return "ok" if value >= 0.95 else "fair" if value >= 0.8 else "poor" if value >= 0.6 else "bad"
