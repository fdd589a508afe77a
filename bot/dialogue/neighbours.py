"""Telling what a message is after from what lies next to it: pay from an offer, one job from several."""

import re
from dataclasses import replace

from bot.dialogue.followups import Before, compares, several
from bot.dialogue.hanging import hangs, points_back, says_little
from bot.dialogue.marks import Marks
from bot.dialogue.person import find_claims
from bot.dialogue.splitting import Part

PAY = frozenset(
    f"pay_{kind}"
    for kind in (
        "lookup",
        "compare",
        "rank",
        "convert",
        "basis",
        "offer",
        "raise",
        "place",
        "trend",
        "prices",
    )
)
OF_PAY = re.compile(r"\b(?:pay|salar(?:y|ies)|wages?|earnings?|income)\b", re.IGNORECASE)
_OFFER = re.compile(r"\b(?:offer\w*|paid|raise|worth)\b", re.IGNORECASE)
_JUDGED = re.compile(
    r"\b(?:low|high|good|bad|fair|decent|ok(?:ay)?|normal|reasonable|enough|little|lowball\w*|underpaid|competitive"
    r"|insult\w*)\b",
    re.IGNORECASE,
)
_STANDING = frozenset({"pay_lookup", "pay_place", "pay_compare"})
_RATHER = re.compile(r"\b(?:which|better|best|more|rather)\b", re.IGNORECASE)
_DOUBTS = re.compile(r"\b(?:truth|true|right|correct|honest|accurate|lying|lie[sd]?)\b", re.IGNORECASE)
_SHORT = 7
_AIM = re.compile(r"\b(?:to|into|become|becoming)\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_TO_THE_ADVISER = re.compile(r"\byou(?:r|rs)?\b|\b(?:guides?|topics?|questions?)\b", re.IGNORECASE)
THAN = re.compile(
    r"\b(?:more|less|better|worse|higher|lower|most|best)\b.*\bthan\b|\bcompar|\b(?:vs|versus)\b",
    re.IGNORECASE,
)


def settle_name(name: str, marks: Marks, before: Before) -> str:
    """Settle between neighbouring intents by what the message names."""
    if name == "coverage" and before.request and not _TO_THE_ADVISER.search(marks.text):
        return "advice"
    name = _of_an_offer(_against_before(name, marks, before), marks, before)
    if name == "ladder" and any(_AIM.search(marks.text[: role.start]) for role in marks.asked_roles()):
        return "entry"
    roles = {role for mention in marks.asked_roles() for role in mention.roles[:1]}
    placing = marks.money and before.roles and not (roles or find_claims(marks.text, marks))
    if name in ("pay_lookup", "pay_place") and placing:
        return "pay_offer"
    local = [mention for mention in marks.places if mention.place.kind != "country"]
    if name == "pay_offer" and marks.money and len(find_claims(marks.text, marks)) == len(marks.money):
        name = "pay_lookup"
    if name in ("pay_lookup", "pay_place", "role_description"):
        return _settled_lookup(name, marks, len(roles), here=bool(local))
    if name in ("pay_rank", "worth_it") and _of_places_before(marks, before):
        return "pay_place"
    if name == "pay_compare" and len(local) >= 2 and len(roles) < 2:
        return "pay_place"
    return name


def _settled_lookup(name: str, marks: Marks, roles: int, *, here: bool) -> str:
    """Tell a question for pay from one that places an amount, asks for a place or sets roles side by side."""
    if name == "role_description":
        return "pay_compare" if here and roles > 1 else name
    if here:
        judged = not roles or _JUDGED.search(marks.text)
        placed = marks.money and judged and not find_claims(marks.text, marks)
        return "pay_offer" if placed else "pay_place"
    return "pay_compare" if name == "pay_lookup" and roles + len(marks.titles) > 1 else name


def _of_an_offer(name: str, marks: Marks, before: Before) -> str:
    """Tell a question about the offer just placed ("good or bad?", another amount) from one about a job."""
    of_another = bool(before.request or marks.figures)
    if name == "pay_offer" and of_another and not judges_pay(marks, before):
        return "worth_it"
    placed = before.request is not None and before.request.intents[:1] == ("pay_offer",)
    if not placed or marks.asked_roles() or marks.titles:
        return name
    judged = name == "worth_it" and says_little(marks)
    return "pay_offer" if judged or (name not in PAY and marks.money) else name


def asked_within(marks: Marks, part: Part) -> Marks:
    """What a question in a tale is settled by: amounts told of elsewhere are not what it asks about."""
    within = any(part.start <= money.start < part.end for money in marks.money) or points_back(part.text)
    return replace(marks, money=()) if part.asks and not within else marks


def stands_beside(name: str, part: Part, marks: Marks) -> bool:
    """Whether a question with no subject of its own asks how an amount told of beside it stands.

    Args:
        name: the intent that the question by itself is taken for.
        part: the question.
        marks: what the whole message names.
    """
    told = [money for money in marks.money if not part.start <= money.start < part.end]
    if not (part.asks and told) or find_claims(marks.text, marks):
        return False
    if len(part.text.split()) < _SHORT and _DOUBTS.search(part.text):
        return True  # "is he right?"
    between = len(told) > 1 and _RATHER.search(part.text) is not None
    bare = name == "worth_it" and (between or hangs(Marks(part.text)))
    return (bare or name in _STANDING) and (between or points_back(part.text))


def judges_pay(marks: Marks, before: Before) -> bool:
    """Whether there is an amount for "is that good?" to be about, or it speaks of pay itself."""
    person, previous = before.person, before.request
    told = marks.money or person.pay or person.offer or (previous and PAY & set(previous.intents))
    return bool(told) or bool(OF_PAY.search(marks.text) or _OFFER.search(marks.text))


def _of_places_before(marks: Marks, before: Before) -> bool:
    """Whether "which is best?" is about the places that one role was just compared in."""
    previous = before.request
    compared = previous and previous.places and PAY & set(previous.intents) and len(before.places) > 1
    return bool(compared) and not marks.asked_roles() and hangs(marks) and compares(marks.text)


def _against_before(name: str, marks: Marks, before: Before) -> str:
    """Tell a comparison with what was spoken of before: another role, or an amount."""
    if before.request is None or name not in {"pay_lookup", "pay_compare", "pay_raise"}:
        return name
    if name == "pay_raise":
        return "pay_lookup" if marks.industries and PAY & set(before.request.intents) else name
    if before.request.amounts and not before.roles and marks.asked_roles() and points_back(marks.text):
        return "pay_offer"
    pay_before = bool(PAY & set(before.request.intents))
    if pay_before and (THAN.search(marks.text) or (several(marks.text) and not marks.asked_roles())):
        return "pay_compare"
    return name
