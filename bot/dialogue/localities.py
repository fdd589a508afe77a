"""Which places a message is about, named in it or taken over from the turns before."""

import re
from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.dialogue.choosing import Choice
from bot.dialogue.followups import Before, adds, compares
from bot.dialogue.marks import Marks
from bot.dialogue.neighbours import PAY
from bot.schema import Person, Place

_LOCAL = PAY | {"negotiation"}
HERE = re.compile(
    r"\b(?:where\s+i\s+(?:live|am)|my\s+(?:state|city|town|area|country|region)|in\s+mine|around\s+here|near\s+me|here)\b",
    re.IGNORECASE,
)
_COMES_FROM = re.compile(
    r"\b(?:i['\u2019]?m|i\s+am|i\s+come|coming)\s+from\s+(?:the\s+)?$"
    r"|\bi\s+was\s+(?!wondering|curious|asking|thinking|hoping)[^.?!,;]{1,40}\s+in\s+$",
    re.IGNORECASE,
)
_SAME_PLACE = re.compile(r"\bsame\s+(?:place|city|town|area|state|country|region)\b", re.IGNORECASE)
_THERE = re.compile(r"\bthere\b", re.IGNORECASE)
ANY_PLACE = re.compile(
    r"\b(?:which|what|best|worst|highest|lowest|top)\b.{0,20}"
    r"\b(?:states?|provinces?|cit(?:y|ies)|towns?|metros?|countr(?:y|ies)|regions?|places?)\b",
    re.IGNORECASE,
)


def places_meant(
    choice: Choice,
    marks: Marks,
    before: Before,
    person: Person,
    roles: Sequence[str],
    catalogue: Catalogue,
) -> tuple[tuple[Place, ...], bool]:
    """Return the places a message is about, and whether they are taken over."""
    if not marks.places:
        if person.place and HERE.search(marks.text):
            return (person.place,), True
        if before.places and _SAME_PLACE.search(marks.text):
            return before.paid or before.places[-1:], True
        if ANY_PLACE.search(marks.text):
            return (), False
    if _compares_places(choice, marks, before, roles):
        together = before.request.places if before.request else ()
        return (together if len(together) > 1 else before.places[-2:]), True
    return _places(choice, marks, before, bool(marks.asked_roles()), catalogue)


def _places(
    choice: Choice, marks: Marks, before: Before, new_role: bool, catalogue: Catalogue
) -> tuple[tuple[Place, ...], bool]:
    named = tuple(dict.fromkeys(mention.place for mention in marks.places))
    if named:
        origins = {m.place for m in marks.places if _COMES_FROM.search(marks.text[: m.start])}
        named = tuple(place for place in named if place not in origins) or named
        if choice.fragment and adds(marks.text) and before.request:
            named = tuple(dict.fromkeys((*before.request.places, *named)))
        return named, False
    previous = before.request
    if previous is None:
        return (), False
    of_pay = set(choice.intents) & _LOCAL and not new_role
    if before.paid and of_pay and not (choice.fragment or PAY & set(previous.intents)):
        return before.paid, True
    if not previous.places:
        return _place_told(choice, marks, before, catalogue)
    keeps = choice.fragment or choice.more or bool(of_pay)
    return (previous.places, True) if keeps else ((), False)


def _place_told(
    choice: Choice, marks: Marks, before: Before, catalogue: Catalogue
) -> tuple[tuple[Place, ...], bool]:
    """Return the place that "there" means when only the last reply named one."""
    if not set(choice.intents) & PAY or not _THERE.search(marks.text):
        return (), False
    told = (mention.place for mention in catalogue.find_places(before.reply))
    first = next((place for place in told if place.kind != "country"), None)
    return ((first,), True) if first else ((), False)


def _compares_places(choice: Choice, marks: Marks, before: Before, roles: Sequence[str]) -> bool:
    """Whether "which is better?" is about the two places spoken of, one role being the subject."""
    local = [place for place in before.places if place.kind != "country"]
    if marks.places or len(roles) > 1 or len(local) < 2 or not (before.request and before.request.places):
        return False
    return bool(set(choice.intents) & {"pay_compare", "pay_rank", "pay_place"}) and compares(marks.text)


def two_places(before: Before) -> bool:
    """Whether two places of one role are what was compared last."""
    local = [place for place in before.places if place.kind != "country"]
    return len(local) >= 2 and len(before.roles) == 1 and bool(before.request and before.request.places)
