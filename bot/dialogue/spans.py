"""Where things stand in a text."""

from collections.abc import Iterable
from typing import Protocol


class Span(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def spans(*groups: Iterable[Span]) -> list[tuple[int, int]]:
    """Return where the things of all groups stand, in the order given."""
    return [(item.start, item.end) for group in groups for item in group]


def inside(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span lies in one of the others."""
    return any(other.start <= span.start and span.end <= other.end for other in others)


def overlaps(span: Span, *groups: Iterable[Span]) -> bool:
    """Whether a span shares a character with any of the others."""
    return any(left < span.end and span.start < right for left, right in spans(*groups))
