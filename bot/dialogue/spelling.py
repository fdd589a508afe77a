"""Slips of the keyboard, set right before a message is read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bot.catalogue.words import fold, tokenize
from bot.dialogue.intents import examples
from bot.dialogue.nonsense import everyday_words, known_words
from bot.dialogue.words import word_set

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_SHORTEST = 3
_SHORT = 4
_LONG = 7
"""Up to _SHORTEST letters are only put in order, for they are abbreviations more often than slips; up to
_SHORT a letter may also be missing; a word of _LONG may hold two slips, if it is a usual one."""
_USUAL = 2


def respelled(
    text: str, names: Iterable[tuple[int, int]] = (), vocabulary: Mapping[str, int] | None = None
) -> str:
    """Return a text with its mistyped words in their usual spelling ("salry", "diffrence").

    Args:
        text: What was typed.
        names: Spans of titles, places and amounts, which are left as they are.
        vocabulary: The words of the guides, folded, and how often each stands there.
    """
    taken = list(names)
    for token in reversed(tokenize(text)):
        inside = any(start <= token.start < end for start, end in taken)
        if inside or not token.text.isalpha() or token.text.isupper():
            continue
        typed = fold(token.text)
        word = _shorthand().get(typed) or _usual_spelling(typed, vocabulary or {})
        if word is not None:
            text = text[: token.start] + word + text[token.end :]
    return text


@lru_cache(maxsize=1)
def _shorthand() -> dict[str, str]:
    """What is typed for a word in a chat ("u", "tho"), and the word."""
    pairs = (pair.partition("=") for pair in word_set("shorthand"))
    return {short: word.replace("_", " ") for short, _, word in pairs}


def _usual_spelling(typed: str, vocabulary: Mapping[str, int]) -> str | None:
    """Return the usual word that a word nobody knows is a slip or two away from."""
    if len(typed) < _SHORTEST or typed in vocabulary or _is_word(typed):
        return None
    near = [
        (slips, not _same_letters(typed, word), -_spoken()[word] - vocabulary.get(word, 0), word)
        for word in known_words() | vocabulary.keys()
        if word[0] == typed[0] and (slips := _slips(typed, word)) and (word in vocabulary or _is_word(word))
    ]
    return min(near)[3] if near else None


def _is_word(word: str) -> bool:
    """Whether a word is meant as it stands; an utterance of the examples may hold a slip of its own."""
    return word in _dictionary() or word in everyday_words() or _spoken()[word] > _USUAL


def _slips(typed: str, word: str) -> int | None:
    """Count the slips from a word to what was typed; None where they are too many to be sure."""
    longer = len(word) - len(typed)
    swapped = longer == 0 and sorted(word) == sorted(typed)
    if len(typed) <= _SHORT and not (swapped or (longer == 1 and len(typed) > _SHORTEST)):
        return None
    allowed = 2 if len(typed) >= _LONG and _spoken()[word] >= _USUAL else 1
    slips = OSA.distance(typed, word, score_cutoff=allowed) if abs(longer) <= allowed else allowed + 1
    return slips if slips <= allowed else None


def _same_letters(typed: str, word: str) -> bool:
    """Whether only the order or the number of letters differs ("matth" for "math", "tehre" for "there")."""
    return set(typed) == set(word)


@lru_cache(maxsize=1)
def _spoken() -> Counter[str]:
    """How often each word stands in the example utterances."""
    return Counter(fold(token.text) for text, _ in examples() for token in tokenize(text))


@lru_cache(maxsize=1)
def _dictionary() -> "SpellChecker":
    """English words, rare ones too: what is one of them was meant as typed."""
    from spellchecker import SpellChecker

    return SpellChecker(language="en")
