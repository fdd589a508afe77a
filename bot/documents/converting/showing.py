"""What a slide holds and does not show: hidden, covered and colourless writing, and boxes off the slide."""

from typing import TYPE_CHECKING

from bot.documents.converting.colours import WHITE, Colour, colour, is_lost

if TYPE_CHECKING:
    from lxml import etree
    from pptx.presentation import Presentation
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_SMALLEST = 200  # hundredths of a point
_FAINTEST = 10_000  # thousandths of a per cent
_TINY = 12_700
_GROUND = ("bg1", "lt1")
_OWN_FILL = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")

Box = tuple[int, int, int, int]


def drop_unseen(deck: "Presentation") -> int:
    """Take out of a deck's slides what cannot be seen on them; return how many parts with words went."""
    size = (0, 0, deck.slide_width or 0, deck.slide_height or 0)
    return sum(_drop(slide, size) for slide in deck.slides)


def _drop(slide: "Slide", size: Box) -> int:
    count = 0
    shapes = list(slide.shapes)
    for n, shape in enumerate(shapes):
        words = shape.has_text_frame and bool(shape.text_frame.text.strip())
        box = _box(shape)
        hidden = _is_hidden(shape) or (box is not None and _is_away(box, size))
        hidden = hidden or (words and any(_covers(other, box) for other in shapes[n + 1 :]))
        if hidden:
            count += bool(words)
            shape.element.getparent().remove(shape.element)
        elif words:
            count += _drop_runs(shape, _behind(shape, slide, shapes[:n]))
    return count


def _box(shape: "BaseShape") -> Box | None:
    """Left, top, right and bottom of a shape; None where it takes them from its layout."""
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    if None in (left, top, width, height):
        return None
    return left, top, left + width, top + height


def _is_hidden(shape: "BaseShape") -> bool:
    named = next(shape.element.iter(_P + "cNvPr"), None)
    return named is not None and named.get("hidden") in ("1", "true")


def _is_away(box: Box, size: Box) -> bool:
    """Whether a box lies wholly off the slide, or has no size."""
    left, top, right, bottom = box
    off = right <= 0 or bottom <= 0 or left >= size[2] or top >= size[3]
    return off or (right - left < _TINY and bottom - top < _TINY)


def _covers(shape: "BaseShape", box: Box | None) -> bool:
    """Whether a shape of one plain colour, or a picture, that lies above a box hides all of it."""
    over = _box(shape)
    if box is None or over is None or not (_fill(shape) or _is_picture(shape)):
        return False
    return over[0] <= box[0] and over[1] <= box[1] and over[2] >= box[2] and over[3] >= box[3]


def _is_picture(shape: "BaseShape") -> bool:
    return bool(shape.element.tag == _P + "pic")


def _properties(shape: "BaseShape") -> "etree._Element | None":
    return shape.element.find(_P + "spPr")


def _fill(shape: "BaseShape") -> str:
    """The name of the plain colour a shape is filled with; empty where it is not, or can be seen through."""
    properties = _properties(shape)
    fill = properties.find(_A + "solidFill") if properties is not None else None
    return "" if fill is None or _is_faint(fill) else _named(fill)


def _behind(shape: "BaseShape", slide: "Slide", below: list["BaseShape"]) -> Colour | None:
    """The colour that a shape's writing stands on; None where it cannot be told."""
    properties = _properties(shape)
    if properties is not None and any(properties.find(_A + name) is not None for name in _OWN_FILL):
        return _colour(_fill(shape))
    styled = shape.element.find(_P + "style") is not None
    box = _box(shape)
    inherited = [*slide.slide_layout.shapes, *slide.slide_layout.slide_master.shapes]
    if styled or any(_meets(other, box) for other in (*below, *inherited)):
        return None
    for layer in (slide, slide.slide_layout, slide.slide_layout.slide_master):
        ground = layer.element.find(f"{_P}cSld/{_P}bg")
        if ground is not None:
            return _colour(_named(ground)) if _is_plain(ground, slide) else None
    return WHITE


def _is_plain(ground: "etree._Element", slide: "Slide") -> bool:
    """Whether a ground is of one colour, and the theme is not turned round to write light on dark."""
    mapped = slide.slide_layout.slide_master.element.find(_P + "clrMap")
    turned = mapped is not None and mapped.get("bg1") != "lt1"
    styled = ground.find(_P + "bgRef")
    if styled is not None:
        return styled.get("idx") == "1001" and not turned
    return ground.find(f"{_P}bgPr/{_A}solidFill") is not None and not turned


def _meets(shape: "BaseShape", box: Box | None) -> bool:
    """Whether a filled shape or a picture lies somewhere under a box."""
    under, properties = _box(shape), _properties(shape)
    filled = properties is not None and any(properties.find(_A + name) is not None for name in _OWN_FILL)
    styled = shape.element.find(_P + "style") is not None
    if not (filled or styled or _is_picture(shape)):
        return False
    if box is None or under is None:
        return True
    return under[0] < box[2] and under[2] > box[0] and under[1] < box[3] and under[3] > box[1]


def _drop_runs(shape: "BaseShape", behind: Colour | None) -> int:
    count = 0
    for run in list(shape.element.iter(_A + "r")):
        properties = run.find(_A + "rPr")
        if properties is not None and _is_unseen(properties, behind):
            count += bool("".join(text.text or "" for text in run.iter(_A + "t")).strip())
            run.getparent().remove(run)
    return count


def _is_unseen(properties: "etree._Element", behind: Colour | None) -> bool:
    if int(properties.get("sz") or 1800) < _SMALLEST or properties.find(_A + "noFill") is not None:
        return True
    fill = properties.find(_A + "solidFill")
    return fill is not None and (_is_faint(fill) or is_lost(behind, _colour(_named(fill))))


def _is_faint(fill: "etree._Element") -> bool:
    alpha = next(fill.iter(_A + "alpha"), None)
    return alpha is not None and int(alpha.get("val") or 100_000) < _FAINTEST


def _named(holder: "etree._Element") -> str:
    """The first plain colour within an element, as the file writes it."""
    for item in holder.iter(_A + "srgbClr", _A + "schemeClr", _A + "sysClr"):
        return str(item.get("lastClr") or item.get("val") or "")
    return ""


def _colour(name: str) -> Colour | None:
    """A colour by its name; the ground of the theme is taken as white, as it is unless turned round."""
    return WHITE if name in _GROUND else colour(name)
