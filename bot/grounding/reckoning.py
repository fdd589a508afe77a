"""Sums that stand in a sentence, held against the evidence and against the figures beside them."""

import re
from collections.abc import Iterator, Sequence

from bot.grounding.case import Case
from bot.grounding.claims import Claim
from bot.grounding.directions import direction_holds
from bot.grounding.facts import Fact
from bot.grounding.kinds import FIELD_CUES, KINDS
from bot.grounding.printed import PrintedSum, is_constant
from bot.grounding.workings import Workings
from bot.quantities import Quantity

_SEPARATED = re.compile(r";|[.!?]\s")


def from_sums(claim: Claim, sums: Sequence[PrintedSum], case: Case, work: Workings) -> str | None:
    """Return the printed sum a figure belongs to: its result, or an operand that stands in the evidence.

    An operand says for itself what it is by where it stands in the sum, so only its value is looked up: a sum
    may set one role's figure against another's.
    """
    quantity = claim.quantity
    beside = [item for item in sums if item.right and _is_beside(item, claim, case, sums)]
    fitting = [item for item in beside if _fits(item, claim, case, work)]
    results = {value for item in fitting for value in item.result.values}
    spans = {(operand.start, operand.end) for item in sums if item.right for operand in item.operands}
    if (quantity.start, quantity.end) in spans and _is_known(quantity, case, work):
        return next(item.text for item in sums if item.right)
    if (
        not quantity.values
        or not set(quantity.values) <= results
        or not _may_be_computed(claim, fitting, case)
    ):
        return None
    return "; ".join(item.text for item in fitting)


def is_operand(claim: Claim, sums: Sequence[PrintedSum]) -> bool:
    """Whether a figure stands in a printed sum, where it need not say which end of a range it is."""
    span = (claim.quantity.start, claim.quantity.end)
    return any(span == (operand.start, operand.end) for item in sums for operand in item.operands)


def wrong_results(claims: Sequence[Claim], sums: Sequence[PrintedSum], text: str) -> Iterator[str]:
    """Yield reasons where the figure right before a bracketed sum is not in that sum."""
    for opens in sorted({item.opens for item in sums if text[item.opens : item.opens + 1] == "("}):
        before = [claim for claim in claims if claim.quantity.end <= opens]
        inside = [item for item in sums if item.opens == opens]
        if not before or _SEPARATED.search(text[before[-1].quantity.end : opens]):
            continue
        quantity = before[-1].quantity
        held = {value for item in inside for part in (*item.operands, item.result) for value in part.values}
        same = any(item.result.unit == quantity.unit for item in inside)
        if same and not quantity.approximate and not set(quantity.values) <= held:
            yield f"{quantity.text} is not what the sum beside it gives"


def _is_beside(item: PrintedSum, claim: Claim, case: Case, sums: Sequence[PrintedSum]) -> bool:
    """Whether a figure is a sum's result, or among the last of its unit before as many sums."""
    if claim.quantity.end > item.opens:
        return claim.quantity.start >= item.result.start
    between = [one.quantity for one in case.reading.claims if claim.quantity.end <= one.quantity.start]
    between = [one for one in between if one.end <= item.opens and one.unit == item.result.unit]
    return len(between) <= 2 * (sum(other.opens == item.opens for other in sums) - 1)


def _fits(item: PrintedSum, claim: Claim, case: Case, work: Workings) -> bool:
    """Whether a figure can be the result of a sum: the same unit, time and kind where both are known."""
    if item.result.unit != claim.quantity.unit:
        return False
    if item.period is not None and claim.period is not None and item.period != claim.period:
        return False
    facts = [_facts_of(operand, case) for operand in item.operands if operand.is_money]
    own = [base for base in work.bases if base.personal and _is_operand_of(base.value, item)]
    known = [*(fact.period for found in facts for fact in found), *(base.period for base in own)]
    periods = {period for period in known if period}
    if item.period is None and claim.period and periods and claim.period not in periods:
        return False
    wanted = claim.cues & FIELD_CUES
    fields = [{fact.fields[0] for fact in found if len(fact.fields) == 1} for found in facts]
    if wanted and any(found and not wanted & found for found in fields):
        return False
    return item.operators != ("-",) or direction_holds(claim, item.operands, work)


def _is_operand_of(value: float, item: PrintedSum) -> bool:
    return any(value in operand.values for operand in item.operands if operand.is_money)


def _facts_of(operand: Quantity, case: Case) -> list[Fact]:
    held = (fact for fact in case.all_facts if fact.unit == operand.unit and not fact.is_range)
    return [fact for fact in held if fact.low == operand.low]


def _may_be_computed(claim: Claim, sums: Sequence[PrintedSum], case: Case) -> bool:
    """Whether a sum may say what a role starts at, or a median is: only one of that role's own figures."""
    if not claim.cues & KINDS or not claim.roles:
        return True
    operands = {value for item in sums for operand in item.operands for value in operand.values}
    roles = case.links.join(claim.roles)
    return any(
        fact.roles & roles and {fact.low, fact.high} & operands for fact in case.all_facts if fact.is_money
    )


def _is_known(operand: Quantity, case: Case, work: Workings) -> bool:
    """Whether an operand is a plain number of hours or weeks, or stands in what is cited or was said."""
    if operand.unit == "count" and operand.low in work.own_factors:
        return True
    facts = [fact for source in case.sources for fact in source.facts]
    held = {end for fact in facts for end in (fact.low, fact.high)}
    held |= {value for item in case.person for value in item.values}
    held |= {round(base.value, 2) for base in work.bases if base.converted and base.unit == operand.unit}
    return is_constant(operand) or (bool(operand.values) and set(operand.values) <= held)
