"""Typing errors as people make them, from a seed, so that every run asks the same ones."""

import random
import re

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"[A-Za-z]{4,}")
MOST_PER_WORD = 1


def _neighbours(letter: str) -> str:
    for row in _KEYS:
        at = row.find(letter)
        if at >= 0:
            return row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    return letter


def _drop(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _swap(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if at + 1 < len(word) else word


def _double(word: str, at: int, _: random.Random) -> str:
    return word[: at + 1] + word[at:]


def _neighbour(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + chance.choice(_neighbours(word[at].lower())) + word[at + 1 :]


_ERRORS = (_drop, _swap, _double, _neighbour)


def mistype(text: str, chance: random.Random, errors: int = 2) -> str:
    """Return a text with some words mistyped: a letter lost, swapped, doubled or hit beside its key.

    Words of four letters or more only, never their first letter, and never a figure.
    """
    words = list(_WORD.finditer(text))
    chosen = sorted(chance.sample(words, min(errors, len(words))), key=lambda word: -word.start())
    for word in chosen:
        at = chance.randrange(1, len(word.group()))
        wrong = chance.choice(_ERRORS)(word.group(), at, chance)
        text = text[: word.start()] + wrong + text[word.end() :]
    return text


def typo_variants(text: str, count: int, *, seed: str) -> tuple[str, ...]:
    """Return up to `count` different mistyped versions of a text, always the same for one seed."""
    chance = random.Random(f"typos:{seed}")
    found: dict[str, None] = {}
    for _ in range(count * 4):
        if len(found) == count:
            break
        errors = max(1, min(2, len(_WORD.findall(text)) // 3))
        variant = mistype(text, chance, errors).lower().rstrip("?.")
        if variant != text:
            found[variant] = None
    return tuple(found)
