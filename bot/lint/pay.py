"""Pay tables and role names: rows that hold, hours that agree with years, one owner for every name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from rapidfuzz.distance import DamerauLevenshtein

from bot.lint.finding import Finding
from bot.lint.guide import Guide
from bot.pay.convert import HOURS_PER_WEEK, WEEKS_PER_YEAR
from bot.pay.names import name_key
from bot.pay.sums import money
from bot.pay.tables import PayTable
from bot.schema import PayRecord, PriceLevel, RoleLink

_FULL_TIME = HOURS_PER_WEEK * WEEKS_PER_YEAR
# Hours a full-time year can have in print: 30 hours in 48 weeks to 45 hours in 52.
_YEAR_HOURS = (1440.0, 2340.0)
_CENT = 0.01
# Yearly wages are often printed to the next ten.
_TEN = 10.0


@dataclass(frozen=True, slots=True)
class Table:
    """A pay table and the file it was read from."""

    path: str
    content: PayTable

    def line(self, identifier: str) -> int:
        """Return the line of a row by its id."""
        return (self.content.lines or {}).get(identifier, 1)


def rows(table: Table) -> Iterator[Finding]:
    """Find rows that cannot be read, and rows that do not say where or when they are from."""
    for problem in table.content.problems:
        yield Finding(table.path, problem.line, problem.message)
    content = table.content
    items: tuple[PayRecord | PriceLevel | RoleLink, ...]
    items = (*content.records, *content.prices, *content.links)
    for item in items:
        needed = {"publisher": item.publisher, "title": item.title, "year": item.year}
        if isinstance(item, PayRecord):
            needed["place"] = item.place
        missing = [name for name, value in needed.items() if not value]
        if missing:
            yield Finding(table.path, table.line(item.id), f"fill the column {', '.join(missing)}")


def hours(tables: Sequence[Table]) -> Iterator[Finding]:
    """Find hourly and yearly pay of one source that do not agree on one length of the year."""
    pairs: dict[tuple[object, ...], list[tuple[Table, PayRecord, PayRecord]]] = {}
    for table in tables:
        for hourly, yearly in _pairs(table.content.records):
            series = (hourly.publisher, hourly.currency)
            pairs.setdefault(series, []).append((table, hourly, yearly))
    for members in pairs.values():
        ratios = [y / h for _, hourly, yearly in members for h, y in _shared(hourly, yearly).values()]
        usual = median(ratios)
        worked = _FULL_TIME if abs(usual / _FULL_TIME - 1) < 0.01 else usual
        for table, hourly, yearly in members:
            yield from _disagreeing(table, hourly, yearly, worked)


def _pairs(records: Iterable[PayRecord]) -> Iterator[tuple[PayRecord, PayRecord]]:
    """Hourly and yearly rows that are the same in all else."""
    hourly: dict[tuple[object, ...], PayRecord] = {}
    yearly: dict[tuple[object, ...], PayRecord] = {}
    for record in records:
        about = (record.year_label, record.place, record.industry, record.level)
        key = (name_key(record.role), record.publisher, record.title, *about)
        if record.period in ("hour", "year"):
            (hourly if record.period == "hour" else yearly).setdefault(key, record)
    return ((record, yearly[key]) for key, record in hourly.items() if key in yearly)


def _shared(hourly: PayRecord, yearly: PayRecord) -> dict[str, tuple[float, float]]:
    theirs = yearly.amounts
    return {name: (value, theirs[name]) for name, value in hourly.amounts.items() if name in theirs}


def _disagreeing(table: Table, hourly: PayRecord, yearly: PayRecord, worked: float) -> Iterator[Finding]:
    rounding = worked * _CENT / 2 + _TEN / 2 + 1
    for name, (an_hour, a_year) in _shared(hourly, yearly).items():
        agree = abs(an_hour * worked - a_year) <= rounding and _YEAR_HOURS[0] <= worked <= _YEAR_HOURS[1]
        if not agree:
            sums = f"{money(an_hour, hourly.currency, 'hour')} x {worked:,.0f} hours"
            product = money(round(an_hour * worked), hourly.currency, "year")
            printed = money(a_year, yearly.currency, "year")
            yield Finding(
                table.path,
                table.line(hourly.id),
                f"check {name} of {hourly.role}: {sums} = {product}, but line {table.line(yearly.id)} says "
                f"{printed} a year",
            )


def occupations(tables: Sequence[Table], guides: Sequence[Guide]) -> Iterator[Finding]:
    """Find links to occupations that nothing declares and that carry no official code."""
    names = {name_key(record.role) for table in tables for record in table.content.records}
    names |= {name for name, _, _ in _declared(guides)}
    for table in tables:
        for link in table.content.links:
            if name_key(link.occupation) not in names and not link.code:
                yield Finding(
                    table.path,
                    table.line(link.id),
                    f'write "{link.occupation}" as a pay table or a guide names it, or give its code',
                )


def _declared(guides: Iterable[Guide]) -> Iterator[tuple[str, str, Finding]]:
    """Every role name in front matter: its key, the name, and where it stands (with no message yet)."""
    for guide in guides:
        for role in guide.document.roles:
            yield name_key(role.name), role.name, guide.finding(guide.name_line(role.name), "")


def names(tables: Sequence[Table], guides: Sequence[Guide]) -> Iterator[Finding]:
    """Find other names that two roles claim, and role names that differ by a slip of the pen."""
    roles = {key: name for key, name, _ in _declared(guides)}
    places = {key: where for key, _, where in _declared(guides)}
    for table in tables:
        for record in table.content.records:
            roles.setdefault(name_key(record.role), record.role)
            places.setdefault(name_key(record.role), Finding(table.path, table.line(record.id), ""))
    owners: dict[str, str] = {}
    for role, alias, where in _aliases(tables, guides):
        key, owner = name_key(alias), name_key(role)
        other = owners.setdefault(key, owner)
        if other != owner:
            yield Finding(
                where.path,
                where.line,
                f'"{alias}" is another name of both "{roles.get(other, other)}" and "{role}"; keep it at one',
            )
        elif key in roles and key != owner:
            yield Finding(
                where.path,
                where.line,
                f'"{alias}" is a role of its own; remove it from the names of "{role}"',
            )
    yield from _slips(roles, places)


def _aliases(tables: Sequence[Table], guides: Sequence[Guide]) -> Iterator[tuple[str, str, Finding]]:
    for guide in guides:
        for role in guide.document.roles:
            for alias in role.aliases:
                yield role.name, alias, guide.finding(guide.name_line(alias), "")
    for table in tables:
        lines = {record.role: table.line(record.id) for record in reversed(table.content.records)}
        for role in table.content.roles:
            for alias in role.aliases:
                yield role.name, alias, Finding(table.path, lines.get(role.name, 1), "")


def _slips(roles: dict[str, str], places: dict[str, Finding]) -> Iterator[Finding]:
    for one, other in combinations(roles, 2):
        close = DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1
        if close and min(len(one), len(other)) > 5:
            where = max(places[one], places[other])
            yield Finding(
                where.path,
                where.line,
                f'write "{roles[one]}" or "{roles[other]}" everywhere: they look like one role',
            )
