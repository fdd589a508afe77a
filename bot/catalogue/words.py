"""Words as the catalogue compares them: folded, singular, shortened or mistyped."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*\.?(?=\W|$)|[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
AGENT = re.compile(r"(?:er|or|ist|ian|ant|ent|ive|man|person|ary|eer|yst|ess|ee)$")
_VOWELS = frozenset("aeiouy")
_SHORTEST_SHARE = 1 / 3
_INFLECTIONS = ("e", "es", "ed", "ing", "al", "ly", "ment", "ion", "ions", "able", "y", "s")

MIN_FUZZY = 6
MIN_SUBSTITUTION = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: `start` and `end` locate it, `key` is what is compared."""

    start: int
    end: int
    text: str
    key: str

    @property
    def plural(self) -> bool:
        """Whether the word was typed in a plural form."""
        return self.key != fold(self.text) and fold(self.text).startswith(self.key[:-1])


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, possessive endings or full stops."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return _POSSESSIVE.sub("", plain.rstrip(".")).replace("'", "")


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """Return a folded word without its plural ending; the same for a word that has none."""
    if len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("people") and len(word) > 6:
        return word[:-6] + "person"
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("wives"):
        return word[:-3] + "fe"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into words, hyphens and slashes apart."""
    tokens = []
    for match in _WORD.finditer(text):
        word = match.group().rstrip(".")
        tokens.append(Token(match.start(), match.start() + len(word), word, singular(fold(word))))
    return tuple(tokens)


def keys(text: str) -> tuple[str, ...]:
    """Return the compared forms of the words of a text."""
    return tuple(token.key for token in tokenize(text))


@lru_cache(maxsize=1)
def word_lists() -> dict[str, frozenset[str]]:
    """Return the lists of general English words kept in words.yaml, each in its compared form."""
    raw = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(singular(fold(word)) for word in text.split()) for name, text in raw.items()}


def is_transparent(word: str) -> bool:
    """Whether a word leaves the meaning of the title after it as it is ("new", "what", "your")."""
    return singular(fold(word)) in word_lists()["transparent"]


def is_ordinary(key: str) -> bool:
    """Whether a word is everyday English, so that it never stands for a longer or mistyped name."""
    lists = word_lists()
    forms = {key, key.removesuffix("e")} if key.endswith("se") else {key}
    return any(form in lists[name] for form in forms for name in ("ordinary", "transparent"))


@lru_cache(maxsize=50_000)
def shortens(short: str, word: str) -> bool:
    """Whether `short` is a usual shortening of `word`: its beginning, or most consonants in order."""
    if len(short) < 3 or len(word) < len(short) + 2 or short[0] != word[0] or is_ordinary(short):
        return False
    if word.startswith(short):
        return len(short) <= 6
    letters = iter(word)
    enough = _SHORTEST_SHARE * len(word) <= len(short) and not _VOWELS.intersection(short[1:])
    return enough and all(letter in letters for letter in short)


@lru_cache(maxsize=50_000)
def mistypes(typed: str, word: str) -> bool:
    """Whether `typed` is `word` with a slip or two; never a real inflection or an everyday word."""
    if typed[:1] != word[:1] or min(len(word), len(typed)) < MIN_FUZZY - 1 or typed == word:
        return False
    swapped = sorted(typed) == sorted(word)
    if swapped and len(word) >= MIN_FUZZY:
        return OSA.distance(typed, word) <= 2
    if is_ordinary(typed) or (len(word) < MIN_FUZZY and not swapped):
        return False
    allowed = 1 if len(word) < MIN_SUBSTITUTION else 2
    if OSA.distance(typed, word, score_cutoff=allowed) > allowed:
        return False
    replaced = len(word) < MIN_SUBSTITUTION and len(typed) == len(word) and not swapped
    return not replaced and not _inflects(typed, word)


@lru_cache(maxsize=50_000)
def slips(typed: str, word: str) -> bool:
    """Whether `typed` may be `word` with one slip, beside other words of the same name typed right."""
    if is_ordinary(typed) or typed[:1] != word[:1] or min(len(typed), len(word)) < MIN_FUZZY - 2:
        return False
    return OSA.distance(typed, word, score_cutoff=1) <= 1


def _inflects(typed: str, word: str) -> bool:
    """Whether two words differ only in how they end ("electrical", "manages")."""
    stem = next((at for at, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), len(word))
    if stem < len(word) - 4:
        return False
    return any(typed.endswith(ending) and len(typed) - len(ending) <= stem for ending in _INFLECTIONS)
