"""Words for the time an amount is paid for, in seven languages of Europe."""

import re
from dataclasses import dataclass

from bot.schema import Period

HOURLY_BELOW, YEARLY_FROM = 300, 8000
"""Below and from which size an amount whose period is left out is an hour's pay, or a year's."""

_UNITS: dict[Period, str] = {
    "hour": r"hours?|hrs?\.?|h|stunden?|std\.?|heures?|horas?|uur|uren|or[ae]",
    "day": r"days?|tag(?:e|en)?|jours?|d[ií]as?|shifts?|dag(?:en)?|giorn[oi]",
    "week": r"weeks?|wks?\.?|w|wochen?|semaines?|semanas?|weken|settiman[ae]",
    "month": r"months?|mths?\.?|mo\.?|monat(?:e|en|s)?|mon\.?|mois|m[eê]s(?:es)?|maand(?:en)?|mes[ei]|m",
    "year": r"years?|yrs?\.?|y|annum|jahr(?:e|en|es)?|ann[ée]es?|ans?|años?|jaar|anos?|ann[oi]|a",
}
# "m", "w", "y" and "a" stand for a period only after a slash or in "p.a."; anywhere else they are words.
_LONG_UNITS: dict[Period, str] = {
    period: "|".join(word for word in words.split("|") if len(word) > 1) for period, words in _UNITS.items()
}
_ADVERBS: dict[Period, str] = {
    "hour": r"hourly|p/h|p\.h\.|ph|stündlich|stundenlohn|horaires?|par heure",
    "day": r"daily|per diem|p/d|täglich|tagessatz|journali(?:er|ère)s?|diari[oa]s?",
    "week": r"weekly|p/w|pw|p\.w\.|wöchentlich|hebdomadaires?|semanal(?:es)?",
    "month": r"monthly|pcm|p/m|p\.m\.|pm|monatlich|mensuel(?:le)?s?|mensual(?:es)?|mensa(?:l|is)"
    r"|mensil[ei]|maandelijks",
    "year": r"yearly|annually|annual|annualized|annualised|p/a|p\.\s?a\.?|pa|jährlich|annuel(?:le)?s?"
    r"|annuellement"
    r"|anual(?:es|mente)?|anuais|ann(?:u[oai]|uale|uali)|jaarlijks",
}
_LEAD = (
    r"(?:per|a|an|each|every|the|par|pro|por|al|cada|je|im|in der|die|der|de l'|à l'|l'|la|a la|chaque"
    r"|all['’]|l['’]|alla|ao|elke)"
)
# "a year ago" is a date, not a period; "an hour-long" and "a year-round" are adjectives.
_NOT_PERIOD = (
    r"(?![^\W_])(?!-)(?!\s+(?:ago|earlier|later|before(?! [^\W\d_]+ (?:at|of|and)| tax| deductions)"
    r"|from now|old|auparavant|antes))"
)


def _unit(period: Period) -> str:
    return (
        rf"(?:/\s?|\\)(?:{_UNITS[period]})(?![^\W_])"
        rf"|{_LEAD}[ \t]{{0,2}}(?:{_LONG_UNITS[period]}){_NOT_PERIOD}"
        rf"|for {_LEAD} (?:full|whole) (?:{_LONG_UNITS[period]}){_NOT_PERIOD}"
        rf"|(?:{_ADVERBS[period]})(?![^\W_])"
    )


_ORDER: tuple[Period, ...] = ("hour", "day", "week", "month", "year")
_FILLER = (
    r"(?:[ \t,(]{1,3}(?:gross|net|base|basic|before tax|after tax|brutto|netto|bruts?|nets?|brutos?"
    r"|netos?|lord[oaie]|bruto|salary|pay"
    r"|wage|wages|plus benefits|paid|earned|lohn|gehalt|or more|or less|or above|and up|oder mehr|et plus))"
)
AFTER = re.compile(
    rf"(?i){_FILLER}{{0,2}}(?:[ \t,(]|\[){{0,3}}(?:"
    + "|".join(rf"(?P<{period}>{_unit(period)})" for period in _ORDER)
    + r")\)?"
)
_BARE = re.compile(r"(?i)[ \t](?:(?P<hour>hrs?|hour|std)|(?P<year>yrs?|year))(?![^\W_])(?!['-])")
_ADJECTIVES: dict[Period, str] = {
    "hour": r"hourly|per hour|horaires?|stundenlöhn\w{0,3}|stundenlohn|stundensatz|stündlich\w{0,3}",
    "day": r"daily|per day|day rates?|tagessatz|journali(?:er|ère)s?|diari[oa]s?",
    "week": r"weekly|per week|wochenlohn|wöchentlich\w{0,3}|hebdomadaires?|semanal(?:es)?",
    "month": r"monthly|per month|(?:brutto)?monats(?:[lgv]|ent|ein)\w{1,12}|monatlich\w{0,3}|mensuel(?:le)?s?"
    r"|mensual(?:es)?|mensa(?:l|is)|mensil[ei]|maand(?:elijks|salaris|loon)",
    "year": r"annual|annually|annuali[sz]ed|yearly|per year|per annum"
    r"|(?:brutto)?jahres(?:[lgv]|ent|ein)\w{1,12}"
    r"|jährlich\w{0,3}"
    r"|annuel(?:le)?s?|anual(?:es)?|anuais|ann(?:u[oai]|uale|uali)|jaar(?:lijks|salaris|loon)",
}
_DESCRIBING: dict[Period, str] = {
    period: rf"{_ADJECTIVES[period]}|{_LEAD} (?:{_LONG_UNITS[period]})" for period in _UNITS
}
_MENTION = re.compile(
    r"(?i)(?<![^\W_])(?:"
    + "|".join(
        rf"(?P<{period}>(?:{_DESCRIBING[period]}){_NOT_PERIOD}|(?:{_ADVERBS[period]}){_NOT_PERIOD})"
        for period in _ORDER
    )
    # not the mark that a job is for all: "(m/w/d)"
    + r")|(?P<slash>(?<!\([a-z])(?<!/[a-z])(?<!\([a-z] )/\s?(?:"
    + "|".join(f"(?:{_UNITS[period]})" for period in _ORDER)
    + r")(?![^\W_]))"
)


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period word and where it stands."""

    period: Period
    start: int
    end: int


def _named(match: re.Match[str]) -> Period | None:
    return next((period for period in _ORDER if match.groupdict().get(period)), None)


def period_after(text: str, position: int) -> tuple[Period | None, int]:
    """Return the period written right after an amount that ends at `position`, and where it ends."""
    match = AFTER.match(text, position) or _BARE.match(text, position)
    if match is None:
        return None, position
    end = match.end()
    opened = "(" in match.group() or "[" in match.group()
    if match.group().endswith(")") and not opened:
        end -= 1
    return _named(match), end


_BEFORE = re.compile(
    r"(?i)(?<![^\W_])(?:"
    + "|".join(rf"(?P<{period}>(?:{_ADJECTIVES[period]})(?![^\W_]))" for period in _ORDER)
    + r")"
)
_BREAK = re.compile(r"[;|\n]|[.!?] (?=[A-ZÄÖÜÉÀ])")


def period_before(window: str) -> Period | None:
    """Return the nearest period word that describes the amount right after the window."""
    clause = _BREAK.split(window)[-1]
    matches = list(_BEFORE.finditer(clause))
    return _named(matches[-1]) if matches else None


def find_periods(text: str) -> tuple[PeriodMention, ...]:
    """Find period words anywhere: "annual wage", "hourly?", "per month", "Jahresgehalt"."""
    found = []
    for match in _MENTION.finditer(text):
        period = _named(match) or period_after(text, match.start())[0]
        if period is not None:
            found.append(PeriodMention(period, match.start(), match.end()))
    return tuple(found)
