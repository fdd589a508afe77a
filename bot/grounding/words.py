"""Words compared by their stems, and the everyday words that carry no claim of their own."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.grounding import lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

STOPWORDS = lexicon.words("stopwords")
PAY_WORDS = lexicon.words("pay_words")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its stem, and where it stands."""

    stem: str
    word: str
    start: int
    end: int


_SUFFIXES = (
    *(
        "ization",
        "isation",
        "ational",
        "fulness",
        "ousness",
        "iveness",
        "ement",
        "ation",
        "ment",
        "ness",
        "edly",
    ),
    *("ing", "ied", "ion", "est", "ed", "er", "ly"),
)


# "naming" and "rated" have lost the last letter of "name" and "rate".
_LOST_E = re.compile(r"[^aeiou][aeiou][^aeiouwxy]")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a rough stem: plural, verb and common derived endings off, a doubled last letter single."""
    word = singular(word.casefold().replace("’", "'").removesuffix("'s"))
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            root = word[: -len(suffix)] + ("y" if suffix == "ied" else "")
            return f"{root}e" if _LOST_E.fullmatch(root) else _tidy(root)
    return _tidy(word)


def _tidy(root: str) -> str:
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "aeiouls":
        root = root[:-1]
    if len(root) > 3 and root.endswith("i"):
        root = f"{root[:-1]}y"
    return root.removesuffix("e") if len(root) > 4 else root


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Return the singular spelling of a noun, close enough to compare names by."""
    word = word.casefold()
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("wives"):
        return f"{word[:-3]}fe"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_MEANINGS: dict[str, frozenset[str]] = {}
for _group in lexicon.groups("meanings"):
    _stems = frozenset(stem(word) for word in _group)
    for _item in _stems:
        _MEANINGS[_item] = _MEANINGS.get(_item, frozenset()) | _stems

STOP_STEMS = frozenset(stem(word) for word in STOPWORDS) | STOPWORDS
IDIOM_STEMS = frozenset(stem(word) for word in lexicon.words("pay_idiom"))
PAY_STEMS = frozenset(stem(word) for word in PAY_WORDS)


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order; figures and punctuation are no words."""
    return tuple(
        Token(stem(match.group()), match.group(), match.start(), match.end()) for match in WORD.finditer(text)
    )


def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems that carry meaning, in order."""
    return tuple(
        token.stem for token in tokens(text) if token.word.casefold() not in STOPWORDS and len(token.stem) > 1
    )


def same_meaning(item: str) -> frozenset[str]:
    """Return the stems that say the same as this one, itself included."""
    return _MEANINGS.get(item, frozenset()) | {item}


def prefixes(stems: frozenset[str]) -> frozenset[str]:
    """Return the first six letters of the longer stems: "negotiat" and "negotiable" share them."""
    return frozenset(item[:6] for item in stems if len(item) >= 7)


def is_held(item: str, stems: frozenset[str], starts: frozenset[str]) -> bool:
    """Whether a stem, one of the same meaning or one of the same family stands among `stems`."""
    if item in stems or (len(item) >= 7 and item[:6] in starts):
        return True
    return not stems.isdisjoint(same_meaning(item))


def bare_word(word: str) -> str:
    """Return a word in lower case and without the ending of a possessive."""
    return word.casefold().removesuffix("'s").removesuffix("’s")


def starts_sentence(text: str, position: int) -> bool:
    """Whether a word stands where any word would be written with a capital."""
    before = text[:position].rstrip(" \"“‘'(*_[")
    return not before or before[-1] in ".!?:|-–—>•"
