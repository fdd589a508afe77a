"""Two answers word by word: what was taken out and what was put in."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "gone", "new"]
_PIECE = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that is in both answers, or in one of them."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> tuple[Run, ...]:
    """Return the stretches of two texts in reading order."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    runs: list[Run] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        if b > a:
            runs.append(Run("gone", "".join(old[a:b])))
        if d > c:
            runs.append(Run("new", "".join(new[c:d])))
    return tuple(runs)
