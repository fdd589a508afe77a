"""The word lists of lexicon.yaml, each read once."""

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def _data() -> dict[str, Any]:
    text = resources.files("bot.grounding").joinpath("lexicon.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of words."""
    return frozenset(str(_data()[name]).split())


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """Return lines of words that belong together, in order."""
    return tuple(tuple(line.split()) for line in _data()[name])


@cache
def groups(name: str) -> tuple[frozenset[str], ...]:
    """Return lines of words that belong together."""
    return tuple(frozenset(line) for line in lines(name))


@cache
def sides(name: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return lines of two sides that stand against each other."""
    pairs = (line.partition("|") for line in _data()[name])
    return tuple((frozenset(one.split()), frozenset(other.split())) for one, _, other in pairs)
