"""Private numbers and contact details: found so that a person can be warned, and never repeated."""

import re
from collections.abc import Sequence
from typing import Literal

PrivateKind = Literal["card", "iban", "ssn"]

_CARD = re.compile(r"(?<![\w.])(?:\d[ -]?){12,18}\d(?![\w.])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w.,$£€-])(?:\+\d{1,3}[ .-]?(?:\(?\d{1,5}\)?[ .-]?){2,5}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}"
    r"|\(?0\d{2,4}\)?[ /.-]\d{3,4}[ .-]?\d{3,5})(?![\w-])"
)
# A mailbox that is named for what it is for, and not after someone. A word with any ending takes all of it at
# once: one that could end anywhere would be tried in ever more ways, the longer a name is.
_OFFICE = re.compile(
    r"(?:info|office|jobs?|careers?|karriere|ausbildung|personal|hr|people|rh|rrhh|emplois?|empleo|trabajo"
    r"|seleccion|kontakt|join|hello|hallo|team|admissions?|support|help|service|post|mail|training"
    r"|(?>(?:bewerb|talent|recrui|recrut|contac|members?)\w*|(?:appl|enquir|inquir)\w+)|[\d._+-])+@",
    re.IGNORECASE,
)
_SSN = re.compile(r"(?<![\w-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])")


def find_private(text: str) -> tuple[tuple[int, int, PrivateKind], ...]:
    """Return the spans of payment cards, bank accounts and US social security numbers in a text."""
    found: list[tuple[int, int, PrivateKind]] = []
    found += [(m.start(), m.end(), "iban") for m in _IBAN.finditer(text) if _iban_holds(m.group())]
    found += [(m.start(), m.end(), "card") for m in _CARD.finditer(text) if _luhn_holds(m.group())]
    found += [(m.start(), m.end(), "ssn") for m in _SSN.finditer(text)]
    return tuple(sorted(found))


def find_contacts(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of e-mail addresses and telephone numbers of people.

    Short helplines are none, nor is what stands beside the address of an office ("jobs@").
    """
    if any(_OFFICE.match(match.group()) for match in _EMAIL.finditer(text)):
        return ()
    found = [match.span() for pattern in (_EMAIL, _PHONE) for match in pattern.finditer(text)]
    return tuple(sorted(found))


def redact(text: str) -> str:
    """Return the text with private numbers taken out, safe to keep or to pass on."""
    return _without(text, [(start, end) for start, end, _ in find_private(text)])


def redact_all(text: str) -> str:
    """Return the text with private numbers and contact details taken out."""
    return _without(redact(text), find_contacts(redact(text)))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}[removed]{text[end:]}"
    return text


def _luhn_holds(text: str) -> bool:
    digits = [int(character) for character in text if character.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [digit * 2 if place % 2 else digit for place, digit in enumerate(reversed(digits))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0


def _iban_holds(text: str) -> bool:
    compact = text.replace(" ", "").upper()
    if not 15 <= len(compact) <= 34:
        return False
    number = "".join(str(int(character, 36)) for character in compact[4:] + compact[:4])
    return int(number) % 97 == 1
