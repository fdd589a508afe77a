"""What a web page holds and does not show: told by its markup, its inline styles and its own style sheets."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity\s*:\s*|opacity\()0(?:\.0+)?\s*(?:;|$|!|\))|"
    r"font-size\s*:\s*(?:[01]|0?\.\d+|0?\.0\d*)(?:px|pt)?\s*(?:;|$|!)|font-size\s*:\s*0?\.?0+(?:em|rem|%)|"
    r"text-indent\s*:\s*-\d{3,}|(?:left|top|right)\s*:\s*-(?:\d{4,}|\d{3,}(?:em|rem|vw|vh|%))|"
    r"clip(?:-path)?\s*:\s*(?:rect\(0|inset\((?:50|100)%)|transform\s*:[^;]*scale\(\s*0(?:\.0+)?\s*[,)]",
    re.IGNORECASE,
)
_FLAT = re.compile(r"(?:max-)?(?:height|width)\s*:\s*0(?:px|em)?\s*(?:;|$|!)", re.IGNORECASE)
_CLIPPED = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_COLOR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;!]+)", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{3,8})$", re.IGNORECASE)
_CHANNELS = re.compile(r"rgba?\(([^)]*)\)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ON_EVERY_SCREEN = re.compile(
    r"@media\s*(?:only )?(?:all|screen)\s*\{(?P<rules>(?:[^{}]*\{[^{}]*\})*)[^{}]*\}"
)
# What holds for some screens, or for paper, says nothing of what a reader of the page sees.
_CONDITIONAL = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_NEAR_WHITE = 245
_MOST_RULES = 500
_OPENERS = ("aria-controls", "data-target", "data-bs-target", "href")


class Hiding:
    """Which parts of one page a reader cannot get to see."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._hidden = {id(tag) for tag in _styled(soup)}
        self._opened = _opened(soup)

    def hides(self, tag: Tag) -> bool:
        """Whether a part is hidden, and nothing on the page opens it, as a tab or a fold can be opened."""
        if not (id(tag) in self._hidden or _is_unseen(tag)):
            return False
        return tag.get("role") != "tabpanel" and tag.get("id") not in self._opened


def _opened(soup: BeautifulSoup) -> frozenset[str]:
    """The ids of the parts that a link, a tab or a button of the page leads to."""
    return frozenset(
        target.lstrip("#")
        for name in _OPENERS
        for tag in soup.select(f"[{name}]")
        for target in str(tag.get(name)).split()
        if target.startswith("#") or name == "aria-controls"
    )


def _styled(soup: BeautifulSoup) -> Iterator[Tag]:
    """The parts that the page's own style sheets hide or write in white on white."""
    sheets = " ".join(style.get_text() for style in soup.find_all("style"))
    sheets = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
    sheets = _CONDITIONAL.sub("", _ON_EVERY_SCREEN.sub(r"\g<rules>", sheets))
    hiding = [selectors for selectors, body in _RULE.findall(sheets) if _hides(body)]
    for selectors in hiding[:_MOST_RULES]:
        try:
            yield from soup.select(selectors.strip())
        except (SelectorSyntaxError, NotImplementedError):
            continue


def _hides(body: str) -> bool:
    ground = _BACKGROUND.search(body)
    return _is_shut(body) or (ground is not None and _is_blank(ground[1]) and _is_blank_written(body))


def _is_shut(style: str) -> bool:
    flat = _FLAT.search(style) is not None and _CLIPPED.search(style) is not None
    return flat or _UNSEEN.search(style) is not None


def _is_unseen(tag: Tag) -> bool:
    if tag.has_attr("hidden"):
        return True
    style = str(tag.get("style") or "")
    if tag.name == "font" and tag.get("color"):
        style += f";color:{tag['color']}"
    return _is_shut(style) or (_is_blank_written(style) and not _on_colour(tag))


def _is_blank_written(style: str) -> bool:
    color = _COLOR.search(style)
    return color is not None and _is_blank(color[1])


def _on_colour(tag: Tag) -> bool:
    """Whether a part or one around it has a background that white can be read on."""
    for part in (tag, *tag.parents):
        ground = _BACKGROUND.search(str(part.get("style") or ""))
        value = ground[1] if ground else str(part.get("bgcolor") or "")
        if value and value.strip().lower() not in ("none", "inherit", "initial", "unset"):
            return not _is_blank(value)
    return False


def _is_blank(color: str) -> bool:
    """Whether a colour is white, nearly white or transparent."""
    color = color.strip().lower()
    if color in ("white", "transparent", "snow", "ivory", "ghostwhite", "whitesmoke"):
        return True
    if found := _HEX.match(color):
        digits = found[1]
        pairs = [digit * 2 for digit in digits] if len(digits) < 6 else re.findall("..", digits)
        return (
            all(int(pair, 16) >= _NEAR_WHITE for pair in pairs[:3]) or int((pairs[3:] or ["ff"])[0], 16) < 16
        )
    if found := _CHANNELS.match(color):
        numbers = [float(number) for number in re.findall(r"\d*\.?\d+", found[1])]
        return (len(numbers) > 3 and numbers[3] < 0.1) or all(value >= _NEAR_WHITE for value in numbers[:3])
    return False
