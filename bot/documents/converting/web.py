"""Web pages: what a reader came for, without navigation, banners, footers or hidden text."""

import io
import re
import warnings
from http import HTTPStatus
from pathlib import Path

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from markitdown import StreamInfo
from markitdown.converters import HtmlConverter

from bot.documents.converting.converted import (
    Converted,
    UnreadableError,
    usable_publisher,
    usable_title,
    year_in,
)
from bot.documents.converting.framing import drop_frame, list_pairs, list_terms, prune
from bot.documents.converting.grids import flatten_tables
from bot.documents.converting.hiding import Hiding
from bot.documents.encoding import decodes, encoding_of

_ACTIVE = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "audio",
    "video",
]
# What a server says in place of the page: a status of HTTP by its number or its name.
_REFUSAL = re.compile(
    rf"(?:error\s*)?[45]\d\d\b|(?:{'|'.join(re.escape(one.phrase) for one in HTTPStatus if one >= 400)}|"
    r"page not found|access denied|just a moment|sign in|log ?in)\b",
    re.IGNORECASE,
)
_LONGEST_REFUSAL = 400
_TITLE_BREAK = re.compile(r"\s[|–—·:-]{1,2}\s")


def convert(path: Path) -> Converted:
    """Turn a saved web page into Markdown.

    Raises:
        UnreadableError: It holds no text of its own and only leads to other pages.
    """
    data = path.read_bytes()
    warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
    warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
    soup = _parsed(data)
    meta = _meta(soup)
    title = usable_title(meta.get("og:title")) or _heading(soup) or _page_title(soup)
    site = _site_named(soup, title)
    elsewhere = _leads_elsewhere(soup)
    hidden = _drop_hidden(soup)
    main = drop_frame(soup)
    if title and _REFUSAL.match(title) and len(main.get_text(strip=True)) < _LONGEST_REFUSAL:
        raise UnreadableError(f"only says {title!r}; save the page that was meant")
    if elsewhere and not main.get_text(strip=True):
        raise UnreadableError("only frames or leads to other pages; save the page that shows the text")
    list_terms(main)
    list_pairs(main, soup)
    flatten_tables(main)
    markdown = (
        HtmlConverter()
        .convert(io.BytesIO(str(main).encode()), StreamInfo(extension=".html", charset="utf-8"))
        .markdown
    )
    date = next((meta[key] for key in _DATES if key in meta), None)
    return Converted(
        markdown=markdown,
        title=title,
        publisher=next((name for key in _PUBLISHERS if (name := usable_publisher(meta.get(key)))), site),
        year=year_in((date or "")[:10]) or year_in(title),
        url=_address(soup, meta),
        language=_language(soup),
        warnings=(f"{hidden} hidden part(s) of the page left out",) if hidden else (),
    )


_DATES = (
    "article:published_time",
    "article:modified_time",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "datepublished",
    "date",
)
_PUBLISHERS = (
    "og:site_name",
    "citation_publisher",
    "dcterms.publisher",
    "dc.publisher",
    "dcterms.creator",
    "publisher",
    "author",
)


def _parsed(data: bytes) -> BeautifulSoup:
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:2048])
    encoding = encoding_of(data)
    if declared and encoding not in {"utf-8", "utf-8-sig", "utf-16", "utf-32"}:
        named = declared[1].decode("ascii")
        encoding = named if decodes(data, named) else encoding
    return BeautifulSoup(data, "html.parser", from_encoding=encoding)


def _meta(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        key = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = tag.get("content")
        if isinstance(key, str) and isinstance(content, str) and content.strip():
            found.setdefault(key.lower(), content.strip())
    return found


def _heading(soup: BeautifulSoup) -> str | None:
    headings = soup.find_all("h1")
    return usable_title(headings[0].get_text(" ", strip=True)) if len(headings) == 1 else None


def _title_parts(soup: BeautifulSoup) -> list[str]:
    """The parts of the page's title: "Plumber | Job profiles | Careers Service"."""
    text = soup.title.get_text(" ", strip=True) if soup.title else ""
    return [part.strip() for part in _TITLE_BREAK.split(text) if part.strip()]


def _page_title(soup: BeautifulSoup) -> str | None:
    return usable_title(next(iter(_title_parts(soup)), None))


def _site_named(soup: BeautifulSoup, title: str | None) -> str | None:
    """The site's name, which a page's title has last, where it is a name and no part of the page's own."""
    parts = _title_parts(soup)
    name = parts[-1] if len(parts) > 1 else ""
    if not name[:1].isupper() or len(name) > 60 or name.casefold() in (title or "").casefold():
        return None
    return None if re.search(r"[\d?!]", name) else usable_publisher(name)


def _address(soup: BeautifulSoup, meta: dict[str, str]) -> str | None:
    link = soup.find("link", rel="canonical")
    address = (link.get("href") if isinstance(link, Tag) else None) or meta.get("og:url")
    return address if isinstance(address, str) and address.startswith(("http://", "https://")) else None


def _language(soup: BeautifulSoup) -> str | None:
    """Return the language tag of a page, with its region: "en-GB"."""
    language = soup.html.get("lang") if soup.html else None
    return language.strip() or None if isinstance(language, str) else None


def _leads_elsewhere(soup: BeautifulSoup) -> bool:
    """Whether a page is made to show others: frames, or a jump to another address."""
    jump = soup.find("meta", attrs={"http-equiv": re.compile("refresh", re.IGNORECASE)})
    return jump is not None or soup.find(["frameset", "frame", "iframe"]) is not None


def _drop_hidden(soup: BeautifulSoup) -> int:
    """Remove what a reader of the page would not see; count the parts that held words."""
    hiding = Hiding(soup)
    for tag in soup(_ACTIVE):
        tag.decompose()
    comments = soup.find_all(string=lambda text: isinstance(text, Comment))
    hidden = sum(1 for comment in comments if re.search(r"\w{3,}\s+\w{3,}\s+\w{2,}", comment))
    for comment in comments:
        comment.extract()
    dropped = prune(soup, hiding.hides)
    return hidden + sum(bool(text) for text in dropped)
