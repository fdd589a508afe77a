"""Slips of the keyboard in everyday words, set right before a message is classified."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.catalogue.words import fold, tokenize
from bot.dialogue.intents import examples
from bot.dialogue.nonsense import known_words

_SHORTEST = 5
_LONG = 7
_USUAL = 2


def respelled(text: str, names: Iterable[tuple[int, int]] = ()) -> str:
    """Return a text with its mistyped everyday words in their usual spelling ("salry", "diffrence").

    Args:
        text: What was typed.
        names: Spans of titles, places and amounts, which are left as they are.
    """
    taken = list(names)
    for token in reversed(tokenize(text)):
        inside = any(start <= token.start < end for start, end in taken)
        word = (
            None
            if inside or not token.text.isalpha() or token.text.isupper()
            else _usual_spelling(fold(token.text))
        )
        if word is not None:
            text = text[: token.start] + word + text[token.end :]
    return text


@lru_cache(maxsize=1)
def _usual_words() -> dict[str, int]:
    counts = Counter(fold(token.text) for text, _ in examples() for token in tokenize(text))
    return {
        word: n for word, n in counts.items() if n >= _USUAL and len(word) >= _SHORTEST and word.isalpha()
    }


@lru_cache(maxsize=10_000)
def _usual_spelling(typed: str) -> str | None:
    """Return the one usual word that a word nobody knows is a slip or two away from."""
    if len(typed) < _SHORTEST or typed in known_words():
        return None
    allowed = 1 if len(typed) < _LONG else 2
    near = [
        (OSA.distance(typed, word, score_cutoff=allowed), -count, word)
        for word, count in _usual_words().items()
        if word[0] == typed[0] and abs(len(word) - len(typed)) <= allowed
    ]
    found = min((entry for entry in near if entry[0] <= allowed), default=None)
    return found[2] if found else None
