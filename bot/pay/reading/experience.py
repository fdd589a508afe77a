"""Levels that are lengths of experience: "After five years", "0-2" in a column of years, "nach 5 Jahren"."""

import re

from text_to_num import text2num

_NUMBER = (
    r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty(?:[- ]five)?"
    r"|thirty|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwanzig|deux|trois|quatre|cinq|sept"
    r"|huit|neuf|dix"
    r"|quinze|vingt|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|quince|veinte)"
)
_UNIT = r"(?:years?|yrs?|jahren?|ans|années?|años|anni|anos|jaar)"
_AMOUNT = (
    r"(?P<bound>(?:less than|under|fewer than|up to|more than|over|at least|about|around|some) )?"
    rf"(?P<first>{_NUMBER})(?:(?: ?[-–—] ?| to | or | bis | à | a )(?P<last>{_NUMBER}))?"
    r"(?P<open>\+| (?:and|or) more| et plus| und mehr| o más)?"
)
_PREPOSITION = (
    r"(?:after|with|from|nach|mit|ab|après|avec|dès|tras|después de|desde|con|dopo|após|com|vanaf|na)"
)
_AFTER = re.compile(rf"(?i)(?<![^\W_]){_PREPOSITION} {_AMOUNT}[- ]{_UNIT}(?![^\W_])")
_GROWN = re.compile(
    r"(?i)(?<![^\W_])(?:with|mit|avec|con) (?:(?:more|some|further|growing|greater|zunehmender|mehr"
    r"|plus d[’']|de l[’']|l[’']|más) ?)?(?:experience|(?:berufs)?erfahrung|expérience|experiencia)"
    r"(?! (?:in|of|as|with|als|in|en|dans|de|como)(?![^\W_]))(?![^\W_])"
)
_FROM = re.compile(r"(?i)(?:ab|dès|desde|vanaf|à partir de) ")
_EARLY = re.compile(
    rf"(?i)(?<![^\W_])(?:in|during|for) (?:the|their|your|his|her) first(?: (?P<count>{_NUMBER}))? years?"
    r"(?![^\W_])"
)
_CELL = re.compile(rf"(?i)(?:{_PREPOSITION} )?{_AMOUNT}(?:[- ]?{_UNIT})?(?:['’]? (?:of )?[^\W\d_ ]+){{0,3}}")
_SHORTER = re.compile(
    r"(?i)(?<![^\W_])(?:hours?|days?|weeks?|months?|stunden|tagen?|wochen|monaten?|jours?|semaines?|mois|días?|meses)"
    r"(?![^\W_])"
)
_SPAN = re.compile(rf"(?i)(?<![^\W_])(?!an? ){_AMOUNT} ?{_UNIT}(?![^\W_])")
_HEADER = re.compile(r"(?i)years|experience|erfahrung|ancienneté|expérience|experiencia|seniority")
_WORKED = re.compile(
    r"(?i)experience|in the (?:job|role|trade|profession)|erfahrung|expérience|experiencia|years"
)


def years_said(text: str) -> str | None:
    """Return the experience that a sentence gives its subject: "After five years", "With experience"."""
    if early := _EARLY.search(text):
        return f"first {early['count']} years" if early["count"] else "first year"
    match = _AFTER.search(text)
    return _printed(match) if match else "experienced" if _GROWN.search(text) else None


def years_cell(cell: str, header: str) -> str | None:
    """Return the length of experience that a cell gives: "0-2", "Five years", "nach 5 Jahren"."""
    match = None if _SHORTER.search(cell) else _CELL.fullmatch(cell.strip(" .'’"))
    timed = match and (_HEADER.search(header) or _WORKED.search(cell))
    return _printed(match) if match and timed else None


def years_label(label: str) -> str | None:
    """Return the length of experience that a label names: "1-3 years"."""
    match = _SPAN.search(label)
    return _printed(match) if match else None


def without_years(label: str) -> str:
    """Return a label less the length of experience in it: "after 3 years" is no pay by the year."""
    return _SPAN.sub(" ", _AFTER.sub(" ", label))


def _printed(match: re.Match[str]) -> str:
    first, last = _number(match["first"]), _number(match["last"] or "")
    count = f"{first} to {last}" if last and not first.isdigit() else f"{first}-{last}" if last else first
    opened = match["open"] or (not last and _FROM.match(match.group()))
    count += "+" if opened and first.isdigit() else " or more" if opened else ""
    bound = (match["bound"] or "").casefold()
    unit = "year" if count in ("1", "one") else "years"
    return f"{bound}{count} {unit} of experience"


def _number(word: str) -> str:
    """Return digits and English words as they are, the number words of other languages as digits."""
    word = word.casefold()
    if word in ("a", "an"):
        return "one"
    return word if _is_english(word) else _digits(word)


def _is_english(word: str) -> bool:
    try:
        return word.isdigit() or not word or text2num(word.replace("-", " "), "en") >= 0
    except ValueError:
        return False


def _digits(word: str) -> str:
    for language in ("de", "fr", "es"):
        try:
            return str(text2num(word, language))
        except ValueError:
            continue
    return word
