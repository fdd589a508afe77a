"""The order in which the parts of a page are read: down its columns where it has some, else from the top."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

_GUTTER = 8.0
_COLUMN = 100.0
_TALL = 36.0


class Part(Protocol):
    """A block of a page and where it stands, in points from the page's lower left corner."""

    @property
    def x0(self) -> float:
        """Its left edge."""

    @property
    def y0(self) -> float:
        """Its lower edge."""

    @property
    def x1(self) -> float:
        """Its right edge."""

    @property
    def y1(self) -> float:
        """Its upper edge."""


_P = TypeVar("_P", bound=Part)


def in_order(parts: Sequence[_P]) -> list[_P]:
    """Return the parts of a page as a reader takes them: stretch by stretch, in each down every column."""
    ordered: list[_P] = []
    for stretch in _stretches(parts):
        sides = _columns(stretch)
        if sides is None:
            ordered += sorted(stretch, key=lambda part: (-part.y1, part.x0))
        else:
            ordered += [part for side in sides for part in in_order(side)]
    return ordered


def _stretches(parts: Sequence[_P]) -> list[list[_P]]:
    """Part a page from top to bottom into what is set in columns together and what is set across.

    A line that stands alone below columns heads what is set across after it.
    """
    found: list[list[_P]] = []
    last: list[_P] = []
    for band in _bands(parts):
        above = found[-1] if found else []
        if above and _columns([*above, *band]) is not None and _beside(above, band):
            found[-1] = [*above, *band]
        elif len(above) > len(last) == 1 and last[0].y1 - last[0].y0 < _TALL:
            found[-1] = above[: -len(last)]
            found.append([*last, *band])
        else:
            found.append(band)
        last = band
    return found


def _beside(above: Sequence[_P], band: Sequence[_P]) -> bool:
    """Whether a band goes on with the columns above it, or begins columns with what stands there alone."""
    return _columns(above) is not None or _columns(band) is not None


def _bands(parts: Sequence[_P]) -> list[list[_P]]:
    """Cut where nothing stands on a whole line of the page."""
    bands: list[list[_P]] = []
    lowest = 0.0
    for part in sorted(parts, key=lambda part: -part.y1):
        if bands and part.y1 > lowest:
            bands[-1].append(part)
            lowest = min(lowest, part.y0)
        else:
            bands.append([part])
            lowest = part.y0
    return bands


def _columns(parts: Sequence[_P]) -> tuple[list[_P], list[_P]] | None:
    """The two sides of a gutter that runs through some parts, each of them a column of text; None without."""
    reach = float("-inf")
    for part in sorted(parts, key=lambda part: part.x0):
        if part.x0 - reach >= _GUTTER:
            left = [one for one in parts if one.x1 <= reach]
            right = [one for one in parts if one.x0 >= part.x0]
            if _is_column(left) and _is_column(right):
                return left, right
        reach = max(reach, part.x1)
    return None


def _is_column(parts: Sequence[_P]) -> bool:
    """Whether parts make a column: some lines high, and wide enough for sentences."""
    if not parts:
        return False
    wide = max(part.x1 for part in parts) - min(part.x0 for part in parts)
    return wide >= _COLUMN and max(part.y1 - part.y0 for part in parts) >= _TALL
