"""A passage's Markdown as units that can be spoken: sentences, list items and tables."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.grounding import split_sentences
from bot.safety.private import find_contacts, find_private

_PARSER = MarkdownIt("commonmark").enable("table")
_SOURCE_LINE = re.compile(r"^\s*\W*(sources?|quelle[n]?|références?|fuentes?)\W*:", re.IGNORECASE)
_PAGE_FURNITURE = re.compile(
    r"[›»]|(?-i:[A-Z]\w* (?:\\?>|/) (?:\w+ ){0,3}[A-Z]\w* (?:\\?>|/) )|\\?>\W*$"
    r"|^\W*(?:written|reviewed|edited|posted|authored) by\b"
    r"|^\W*(?:last |page |date )?(?:updated|modified|reviewed|published)\b.{0,25}\d{4}\W*$"
    r"|^\W*(?:skip to|back to top|printer[- ]friendly|print this|share this|sign up|read more|menu)\b"
    r".{0,20}$",
    re.IGNORECASE,
)
"""What frames a page rather than tells of its subject: the way to it, who wrote it and when, buttons."""

_MARK = re.compile(r"\[\d{1,3}\]")
_INSIDE_A_NAME = re.compile(r"(?<=\w)\*(?=\w)")
_ORDINAL_IN_ITEM = re.compile(r"(?m)^(\s*[-*+] +\d{1,3})([.)])(?= )")
# "Am 1. April", "ein 13. Monatsentgelt": a number in the middle of a sentence.
_AN_ORDINAL = re.compile(r"(?i)\b(?:am|ab|bis|vom|zum|im|eine?[nmrs]?|de[rsmn]|das|die) \d{1,2}\\?\.$")
FURNITURE = 110
ROWS = 40
_SENTENCE = 8
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_LEANS_BACK = re.compile(
    r"^(this|that|these|those|it|they|he|she|such|however|but|so|then|instead|also|both|another|otherwise"
    r"|therefore|and|or|its|their|here|there,|for example|for instance|in addition|as a result|as above)\b"
    # "Treat that as a rule of thumb", but not "If it rains"
    r"|^(?!(?:when|if|as|because|since|while|once|before|after|until|unless|although|though|where|whether)\b)"
    r"\w+ (?:(?:this|these|those|them|it)\b|that(?= as\b|[.,;:]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, list item or table of a passage; `group` numbers the paragraph or list it stands in."""

    text: str
    kind: Literal["sentence", "item", "table"]
    group: int
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> int:
        """Length in words; of a table a few rows are told."""
        return min(len(self.text.split()), ROWS if self.kind == "table" else sys.maxsize)

    @property
    def is_whole(self) -> bool:
        """Whether the unit says something by itself: not the words of a cover, or a lone figure."""
        return self.kind != "sentence" or self.text.rstrip("\"'”’»)").endswith((".", "!", "?", ":", "…"))

    @property
    def leans_back(self) -> bool:
        """Whether the unit only makes sense after the one before it."""
        return leans_back(self.text)


def leans_back(text: str) -> bool:
    """Whether a sentence only makes sense after the one before it."""
    return bool(_LEANS_BACK.match(text))


_TO_THE_MACHINE = re.compile(
    r"^\W*(?:(?:dear |hey |note to (?:the |any )?)?(?:ai|assistant|chat ?bot|bot|(?:language )?model"
    r"|system)s?\s*[,:]|system prompt|you are now\b)",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget) (?:all |any |your |the |these |my )*"
    r"(?:previous |prior |earlier |above |other )*(?:instructions?|rules?|prompts?|guidelines)"
    r"|\b(?:begin|start|open|end|close|finish|precede|prefix) (?:every|each|all|any|your|the) (?:\w+ )?"
    r"(?:answers?|repl(?:y|ies)|responses?|outputs?)\b"
    r"|\btell (?:the|every|each) (?:reader|user|visitor)s?\b",
    re.IGNORECASE,
)


def parse_units(markdown: str) -> tuple[Unit, ...]:
    """Split a passage into units in reading order.

    Source lines and headings are left out, and so is what no adviser should say: instructions to a machine,
    with the whole paragraph they stand in, and somebody's contact details.
    """
    tokens = _PARSER.parse(_ORDINAL_IN_ITEM.sub(r"\1\\\2", _INSIDE_A_NAME.sub(r"\\*", markdown)))
    units: list[Unit] = []
    group, list_depth, index = 0, 0, 0
    while index < len(tokens):
        token = tokens[index]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            list_depth, group = list_depth + 1, group + 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            list_depth, group = list_depth - 1, group + 1
        elif token.type == "table_open":
            end = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close")
            units.append(_table(tokens[index:end], group))
            index, group = end, group + 1
        elif token.type == "inline" and tokens[index - 1].type != "heading_open":
            units += _inline_units(plain(token), list_depth > 0, group)
            group += 0 if list_depth else 1
        index += 1
    tainted = {unit.group for unit in units if unit.kind == "sentence" and _ORDER.search(unit.text)}
    return tuple(unit for unit in units if unit.group not in tainted and _may_be_said(unit.text))


def source_line(markdown: str) -> str | None:
    """Return what a passage names as its sources, without the label; None where it names none."""
    for token in _PARSER.parse(markdown):
        if token.type == "inline" and (label := _SOURCE_LINE.match(token.content)):
            text = plain(token)
            return text[len(label.group()) :].strip(" .") if _SOURCE_LINE.match(text) else None
    return None


def _may_be_said(text: str) -> bool:
    to_a_machine = _TO_THE_MACHINE.search(text) or _ORDER.search(text)
    return not to_a_machine and not find_private(text) and not find_contacts(text)


def _inline_units(text: str, in_list: bool, group: int) -> list[Unit]:
    if _SOURCE_LINE.match(text) or not text or (len(text) < FURNITURE and _PAGE_FURNITURE.search(text)):
        return []
    if in_list:
        return [Unit(_closed(text), "item", group)]
    sentences = _whole_quotes(split_sentences(text))
    if len(sentences[-1].split()) >= _SENTENCE:
        sentences[-1] = _closed(sentences[-1])
    return [Unit(sentence, "sentence", group) for sentence in sentences]


def _whole_quotes(sentences: Sequence[str]) -> list[str]:
    """Join the sentences of one quotation, so that it is never cut or cited in the middle."""
    joined: list[str] = []
    for sentence in sentences:
        if joined and (_is_open(joined[-1]) or _AN_ORDINAL.search(joined[-1])):
            joined[-1] = f"{joined[-1]} {sentence}"
        else:
            joined.append(sentence)
    return joined


def _is_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _table(tokens: Sequence[Token], group: int) -> Unit:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(plain(token))
    text = " ".join(" ".join(row) for row in rows)
    return Unit(text, "table", group, tuple(tuple(row) for row in rows))


def plain(token: Token) -> str:
    """Return an inline token's words alone: no links, images, code marks or emphasis, safe to print."""
    parts = [
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    ]
    return escape(_MARK.sub("", " ".join("".join(parts).split())).strip())


def escape(text: str) -> str:
    """Escape what Markdown or HTML would read as markup."""
    return _SPECIAL.sub(r"\\\1", text)


def _closed(text: str) -> str:
    bare = text.rstrip("\"'”’»)")
    return text if bare.endswith((".", "!", "?", ":", "…")) else text.rstrip(";,") + "."


def normal(text: str) -> str:
    """Reduce a sentence to its words, to tell whether it was said before."""
    return " ".join(re.findall(r"\w+", _MARK.sub("", text).lower()))
