"""Pay in a sentence: which of its amounts are pay, and whose, where, when and of what kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.pay.reading import cues
from bot.pay.reading.drafts import Draft, amounts_of, kind_from, merged
from bot.pay.reading.geography import PlaceFound, find_places
from bot.pay.reading.naming import RoleFound, RoleNames, level_of
from bot.pay.reading.periods import period_of
from bot.pay.reading.scope import Scope
from bot.pay.reading.subjects import find_roles, foreign_subject
from bot.quantities import Quantity, find_quantities
from bot.schema import PayKind, Period

LONGEST = 1500
_FOR = re.compile(
    r"(?i)^ ?(?:on average |gross |brutto |brut )?(?:for|as|among|für|als|bei|pour|chez|para"
    r"|como)(?: (?:an?|the|our|all|most|ein|eine|un|une|les|los))? $"
)
_INDUSTRY = re.compile(
    r"(?i)(?<![^\W_])(?:in|for|within) (?:the )?(?P<name>[^\W\d_][\w &'-]{2,40}?) (?:industry|sector"
    r"|trade)(?![^\W_])"
)
_GROUP = re.compile(
    r"(?i)^(?:those|workers|people|employees|staff|professionals)(?: (?:working|employed))? (?:in|at"
    r"|for) (?:the )?(?P<name>[^\W\d_][\w &'-]{2,40}?),? (?:earn|made|make|had|were|are)"
)
_SOURCE = re.compile(
    r"(?:(?<![^\W_])(?i:according to|data from|figures from|published by|reported by|says|by) (?:the )?"
    r"|^)(?P<name>[A-Z][\w&.*-]*(?: (?:(?:of|for|and|the|de|für) )?[A-Z][\w&.*-]*){0,7})(?:'s|’s)?"
    r"(?: (?:[a-z]+ )?(?:19|20)\d\d)?(?: (?:[Ss]alary [Gg]uide|[Gg]uide|[Ss]urvey|[Rr]eport|data|figures"
    r"|statistics)| (?:puts?|reports?|gives?|lists?|estimates?|says|shows?)(?![^\W_]))"
)
OTHER_GROUP = re.compile(
    r"(?i)(?<![^\W_])(?:nearest|closest|counted|classified|classed|files? the title|lists? the title"
    r"|official group|(?:lies|falls|sits) (?:inside|within)|under(?! *[$£€\d]))(?![^\W_])"
)
_ENDS = re.compile(
    r"(?i)(?<![^\W_])(?:(?:low|high|upper|lower|bottom|top) end|the (?:top|bottom) (?:of|for)|(?:above"
    r"|below) the (?:low|high|top|median|middle))(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence taken apart: its amounts, titles and places; `masked` has the titles blanked out."""

    text: str
    masked: str
    money: tuple[Quantity, ...]
    years: tuple[Quantity, ...]
    roles: tuple[RoleFound, ...]
    places: tuple[PlaceFound, ...]

    def before(self, number: int) -> str:
        """The words between the amount before and this one."""
        start = self.money[number - 1].end if number else 0
        return self.masked[start : self.money[number].start]

    def after(self, number: int) -> str:
        """The words between this amount and the next."""
        end = self.money[number + 1].start if number + 1 < len(self.money) else len(self.masked)
        return self.masked[self.money[number].end : end]


def read_sentence(text: str, scope: Scope, names: RoleNames, country: str | None) -> list[Draft]:
    """Return the pay a sentence states.

    Args:
        text: One sentence or list item, as plain text.
        scope: What the headings and the lead-in have said.
        names: The job titles of the document.
        country: ISO code of the country the document is about; it decides between places of one name.
    """
    if len(text) > LONGEST or scope.barred:
        return []
    found = _take_apart(text, scope, names, country)
    if not found.money or _is_barred(found):
        return []
    drafts: list[Draft] = []
    status: list[bool] = []
    for number, quantity in enumerate(found.money):
        status.append(_is_pay(found, number, scope, status))
        if status[number]:
            drafts += _drafts(found, number, quantity, scope, drafts)
    return merged(drafts)


def _take_apart(text: str, scope: Scope, names: RoleNames, country: str | None) -> _Found:
    quantities = find_quantities(text, currency=scope.currency)
    money = tuple(quantity for quantity in quantities if quantity.is_money and _is_written(quantity))
    years = tuple(q for q in quantities if q.unit == "year" and q.low == q.high)
    roles = tuple(find_roles(text, names)) if money else ()
    masked = text
    for role in roles:
        masked = masked[: role.start] + "x" * (role.end - role.start) + masked[role.end :]
    places = tuple(find_places(text, country)) if money else ()
    return _Found(text, masked, money, years, roles, places)


def _is_written(quantity: Quantity) -> bool:
    """An amount with no currency of its own counts when written as pay is: "45k", "18.50 an hour"."""
    return (
        not quantity.assumed or quantity.period is not None or quantity.text.rstrip().casefold().endswith("k")
    )


def _is_barred(found: _Found) -> bool:
    barred = (cues.EVERYONE, cues.IMAGINED, cues.CHANGED, _ENDS, OTHER_GROUP)
    return any(pattern.search(found.masked) for pattern in barred) or "respectively" in found.masked


def _is_pay(found: _Found, number: int, scope: Scope, earlier: Sequence[bool]) -> bool:
    """Decide by the nearest word about money: before the amount, else what came before, else behind it."""
    before, after = found.before(number), found.after(number)
    if cues.AFTER_OTHER.match(after) or cues.DIFFERENCE.match(after) or cues.SUM_AFTER.match(after):
        return False
    if cues.CHANGE_BEFORE.search(before):
        return False
    joined = number > 0 and re.search(
        r"(?i)(?<![^\W_])(?:and|or|then|und|oder|et|ou|y|o) (?:then )?$", before
    )
    matches = [] if joined else list(cues.CUE.finditer(before.rpartition(";")[2]))
    if matches:
        return matches[-1]["pay"] is not None
    if earlier:
        return earlier[-1]
    if not before.strip() and scope.pay:
        return True
    behind = cues.CUE.search(re.split(r"[;.]", after)[0])
    if behind:
        return behind["pay"] is not None
    return scope.pay


def _drafts(
    found: _Found, number: int, quantity: Quantity, scope: Scope, earlier: Sequence[Draft]
) -> Iterator[Draft]:
    period = quantity.period or _shared_period(found, number) or _earlier_period(quantity, earlier)
    period = period or period_of(quantity, found.text, scope)
    if period is None:
        return
    named = _kind(found, number, scope, earlier)
    amounts, kind = _amounts(found, number, quantity, named)
    place = _place(found, number)
    year = _year(found, number)
    source = _SOURCE.search(found.text)
    for role, level in _roles(found, number, scope, earlier):
        draft = Draft(
            role=role,
            currency=quantity.unit,
            period=period,
            kind=kind,
            amounts=amounts,
            quote=found.text,
            level=level or scope.level,
            place=place.name if place else scope.place,
            place_kind=place.kind if place else scope.place_kind,
            industry=_industry(found) or scope.industry,
            year=int(year.low) if year and year.low else scope.year,
            year_label=_label(year) if year else scope.year_label,
            section=scope.section,
            note=f"The text names as its source: {source['name']}." if source else None,
        )
        if not _is_conversion(draft, quantity, earlier):
            yield draft


def _label(year: Quantity) -> str | None:
    return year.text if not year.text.isdigit() else None


def _shared_period(found: _Found, number: int) -> Period | None:
    """Return the period of the next amount when both are of a size: "$17 to start, $21 an hour later"."""
    if number + 1 >= len(found.money) or len(found.after(number)) > 60:
        return None
    here, following = found.money[number], found.money[number + 1]
    first, second = here.values[-1:], following.values[:1]
    if not first or not second or here.unit != following.unit:
        return None
    return following.period if second[0] / 4 <= first[0] <= second[0] * 4 else None


def _earlier_period(quantity: Quantity, earlier: Sequence[Draft]) -> Period | None:
    """Return the period of the amount before it in the sentence when both are of a size."""
    if not earlier or earlier[-1].currency != quantity.unit or not quantity.values:
        return None
    last = max(value for _, value in earlier[-1].amounts)
    return earlier[-1].period if last / 10 <= quantity.values[0] <= last * 10 else None


def _kind(found: _Found, number: int, scope: Scope, earlier: Sequence[Draft]) -> PayKind | None:
    after = found.after(number)[:80] if len(found.money) == 1 else ""
    after = after or re.split(r"[;,(]| and | but | while ", found.after(number))[0]
    named = cues.kind_of(found.before(number)) or cues.kind_of(after)
    if named is None and number and earlier and not cues.CUE.search(found.before(number)):
        named = earlier[-1].kind if earlier[-1].kind != "percentiles" else None
    if named is None and number == 0:
        named = cues.kind_of(found.masked[: found.money[0].start])
    return named or scope.kind


def _amounts(
    found: _Found, number: int, quantity: Quantity, named: PayKind | None
) -> tuple[tuple[tuple[str, float], ...], PayKind]:
    before, after = found.before(number), found.after(number)
    low, high = quantity.low, quantity.high
    is_range = low != high
    if cues.MIDDLE_HALF.search(before) and low is not None and high is not None and is_range:
        return (("p25", low), ("p75", high)), "percentiles"
    upper = high is None
    name = cues.percentile_of(before, "" if is_range and low and high else after, upper=upper)
    value = low if low is not None else high
    if name and value is not None and not (low is not None and high is not None and is_range):
        return ((name, value),), "median" if name == "median" else "percentiles"
    amounts = amounts_of(low, high, named or "single")
    return amounts, kind_from(dict(amounts), named, is_range=is_range)


def _roles(
    found: _Found, number: int, scope: Scope, earlier: Sequence[Draft]
) -> list[tuple[str, str | None]]:
    """Return whose pay an amount is: "for clerks" behind it, the nearest title before, else the scope's."""
    quantity = found.money[number]
    previous = found.money[number - 1].end if number else 0
    following = found.money[number + 1].start if number + 1 < len(found.money) else len(found.text)
    behind = [role for role in found.roles if quantity.end <= role.start < following]
    if behind and _FOR.match(found.text[quantity.end : behind[0].start]):
        return [(behind[0].name, behind[0].level)]
    before = [role for role in found.roles if previous <= role.start and role.end <= quantity.start]
    if before:
        return _together(found.text, before)
    if earlier and number:
        return [(earlier[-1].role, level_of(found.before(number)) or earlier[-1].level)]
    above = {role.name: role.level for role in found.roles if role.end <= quantity.start}
    if above:
        return list(above.items()) if len(above) == 1 else []
    if scope.role is None or foreign_subject(found.text):
        return []
    return [(scope.role, _stated_level(found.before(number)))]


def _stated_level(before: str) -> str | None:
    match = re.search(
        r"(?i)(?<![^\W_])(entry[- ]level|newly qualified|early[- ]career|mid[- ]career|late[- ]career"
        r"|experienced|junior|senior|trainees?|apprentices?|beginners?"
        r"|berufseinsteiger|débutants?|expérimentés?)(?![^\W_])",
        before,
    )
    return match.group(1).casefold() if match else None


def _together(text: str, before: Sequence[RoleFound]) -> list[tuple[str, str | None]]:
    """Return the last title, with those joined to it by "and"."""
    chosen = [before[-1]]
    for role in reversed(before[:-1]):
        if not re.fullmatch(r",? (?:and|or|&|und|oder|et|ou|y|o) ", text[role.end : chosen[0].start]):
            break
        chosen.insert(0, role)
    return [(role.name, role.level) for role in chosen]


def _place(found: _Found, number: int) -> PlaceFound | None:
    quantity = found.money[number]
    previous = found.money[number - 1].end if number else 0
    following = found.money[number + 1].start if number + 1 < len(found.money) else len(found.text)
    behind = [place for place in found.places if quantity.end <= place.start < following]
    before = [place for place in found.places if previous <= place.start < quantity.start]
    if before and number:
        return before[-1]
    near = [place for place in behind if place.start - quantity.end < 60]
    if near:
        return near[0]
    if before:
        return before[-1]
    first = [place for place in found.places if place.start < found.money[0].start]
    return first[-1] if first else None


def _year(found: _Found, number: int) -> Quantity | None:
    quantity = found.money[number]
    following = found.money[number + 1].start if number + 1 < len(found.money) else len(found.text)
    previous = found.money[number - 1].end if number else 0
    behind = [year for year in found.years if quantity.end <= year.start < following]
    before = [year for year in found.years if previous <= year.start < quantity.start]
    if behind or before:
        return behind[0] if behind else before[-1]
    distinct = {year.low for year in found.years}
    return found.years[0] if len(distinct) == 1 else None


def _industry(found: _Found) -> str | None:
    match = _INDUSTRY.search(found.text) or _GROUP.search(found.text)
    if match is None or any(
        place.start >= match.start() and place.end <= match.end() for place in found.places
    ):
        return None
    return match["name"].strip()


def _is_conversion(draft: Draft, quantity: Quantity, earlier: Sequence[Draft]) -> bool:
    """Whether an approximate amount only restates the one before it in another period."""
    if not quantity.approximate or not earlier:
        return False
    last = earlier[-1]
    return last.role == draft.role and last.currency == draft.currency and last.period != draft.period
