"""What goes into a check and what comes out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.schema import Figure, PayRecord


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be said. `reasons` are readable, empty when supported."""

    supported: bool
    reasons: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, eq=False)
class GroundingContext:
    """What a check must know besides the evidence.

    Attributes:
        roles: every job title the guides know, with its other names.
        pay: the pay records of the index; a figure of a cited passage is held against those read from it.
        person: the texts of the person's own turns; what they said about themselves may be said back.
    """

    roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pay: Sequence[PayRecord] = ()
    person: Sequence[str] = ()
