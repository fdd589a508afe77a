"""Differences and shares of two figures, with the right one called more."""

import re
from collections.abc import Iterator, Sequence

from bot.grounding.claims import MARK, Claim, marked_stems
from bot.grounding.directions import MINE, direction_of, is_needed, points_right
from bot.grounding.facts import Fact
from bot.grounding.kinds import FIELD_CUES, Cue, cues_in
from bot.grounding.matching import is_starting
from bot.grounding.prices import price_gap
from bot.grounding.values import is_range, value_of
from bot.grounding.workings import Base, Workings, close
from bot.quantities import Quantity

_GAP_NAMED = re.compile(
    r"\b(?:gap|difference|differ|apart|separat\w+|step|spread|worth|another|to reach)\b", re.IGNORECASE
)

_LEANS = re.compile(r"(?:so |and )?(?:that|this|it)(?: is|'s|’s| was| lies| puts)\b", re.IGNORECASE)
_OWN_PAY = re.compile(
    r"\b(?:rais|lift|increas|boost|improv|add|cut|reduc|lower|bump|push)\w*\b[^.;]{0,12}\byour "
    r"(?:\w+ )?(?:pay|salary|wages?|income|earnings|pa(?:y ?)?che(?:ck|que))\b"
    r"|\b(?:raise|pay rise|bump|pay increase|increase in pay) of (?:about |around |roughly )?$"
    r"|\byou(?:['’]d| would| could| will| can)(?: \w+)? (?:make|earn|get|gain|(?:take|bring) home|be paid)\b",
    re.IGNORECASE,
)
_LOWEST = re.compile(r"\b(?:low(?:er|est)?|bottom|least|starts?|starting|from|minimum)\b", re.IGNORECASE)
_HIGHEST = re.compile(r"\b(?:high(?:est)?|top|upper|most|best|up to|maximum)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:(?:low|high|top|bottom|upper)(?:er|est)? ends?|starts?|starting)\b", re.IGNORECASE)
_STARTING = re.compile(r"\b(?:to start|starts?|starting|entry)\b", re.IGNORECASE)
_CUT = re.compile(r"[,;:]\s|\band\b", re.IGNORECASE)
SPREAD = re.compile(
    r"\b(?:spread|range|wide|width|between the|from (?:the )?low|end to end|from bottom|gap)\b", re.IGNORECASE
)


def difference(claim: Claim, work: Workings) -> str | None:
    """Return the subtraction that gives an amount, or None."""
    quantity = claim.quantity
    direction = direction_of(claim, work)
    if not direction and not _is_gap(work) and not SPREAD.search(claim.clause):
        return None
    if _is_of_own_pay(claim, work):
        return None
    if not direction and claim.cues & FIELD_CUES and not _GAP_NAMED.search(work.reading.text):
        return None
    ends = {end for end in (quantity.low, quantity.high) if end is not None}
    sums = [_one_difference(claim, end, direction, work) for end in sorted(ends)]
    return "; ".join(item for item in sums if item) if all(sums) else None


def _is_of_own_pay(claim: Claim, work: Workings) -> bool:
    """Whether a change of the person's own pay is told that never was: they named no amount."""
    before = work.reading.text[: claim.quantity.start]
    own = any(base.personal for base in work.bases)
    ends = _ENDS.search(claim.clause)
    return _OWN_PAY.search(before) is not None and not (own or ends or _kinds_said(work))


def _is_gap(work: Workings) -> bool:
    return bool(
        re.search(
            r"\b(?:gap|difference|differ|apart|separat\w+|step|between|spread|away|left|room|adds?|gain|worth|another"
            r"|missing|to reach)\b",
            work.reading.text,
            re.I,
        )
    )


def _one_difference(claim: Claim, value: float, direction: int, work: Workings) -> str | None:
    for one, other in _pairs(work, claim):
        gap = one.value - other.value
        if not _per_same(claim, one, other):
            continue
        if close(claim.quantity, value, abs(gap)) and points_right(gap, direction, one, other, claim, work):
            return f"{max(one.value, other.value):,.10g} - {min(one.value, other.value):,.10g}"
    return None


def _per_same(claim: Claim, one: Base, other: Base) -> bool:
    """Whether a difference is said per the same time as the amounts it is the difference of."""
    periods = {one.period, other.period} - {None}
    return claim.period is None or not periods or claim.period in periods


def _pairs(work: Workings, claim: Claim) -> Iterator[tuple[Base, Base]]:
    """Yield the pairs that may be compared: like with like, both printed here, or the person's own."""
    bases = _meant(work.bases, work, claim)
    own = any(base.personal for base in bases)
    before = work.reading.text[: claim.quantity.start]
    for i, one in enumerate(bases):
        for other in bases[i + 1 :]:
            if one.unit != other.unit or (one.period and other.period and one.period != other.period):
                continue
            personal = one.personal != other.personal or _are_both_own(one, other, bases)
            if personal or (not (own and MINE.search(before)) and _alike(one, other, work, claim)):
                yield one, other


def _meant(bases: Sequence[Base], work: Workings, claim: Claim) -> Sequence[Base]:
    """Keep what a difference may be of: the amounts beside it, else those of its kind or the medians."""
    printed = [base for base in bases if base.value in work.printed - set(claim.quantity.values)]
    alike = [base for base in printed if base.unit == printed[0].unit and base.fact is not None]
    if len({base.value for base in alike}) > 1 and len({base.field for base in alike}) == 1:
        return [base for base in bases if base in alike or base.personal]
    said = _kinds_said(work) | ({"p25", "p75"} if "middle_half" in claim.cues else frozenset[Cue]())
    wanted = said or frozenset({"median"})
    single = [base for base in bases if base.field in FIELD_CUES]
    if not any(base.field in wanted for base in single):
        return [base for base in bases if base in printed or not (said and base.field)]
    if _LEANS.match(work.reading.text) and printed:
        return bases
    return [base for base in bases if base.field not in FIELD_CUES or base.field in wanted or base in printed]


def _leans_on(one: Base, other: Base, work: Workings) -> bool:
    """Whether "that is $5 above the median, $20" sets an amount named before against one that is printed."""
    return bool(_LEANS.match(work.reading.text)) and (one.value in work.printed) != (
        other.value in work.printed
    )


def _kinds_said(work: Workings) -> frozenset[Cue]:
    """Return the kinds of pay that a sentence names: "from the median to the top quarter"."""
    return _kinds_in(work.reading.text) & FIELD_CUES


def _are_both_own(one: Base, other: Base, bases: Sequence[Base]) -> bool:
    """Whether two amounts are the only two the person named: what they earn and what they were offered."""
    own = {base.value for base in bases if base.personal and not base.converted}
    return len(own) == 2 and {one.value, other.value} == own


def _alike(one: Base, other: Base, work: Workings, claim: Claim) -> bool:
    first, second = one.fact, other.fact
    if first is None or second is None or not _fits_object(first, second, claim, work):
        return False
    if _is_end_named(one, other, claim, work) or _is_end_named(other, one, claim, work):
        return True
    begins = not claim.cues & FIELD_CUES and _STARTING.search(_own_part(claim))
    if begins and not (is_starting(first) and is_starting(second)):
        return False
    if one.value in work.printed and other.value in work.printed:
        return True
    if first.record is None or second.record is None:
        return _is_end_said(one, other, claim) and _are_texts_alike(first, second, work)
    if first.record is second.record:
        said = {one.field, other.field} == _kinds_said(work) or _leans_on(one, other, work)
        wide = {"p25", "p75"} if "middle_half" in claim.cues else {"low", "high"}
        return said or ({one.field, other.field} == wide and bool(SPREAD.search(work.reading.text)))
    return _is_end_said(one, other, claim) and _are_records_alike(one, other, first, second, work)


def _are_records_alike(one: Base, other: Base, first: Fact, second: Fact, work: Workings) -> bool:
    """Whether figures of two pay records are of one kind, or two named ends, and differ in one thing."""
    ends = {one.field, other.field} == {"low", "high"}
    if not (one.field == other.field or ends) or not _is_whole_time(first, second, work):
        return False
    if first.level != second.level and not _levels_said(work) <= {first.level, second.level}:
        return False
    industries = [fact.record.industry for fact in (first, second) if fact.record]
    differing = (first.roles != second.roles, first.places != second.places, first.years != second.years,
                 industries[0] != industries[1], first.level != second.level)  # fmt: skip
    return sum(differing) == 1 or (sum(differing) == 2 and len(work.reading.roles) > 1)


def _is_end_named(one: Base, other: Base, claim: Claim, work: Workings) -> bool:
    """Whether one amount is printed and the other called by its name: "$3,840 above the top of the range"."""
    after = claim.clause.partition(claim.quantity.text)[2]
    named = _kinds_in(after) & FIELD_CUES
    if other.field in ("low", "high") and SPREAD.search(after):
        end = _LOWEST if other.field == "low" else _HIGHEST
        return one.value in work.printed and end.search(after) is not None
    return one.value in work.printed and other.field in named and bool(work.links.join(claim.roles))


def _kinds_in(text: str) -> frozenset[Cue]:
    return cues_in(MARK.sub("", text), "")


def _is_end_said(one: Base, other: Base, claim: Claim) -> bool:
    """Whether a difference of ends of two ranges is said of those ends: of the low ones, or of both."""
    wanted = {one.field, other.field} & {"low", "high"}
    clause = claim.clause if len(wanted) > 1 else _own_part(claim)
    said = {name for name, end in (("low", _LOWEST), ("high", _HIGHEST)) if end.search(clause)}
    return not wanted or wanted == said


def _own_part(claim: Claim) -> str:
    """Return the words of a clause that name the end of its figure: those after it, else those before."""
    before, _, after = claim.clause.partition(claim.quantity.text)
    after = _CUT.split(after)[0]
    parts = [part for part in _CUT.split(before) if part.strip()]
    return after if _LOWEST.search(after) or _HIGHEST.search(after) else "".join(parts[-1:])


def _levels_said(work: Workings) -> frozenset[str | None]:
    """Return the levels of the records at hand that a sentence names by what tells them apart."""
    levels = {fact.level: frozenset(marked_stems(fact.level)) for fact in work.facts if fact.level}
    said = marked_stems(MARK.sub("", work.reading.text))
    return frozenset(
        level
        for level, stems in levels.items()
        if said
        & (stems - frozenset[str]().union(*(other for name, other in levels.items() if name != level)))
    )


def _are_texts_alike(first: Fact, second: Fact, work: Workings) -> bool:
    """Whether two figures read from text may be held against each other."""
    kinds = (first.cues | second.cues) & FIELD_CUES
    if first.text == second.text and len(kinds) > 1:
        return kinds == _kinds_said(work)
    if first.roles == second.roles and first.years and second.years:
        return _spans(first, second, work)
    return first.text != second.text and first.roles != second.roles and first.cues == second.cues


def _is_whole_time(first: Fact, second: Fact, work: Workings) -> bool:
    """Whether two records of one role and place are of the years a sentence speaks of."""
    return (
        first.roles != second.roles
        or first.places != second.places
        or first.years == second.years
        or (_spans(first, second, work))
    )


def _spans(first: Fact, second: Fact, work: Workings) -> bool:
    """Whether two dated figures of a text are the ends of the time a sentence speaks of.

    A year it names must be one of theirs; those it does not name must be the first or the last.
    """
    dated = {year for fact in work.facts if fact.is_money and fact.unit == first.unit for year in fact.years}
    named = {int(end) for year in work.reading.years for end in year.values} & dated
    years = first.years | second.years
    if first.years == second.years or not named <= years:
        return False
    return len(named) == 2 or (years - named) <= {min(dated), max(dated)}


def _fits_object(first: Fact, second: Fact, claim: Claim, work: Workings) -> bool:
    """Whether exactly one of two figures is of the role named right after the comparison, if one is."""
    end = claim.quantity.end
    after = [item for item in work.reading.roles if end <= item.start <= end + 60]
    if (
        first.places != second.places
        or not after
        or re.search(r"[;:]|\d", work.reading.text[end : after[0].start])
    ):
        return True
    names = work.links.join(after[0].names)
    return bool(names & first.roles) != bool(names & second.roles)


def percent_of(claim: Claim, work: Workings) -> str | None:
    """Return the division that gives a percentage, or None."""
    quantity = claim.quantity
    value = value_of(quantity)
    if is_range(quantity):
        return _percent_range(claim, work)
    direction = direction_of(claim, work)
    gap = price_gap(claim, direction, work)
    if gap is not None and _same_percent(quantity, value, abs(gap)):
        return f"{100 + gap:g} against 100"
    return _one_percent(claim, value, work)


def _percent_range(claim: Claim, work: Workings) -> str | None:
    ends = [_one_percent(claim, end or 0.0, work) for end in (claim.quantity.low, claim.quantity.high)]
    return "; ".join(item for item in ends if item) if all(ends) else None


def _one_percent(claim: Claim, value: float, work: Workings) -> str | None:
    direction = direction_of(claim, work)
    for first, second in _pairs(work, claim):
        for one, other in ((first, second), (second, first)):
            if not other.value:
                continue
            change = (one.value - other.value) / other.value * 100
            right = change * direction >= 0
            right = right and points_right(one.value - other.value, direction, one, other, claim, work)
            if is_needed(claim) and other.personal:
                right = change > 0
            if direction and _same_percent(claim.quantity, value, abs(change)) and right:
                return f"({one.value:,.10g} - {other.value:,.10g}) / {other.value:,.10g}"
            if re.search(r"%? ?(?:of|share)\b", claim.clause) and _same_percent(
                claim.quantity, value, change + 100
            ):
                return f"{one.value:,.10g} / {other.value:,.10g}"
            if not direction and _is_gap(work) and _same_percent(claim.quantity, value, abs(change)):
                return f"({one.value:,.10g} - {other.value:,.10g}) / {other.value:,.10g}"
    return None


def _same_percent(quantity: Quantity, claimed: float, actual: float) -> bool:
    decimals = 1 if claimed != int(claimed) else 0
    slack = 1.0 if quantity.approximate and decimals == 0 else 0.5 * 10**-decimals
    return abs(claimed - actual) <= slack + 1e-9
