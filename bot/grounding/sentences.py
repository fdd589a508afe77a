"""Markdown cut into the units that are checked one by one: sentences, list items and table rows."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.grounding import lexicon

BlockKind = Literal["paragraph", "item", "row", "header", "heading"]

_ABBREVIATIONS = lexicon.words("abbreviations")
_OPENERS = lexicon.words("openers")
_END = re.compile(r"[.!?…]+[\"'”’)\]*_]*(?:\s*\[\d{1,3}\])*(?=\s|$)")
_LAST_WORD = re.compile(r"([^\s(\[\"“*_]+)$")
# "im 3. Jahr", "Einkommen: 1. Jahr": what stands before a German ordinal.
_BEFORE_ORDINAL = re.compile(
    r"(?i)(?:\b(?:am|im|vom|zum|ab|seit|bis|und|der|die|das|dem|den|des)|:|[€$£%],) \d{1,2}$"
)
_BULLET = re.compile(r"^\s{0,12}(?:[-*+•](?:\s+\d{1,3}\\?[.)])?|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_RULE_ROW = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One checked piece of Markdown; `block` numbers the paragraph, list item or table that it stands in."""

    text: str
    kind: BlockKind
    block: int


def split_sentences(markdown: str) -> tuple[str, ...]:
    """Cut Markdown into sentences, list items and table rows, each with the [n] marks that belong to it.

    A mark after the full stop stays with the sentence before it. Abbreviations, decimals, initials and list
    numbers end no sentence; the rule under a table's header is left out.
    """
    return tuple(unit.text for unit in split_units(markdown))


def split_units(markdown: str) -> tuple[Unit, ...]:
    """Cut Markdown like `split_sentences`, saying what each piece is and which of them belong together."""
    units: list[Unit] = []
    block = 0
    for kind, text in _blocks(markdown):
        if kind != "row":
            block += 1
            units += [Unit(sentence, kind, block) for sentence in split_prose(text)]
            continue
        if not units or units[-1].kind not in ("row", "header"):
            block += 1
        if _RULE_ROW.match(text):
            if units and units[-1].block == block and units[-1].kind == "row":
                units[-1] = Unit(units[-1].text, "header", block)
            continue
        units.append(Unit(text.strip(), "row", block))
    return tuple(units)


def _blocks(markdown: str) -> list[tuple[BlockKind, str]]:
    """Join the lines of each paragraph and list item; table rows and headings stay single lines."""
    blocks: list[tuple[BlockKind, str]] = []
    fresh = True
    for line in markdown.replace("\r\n", "\n").split("\n"):
        kind = _kind_of(line)
        if not line.strip() or _FENCE.match(line):
            fresh = True
        elif kind != "paragraph":
            blocks.append((kind, _HEADING.sub("", line).strip() if kind == "heading" else line.strip()))
            fresh = kind in ("row", "heading")
        elif fresh or not blocks:
            blocks.append(("paragraph", line.strip()))
            fresh = False
        else:
            last_kind, text = blocks[-1]
            blocks[-1] = (last_kind, f"{text} {line.strip()}")
    return blocks


def _kind_of(line: str) -> BlockKind:
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        return "row"
    if _HEADING.match(line):
        return "heading"
    return "item" if _BULLET.match(line) else "paragraph"


def split_prose(text: str) -> tuple[str, ...]:
    """Cut one paragraph into sentences."""
    sentences: list[str] = []
    start = 0
    marker = _BULLET.match(text)
    for match in _END.finditer(text, marker.end() if marker else 0):
        if not _ends_sentence(text, match):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return tuple(sentence for sentence in sentences if sentence)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    rest = text[match.end() :].lstrip()
    if not rest:
        return True
    opener = rest.lstrip("\"'“‘*_([")
    if not opener or opener[0].islower():
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text[: match.start()])
    last = before.group(1).casefold() if before else ""
    if _BEFORE_ORDINAL.search(text[: match.start()]):
        return False
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
        first = re.match(r"[^\W\d_]+", opener)
        shortened = "." in last or len(last) > 1
        return bool(
            shortened and first and first.group().casefold() in _OPENERS and last not in ("e.g", "i.e")
        )
    return True


def sentence_end(text: str) -> int | None:
    """Return where the first whole sentence or line of a growing text ends; None while it may still go on.

    The end is only certain once something stands after it, so a mark or a decimal is never cut off.
    """
    line = text.find("\n")
    head = text if line < 0 else text[:line]
    marker = _BULLET.match(head)
    if not head.strip().startswith("|"):
        for match in _END.finditer(head, marker.end() if marker else 0):
            rest = head[match.end() :].lstrip()
            certain = bool(rest) and not re.match(r"\[\d{0,3}$", rest)
            if certain and not rest.startswith("[") and _ends_sentence(head, match):
                return match.end()
    return line + 1 if line >= 0 else None
