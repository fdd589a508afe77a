"""What of a web page is its subject, and what frames it on every page of its site."""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag

_CONTROLS = ["form", "button", "input", "select", "textarea", "dialog", "img", "picture", "map"]
_FRAME = ["nav", "footer", "aside", "menu"]
_FRAME_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"}
_FRAME_NAMES = re.compile(
    r"(?:^|[-_ ])(?:cookies?|consent|gdpr|nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|footer|share|social|"
    r"newsletter|subscribe|advert(?:isement)?s?|ads?|promo|banner|popup|modal|skip(?:-link)?|related|pagination|"
    r"comments)(?:$|[-_ ])",
    re.IGNORECASE,
)
_FEW = 3
_ENOUGH = 200


def drop_frame(soup: BeautifulSoup) -> Tag:
    """Remove what frames a page, and return the part that holds its subject."""
    for tag in soup([*_FRAME, *_CONTROLS]):
        tag.decompose()
    prune(soup, _is_frame)
    heading = soup.find("h1")
    for links in soup(["ul", "ol"]):
        if not links.decomposed and _only_links(
            links, within=heading is None or heading in links.find_all_previous("h1")
        ):
            links.decompose()
    return _main(soup)


def prune(soup: BeautifulSoup, is_unwanted: Callable[[Tag], bool]) -> list[str]:
    """Remove every unwanted part, from the outside in; return the texts that went."""
    dropped: list[str] = []
    waiting: list[Tag] = [soup]
    while waiting:
        for child in list(waiting.pop().children):
            if not isinstance(child, Tag):
                continue
            if is_unwanted(child):
                dropped.append(child.get_text(strip=True))
                child.decompose()
            else:
                waiting.append(child)
    return dropped


def list_terms(main: Tag) -> None:
    """Write each term of a definition list with its definition behind it, as one point of a list."""
    for terms in main("dl"):
        for term in terms("dt"):
            definition = term.find_next_sibling(["dt", "dd"])
            if definition is not None and definition.name == "dd":
                term.append(": ")
                term.extend(list(definition.contents))
                definition.decompose()
        for item in terms(["dt", "dd"]):
            item.name = "li"
        terms.name = "ul"


def _is_frame(tag: Tag) -> bool:
    """Whether a part stands on every page of its site: told by its role, class or id."""
    if tag.name in {"html", "body", "main", "article"}:
        return False
    if tag.get("role") in _FRAME_ROLES or (tag.name == "header" and not tag.find(["h1", "h2"])):
        return True
    names = " ".join([*(str(name) for name in tag.get_attribute_list("class")), str(tag.get("id") or "")])
    return _FRAME_NAMES.search(names) is not None and not tag.find(["main", "article", "h1"])


def _only_links(points: Tag, *, within: bool) -> bool:
    """Whether a list leads to other places and says nothing: within the page, or from above its heading."""
    items = points.find_all("li", recursive=False)
    links = [item.find_all("a") for item in items]
    if len(items) < _FEW or not all(len(found) == 1 for found in links):
        return False
    if any(
        item.get_text(strip=True) != found[0].get_text(strip=True)
        for item, found in zip(items, links, strict=True)
    ):
        return False
    return not within or all(str(found[0].get("href", "#")).startswith("#") for found in links)


def _main(soup: BeautifulSoup) -> Tag:
    """The part that holds the subject: the one `main` or `article`, with the heading that stands above it."""
    heading = soup.find("h1")
    for name in ("main", "article"):
        found = soup.find_all(name)
        if len(found) != 1 or len(found[0].get_text(strip=True)) <= _ENOUGH:
            continue
        if heading is None or found[0] in heading.parents:
            return found[0]
        return next((part for part in heading.parents if part in found[0].parents), found[0])
    return soup.body or soup
