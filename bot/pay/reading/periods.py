"""The period of an amount that names none: from what the text around it says, never from its size alone."""

import re

from bot.pay.reading.cues import SALARY_WORD
from bot.pay.reading.drafts import plausible
from bot.pay.reading.scope import Scope
from bot.quantities import YEARLY_FROM, Quantity, currencies_named, find_money, find_periods
from bot.schema import Period

_SAID = re.compile(
    r"(?i)(?<![^\W_])(?:(?:all|the|these|our)? ?(?:figures|amounts|salaries|rates|wages|pay figures"
    r"|numbers)(?: [^.]{0,30}?)? (?:are|is)(?: given)?"
    r"|they are (?:[a-z]+ ){0,3}(?:figures|amounts|salaries|rates|wages)"
    r"|(?:alle )?(?:angaben|beträge|gehälter)(?: [^.]{0,30}?)?(?: sind| in| pro|:)|(?:les "
    r"|tous les )?(?:montants|salaires|chiffres)"
    r"(?: [^.]{0,30}?)? (?:sont|en)|(?:las |los )?(?:cifras|sueldos"
    r"|salarios)(?: [^.]{0,30}?)? son) [^.]{0,40}$"
)
# "All figures below come from the survey of members and are gross annual base pay for full-time staff."
_SAID_HERE = re.compile(
    r"(?i)(?:all|every|each|the) (?:[a-z]+ )?(?:figures?|amounts?|salaries|rates?|wages)"
    r" (?:below|here|above|in this [a-z]+|on this page|shown|given|quoted) [^.]{0,90}?(?:are|is) [^.]{0,80}"
)
# "Every dollar figure here is from the survey of 2023 and is in U.S. dollars before taxes."
_ALL_IN = re.compile(
    r"(?i)(?:all|every|each|the|these) (?:[a-z]+ )?(?:figures?|amounts?|salaries|rates?|wages|pay) .{0,160}?"
    r"(?<![^\W_])in (?P<currency>[^,;:]{3,40})"
)
# "Hourly wages, 2023 survey.", "Salaires annuels bruts.": a note below a table, with no verb.
_FRAGMENT = re.compile(
    r"(?i)(?:(?:all|gross|average|base|typical|full-time) ){0,2}(?:hourly|weekly|monthly|annual|yearly)"
    r" (?:wages|salaries|figures|amounts|rates)(?:[ ,][^.!?]{0,40})?[.]?"
    r"|(?:salaires|montants|rémunérations|sueldos|salarios) (?:[^\W\d_]+ )?"
    r"(?:annuels|mensuels|horaires|anuales|mensuales)(?: [^.!?]{0,30})?[.]?"
)
_VALUES = re.compile(
    r"(?i)(?:brutto)?(?P<unit>monats|jahres|stunden)(?:werte|beträge|gehälter|löhne|verdienste|entgelte)(?![^\W_])"
)
_BY_PREFIX: dict[str, Period] = {"monats": "month", "jahres": "year", "stunden": "hour"}
# Hardly a job pays this in a month, and no text leaves out that it does: an amount above it is a year's.
_ONLY_YEARLY = 20_000.0
# What the figures hold for, behind what they are: "monthly salaries for 38 hours a week, 13 of them a year".
_ON_TOP = re.compile(r", | (?:bei|for|at|based on|pour|por|para|op basis van) (?=\d)")
_CURRENCIES = frozenset({"USD", "GBP", "EUR", "CAD", "AUD", "NZD", "CHF", "SGD"})
# Where training is told by its years, it is paid by the month.
_IN_TRAINING = re.compile(
    r"(?i)(?<![^\W_])(?:ausbildungs|lehr)(?:jahr|vergütung|lohn)|lehrlings(?:einkommen|entsch)"
)
_TRAINED_IN = frozenset({"EUR", "CHF"})
_SIZE = 2.5
_LONGEST = 200
# "Wer nach Stunden bezahlt wird", "those who are paid by the day".
_PAID_BY: tuple[tuple[Period, re.Pattern[str]], ...] = (
    (
        "hour",
        re.compile(
            r"(?i)paid by the hour|nach stunden (?:bezahlt|entlohnt)|payée?s? à l['’]heure|pagan? por horas"
        ),
    ),
    (
        "day",
        re.compile(
            r"(?i)paid by the day|nach tagen (?:bezahlt|entlohnt)|payée?s? à la journée|pagan? por días"
        ),
    ),
    ("week", re.compile(r"(?i)paid by the week|nach wochen (?:bezahlt|entlohnt)|payée?s? à la semaine")),
)


def period_of(quantity: Quantity, text: str, scope: Scope) -> Period | None:
    """Return the period of an amount: the scope's, a yearly salary, the only possible one, or the document's.

    In English "salary" is a yearly figure unless said otherwise; it is not so for "Gehalt" or "salaire".
    """
    counted = scope.unit > 1 or not quantity.values  # in thousands: their size tells nothing yet
    if scope.period and (counted or plausible(quantity.unit, quantity.values, scope.period)):
        return scope.period
    paid_by = _paid_by(text)
    if paid_by and plausible(quantity.unit, quantity.values, paid_by):
        return paid_by
    large = bool(quantity.values) and quantity.values[0] >= YEARLY_FROM
    if large and quantity.unit in _CURRENCIES and SALARY_WORD.search(f"{scope.section} {scope.words} {text}"):
        return "year"
    if quantity.unit in _CURRENCIES and quantity.values and quantity.values[-1] >= _ONLY_YEARLY:
        return "year"
    if quantity.unit in _TRAINED_IN and _IN_TRAINING.search(f"{scope.section} {text}"):
        return "month" if plausible(quantity.unit, quantity.values, "month") else None
    period = scope.convention or _usual_period(quantity, scope)
    return period if period and plausible(quantity.unit, quantity.values, period) else None


def _paid_by(text: str) -> Period | None:
    """Return the period that a sentence says its subject is paid by."""
    return next((period for period, pattern in _PAID_BY if pattern.search(text)), None)


def said_period(text: str) -> Period | None:
    """Return the period that a sentence gives for all figures: "All figures are annual."."""
    if len(text) > _LONGEST:
        return None
    text = _ON_TOP.split(text)[0]
    named = _VALUES.match(text)
    said = _SAID.search(text.rstrip(" .")) or _SAID_HERE.fullmatch(text.strip(" ."))
    if not (named or said or _FRAGMENT.fullmatch(text.strip())):
        return None
    if find_money(text):
        return None
    if named:
        return _BY_PREFIX[named["unit"].casefold()]
    periods = {mention.period for mention in find_periods(text)}
    return next(iter(periods)) if len(periods) == 1 else None


def said_currency(text: str) -> str | None:
    """Return the currency that a sentence gives for all figures: "All rates are in Canadian dollars."."""
    said = _ALL_IN.fullmatch(text)
    text = said["currency"] if said else _ON_TOP.split(text)[0]
    if len(text) > _LONGEST or not (said or _SAID.search(text.rstrip(" "))) or find_money(text):
        return None
    named = currencies_named(text)
    return named[0] if len(named) == 1 else None


def stated_periods(text: str) -> tuple[tuple[str, float, float, Period], ...]:
    """Return of about which sizes the amounts are that say their period: currency, from, to, period."""
    stated = {
        (money.unit, money.period, value)
        for money in find_money(text)
        if money.period
        for value in money.values
    }
    sizes: list[tuple[str, float, float, Period]] = []
    for unit, period, value in sorted(stated):
        if sizes and (sizes[-1][0], sizes[-1][3]) == (unit, period) and value / _SIZE <= sizes[-1][2]:
            sizes[-1] = (unit, sizes[-1][1], value * _SIZE, period)
        else:
            sizes.append((unit, value / _SIZE, value * _SIZE, period))
    return tuple(sizes)


def _usual_period(quantity: Quantity, scope: Scope) -> Period | None:
    """Return the period of the document's amounts of about this size, when all that say one agree."""
    periods = {
        period
        for unit, low, high, period in scope.stated
        if unit == quantity.unit and any(low <= own <= high for own in quantity.values)
    }
    return next(iter(periods)) if len(periods) == 1 else None
