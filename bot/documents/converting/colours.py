"""Colours as pages and files write them, and whether writing in one can be told from what is behind it."""

import re

from PIL import ImageColor

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
_TOO_NEAR = 10
_FAINTEST = 0.1
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^)]*)\)", re.IGNORECASE)


def colour(value: str) -> Colour | None:
    """Read a colour; None for one that is not known, a picture or a course of colours."""
    value = " ".join(value.split()).lower()
    if re.fullmatch(r"[0-9a-f]{6}", value):
        value = f"#{value}"
    if found := _FUNCTION.fullmatch(value):
        value = f"{found[1]}({','.join(_parts(found[2])[:3])})"
    try:
        red, green, blue, *_ = ImageColor.getrgb(value)
    except ValueError:
        return None
    return red, green, blue


def is_see_through(value: str) -> bool:
    """Whether a colour lets nothing, or nearly nothing, of the writing show."""
    value = value.strip().lower()
    if found := _FUNCTION.fullmatch(value):
        parts = _parts(found[2])
        return len(parts) > 3 and share(parts[3]) < _FAINTEST
    alpha = re.fullmatch(r"#[0-9a-f]{3}([0-9a-f])|#[0-9a-f]{6}([0-9a-f]{2})", value)
    if alpha:
        return int(alpha[2] or alpha[1] * 2, 16) < _FAINTEST * 255
    return value == "transparent"


def is_lost(on: Colour | None, written: Colour | None) -> bool:
    """Whether writing of one colour cannot be told from a ground of another, both known."""
    if on is None or written is None:
        return False
    return max(abs(one - other) for one, other in zip(on, written, strict=True)) <= _TOO_NEAR


def share(value: str) -> float:
    """A number from 0 to 1, or a percentage, as a share; 1 where it cannot be read."""
    found = re.search(r"\d*\.?\d+", value)
    if not found:
        return 1.0
    return float(found[0]) / (100 if "%" in value else 1)


def _parts(arguments: str) -> list[str]:
    return re.split(r"[\s,/]+", arguments.strip())
