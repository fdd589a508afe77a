"""What may be markup on the page: the adviser's own Markdown, and nothing that a guide or a person wrote.

Everything is escaped with character references, so that unescaping gives the text back as it was.
"""

import html
import re
from urllib.parse import quote, urlsplit

_ACTIVE = re.compile(r"[&<>*_`\[\]\\~|@]|://|www\.", re.IGNORECASE)
_LINE_START = re.compile(r"(?m)^(?:[#+=-]|\d{1,9}[.)])")
_INDENT = re.compile(r"(?m)^[ \t]+")
_MARK = r"\[\d{1,3}\](?![:(])"
_ADVISER = re.compile(
    rf"(?P<kept>\\[\\*_`\[\]~|#!().+>-]|{_MARK})|\\?(?P<active>[<&\[\]@]|://|www\.)", re.IGNORECASE
)
_PUNCTUATION = re.compile(r"[^a-zA-Z0-9]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Escape words written by a guide or a person, so that Markdown and HTML show them as typed."""
    text = _INDENT.sub("", _CONTROL.sub("", text))
    text = _ACTIVE.sub(lambda match: _reference(match.group()), text)
    return _LINE_START.sub(lambda match: _reference(match.group()), text)


def adviser_markdown(text: str, *, links: bool = False) -> str:
    """Keep the adviser's emphasis, lists, tables and [n] marks; HTML, images and links become words.

    Args:
        text: Markdown of a reply.
        links: leave bare web addresses to be made links; only for words that came with the program.
    """

    def escape(match: re.Match[str]) -> str:
        active = match["active"]
        if active is None or (links and len(active) > 1):
            return match.group()
        return _reference(active)

    return _ADVISER.sub(escape, _CONTROL.sub("", text))


def original(text: str) -> str:
    """Return text that was escaped for the page as it was before."""
    return html.unescape(text)


def one_line(text: str) -> str:
    """Escape words for a heading, a title or a table cell."""
    return plain(" ".join(text.split()))


def link(words: str, url: str | None) -> str:
    """Return a Markdown link to a web address, or nothing when the address is not one."""
    if not url or urlsplit(url).scheme not in ("http", "https"):
        return ""
    return f"[{one_line(words)}](<{quote(url, safe=':/?#&=%+,;@!$~.-_')}>)"


def _reference(text: str) -> str:
    """Write the character that makes `text` markup as a character reference."""
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match.group())};", text, count=1)
