"""Answers taken apart: blocks, sentences with their citation marks, tokens, overlap; nothing from bot/."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

MARK = re.compile(r"\[(\d{1,3})\]")
_GROUP = re.compile(r"(?:\s*\[\d{1,3}\])+")
_MARKS_AT_START = re.compile(r"^((?:\s*\[\d{1,3}\])+)\s*")
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")
_RULE = re.compile(r"^\|?\s*:?-{2,}.*$")
_ABBREVIATION = re.compile(
    r"\b(?:U\.S|e\.g|i\.e|vs|St|Mr|Ms|Dr|No|approx|etc|Inc|a\.m|p\.m)\.$", re.IGNORECASE
)
_END = re.compile(r"(?<=[.!?])[\"”')*_]*(?:\s*\[\d{1,3}\])*\s+(?=[\"“(*_]*[A-Z0-9$£€])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBER_TOKEN = re.compile(r"\d[\d,.]*\d|\d")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")

_FUNCTION_WORDS = """
a about above after all also among an and any are as at be because been before below between both but by
can could do does each either else for from had has have he her his how i if in into is it its just may
me might more most much my near no nor not now of off on one only or other our out over own per same she
should since so some such than that the their them then there these they this those through to too under
until up us very was we were what when where which while who whose why will with within without would you
your
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer.

    `text` has neither marks nor emphasis; `marks` are the citation numbers written in it, `reach` those that
    hold for it: its own or, failing these, the next in its block. `kind` is paragraph, bullet or row; a row's
    text reads "header: cell; header: cell". `block` counts blocks from 0. `groups` are the marks that stand
    together, each group with its offset in `text`.
    """

    text: str
    marks: tuple[int, ...]
    reach: tuple[int, ...]
    kind: str
    block: int
    groups: tuple[tuple[int, tuple[int, ...]], ...] = ()

    def reach_at(self, position: int) -> tuple[int, ...]:
        """Return the citations that hold at a place of the text: the next group, else all that hold."""
        return next((marks for offset, marks in self.groups if offset >= position), self.reach)


def sentences(markdown: str) -> tuple[Sentence, ...]:
    """Split an answer into sentences and say which citations hold for each."""
    found: list[Sentence] = []
    for number, (kind, text) in enumerate(_blocks(markdown)):
        found += _block_sentences(kind, text, number, tuple(found))
    return tuple(found)


def _blocks(markdown: str) -> list[tuple[str, str]]:
    blocks: list[tuple[str, str]] = []
    header: list[str] = []
    lines: list[str] = []

    def close() -> None:
        if lines:
            blocks.append(("paragraph", " ".join(lines)))
            lines.clear()

    for line in [*markdown.splitlines(), ""]:
        stripped = line.strip()
        if stripped.startswith("|"):
            close()
            header = _row(stripped, header, blocks)
            continue
        header = []
        if not stripped or stripped.startswith("#"):
            close()
        elif _BULLET.match(line):
            close()
            blocks.append(("bullet", _BULLET.sub("", line).strip()))
        else:
            lines.append(stripped.lstrip("> "))
    return blocks


def _row(line: str, header: list[str], blocks: list[tuple[str, str]]) -> list[str]:
    """Read one table line; return the header that holds for the next."""
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    if _RULE.match(line):
        return header
    if not header:
        return cells
    spoken = "; ".join(f"{head}: {cell}" for head, cell in zip(header, cells, strict=False) if cell)
    blocks.append(("row", spoken))
    return header


def _block_sentences(kind: str, text: str, block: int, before: Sequence[Sentence]) -> list[Sentence]:
    pieces = [text] if kind == "row" else split_sentences(text)
    marks = [tuple(int(m) for m in MARK.findall(piece)) for piece in pieces]
    lead = _lead_marks(before) if kind == "bullet" else ()
    found = []
    for at, piece in enumerate(pieces):
        reach = next((m for m in marks[at:] if m), ()) or lead
        found.append(Sentence(strip_markup(piece), marks[at], reach, kind, block, _groups(piece)))
    return found


def _groups(piece: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
    return tuple(
        (len(strip_markup(piece[: match.start()])), tuple(int(m) for m in MARK.findall(match.group())))
        for match in _GROUP.finditer(piece)
    )


def _lead_marks(before: Sequence[Sentence]) -> tuple[int, ...]:
    """Return the marks of the sentence that introduces a list."""
    lead = next((s for s in reversed(before) if s.kind == "paragraph"), None)
    return lead.marks if lead and lead.text.endswith(":") else ()


def split_sentences(text: str) -> list[str]:
    """Split running text; marks after a full stop stay with the sentence before them."""
    pieces: list[str] = []
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.end()].rstrip()
        if _ABBREVIATION.search(MARK.sub("", head).rstrip()):
            continue
        pieces.append(head)
        start = match.end()
    pieces.append(text[start:].strip())
    joined: list[str] = []
    for piece in pieces:
        stray = _MARKS_AT_START.match(piece)
        if stray and joined:
            joined[-1] += " " + stray.group(1).strip()
            piece = piece[stray.end() :]
        if piece:
            joined.append(piece)
    return joined


def strip_markup(text: str) -> str:
    """Return text without marks, emphasis, code ticks and link targets."""
    text = _LINK.sub(r"\1", MARK.sub("", text))
    text = re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", text).replace("\\", "")
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", text)).strip()


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """Return text for comparing: no case, no accents, plain quotes and dashes, one space."""
    text = text.replace("’", "'").replace("“", '"').replace("”", '"')
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", re.sub(r"[‐-―]", "-", text)).casefold().strip()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without its commonest endings, so that "coaching" meets "coach"."""
    for ending in ("ingly", "edly", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            cut = word[: -len(ending)]
            return cut + "y" if ending in ("ies", "ied") else cut.rstrip("e")
    return word


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """Return stemmed words and plain numbers, in order."""
    text = folded(text)
    text = _NUMBER_TOKEN.sub(lambda m: m.group().replace(",", ""), text)
    return tuple(stem(word) for word in _WORD.findall(text))


def content_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens that carry meaning, numbers included."""
    return tuple(t for t in tokens(text) if t not in _FUNCTION_STEMS)


_FUNCTION_STEMS = frozenset(stem(word) for word in FUNCTION_WORDS) | FUNCTION_WORDS


def rouge_l_recall(reference: str, text: str) -> float:
    """Return the share of a reference's tokens that stand in a text in the same order (0 to 1)."""
    wanted = tokens(reference)
    return LCSseq.similarity(wanted, tokens(text)) / len(wanted) if wanted else 0.0


def ngrams(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """Return the n-grams of a text's tokens."""
    found = tokens(text)
    return frozenset(found[i : i + size] for i in range(len(found) - size + 1))


def containment(part: str, whole: str, size: int = 4) -> float:
    """Return the share of a text's n-grams that stand in another (0 to 1)."""
    wanted = ngrams(part, size)
    return len(wanted & ngrams(whole, size)) / len(wanted) if wanted else 0.0


def matches(nugget: str | Iterable[str], text: str) -> bool:
    """Say whether any wording of a nugget stands in a text, at the start of a word; /pattern/ is a regex."""
    wordings = (nugget,) if isinstance(nugget, str) else nugget
    return any(_pattern(wording).search(folded(text)) for wording in wordings)


@lru_cache(maxsize=16384)
def _pattern(wording: str) -> re.Pattern[str]:
    if len(wording) > 2 and wording.startswith("/") and wording.endswith("/"):
        return re.compile(wording[1:-1], re.IGNORECASE)
    plain = re.escape(folded(wording))
    return re.compile((r"(?<!\w)" if wording[:1].isalnum() else "") + plain)


def syllables(word: str) -> int:
    """Estimate an English word's syllables from its vowel groups."""
    groups = len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))
    return max(1, groups)


def reading_grade(text: str) -> float | None:
    """Return the Flesch-Kincaid grade of a text; None under 30 words, where it means nothing."""
    plain = [s.text for s in sentences(text) if s.kind != "row"]
    words = [word for sentence in plain for word in re.findall(r"[A-Za-z']+", sentence)]
    if len(words) < 30:
        return None
    return 0.39 * len(words) / len(plain) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
