"""Numbers without a sign of money that are pay all the same: "they offered 18", "40k", "I'm at 45"."""

import re
from dataclasses import replace

from bot.catalogue.words import is_transparent
from bot.dialogue.additions import is_addition
from bot.quantities import HOURLY_BELOW, Quantity
from bot.schema import Period

_COUNTED = re.compile(r"(?:s|people|staff|men|women|children|min|sec|km|mi|[ap]m|percent)$", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:say|says|said|offer(?:s|ed)?|counter(?:s|ed)?|c[ao]me(?:s)?(?:\s+back)?|g[eo]t?|goes|went|settle[sd]?|asked?"
    r"|budget|limit|max(?:imum)?|cap|pay(?:s|ing)?|is|at)\s+(?:(?:is|was|with|up|only|to|just|like|at|for|about|around)\s+)*$",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:i['’]?m|i\s+am|(?:she|he)(?:['’]?s|\s+is)|aged?|turn(?:ed|ing|s)?)\s+$", re.IGNORECASE
)
_RANKED = re.compile(
    r"\b(?:top|bottom|first|last|next|number|level|grade|step|band|tier|room|age)\s+$", re.IGNORECASE
)
_MOST_HOURLY, _MOST_THOUSANDS = 35.0, 200.0
_PAID = re.compile(
    r"\b(?:offer(?:ed|ing|s)?|pay(?:s|ing)?|paid|mak(?:e|es|ing)|earn(?:s|ed|ing)?)"
    r"(?:\s+(?:me|you|us|about|around|only|just|like))*\s+$",
    re.IGNORECASE,
)
_GETS = re.compile(rf"(?:{_PAID.pattern}|\bgets?\s+$)", re.IGNORECASE)
_TENTHS = re.compile(r"\.\d\b")
_OF_A_WAGE = re.compile(
    r"\b(?:offer\w*|pay\w*|paid|mak(?:e|es|ing)|earn\w*|i\s+get|wages?|salar(?:y|ies)|raise|hours?|hrs?|hourly"
    r"|rate)\b",
    re.IGNORECASE,
)
_AT = re.compile(r"\bat\s+(?:about\s+|only\s+)?$", re.IGNORECASE)
_HOURLY = re.compile(
    r"\b(?:hourly|per hour|an hour)(?:\s+(?:rate|pay|wage))?(?:\s+(?:of|at|is))?\s+$", re.IGNORECASE
)
_TIME = re.compile(r"\b(?:a\s+year|yearly|annual\w*|hours|hrs|a\s+week|a\s+month)\b", re.IGNORECASE)
_HELD_AGAINST = re.compile(
    r"\b(?:my|than|vs\.?|versus|against|from|over|beats?|get|make|earn|or)\s+(?:my\s+)?$", re.IGNORECASE
)
OWN_AT = re.compile(
    r"\b(?:i['’]?m|i\s+am|currently|right\s+now)\s+(?:at|on|making|earning|getting)\s+(?:about\s+|only\s+)?$",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"\b(?:(?:me|i|us|we)\s+(?:(?:must|should|have|had|need|got)\s+)?(?:to\s+)?pay(?:\s+(?:them|about|another|up))*"
    r"|(?:costs?|costing|fees?|deposits?|spen[dt]|charg(?:es?|ed|ing)|priced?)(?:\s+(?:me|us|you|of|at|is|about))*)\s+$",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:is|would|does)\s+$", re.IGNORECASE)
_BETTER = re.compile(
    r"[^.?!]{0,40}\b(?:better|more|worse|less|higher|lower|worth|beat|enough)\b", re.IGNORECASE
)
_THOUSAND = 1000
_IN_ALL = frozenset({"total", "flat", "even", "straight", "plus", "base"})
_EXTRAS, _RATES = (0.1, 6.99), (7.0, 200.0)
_SALARIES = (12_000.0, 500_000.0)


def is_spent(text: str, quantity: Quantity) -> bool:
    """Whether an amount is what something costs ("they want me to pay $80 for the kit"), and not pay."""
    return quantity.period is None and _SPENT.search(text[: quantity.start]) is not None


def in_kilos(quantity: Quantity, currency: str | None) -> Quantity:
    """Read "40k" as money when the word after it is no thing to count ("40k what can I get", "38k bank")."""
    plain = quantity.unit == "count" and quantity.text[-1:] in {"k", "K"} and bool(currency)
    noun = (quantity.noun or "what").split()[0]
    if not plain or not (_is_bare(quantity) or not _COUNTED.search(noun)):
        return quantity
    return replace(quantity, unit=str(currency), noun=None, assumed=True)


def bare_pay(text: str, quantity: Quantity, currency: str | None) -> Quantity:
    """Read "they offered 18" as money, of the size of pay beside a word of being paid, and any "17.25"."""
    before = text[: quantity.start]
    by_the_hour = quantity.unit == "count" and _of_size(quantity, _RATES) and _HOURLY.search(before)
    if by_the_hour and currency:
        return replace(quantity, unit=currency, noun=None, period="hour", assumed=True)
    if currency and _is_hourly_rate(text, quantity):
        return replace(quantity, unit=currency, noun=None, period="hour", assumed=True)
    if not _is_bare(quantity) or not currency:
        return quantity
    if _of_size(quantity, _EXTRAS) and quantity.has_cents:
        paid = is_addition(text, quantity.start, quantity.end)
    elif _of_size(quantity, _RATES):
        cents = quantity.has_cents or (_TENTHS.search(quantity.text) and _OF_A_WAGE.search(text))
        paid = bool(cents or _PAID.search(before) or (_AT.search(before) and _TIME.search(text)))
    else:
        paid = _of_size(quantity, _SALARIES) and bool(_OF_A_WAGE.search(text))
    return replace(quantity, unit=str(currency), noun=None, assumed=True) if paid else quantity


def _is_hourly_rate(text: str, quantity: Quantity) -> bool:
    """Whether hours with cents are a rate ("i get 17.20 hr")."""
    paid = quantity.unit == "hours" and quantity.has_cents and _of_size(quantity, _RATES)
    return bool(paid and _GETS.search(text[: quantity.start]))


def _is_bare(quantity: Quantity) -> bool:
    """Whether a number counts nothing: no word is behind it, or one that is no thing ("39,500 what ...")."""
    behind = (quantity.noun or "what").split()[0]
    return quantity.unit == "count" and (is_transparent(behind) or behind.casefold() in _IN_ALL)


def _of_size(quantity: Quantity, ends: tuple[float, float]) -> bool:
    return quantity.low is not None and ends[0] <= quantity.low <= (quantity.high or 0) <= ends[1]


def in_thousands(figure: Quantity) -> Quantity:
    """Read a bare "42" beside a year's pay as so many thousands."""
    small = figure.low is not None and figure.low < HOURLY_BELOW and _is_bare(figure)
    high = figure.high * _THOUSAND if figure.high is not None else None
    return replace(figure, low=(figure.low or 0) * _THOUSAND, high=high) if small else figure


def wage_named(text: str, figure: Quantity, currency: str) -> Quantity | None:
    """Read a bare number in a talk about pay as a wage ("what if they say 24", "the budget is 50").

    By its size it is one by the hour, or so many thousands a year. None where it is said of something else.
    """
    before = text[: figure.start]
    value = figure.low if figure.low is not None else figure.high
    if not _is_bare(figure) or not _NAMED.search(before) or _RANKED.search(before) or value is None:
        return None
    if not _RATES[0] <= value <= _MOST_THOUSANDS:
        return None
    hourly = value <= _MOST_HOURLY
    value = value if hourly else value * _THOUSAND
    period: Period = "hour" if hourly else "year"
    return replace(figure, unit=currency, low=value, high=value, noun=None, period=period, assumed=True)


def may_be_money(figure: Quantity, text: str, *, beside: bool) -> bool:
    """Whether a bare number counts no things; one `beside` an amount is held against it ("than my 18")."""
    if figure.noun and _COUNTED.search(figure.noun.split()[0]):
        return False
    before, after = text[: figure.start], text[figure.end :]
    if _RANKED.search(before) or _AGED.search(before):
        return False
    compared = _IS.search(before) and _BETTER.match(after)
    return not beside or bool(compared or _HELD_AGAINST.search(before) or OWN_AT.search(before))
