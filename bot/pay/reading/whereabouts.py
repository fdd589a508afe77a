"""Which country a document is about and in which currency it counts: said, or plain from all it names."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.pay.places import country_name
from bot.pay.reading.blocks import blocks, sentences
from bot.pay.reading.geography import (
    PlaceFound,
    countries_in,
    currency_of_country,
    find_places,
    regions_in,
)
from bot.pay.reading.periods import said_currency
from bot.quantities import currencies_named, find_money
from bot.schema import Document

# Country domains that are sold to anyone for their letters.
_OPEN_DOMAINS = frozenset({"IO", "CO", "AI", "ME", "TV", "CC", "FM", "GG", "LY", "SO", "TO", "WS", "AC"})
_LONG_TEXT = 200_000
# How many places a text must name, and how large a share of them in one country, to be surely about it.
_MANY, _NEARLY_ALL = 3, 0.9
# Times that a text which names no other place must name a country itself.
_SEVERAL = 2
# Bodies that govern a state or a province, as they name themselves.
_PUBLIC = re.compile(
    r"(?i)(?<![^\W_])(?:state of|commonwealth of|province of|government|gouvernement|commission|department"
    r"|ministry|ministère|ministerium|staatsregierung|landesregierung|freistaat|junta|generalitat|gobierno"
    r"|civil service|workforce|labou?r (?:office|bureau))(?![^\W_])"
)
_TOP = 300
_LONGEST_CAPTION = 150
# Used, or named for short, in many countries.
_WORLDWIDE = frozenset({"USD", "EUR"})


def top_headings(document: Document) -> list[str]:
    """Return the title of a document and, after it, its first heading."""
    first = [section.heading[0] for section in document.sections if section.heading][:1]
    return list(dict.fromkeys([document.title, *first]))


def _caption(document: Document) -> list[str]:
    """Return the line on top of a document that says what all below it is: no sentence."""
    top = document.sections[0].text.strip().partition("\n")[0].strip() if document.sections else ""
    return [top] if 0 < len(top) <= _LONGEST_CAPTION and top[-1] not in ".!?:|" and "|" not in top else []


def document_country(document: Document) -> str | None:
    """Return the country (ISO code) a document is about; None where nothing makes it sure.

    It is the one the document declares, else the only one that its title or first heading names, else that of
    nearly all the places it names, else that of the only currency it counts in.
    """
    if document.country:
        return document.country.upper()
    for top in (*top_headings(document), *_caption(document)):
        found = countries_in(top) or {place.country for place in find_places(top, None)}
        if len(found) == 1:
            return next(iter(found))
    if document.url and domain_country(document.url):
        return None
    if authority := _authority(document):
        return authority.country
    text = "\n".join(section.text for section in document.sections)[:_LONG_TEXT]
    placed = _of_places(f"{document.publisher or ''}\n{text}") or _of_rows(document)
    currency = document.currency or stated_currency(document)
    placed = placed or (_of_places(text, currency) if currency else None)
    return placed or _of_currency(document, text)


def _of_rows(document: Document) -> str | None:
    """Return the one country whose regions stand side by side in the rows of a table."""
    for section in document.sections:
        for block in blocks(section.text) if section.text.count("|") > _MANY else ():
            cells = [row[0] for row in block.rows[1:] if row and row[0]] if block.kind == "table" else []
            homes = Counter(home for cell in cells for name, home in regions_in(cell).items() if name == cell)
            country, count = homes.most_common(1)[0] if homes else ("", 0)
            if count >= _MANY and count == homes.total() and 2 * count > len(cells):
                return country
    return None


def _of_places(text: str, currency: str | None = None) -> str | None:
    """Return the country of nearly all places that a text names; with `currency`, of those that use it."""
    found = find_places(text, None)
    named = Counter(p.country for p in found if currency in (None, currency_of_country(p.country)))
    own = sum(place.kind == "country" for place in found)
    if sum(named.values()) < _MANY and not (len(named) == 1 and len(found) == own == _SEVERAL):
        return None
    country, count = named.most_common(1)[0]
    return country if count >= _NEARLY_ALL * sum(named.values()) else None


def _of_currency(document: Document, text: str) -> str | None:
    """Return the country of the only currency a text counts in, told by the code of both: GBP of GB."""
    marked = {money.unit for money in find_money(text) if not re.fullmatch(r"[$\s\d.,kK–-]+.*", money.text)}
    found = {document.currency or stated_currency(document), *marked, *currencies_named(text)} - {None}
    code = next(iter(found)) if len(found) == 1 else None
    # a currency that is only named may be a weight: "lift 50 pounds"
    if (
        code is None
        or code in _WORLDWIDE
        or code not in {document.currency, stated_currency(document), *marked}
    ):
        return None
    return code[:2] if country_name(code[:2]) and currency_of_country(code[:2]) == code else None


def stated_currency(document: Document) -> str | None:
    """Return the currency that a document says all its figures are in."""
    said = {code for line in plain_sentences(document) if (code := said_currency(line))}
    return next(iter(said)) if len(said) == 1 else None


def plain_sentences(document: Document) -> Iterator[str]:
    """Yield the sentences of a document's running text and lists."""
    for section in document.sections:
        for block in blocks(section.text):
            if block.kind in ("text", "item"):
                yield from sentences(block.text)


def title_place(document: Document, country: str | None) -> PlaceFound | None:
    """Return the city or region that the title is about: "Bus driver jobs in Berlin"."""
    for top in top_headings(document) if country else ():
        found = {place.name: place for place in find_places(top, country) if place.kind != "country"}
        if len(found) == 1 and next(iter(found.values())).country == country:
            return next(iter(found.values()))
    authority = _authority(document)
    return authority if authority and authority.country == country else None


def _authority(document: Document) -> PlaceFound | None:
    """Return the state or province whose own body publishes a document, or stands on top of it."""
    top = document.sections[0].text[:_TOP].splitlines() if document.sections else []
    for line in (document.publisher or "", *top_headings(document), *top):
        regions = regions_in(line.title()) if _PUBLIC.search(line) and not find_money(line) else {}
        if len(regions) == 1:
            ((name, country),) = regions.items()
            return PlaceFound(name, "region", country, 0, 0)
    return None


def domain_country(url: str | None) -> str | None:
    """Return the country of an address, to tell whose dollars a page means; None for those anyone may use."""
    match = re.match(r"https?://[^/:?#]+\.(?P<code>[a-z]{2})(?:[/:?#]|$)", url or "")
    code = match["code"].upper().replace("UK", "GB") if match else ""
    return code if code and code not in _OPEN_DOMAINS and country_name(code) else None
