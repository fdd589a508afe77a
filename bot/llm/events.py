"""What a model's answer is told as, piece by piece."""

from dataclasses import dataclass
from typing import Literal

from bot.schema import Figure

FailureKind = Literal[
    "unreachable",
    "refused",
    "unknown_model",
    "busy",
    "server",
    "stalled",
    "cut",
    "malformed",
    "empty",
    "too_long",
    "language",
    "unsupported",
    "budget",
    "resting",
    "other",
]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may be shown. Append `before + text` to what was shown so far.

    `substituted` is True when the sentence is not the model's: it was said from the evidence in the place of
    one that was withheld.
    """

    text: str
    before: str = ""
    figures: tuple[Figure, ...] = ()
    substituted: bool = False


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that must not be shown, and why, in words a person can read."""

    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing new yet: the moment for a reader to stop."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The model's answer is not to be used, nor what was shown of it: the offline engine answers instead."""

    kind: FailureKind
    reason: str

    @property
    def notice(self) -> str:
        """One line for the person."""
        return f"Answered without the model: {self.reason}."


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took: tokens (counted by the provider, else estimated) and seconds.

    `first_seconds` is the time to the first sentence that was shown, None when none was; `gate_seconds` is
    the part of `seconds` that checking took; `estimated` is True when the provider did not count the tokens.
    """

    model: str
    input_tokens: int
    output_tokens: int
    seconds: float
    first_seconds: float | None = None
    gate_seconds: float = 0.0
    estimated: bool = False


ModelEvent = Sentence | Withheld | Waiting | Failure | Usage
