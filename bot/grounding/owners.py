"""Whose amount a figure is: the person's own, and not one of a source."""

import re

from bot.grounding.case import SECOND_PERSON, Case
from bot.grounding.claims import Claim
from bot.grounding.figures import figures_in
from bot.grounding.kinds import FIELD_CUES, KINDS
from bot.grounding.words import stem
from bot.grounding.workings import yearly
from bot.quantities import Quantity
from bot.quantities.lexicon import DOLLARS

# What follows is the person's own amount, and no figure of a source.
OWNED = re.compile(
    r"\byour (?:current |present |own |offer (?:of|at) |offered |pay of |salary of |wage of |rate of )?$"
    r"|\byou(?:'re| are)? (?:now |currently |already )?(?:earn|make|get|earning|making|getting|were offered"
    r"|are offered)(?: now| today)? $",
    re.IGNORECASE,
)
# An amount that is itself placed: "$50,000 falls short of ...".
_SUBJECT = re.compile(
    r"(?: (?:a|an|per) \w+)?,? (?:falls?|lies|sits|stands?|lands?|comes in|ranks|comes? to"
    r"|works out|equals|amounts to|is (?:\w+ ){0,2}?"
    r"(?:below|above|under|over|between|within|short|near|close))\b",
    re.IGNORECASE,
)
_RAISED = re.compile(r"\b(?:more|extra|rais\w+|rise|increase\w*|bump|less|cut)\b", re.IGNORECASE)


def is_the_persons(claim: Claim, case: Case) -> bool:
    """Whether a figure is the person's own, said of the person and not of a role."""
    quantity = claim.quantity
    if quantity.is_money and claim.more is not None and not _was_said_as_more(claim, case):
        return False
    alike = [item for item in case.person if item.is_money and _same_thing(quantity, item)]
    if len(quantity.values) == 2 and set(quantity.values) <= {end for item in alike for end in item.values}:
        return _is_personal(claim, case)
    for item in case.person:
        if (
            not quantity.values
            or not set(quantity.values) <= set(item.values)
            or not _same_thing(quantity, item)
        ):
            continue
        period = item.period or (yearly(item.values[0]) if item.is_money else None)
        if claim.period and period and claim.period != period:
            continue
        if _is_personal(claim, case):
            return True
    return False


def _was_said_as_more(claim: Claim, case: Case) -> bool:
    """Whether the person themselves spoke of so much more: "is $1 more an hour worth it?"."""
    turns = [turn for turn in case.context.person if _RAISED.search(turn)]
    return any(one.values == claim.quantity.values for turn in turns for one in figures_in(turn))


def _same_thing(quantity: Quantity, item: Quantity) -> bool:
    """Whether a figure and one the person typed have one unit, and count the same when they are counts."""
    if quantity.is_money:
        dollars = quantity.unit == "USD" and "$" in quantity.text and item.unit in DOLLARS
        return item.unit == quantity.unit or dollars or (item.unit == "count" and item.noun is None)
    if quantity.unit != item.unit:
        return False
    nouns = [stem(noun.split()[0]) for noun in (quantity.noun, item.noun) if noun]
    return quantity.unit != "count" or len(set(nouns)) <= 1


def _is_personal(claim: Claim, case: Case) -> bool:
    placed = claim.quantity.is_money and _SUBJECT.match(case.reading.text, claim.quantity.end) is not None
    if claim.cues & FIELD_CUES and not placed and not OWNED.search(case.reading.text[: claim.quantity.start]):
        return False
    if (
        placed
        or SECOND_PERSON.search(claim.clause)
        or SECOND_PERSON.search(case.reading.text[: claim.quantity.end])
    ):
        return True
    return claim.quantity.is_money and not (claim.roles or claim.cues & KINDS or claim.places)
