"""Correctness: the vital nuggets and figures that an answer holds, and none of the forbidden ones."""

import random
from collections.abc import Iterable, Sequence

from evals.cases import ExpectedFigure, Nugget
from evals.corpus import PayRow
from evals.numbers import Found, close, find_figures
from evals.scorers.contract import Item, Mutant, Part, Score, Scorer
from evals.scorers.mutations import append, first_sentence_only, flip_value
from evals.text import matches, strip_markup


def _label(nugget: Nugget) -> str:
    return nugget if isinstance(nugget, str) else nugget[0]


def applies(item: Item) -> bool:
    """Only where the case says what a right answer holds."""
    expect = item.expect
    return bool(expect.must or expect.figures or expect.must_not)


def score(item: Item) -> Score | None:
    """Return the recall of vital nuggets and figures; 0 when a forbidden one appears."""
    text = strip_markup(item.answer.text)
    figures = find_figures(text)
    parts = [Part(_label(n), matches(n, text), "missing") for n in item.expect.must]
    parts += [_figure_part(wanted, figures) for wanted in item.expect.figures]
    parts += [Part(_said(f), False, "no table holds it any more") for f in rows_gone(item)]
    forbidden = [_label(n) for n in item.expect.must_not if matches(n, text)]
    if forbidden:
        parts.append(Part(forbidden[0], False, "must not be said"))
        return Score(0.0, False, f'says "{forbidden[0]}"', tuple(parts))
    bad = [part for part in parts if not part.good]
    value = 1 - len(bad) / len(parts) if parts else 1.0
    return Score(value, not bad, _reason(bad), tuple(parts))


def _reason(bad: Sequence[Part]) -> str:
    missing = "; ".join(part.text for part in bad if part.reason == "missing")
    other = [f"{part.text}: {part.reason}" for part in bad if part.reason != "missing"]
    return "; ".join([f"missing: {missing}"] * bool(missing) + other)


def rows_gone(item: Item) -> tuple[ExpectedFigure, ...]:
    """Return the expected figures in whose place a table holds others: the case or the table is wrong."""
    wanted = (f for f in item.expect.figures if f.role and f.period and not f.sum and not f.document)
    return tuple(figure for figure in wanted if _gone(figure, item.corpus.rows))


def _gone(figure: ExpectedFigure, rows: Iterable[PayRow]) -> bool:
    held = [{value for _, value in row.amounts} for row in rows if _is_about(row, figure)]
    return bool(held) and not any(set(figure.values) <= values for values in held)


def _is_about(row: PayRow, figure: ExpectedFigure) -> bool:
    same = (figure.role, figure.period, figure.unit) == (row.role, row.period, row.currency)
    return same and figure.year in (None, row.year) and figure.place in (None, row.place)


def _figure_part(wanted: ExpectedFigure, figures: Sequence[Found]) -> Part:
    good = all(any(_fits(wanted, value, figure) for figure in figures) for value in wanted.values)
    return Part(_said(wanted), good, "missing")


def _said(wanted: ExpectedFigure) -> str:
    return " to ".join(f"{value:,g}" for value in wanted.values) + f" {wanted.unit}"


def _fits(wanted: ExpectedFigure, value: float, figure: Found) -> bool:
    if figure.unit not in (wanted.unit, "count"):
        return False
    if wanted.period and figure.period and figure.period != wanted.period:
        return False
    loose = abs(value) * 0.003 if wanted.sum else 0.0
    return close(figure, value) or abs(figure.value - value) <= loose


def mutants(item: Item, _: random.Random) -> Sequence[Mutant]:
    """Leave out what is vital, say what is forbidden, change a figure."""
    if not applies(item):
        return ()
    found: list[Mutant] = []
    for nugget in item.expect.must_not[:1]:
        if not _label(nugget).startswith("/"):
            found.append(("a forbidden statement", append(item, _label(nugget) + ".")))
    wanted = frozenset(value for figure in item.expect.figures for value in figure.values)
    if wanted and (flipped := flip_value(item, wanted)):
        found.append(("a vital figure changed", flipped))
    cut = first_sentence_only(item)
    if cut and any(not matches(nugget, strip_markup(cut.answer.text)) for nugget in item.expect.must):
        found.append(("all but the first sentence left out", cut))
    return found


SCORER = Scorer(
    "correctness",
    "Quality",
    "Vital nuggets and figures present, over all vital ones; 0 if a forbidden statement appears. A figure in "
    "whose place its table now holds another counts against it.",
    score,
    applies=applies,
    mutants=mutants,
)
