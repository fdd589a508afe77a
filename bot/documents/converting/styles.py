"""Style declarations, and whether they keep a part from being seen: put away, shrunk, cut off or faded."""

import re

from bot.documents.converting.colours import share

_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|vw|vh|%|in|cm)?")
_PIXELS = {"pt": 1.33, "em": 16.0, "rem": 16.0, "vw": 10.0, "vh": 10.0, "%": 10.0, "in": 96.0, "cm": 38.0}
_SIDES = ("left", "top", "right", "bottom", "inset", "margin-left", "margin-top", "margin")
_SIZES = ("width", "height", "max-width", "max-height")
_FAR = -999.0
_MOVED = re.compile(r"translate(?:x|y|3d)?\(([^)]*)\)")
_SHRUNK = re.compile(r"scale(?:x|y|3d)?\(\s*([^),]*)")
_OUT_OF_THE_LINE = -100.0
_SMALLEST = 2.0
_FAINTEST = 0.1


def declarations(style: str) -> dict[str, str]:
    """Read the declarations of a style: names to values, in small letters, the last of a name counting."""
    pairs = (part.partition(":") for part in style.split(";"))
    return {
        name.strip().lower(): value.partition("!")[0].strip().lower()
        for name, colon, value in pairs
        if colon and value.strip()
    }


def is_shut(style: dict[str, str]) -> bool:
    """Whether declarations keep a part from being seen, whatever its colours."""
    return bool(style) and any(test(style) for test in (_is_off, _is_away, _is_shrunk, _is_cut, _is_faded))


def _is_off(style: dict[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("content-visibility") == "hidden"
    )


def _is_away(style: dict[str, str]) -> bool:
    """Whether a part is moved far off the page, or behind it."""
    lifted = style.get("position") in ("absolute", "fixed")
    if lifted and style.get("z-index", "").startswith("-"):
        return True
    moved = _MOVED.search(style.get("transform", ""))
    # a share is one of the part's own size there
    if moved and min(_lengths(moved[1].replace("%", "vw")), default=0.0) / (1 + ("%" in moved[1])) <= _FAR:
        return True
    if min(_lengths(style.get("text-indent", "")), default=0.0) <= _OUT_OF_THE_LINE:
        return True
    return any(min(_lengths(style.get(side, "")), default=0.0) <= _FAR for side in _SIDES)


def _is_shrunk(style: dict[str, str]) -> bool:
    size = style.get("font-size") or style.get("font", "").partition("/")[0].split(" ")[-1]
    if (found := _LENGTH.match(size)) and _is_tiny(found[1], found[2]):
        return True
    scale = _SHRUNK.search(style.get("transform", ""))
    scales = [style.get("zoom", ""), style.get("scale", ""), scale[1] if scale else ""]
    return any(share(value) < _FAINTEST for value in scales if value[:1].isdigit() or value[:1] == ".")


def _is_tiny(number: str, unit: str | None) -> bool:
    part = float(number) / 100 if unit == "%" else float(number)
    return part < _FAINTEST if unit in ("%", "em", "rem") else part < _SMALLEST


def _is_cut(style: dict[str, str]) -> bool:
    """Whether what would show is clipped away, or put beside a box that shows nothing outside of it."""
    if re.search(r"hidden|clip", style.get("overflow", "")):
        sizes = [max(_lengths(style[name]), default=2.0) for name in _SIZES if name in style]
        if min(sizes, default=2.0) <= 1 or max(_lengths(style.get("text-indent", "")), default=0.0) >= -_FAR:
            return True
    clip, path = style.get("clip", ""), style.get("clip-path", "")
    if clip.startswith("rect(") and len(set(_lengths(clip))) == 1:
        return True
    corners = path.removeprefix("polygon(").rstrip(")").split(",") if path.startswith("polygon(") else []
    inset = path.startswith("inset(") and max(_lengths(path), default=0.0) >= 500
    return inset or path.startswith("circle(0") or len({corner.strip() for corner in corners}) == 1


def _is_faded(style: dict[str, str]) -> bool:
    faded = re.search(r"opacity\(([^)]*)\)", style.get("filter", ""))
    return share(style.get("opacity", "")) < _FAINTEST or (faded is not None and share(faded[1]) < _FAINTEST)


def _lengths(value: str) -> list[float]:
    """The lengths a value names, in pixels, a share of the page taken as of a thousand."""
    return [float(number) * _PIXELS.get(unit, 1.0) for number, unit in _LENGTH.findall(value)]
