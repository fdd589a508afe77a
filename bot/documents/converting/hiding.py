"""What a web page holds and does not show: told by its markup, its inline styles and its own style sheets."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from bot.documents.converting.colours import WHITE, Colour, colour, is_lost, is_see_through
from bot.documents.converting.styles import declarations, is_shut

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ON_EVERY_SCREEN = re.compile(
    r"@media\s*(?:only )?(?:all|screen)\s*\{(?P<rules>(?:[^{}]*\{[^{}]*\})*)[^{}]*\}"
)
# What holds for some screens, or for paper, says nothing of what a reader of the page sees.
_CONDITIONAL = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_MOST_RULES = 500
_OPENERS = ("aria-controls", "data-target", "data-bs-target", "href")
_INHERITED = ("", "none", "inherit", "initial", "unset", "transparent")


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
    """The parts that the page's own style sheets hide or write in the colour of their ground."""
    sheets = " ".join(style.get_text() for style in soup.find_all("style"))
    sheets = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
    sheets = _CONDITIONAL.sub("", _ON_EVERY_SCREEN.sub(r"\g<rules>", sheets))
    hiding = [selectors for selectors, body in _RULE.findall(sheets) if _hides(declarations(body))]
    for selectors in hiding[:_MOST_RULES]:
        try:
            yield from soup.select(selectors.strip())
        except (SelectorSyntaxError, NotImplementedError):
            continue


def _hides(style: dict[str, str]) -> bool:
    return (
        is_shut(style) or is_see_through(_written(style)) or is_lost(_ground(style), colour(_written(style)))
    )


def _is_unseen(tag: Tag) -> bool:
    if tag.has_attr("hidden"):
        return True
    style = declarations(str(tag.get("style") or ""))
    if tag.name == "font" and tag.get("color"):
        style.setdefault("color", str(tag["color"]))
    if is_shut(style) or is_see_through(_written(style)):
        return True
    return bool(_written(style)) and is_lost(_behind(tag), colour(_written(style)))


def _written(style: dict[str, str]) -> str:
    return style.get("-webkit-text-fill-color") or style.get("color", "")


def _ground(style: dict[str, str]) -> Colour | None:
    return colour(style.get("background-color") or style.get("background", ""))


def _behind(tag: Tag) -> Colour | None:
    """The colour behind a part: its own ground, or that of the nearest one around it; white where none is."""
    for part in (tag, *tag.parents):
        style = declarations(str(part.get("style") or ""))
        names = ("background-image", "background-color", "background")
        value = next((style[name] for name in names if name in style), str(part.get("bgcolor") or ""))
        if value.lower() not in _INHERITED:
            return colour(value)
    return WHITE
