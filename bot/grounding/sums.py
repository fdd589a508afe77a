"""Figures that follow from other figures: the sum is done again before one may be said."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from bot.grounding.case import Case
from bot.grounding.claims import FALLING, MARK, RISING, Claim
from bot.grounding.differences import difference, percent_of
from bot.grounding.directions import MINE
from bot.grounding.facts import Fact
from bot.grounding.kinds import FIELD_CUES
from bot.grounding.matching import attribute_mismatches, kind_mismatch
from bot.grounding.prices import bought
from bot.grounding.telling import leads_elsewhere
from bot.grounding.values import holds_value, is_range, value_of
from bot.grounding.words import content_stems
from bot.grounding.workings import FULL_TIME_HOURS, Base, Workings, close, yearly
from bot.quantities import Quantity

_PERIODS_A_YEAR: dict[str, tuple[float, ...]] = {
    "year": (1.0,),
    "month": (12.0,),
    "week": (52.0,),
    "day": (260.0,),
}
_HOURLY_MOST = 150
_TOGETHER = re.compile(r"\b(?:in all|altogether|together|in total|a total of|combined)\b", re.IGNORECASE)
_BY_THE = re.compile(r"\b(?:by the|per|an?(?: \d+-hour)?) (?P<period>hour|day|week|month)\b", re.IGNORECASE)
_TIE = re.compile(
    r"[\s,;:(–—-]*(?:(?:so|and|or|which|that|this|it)\s*)*"
    r"(?:(?:over |for )?(?:an?|the|your|one) (?:full(?:-time)? |whole |working )*year\s+)?"
    r"(?:(?:would|will|could|should|['’]d|['’]ll)\s+)?"
    r"(?:(?:is|are|was|be|['’]s|=|comes? to|works? out (?:to|at)|amounts? to|equals?|makes?|adds? up to"
    r"|means?|gives?|brings?|yields?|translates? (?:in)?to)\s*)?"
    r"(?:about|around|roughly|approximately|close to|nearly|almost|some|just (?:over|under))?\s*",
    re.IGNORECASE,
)
_TIES = re.compile(
    r"\b(?:or|is|are|was|be|comes?|works?|amounts?|equals?|makes?|adds?|means?|gives?|brings?|yields?"
    r"|translates?)\b|['’]s|[=(]",
    re.I,
)
# "At $18 an hour, you would earn ... a year".
_AT = re.compile(r"\b(?:at|on|with)\s+(?:your\s+)?$", re.IGNORECASE)
_YIELDS = re.compile(
    r",?\s*(?:you(?:['’]d| would| will| could| can)?|(?:it|that)(?:['’]d| would)?) (?:\w+ ){0,2}?"
    r"(?:earn|make|get|be|come to|have|bring(?: in| home)?)\s+"
    r"(?:about|around|roughly|close to|nearly|almost|some|just (?:over|under))?\s*",
    re.IGNORECASE,
)
_MORE_AN_HOUR = re.compile(r"^ (?:more|less|extra)(?: (?:an?|per) [^\W\d_]+)?")
_FULL_TIME = re.compile(r"\bfull-time (?:working )?year\b", re.IGNORECASE)
_ROUNDED, _PRINTED = 0.02, 0.005
_MIDDLE = re.compile(r"\b(?:mid-?point|middle|halfway|half-way|centre|center)\b", re.IGNORECASE)


def derived(claim: Claim, work: Workings) -> str | None:
    """Return how a figure follows from the others, printed as a sum; None when it does not."""
    quantity = claim.quantity
    if quantity.unit == "percent":
        return percent_of(claim, work) or _tally(claim, work)
    if quantity.unit == "count":
        return _tally(claim, work)
    if quantity.unit == "hours":
        return _worked_hours(quantity, work)
    if not quantity.is_money:
        return None
    return (
        _converted(claim, work)
        or _of_the_one_before(claim, work)
        or difference(claim, work)
        or _shared(claim, work)
        or _midpoint(claim, work)
        or bought(claim, work)
    )


def _worked_hours(quantity: Quantity, work: Workings) -> str | None:
    value = value_of(quantity)
    if value in (FULL_TIME_HOURS, 40.0) and not (work.own_hours and MINE.search(work.reading.text)):
        return f"{value:g} hours of full-time work"
    yearly_hours = {
        hours for hours in work.own_hours if min(abs(hours - value), abs(hours - value * 52)) < 0.01
    }
    return f"{min(yearly_hours) / 52:g} hours x 52" if yearly_hours else None


def _tally(claim: Claim, work: Workings) -> str | None:
    """Return the sum, difference or change in percent of two counts of one line that a figure is."""
    counts = [fact for fact in work.facts if fact.unit == "count" and not fact.is_range and fact.low]
    roles = work.links.join(claim.roles)
    counts = [fact for fact in counts if not (roles and fact.roles) or roles & fact.roles]
    said = frozenset(content_stems(claim.clause))
    counts = [fact for fact in counts if roles & fact.roles or said.intersection(content_stems(fact.text))]
    for one, other in combinations(counts, 2):
        if one.text != other.text or not one.low or not other.low:
            continue
        earlier, later = sorted((one, other), key=lambda fact: min(fact.years, default=0))
        change = (later.low or 0.0) - (earlier.low or 0.0)
        rises, falls = RISING.search(claim.clause), FALLING.search(claim.clause)
        if _TOGETHER.search(claim.clause) and _gives(claim, one.low + other.low):
            return f"{one.low:,.10g} + {other.low:,.10g}"
        told = rises if change > 0 else falls
        share = abs(change) / (earlier.low or 1.0) * 100
        if (
            told
            and one.years != other.years
            and _gives(claim, share if claim.quantity.unit == "percent" else abs(change))
        ):
            return f"{later.low:,.10g} - {earlier.low:,.10g}"
    return None


def _gives(claim: Claim, actual: float) -> bool:
    return close(claim.quantity, value_of(claim.quantity), actual)


# -- an amount per another period ------------------------------------------------------------------


def _converted(claim: Claim, work: Workings) -> str | None:
    quantity = claim.quantity
    if is_range(quantity):
        return _converted_range(claim, work)
    named = _BY_THE.search(work.reading.text)
    target = claim.period or yearly(value_of(quantity)) or (named["period"].casefold() if named else None)
    for base in work.bases:
        if (
            base.converted
            or base.period is None
            or target is None
            or base.period == target
            or not _fits(claim, base, work)
        ):
            continue
        for factor, text in _factors(base.period, target, work):
            if close(quantity, value_of(quantity), base.value * factor):
                return f"{base.value:,.10g} {text}"
    return None


def _converted_range(claim: Claim, work: Workings) -> str | None:
    quantity = claim.quantity
    target = claim.period or ("hour" if (quantity.high or 0) < _HOURLY_MOST else yearly(quantity.high or 0))
    for fact in work.facts:
        if not fact.is_range or fact.low is None or fact.high is None or target is None:
            continue
        period = fact.period or yearly(fact.low)
        if period is None or period == target or kind_mismatch(claim, fact):
            continue
        if attribute_mismatches(claim, fact, work.links):
            continue
        for factor, text in _factors(period, target, work):
            low, high = fact.low * factor, fact.high * factor
            if close(quantity, quantity.low or 0, low) and close(quantity, quantity.high or 0, high):
                return f"{fact.low:,.10g} and {fact.high:,.10g} {text}"
    return None


def wrong_conversions(claims: Sequence[Claim], case: Case, work: Workings) -> Iterator[str]:
    """Yield the amounts said to be another per another time, and are not: "$20 an hour, or $50,000"."""
    text = case.reading.text
    money = [claim for claim in claims if claim.quantity.is_money]
    for first, second in pairwise(money):
        one, other = first.quantity, second.quantity
        tie = MARK.sub("", text[one.end : other.start])
        start, target = (item.period or _guessed(value_of(item.quantity)) for item in (first, second))
        if start == target or start is None or target is None or is_range(one) or is_range(other):
            continue
        named = len(money) == 2 and _AT.search(text[: one.start]) and _YIELDS.fullmatch(tie)
        tied = named or (_TIE.fullmatch(tie) and _TIES.search(tie))
        if not tied or _is_one_figure(one, other, case.all_facts):
            continue
        products = [value_of(one) * factor for factor, _ in _factors(start, target, work)]
        slack = _ROUNDED if other.approximate else _PRINTED
        if not any(abs(product - value_of(other)) <= slack * product for product in products):
            yield f"{other.text} is not {one.text} per {target}"


def _guessed(value: float) -> str | None:
    return "hour" if value < _HOURLY_MOST else yearly(value)


def _is_one_figure(one: Quantity, other: Quantity, facts: Sequence[Fact]) -> bool:
    """Whether a source prints the two as one figure of one group: the median of an hour and of a year."""
    return any(
        first.low == one.low
        and second.low == other.low
        and first.roles == second.roles
        and first.fields == second.fields
        and first.places == second.places
        and (first.record is not None or (first.text == second.text and "=" not in first.text))
        for first in facts
        for second in facts
        if first.is_money and second.is_money
    )


def _factors(period: str, target: str, work: Workings) -> Iterator[tuple[float, str]]:
    full = frozenset({FULL_TIME_HOURS}) if _FULL_TIME.search(work.reading.text) else work.hours
    for hours in sorted(full & work.hours or work.hours, reverse=True):
        a_year = {"hour": hours} | {name: numbers[0] for name, numbers in _PERIODS_A_YEAR.items()}
        yield a_year[period] / a_year[target], f"per {period} as per {target} at {hours:g} hours a year"


def _fits(claim: Claim, base: Base, work: Workings) -> bool:
    """Whether an amount may be said per another time as what the claim calls it: a median stays a median."""
    if base.fact is None:
        return not claim.cues & FIELD_CUES
    if (claim.quantity.low is None) != (claim.quantity.high is None) and (
        _is_far_end(claim.quantity, base.value, base.fact) or _is_printed_beside(claim, base.fact, work)
    ):
        return False
    if base.fact.record is None and leads_elsewhere(claim, base.fact, work.facts):
        return False
    return not (kind_mismatch(claim, base.fact) or attribute_mismatches(claim, base.fact, work.links))


def _of_the_one_before(claim: Claim, work: Workings) -> str | None:
    """Return how an amount follows from the one it is tied to, which is checked itself."""
    if any(holds_value(claim, fact) for fact in work.facts):
        return None
    money = [item for item in work.reading.claims if item.quantity.is_money]
    for first, second in pairwise(money):
        one, other = first.quantity, second.quantity
        tie = _MORE_AN_HOUR.sub("", MARK.sub("", work.reading.text[one.end : other.start]))
        if (
            second.quantity != claim.quantity
            or is_range(one)
            or not (_TIE.fullmatch(tie) and _TIES.search(tie))
        ):
            continue
        start, target = first.period or _guessed(value_of(one)), claim.period or _guessed(value_of(other))
        if start is None or target is None or start == target or claim.cues & FIELD_CUES:
            continue
        for factor, text in _factors(start, target, work):
            if close(other, value_of(other), value_of(one) * factor):
                return f"{value_of(one):,.10g} {text}"
    return None


def _is_far_end(quantity: Quantity, value: float, fact: Fact) -> bool:
    """Whether the top of a range is to be a least, or its bottom a most."""
    return fact.is_range and value == (fact.high if quantity.high is None else fact.low)


def _is_printed_beside(claim: Claim, fact: Fact, work: Workings) -> bool:
    """Whether the line of a figure prints what is computed of it, and so says itself of whom and when."""
    return fact.record is None and any(
        other is not fact and other.text == fact.text and holds_value(claim, other) for other in work.facts
    )


# -- differences and shares ------------------------------------------------------------------------


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
                if not is_range(quantity) and close(quantity, value_of(quantity), actual):
                    return f"{base.value:,.10g} and {rate:g}%"
    return None


def _midpoint(claim: Claim, work: Workings) -> str | None:
    if not _MIDDLE.search(claim.clause) or is_range(claim.quantity):
        return None
    for fact in work.facts:
        if not fact.is_range or fact.low is None or fact.high is None:
            continue
        if claim.period and fact.period and claim.period != fact.period:
            continue
        middle = (fact.low + fact.high) / 2
        if close(claim.quantity, value_of(claim.quantity), middle) and not attribute_mismatches(
            claim, fact, work.links
        ):
            return f"({fact.low:,.10g} + {fact.high:,.10g}) / 2"
    return None
