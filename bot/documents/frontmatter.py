"""The `key: value` lines at the top of a guide: what it says about itself, checked field by field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import frontmatter
import pycountry
import yaml
from babel.numbers import is_currency

from bot.schema import RoleName

LONGEST_VALUE = 500
LATEST_YEAR = 2200
# Names of a line that say which year a guide's figures are of, where none is called `year`.
_OF_FIGURES = re.compile(
    r"(?i)(?:data|rates?|pay|salar(?:y|ies)|wages?|earnings|figures?|survey|statistics)[_ -]year"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a guide says about itself; a field it does not fill (or fills with nonsense) is None."""

    title: str | None = None
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    licence: str | None = None
    country: str | None = None
    currency: str | None = None
    language: str | None = None
    roles: tuple[RoleName, ...] = ()
    warnings: tuple[str, ...] = ()


def split_front_matter(text: str) -> tuple[FrontMatter, str, int]:
    """Separate a guide's front matter from its body.

    Returns:
        The checked front matter, the body, and the 1-based line on which the body starts.
    """
    if not text.lstrip("\ufeff").startswith("---"):
        return FrontMatter(), text, 1
    try:
        values, body = frontmatter.parse(text.lstrip("\ufeff"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why = " ".join(str(error).replace('in "<unicode string>", ', "at ").split())[:200]
        return FrontMatter(warnings=(f"front matter could not be read: {why}",)), text, 1
    if not body:
        return check_front_matter(values), "", 1
    return check_front_matter(values), body, text[: text.rindex(body)].count("\n") + 1


def check_front_matter(values: Mapping[str, Any]) -> FrontMatter:
    """Keep what is usable of the front matter's values, and say what was not."""
    warnings: list[str] = []

    def text_of(key: str) -> str | None:
        value = values.get(key)
        if value is None or isinstance(value, (dict, list)):
            return None
        return " ".join(str(value).split())[:LONGEST_VALUE] or None

    country = _country(text_of("country"), warnings)
    currency = _currency(text_of("currency"), warnings)
    return FrontMatter(
        title=text_of("title"),
        publisher=text_of("publisher"),
        year=_year(_stated_year(values), warnings),
        url=_web_address(text_of("url"), warnings),
        licence=text_of("licence") or text_of("license"),
        country=country,
        currency=currency,
        language=text_of("language"),
        roles=tuple(_roles(values.get("roles"), warnings)),
        warnings=tuple(warnings),
    )


def _stated_year(values: Mapping[str, Any]) -> object:
    """Return the year that a guide's figures are of: `year`, or a name that says so, as `rates_year`."""
    named = {str(values[key]): values[key] for key in values if _OF_FIGURES.fullmatch(str(key))}
    return values.get("year", next(iter(named.values())) if len(named) == 1 else None)


def _year(value: object, warnings: list[str]) -> int | None:
    if value is None:
        return None
    if isinstance(value, date):
        return value.year
    if str(value).strip().isdecimal() and 1900 <= int(str(value)) <= LATEST_YEAR:
        return int(str(value))
    warnings.append(f"front matter: year {str(value)[:40]!r} is not a year")
    return None


def _country(value: str | None, warnings: list[str]) -> str | None:
    if value is None:
        return None
    found = pycountry.countries.get(alpha_2=value.upper()) or pycountry.countries.get(name=value)
    if found is None:
        warnings.append(f"front matter: country {value[:40]!r} is not a two-letter country code")
        return None
    return str(found.alpha_2)


def _currency(value: str | None, warnings: list[str]) -> str | None:
    if value is None:
        return None
    if is_currency(value.upper()):
        return value.upper()
    warnings.append(f"front matter: currency {value[:40]!r} is not a three-letter currency code")
    return None


def _web_address(value: str | None, warnings: list[str]) -> str | None:
    if value is None or value.startswith(("https://", "http://")):
        return value
    warnings.append("front matter: url is not a web address")
    return None


def _roles(value: object, warnings: list[str]) -> list[RoleName]:
    """Read `roles`: names alone, or mappings of `name` and `aliases`."""
    if value is None:
        return []
    if not isinstance(value, list):
        warnings.append("front matter: roles is not a list")
        return []
    roles = [role for item in value if (role := _role(item)) is not None]
    if len(roles) < len(value):
        warnings.append("front matter: a role without a name was left out")
    return roles


def _role(item: object) -> RoleName | None:
    if isinstance(item, str):
        return RoleName(item.strip()) if item.strip() else None
    if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not item["name"].strip():
        return None
    aliases = item.get("aliases") or []
    aliases = [aliases] if isinstance(aliases, str) else aliases
    if not isinstance(aliases, list):
        aliases = []
    names = (str(alias).strip() for alias in aliases)
    return RoleName(item["name"].strip(), tuple(name for name in names if name))
