"""What the columns of a table hold, by their headers and, where those say nothing, by their cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as default
from typing import Literal

from bot.pay.reading import cues
from bot.pay.reading.drafts import plausible
from bot.pay.reading.geography import named_place, region_of_code
from bot.pay.reading.heads import (
    CURRENCY,
    EVERYWHERE,
    ORDINAL,
    SHARE_HEAD,
    currency_in,
    field_of,
    is_other_money,
    label_scope,
    step_of,
)
from bot.pay.reading.known import RoleNames
from bot.pay.reading.naming import is_level, is_title, level_of, strip_level
from bot.pay.reading.scope import Scope
from bot.pay.reading.standing import STANDING
from bot.pay.reading.subjects import label_role
from bot.quantities import (
    Quantity,
    find_money,
    find_periods,
    find_quantities,
)
from bot.schema import PlaceKind

ColumnKind = Literal[
    "role", "place", "level", "year", "industry", "period", "currency", "kind", "amount", "other", "unknown"
]

_CITIES = (
    r"city|cities|towns?|ort|stadt|städte|villes?|ciudad(?:es)?|cidades?|città|plaats|sede"
    r"|metro(?:politan)?(?: areas?)?"
)
_STATES = (
    r"states?|provinces?|state/province|province or territory|counties|county|bundesl[aä]nd(?:er)?"
    r"|kantone?|cantons?"
    r"|départements?|provincias?|comunidad(?:es)?(?: autónomas?)?"
)
_REGIONS = (
    rf"{_STATES}|regions?|areas?|community(?: or |/| / )area|régions?|région(?:en)?|regionen|department|land"
    r"|regi[oã]o?|regione|distrito"
)
_NATIONS = r"country|countries|nation|pays|país(?:es)?|länder"
_COLUMNS: tuple[tuple[ColumnKind, str], ...] = (
    ("role", r"roles?|job(?: titles?| roles?)?|jobs|titles?|positions?|occupations?|professions?|trades?"
    r"|apprenticeships?|(?:ausbildungs|lehr)berufe?"
    r"|berufe?|berufsbezeichnung|stelle|tätigkeit|postes?"
     r"|métiers?|fonctions?|functions?|funktion(?:en)?"
     r"|emplois?|intitulé(?: du poste)?|puestos?|profesi[oó]n(?:es)?|cargos?"
     r"|ocupaci[oó]n|post|staff group|job family|functies?|beroep|profiss(?:ão|ões)|funç(?:ão|ões)"
     r"|mansion[ei]|ruol[oi]|qualific[ah]e?|figura(?: professionale)?"),
    ("place", rf"locations?|place|where|wo|où|dónde|lugar|{_CITIES}|{_REGIONS}|{_NATIONS}"),
    ("level", r"(?:[a-z]+ )?levels?|experience(?: level)?|years of experience|years?' experience"
    r"|(?:lohn|gehalts|vergütungs)gruppen?|groupe|phase|(?:ausbildungs|lehr)jahr|year of (?:training"
    r"|apprenticeship)|apprenticeship year|grados?|grupos?|categor[ií]as?|livell[oi]"
    r"|escal(?:ão|ões)|nível|schaal|trede|functiegroep|pay points?|spine points?"
    r"|classification|entgeltgruppen?|catégorie|lohnklasse|berufsjahre?"
    r"|grades?|bands?"
    r"|seniority|career stage|stage|step|scale point|point|stufe|erfahrung|berufserfahrung"
     r"|who (?:is|it is|it['’]s) (?:on|in|for|at)(?: it)?|who it covers|held by"
     r"|entgeltgruppe|niveau|expérience|ancienneté|échelon|nivel|experiencia|qualification"),
    ("year", r"years?|jahr|année|año|jaar|ano|anno|date|as of|period covered"),
    ("industry", r"industr(?:y|ies)|sectors?|branche|secteur|employers?|employer type|setting"
    r"|sector de actividad"),
    ("period", r"period|per|how(?: it is| they are)? paid|paid (?:by|per)|pay period|unit|frequency"
     r"|zeitraum|période|basis"),
    ("currency", r"currency|währung|devise|moneda"),
    ("kind", r"measure|statistic|figure|type|kind|percentile"),
)  # fmt: skip
_COLUMN = {kind: re.compile(rf"(?i)(?:{words})") for kind, words in _COLUMNS}
# Says how pay is counted, and is no money of its own.
_TAXED = re.compile(r"(?i) ?\(?(?<![^\W_])(?:before|pre)[- ]?tax(?:es)?(?![^\W_])\)?")
_NOT_AMOUNT = re.compile(
    r"(?i)(?<![^\W_])(?:employment|employed|number|jobs|openings|growth|change|index|hours|weeks"
    r"|share|percent(?!ile)|%|ratio|quotient|per 1,?000|code|soc|bonus|commission|cost"
    r"|costs|fee|tuition|tax|duration|source|notes?|adults?|stellen|anzahl|kosten|effectifs|évolution"
    r"|growth rate|rank|difference|premium|expenses|rse|error|additional|submi\w+|responses?|sample"
    r"|all (?:jobs|occupations|workers|industries)|(?:satur|sun)days?|samstage?|sonntage?|samedi|dimanche"
    r"|(?:bank|public) holidays?|overtime|nights?)(?![^\W_])"
)
_INDUSTRIES = re.compile(
    r"(?i)(?<![^\W_])(?:industr(?:y|ies)|sectors?|employers?|settings?|branchen?|secteurs?"
    r"|sectores)(?![^\W_])"
)
# "Level or conditions", "Role / grade": a column is what its head names first.
_EITHER = re.compile(r"(?i) ?/ ?| (?:or|and|oder|und|ou|et|o|y) ")
TOTAL = re.compile(r"(?i)(?:total|all|average|overall|gesamt|ensemble)(?![^\W_])")
# What a cell of money looks like under a head that says no more than "10%".
_WRITTEN = re.compile(r"[$£€₹]|\d[.,' ]?\d{3}(?!\d)|\d[.,]\d\d(?!\d)")
_CLASSES = re.compile(r"(?i)classification|catégorie|categor[ií]as?|category|group(?:e|o)?s?|grupos?")
# A year of training or of service, by its number.
_STEP = re.compile(r"(?i)(?:[^\W\d_]+ )?\d{1,2}[.]?")
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
    place = named_place(cell, country) or region_of_code(cell, country)
    states = re.fullmatch(rf"(?i){_STATES}", header)
    if place and not (states and place[1] == "country"):
        return place[0], place[1]
    if TOTAL.match(cell) or EVERYWHERE.fullmatch(cell):
        return None
    kinds: tuple[tuple[PlaceKind, str], ...] = (
        ("city", _CITIES),
        ("region", _REGIONS),
        ("country", _NATIONS),
    )
    return cell, next((kind for kind, words in kinds if re.fullmatch(rf"(?i){words}", header)), None)


def role_cells(rows: Sequence[Sequence[str]], *, levels: bool) -> list[str]:
    """Return the cells of columns that a header says are titles; with `levels` also those that list them."""
    if not rows:
        return []
    wanted = [
        n
        for n, cell in enumerate(rows[0])
        if _COLUMN["role"].fullmatch(cell.strip())
        or (levels and _COLUMN["level"].fullmatch(cell.strip()) and _are_long_titles(n, rows[1:]))
    ]
    return [row[n] for row in rows[1:] for n in wanted if n < len(row) and row[n] and len(row[n]) < 60]


def _are_long_titles(number: int, body: Sequence[Sequence[str]]) -> bool:
    """Whether most cells of a column of levels are titles of several words."""
    cells = [row[number] for row in body if number < len(row) and row[number]]
    return sum(" " in cell and is_title(cell) for cell in cells) * 2 > len(cells)


def read_column(
    cell: str, number: int, body: Sequence[Sequence[str]], scope: Scope, country: str | None
) -> Column:
    """Return what a column holds; "other" when it is no amount of pay and nothing that a record keeps."""
    cell = _TAXED.sub("", cell).strip()
    if kind := _kind_named(cell, number, body):
        return Column(_settled_kind(kind, cell, number, body, scope), cell)
    values = [row[number] for row in body if number < len(row) and row[number].strip(" –-—n/aNA.")]
    if not values:
        return Column("other")
    head = label_scope(cell, scope, country)
    name, outright = field_of(cell)
    shared = SHARE_HEAD.fullmatch(cell) is not None
    if shared and not any(_WRITTEN.search(value) for value in values):
        return Column("other")
    written = any(not money.assumed for value in values for money in find_money(value))
    counted = STANDING.sub(" ", cell) if written else cell
    barred = (
        _NOT_AMOUNT.search(counted) and not (cues.PAY_WORD.search(cell) and name != "range") and not shared
    )
    if barred or (is_other_money(cell) and not (outright or named_place(cell, country))):
        return Column("other")
    with_money = sum(
        any(not money.assumed for money in find_money(value, currency=head.currency)) for value in values
    )
    numeric = sum(bool(bare_amount(value)) for value in values)
    said = (
        outright
        or label_scope(cell, Scope(), country).year is not None
        or head.place != scope.place
        or step_of(cell) is not None
    )
    said = said or (scope.role is not None and head.period != scope.period)
    said = said or (scope.titled and EVERYWHERE.fullmatch(cell) is not None)
    units = {money.unit for value in values for money in find_money(value) if not money.assumed}
    if head.currency is None and len(units) == 1:
        head = head.narrowed(currency=next(iter(units)))
    marked = with_money > 0 and (with_money + numeric) * 2 >= len(values)
    if marked and (outright or said or scope.pay or (not cell and with_money * 2 >= len(values))):
        return Column("amount", name, head)
    priced = head.currency is not None and (
        (CURRENCY.search(cell) is not None and (outright or _names_period(cell))) or head.unit > 1
    )
    stated = scope.pay or scope.convention is not None
    said = said or _is_paid_table(scope, values)
    about_pay = priced or cues.PAY_WORD.search(cell) is not None or (stated and said)
    known = head.currency is not None
    return (
        Column("amount", name, head)
        if numeric * 2 >= len(values) and about_pay and known
        else Column("other")
    )


def _kind_named(cell: str, number: int, body: Sequence[Sequence[str]]) -> ColumnKind | None:
    """Return what a head says that its column holds, or the first of two things that it says."""
    bare = re.sub(r"\s*\([^)]*\)", "", cell)
    named = dict.fromkeys((bare, _EITHER.split(bare)[0]))
    found = (kind for one in named for kind, pattern in _COLUMN.items() if pattern.fullmatch(one))
    return next((kind for kind in found if _borne_out(kind, number, body)), None)


def _is_paid_table(scope: Scope, values: Sequence[str]) -> bool:
    """Whether a caption says the money and the time of bare figures, all of which can be pay: "£ a year"."""
    if not (scope.pay and scope.period and currency_in(scope.lead, None) and find_periods(scope.lead)):
        return False
    amounts = [found.low for value in values if (found := bare_amount(value)) and found.low]
    currency = scope.currency or ""
    return bool(amounts) and all(plausible(currency, (amount,), scope.period) for amount in amounts)


def _names_period(header: str) -> bool:
    """Whether a header says what its amounts are paid for, be it what the caption said: "Start ($/hour)"."""
    return label_scope(header, Scope(), None).period is not None


def _settled_kind(
    kind: ColumnKind, header: str, number: int, body: Sequence[Sequence[str]], scope: Scope
) -> ColumnKind:
    """Return what a column is whose header may mean two things, by its cells."""
    if kind == "level" and _are_jobs(header, number, body, scope):
        return "role"
    cells = [row[number].strip() for row in body if number < len(row) and row[number].strip()]
    steps = sum(bool(ORDINAL.match(cell) or _STEP.fullmatch(cell)) for cell in cells)
    return "level" if kind == "year" and steps * 2 > len(cells) else kind


def _are_jobs(header: str, number: int, body: Sequence[Sequence[str]], scope: Scope) -> bool:
    """Whether a column of classes lists jobs: "Classification" above "Baker", "Pastry cook level 2"."""
    cells = [row[number] for row in body if number < len(row) and row[number]]
    jobs = [cell for cell in cells if is_title(strip_level(cell)[0]) and not is_level(cell)]
    may_be = scope.role is None or _CLASSES.fullmatch(header) is not None
    return may_be and len(jobs) * 2 > len(cells)


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
        "level": [cell for cell in cells if level_of(cell) or ORDINAL.match(cell)],
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
