"""How roles, places, times and pay are said in English: one place for each turn of phrase."""

import re
from functools import lru_cache

import inflect
import pycountry

from bot.quantities import format_money, format_range
from bot.schema import PayRecord, Period

PER: dict[Period, str] = {
    "hour": "an hour",
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "year": "a year",
}
_ARTICLED = ("US", "GB", "NL", "AE", "PH", "CZ", "DO", "BS", "GM", "MV")
_BETWEEN_JOBS = re.compile(r",? (?:and|or) ")
_PERSON = re.compile(r"\w+(?:ist|ian|eer|yst)")
_NO_LIST = {"of", "for", "in"}
_ENGINE = inflect.engine()
_ENGINE.classical(persons=True)  # "salespersons": a title stays recognisable


def in_small(title: str) -> str:
    """Return a title in small letters, but for what is all capitals ("VP")."""
    return " ".join(word if word.isupper() else word.lower() for word in title.split())


@lru_cache(maxsize=2048)
def plural(role: str) -> str:
    """Return the plural of a job title, leaving a title that is plural already as it is."""
    sides = _BETWEEN_JOBS.split(role)
    aside = len(sides) == 2 and (" " not in sides[1] or _PERSON.fullmatch(sides[0]))
    if aside and not _NO_LIST & set(sides[0].split()):
        # jobs side by side ("painter or decorator"), not what one word is of ("room and desk clerk")
        first = ", ".join(plural(one) for one in sides[0].split(", "))
        return f"{first}{role[len(sides[0]) : -len(sides[1])]}{plural(sides[1])}"
    head, comma, tail = role.partition(",")
    if re.search(r"\b(?:and|or)\b", tail):  # "hotel, motel and resort clerk" lists what its last word is of
        head, comma, tail = role, "", ""
    words = head.split(" ")
    if len(words) <= 1 or not _NO_LIST & set(words):
        noun = words[-1]
        if noun.isupper() or _ENGINE.singular_noun(noun):
            return role
    elif words[0].isupper():
        return f"{words[0]}s{role[len(words[0]) :]}"  # "VPs of ..."
    return f"{_ENGINE.plural_noun(head)}{comma}{tail}"


@lru_cache(maxsize=2048)
def article(role: str) -> str:
    """Return a job title with "a" or "an"; a plural title comes back without one."""
    return role if plural(role) == role else str(_ENGINE.a(role))


def capital(text: str) -> str:
    """Upper-case the first letter only."""
    return text[:1].upper() + text[1:]


def join(items: list[str], word: str = "and") -> str:
    """Join phrases as English does: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


@lru_cache(maxsize=512)
def place_name(place: str) -> str:
    """Return a place as it stands after "in": "the US", "Texas", "the United Kingdom"."""
    if place == "United States":
        return "the US"
    country = pycountry.countries.get(name=place)
    needs_article = (country and country.alpha_2 in _ARTICLED) or place.split(" ")[0] in (
        "District",
        "United",
    )
    return f"the {place}" if needs_article and not place.lower().startswith("the ") else place


def where(record: PayRecord) -> str:
    """Say where a figure holds, " in Texas"; empty when the source does not say."""
    return f" in {place_name(record.place)}" if record.place else ""


def when(record: PayRecord) -> str:
    """Say when a figure holds, " in May 2025"; says so when the source gives no date."""
    if record.year_label or record.year:
        return f" in {record.year_label or record.year}"
    return " (the source gives no date)"


def among(record: PayRecord) -> str:
    """Say which industry and level a figure is for, or nothing."""
    parts = [_at_level(record.level)] if record.level else []
    parts += [f" in {_lower_industry(record.industry)}"] if record.industry else []
    return "".join(parts)


def _at_level(level: str) -> str:
    if re.search(r"\b(?:years|experience)\b", level):
        return f" with {level}"
    level = re.sub(r"^[a-z]{1,3}(?= ?\d)", lambda code: code.group().upper(), level)  # "p11" as printed
    if "," in level:
        return f" ({level})"
    return f" at {level}" if re.search(r"\d| [A-Z]$", level) else f" at {level} level"


def _lower_industry(industry: str) -> str:
    return industry if industry.isupper() else industry[:1].lower() + industry[1:]


def money(value: float, record: PayRecord) -> str:
    """Print one amount of a record in its currency and period's precision."""
    return format_money(value, record.currency, record.period)


def span(low: float, high: float, record: PayRecord) -> str:
    """Print a range of a record's currency."""
    return (
        format_money(low, record.currency, record.period)
        if low == high
        else format_range(low, high, record.currency, record.period)
    )


def publisher(record: PayRecord) -> str:
    """Name who published a figure, with an article where it is an office; markup is no name."""
    names = (name for name in (record.publisher, record.title) if name and not re.search(r"[<>]", name))
    name = next(names, "the guide")
    office = name.split(" ")[0] in ("U.S.", "US", "Bureau", "Office", "Department", "National", "Federal")
    return f"the {name}" if office else name
