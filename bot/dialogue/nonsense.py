"""Telling language apart: nothing at all, keyboard noise, and text in another language than English."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import cast

import yaml

from bot.catalogue import Catalogue
from bot.catalogue.words import fold, tokenize, word_lists
from bot.dialogue.intents import examples

_SURE = 0.97
_IMPLAUSIBLE = -3.2
_SCRIPTS = (
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Return the everyday English words of the word lists and of the example utterances, folded."""
    return everyday_words() | {fold(token.text) for text, _ in examples() for token in tokenize(text)}


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Return the everyday English words of the word lists, folded."""
    lists = word_lists()
    return frozenset(lists["ordinary"] | lists["transparent"])


@lru_cache(maxsize=1)
def _pairs() -> tuple[dict[str, float], float]:
    counts: Counter[str] = Counter()
    for word in known_words():
        padded = f" {word} "
        counts.update(padded[i : i + 2] for i in range(len(padded) - 1))
    firsts: Counter[str] = Counter()
    for pair, count in counts.items():
        firsts[pair[0]] += count
    return {
        pair: math.log((count + 0.1) / (firsts[pair[0]] + 3)) for pair, count in counts.items()
    }, math.log(0.002)


def plausibility(word: str) -> float:
    """Return the mean log-probability of a word's letter pairs in English."""
    table, rare = _pairs()
    padded = f" {fold(word)} "
    scores = [table.get(padded[i : i + 2], rare) for i in range(len(padded) - 1)]
    return sum(scores) / len(scores)


def is_gibberish(text: str, recognised: Iterable[tuple[int, int]]) -> bool:
    """Whether a text holds no word: punctuation alone, repeated letters or keys hit at random."""
    spans = list(recognised)
    if spans:
        return False
    words = [token.text for token in tokenize(text) if any(character.isalpha() for character in token.text)]
    if not words:
        return True
    if any(not word.isascii() for word in words):
        return False
    known = sum(fold(word) in known_words() for word in words)
    strange = sum(_is_noise(word) for word in words)
    few = known == 0 and strange * 2 >= len(words)
    return few or (len(words) > 3 and strange > 0.6 * len(words) and known < 2)


def _is_noise(word: str) -> bool:
    folded = fold(word)
    if folded in known_words():
        return False
    if re.search(r"(.)\1{3,}", folded) or re.fullmatch(r"(.{1,3})\1{2,}", folded):
        return True
    if len(folded) > 3 and not re.search(r"[aeiouy]", folded):
        return True
    return len(folded) > 3 and plausibility(folded) < _IMPLAUSIBLE


@lru_cache(maxsize=1)
def notices() -> dict[str, dict[str, str]]:
    """Return, by ISO 639-1 code, what to say in that language and its usual words (`words`)."""
    raw = yaml.safe_load(files(__package__).joinpath("languages.yaml").read_text(encoding="utf-8"))
    return cast(dict[str, dict[str, str]], raw)


def speech(language: str) -> dict[str, str]:
    """Return what to say in a language: what is possible (`notice`), what is not held (`missing`), before the
    guides' titles (`covered`); the words for all others where there are none in that one.
    """  # noqa: D205
    texts = notices()
    return {**texts["other"], **texts.get(language, {})}


def detect_language(text: str, names: Iterable[tuple[int, int]] = (), guides: Iterable[str] = ()) -> str:
    """Return the ISO 639-1 code of a text's language: "en" unless another one is certain.

    Args:
        text: What was typed.
        names: Spans of titles and places, which say nothing about the language.
        guides: Languages of the guides: one of them is likelier than any other, and has to be less certain.
    """
    typed = text
    for start, end in names:
        text = text[:start] + " " * (end - start) + text[end:]
    letters = re.findall(r"[^\W\d_]", text)
    if not letters:
        return "en"
    for code, script in _SCRIPTS:
        if len(script.findall(text)) * 2 > len(letters):
            return "ja" if code == "zh" and _SCRIPTS[1][1].search(text) else code
    tokens = tokenize(text)
    words = [fold(token.text) for token in tokens]
    small = [fold(token.text) for token in tokens if token.text.islower() or token is tokens[0]]
    english = sum(word in known_words() for word in words)
    expected = _of_a_guide(typed, words, english, [code for code in guides if code != "en"])
    if expected is not None:
        return expected
    if english * 2 >= len(words):
        return "en"
    telling = {code: _telling(small, entry.get("words", "")) for code, entry in notices().items()}
    best = max(telling, key=lambda code: telling[code])
    if telling[best] >= 2 and telling[best] > english:
        return _library(text, best)
    return _library(text, None) if len(words) >= 4 and english * 4 <= len(words) else "en"


def _of_a_guide(text: str, words: Sequence[str], english: int, guides: Sequence[str]) -> str | None:
    """Return the guides' language that a text is in, where its usual words outnumber the English ones."""
    usual = {code: frozenset(map(fold, notices().get(code, {}).get("words", "").split())) for code in guides}
    counts = {code: sum(word in usual[code] for word in words) for code in guides}
    best = max(counts, key=lambda code: counts[code], default=None)
    if best is None or counts[best] == 0 or counts[best] < english:
        return None
    import py3langid

    scores = dict(py3langid.rank(text))
    return best if scores.get(best, -math.inf) > scores.get("en", -math.inf) else None


def _telling(words: Iterable[str], usual: str) -> int:
    kept = {fold(word) for word in usual.split()} - known_words()
    return sum(word in kept for word in words)


def _library(text: str, expected: str | None) -> str:
    """Ask the library; without words that tell, it has to be certain and far from English."""
    import py3langid

    ranked = py3langid.rank(text)
    code, score = ranked[0]
    if expected is not None:
        return str(code) if str(code) in notices() else expected
    english = next((value for name, value in ranked if name == "en"), -math.inf)
    margin = 1 / (1 + math.exp(max(-50.0, min(50.0, english - score))))
    return str(code) if margin >= _SURE and score - english > 8 and str(code) != "en" else "en"


def is_told_of(text: str, catalogue: Catalogue) -> bool:
    """Whether a message holds a word that a guide's author expects to be asked about ("ABCD?")."""
    words = {fold(token.text) for token in tokenize(text) if len(token.text) > 2}
    return any(fold(token.text) in words for ask in catalogue.asks for token in tokenize(ask))
