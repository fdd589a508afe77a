"""What the head of a column, or the label of a row, says of the amounts under or beside it."""

import re

from bot.pay.reading import cues
from bot.pay.reading.experience import without_years
from bot.pay.reading.geography import find_places, named_place
from bot.pay.reading.naming import level_of
from bot.pay.reading.scope import Scope
from bot.pay.reading.shaping import is_yearly_unit, unit_of
from bot.pay.reading.standing import is_own_profit, standing_of
from bot.pay.reading.training import said_training
from bot.quantities import CURRENCY_CODES, currencies_named, find_money, find_periods, find_quantities
from bot.schema import Period, PlaceKind

_LOW = re.compile(
    r"(?i)(?<![^\W_])(?:low(?:er|est)?|(?:entry|first) (?:step|point)(?: point)?|min(?:imum|imal)?|from"
    r"|von|de|desde|bottom|mini|mín(?:imo)?"
    r"|aanvang|minimaal|laagste|minimo|inicial|iniziale"
    r"|starting point|scale minimum|bas(?:se)?|bajo|niedrig\w{0,3})(?![^\W_])"
)
_HIGH = re.compile(
    r"(?i)(?<![^\W_])(?:high(?:er|est)?|max(?:imum|imal)?|to|up to|bis|à|hasta|top|maxi|máx(?:imo)?"
    r"|eind|maximaal|hoogste|massimo|final[e]?"
    r"|scale maximum|élevée?|haute?|alto|hoch|höchst\w{0,3})(?![^\W_])"
)
# From when a rate holds, which is no bound of it: "Hourly rate from 1 April 2026".
SINCE = re.compile(
    r"(?i)(?<![^\W_])(?:from|ab(?: dem)?|seit|à partir du|depuis le|au|desde(?: el)?|dal|vanaf|per(?= \d)"
    r"|since|as (?:of|from|at)|effective(?: from)?|on or after)"
    r"(?: \d{1,2}(?:st|nd|rd|th|er|[.º°])?)?(?: de)? [^\W\d_]{3,}(?: de)? (?P<year>(?:19|20)\d\d)(?!\d)"
)
_DATE = re.compile(r"(?<!\d)\d{1,2}([./-])\d{1,2}\1(?P<year>(?:19|20)\d\d)(?!\d)")
_IN_BRACKETS = re.compile(r"[(\[](?P<inner>[^()\[\]]{1,40})[)\]]")
_PLACED = re.compile(
    r"(?i)^(?:inner|outer|central|greater|rest of(?: the)?|excluding|outside|fringe|the|in) "
    r"|(?: excluding | outside )"
)
EVERYWHERE = re.compile(
    r"(?i)national(?:ly)?|nationwide|bundesweit|everywhere|elsewhere|rest of (?:the )?\w+"
)
_ABOUT_PAY = re.compile(
    r"(?i)\s*(?<![^\W_])(?:rates?|pay|salar(?:y|ies)|wages?|weighting|average|basic|base|gross|net|range|min(?:imum)?|max(?:imum)?"
    r"|low|high|from|to|median|mean)(?![^\W_])"
)
CURRENCY = re.compile(r"(?<![A-Z])(?P<code>[A-Z]{3})(?![A-Z])|(?P<sign>CA\$|A\$|NZ\$|US\$|C\$|[£€₹¥$])")
ORDINAL = re.compile(
    r"(?i)(?:first|second|third|fourth|fifth|final|probation|\d(?:st|nd|rd|th|\.|e|er|[eè]re|o"
    r"|º))(?: [^\W\d_]+)?"
    r" (?:year|period|step|stage|jahr|[a-zäöü]*jahr|année|año|semester|six months)$|(?i:probation)"
)
_ORDINALS = (
    ("10th", "p10"),
    ("25th|Q1", "p25"),
    ("50th|Q2", "median"),
    ("75th|Q3", "p75"),
    ("90th", "p90"),
)
SHARE_HEAD = re.compile(
    r"(?i)(?:[^\W\d_]+ ){0,3}(?P<share>10|25|50|75|90) ?(?:%|pct\.?|th pct\.?|percent)(?: [^\W\d_]+)?"
)
_SHARES = {"10": "p10", "25": "p25", "50": "median", "75": "p75", "90": "p90"}


def field_of(header: str) -> tuple[str, bool]:
    """Return the field of a record that a column header names, and whether the header names it outright."""
    header = SINCE.sub(" ", header)
    percentile = cues.percentile_label(header)
    if percentile:
        return percentile, True
    if share := SHARE_HEAD.fullmatch(header.strip()):
        return _SHARES[share["share"]], True
    for words, name in _ORDINALS:
        if re.search(rf"(?i)(?<![^\W_])(?:{words})(?![^\W_])", header):
            return name, True
    kind = cues.kind_of(header)
    if kind in ("median", "mean"):
        return str(kind), True
    if _LOW.search(header) and not _HIGH.search(header):
        return "low", True
    if _HIGH.search(header) and not _LOW.search(header):
        return "high", True
    return "range", cues.PAY_WORD.search(header) is not None


def label_scope(cell: str, scope: Scope, country: str | None) -> Scope:
    """Return what a column header says: period, currency, year, place, level and kind."""
    untimed = without_years(cell)
    periods = [mention.period for mention in find_periods(untimed)] or _bracketed_periods(untimed)
    if is_yearly_unit(cell):
        periods = ["year"]
    dated = _DATE.search(cell)
    text = dated["year"] if dated else cell
    years = [q for q in find_quantities(text) if q.unit == "year" and q.low == q.high and q.low]
    bare = re.sub(r"\s*\([^)]*\)|\d+", "", cell).strip()
    whole = _header_place(bare, country)
    first, _, rest = bare.partition(", ")
    # "London, own transport" is a place and what else holds there; "Portland, Oregon" is one place
    parted = rest if whole is None and (EVERYWHERE.fullmatch(first) or _header_place(first, country)) else ""
    place = whole or (_header_place(first, country) if parted else None)
    return scope.narrowed(
        period=periods[-1] if periods else None,
        currency=currency_in(cell, scope.currency),
        unit=unit if (unit := unit_of(cell)) > 1 else None,
        year=int(years[0].low) if years and years[0].low else None,
        year_label=years[0].text if years and not years[0].text.isdigit() else None,
        place=place[0] if place else None,
        place_kind=place[1] if place else None,
        level=_level(cell, parted),
        kind=cues.kind_of(cell),
        training=said_training(cell),
    )


def _level(cell: str, parted: str) -> str | None:
    """Return whom of a job a head is for: a step, what stands behind a place, the self-employed."""
    step = None if cues.percentile_label(cell) else step_of(cell) or parted.casefold()
    return step or standing_of(cell)


def step_of(header: str) -> str | None:
    """Return the level that a header names, a year of training among them: "1st year (CHF a month)"."""
    bare = re.sub(r"\s*\([^)]*\)", "", header).strip()
    return level_of(header) or (bare.casefold() if ORDINAL.match(bare) else None)


def currency_in(text: str, assumed: str | None) -> str | None:
    """Return the currency that a header or a caption names by code, sign or word, if it is one."""
    found = set(currencies_named(text, assumed))
    for mark in CURRENCY.finditer(text):
        if mark["code"] in CURRENCY_CODES:
            found.add(mark["code"])
        elif mark["sign"]:
            found |= {money.unit for money in find_money(f"{mark['sign']}1", currency=assumed)}
    return next(iter(found)) if len(found) == 1 else None


def _bracketed_periods(header: str) -> list[Period]:
    """Return the period that stands bare in brackets: "Gehalt (Monat, brutto)"."""
    inner = " ".join(match["inner"] for match in _IN_BRACKETS.finditer(header))
    return [
        mention.period
        for word in re.findall(r"[^\W\d_]{3,}", inner)
        for mention in find_periods(f"per {word}")
    ]


def place_in_brackets(text: str, country: str | None) -> tuple[str, PlaceKind] | None:
    """Return the place that a caption is limited to in brackets: "Technician (outside London)"."""
    inner = [match["inner"] for match in _IN_BRACKETS.finditer(text)]
    found = next((place for one in inner if (place := _header_place(one, country))), None)
    return (found[0][0].upper() + found[0][1:], found[1]) if found else None


def _header_place(header: str, country: str | None) -> tuple[str, PlaceKind] | None:
    """Return the place that a column of amounts is for: "London rate", "England excluding London"."""
    bare = _ABOUT_PAY.sub("", header).strip()
    if len(bare) < 2:
        return None
    place = named_place(bare, country)
    if place:
        return place[0], place[1]
    parts = re.split(r" ?/ ?| & | and ", bare)
    if len(parts) > 1 and all(named_place(part, country) for part in parts):
        return bare, "region"
    return (bare, "region") if _PLACED.search(bare) and find_places(f"in {bare}", country) else None


def is_other_money(cell: str) -> bool:
    """Whether the first word about money in a label is about money that is no pay."""
    match = cues.CUE.search(cell)
    return match is not None and match["pay"] is None and not is_own_profit(cell)
