"""What the columns of a table hold, by their headers and, where those say nothing, by their cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as default
from typing import Literal

from bot.pay.reading import cues
from bot.pay.reading.geography import find_places, named_place
from bot.pay.reading.naming import RoleNames, level_of
from bot.pay.reading.scope import Scope
from bot.pay.reading.shaping import is_yearly_unit, unit_of
from bot.pay.reading.subjects import label_role
from bot.quantities import (
    CURRENCY_CODES,
    Quantity,
    currencies_named,
    find_money,
    find_periods,
    find_quantities,
)
from bot.schema import Period, PlaceKind

ColumnKind = Literal[
    "role", "place", "level", "year", "industry", "period", "currency", "kind", "amount", "other", "unknown"
]

_CITIES = r"city|cities|towns?|ort|stadt|städte|villes?|ciudad(?:es)?|metro(?:politan)?(?: areas?)?"
_STATES = (
    r"states?|provinces?|state/province|province or territory|counties|county|bundesl[aä]nd(?:er)?"
    r"|kantone?|cantons?"
    r"|départements?|provincias?|comunidad(?:es)?(?: autónomas?)?"
)
_REGIONS = (
    rf"{_STATES}|regions?|areas?|community(?: or |/| / )area|régions?|région(?:en)?|regionen|department|land"
)
_NATIONS = r"country|countries|nation|pays|país(?:es)?|länder"
_COLUMNS: tuple[tuple[ColumnKind, str], ...] = (
    ("role", r"roles?|job(?: titles?| roles?)?|jobs|titles?|positions?|occupations?|professions?|trades?"
    r"|apprenticeships?|(?:ausbildungs|lehr)berufe?"
    r"|berufe?|berufsbezeichnung|stelle|tätigkeit|postes?"
     r"|métiers?|fonctions?|emplois?|intitulé(?: du poste)?|puestos?|profesi[oó]n(?:es)?|cargos?"
     r"|ocupaci[oó]n|post|staff group|job family"),
    ("place", rf"locations?|place|lugar|{_CITIES}|{_REGIONS}|{_NATIONS}"),
    ("level", r"(?:[a-z]+ )?levels?|experience(?: level)?|years of experience|years?' experience"
    r"|(?:lohn|gehalts|vergütungs)gruppen?|groupe|phase|(?:ausbildungs|lehr)jahr|year of (?:training"
    r"|apprenticeship)|apprenticeship year|grados?|grupos?|categorías?|pay points?|spine points?"
    r"|classification|entgeltgruppen?|catégorie|lohnklasse|berufsjahre?"
    r"|grades?|bands?"
    r"|seniority|career stage|stage|step|scale point|point|stufe|erfahrung|berufserfahrung"
     r"|entgeltgruppe|niveau|expérience|ancienneté|échelon|nivel|experiencia|qualification"),
    ("year", r"years?|jahr|année|año|date|as of|period covered"),
    ("industry", r"industr(?:y|ies)|sectors?|branche|secteur|employers?|employer type|setting"
    r"|sector de actividad"),
    ("period", r"period|per|pay period|unit|frequency|zeitraum|période|basis"),
    ("currency", r"currency|währung|devise|moneda"),
    ("kind", r"measure|statistic|figure|type|kind|percentile"),
)  # fmt: skip
_COLUMN = {kind: re.compile(rf"(?i)(?:{words})") for kind, words in _COLUMNS}
_NOT_AMOUNT = re.compile(
    r"(?i)(?<![^\W_])(?:employment|employed|number|jobs|openings|growth|change|index|hours|weeks"
    r"|share|percent(?!ile)|%|ratio|quotient|per 1,?000|code|soc|bonus|commission|cost"
    r"|costs|fee|tuition|tax|duration|source|notes?|adults?|stellen|anzahl|kosten|effectifs|évolution"
    r"|growth rate|rank|difference|premium|expenses|rse|error|additional|submi\w+|responses?|sample"
    r"|all (?:jobs|occupations|workers|industries))(?![^\W_])"
)
_LOW = re.compile(
    r"(?i)(?<![^\W_])(?:low(?:er|est)?|(?:entry|first) (?:step|point)(?: point)?|min(?:imum|imal)?|from"
    r"|von|de|desde|bottom|mini|mín(?:imo)?"
    r"|starting point|scale minimum)(?![^\W_])"
)
_HIGH = re.compile(
    r"(?i)(?<![^\W_])(?:high(?:er|est)?|max(?:imum|imal)?|to|up to|bis|à|hasta|top|maxi|máx(?:imo)?"
    r"|scale maximum)(?![^\W_])"
)
_INDUSTRIES = re.compile(
    r"(?i)(?<![^\W_])(?:industr(?:y|ies)|sectors?|employers?|settings?|branchen?|secteurs?"
    r"|sectores)(?![^\W_])"
)
TOTAL = re.compile(r"(?i)(?:total|all|average|overall|gesamt|ensemble)(?![^\W_])")
_IN_BRACKETS = re.compile(r"[(\[](?P<inner>[^()\[\]]{1,40})[)\]]")
_PLACED = re.compile(
    r"(?i)^(?:inner|outer|central|greater|rest of(?: the)?|excluding|outside|fringe|the|in) "
    r"|(?: excluding | outside )"
)
_ABOUT_PAY = re.compile(
    r"(?i)\s*(?<![^\W_])(?:rates?|pay|salar(?:y|ies)|wages?|weighting|average|range)(?![^\W_])"
)
_CURRENCY = re.compile(r"(?<![A-Z])(?P<code>[A-Z]{3})(?![A-Z])|(?P<sign>CA\$|A\$|NZ\$|US\$|C\$|[£€₹¥$])")
_ORDINAL = re.compile(
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
PERCENTILES = frozenset({"p10", "p25", "median", "p75", "p90", "mean"})


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds and what its header says of it.

    `field` is an amount's field ("low", "p10", "range"...); for the columns that say whose, where and when it
    is the header as printed.
    """

    kind: ColumnKind
    field: str = ""
    scope: Scope = default(default_factory=Scope)


def place_in(cell: str, header: str, country: str | None) -> tuple[str | None, PlaceKind | None] | None:
    """Return the place that a cell of a column of places is; None when it is for all of them together."""
    header = re.sub(r"\s*\([^)]*\)", "", header).strip()
    place = named_place(cell, country)
    states = re.fullmatch(rf"(?i){_STATES}", header)
    if place and not (states and place[1] == "country"):
        return place[0], place[1]
    if TOTAL.match(cell) or re.fullmatch(
        r"(?i)national(?:ly)?|nationwide|bundesweit|everywhere|elsewhere", cell
    ):
        return None
    kinds: tuple[tuple[PlaceKind, str], ...] = (
        ("city", _CITIES),
        ("region", _REGIONS),
        ("country", _NATIONS),
    )
    return cell, next((kind for kind, words in kinds if re.fullmatch(rf"(?i){words}", header)), None)


def role_cells(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the cells of the columns that a header says are job titles."""
    if not rows:
        return []
    wanted = [n for n, cell in enumerate(rows[0]) if _COLUMN["role"].fullmatch(cell.strip())]
    return [row[n] for row in rows[1:] for n in wanted if n < len(row) and row[n] and len(row[n]) < 60]


def read_column(
    cell: str, number: int, body: Sequence[Sequence[str]], scope: Scope, country: str | None
) -> Column:
    """Return what a column holds; "other" when it is no amount of pay and nothing that a record keeps."""
    cell = cell.strip()
    for kind, pattern in _COLUMN.items():
        if pattern.fullmatch(re.sub(r"\s*\([^)]*\)", "", cell)) and _borne_out(kind, number, body):
            return Column(kind, cell)
    values = [row[number] for row in body if number < len(row) and row[number].strip(" –-—n/aNA.")]
    if not values:
        return Column("other")
    head = label_scope(cell, scope, country)
    name, outright = field_of(cell)
    barred = _NOT_AMOUNT.search(cell) and not (cues.PAY_WORD.search(cell) and name != "range")
    if barred or (is_other_money(cell) and not outright):
        return Column("other")
    with_money = sum(
        any(not money.assumed for money in find_money(value, currency=head.currency)) for value in values
    )
    numeric = sum(bool(bare_amount(value)) for value in values)
    said = outright or head.year != scope.year or head.place != scope.place or step_of(cell) is not None
    units = {money.unit for value in values for money in find_money(value) if not money.assumed}
    if head.currency is None and len(units) == 1:
        head = head.narrowed(currency=next(iter(units)))
    marked = with_money > 0 and (with_money + numeric) * 2 >= len(values)
    if marked and (outright or said or scope.pay or (not cell and with_money * 2 >= len(values))):
        return Column("amount", name, head)
    priced = head.currency is not None and (
        (_CURRENCY.search(cell) is not None and (outright or head.period != scope.period)) or head.unit > 1
    )
    stated = scope.pay or scope.convention is not None
    about_pay = priced or cues.PAY_WORD.search(cell) is not None or (stated and said)
    known = head.currency is not None
    return (
        Column("amount", name, head)
        if numeric * 2 >= len(values) and about_pay and known
        else Column("other")
    )


def _borne_out(kind: ColumnKind, number: int, body: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of a column bear its header out.

    "Period | First year" is a step of training, and a column "Regions" full of money is pay there.
    """
    cells = [row[number] for row in body if number < len(row) and row[number]]
    if cells and sum(any(not money.assumed for money in find_money(cell)) for cell in cells) * 2 > len(cells):
        return False
    if kind == "role" and cells and not any(re.search(r"[^\W\d_]{3}", cell) for cell in cells):
        return False
    return kind != "period" or any(
        find_periods(f"per {row[number]} {row[number]}")
        and not level_of(row[number])
        and not re.match(r"(?i)(?:first|second|third|fourth|fifth|last|\d)", row[number])
        for row in body
        if number < len(row)
    )


def field_of(header: str) -> tuple[str, bool]:
    """Return the field of a record that a column header names, and whether the header names it outright."""
    percentile = cues.percentile_label(header)
    if percentile:
        return percentile, True
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
    periods = [mention.period for mention in find_periods(cell)] or _bracketed_periods(cell)
    if is_yearly_unit(cell):
        periods = ["year"]
    years = [q for q in find_quantities(cell) if q.unit == "year" and q.low == q.high and q.low]
    bare = re.sub(r"\s*\([^)]*\)|\d+", "", cell).strip()
    place = _header_place(bare, country)
    return scope.narrowed(
        period=periods[-1] if periods else None,
        currency=currency_in(cell, scope.currency),
        unit=unit if (unit := unit_of(cell)) > 1 else None,
        year=int(years[0].low) if years and years[0].low else None,
        year_label=years[0].text if years and not years[0].text.isdigit() else None,
        place=place[0] if place else None,
        place_kind=place[1] if place else None,
        level=step_of(cell) if not cues.percentile_label(cell) else None,
        kind=cues.kind_of(cell),
    )


def step_of(header: str) -> str | None:
    """Return the level that a header names, a year of training among them: "1st year (CHF a month)"."""
    bare = re.sub(r"\s*\([^)]*\)", "", header).strip()
    return level_of(header) or (bare.casefold() if _ORDINAL.match(bare) else None)


def currency_in(text: str, assumed: str | None) -> str | None:
    """Return the currency that a header or a caption names by code, sign or word, if it is one."""
    found = set(currencies_named(text, assumed))
    for mark in _CURRENCY.finditer(text):
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


def _header_place(header: str, country: str | None) -> tuple[str, PlaceKind] | None:
    """Return the place that a column of amounts is for: "London rate", "England excluding London"."""
    bare = _ABOUT_PAY.sub("", header).strip()
    if len(bare) < 2:
        return None
    place = named_place(bare, country)
    if place:
        return place[0], place[1]
    return (bare, "region") if _PLACED.search(bare) and find_places(f"in {bare}", country) else None


def with_first_column(
    columns: Sequence[Column],
    body: Sequence[Sequence[str]],
    scope: Scope,
    names: RoleNames,
    country: str | None,
    *,
    listing: bool,
) -> list[Column]:
    """Settle what an unnamed first column holds, by most of its cells."""
    result = list(columns)
    if listing or result[0].kind != "other":
        return result
    cells = [row[0] for row in body if row and row[0]]
    tests: dict[ColumnKind, list[str]] = {
        "place": [cell for cell in cells if named_place(cell, country)],
        "level": [cell for cell in cells if level_of(cell) or _ORDINAL.match(cell)],
        "role": [cell for cell in cells if label_role(cell, names, listing=scope.listing)],
        "kind": [cell for cell in cells if field_of(cell)[1]],
    }
    order: tuple[ColumnKind, ...] = ("kind", "place", "level", "role")
    known = next((kind for kind in order if cells and len(tests[kind]) * 2 > len(cells)), None)
    if known is None and cells and any(re.search(r"[^\W\d_]", cell) for cell in cells):
        known = "industry" if _INDUSTRIES.search(f"{scope.section} {scope.lead}") else "unknown"
    result[0] = Column(known) if known else result[0]
    return result


def is_key_value(header: Sequence[str], columns: Sequence[Column], body: Sequence[Sequence[str]]) -> bool:
    """Whether a table of two columns gives one fact a row: "Median pay | $44,770 a year"."""
    if len(header) != 2 or columns[0].kind not in ("other", "kind"):
        return False
    labels = [row[0] for row in body if row]
    facts = [
        label
        for label in [header[0], *labels]
        if cues.PAY_WORD.search(label) or field_of(label)[0] in PERCENTILES
    ]
    return len(facts) > 0 and (columns[1].kind != "amount" or len(facts) >= len(labels) / 2)


def only_money(cell: str, scope: Scope) -> Quantity | None:
    """Return the amount of money of a cell that holds exactly one."""
    found = find_money(cell, currency=scope.currency)
    return found[0] if len(found) == 1 else None


def bare_amount(cell: str) -> Quantity | None:
    """Return the only figure of a cell that is nothing but an amount: "44,770", "18.50"."""
    found = find_quantities(cell)
    if len(found) != 1 or found[0].unit not in ("count", "year") or found[0].noun:
        return None
    return found[0] if len(cell.strip()) - len(found[0].text) <= 3 else None


def is_other_money(cell: str) -> bool:
    """Whether the first word about money in a label is about money that is no pay."""
    match = cues.CUE.search(cell)
    return match is not None and match["pay"] is None
