"""The marks that make a job title one for all: "(m/w/d)", "H/F", "Verkäufer:in", "couvreur / couvreuse"."""

import re

_GENDER = re.compile(
    r"\s*\((?:[mwfdx]\s*/\s*){1,3}[mwfdx]\)|\s*\((?:H/F|F/H)(?:/X)?\)|\s*[hH]/[fF]\b"
    r"|(?<=[^\W\d_]{3})/[ao]s?\b|/-?(?:mann|frau)\b|(?:/-?in(?:nen)?|\*in(?:nen)?"
    r"|:in(?:nen)?|_in(?:nen)?)\b|\((?:e|ère|ière|euse|trice|ne)\)s?|·e\b"
)
# Two forms of one word: they share its first half, and it is the ends that differ.
_PAIR = re.compile(
    r"(?i)(?<![^\W_])(?P<one>(?P<stem>[^\W\d_]{4,})[^\W\d_]{0,5}) ?/ ?(?P=stem)[^\W\d_]{1,6}(?![^\W_])"
)
# Marks that job advertisements alone put behind a title.
FOR_ALL = re.compile(
    r"(?i)\((?:[mwfdx]\s*/\s*){1,3}[mwfdx]\)|\(?(?<![^\W_])(?:h/f|f/h)(?![^\W_])|[/*:_]-?in(?:nen)?\b"
)


def ungendered(name: str) -> str:
    """Return a title without gender marks, and of two forms of one word the first: "couvreur / couvreuse"."""
    return _PAIR.sub(r"\g<one>", _GENDER.sub("", name))
