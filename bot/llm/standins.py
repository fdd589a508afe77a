"""What is said from the evidence in the place of a sentence that had to be withheld."""

import re
from collections.abc import Mapping, Sequence

from bot.grounding import GroundingContext, check_sentence
from bot.schema import Evidence

_ALIKE = 0.3
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
        self._left = [fact for fact in bare if fact]
        self._evidence, self._context = evidence, context

    def note(self, shown: str) -> None:
        """Strike out the sentences whose figures have just been said."""
        said = set(_FIGURE.findall(_bare(shown)))
        self._left = [fact for fact in self._left if not _figures(fact) or not _figures(fact) <= said]

    def take(self, withheld: str) -> str | None:
        """Return the sentence that is about the same thing as a withheld one, if there is one."""
        ranked = sorted(self._left, key=lambda fact: -_overlap(withheld, fact))
        for fact in ranked:
            if _overlap(withheld, fact) < _ALIKE:
                return None
            if check_sentence(fact, self._evidence, self._context).supported:
                self._left.remove(fact)
                return fact
        return None


def _bare(text: str) -> str:
    return re.sub(r"\[\d{1,3}\]", "", text)


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(_bare(text)))


def _overlap(one: str, other: str) -> float:
    """Return the share of the shorter text's words that the other has too."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))
