"""Telling a crisis from hard words about work."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import cast

import yaml


@lru_cache(maxsize=1)
def _data() -> dict[str, list[str]]:
    raw = yaml.safe_load(files(__package__).joinpath("crisis.yaml").read_text(encoding="utf-8"))
    return cast(dict[str, list[str]], raw)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    data = _data()
    never, patterns = (
        tuple(re.compile(text, re.IGNORECASE) for text in data[name]) for name in ("never", "patterns")
    )
    return never, patterns


def is_figure_of_speech(text: str) -> bool:
    """Whether a message uses words of death or harm for something else ("a dead end", "dying to know")."""
    return any(pattern.search(_plain(text)) for pattern in _compiled()[0])


def without_figures_of_speech(text: str) -> str:
    """Return a message less the words of death or harm that stand for something else in it."""
    plain = _plain(text)
    for pattern in _compiled()[0]:
        plain = pattern.sub(" ", plain)
    return plain


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split())


def crisis_score(text: str) -> float:
    """Return how likely a message tells of a crisis, 0 to 1: danger to the person's life or to others."""
    plain = without_figures_of_speech(text)
    return 1.0 if any(pattern.search(plain) for pattern in _compiled()[1]) else 0.0
