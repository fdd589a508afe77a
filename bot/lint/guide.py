"""A guide as its author sees it: the document beside the lines of the file, so that findings have a place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from bot.documents import read_document
from bot.lint.finding import Finding
from bot.schema import Document, Section


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide that has been read; `front` is its front matter as written, `lines` the lines of its file."""

    path: str
    document: Document
    front: Mapping[str, Any]
    lines: tuple[str, ...]

    def finding(self, line: int | None, message: str) -> Finding:
        """Return a finding in this guide."""
        return Finding(self.path, line or 1, message)

    def front_line(self, key: str) -> int:
        """Return the line on which a front matter key, or a value in it, stands; the first without one."""
        pattern = re.compile(rf"\s*-?\s*{re.escape(key)}\s*:")
        return next((n for n, line in enumerate(self.lines, 1) if pattern.match(line)), 1)

    def name_line(self, name: str) -> int:
        """Return the first line of the front matter that holds a name."""
        return next((n for n, line in enumerate(self.lines, 1) if name.casefold() in line.casefold()), 1)

    def sections(self) -> Iterator[Section]:
        """The sections that have a text."""
        return (section for section in self.document.sections if section.text.strip())

    def line_of(self, section: Section, words: str) -> int:
        """Return the line in a section that holds some words, the section's heading when none does."""
        start = section.line or 1
        for number in range(start, len(self.lines) + 1):
            if words in self.lines[number - 1]:
                return number
        return start


def read_guide(path: Path, shown: str) -> Guide:
    """Read a Markdown guide for checking.

    Raises:
        DocumentError: the file cannot be read, or holds no text.
    """
    document = read_document(path, root=path.parent)
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    return Guide(shown, document, _front(text), tuple(text.splitlines()))


def _front(text: str) -> Mapping[str, Any]:
    try:
        values, _ = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return dict(values)
