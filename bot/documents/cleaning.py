"""Text made inert: no control characters, no markup, no links that lead anywhere but to web pages."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ufff9-\ufffb]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff\u202a-\u202e\u2066-\u2069]")
_TAG_CHARACTERS = re.compile(r"[\U000e0000-\U000e007f]+")
_ACTIVE = re.compile(
    r"<(script|style|iframe|object|embed|svg|template|noscript)\b[^<>]{0,20000}>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(
    r"</?(?:a|abbr|address|area|article|aside|audio|b|base|blockquote|body|br|button|canvas|center|cite|code|col|"
    r"colgroup|dd|del|details|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|"
    r"frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|math|"
    r"meta|nav|noscript|object|ol|option|p|param|picture|pre|q|s|samp|script|section|select|small|source|span|"
    r"strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|u|ul|var|"
    r"video|wbr)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|su[bp]|u|var|wbr)\b",
    re.IGNORECASE,
)
# Bounded, and no part can take what the next one takes: thousands of openings without an end stay cheap.
_IMAGE = re.compile(r"!\[[^\[\]]{0,1000}\]\([^()]{0,4000}\)")
_LINK = re.compile(
    r"\[([^\[\]]{0,1000})\]\(\s{0,9}<?([^()\s>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s>]{0,200})?)>?(?:\s[^()]{0,500})?\)"
)
_AUTOLINK = re.compile(r"<((?!https?:|mailto:)[a-z][a-z0-9+.-]*:[^<>\s]*)>", re.IGNORECASE)
_SAFE = ("https://", "http://", "mailto:", "#")


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Take out of a text what people cannot see or what could act, and say what was hidden.

    Returns:
        The text with its lines where they were, and a warning where hidden writing was found.
    """
    hidden = sum(len(found) for found in _TAG_CHARACTERS.findall(text))
    text = _TAG_CHARACTERS.sub("", _INVISIBLE.sub("", _CONTROL.sub("", one_line_end(text))))
    text = _ACTIVE.sub(lambda match: "\n" * match[0].count("\n"), text)
    text = _TAG.sub(_gap, text)
    text = _AUTOLINK.sub("", _LINK.sub(_only_web, _IMAGE.sub("", text)))
    warning = (f"{hidden} invisible characters left out",) if hidden else ()
    return unicodedata.normalize("NFC", text), warning


_BLANK_HEADER = re.compile(
    r"^(\|(?:[ \t]*\|)+)\n(\|(?:[ \t]*:?-+:?[ \t]*\|)+)\n(\|.*\|)[ \t]*$", re.MULTILINE
)


def head_tables(text: str) -> str:
    """Give a table whose header row is blank its first row as header."""
    return _BLANK_HEADER.sub(r"\3\n\2", text)


_LED = re.compile(
    r"(?:\*\*|__)(?P<lead>[^*_|\n]{3,60}?)(?P<stop>[.:?!]?)(?:\*\*|__)(?P<after>[.:]?)[ \t]+(?=\S)"
)
_ENDS_ALL = re.compile(r"#|\s*(?:-{3,}|\*{3,}|_{3,})\s*$")


def head_leads(text: str) -> str:
    """Make a heading of the bold words that lead a paragraph in, on the blank line above; no line moves.

    Only where all that stands below, up to the next heading, is led in too: nothing else is put under it.
    """
    lines = text.split("\n")
    led: list[tuple[int, re.Match[str]]] = []
    open_below = True
    for n in range(len(lines) - 1, 1, -1):
        if _ENDS_ALL.match(lines[n]):
            open_below = True
        elif lines[n].strip() and not lines[n - 1].strip():
            found = _LED.match(lines[n])
            open_below = bool(open_below and found and (found["stop"] or found["after"]))
            led += [(n, found)] if open_below and found else []
    for n, found in led if len(led) > 1 else ():
        asked = found["stop"] if found["stop"] in ("?", "!") else ""
        lines[n - 1], lines[n] = f"###### {found['lead']}{asked}", lines[n][found.end() :]
    return "\n".join(lines)


def one_line_end(text: str) -> str:
    """Write every line end as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")


def _gap(match: re.Match[str]) -> str:
    """What stands where a tag was: nothing inside a word or phrase, a space between blocks, no line moved."""
    return "\n" * match[0].count("\n") or ("" if _INLINE.match(match[0]) else " ")


def _only_web(match: re.Match[str]) -> str:
    return match[0] if match[2].lower().startswith(_SAFE) else match[1]
