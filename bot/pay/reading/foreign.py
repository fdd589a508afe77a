"""Whether a sentence is about the pay of others than the job spoken of: "Women earn", "Assessors charge"."""

import re

from bot.pay.reading.cues import PAY_WORD, kind_of
from bot.pay.reading.naming import is_generic, is_level, is_title, role_key, strip_level
from bot.pay.reading.subjects import GROUP, INVERTED, OPENERS, SHARE, SUBJECT
from bot.pay.reading.words import AROUND, GENERIC, NO_PERSON

_PAY_OF_ONE = re.compile(
    r"(?i)(?:salar(?:y|ies)|pay|earnings|gehalt|lohn|verdienst|salaire|rémunération|sueldo|salario)"
    r" (?:(?:of|for|d[’']|de|von|para) ?(?:an?|un|une|einem|einer)|einer|eines) "
    r"(?P<phrase>[^\W\d_][\w'’/&-]*(?: [^\W\d_(][\w'’/&-]*){0,2})"
)
# Those of whom a sentence tells first how they work: "Assessors of the chamber work freelance and charge...".
_WORKING = re.compile(
    r"(?P<phrase>(?!(?:Viele|Einige|Manche|Alle|Andere|Others|These|Those)(?![^\W_]))[A-ZÄÖÜ][\w-]{4,})"
    r"(?: (?:der|des|in|im|bei|mit|of|at|with|de|du|des) [\w -]{2,50}?)?"
    r" (?:arbeiten|work|travaillent|trabajan) "
    r"[^.;:,\d]{0,50}?(?:und|and|et|y) (?:verdienen|berechnen|verlangen|erhalten|bekommen|charge|earn|make"
    r"|get|gagnent|demandent|ganan|cobran)(?![^\W_])"
)
# Whose learners a sentence tells of: "Lehrlinge zum Töpfer", "Azubis zur Köchin".
_LEARNERS = re.compile(
    r"(?<![^\W_])(?:Lehrlinge|Azubis|Auszubildende) zu[mr] (?P<phrase>[A-ZÄÖÜ][^\W\d_]{3,})"
)
_POINTING = re.compile(
    r"(?i)(?:these|those|this|that|such|new|skilled|qualified|good|other|full[- ]time|permanent) "
)
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "el", "der", "das", "our", "their"})
_MODALS = frozenset({"must", "shall", "has to", "have to", "should", "muss", "müssen", "doit", "debe"})


def foreign_subject(text: str, role: str = "") -> bool:
    """Whether a sentence's subject is paid and is no job title: "Women earn", "A flat makes".

    A subject with the last word of the `role` spoken of is that role: "Short-haul crew" of cabin crew.
    """
    if (worker := _WORKING.match(text)) and _is_someone_else(worker["phrase"], role):
        return True
    trained = _LEARNERS.search(text)
    if trained and not role_key(trained["phrase"]).startswith(role_key(role) or " "):
        return True
    behind = INVERTED.search(text)
    if behind and (is_title(behind["phrase"]) or is_generic(behind["phrase"])):
        return False
    match = SUBJECT.search(text)
    if match is None:
        named = _PAY_OF_ONE.search(text)
        return named is not None and not _is_anyone(named["phrase"])
    whole = match["phrase"].strip()
    phrase = strip_level(whole)[0]
    said = PAY_WORD.search(phrase) or kind_of(phrase)
    if is_level(phrase) or is_level(whole) or said or SHARE.search(whole):
        return False
    if phrase.casefold().split(" ")[0] in AROUND | OPENERS or phrase.casefold() in _ARTICLES | _MODALS:
        return False
    if role and role_key(phrase).split(" ")[-1] == role_key(role).split(" ")[-1]:
        return False
    modified = " " in phrase and not _POINTING.match(phrase)
    return modified or not is_generic(phrase) or GROUP.search(phrase) is not None


def _is_someone_else(phrase: str, role: str) -> bool:
    """Whether the word that opens a sentence is of people of their own, and not of the `role` spoken of."""
    return not (is_generic(phrase) or is_level(phrase) or (role and role_key(phrase) == role_key(role)))


def _is_anyone(phrase: str) -> bool:
    """Whether a noun phrase is no job of its own: "new hire", "full year", "40-hour week"."""
    return bool({word.casefold().partition("'")[0] for word in phrase.split()} & (GENERIC | NO_PERSON))
