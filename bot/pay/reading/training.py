"""Pay of those who still learn the job: which amounts it is, and of which step of training."""

import re
from collections.abc import Iterator

from bot.pay.learning import APPRENTICE, TRAINEE, names_learner
from bot.pay.reading.sentence import Found

_WHILE = re.compile(
    r"(?i)(?<![^\W_])(?:(?:during|while in|while|in) (?:(?:the|your|their|initial|basic|paid) ){0,2}training"
    r"|(?:while|as) (?:you|they) (?:train|learn)|pendant (?:la|leur|votre) formation"
    r"|durante (?:la formación|(?:las|sus) prácticas)|durante (?:la|il) (?:formazione|tirocinio))(?![^\W_])"
)
# In front of a word of training: it is over, or there was none.
_OVER = re.compile(
    r"(?i)(?<![^\W_])(?:after|following|with|without|completed?|completing|finish(?:ed|ing)?|since|once"
    r"|nach|mit|ohne|seit|après|avec|sans|depuis|tras|después de|con|sin|dopo|senza"
    r"|(?:abgeschlossen|absolviert|beendet|fertig)\w*)"
    r"(?: (?:an?|the|their|your|this|that|der|die|das|dem|den|einer?|deiner?|ihrer?|la|le|l|un|une|el|una"
    r"|full|completed|finished|(?:abgeschlossen|dreijährig|erfolgreich|beendet)\w*)){0,3}['’ ]?$"
)
# Those who have learnt it, or a time after that.
_LEARNT = re.compile(
    r"(?i)(?<![^\W_])(?:then|afterwards|after(?! that the[^.;]{0,25} minimum)(?:wards)?"
    r"|once|thereafter|later|qualified|trained|experienced"
    r"|danach|anschließend|später|ausgelernt\w*|gelernte\w*|fertige?n?|examinierte\w*|ensuite|puis|après"
    r"|diplômée?s?|expérimentée?s?|después|luego|titulad[oa]s?|tradespe\w+|tradesm[ae]n|journeym[ae]n"
    r"|nach|over|against|compared|than|whereas|while|but|aber|mais|pero|dann)(?![^\W_])"
)
_EARNED = re.compile(
    r"(?i)pay|paid|earn|wage|salar|rates|vergütung|einkommen|gehalt|lohn|verdien|rémunér|gagn|sueldo|cobra|gana"
)
_JOINED = re.compile(r"(?i)[&,/]|(?<![^\W_])(?:and|or|und|oder|et|ou|y|o)(?![^\W_])")
_BREAK = re.compile(
    r"[;:]|, |(?<=[^\W\d_])\. |(?<![^\W_])(?:and|but|while|whereas|then|und|aber|et|mais|y|pero)(?![^\W_])"
)
_ORDINALS = (
    ("first", r"first|1(?:st|\.|er|ère|re)|erste[nsrm]?|premi(?:er|ère)|primer[oa]?"),
    ("second", r"second|2(?:nd|\.|e|ème)|zweite[nsrm]?|deuxième|segundo"),
    ("third", r"third|3(?:rd|\.|e|ème)|dritte[nsrm]?|troisième|tercer"),
    ("fourth", r"fourth|4(?:th|\.|e|ème)|vierte[nsrm]?|quatrième|cuarto"),
    ("fifth", r"fifth|5(?:th|\.|e|ème)|fünfte[nsrm]?|cinquième|quinto"),
)
_YEAR = r"(?: (?:apprenticeship|training|in))?[ -](?:years?|(?:lehr|ausbildungs)?jahr\w*|années?|años?)"
_STEPS = tuple(
    (name, re.compile(rf"(?i)(?<![^\W_])(?:{words}){_YEAR}(?![^\W_])")) for name, words in _ORDINALS
)
_BARE_STEPS = tuple((name, re.compile(rf"(?i)(?<![^\W_])(?:{words}) *$")) for name, words in _ORDINALS)


def training_level(found: Found, number: int, around: str | None) -> str | None:
    """Return "apprentice" or "trainee" where an amount is paid in training, with its year when that is said.

    Args:
        found: The sentence.
        number: Which of its amounts.
        around: What the heading or the lead-in says of all amounts below it.
    """
    kind = around
    clauses = list(_clauses(found))
    for at, clause in enumerate(clauses[: number + 1]):
        said = said_training(clause)
        if said:
            kind = said
        elif _LEARNT.search(clause) or (at and _has_subject(found, at)):
            kind = None
    if kind is None:
        return None
    step = _step(clauses[number], found.text[: found.money[number].start], number)
    return f"{kind}, {step} year" if step else kind


def said_training(text: str) -> str | None:
    """Return who is being trained, as a text says it; None where the training is over or not spoken of."""
    for level, pattern in (("apprentice", APPRENTICE), ("trainee", TRAINEE), ("trainee", _WHILE)):
        if any(not _OVER.search(text[: match.start()]) for match in pattern.finditer(text)):
            return level
    return None


def training_heading(heading: str) -> str | None:
    """Return who is being trained, where a heading is of their pay alone: "Apprentice pay"."""
    return said_training(heading) if _EARNED.search(heading) and not _JOINED.search(heading) else None


def with_training(level: str | None, training: str | None) -> str | None:
    """Join a level and the training that it is a step of: "apprentice, 2. jahr"."""
    if training is not None and level == training.partition(",")[0]:
        return training
    if training is None or (level and names_learner(level)):
        return level
    return f"{training}, {level}" if level else training


def _clauses(found: Found) -> Iterator[str]:
    """Yield the words about each amount: up to the first break behind it, from there to the next one's."""
    start = 0
    for number, quantity in enumerate(found.money):
        last = number + 1 == len(found.money)
        following = len(found.text) if last else found.money[number + 1].start
        end = _BREAK.search(found.text, quantity.end, following)
        stop = end.start() if end else len(found.text) if last else quantity.end
        yield found.text[start:stop]
        start = stop


def _has_subject(found: Found, number: int) -> bool:
    """Whether a title stands right before an amount, so that it is another's pay than the one before it."""
    return any(found.money[number - 1].end <= role.start < found.money[number].start for role in found.roles)


def _step(clause: str, before: str, number: int) -> str | None:
    """Return the year of training that the words about an amount name: "first"."""
    named = (name for name, pattern in _STEPS if pattern.search(clause))
    bare = (name for name, pattern in _BARE_STEPS if number and pattern.search(before))
    return next(named, None) or next(bare, None)
