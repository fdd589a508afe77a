"""What a scorer is given, what it gives back, and how it is tested on itself."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeVar

from evals.answers import Answer
from evals.cases import Case, Expect
from evals.corpus import Corpus
from evals.text import Sentence, sentences

Chapter = Literal[
    "AI prompting", "Critical evaluation", "Quality", "Privacy and security", "Empathy and clarity"
]
CHAPTERS: tuple[Chapter, ...] = (
    "AI prompting",
    "Critical evaluation",
    "Quality",
    "Privacy and security",
    "Empathy and clarity",
)


@dataclass(frozen=True)
class Item:
    """One answered question: the case, which of its turns, and the answers up to it."""

    case: Case
    turn: int
    answers: tuple[Answer, ...]
    corpus: Corpus

    @property
    def id(self) -> str:
        """The case's id, with the turn where there are several."""
        return self.case.id if len(self.case.turns) == 1 else f"{self.case.id}#{self.turn + 1}"

    @property
    def question(self) -> str:
        """What was asked."""
        return self.case.turns[self.turn].ask

    @property
    def expect(self) -> Expect:
        """What a right answer holds."""
        return self.case.turns[self.turn].expect

    @property
    def answer(self) -> Answer:
        """What came back."""
        return self.answers[self.turn]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The answer's sentences."""
        return sentences(self.answer.text)

    @property
    def person(self) -> tuple[str, ...]:
        """Everything the person has typed up to here."""
        given = tuple(m.content for m in self.case.history if m.role == "user")
        return (*given, *(turn.ask for turn in self.case.turns[: self.turn + 1]))

    def quotes(self, marks: Iterable[int]) -> str:
        """Return what some citations quote, with their title, publisher, section and year."""
        wanted = set(marks)
        return "\n".join(
            f"{c.title}. {c.publisher or ''}. {c.section}. {c.year or ''}\n{c.quote}\n"
            f"{self.corpus.notes(c.path or '', c.quote)}"
            for c in self.answer.citations
            if c.number in wanted
        )

    def with_answer(self, **changes: object) -> "Item":
        """Return the same item with its last answer changed."""
        answer = self.answer.model_copy(update=changes)
        return replace(self, answers=(*self.answers[: self.turn], answer, *self.answers[self.turn + 1 :]))


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a scorer looked at: a sentence, a figure, a nugget."""

    text: str
    good: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What a scorer found: `value` from 0 to 1, whether it passes, and why."""

    value: float
    passed: bool
    reason: str = ""
    parts: tuple[Part, ...] = ()
    measures: dict[str, float] = field(default_factory=dict)


Mutant = tuple[str, Item]
Given = TypeVar("Given")


def _always(_: Item) -> bool:
    return True


def _no_mutants(_: Item, __: random.Random) -> Sequence[Mutant]:
    return ()


@dataclass(frozen=True, slots=True)
class Scorer:
    """A measure of one answer. `score` returns None where it does not apply to what was answered.

    `applies` looks at the case alone, so that a target that fails scores 0 wherever it should have answered.
    `mutants` spoils a true answer in ways that this scorer must catch.
    """

    name: str
    chapter: Chapter
    definition: str
    score: Callable[[Item], Score | None]
    applies: Callable[[Item], bool] = _always
    mutants: Callable[[Item, random.Random], Sequence[Mutant]] = _no_mutants


@dataclass(frozen=True, slots=True)
class FamilyScorer:
    """A measure of several answers to one need; `applies` looks at the cases alone."""

    name: str
    chapter: Chapter
    definition: str
    score: Callable[[Sequence[Item]], Score | None]
    applies: Callable[[Sequence[Case]], bool]
    mutants: Callable[[Item, random.Random], Sequence[Mutant]] = _no_mutants


def attempt(score: Callable[[Given], Score | None], given: Given) -> tuple[Score | None, str | None]:
    """Return a score, or what went wrong in the scorer: one that breaks must not take the others with it."""
    try:
        return score(given), None
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"


FAILED = Score(0.0, False, "the target failed")
