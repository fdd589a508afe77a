"""Whether a sentence says the opposite of what it cites: a negation on one side that the other side lacks."""

import re
from dataclasses import dataclass
from functools import lru_cache

from evals.corpus_text import unwrapped
from evals.text import FUNCTION_WORDS, folded, split_sentences, stem

_PLAIN_WORDS = "not no never none nothing nobody neither nor cannot without"
_SOFT_WORDS = """
avoid stop refuse lack fail leave except unlike instead rather hardly rarely seldom few wrong myth false
skip drop
"""
_NEGATORS = frozenset(_PLAIN_WORDS.split())
_SOFTER = frozenset(stem(word) for word in _SOFT_WORDS.split()) | _NEGATORS
"""Words that may turn a statement round; a paraphrase may put one of them for a plain negation."""
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:'[^\W\d_]+)?|[,;:()]")
_BREAKS = frozenset(",;:()")
_REPLY = re.compile(r"^(?:no|yes)[,.!] ", re.IGNORECASE)
_BEFORE, _AFTER, _NEAR = 2, 3, 7
_COPY = 0.75
"""Share of their words that two sentences have in common from which one counts as a copy of the other."""
_ALIKE = 0.6
"""Share of a cited sentence's words that a sentence must hold before a lost negation counts against it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: its stem and clause, whether it carries meaning, negates plainly or softly."""

    stem: str
    clause: int
    content: bool
    negates: bool
    softly: bool


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[Word, ...]:
    """Return a sentence's words in order."""
    found = []
    clause = 0
    for raw in _WORD.findall(folded(text)):
        if raw in _BREAKS:
            clause += 1
            continue
        plain = raw.replace(",", "") if raw[0].isdigit() else raw
        negates = plain in _NEGATORS or plain.endswith("n't")
        root = stem(plain)
        content = not negates and plain not in FUNCTION_WORDS
        found.append(Word(root, clause, content, negates, negates or root in _SOFTER))
    return tuple(found)


def opposite(sentence: str, evidence: str) -> bool:
    """Say whether a sentence negates what the evidence states, or states what the evidence negates."""
    told = words(_REPLY.sub("", sentence))
    lines = {*evidence.splitlines(), *unwrapped(evidence).splitlines()}
    sources = [words(_REPLY.sub("", part)) for line in sorted(lines) for part in split_sentences(line)]
    copied = [source for source in sources if _copies(told, source)]
    if copied:
        return all(_count(source) != _count(told) for source in copied)
    return _negates_what_stands(told, sources) or _states_what_is_negated(told, sources)


def _copies(told: tuple[Word, ...], source: tuple[Word, ...]) -> bool:
    """Say whether a sentence repeats one of the evidence nearly word for word."""
    own, other = _stems(told), _stems(source)
    return bool(own) and len(own & other) >= _COPY * len(own | other)


def _count(found: tuple[Word, ...]) -> int:
    return sum(word.negates for word in found)


def _negates_what_stands(told: tuple[Word, ...], sources: list[tuple[Word, ...]]) -> bool:
    """Say whether the words around a negation stand in the evidence with nothing near them that negates."""
    everything = {word.stem for source in sources for word in source}
    for at, word in enumerate(told):
        if not word.negates:
            continue
        around = _around(told, at) & everything
        holding = [s for s in sources if around and len(around & _stems(s)) * 2 >= len(around)]
        if holding and not any(_negated_near(source, around) for source in holding):
            return True
    return False


def _states_what_is_negated(told: tuple[Word, ...], sources: list[tuple[Word, ...]]) -> bool:
    """Say whether a sentence repeats a negated one of the evidence and leaves the negation out."""
    if any(word.softly for word in told):
        return False
    own = _stems(told)
    plain = {stem_ for s in sources if not any(w.softly for w in s) for stem_ in _stems(s)}
    for source in sources:
        content = _stems(source)
        if (
            not content
            or len(content & own) < _ALIKE * len(content)
            or len(content & own) < _ALIKE * len(own)
        ):
            continue
        arounds = [_around(source, at) for at, word in enumerate(source) if word.negates]
        if any(around and around <= own and not around <= plain for around in arounds):
            return True
    return False


def _around(found: tuple[Word, ...], at: int) -> set[str]:
    """Return the telling words nearest to a place in its clause: two before it and three after."""
    clause = found[at].clause
    before = [w.stem for w in found[:at] if w.content and w.clause == clause][-_BEFORE:]
    after = [w.stem for w in found[at + 1 :] if w.content and w.clause == clause][:_AFTER]
    return {*before, *after}


def _stems(found: tuple[Word, ...]) -> set[str]:
    return {word.stem for word in found if word.content}


def _negated_near(source: tuple[Word, ...], around: set[str]) -> bool:
    """Say whether something that negates stands near one of some words, in its clause."""
    places = [(at, word.clause) for at, word in enumerate(source) if word.stem in around]
    turns = [(at, word.clause) for at, word in enumerate(source) if word.softly]
    return any(clause == other and abs(at - turn) <= _NEAR for at, clause in places for turn, other in turns)
