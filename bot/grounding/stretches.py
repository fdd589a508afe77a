"""A text in stretches that are stated or denied as a whole, with the words that tell what they are about."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.grounding import lexicon
from bot.grounding.words import STOPWORDS, stem

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|[,;:.!?–—(]")
_FUNCTION = lexicon.words("function_words")
_NEGATORS = lexicon.words("negators")
_ENDS = frozenset(",;:.!?–—(") | lexicon.words("scope_ends")
_TURNING = frozenset({"until", "unless"})
_RELATIVE = frozenset({"that", "who", "which"})
_FULLY, _PARTLY = 2, 1
_IN_PART, _CONTRAST = "notquite", "notbut"

CONTRARY: dict[str, frozenset[str]] = {}
for _one, _other in lexicon.sides("opposites"):
    for _side, _against in ((_one, _other), (_other, _one)):
        for _item in _side:
            CONTRARY[_item] = CONTRARY.get(_item, frozenset()) | _against


def _phrases(name: str) -> re.Pattern[str]:
    """Read a list of phrases; a star in one stands for some words, a slash between words for any."""
    lines = ("".join(_slot(word) for word in line)[1:] for line in lexicon.lines(name))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(lines)})(?![^\W_])", re.IGNORECASE)


def _slot(word: str) -> str:
    if word == "*":
        return r"((?:,? [^\W\d_]+(?:'[^\W\d_]+)?){0,10})"
    return " (?:" + word.replace("/", "|") + ")"


_DENYING, _INNOCENT = _phrases("denying"), _phrases("innocent")
_DENYING_PART, _CONTRASTING = _phrases("denying_in_part"), _phrases("contrasting")


@dataclass(frozen=True, slots=True)
class Said:
    """A telling word, and whether it comes first after a denial: 2 after a full one, 1 after "not always"."""

    word: str
    stem: str
    denial: int = 0

    @property
    def is_degree(self) -> bool:
        """Whether it only says how much there is of the next word: "more", "few"."""
        return self.word in _FUNCTION


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are stated or denied as a whole."""

    words: tuple[Said, ...]
    is_denied: bool


@lru_cache(maxsize=8192)
def stretches(text: str) -> tuple[Stretch, ...]:
    """Return the stretches of a text; each has one denial at most."""
    found: list[Stretch] = []
    words: list[Said] = []
    denial, is_fresh, since, before = 0, False, 0, ""
    for word in (*_words(text), "."):
        negates = word in _NEGATORS
        opens = word == "," and not found and not denial and len(words) < 2  # "By law, nobody has to ..."
        goes_on = word in _RELATIVE and denial and since < 2  # "there is no law that says ..."
        if _is_end(word, before, denial, since) and not (goes_on or opens):
            if (
                before in _NEGATORS and words and not negates
            ):  # "closed deals don't": the denial follows what it denies
                words[-1] = Said(words[-1].word, words[-1].stem, denial)
            if word in _TURNING and denial:  # "do not ask until ...": a matter of order
                words, denial = [Said(one.word, one.stem) for one in words], 0
            found += [Stretch(tuple(words), denial > 0)] if words else []
            words, denial, is_fresh, since = [], 0, False, 0
        if negates:
            denial, is_fresh, since = _PARTLY if word in (_IN_PART, _CONTRAST) else _FULLY, True, 0
        elif word in _FUNCTION and word in CONTRARY:
            words.append(Said(word, word))
        elif word not in _FUNCTION and word not in _ENDS:
            words.append(Said(word, stem(word), denial if is_fresh else 0))
            is_fresh, since = is_fresh and word in STOPWORDS, since + 1
        before = word
    return tuple(found)


def _is_end(word: str, before: str, denial: int, since: int) -> bool:
    """Whether a stretch ends before a word; "and" between two words of a list ends none."""
    if word in _NEGATORS:
        return denial > 0 or word == _CONTRAST or before == "and"
    return word in _ENDS or (word == "and" and since > 1)


def _words(text: str) -> list[str]:
    """Return the words and marks of a text, "not" for what only says it otherwise."""
    plain = _INNOCENT.sub(" ", text.replace("’", "'"))
    plain = _CONTRASTING.sub(f" {_CONTRAST} ", _DENYING_PART.sub(f" {_IN_PART} ", plain))
    plain = _DENYING.sub(_as_not, plain)
    return [match.group().casefold() for match in _WORD.finditer(plain)]


def _as_not(match: re.Match[str]) -> str:
    """Put "not" before what stands within a phrase that denies: "leave your reasons out"."""
    return f" not {match[match.lastindex] if match.lastindex else ''} "
