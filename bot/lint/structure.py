"""The shape of a guide: its front matter, headings, lengths, links and the questions it says it answers."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from tokenizers import Tokenizer

from bot.embedding import identify
from bot.lint.finding import Finding
from bot.lint.guide import Guide
from bot.pay.names import name_key
from bot.quantities import find_money

_NEEDED = {
    "title": "what the guide is about",
    "publisher": "who stands behind it",
    "year": "the year its facts are from, such as 2026",
    "licence": "under which terms it may be used",
}
_NEEDED_FOR_MONEY = {
    "country": "the two-letter code of the country its pay is from, such as US",
    "currency": "the three-letter code of the currency of its pay, such as USD",
}
_HEADING = re.compile(r" {0,3}(#{1,6})\s*(.*?)\s*#*\s*$")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]*)\]\((?P<target>[^)\n]*)\)?")
_COMMENT = re.compile(r"<!--(?P<body>.*?)(?P<end>-->|\Z)", re.DOTALL)
_ASKS = re.compile(r"\s*ask(?P<s>s?)\s*(?P<colon>:?)(?P<questions>.*)", re.DOTALL | re.IGNORECASE)


def front_matter(guide: Guide) -> Iterator[Finding]:
    """Find what the front matter lacks, and what in it cannot be read."""
    needed = dict(_NEEDED)
    if any(find_money(section.text) for section in guide.sections()):
        needed |= _NEEDED_FOR_MONEY
    for key, meaning in needed.items():
        if key == "licence" and guide.front.get("license"):
            continue
        if guide.front.get(key) in (None, "", []):
            yield guide.finding(1, f'add "{key}:" to the front matter: {meaning}')
    for warning in guide.document.warnings:
        if warning.startswith("front matter"):
            key = next(
                (word for word in ("year", "country", "currency", "url", "roles") if word in warning), ""
            )
            yield guide.finding(guide.front_line(key), warning)


def headings(guide: Guide) -> Iterator[Finding]:
    """Find headings with nothing under them, and headings without words."""
    found = list(_headings(guide))
    for position, (line, level, text) in enumerate(found):
        after = found[position + 1] if position + 1 < len(found) else None
        end = after[0] - 1 if after else len(guide.lines)
        if not text:
            yield guide.finding(line, "write the heading's words, or remove the line")
        is_title = position == 0 and level == 1
        body = _COMMENT.sub("", "\n".join(guide.lines[line:end])).strip()
        if not body and not (is_title and after):
            yield guide.finding(line, f'write what "{text}" says, or remove the heading')


def _headings(guide: Guide) -> Iterator[tuple[int, int, str]]:
    fence = None
    start = _front_end(guide)
    for number, line in enumerate(guide.lines[start:], start + 1):
        mark = re.match(r" {0,3}(```+|~~~+)", line)
        if mark:
            fence = None if fence and mark[1].startswith(fence) else fence or mark[1]
        elif fence is None and (match := _HEADING.match(line)):
            yield number, len(match[1]), match[2]


def _front_end(guide: Guide) -> int:
    """How many lines the front matter takes."""
    if not guide.lines or guide.lines[0].strip() != "---":
        return 0
    return next((n for n, line in enumerate(guide.lines[1:], 2) if line.strip() == "---"), 0)


def lengths(guide: Guide, encoder: str) -> Iterator[Finding]:
    """Find sections that the encoder could not read in one piece, title and heading included."""
    count, longest = _tokenizer(encoder)
    for section in guide.sections():
        heading = " > ".join(section.heading)
        tokens = len(
            count.encode(f"{guide.document.title}\n{heading}\n{section.text}", add_special_tokens=False)
        )
        if tokens > longest:
            yield guide.finding(
                section.line,
                f'split "{heading or guide.document.title}" in two: it has {tokens} tokens with its title '
                f"and heading, and {longest} are read at once",
            )


@cache
def _tokenizer(encoder: str) -> tuple[Tokenizer, int]:
    """An encoder's tokenizer and the tokens it reads, without loading the encoder itself."""
    folder = identify(encoder, False).folder
    if folder is None:
        folder = identify("all-MiniLM-L6-v2", False).folder or Path()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    settings = folder / "sentence_bert_config.json"
    longest = json.loads(settings.read_text(encoding="utf-8"))["max_seq_length"] if settings.exists() else 512
    return tokenizer, int(longest) - tokenizer.num_special_tokens_to_add(False)


def links(guide: Guide, folder: Path) -> Iterator[Finding]:
    """Find links that lead nowhere."""
    for number, line in enumerate(guide.lines, 1):
        for match in _LINK.finditer(line):
            message = _broken(match, folder)
            if message:
                yield guide.finding(number, message)


def _broken(match: re.Match[str], folder: Path) -> str | None:
    target = match["target"].strip()
    if not match[0].endswith(")"):
        return f'close the link "{match["text"]}" with a bracket'
    if not match["text"].strip():
        return f'give the link to "{target}" some words to show'
    address = re.sub(r"""\s+["'][^"']*["']$""", "", target)
    if address.startswith("#"):
        return None
    parts = urlsplit(address)
    if parts.scheme in ("http", "https"):
        whole = parts.netloc and "." in parts.netloc and not re.search(r"\s", address)
        return None if whole else f'write the whole web address of "{match["text"]}"'
    if parts.scheme or not address:
        return f'start the address of "{match["text"]}" with https://'
    return None if (folder / parts.path).exists() else f'there is no file "{parts.path}" to link to'


def asks(guide: Guide) -> Iterator[Finding]:
    """Find question lists that would not be read as such."""
    text = "\n".join(guide.lines)
    for comment in _COMMENT.finditer(text):
        line = text.count("\n", 0, comment.start()) + 1
        asked = _ASKS.match(comment["body"])
        if not comment["end"]:
            yield guide.finding(line, "close the comment with -->")
        elif asked and not (asked["s"] and asked["colon"]):
            yield guide.finding(line, 'start the list of questions with "asks:"')
        elif asked:
            yield from _questions(guide, line, asked["questions"])


def _questions(guide: Guide, line: int, listed: str) -> Iterator[Finding]:
    above = next((text for text in reversed(guide.lines[: line - 1]) if text.strip()), "")
    if not _HEADING.match(above):
        yield guide.finding(line, 'move "asks:" right under the heading of its section')
    for question in listed.split("|"):
        if not question.strip():
            yield guide.finding(line, 'write a question between every two "|"')
        elif len(question.split()) < 2:
            yield guide.finding(line, f'write "{question.strip()}" as a whole question')


def repeated_asks(guides: Iterable[Guide]) -> Iterator[Finding]:
    """Find questions that two sections both say they answer."""
    seen: dict[str, str] = {}
    for guide in guides:
        for section in guide.document.sections:
            for question in section.asks:
                key = name_key(question)
                here = f"{guide.path}:{section.line}"
                if seen.setdefault(key, here) != here:
                    yield guide.finding(section.line, f'"{question}" is asked at {seen[key]} too; keep one')
