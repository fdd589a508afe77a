"""True sentences made false by rule: a digit flipped, a year moved, hour for year, a citation dropped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.quantities import find_quantities
from tests.grounding.labels import Labelled

_PERIODS = {"an hour": "a year", "a year": "an hour", "a month": "a week", "a week": "a month"}


@dataclass(frozen=True)
class Mutant:
    kind: str
    text: str
    figures: bool = True


def mutants(one: Labelled) -> Iterator[Mutant]:
    """Yield sentences that differ from a true one in one thing that makes them false."""
    yield from _flipped(one.text)
    yield from _other_period(one.text)
    yield from _cited_elsewhere(one)


def _flipped(text: str) -> Iterator[Mutant]:
    """Raise the first digit of each figure that is no mark and no list number."""
    for quantity in find_quantities(text):
        if quantity.unit == "code":
            continue
        match = re.search(r"\d", quantity.text)
        if match is None:
            continue
        place = quantity.start + match.start()
        if quantity.unit == "year":
            place = quantity.start + max(at for at, letter in enumerate(quantity.text) if letter.isdigit())
        digit = "1" if text[place] == "9" else str(int(text[place]) + 1)
        yield Mutant(
            "year" if quantity.unit == "year" else "number", text[:place] + digit + text[place + 1 :]
        )


def _other_period(text: str) -> Iterator[Mutant]:
    """Say another period of an amount, except beside a sum that may make it right."""
    for match in re.finditer(r"(?<=\d )(?:an hour|a year|a month|a week)|(?<=\d\*\* )(?:a year)", text):
        if "2,080" in text:
            continue
        other = _PERIODS[match.group()]
        yield Mutant("period", text[: match.start()] + other + text[match.end() :])


def _cited_elsewhere(one: Labelled) -> Iterator[Mutant]:
    """Move every mark to a number that does not exist, and drop them all where there is a figure."""
    if not re.search(r"\[\d+\]", one.text):
        return
    yield Mutant("citation", re.sub(r"\[\d+\]", "[88]", one.text))
    yield Mutant(
        "uncited", re.sub(r"\s*\[\d+\]", "", one.text), figures=bool(re.search(r"[$£€]\d", one.text))
    )
