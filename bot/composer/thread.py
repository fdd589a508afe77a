"""What a message in mid-talk hangs on: how the talk began, the question before, and what was told last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.catalogue.words import is_transparent, tokenize
from bot.schema import Passage

WORDED = (0.27, 0.16, 0.17, 0.4)
SAME_GUIDE = 0.1
LONGEST = 300
"""How much the nearness of a section to a message in mid-talk counts as it was typed, with the message
before, with the heading of the section told last, and with what the talk began with (of a long message, so
many characters), which no wrong answer in between can lead away; and what speaks for a section of the same
guide. Fitted on 409 follow-ups, each with the reply it got, across folds of the talks: the best section is
right for 0.69 of them and one of the best two for 0.85 (`python -m benchmarks talks`)."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The question as typed, the messages before it and what was told.

    `previous` is the message before and `theme` the one that the talk began with; `told` is the section told
    last; `row` is the point of the last reply that the question points at; `said` holds normalised sentences;
    `recalled` holds the sections told, last first, where the question asks for what was said; `sure` says
    that the last reply told more than what comes nearest.
    """

    question: str
    previous: str = ""
    told: Passage | None = None
    row: str | None = None
    said: frozenset[str] = frozenset()
    theme: str = ""
    recalled: tuple[Passage, ...] = ()
    sure: bool = True

    def wordings(self) -> Sequence[tuple[str, float]]:
        """The question in each of its wordings, with its weight; the weights come to one."""
        if self.recalled:
            return ((self.question, 1.0),)
        weights: dict[str, float] = {}
        for wording, share in zip(self.worded(), WORDED, strict=True):
            weights[wording] = weights.get(wording, 0.0) + share
        return tuple(weights.items())

    def worded(self) -> Sequence[str]:
        """The question as typed, and with each thing that it may hang on."""
        told = self.row or (heading(self.told) if self.told else "")
        bare = self.question.rstrip(" ?.!")
        hung = (
            f"{bare} ({other})" if other else self.question for other in (self.previous, told, self.theme)
        )
        return (self.question, *hung)

    def continues(self, passage: Passage) -> float:
        """What speaks for a passage by its guide."""
        return SAME_GUIDE if self.told and self.told.document_id == passage.document_id else 0.0


def own_words(text: str) -> list[str]:
    """The words of a message that have a meaning of their own."""
    return [token.text for token in tokenize(text) if token.text.isalpha() and not is_transparent(token.text)]


def first_said(messages: Iterable[str]) -> str:
    """The first of some messages that says anything."""
    return next((text[:LONGEST].rstrip(" ?.!") for text in messages if own_words(text)), "")


def heading(passage: Passage) -> str:
    """The heading right above a passage, else its guide's title."""
    return passage.section.rpartition(" > ")[2] or passage.title
