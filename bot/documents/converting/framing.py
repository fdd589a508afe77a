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
_LEAVES = {"div", "span", "p", "strong", "b", "em", "small", "label"}
_LABEL, _VALUE = 60, 120
_SOME = 2
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


def list_pairs(main: Tag, soup: BeautifulSoup) -> None:
    """Write labels and values laid out side by side ("Median" and "$43,660") as the points of a list."""
    for parent in main(["div", "section"]):
        pairs = [(child, pair) for child in parent.find_all("div", recursive=False) if (pair := _pair(child))]
        if len(pairs) < _SOME or not any(re.search(r"\d", value) for _, (_, value) in pairs):
            continue
        points = soup.new_tag("ul")
        pairs[0][0].insert_before(points)
        for child, (label, value) in pairs:
            point = soup.new_tag("li")
            point.string = f"{label}: {value}"
            points.append(point)
            child.decompose()


def _pair(part: Tag) -> tuple[str, str] | None:
    """Return the label and the value that a part is made of, and nothing else; None where it is not."""
    held = [child for child in part.children if isinstance(child, Tag) or str(child).strip()]
    if len(held) != _SOME or not all(isinstance(child, Tag) and child.name in _LEAVES for child in held):
        return None
    if any(child.find(True) is not None for child in held if isinstance(child, Tag)):
        return None
    label, value = (child.get_text(" ", strip=True) for child in held)
    plain = label.rstrip(":").strip()
    fits = plain and value and len(plain) <= _LABEL and len(value) <= _VALUE
    return (plain, value) if fits and plain[-1] not in ".?!" else None


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
