"""Sums as they stand in a sentence, "$17 x 2,080 hours = $35,360", done again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding.figures import figures_in
from bot.grounding.values import granularity
from bot.quantities import Quantity

# How many of each make a year, so that a product with them is a year's pay.
_TIMES = {"hour": 500.0, "week": 40.0, "month": 12.0, "day": 150.0}
_CONSTANTS = frozenset({2080.0, 40.0, 52.0, 12.0, 260.0, 100.0, 1.0, 2.0, 7.0, 5.0, 8.0})
_OPERATORS = {
    "x": "*",
    "×": "*",
    "*": "*",
    "times": "*",
    "+": "+",
    "plus": "+",
    "-": "-",
    "–": "-",
    "−": "-",
    "minus": "-",
}
_OPERATORS |= {"/": "/", "÷": "/", ":": "/", "divided by": "/"}
_GAP = re.compile(
    r"(?P<close>[\s)]*)(?:\[\d{1,3}\]\s*)*(?:(?:(?:a|an|per) )?(?:year|hour|week|month"
    r"|day)s?\b\s*)?(?P<close2>[\s)]*)"
    r"(?P<operator>x|×|\*|times|\+|plus|-|–|−|minus|/|÷|divided by|=|≈|is about|about)\s*(?:about "
    r"|roughly |≈ ?)?(?P<open>[\s(]*)",
    re.IGNORECASE,
)


_OPENED = re.compile(r"\([^()]*$")
_CLOSED = re.compile(r"[^()=;]{0,12}[);]")
_HOURS_A_YEAR = 2080.0
_Step = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class PrintedSum:
    """A sum as it stands in a sentence: its operands, its result, and whether it is right."""

    operands: tuple[Quantity, ...]
    result: Quantity
    right: bool
    text: str
    period: str | None = None
    opens: int = 0
    operators: tuple[str, ...] = ()


def printed_sums(text: str) -> tuple[PrintedSum, ...]:
    """Find "a x b = c", and "c (a x b)", in a text and do each sum again."""
    quantities = [item for item in figures_in(text) if item.unit != "code"]
    found: list[PrintedSum] = []
    run: list[Quantity] = []
    steps: list[_Step] = []
    for index, item in enumerate(quantities):
        gap = text[quantities[index - 1].end : item.start] if index else ""
        match = _GAP.fullmatch(gap)
        operator = match["operator"].casefold() if match else ""
        if not operator or not run or (operator in ("is about", "about") and not steps):
            found += _bracketed(text, quantities, index - len(run), run, steps)
            run, steps = [item], []
        elif operator in ("=", "≈", "is about", "about"):
            if steps:
                found.append(_sum(text, run, steps, item, run[0].start, item.end))
            run, steps = [item], []
        elif match:
            run.append(item)
            steps.append((_OPERATORS[operator], match["close"].count(")"), match["open"].count("(")))
    found += _bracketed(text, quantities, len(quantities) - len(run), run, steps)
    return tuple(found)


def _bracketed(
    text: str, quantities: Sequence[Quantity], first: int, run: Sequence[Quantity], steps: Sequence[_Step]
) -> list[PrintedSum]:
    """Read "$3,750 lower ($38,500 - $34,750)": the figure before a bracket is what the sum in it gives."""
    if not steps or first < 1 or not _OPENED.search(text[: run[0].start]):
        return []
    if not _CLOSED.match(text, run[-1].end):
        return []
    result = quantities[first - 1]
    return [_sum(text, run, steps, result, run[0].start, run[-1].end)] if result.low == result.high else []


def _sum(
    text: str, run: Sequence[Quantity], steps: Sequence[_Step], result: Quantity, start: int, end: int
) -> PrintedSum:
    operators = tuple(step[0] for step in steps)
    period = _period_of(run, operators) or (result.period if result.start > run[0].start else None)
    opened = text.rfind("(", 0, start)
    opens = opened if opened >= 0 and ")" not in text[opened:start] else start
    return PrintedSum(
        tuple(run), result, _is_right(run, steps, result), text[start:end], period, opens, operators
    )


def _period_of(operands: Sequence[Quantity], operators: Sequence[str]) -> str | None:
    """Return the time that the result of a conversion is paid for: hours times 2,080 are a year's."""
    found: str | None = operands[0].period
    for operand, operator in zip(operands[1:], operators, strict=True):
        noun = (operand.noun or operand.unit).split()[0].rstrip("s")
        noun = "hour" if operand.low == _HOURS_A_YEAR and not operand.is_money else noun
        if operator == "*" and noun in _TIMES:
            found = "year" if (operand.low or 0) >= _TIMES[noun] else None
        elif operator == "/" and noun in _TIMES:
            found = noun if (operand.low or 0) >= _TIMES[noun] else None
    return found


def _is_right(operands: Sequence[Quantity], steps: Sequence[tuple[str, int, int]], result: Quantity) -> bool:
    """Redo a sum; brackets between figures are honoured when they close, else left to right by precedence."""
    if any(item.low is None or item.low != item.high for item in (*operands, result)):
        return False
    claimed = result.low or 0.0
    values = [item.low or 0.0 for item in operands]
    outcomes = {
        _evaluate(values, [step[0] for step in steps]),
        _in_order(values, [step[0] for step in steps]),
    }
    scale = 100 if result.unit == "percent" else 1
    share = [item.low / 100 if item.unit == "percent" and item.low else item.low or 0.0 for item in operands]
    outcomes |= {_evaluate(share, [step[0] for step in steps]), _in_order(share, [step[0] for step in steps])}
    return any(
        _agrees(claimed, outcome * factor) or (result.approximate and _is_about(claimed, outcome * factor))
        for outcome in outcomes
        if outcome is not None
        for factor in {scale, 1}
    )


def _is_about(claimed: float, actual: float) -> bool:
    return abs(claimed - actual) <= min(granularity(claimed) / 2, abs(actual) * 0.05)


def _agrees(claimed: float, actual: float) -> bool:
    step = (
        1.0
        if claimed == int(claimed)
        else 0.1
        if round(claimed, 1) == claimed and abs(claimed) < 1000
        else 0.01
    )
    return abs(claimed - actual) <= step / 2 + 1e-6


def _in_order(values: Sequence[float], operators: Sequence[str]) -> float | None:
    total = values[0]
    for value, operator in zip(values[1:], operators, strict=True):
        step = _apply(total, operator, value)
        if step is None:
            return None
        total = step
    return total


def _apply(one: float, operator: str, other: float) -> float | None:
    if operator == "/":
        return one / other if other else None
    return one * other if operator == "*" else one + other if operator == "+" else one - other


def _evaluate(values: Sequence[float], operators: Sequence[str]) -> float | None:
    """Evaluate with multiplication and division first."""
    terms, pending = [values[0]], []
    for value, operator in zip(values[1:], operators, strict=True):
        if operator in "*/":
            step = _apply(terms[-1], operator, value)
            if step is None:
                return None
            terms[-1] = step
        else:
            pending.append(operator)
            terms.append(value)
    return _in_order(terms, pending)


def is_constant(quantity: Quantity) -> bool:
    """Whether an operand is a plain number of hours, weeks or months that any sum may use."""
    return not quantity.is_money and quantity.low in _CONSTANTS
