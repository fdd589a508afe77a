"""Whole answers through the gate: each unit may lean on the one before it, a cell on its column's heading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.grounding.check import check_sentence
from bot.grounding.figures import figures_in
from bot.grounding.knowledge import knowledge_of
from bot.grounding.reading import cells
from bot.grounding.sentences import Unit, split_units
from bot.grounding.verdict import GroundingContext, Verdict
from bot.schema import Evidence

_MARK = re.compile(r"\[\d{1,3}\]")
_ESCAPED = re.compile(r"\\([\\`*_<>])")


@dataclass(slots=True)
class Gate:
    """Checks an answer unit by unit, remembering what the unit before cited and whom it was about."""

    evidence: Mapping[int, Sequence[Evidence]]
    context: GroundingContext
    _block: int = -1
    _previous: tuple[Evidence, ...] = ()
    _subject: frozenset[str] = frozenset()
    _header: tuple[str, ...] = ()

    def prepare(self) -> None:
        """Read the evidence before the first unit comes, so that checking has less to wait for."""
        knowledge = knowledge_of(self.context)
        for items in self.evidence.values():
            for item in items:
                knowledge.source(item)

    def check(self, unit: Unit) -> Verdict:
        """Check the next unit of an answer; units of one block lean on each other."""
        if unit.block != self._block:
            self._block, self._header = unit.block, ()
            self._previous = self._previous if unit.kind in ("item", "header", "row") else ()
        if unit.kind == "header":
            self._header = tuple(cells(unit.text))
            return self._header_verdict(unit.text)
        knowledge = knowledge_of(self.context)
        texts = self._row_texts(unit) if unit.kind == "row" else [unit.text]
        verdicts = [
            check_sentence(text, self.evidence, self.context, self._previous, self._subject) for text in texts
        ]
        reading = knowledge.read(unit.text)
        cited = tuple(item for mark in reading.marks for item in self.evidence.get(mark, ()))
        self._previous = cited or self._previous
        named = {mention.names for mention in reading.roles}
        self._subject = next(iter(named)) if len(named) == 1 else frozenset() if named else self._subject
        return _merged(verdicts)

    def _header_verdict(self, text: str) -> Verdict:
        """Let a table's headings through when they state no amount, and no year that no evidence has."""
        years = {int(end) for item in figures_in(text) if item.unit == "year" for end in item.values}
        read = knowledge_of(self.context).source
        known = {year for items in self.evidence.values() for item in items for year in read(item).years}
        reasons: tuple[str, ...] = ("a heading states a figure",) if _has_money(text) else ()
        reasons += ("a heading names a year that no source has",) if not years <= known else ()
        return Verdict(not reasons, reasons)

    def _row_texts(self, unit: Unit) -> list[str]:
        """Read a table row as one statement per cell: its label, the column's heading, the cell."""
        row = cells(unit.text)
        if len(row) != len(self._header) or len(row) < 2:
            return [unit.text]
        marks = "".join(dict.fromkeys(_MARK.findall(unit.text)))
        label = _MARK.sub("", row[0]).strip()
        return [
            f"{label} {head[:1].casefold()}{head[1:]} {_MARK.sub('', cell).strip()} {marks}".strip()
            for head, cell in zip(self._header[1:], row[1:], strict=True)
            if cell.strip()
        ]


def _has_money(text: str) -> bool:
    return bool(re.search(r"[$£€¥%]\s?\d|\d\s?[%€£]", text))


def _merged(verdicts: Sequence[Verdict]) -> Verdict:
    reasons = tuple(dict.fromkeys(reason for verdict in verdicts for reason in verdict.reasons))
    figures = tuple(figure for verdict in verdicts for figure in verdict.figures)
    return Verdict(not reasons, reasons, figures)


def check_text(
    markdown: str, evidence: Mapping[int, Sequence[Evidence]], context: GroundingContext
) -> tuple[tuple[str, Verdict], ...]:
    """Check a whole answer: each sentence, list item and table row with its verdict, in order."""
    gate = Gate(evidence, context)
    return tuple((unit.text, gate.check(unit)) for unit in split_units(_ESCAPED.sub(r"\1", markdown)))
