"""What a Word file holds and does not show: hidden, tiny and colourless writing, and boxes off the page."""

import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from bot.documents.converting import archive as office
from bot.documents.converting.colours import WHITE, Colour, colour, is_lost
from bot.documents.converting.styles import declarations, is_shut

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKED = ("vanish", "webHidden", "specVanish")
_OFF = {"false", "0", "off"}
_NONE = {"auto", "none", "nil", ""}
_SMALLEST = 4  # half-points: nothing below 2 points can be read
_NARROWEST = 5  # per cent of the letters' own width
_CLOSEST = -100  # twentieths of a point between letters, from where they lie upon each other
_FLATTEST = 40  # twentieths of a point that a line or row is high
_FAR = -10_000  # twentieths of a point, half a page beyond the edge
_FAR_DRAWN = -5_000_000
_SMALLEST_DRAWN = 20_000
"""English metric units, 12,700 to a point."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the styles whose writing cannot be seen, and of those that write in white."""

    unseen: frozenset[str]
    white: frozenset[str]


def styles_of(archive: zipfile.ZipFile) -> Styles:
    """Read which styles of a file hide what is written in them."""
    try:
        root = office.parsed(archive.read("word/styles.xml"))
    except (KeyError, etree.XMLSyntaxError):
        return Styles(frozenset(), frozenset())
    written = {
        str(style.get(_W + "styleId")): properties
        for style in root.iter(_W + "style")
        if (properties := style.find(_W + "rPr")) is not None and style.find(f"{_W}pPr/{_W}shd") is None
    }
    return Styles(
        unseen=frozenset(name for name, properties in written.items() if _is_unseen(properties)),
        white=frozenset(name for name, properties in written.items() if is_lost(WHITE, _colour(properties))),
    )


def drop_hidden(root: etree._Element, styles: Styles) -> int:
    """Take out what cannot be seen; return how many parts with words went."""
    count = 0
    for tag, test in ((f"{_W}txbxContent", _is_put_away), (f"{_W}tr", _is_flat_row), (f"{_W}p", _is_flat)):
        for item in list(root.iter(tag)):
            if test(item):
                count += _speaks(item)
                remove(item)
    for run in list(root.iter(_W + "r")):
        if _is_hidden(run, styles):
            count += _speaks(run)
            remove(run)
    return count


def remove(item: etree._Element) -> None:
    """Take an element out of what holds it."""
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _speaks(item: etree._Element) -> bool:
    return any((text.text or "").strip() for text in item.iter(_W + "t"))


def _is_put_away(content: etree._Element) -> bool:
    """Whether a text box lies off the page or has no size."""
    box = next((item for item in content.iterancestors() if _local(item) in ("drawing", "pict")), None)
    if box is None:
        return False
    for item in box.iter():
        name = _local(item)
        if name == "posOffset" and _number(item.text) <= _FAR_DRAWN:
            return True
        if name == "extent" and min(_number(item.get("cx")), _number(item.get("cy"))) <= _SMALLEST_DRAWN:
            return True
        # a box behind the text is drawn with a negative depth, and can be seen there
        drawn = {
            key: value for key, value in declarations(item.get("style") or "").items() if key != "z-index"
        }
        if is_shut(drawn):
            return True
    return False


def _is_flat_row(row: etree._Element) -> bool:
    height = row.find(f"{_W}trPr/{_W}trHeight")
    exact = height is not None and height.get(_W + "hRule") == "exact"
    return _is_marked(row.find(f"{_W}trPr/{_W}hidden")) or (exact and _value(height, 999) < _FLATTEST)


def _is_flat(paragraph: etree._Element) -> bool:
    """Whether a paragraph has no height, or stands far beyond the edge of the page."""
    spacing, indent, frame = (paragraph.find(f"{_W}pPr/{_W}{name}") for name in ("spacing", "ind", "framePr"))
    if spacing is not None and spacing.get(_W + "lineRule") == "exact":
        return _number(spacing.get(_W + "line"), 999) < _FLATTEST
    if indent is not None:
        return min(_number(indent.get(_W + side)) for side in ("left", "start", "firstLine")) <= _FAR
    return frame is not None and min(_number(frame.get(_W + axis)) for axis in "xy") <= _FAR


def _is_hidden(run: etree._Element, styles: Styles) -> bool:
    properties, style = run.find(_W + "rPr"), _style_of(run)
    if style in styles.unseen or (properties is not None and _is_unseen(properties)):
        return True
    written = _colour(properties) if properties is not None else None
    if written is None and style in styles.white:
        written = WHITE
    return is_lost(_behind(run), written)


def _style_of(run: etree._Element) -> str | None:
    """The character style of a run, else the style of its paragraph."""
    paragraph = next(run.iterancestors(_W + "p"), None)
    for item, path in ((run, f"{_W}rPr/{_W}rStyle"), (paragraph, f"{_W}pPr/{_W}pStyle")):
        style = item.find(path) if item is not None else None
        if style is not None:
            return str(style.get(_W + "val"))
    return None


def _is_unseen(properties: etree._Element) -> bool:
    """Whether writing is marked as hidden, or too small, narrow or crowded to be read."""
    return (
        any(_is_marked(properties.find(_W + name)) for name in _MARKED)
        or _value(properties.find(_W + "sz"), 24) < _SMALLEST
        or _value(properties.find(_W + "w"), 100) < _NARROWEST
        or _value(properties.find(_W + "spacing"), 0) <= _CLOSEST
    )


def _is_marked(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get(_W + "val", "true") not in _OFF


def _colour(properties: etree._Element) -> Colour | None:
    """The colour of writing; None where it is left to the program that shows it."""
    written = properties.find(_W + "color")
    if written is None:
        return None
    if written.get(_W + "themeColor") in ("background1", "light1"):
        return WHITE
    return colour(written.get(_W + "val", ""))


def _behind(run: etree._Element) -> Colour | None:
    """The colour that a run stands on; None for a table's own style, which is not looked into."""
    for path, holder in (
        (f"{_W}rPr/{_W}highlight", run),
        (f"{_W}rPr/{_W}shd", run),
        (f"{_W}pPr/{_W}shd", next(run.iterancestors(_W + "p"), None)),
        (f"{_W}tcPr/{_W}shd", next(run.iterancestors(_W + "tc"), None)),
    ):
        shade = holder.find(path) if holder is not None else None
        name = (shade.get(_W + "fill") or shade.get(_W + "val") or "") if shade is not None else ""
        if name.lower() not in _NONE:
            return colour(name)
    table = next(run.iterancestors(_W + "tbl"), None)
    styled = table is not None and table.find(f"{_W}tblPr/{_W}tblStyle") is not None
    return None if styled else WHITE


def _local(item: etree._Element) -> str:
    return str(item.tag).rpartition("}")[2]


def _value(item: etree._Element | None, otherwise: int) -> int:
    return otherwise if item is None else _number(item.get(_W + "val"), otherwise)


def _number(value: str | None, otherwise: int = 0) -> int:
    return int(value) if value and re.fullmatch(r"-?\d+", value) else otherwise
