"""Whether a clause denies what the clause of the evidence closest to it states, or the other way round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.grounding.facts import Segment, Source
from bot.grounding.reading import CLAUSE
from bot.grounding.speech import tells_silence
from bot.grounding.stretches import CONTRARY, Said, stretches
from bot.grounding.wording import shared_weight
from bot.grounding.words import content_stems, same_meaning

_CLOSE = 0.3
_AS_CLOSE = 0.8
# So many words two clauses must share before the opposite of one is said of the same thing.
_SHARED = 2
_UNDOING = ("un", "in", "im", "ir", "dis", "non-", "non", "mis")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A word on which a line says the contrary, and how much of the two stretches around it is the same."""

    word: str
    is_denied: bool
    overlap: float


def conflicts(
    text: str, stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float]
) -> list[Conflict]:
    """Return where the clause of the evidence closest to a clause of a sentence says the contrary."""
    unseen = max(rarity.values(), default=1.0)
    clauses = [clause for source in sources for clause in source.clauses]
    found: list[Conflict] = []
    for part in CLAUSE.split(text):
        if not tells_silence(part):
            inside = frozenset(content_stems(part))
            weight = {item: rarity.get(item, unseen) for item in stems if item in inside}
            found += _of_clause(part, weight, clauses)
    return found


def _of_clause(part: str, weight: Mapping[str, float], clauses: Sequence[Segment]) -> Iterator[Conflict]:
    """Yield the conflicts with the closest clauses, unless one as close says the same of the word."""
    total = sum(weight.values())
    shares = [(shared_weight(weight, clause), clause) for clause in clauses] if total else []
    least = max(_CLOSE * total, _AS_CLOSE * max((share for share, _ in shares), default=0.0))
    near = [compare(part, clause.text) for share, clause in shares if share >= least > 0]
    agreed = frozenset[str]().union(*(found.agreed for found in near))
    yield from (one for found in near for one in found.conflicts if one.word not in agreed)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of which words a line says the same as a claim, and of which the contrary."""

    agreed: frozenset[str]
    conflicts: tuple[Conflict, ...]


@lru_cache(maxsize=16384)
def compare(claim: str, line: str) -> Comparison:
    """Hold a claim against a line, stretch by stretch.

    What one stretch denies the other may deny too or say by an opposite: only an odd number is a conflict.
    """
    pairs = [
        (one, other, list(_related(one.words, other.words)))
        for one in stretches(claim)
        for other in stretches(line)
    ]
    said = {a.word for _, _, words in pairs for a, _, way in words if way > 0}
    held = {b.word for _, _, words in pairs for _, b, way in words if way > 0}
    agreed: set[str] = set()
    found: list[Conflict] = []
    for one, other, words in pairs:
        opposed = {a.word for a, b, way in words if way < 0 and a.word not in said and b.word not in held}
        if (one.is_denied + other.is_denied + bool(opposed)) % 2 == 0:
            agreed.update(a.word for a, _, _ in words)
            continue
        overlap = 2 * len({a.word for a, _, _ in words}) / (len(one.words) + len(other.words))
        denied = {a.word for a, b, way in words if way > 0 and (a.denial > 1 or b.denial) and not opposed}
        found += [
            Conflict(word, word in denied, overlap)
            for word in sorted(denied | opposed)
            if word in denied or len(said) + len(held) >= _SHARED
        ]
    return Comparison(frozenset(agreed), tuple(found))


def _related(said: Sequence[Said], held: Sequence[Said]) -> Iterator[tuple[Said, Said, int]]:
    """Yield the words that say the same or exclude each other; degrees exclude each other of one thing."""
    for i, one in enumerate(said):
        for j, other in enumerate(held):
            way = _relation(one, other)
            if way < 0 and one.is_degree:
                after = zip(said[i + 1 : i + 2], held[j + 1 : j + 2], strict=False)
                way = way if any(_relation(a, b) > 0 for a, b in after) else 0
            if way:
                yield one, other, way


def _relation(one: Said, other: Said) -> int:
    """Return 1 where two words say the same, -1 where they exclude each other, 0 where neither."""
    if one.stem == other.stem or other.stem in same_meaning(one.stem):
        return 1
    if len(one.stem) >= 7 and one.stem[:6] == other.stem[:6]:
        return 1
    return -1 if other.word in CONTRARY.get(one.word, ()) or _undoes(one.word, other.word) else 0


def _undoes(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in _UNDOING)
