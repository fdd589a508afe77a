"""Which kind of professional to ask where a career guide must not decide."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import cast

import yaml


@lru_cache(maxsize=1)
def _subjects() -> dict[str, dict[str, str]]:
    raw = yaml.safe_load(files(__package__).joinpath("professionals.yaml").read_text(encoding="utf-8"))
    return cast(dict[str, dict[str, str]], raw)


def professional(intent: str, question: str) -> str:
    """Return one or two sentences on whom to ask about a legal or medical question."""
    if intent == "medical":
        return _subjects()["medical"]["text"]
    words = set(re.findall(r"[a-z]+", question.casefold()))
    for subject in ("immigration", "discrimination"):
        if words & set(_subjects()[subject]["words"].split()) - {
            "because",
            "of",
            "my",
            "green",
            "card",
            "work",
        }:
            return _subjects()[subject]["text"]
    return _subjects()["legal"]["text"]
