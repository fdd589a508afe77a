"""What is said from the evidence in the place of a sentence that had to be withheld."""

import re
from collections.abc import Mapping, Sequence

from bot.grounding import GroundingContext, check_sentence
from bot.grounding.figures import figures_in
from bot.grounding.words import content_stems
from bot.schema import Evidence

_ALIKE = 0.3
# The share of a sentence's words that make it the same again, with its figures and without any.
_SAME = 0.6
_EQUAL = 0.75
_WORD = re.compile(r"[^\W\d_]{3,}")
_LIST_MARK = re.compile(r"^(?:[-*+•]|\d{1,3}[.)])\s+")
_FIGURE = re.compile(r"\d+(?:[,.]\d+)*")


class Standins:
    """Sentences that were looked up and computed; each is said once at most, if it passes the gate."""

    def __init__(
        self, facts: Sequence[str], evidence: Mapping[int, Sequence[Evidence]], context: GroundingContext
    ) -> None:
        """Take the sentences, with their marks."""
        bare = (_LIST_MARK.sub("", fact.strip()) for fact in facts if not fact.lstrip().startswith("|"))
        self._left = [fact for fact in bare if fact and not _bare(fact).rstrip().endswith(":")]
        self._said: list[str] = []
        self._figures: set[str] = set()
        self._evidence, self._context = evidence, context

    def note(self, shown: str) -> None:
        """Strike out the sentences that have been said by now."""
        self._figures |= _figures(shown)
        self._left = [fact for fact in self._left if not self._is_told(fact, shown)]

    def _is_told(self, fact: str, shown: str) -> bool:
        """Whether all figures of a fact have been said by now, or the words of one without any just now."""
        figures, words = _figures(fact), frozenset(content_stems(_bare(fact)))
        if figures:
            return figures <= self._figures
        return len(words.intersection(content_stems(shown))) >= _SAME * len(words)

    def take(self, withheld: str) -> str | None:
        """Return the sentence that is about the same thing as a withheld one, if there is one."""
        fitting = [fact for fact in self._left if figures_in(_bare(withheld)) or not _figures(fact)]
        ranked = sorted(fitting, key=lambda fact: -_overlap(withheld, fact))
        for fact in ranked:
            if _overlap(withheld, fact) < _ALIKE:
                return None
            if check_sentence(fact, self._evidence, self._context).supported:
                self._left.remove(fact)
                self._said.append(fact)
                return fact
        return None

    def repeats(self, text: str) -> bool:
        """Whether a sentence says nothing beyond what was said from the evidence in another's place."""
        figures, said = _figures(text), frozenset(content_stems(_bare(text)))
        return any(
            figures <= _figures(fact)
            and len(said.intersection(content_stems(fact))) >= (_SAME if figures else _EQUAL) * len(said)
            for fact in self._said
        )


def _bare(text: str) -> str:
    return re.sub(r"\[\d{1,3}\]", "", text)


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(_bare(text)))


def _overlap(one: str, other: str) -> float:
    """Return the share of the shorter text's words that the other has too."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))
