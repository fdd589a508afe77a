"""What a message after that only names things ("and in Ohio?", "hourly?")."""

import re
from collections.abc import Sequence

from bot.dialogue.followups import END, Before, adds, several
from bot.dialogue.marks import Marks
from bot.dialogue.neighbours import OF_PAY, PAY, THAN
from bot.quantities import HOURLY_BELOW, YEARLY_FROM

OF_JOBS = frozenset({"pay_lookup", "pay_compare", "pay_rank", "pay_place", "pay_trend"})
TOLD_OF_A_JOB = frozenset({"pay_lookup", "pay_place"})
_ABOUT_A_FIGURE = {"pay_basis": "pay_lookup", "pay_convert": "pay_lookup"}
_OF_SELF = re.compile(r"\bi\W?(?:\s*a)?m\b", re.IGNORECASE)


def of_fragment(marks: Marks, before: Before) -> tuple[str, ...]:
    """What a message that only names things is after: what was asked before, of those."""
    previous = before.request.intents if before.request else ()
    if not previous:
        return _first_of_fragment(marks)
    previous = _of_one(marks, previous)
    pay = next((name for name in previous if name in PAY), None)
    local = any(mention.place.kind != "country" for mention in marks.places)
    elsewhere = bool(marks.places) or bool(before.request and before.request.places)
    one_role = not adds(marks.text) and len(marks.roles) + len(marks.titles) == 1 and not several(marks.text)
    intents = previous
    of_pay = OF_PAY.search(marks.text) or (pay and END.search(marks.text))
    if pay not in OF_JOBS and not marks.money and of_pay:
        intents = ("pay_place",) if local else ("pay_lookup",)
    elif previous[:1] == ("pay_offer",) and _in_a_period(marks, before):
        intents = ("pay_convert",)
    elif _brings_an_amount(marks, pay):
        intents = ("pay_offer",) if marks.money else ("pay_lookup",)
    elif pay == "pay_lookup" and marks.roles and before.roles and THAN.search(marks.text):
        intents = ("pay_compare",)
    elif pay == "pay_lookup" and local:
        intents = ("pay_place",)
    elif one_role and (pay == "pay_compare" or (pay == "pay_place" and not elsewhere)):
        intents = ("pay_lookup",)
    return tuple(intents)


def _in_a_period(marks: Marks, before: Before) -> bool:
    """Whether a fragment names nothing but a period, to have an amount in it ("what's that a year?").

    Where it is not known for how long that is paid, the period says so instead.
    """
    others = (
        marks.money,
        marks.roles,
        marks.places,
        marks.levels,
        marks.industries,
        marks.titles,
        marks.years,
    )
    if not marks.periods or any(others) or _OF_SELF.search(marks.text):
        return False
    amounts = before.request.amounts if before.request else ()
    ends = [(amount.period, amount.low or amount.high or 0.0) for amount in amounts]
    return all(period or value < HOURLY_BELOW or value >= YEARLY_FROM for period, value in ends)


def _of_one(marks: Marks, previous: Sequence[str]) -> tuple[str, ...]:
    """What was asked before, of a fragment's job or place, or of one industry of those set in order."""
    if marks.roles or marks.titles or marks.places:
        previous = tuple(dict.fromkeys(_ABOUT_A_FIGURE.get(name, name) for name in previous))
    return tuple("pay_lookup" if marks.industries and name == "pay_rank" else name for name in previous)


def _brings_an_amount(marks: Marks, pay: str | None) -> bool:
    """Whether a fragment puts an amount, or a period, to what was no placing of one ("I'm at 33k")."""
    if pay in TOLD_OF_A_JOB:
        return bool(marks.money) and not (marks.roles or marks.titles or marks.places)
    return pay is None and bool(marks.money or (marks.periods and not _OF_SELF.search(marks.text)))


def _first_of_fragment(marks: Marks) -> tuple[str, ...]:
    if marks.money:
        return ("pay_convert",) if marks.periods else ("pay_offer",)
    if marks.places or marks.periods:
        return ("pay_place",) if marks.places else ("pay_lookup",)
    return ("role_description", "pay_lookup")
