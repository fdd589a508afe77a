"""Words as they come, cut into whole sentences, list items and table rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.grounding import Unit, sentence_end
from bot.grounding.reading import cells
from bot.grounding.sentences import BlockKind

_RULE_ROW = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BULLET = re.compile(r"^\s{0,12}(?:[-*+•]|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_MARKS = re.compile(
    r"[\[【]\s?\^?(?:(?:sources?|refs?|citations?|passages?)\s?)?#?\d{1,3}(?:\s?(?:,|;|and|&)\s?(?:source\s)?\^?#?\d{1,3}){0,5}\s?[\]】]",
    re.IGNORECASE,
)
_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|$)\s*", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(
    r"<(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?|r(?:e(?:a(?:s(?:o(?:n(?:i(?:n(?:g)?)?)?)?)?)?)?)?)?$",
    re.I,
)


@dataclass(slots=True)
class Cut:
    """A unit, and what stands between it and the one before it: a blank, a line break or a blank line."""

    unit: Unit
    before: str


@dataclass(slots=True)
class Cutter:
    """Takes words in and gives whole units out; thoughts that a model writes down are left out."""

    _raw: str = ""
    _used: int = 0
    _held: list[Cut] = field(default_factory=list)
    _kind: BlockKind = "paragraph"
    _block: int = 0
    _line_open: bool = False
    _blank: bool = True
    _any: bool = False

    def feed(self, words: str) -> Iterator[Cut]:
        """Add words; yield the units that are now whole."""
        self._raw += words
        yield from self._cut(final=False)

    def end(self) -> Iterator[Cut]:
        """Yield what is left."""
        yield from self._cut(final=True)
        yield from self._release()

    def _text(self, *, final: bool) -> str:
        text = _THOUGHTS.sub("", self._raw)
        return text if final else _OPENING.sub("", text)

    def _cut(self, *, final: bool) -> Iterator[Cut]:
        text = self._text(final=final)
        while True:
            rest = text[self._used :]
            end = sentence_end(rest)
            if end is None:
                if final and rest.strip():
                    self._used = len(text)
                    yield from self._take(rest)
                return
            self._used += end
            yield from self._take(rest[:end])

    def _take(self, piece: str) -> Iterator[Cut]:
        """Turn a piece of a line into a unit; a table's first row waits for the rule below it."""
        ends_line = piece.endswith("\n")
        body = piece.strip()
        if not body or _FENCE.match(piece):
            self._blank = self._blank or (not self._line_open and not body)
            self._line_open = self._line_open and not ends_line
            return
        if not self._line_open and _RULE_ROW.match(body) and self._held:
            held = self._held.pop()
            self._held.append(Cut(Unit(held.unit.text, "header", held.unit.block), held.before))
            return
        yield from self._release()
        cut = self._unit(piece, body)
        self._line_open = not ends_line
        self._blank = False
        self._any = True
        if cut.unit.kind == "row" and cut.before != "\n":
            self._held.append(cut)
        else:
            yield cut

    def _unit(self, piece: str, body: str) -> Cut:
        body = plain_marks(body)
        if self._line_open:
            return Cut(Unit(body, self._kind, self._block), " ")
        kind = _kind_of(piece)
        same = kind == self._kind and not self._blank and kind in ("row", "paragraph")
        goes_on = (
            kind == "paragraph" and self._kind in ("paragraph", "item") and not self._blank and self._any
        )
        if goes_on:
            return Cut(Unit(body, self._kind, self._block), " ")
        if not same:
            self._block += 1
        close = kind == self._kind and kind in ("item", "row")
        before = "" if not self._any else "\n" if close and not self._blank else "\n\n"
        if kind == "item" and self._kind == "item":
            before = "\n"
        self._kind = kind
        text = _HEADING.sub("", body) if kind == "heading" else body
        return Cut(Unit(text, self._kind, self._block), before)

    def _release(self) -> Iterator[Cut]:
        held, self._held = self._held, []
        yield from held


def plain_marks(text: str) -> str:
    """Return a text with its citations as [n], however a model wrote them: "[1, 2]", "[Source 1]", "[^1]"."""
    return _MARKS.sub(_as_marks, text)


def _as_marks(match: re.Match[str]) -> str:
    return "".join(f"[{number}]" for number in re.findall(r"\d{1,3}", match.group()))


def _kind_of(line: str) -> BlockKind:
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        return "row"
    if _HEADING.match(line):
        return "heading"
    return "item" if _BULLET.match(line) else "paragraph"


def rule_row(header: str) -> str:
    """Return the row of dashes that makes a table of a header and the rows below it."""
    return "|" + " --- |" * len(cells(header))
