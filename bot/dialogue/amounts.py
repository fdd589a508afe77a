"""Which amounts a message is about: its own, those spoken of before, or what the person has told."""

import re
from dataclasses import replace

from bot.dialogue.choosing import Choice
from bot.dialogue.followups import Before, several
from bot.dialogue.hanging import points_back
from bot.dialogue.marks import Marks
from bot.dialogue.neighbours import PAY
from bot.dialogue.person import amounts_of, corrects, find_claims
from bot.schema import Amount, Person

_FULL_TIME = re.compile(r"\bfull[- ]?time\b", re.IGNORECASE)
_THAN_MINE = re.compile(
    r"\b(?:more|less|better|worse|higher|lower|raise|beats?|same|compar\w+|against|step\s+(?:up|down)|cut)\b.*"
    r"\b(?:i\s+(?:\w+\s+)?(?:get|make|earn|have)|i['\u2019]?m\s+(?:on|making|getting|earning|paid)"
    r"|my\s+(?:\w+\s+)?(?:pay|wages?|salary|rate|job|income|money)|mine|now)\b"
    r"|\b(?:i\s+(?:\w+\s+)?(?:get|make|earn)|i['\u2019]?m\s+(?:on|making|getting|earning|paid)|my\s+(?:pay|wages?|salary|rate))\b.*"
    r"\b(?:how\s+much\s+(?:more|less|better)|(?:more|less|better|worse)\s+is)\b.*\b(?:it|that|this|offer|those)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(r"\b(?:the|that|this|my|their)\s+(?:\w+\s+)?offer\b", re.IGNORECASE)
_WAGE = re.compile(r"\bmy\s+(?:\w+\s+)?(?:pay|wages?|salary|rate)\b", re.IGNORECASE)


_WHICH_OFFER = re.compile(
    r"^\W*(?:(?:so|ok|okay|and|then|well|but|now)\W+)*which(?:\W+(?:one|offer|job|of\W+(?:the\W+two|them|those|these)))?"
    r"(?:\W*$|\W*,|\W+(?:would|should|do|is|pays|looks?|sounds?)\b)",
    re.IGNORECASE,
)
TWO = 2


def against_own_pay(choice: Choice, marks: Marks, before: Before, person: Person) -> Choice:
    """Read a comparison with what the person earns as one of their pay ("is that more than I get now?")."""
    asked = set(choice.intents) & {*PAY, "worth_it"}
    said = any(money.period or not money.assumed for money in marks.money) and bool(before.asked)
    if said and choice.follow_up and not PAY & set(choice.intents):
        return replace(choice, intents=("pay_offer",))  # "my friend says 24 an hour, is he right?"
    if beside_an_offer(marks, before, person) and not choice.asked:
        return replace(choice, intents=("pay_offer",))
    stepped = "pay_raise" in asked and marks.asked_roles()
    if person.pay is None or not asked or stepped or choice.asked or not _THAN_MINE.search(marks.text):
        return choice
    told = marks.roles or marks.titles or marks.money or (before.request and before.request.intents)
    return replace(choice, intents=("pay_offer",)) if told else choice


def beside_an_offer(marks: Marks, before: Before, person: Person) -> bool:
    """Whether somebody who has told of an offer says what they are paid now."""
    told = person.pay is not None and person.pay != before.person.pay
    asked = before.request is not None and bool(PAY & set(before.request.intents))
    return told and asked and before.person.offer is not None and len(marks.money) == 1 and not marks.roles


def amounts_asked(choice: Choice, marks: Marks, before: Before, person: Person) -> tuple[Amount, ...]:
    """Return the amounts that a message is about."""
    named = amounts_of(marks, find_claims(marks.text, marks))
    if (right := one_corrected(named, marks.text, before)) or (named == () and choice.between):
        return right or before.offers
    if (
        person.pay
        and person.offer
        and choice.intents == ("pay_offer",)
        and beside_an_offer(marks, before, person)
    ):
        return (person.pay, person.offer)
    if "pay_offer" in choice.intents and person.pay and _THAN_MINE.search(marks.text):
        other = any(amount.low != person.pay.low for amount in named)
        held = named if other else (before.request.amounts if before.request else ())
        others = [amount for amount in held if amount.low != person.pay.low][-1:]
        return (person.pay, *others) if len(named) < 2 else named
    return named or _carried(choice, marks.text, before, person)


def one_corrected(named: tuple[Amount, ...], text: str, before: Before) -> tuple[Amount, ...]:
    """The two offers spoken of, with the one set right that a message corrects: the nearest to it."""
    if len(named) != 1 or len(before.offers) != TWO or not corrects(text):
        return ()
    wrong = min(before.offers, key=lambda one: abs((one.low or 0.0) - (named[0].low or 0.0)))
    return tuple(named[0] if one is wrong else one for one in before.offers)


def between_offers(choice: Choice, marks: Marks, before: Before) -> Choice:
    """Read "so which one?", and an offer that is set right, as about the two offers spoken of."""
    if len(before.offers) != TWO:
        return choice
    plain = not (marks.money or marks.roles or marks.places or marks.titles)
    right = one_corrected(amounts_of(marks, ()), marks.text, before)
    if not (right or (plain and _WHICH_OFFER.search(marks.text))):
        return choice
    return replace(choice, intents=("pay_offer",), asked=(), follow_up=True, fact=False, between=True)


def _carried(choice: Choice, text: str, before: Before, person: Person) -> tuple[Amount, ...]:
    """Take the amount spoken of before when the question needs one, or points at it, and names none."""
    if not choice.intents:
        return ()
    first = choice.intents[0]
    own = _own(text, person)
    if own and first in PAY and first != "pay_compare":
        return (own,)
    points = points_back(text) and not several(text)
    if first not in {"pay_offer", "pay_convert", "pay_prices", *(("pay_rank",) if points else ())}:
        return ()
    if before.request and before.request.amounts:
        full_time = bool(_FULL_TIME.search(text))
        return tuple(
            replace(amount, hours_per_week=None if full_time else amount.hours_per_week)
            for amount in before.request.amounts
        )
    either = person.offer or person.pay
    return (either,) if either and first == "pay_offer" else ()


def _own(text: str, person: Person) -> Amount | None:
    """The person's own amount that a message names without saying it ("back to the offer")."""
    if person.offer and _OFFER.search(text):
        return person.offer
    return person.pay if _WAGE.search(text) else None


def hours_asked(choice: Choice, marks: Marks, before: Before, *, follow_up: bool) -> float | None:
    """Return the hours a week of a message, or those spoken of while the talk is about the same pay."""
    if marks.hours_per_week or _FULL_TIME.search(marks.text):
        return marks.hours_per_week
    previous = before.request
    goes_on = (follow_up or points_back(marks.text)) and bool(PAY & set(choice.intents))
    return previous.hours_per_week if previous and (choice.fragment or goes_on) else None
