"""Does a sentence repeat the instructions?"""

import re

_RUN = 4
_LEAST = 3
_SHARE = 0.5


class Leaks:
    """Knows the instructions as runs of four words."""

    def __init__(self, instructions: str) -> None:
        """Take the text that is not to be repeated."""
        self._runs = _runs(instructions)

    def reasons(self, text: str) -> tuple[str, ...]:
        """Return a reason when half of a sentence's runs of four words are the instructions'."""
        runs = _runs(text)
        shared = runs & self._runs
        if len(shared) >= _LEAST and len(shared) >= _SHARE * len(runs):
            return ("it repeats the adviser's instructions",)
        return ()


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1))
