"""The dialogue's lists of general English words."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one list of words.yaml."""
    raw = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))
    return frozenset(str(raw[name]).split())
