"""A sentence laid beside a line of its evidence: what it keeps in order, and what it puts in whose place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.grounding import lexicon
from bot.grounding.facts import Segment, Source
from bot.grounding.wording import shared_weight
from bot.grounding.words import STOPWORDS, same_meaning, stem, tokens

_MARK = re.compile(r"\[\d{1,3}\]")
_A_FEW = re.compile(r"\ba (?:few|couple of|handful of)\b", re.IGNORECASE)
_FUNCTION, _DEGREE, _CONTENT = 0.15, 0.6, 1.0
_AS_CLOSE = 0.8
_CANDIDATES = 3
# So much of a sentence must stand in a line in its order before one word of it stands for another's.
_NEAR, _AS_NEAR = 0.46, 0.1
# Two that change places may only have been told in another order, unless the rest stands as it stood.
_NEARER = 0.6
# More words than these between two that are kept are another wording, and no exchange.
_SHORT, _LONG = 4, 6
_DEGREES = {word: f"={group[0]}" for group in lexicon.lines("degrees") for word in group}

# Degrees of things, which no denial of a verb excludes.
_OF_NOUNS = {"=all", "=same"}
_STRONG = {word: line[0] for line in lexicon.lines("strong") for word in line}

_RIVALS: dict[str, frozenset[str]] = {}
for _group in lexicon.groups("alternatives"):
    _stems = frozenset(stem(word) for word in _group)
    for _item in _stems:
        _RIVALS[_item] = _RIVALS.get(_item, frozenset()) | _stems - {_item}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared: its stem, the word in lower case, and how much it says."""

    stem: str
    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Slot:
    """What a sentence says between two words it keeps, and what the line says there."""

    said: tuple[Word, ...]
    held: tuple[Word, ...]
    close: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence beside a line: shares kept in order of either, and the slots in which the two differ.

    `unbacked` names the strong words of the sentence ("all", "never", "must") that the line does not have.
    """

    kept: float
    covered: float
    slots: tuple[Slot, ...]
    said: tuple[Word, ...]
    line: tuple[Word, ...]
    unbacked: frozenset[str]

    @property
    def held(self) -> float:
        """The share of the sentence's telling words that the line has, in whatever order."""
        words = [word for word in self.said if word.weight == _CONTENT]
        return sum(_stands(word, self.line) for word in words) / (len(words) or 1)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[Word, ...]:
    found = tokens(_A_FEW.sub("several", _MARK.sub(" ", text)))
    return tuple(_as_word(token.stem, token.word.casefold()) for token in found)


def _as_word(root: str, word: str) -> Word:
    word = word.replace("’", "'")
    degree = "=no" if word.endswith("n't") or word == "cannot" else _DEGREES.get(word)
    if degree:
        return Word(degree, word, _DEGREE)
    return Word(root, word, _FUNCTION if word in STOPWORDS or len(root) < 2 else _CONTENT)


def _is_same(one: Word, other: Word) -> bool:
    if one.stem == other.stem:
        return one.weight == _CONTENT or one.word == other.word or one.weight == _DEGREE
    if one.weight != _CONTENT or other.weight != _CONTENT:
        return False
    alike = len(one.stem) >= 7 and len(other.stem) >= 7 and one.stem[:6] == other.stem[:6]
    return alike or other.stem in same_meaning(one.stem)


def _stands(word: Word, among: Sequence[Word]) -> bool:
    return any(_is_same(word, other) for other in among)


@lru_cache(maxsize=2048)
def align(text: str, line: str) -> Alignment:
    """Lay a sentence beside a line so that the two keep as much in common, in one order, as they can."""
    said, held = _words(text), _words(line)
    pairs = [(-1, -1), *_common(said, held), (len(said), len(held))]
    kept = sum(said[i].weight for i, _ in pairs[1:-1] if said[i].weight != _FUNCTION)
    slots = []
    for (i, j), (after, beyond) in pairwise(pairs):
        here, there = said[i + 1 : after], held[j + 1 : beyond]
        if i < 0:  # a line may say more before what the sentence is about
            there = there[-_SHORT:]
        if here or there:
            slots.append(Slot(_telling(here), _telling(there), len(here) <= _SHORT and len(there) <= _LONG))
    unbacked = _strong(said) - _strong(held)
    return Alignment(
        kept / _weight(said), kept / _weight(held), tuple(slots), _telling(said), _telling(held), unbacked
    )


def _strong(words: Sequence[Word]) -> frozenset[str]:
    """Return which strong things some words say: that it is all, that it never is, that it must be."""
    return frozenset("no" if word.stem == "=no" else _STRONG.get(word.word, "") for word in words) - {""}


def _telling(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.weight != _FUNCTION)


def _weight(words: Sequence[Word]) -> float:
    return sum(word.weight for word in _telling(words)) or 1.0


def _common(said: Sequence[Word], held: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the heaviest run of words that both have in one order, as pairs of their places."""
    alike = _matches(said, held)
    best = [[0.0] * (len(held) + 1) for _ in range(len(said) + 1)]
    for i in range(len(said) - 1, -1, -1):
        row, below, weight, same = best[i], best[i + 1], said[i].weight, alike[i]
        for j in range(len(held) - 1, -1, -1):
            row[j] = max(below[j], row[j + 1], below[j + 1] + weight if j in same else 0.0)
    found, i, j = [], 0, 0
    while i < len(said) and j < len(held):
        if j in alike[i] and best[i][j] == best[i + 1][j + 1] + said[i].weight:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _matches(said: Sequence[Word], held: Sequence[Word]) -> list[frozenset[int]]:
    """Return for each word of a sentence the places of a line at which the same is said."""
    found: dict[Word, frozenset[int]] = {}
    for word in said:
        if word not in found:
            found[word] = frozenset(j for j, other in enumerate(held) if _is_same(word, other))
    return [found[word] for word in said]


def nearest(
    text: str, stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float]
) -> tuple[Alignment, ...]:
    """Return a sentence beside those lines that hold most of it, the one kept best first."""
    unseen = max(rarity.values(), default=1.0)
    weight = {item: rarity.get(item, unseen) for item in stems}
    lines = [(shared_weight(weight, line), line) for source in sources for line in source.segments]
    top = max((share for share, _ in lines), default=0.0)
    close: list[tuple[float, Segment]] = [one for one in lines if one[0] >= _AS_CLOSE * top > 0]
    close.sort(key=lambda one: -one[0])
    laid = [align(text, line.text) for _, line in close[:_CANDIDATES]]
    return tuple(sorted(laid, key=lambda one: -(one.kept + 0.3 * one.covered)))


def exchanged(laid: Sequence[Alignment]) -> str | None:
    """Return what a sentence says where its line says what excludes it, or two that changed places.

    A line as close that says the same as the sentence there takes the doubt away.
    """
    near = [one for one in laid if one.kept >= max(_NEAR, laid[0].kept - _AS_NEAR)]
    for one in near:
        for word, other in _exchanges(one):
            if not any(_count(word, rival.line) for rival in near if rival is not one):
                return f"“{word.word}” for “{other.word}”"
    return None


def _exchanges(one: Alignment) -> Iterator[tuple[Word, Word]]:
    pairs = [(word, other) for slot in one.slots if slot.close for word in slot.said for other in slot.held]
    for word, other in pairs:
        instead = _excludes(word, other) and _count(other, one.line) > _count(other, one.said)
        turned = one.kept >= _NEARER and any(_is_same(word, b) and _is_same(other, a) for a, b in pairs)
        if instead or turned:
            yield word, other


def _is_of_verb(word: Word) -> bool:
    """Whether a denial belongs to its verb, so that it says nothing of how many or how often."""
    return word.word.endswith("n't") or word.word in ("not", "cannot")


def _count(word: Word, among: Sequence[Word]) -> int:
    return sum(_is_same(word, other) for other in among)


def _excludes(word: Word, other: Word) -> bool:
    if word.weight == _DEGREE and other.weight == _DEGREE:
        apart = _is_of_verb(word) or _is_of_verb(other)
        return word.stem != other.stem and not (apart and {word.stem, other.stem} & _OF_NOUNS)
    return other.stem in _RIVALS.get(word.stem, frozenset())
