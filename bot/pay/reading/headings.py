"""The job title that a heading or a document's title is about."""

import re

from bot.pay.reading.cues import PAY_WORD
from bot.pay.reading.gender import FOR_ALL
from bot.pay.reading.geography import named_place
from bot.pay.reading.known import RoleNames
from bot.pay.reading.naming import (
    NUMBERED,
    are_people,
    are_workers,
    could_be_title,
    is_agent,
    is_paid_subject,
    is_title,
    singular,
    strip_level,
    tidy,
)
from bot.pay.reading.subjects import title_of
from bot.pay.reading.words import AROUND, GENERIC

_TRAINED = re.compile(r"(?i)^(?P<phrase>[^:–|]{3,50}?) (?:apprenticeships?|traineeships?)$")
_TRADE = re.compile(
    r"(?i)^(?:le |el |the )?(?:métier|profession|oficio|trade|job) (?:d[e’']|of)(?: an?)? ?"
    r"(?P<phrase>[^:–|]{3,40})$"
)
_HEADING = (
    re.compile(
        r"(?i)^(?:(?:an?|your|my|the) )?(?:how to (?:become|be)|becoming|become|being|jobs? as"
        r"|berufsbild|berufsporträt|beruf"
        r"|métier"
        r"|profession|devenir|trabajar como|(?:arbeiten|karriere|einstieg|leben) als"
        r"|travailler comme|[^:–|]*? (?:as|to (?:be|become))(?= an? ))(?: ?:)?"
        r"(?: (?:an?|the|ein|eine|un|une))? (?P<phrase>[^:–|?]{3,50}?)"
        r"(?:(?: (?:at|with|bei|beim|im|chez) [^\W\d_].*)|[:–|?].*)?$"
    ),
    re.compile(
        r"(?i)(?:does|do|can|will|would|what|how much|much|verdienen?|verdient|gagnent?|gana[n]?"
        r"|cobra[n]?)(?: (?:do|does|can|will|an?|the|ein|eine|un|une|i|as|als))* (?P<phrase>[^?]{3,50}?)"
        r"(?: (?:really |typically |usually )?(?:earns?|makes?|gets? paid|starts?|pays?|is paid"
        r"|are paid)(?![^\W_])|\?|$)"
    ),
    re.compile(
        r"(?i)(?:salar(?:y|ies)|pay|wages?|earnings|gehalt|lohn|verdienst|salaire|sueldo"
        r"|salario)(?: \w+){0,2}? (?:for|of|as|von|für|als|einer|eines|d'|d’|des|del|du|de|pour"
        r"|para)(?: (?:an?|the|un|une|ein|eine|einer))? ?(?P<phrase>.{3,50}?)(?:\?|$| in |: )"
    ),
    re.compile(
        r"(?i)^(?P<phrase>[^:–|]{3,50}?)(?:'s|s'|’s)? (?:salar(?:y|ies)|pay|wages?|earnings"
        r"|careers?|jobs?|job profile|job description|profile|guide|gehalt|rates of pay|pay scales?"
        r"|pay guide|salary guide|compensation)(?![^\W_])"
    ),
    re.compile(
        r"(?i)^(?:beruf|berufsbild|stellenangebot|métier|job|job (?:profile|description|advert|role)"
        r"|(?:career|occupation|role)"
        r"(?: profile)?|profile|apprenticeship|offre(?: d['’]emploi)?|oferta|job title|role|position"
        r"|stelle|poste|profession|vacancy"
        r"|occupation|gehalt|salaire|pay|salary|fiche métier) ?[:–-] ?(?P<phrase>.{3,60})$"
    ),
    re.compile(r"(?i)^(?P<phrase>[^:–|-]{3,50}?) werden(?![^\W_])"),
    re.compile(
        r"(?i)^(?:ausbildung|weiterbildung|lehre|umschulung|studium)(?: (?:zum|zur|als))(?: |/(?:zum|zur"
        r"|r) )+"
        r"(?P<phrase>[^:–|]{3,50}?)(?:$| [–|-] |: )"
    ),
    _TRAINED,
    _TRADE,
    re.compile(r"(?i)^(?P<phrase>[^:–|,-]{3,50}?)(?: [–|-] |: |, | \()"),
)

# "Gehalt als Tischler/in", "Was verdient eine Köch/in": the title is what stands last.
_ASKING = re.compile(r"(?i)(?:was|wie|wieviel|combien|cuánto|how)(?![^\W_])")
_BEFORE_TITLE = re.compile(
    r"(?i)^.*(?<![^\W_])(?:als|für|bei|von|einer?|eines|der|des|as|for|of|an?|comme|de|d['’]|una?|verdienst|verdient"
    r"|gehalt|lohn|salaire|sueldo) ?"
)
_PLACED = re.compile(r"(?P<title>.+?),? \(?(?:in|im|en|au|aux|à|dans) (?P<place>[^\W\d_][^()]+)\)?")
_MOST_WORDS = 6
_LONGEST = 70
_ONE = re.compile(r"(?i)(?<![^\W_])(?:an?|un|une|ein|eine) $")
_EARNING = re.compile(
    r"(?i)(?<![^\W_])(?:earns?|makes?|paid|verdient|gagne|gana|cobra|becom(?:e|ing)|working as"
    r"|devenir)(?![^\W_])"
)


def heading_role(heading: str, names: RoleNames) -> tuple[str, str | None] | None:
    """Return the job title a heading is about; None when it names none or several."""
    heading = NUMBERED.sub("", heading)
    if marked := FOR_ALL.search(heading):
        return _advertised(heading[: marked.start()])
    known = {role.name: role.level for role in names.find(heading)}
    if known:
        return next(iter(known.items())) if len(known) == 1 else None
    heading = without_place(heading)
    if _is_joined(heading):
        return tidy(heading), None
    for pattern in _HEADING:
        match = pattern.search(heading)
        title = title_of(match["phrase"], names) or _asked_about(match) or _trained(match) if match else None
        if title:
            return title[0], title[2]
    if are_workers(heading) and not PAY_WORD.search(heading):
        return tidy(heading), None
    heading = heading.rpartition(": ")[2]
    title = title_of(heading, names) if len(heading.split()) <= 5 else None
    return (title[0], title[2]) if title else None


def without_place(top: str) -> str:
    """Return a title without the place it is told for: "Joiner" of "Joiner in Canada"."""
    match = _PLACED.fullmatch(top)
    return match["title"] if match and named_place(match["place"], None) else top


def _advertised(before: str) -> tuple[str, str | None] | None:
    """Return the title in front of a mark that it is for all: "Tischler" of "Gehalt als Tischler/in"."""
    phrase = before.rpartition(": ")[2].strip(" (-–")
    if PAY_WORD.search(phrase) or _ASKING.match(phrase):
        phrase = _BEFORE_TITLE.sub("", phrase)
    phrase, level = strip_level(phrase)
    return (tidy(phrase), level) if 0 < len(phrase.split()) <= _MOST_WORDS else None


def _is_joined(heading: str) -> bool:
    """Whether a heading is several titles joined, or one with two kinds: "Aged and disabled carers"."""
    parts = re.split(r"(?i), and |,| and | und | et | y ", heading)
    if len(parts) < 2 or len(heading) >= _LONGEST or PAY_WORD.search(heading):
        return False
    if any(is_title(part) for part in parts) and all(is_agent(part) or are_people(part) for part in parts):
        return True
    first, *_, last = (part.strip() for part in parts)
    kind = len(parts) == 2 and " " not in first and first.casefold() not in AROUND | GENERIC
    return kind and is_title(last) and singular(last.casefold()) != last.casefold()


def _trained(match: re.Match[str]) -> tuple[str, bool, str | None] | None:
    """Return what a heading says one is trained as, whatever its form: "Elevator mechanic apprenticeship"."""
    phrase = match["phrase"].strip()
    trained = match.re is _TRAINED and " " in phrase
    if not (trained or match.re is _TRADE) or not could_be_title(phrase):
        return None
    return tidy(phrase), False, "apprentice" if trained else None


def _asked_about(match: re.Match[str]) -> tuple[str, bool, None] | None:
    """Return what a heading says one can earn as, whatever its form: "How much does a vet earn?"."""
    phrase = match["phrase"].strip()
    one = _ONE.search(match.string[: match.start("phrase")])
    if not one or not _EARNING.search(match.group()) or not is_paid_subject(f"a {phrase}"):
        return None
    return tidy(phrase), False, None
