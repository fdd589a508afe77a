"""The marks that make a job title one for all: "(m/w/d)", "H/F", "Verkäufer:in", "couvreur / couvreuse"."""

import re
import unicodedata
from itertools import takewhile

_GENDER = re.compile(
    r"\s*\((?:[mwfdx]\s*/\s*){1,3}[mwfdx]\)|\s*\((?:H/F|F/H)(?:/X)?\)|\s*[hH]/[fF]\b"
    r"|(?<=[^\W\d_]{3})/[ao]s?\b|/-?(?:mann|frau)\b|(?:/-?in(?:nen)?|\*in(?:nen)?"
    r"|:in(?:nen)?|_in(?:nen)?)\b|\((?:e|ère|ière|euse|trice|ne)\)s?|·e\b"
)
# Two words with a stroke between them, perhaps two forms of one.
_PAIR = re.compile(
    r"(?<![^\W_])(?P<one>[^\W\d_]{3,30}) ?/ ?(?:(?:zur|zum|die|der|an?|une?) )?"
    r"(?P<other>[^\W\d_]{3,30})(?![^\W_])"
)
_LEAST_SHARED = 3
# The two forms of one word in a sentence: "Töpfer und Töpferinnen", "eine Töpferin oder ein Töpfer".
_BOTH = re.compile(
    r"(?<![^\W_])(?P<one>[^\W\d_]{4,30}?)(?P<hers>in|innen)?"
    r" (?:und|oder|bzw\.|/)(?: (?:die|der|den|eine?|einer|eines))? (?P=one)(?(hers)n?|in(?:nen)?)(?![^\W_])"
)
# Marks that job advertisements alone put behind a title.
FOR_ALL = re.compile(
    r"(?i)\((?:[mwfdx]\s*/\s*){1,3}[mwfdx]\)|\(?(?<![^\W_])(?:h/f|f/h)(?![^\W_])|[/*:_]-?in(?:nen)?\b"
)


def ungendered(name: str) -> str:
    """Return a title without gender marks, of two forms of one word the plainer: "couvreur / couvreuse"."""
    return _PAIR.sub(_first_form, _GENDER.sub("", name))


def of_one_form(text: str) -> str:
    """Return a sentence with the two forms of a title put as one: "Töpfer" for "Töpferinnen und Töpfer"."""
    return _BOTH.sub(r"\g<one>", text)


def _first_form(pair: re.Match[str]) -> str:
    one, other = (_bare(pair[side]) for side in ("one", "other"))
    shared = sum(
        1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False))
    )
    if shared < max(_LEAST_SHARED, len(one) // 2):
        return pair[0]
    return pair["other"] if one.startswith(other) else pair["one"]


def _bare(word: str) -> str:
    """Return a word without accents: "Köchin" begins as "Koch" does."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
