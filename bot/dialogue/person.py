"""What someone has said about themselves, gathered from their own messages."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.additions import is_addition
from bot.dialogue.bare import OWN_AT
from bot.dialogue.marks import Marks, amount_of
from bot.dialogue.splitting import A_TALE, split
from bot.dialogue.titles import find_own_jobs
from bot.quantities import Quantity
from bot.schema import Amount, Person, Place

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_SELF = re.compile(r"\b(?:i|i['’]m|im|i['’]ve|my|me|we|our)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:i|i['\u2019]?m|i['\u2019]?ve|me)\b", re.IGNORECASE)
# "my sister earns", "they offered her", but not "my pay is"
_OF_ANOTHER = re.compile(
    r"\bmy\s+(?:\w+\s+)?(?!(?:pay|wages?|salary|rate|income|job|offer|hours?|shift|title|role|base)\b)\w+"
    r"(?:['\u2019]s|\s+(?:is|was|has|had|makes|made|earns|earned|gets|got|starts|started|works|worked|does))\b"
    r"|\b(?:offer(?:ed|ing|s)?|pay(?:s|ing)?|paid|gave|giv(?:es|ing))\s+(?:her|him|them)\b",
    re.IGNORECASE,
)
_FOR_ANOTHER = re.compile(
    r"\b(?:(?:help|support|talk to|deal with|handle|calm)\s+(?:him|her|them)"
    r"|(?:help|talk to)\s+(?:my|an?|our)\s+\w+)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:offer(?:ed|ing|s)?|propos(?:ed|al|ing)|lowball\w*|want\s+to\s+pay\s+me|would\s+pay\s+me|they(?:['’]d|['’]ll|\s+will|\s+would)\s+pay\s+me)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\b(?:opening|posting|posted|advertis\w+|vacanc\w+|(?:position|job|role)(?:\s+\w+){0,2}?\s+(?:at|for|pays|paying))\b",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"\b(?:want|need|hope|hoping|goal|aim|like\s+to|expect|expecting|ask(?:ed|ing)?\s+for|could|can|would|should|if|reach|get\s+to)\b",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:make|making|earn|earning|paid|pays?|get|getting|salary|wage|on|at|bring\s+home|take\s+home|currently)\b",
    re.IGNORECASE,
)
_EARNS = re.compile(
    r"\b(?:i|i['’]?m|i\s+am)\s+(?:\w+\s+)?(?:make|making|earn|earning|get|getting|paid|on)\b", re.IGNORECASE
)
_MINE = re.compile(r"\bmy\s+(?:current\s+|present\s+)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;]\s+|\b(?:and|but)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"^\W*(?:how|what|which|where|who|is|are|do|does|can|could|should|would|will)\b", re.IGNORECASE
)
_AM = re.compile(
    r"^\W*(?:hi\W+|hello\W+|so\W+|well\W+)*(?:i['’]?m|i\s+am|i\s+work|i\s+live|currently|based|we\s+live)\b",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:i\s+live|living|i['’]?m\s+(?:in|from|based)|i\s+am\s+(?:in|from|based)|i\s+work|i\s+(?:make|earn|get)|based|here|my\s+(?:state|city|town|country|area)|where\s+i\s+live)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(r"\b(?:mov(?:e|ing)|relocat(?:e|ing)|offer(?:ed)?|there|job\s+in)\b", re.IGNORECASE)
_TARGET = re.compile(
    r"\b(?:want\s+to\s+(?:be|become|work\s+as)|like\s+to\s+(?:be|become|work\s+as)|(?:thinking|think)\s+(?:of|about)\s+(?:becoming|being)"
    r"|how\s+(?:do|can|could|would)\s+i\s+become|become|becoming|apply(?:ing)?\s+(?:for|as)|appl(?:y|ied)\s+(?:for|as)|interview(?:ing)?\s+(?:for|as)"
    r"|switch(?:ing)?\s+to|mov(?:e|ing)\s+(?:in)?to|promoted\s+to|hired\s+as|offered\b.*\bas|offer\b.*\b(?:as|for))\s+(?:an?\s+|the\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:typo|mistyped|wrong|mistake|i\s+mean[t]?|correction|oops|sorry|actually)\b", re.IGNORECASE
)
_EXPERIENCE = re.compile(r"\b(?:experience|exp|been|for|as|doing|worked|working|in\s+the)\b", re.IGNORECASE)


def update_person(person: Person, text: str, marks: Marks) -> Person:
    """Return what is known of the person after one more of their messages."""
    offset = 0
    for sentence in _SENTENCE.split(text):
        start = text.index(sentence, offset)
        offset = start + len(sentence)
        person = _read_sentence(person, sentence, start, marks)
    return _corrected(person, text, marks)


def _corrected(person: Person, text: str, marks: Marks) -> Person:
    """Set right the amount told before that a message corrects ("sorry, it's 17.25"): the nearest to it."""
    held = {name: amount for name in ("offer", "pay") if (amount := getattr(person, name))}
    if len(marks.money) != 1 or not held or not corrects(text):
        return person
    right = amount_of(marks.money[0], marks)
    if right in held.values():
        return person
    name = min(held, key=lambda one: abs((held[one].low or 0.0) - (right.low or 0.0)))
    return replace(person, offer=right) if name == "offer" else replace(person, pay=right)


def corrects(text: str) -> bool:
    """Whether a message says that something told before was wrong."""
    return "?" not in text and bool(_CORRECTS.search(text))


def _read_sentence(person: Person, sentence: str, start: int, marks: Marks) -> Person:
    end = start + len(sentence)
    if speaks_of_another(sentence):
        return person
    statement = not _ASKS.match(sentence)
    person = _job(person, sentence, start, marks)
    person = _target(person, start, end, marks)
    claims = find_claims(marks.text, marks)
    for quantity in marks.money:
        told = start <= quantity.start < end and quantity not in claims
        if told and not is_addition(marks.text, quantity.start, quantity.end):
            person = _money(person, quantity, sentence, start, marks)
    if statement and _SELF.search(sentence):
        person = _years(person, sentence, start, end, marks)
    place = _home(sentence, start, end, marks) if _SELF.search(sentence) else None
    return replace(person, place=place) if place else person


def speaks_of_another(text: str) -> bool:
    """Whether a sentence is about someone the person knows and not about themselves ("my sister earns")."""
    return bool(_OF_ANOTHER.search(text)) and not speaks_of_self(text)


def speaks_of_self(text: str) -> bool:
    """Whether a sentence says "I"."""
    return bool(_I.search(text))


def asks_for_another(text: str) -> bool:
    """Whether a message asks how to stand by someone else ("how do I help her?")."""
    return bool(_FOR_ANOTHER.search(text))


def _job(person: Person, sentence: str, start: int, marks: Marks) -> Person:
    for title in find_own_jobs(sentence):
        roles = [
            m
            for m in marks.roles
            if m.start < start + title.end and start + title.start < m.end and m.decided
        ]
        return replace(person, job=title.text, role=roles[0].roles[0] if roles else None)
    return person


def _target(person: Person, start: int, end: int, marks: Marks) -> Person:
    for mention in marks.asked_roles():
        if (
            start <= mention.start < end
            and mention.decided
            and _TARGET.search(marks.text[start : mention.start])
        ):
            return replace(person, target_role=mention.roles[0])
    return person


def _money(person: Person, quantity: Quantity, sentence: str, start: int, marks: Marks) -> Person:
    """Tell a present wage from an offer, and both from a wish or a question."""
    before = sentence[: quantity.start - start]
    clause = _CLAUSE.split(before)[-1]
    amount = amount_of(quantity, marks)
    if _MINE.search(before):
        return replace(person, pay=amount)
    own = bool(_SELF.search(before)) and not _GOAL.search(clause) and not _ASKS.match(clause)
    stated = own and bool(_EARNS.search(clause) or OWN_AT.search(before))
    opening = not _EARNS.search(clause) and _OPENING.search(clause)
    if opening or _OFFER.search(clause) or (not stated and _OFFER.search(sentence)):
        return replace(person, offer=amount)
    bare = bool(_AM.match(before)) or before.rstrip().endswith(("on", "at", ","))
    return replace(person, pay=amount) if own and (_PAID.search(clause) or bare) else person


def _years(person: Person, sentence: str, start: int, end: int, marks: Marks) -> Person:
    for figure in marks.figures:
        if start <= figure.start < end and figure.noun in {"year", "years", "month", "months"} and figure.low:
            around = sentence[max(0, figure.start - start - 30) :]
            if _EXPERIENCE.search(around) and not re.search(
                r"\b(?:old|ago)\b", sentence[figure.end - start :][:12]
            ):
                years = figure.low / 12 if figure.noun.startswith("month") else figure.low
                return replace(person, experience_years=round(years, 2))
    return person


def says_where(marks: Marks) -> bool:
    """Whether a message says where somebody is."""
    return update_person(Person(), marks.text, marks).place is not None


def _home(sentence: str, start: int, end: int, marks: Marks) -> Place | None:
    for mention in marks.places:
        if start <= mention.start < end:
            before = sentence[: mention.start - start]
            if (
                (_LIVES.search(before) or _AM.match(before))
                and not _MOVES.search(before)
                and not _ASKS.match(sentence)
            ):
                return mention.place
    return None


_CLAIM_LEAD = re.compile(
    r"\b(?:since|because|given\s+that|heard|read|thought|told(?:\s+(?:me|us))?|say|says|said|true|know|assum\w+|believe|think|saw|isn['’]?t\s+it)\b",
    re.IGNORECASE,
)
_CLAIM_VERB = re.compile(
    r"\b(?:makes?|made|making|earns?|earned|earning|pays?|paid|paying|gets?|got|starts?|averaged?|averages|is|are)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:i|i['’]m|im|me|my|we|us|our)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:which|what|where|who|how|any|anything|jobs?|roles?|positions?|this\s+amount|if)\b", re.IGNORECASE
)


def find_claims(text: str, marks: Marks) -> tuple[Quantity, ...]:
    """Return the amounts that a message presupposes others are paid ("since managers make $200k")."""
    claims = []
    for quantity in marks.money:
        before = re.split(r"[.!?;]\s", text[: quantity.start])[-1]
        ends = [role.end for role in marks.asked_roles()] + [title.end for title in marks.titles]
        if ends and _claimed(before, min(ends) <= quantity.start):
            claims.append(quantity)
    return tuple(claims)


def claims_meant(marks: Marks, *, of_pay: bool) -> tuple[Quantity, ...]:
    """Return the figures claimed of a job; of those in a tale, what is told beside a job's name."""
    claims, parts = find_claims(marks.text, marks), split(marks.text)
    if not claims or len(parts) < A_TALE:
        return claims
    beside = [one for one in parts if any(one.start <= role.start < one.end for role in marks.roles)]
    held = (one for one in claims if any(part.start <= one.start < part.end for part in beside))
    return tuple(held) if of_pay else ()


def _claimed(before: str, of_a_job: bool) -> bool:
    """Whether an amount after these words is said to be paid: "is $18 good for a clerk?" says nothing."""
    asked = len(before.split()) == 1 and _ASKS.match(before)  # "is 18.40 normal?"
    if asked or not _CLAIM_VERB.search(before) or _OFFER.search(before):
        return False
    lead = _CLAIM_LEAD.search(before)
    rest = before[lead.end() :] if lead else before
    if _FIRST.search(rest):
        return False
    return bool(lead) or (of_a_job and not _OPEN.search(rest))


def amounts_of(marks: Marks, without: Sequence[Quantity]) -> tuple[Amount, ...]:
    """Return the amounts of a message that are no claims, as typed; one said again once."""
    said = {(one.low, one.high) for one in marks.money if not one.assumed}
    own = (one for one in marks.money if one not in without)
    return tuple(amount_of(one, marks) for one in own if not one.assumed or (one.low, one.high) not in said)
