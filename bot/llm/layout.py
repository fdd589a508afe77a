"""Keeps a model's paragraphs and lists whole where sentences of them were withheld."""

import re
from dataclasses import dataclass

from bot.llm.cutter import Cut

_LIST_MARK = re.compile(r"(?:[-*+•]|(?P<number>\d{1,3})[.)])\s+")


@dataclass(slots=True)
class Layout:
    """Remembers which line or item lost its beginning, and how many numbered items of a list are gone."""

    _owed: Cut | None = None
    _gone: int = 0

    def place(self, cut: Cut, text: str | None = None) -> tuple[str, str]:
        """Return what stands before a unit, and its text or what is said in its place."""
        mark = _mark(cut)
        said = cut.unit.text if text is None else f"{mark}{text}"
        before, owed, self._owed = cut.before, self._owed, None
        if owed is not None and before == " ":
            before, mark = owed.before, _mark(owed)
            said = f"{mark}{said}"
            self._gone -= _number(mark) is not None
        number = _number(mark)
        if number is None:
            return before, said
        self._gone = 0 if number == 1 else self._gone
        return before, said.replace(str(number), str(number - self._gone), 1)

    def drop(self, cut: Cut) -> None:
        """Note that a unit is not shown: what goes on from it begins its line; later items count one less."""
        if cut.before == " ":
            return
        self._owed = cut
        number = _number(_mark(cut))
        if number is not None:
            self._gone = (0 if number == 1 else self._gone) + 1


def _mark(cut: Cut) -> str:
    match = _LIST_MARK.match(cut.unit.text) if cut.unit.kind == "item" else None
    return match.group() if match else ""


def _number(mark: str) -> int | None:
    match = _LIST_MARK.match(mark)
    return int(match["number"]) if match and match["number"] else None
