"""The figures of one sentence's evidence that a computed figure may be computed from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.grounding.claims import Reading
from bot.grounding.facts import Fact
from bot.grounding.figures import figures_in
from bot.grounding.matching import Links
from bot.grounding.own_words import own_words
from bot.grounding.values import granularity, is_bound
from bot.quantities import (
    HOURLY_BELOW,
    Quantity,
    is_implausible,
    overtime_rate,
    weekly_hours,
    weeks_named,
    weeks_paid,
)

FULL_TIME_HOURS = 2080.0
_LONGEST_WEEK = 100
_CENTS = re.compile(r"\.\d\d$")
# From here on a dollar more or less is rounding; below it is another wage.
_LEAST_CUT = 10_000.0
_CENT = 0.01
_MEASURED = re.compile(
    r"\b(?:more|higher|above|better|ahead|less|lower|below|behind|gap|difference|step|worth)\b", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?:than|over|above|below|under)\s+(?:an?|the"
    r"|that of)?\s*(?:\w+\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Base:
    """A figure to reckon with: from the evidence, the person, or printed and already verified.

    Of a person's own, `about` are the words they said beside it and those it may be called by ("the
    second", "your current pay"), and `offered` is whether they said that it was offered to them.
    """

    value: float
    unit: str
    period: str | None
    fact: Fact | None = None
    personal: bool = False
    converted: bool = False
    about: frozenset[str] = frozenset()
    offered: bool = False

    @property
    def field(self) -> str:
        """The field of the pay record it is; empty for any other figure."""
        return self.fact.fields[0] if self.fact and len(self.fact.fields) == 1 else ""


@dataclass(frozen=True, slots=True)
class Workings:
    """All that a computed figure of one sentence may be computed from."""

    reading: Reading
    facts: Sequence[Fact]
    bases: tuple[Base, ...]
    printed: frozenset[float]
    hours: frozenset[float]
    own_hours: frozenset[float]
    own_factors: frozenset[float]
    links: Links


def person_quantities(texts: Iterable[str], currency: str | None) -> tuple[Quantity, ...]:
    """Return the figures a person typed about themselves."""
    return tuple(_as_money(item, currency) for text in texts for item in figures_in(text, currency))


def _as_money(item: Quantity, currency: str | None) -> Quantity:
    """Take a person's "41k" for money, whatever word they put behind it, and so their "16.50"."""
    if item.is_money and is_implausible(item):
        return replace(item, period=None)
    written = item.text[-1:] in {"k", "K"} or (item.noun is None and bool(_CENTS.search(item.text)))
    if item.unit != "count" or not written or currency is None:
        return item
    return replace(item, unit=currency, noun=None, period="hour" if (item.low or 0) < HOURLY_BELOW else None)


def workings(
    reading: Reading,
    facts: Sequence[Fact],
    person: Sequence[Quantity],
    links: Links,
    turns: Sequence[str] = (),
) -> Workings:
    """Gather the figures a sentence may reckon with, less those of roles that it does not name.

    `turns` are what the person typed, in which the figures of `person` stand.
    """
    money = [fact for fact in facts if fact.is_money and not (fact.is_range and fact.record)]
    bases = [
        Base(value, fact.unit, fact.period or yearly(value), fact)
        for fact in _named(money, reading, links)
        for value in dict.fromkeys(end for end in (fact.low, fact.high) if end is not None)
    ]
    bases += _personal(person, turns)
    printed = {value for claim in reading.claims for value in claim.quantity.values}
    own_hours = _hours_a_year(person) | _worked(turns)
    return Workings(
        reading,
        facts,
        tuple(bases),
        frozenset(printed),
        own_hours | _hours_a_year(facts) | {FULL_TIME_HOURS},
        own_hours,
        frozenset(named[1] for turn in turns if (named := overtime_rate(turn))),
        links,
    )


def _personal(person: Sequence[Quantity], turns: Sequence[str]) -> list[Base]:
    """Return the person's own amounts, an hour's as a full-time year's too and the other way round."""
    said = own_words(turns, frozenset(value for item in person if item.is_money for value in item.values))
    found = [
        Base(
            value,
            item.unit,
            item.period or yearly(value) or ("hour" if value < HOURLY_BELOW else None),
            personal=True,
            about=said.get(value, frozenset()),
            offered="offer" in said.get(value, frozenset()),
        )
        for item in person
        if item.is_money
        for value in item.values
    ]
    hours = max(_hours_a_year(person), default=FULL_TIME_HOURS)
    years = [
        replace(base, value=base.value * hours, period="year", converted=True)
        for base in found
        if base.period == "hour"
    ]
    return (
        found
        + years
        + [
            replace(base, value=base.value / hours, period="hour", converted=True)
            for base in found
            if base.period == "year"
        ]
    )


def _hours_a_year(items: Iterable[Quantity | Fact]) -> frozenset[float]:
    """Return the working hours of a year that some figures give: those of a week times 52."""
    values = [
        value * 52 if item.period == "week" or value <= _LONGEST_WEEK else value
        for item in items
        for value in (item.low, item.high)
        if item.unit == "hours" and value is not None and value >= 1 and item.period in (None, "week", "year")
    ]
    return frozenset(values)


def _worked(turns: Sequence[str]) -> frozenset[float]:
    """Return the hours of a year that the weeks and the shifts a person tells of come to."""
    return frozenset(
        hours * weeks
        for turn in turns
        for hours in (*weeks_named(turn), weekly_hours(turn, figures_in(turn)))
        for weeks in {52, weeks_paid(turn) or 52}
        if hours
    )


def yearly(value: float) -> str | None:
    """Guess the period of an amount that names none: large ones are a year's."""
    return "year" if value >= 9000 else None


def _named(facts: Sequence[Fact], reading: Reading, links: Links) -> list[Fact]:
    """Keep the facts of the roles a sentence is about; one only compared with leaves all of them in."""
    about = [one.names for one in reading.roles if not _COMPARED.search(reading.text[: one.start])]
    if len({one.names for one in reading.roles}) == 1 and _MEASURED.search(reading.text):
        about = []  # the other side of "technicians earn 38% more" is not named
    roles = links.join(frozenset().union(*(one.names for one in reading.roles))) if about else frozenset()
    kept = [fact for fact in facts if not roles or not fact.roles or roles & fact.roles]
    return kept or list(facts)


def close(quantity: Quantity, claimed: float, actual: float) -> bool:
    """Whether a claimed amount is the actual one, rounded as it is printed, or a fair bound of it."""
    if (quantity.low is None) != (quantity.high is None):
        return abs(claimed - actual) < _CENT or is_bound(quantity, claimed, actual)
    step = 0.01 if claimed != int(claimed) else 1.0
    if quantity.approximate:
        step = max(step, min(granularity(claimed), abs(actual) * 0.02))
    whole = step == 1.0 and abs(actual) >= _LEAST_CUT and abs(claimed - actual) < 1.0
    return abs(claimed - actual) <= step * 0.5 + 1e-6 or whole
