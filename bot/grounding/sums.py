"""Figures that follow from other figures: the sum is done again before one may be said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.claims import Claim, Reading
from bot.grounding.facts import Fact
from bot.grounding.matching import Links, attribute_mismatches, granularity
from bot.quantities import Quantity, find_quantities

FULL_TIME_HOURS = 2080.0
_PERIODS_A_YEAR: dict[str, tuple[float, ...]] = {
    "year": (1.0,),
    "month": (12.0,),
    "week": (52.0,),
    "day": (260.0,),
}
_MORE = re.compile(
    r"\b(?:more|above|over|higher|extra|better|rise|raise|gain|gains|up|increase|past)\b", re.IGNORECASE
)
_LESS = re.compile(r"\b(?:less|below|under|lower|short|fewer|cut|down|drop|beneath|shy)\b", re.IGNORECASE)
_MIDDLE = re.compile(r"\b(?:mid-?point|middle|halfway|half-way|centre|center)\b", re.IGNORECASE)
_MINE = re.compile(r"\b(?:you|your|yours|offer|offered)\b", re.IGNORECASE)
_SPREAD = re.compile(
    r"\b(?:spread|range|wide|width|between the|from (?:the )?low|end to end|from bottom|gap)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Base:
    """A figure to reckon with: from the evidence, the person, or printed and already verified."""

    value: float
    unit: str
    period: str | None
    fact: Fact | None = None
    personal: bool = False

    @property
    def field(self) -> str:
        """The field of the pay record it is; empty for any other figure."""
        return self.fact.fields[0] if self.fact and len(self.fact.fields) == 1 else ""


@dataclass(frozen=True, slots=True)
class Workings:
    """All that a computed figure of one sentence may be computed from."""

    reading: Reading
    facts: Sequence[Fact]
    bases: tuple[Base, ...]
    printed: frozenset[float]
    hours: frozenset[float]
    links: Links


def person_quantities(texts: Iterable[str], currency: str | None) -> tuple[Quantity, ...]:
    """Return the figures a person typed about themselves."""
    return tuple(item for text in texts for item in find_quantities(text, currency=currency))


def workings(reading: Reading, facts: Sequence[Fact], person: Sequence[Quantity], links: Links) -> Workings:
    """Gather the figures a sentence may reckon with, less those of roles that it does not name."""
    money = [fact for fact in facts if fact.is_money and not (fact.is_range and fact.record)]
    bases = [
        Base(value, fact.unit, fact.period or _yearly(value), fact)
        for fact in _named(money, reading, links)
        for value in dict.fromkeys(end for end in (fact.low, fact.high) if end is not None)
    ]
    bases += [
        Base(value, item.unit, item.period or _yearly(value), personal=True)
        for item in person
        if item.is_money
        for value in item.values
    ]
    known: list[Quantity | Fact] = [*person, *facts]
    hours = {
        value * 52 if item.period == "week" else value
        for item in known
        for value in (item.low, item.high)
        if item.unit == "hours" and value and value >= 1
    }
    printed = {value for claim in reading.claims for value in claim.quantity.values}
    yearly = frozenset(hour if hour > 100 else hour * 52 for hour in hours)
    return Workings(reading, facts, tuple(bases), frozenset(printed), yearly | {FULL_TIME_HOURS}, links)


def _yearly(value: float) -> str | None:
    return "year" if value >= 9000 else None


def _named(facts: Sequence[Fact], reading: Reading, links: Links) -> list[Fact]:
    roles = links.join(frozenset().union(*(mention.names for mention in reading.roles)))
    kept = [fact for fact in facts if not roles or not fact.roles or roles & fact.roles]
    return kept or list(facts)


def derived(claim: Claim, work: Workings) -> str | None:
    """Return how a figure follows from the others, printed as a sum; None when it does not."""
    quantity = claim.quantity
    if quantity.low is None or quantity.high is None:
        return None
    if quantity.unit == "percent":
        return _percent(claim, work)
    if quantity.unit == "hours":
        return _worked_hours(quantity, work)
    if not quantity.is_money:
        return None
    return (
        _converted(claim, work) or _difference(claim, work) or _shared(claim, work) or _midpoint(claim, work)
    )


def _close(quantity: Quantity, claimed: float, actual: float) -> bool:
    step = 0.01 if claimed != int(claimed) else 1.0
    if quantity.approximate:
        step = max(step, min(granularity(claimed), abs(actual) * 0.02))
    return abs(claimed - actual) <= step * 0.5 + 1e-6 or (step == 1.0 and abs(claimed - actual) < 1.0)


def _worked_hours(quantity: Quantity, work: Workings) -> str | None:
    value = quantity.low or 0.0
    own = bool(work.hours - {FULL_TIME_HOURS})
    if value in (FULL_TIME_HOURS, 40.0) and not (own and _MINE.search(work.reading.text)):
        return f"{value:g} hours of full-time work"
    weekly = {hours for hours in work.hours if abs(hours - value) < 0.01 or abs(hours / 52 - value) < 0.01}
    return f"{min(weekly) / 52:g} hours x 52" if weekly - {FULL_TIME_HOURS} else None


# -- an amount per another period ------------------------------------------------------------------


def _converted(claim: Claim, work: Workings) -> str | None:
    quantity = claim.quantity
    if quantity.low != quantity.high:
        return _converted_range(claim, work)
    target = quantity.period or _yearly(quantity.low or 0)
    for base in work.bases:
        if base.period is None or target is None or base.period == target or not _fits(claim, base, work):
            continue
        for factor, text in _factors(base.period, target, work):
            if _close(quantity, quantity.low or 0, base.value * factor):
                return f"{base.value:,.10g} {text}"
    return None


def _converted_range(claim: Claim, work: Workings) -> str | None:
    quantity = claim.quantity
    target = quantity.period
    for fact in work.facts:
        if not fact.is_range or fact.low is None or fact.high is None or target is None:
            continue
        period = fact.period or _yearly(fact.low)
        if period is None or period == target or attribute_mismatches(claim, fact, work.links):
            continue
        for factor, text in _factors(period, target, work):
            low, high = fact.low * factor, fact.high * factor
            if _close(quantity, quantity.low or 0, low) and _close(quantity, quantity.high or 0, high):
                return f"{fact.low:,.10g} and {fact.high:,.10g} {text}"
    return None


def _factors(period: str, target: str, work: Workings) -> Iterator[tuple[float, str]]:
    for hours in sorted(work.hours, reverse=True):
        a_year = {"hour": hours} | {name: numbers[0] for name, numbers in _PERIODS_A_YEAR.items()}
        yield a_year[period] / a_year[target], f"per {period} as per {target} at {hours:g} hours a year"


def _fits(claim: Claim, base: Base, work: Workings) -> bool:
    return base.fact is None or not attribute_mismatches(claim, base.fact, work.links)


# -- differences and shares ------------------------------------------------------------------------


def _difference(claim: Claim, work: Workings) -> str | None:
    quantity = claim.quantity
    direction = _direction(claim, work)
    if not direction and not _is_gap(claim) and not _SPREAD.search(claim.clause):
        return None
    ends = {quantity.low or 0.0, quantity.high or 0.0}
    sums = [_one_difference(claim, end, direction, work) for end in sorted(ends)]
    return "; ".join(item for item in sums if item) if all(sums) else None


def _is_gap(claim: Claim) -> bool:
    return bool(
        re.search(
            r"\b(?:gap|difference|differ|apart|step|between|spread|away|left|room)\b", claim.clause, re.I
        )
    )


def _one_difference(claim: Claim, value: float, direction: int, work: Workings) -> str | None:
    for one, other in _pairs(work, claim):
        gap = one.value - other.value
        if not _per_same(claim, one, other):
            continue
        if _close(claim.quantity, value, abs(gap)) and _points_right(gap, direction, one, other, claim, work):
            return f"{max(one.value, other.value):,.10g} - {min(one.value, other.value):,.10g}"
    return None


def _per_same(claim: Claim, one: Base, other: Base) -> bool:
    """Whether a difference is said per the same time as the amounts it is the difference of."""
    periods = {one.period, other.period} - {None}
    return claim.period is None or not periods or claim.period in periods


def _pairs(work: Workings, claim: Claim) -> Iterator[tuple[Base, Base]]:
    """Yield the pairs that may be compared: like with like, both printed here, or the person's own."""
    bases = work.bases
    own = any(base.personal for base in bases)
    before = work.reading.text[: claim.quantity.start]
    for i, one in enumerate(bases):
        for other in bases[i + 1 :]:
            if one.unit != other.unit or (one.period and other.period and one.period != other.period):
                continue
            personal = one.personal != other.personal
            if personal or (not (own and _MINE.search(before)) and _alike(one, other, work, claim)):
                yield one, other


def _alike(one: Base, other: Base, work: Workings, claim: Claim) -> bool:
    first, second = one.fact, other.fact
    if first is None or second is None or not _fits_object(first, second, claim, work):
        return False
    if one.value in work.printed and other.value in work.printed:
        return True
    if first.record is None or second.record is None:
        return first.text != second.text and first.roles != second.roles and first.cues == second.cues
    if first.record is second.record:
        return {one.field, other.field} == {"low", "high"} and bool(_SPREAD.search(claim.clause))
    if one.field != other.field:
        return False
    differing = (first.roles != second.roles, first.places != second.places, first.years != second.years,
                 first.record.industry != second.record.industry)  # fmt: skip
    return sum(differing) == 1 or (sum(differing) == 2 and len(work.reading.roles) > 1)


def _fits_object(first: Fact, second: Fact, claim: Claim, work: Workings) -> bool:
    """Whether exactly one of two figures is of the role named right after the comparison, if one is."""
    end = claim.quantity.end
    after = [item for item in work.reading.roles if end <= item.start <= end + 60]
    if not after or re.search(r"[;:]|\d", work.reading.text[end : after[0].start]):
        return True
    names = work.links.join(after[0].names)
    return bool(names & first.roles) != bool(names & second.roles)


def _direction(claim: Claim, work: Workings) -> int:
    """Say whether a figure is called more (1) or less (-1) of something; 0 when neither or unclear."""
    text = work.reading.text
    after = text[claim.quantity.end : claim.quantity.end + 40]
    after = re.split(r"[,;.]|\band\b", after)[0]
    before = text[max(0, claim.quantity.start - 30) : claim.quantity.start]
    for window in (after, before):
        more, less = _MORE.search(window), _LESS.search(window)
        if more and less:
            return 1 if more.start() < less.start() else -1
        if more or less:
            return 1 if more else -1
    return 0


def _points_right(gap: float, direction: int, one: Base, other: Base, claim: Claim, work: Workings) -> bool:
    """Whether "more" or "less" fits: the subject of the sentence is set against what follows "than"."""
    if direction == 0 or gap == 0:
        return True
    if one.personal != other.personal:
        personal_gap = gap if one.personal else -gap
        towards = re.search(
            r"(?:than|over|above|below|under) (?:your|you|the offer|that)\b", claim.clause, re.I
        )
        return (personal_gap > 0) == (direction > 0) if not towards else (personal_gap < 0) == (direction > 0)
    subject = _is_object(one, claim, work)
    against = _is_object(other, claim, work)
    if subject == against:
        return True
    subject_gap = gap if against else -gap
    return (subject_gap > 0) == (direction > 0)


def _is_object(base: Base, claim: Claim, work: Workings) -> bool:
    """Whether a figure belongs to the role, place or year named right after the comparison."""
    if base.fact is None:
        return False
    end = claim.quantity.end
    after = [item for item in work.reading.roles if end <= item.start <= end + 60]
    if after:
        return bool(work.links.join(after[0].names) & base.fact.roles)
    places = [item for item in work.reading.places if end <= item.start <= end + 60]
    return bool(places and places[0].names & base.fact.places)


def _percent(claim: Claim, work: Workings) -> str | None:
    quantity = claim.quantity
    value = quantity.low or 0.0
    if quantity.low != quantity.high:
        return _percent_range(claim, work)
    return _one_percent(claim, value, work) or _price_gap(claim, value, work)


def _percent_range(claim: Claim, work: Workings) -> str | None:
    ends = [_one_percent(claim, end or 0.0, work) for end in (claim.quantity.low, claim.quantity.high)]
    return "; ".join(item for item in ends if item) if all(ends) else None


def _one_percent(claim: Claim, value: float, work: Workings) -> str | None:
    direction = _direction(claim, work)
    for first, second in _pairs(work, claim):
        for one, other in ((first, second), (second, first)):
            if not other.value:
                continue
            change = (one.value - other.value) / other.value * 100
            right = _points_right(one.value - other.value, direction, one, other, claim, work)
            if direction and _same_percent(claim.quantity, value, abs(change)) and right:
                return f"({one.value:,.10g} - {other.value:,.10g}) / {other.value:,.10g}"
            if re.search(r"%? ?(?:of|share)\b", claim.clause) and _same_percent(
                claim.quantity, value, change + 100
            ):
                return f"{one.value:,.10g} / {other.value:,.10g}"
            if not direction and _is_gap(claim) and _same_percent(claim.quantity, value, abs(change)):
                return f"({one.value:,.10g} - {other.value:,.10g}) / {other.value:,.10g}"
    return None


def _same_percent(quantity: Quantity, claimed: float, actual: float) -> bool:
    decimals = 1 if claimed != int(claimed) else 0
    slack = 1.0 if quantity.approximate and decimals == 0 else 0.5 * 10**-decimals
    return abs(claimed - actual) <= slack + 1e-9


def _price_gap(claim: Claim, value: float, work: Workings) -> str | None:
    """Check "8% below the average" against a price level, with the right side of a hundred."""
    direction = _direction(claim, work)
    for fact in work.facts:
        if fact.unit != "index" or fact.low is None or attribute_mismatches(claim, fact, work.links):
            continue
        gap = fact.low - 100
        if _same_percent(claim.quantity, value, abs(gap)) and (not direction or (gap > 0) == (direction > 0)):
            return f"{fact.low:g} against 100"
    return None


def _shared(claim: Claim, work: Workings) -> str | None:
    """Check "a 5% raise on $45,000 is $47,250": a base and a percentage that are both printed."""
    quantity = claim.quantity
    rates = [item.quantity.low for item in work.reading.claims if item.quantity.unit == "percent"]
    for rate in rates:
        for base in work.bases:
            if rate is None or base.value not in work.printed:
                continue
            for actual in (
                base.value * (1 + rate / 100),
                base.value * (1 - rate / 100),
                base.value * rate / 100,
            ):
                if quantity.low == quantity.high and _close(quantity, quantity.low or 0, actual):
                    return f"{base.value:,.10g} and {rate:g}%"
    return None


def _midpoint(claim: Claim, work: Workings) -> str | None:
    if not _MIDDLE.search(claim.clause) or claim.quantity.low != claim.quantity.high:
        return None
    for fact in work.facts:
        if not fact.is_range or fact.low is None or fact.high is None:
            continue
        if claim.period and fact.period and claim.period != fact.period:
            continue
        middle = (fact.low + fact.high) / 2
        if _close(claim.quantity, claim.quantity.low or 0, middle) and not attribute_mismatches(
            claim, fact, work.links
        ):
            return f"({fact.low:,.10g} + {fact.high:,.10g}) / 2"
    return None
