"""Who a sentence or a heading says is paid: job titles by their place in the sentence."""

import re
from dataclasses import replace
from functools import lru_cache

from bot.pay.reading.comparing import compared_spans, is_compared
from bot.pay.reading.cues import CUE, PAY_WORD
from bot.pay.reading.employers import employer_spans
from bot.pay.reading.geography import is_place_name
from bot.pay.reading.known import RoleFound, RoleNames
from bot.pay.reading.naming import (
    are_workers,
    is_generic,
    is_level,
    is_paid_subject,
    is_title,
    role_key,
    strip_level,
    tidy,
)
from bot.pay.reading.steps import STEP
from bot.pay.reading.verbs import ADVERB, VERB
from bot.pay.reading.words import AROUND, GENERIC, LINKING, NO_PERSON

_PHRASE = (
    r"(?P<phrase>[^\W\d_][\w'’/&-]*(?: (?!(?:who|that|which|with|working|employed|qui|quienes|que|can|may"
    r"|will|typically|usually|often|now)\b)[^\W\d_(][\w'’/&-]*){0,5}?"
    rf"(?: {STEP})?)"
)
_QUANTIFIED = r"(?<= (?i:most) )|(?<= (?i:many) )|(?<= (?i:some) )|(?<= of the )"
SUBJECT = re.compile(
    rf"(?:^|{_QUANTIFIED}|(?<=[,;:.] )|(?<= and )|(?<= while )|(?<= but )|(?<= whereas )|(?<= und )"
    rf"|(?<= et )|(?<= y )"
    rf"|(?<=, ))(?:(?:In|Across|On|At|By|For|Today|Outside|With|After|Once|Bei|Mit|Dans|Avec|En"
    rf"|Con) [\w .'’-]{{2,40}}, "
    r"|In (?:the )?(?:19|20)\d\d(?:[–/-]\d{2,4})?(?: (?:tax |school |financial )?(?:year|season))? )?"
    rf"{_PHRASE}{ADVERB} {VERB}(?![^\W_])"
)
# The subject behind its verb: "Im Westen verdienen Töpfer ...", "So erhält etwa eine Töpferin ...".
INVERTED = re.compile(
    r"(?<![^\W_])(?:verdien(?:t|en|te|ten)|erhält|erhalten|bekomm(?:t|en)) "
    r"(?:(?:etwa|derzeit|aktuell|im Schnitt|durchschnittlich) )?(?:(?:eine?|der|die|alle) )?"
    r"(?P<phrase>[A-ZÄÖÜ][^\W\d_]{3,})(?= [^.;$£€]{0,80}\d)"
)
_JOINS = "as|als|for|für|comme|como|pour|para|while|whereas|and|but|although|während|und|et|y"
_CONJUNCTION = re.compile(rf"(?i)^(?:{_JOINS}) ")
_PAID_NEXT = re.compile(rf"{ADVERB} {VERB}(?![^\W_])")
_PAY_OF = re.compile(
    r"(?i)(?:salar(?:y|ies)|wages?|pay|earnings|rates?|compensation|income|median|average|mean|range"
    r"|gehalt|lohn|verdienst|gehälter|salaires?|rémunération"
    r"|sueldo|salario)(?: \w+){0,3}? (?:for|of|as|to|des|d'|d’|von|für|als|einer|eines|del|du|de|pour"
    r"|para)(?: (?:(?:an?|the|this|our|un|une|ein|eine|einen|einer|eines|der|des)(?![^\W_])|l')?)? ?"
    r"(?P<phrase>[^\W\d_][\w'’/&-]*(?: [^\W\d_(][\w'’/&-]*){0,4})"
)
_TITLE_PAY = re.compile(
    r"(?i)(?:^|(?<![^\W_])(?:an?|the|average|median|typical|starting|our|der|die|le|la"
    r"|el)\b ?)(?P<phrase>[^\W\d_][\w'’/&-]*(?: [^\W\d_(][\w'’/&-]*){0,4}?)(?:'s|s'|’s|s’)? (?:starting )?"
    r"(?:salar(?:y|ies)|wages?|pay(?! (?:up to |about |around |from |between |over )?[$£€\d])"
    r"|earnings|jobs?|positions?|roles?|posts?|hourly rates?|gehalt"
    r"|verdienst)(?![^\W_])"
)
_AS_A = re.compile(
    r"(?i)(?<![^\W_])(?:as|als|comme|en tant que|como|for"
    r"|to(?! [^\W\d_]+(?<!s)(?:$|[.,:;!?]))|of|d'|des)(?: (?:an?|our|the|ein|eine|un"
    r"|une))? (?P<phrase>[^\W\d_][\w'’/&-]*(?: [^\W\d_(][\w'’/&-]*){0,4})"
)
_EARNING = re.compile(
    r"(?i)(?<![^\W_])(?:an?|as|the|with) (?P<phrase>[^\W\d_][\w'’/&-]*(?: [^\W\d_(][\w'’/&-]*){0,3}?),?"
    r" (?:earning|making|with (?:an? )?(?:average |median |starting |typical )?(?:salary|pay|wages?|earnings)"
    r"|on (?:an? )?(?:salary|wage|pay)|who (?:earns?|makes?)|on(?= [$£€]))(?![^\W_])"
)
_TAXED = re.compile(r"(?i) (?:netto|brutto|net|gross|bruts?|nets?|brutos?|netos?|after tax|before tax)$")
_ADVERBIAL = re.compile(
    r"(?i)^experience |"
    r"^(?:after|within|with|by|over|at|in|during|following|from|for|once|nach|mit|bei|après|avec"
    r"|en|dans|tras"
    r"|con|después de) (?:(?:about|around|at least|more than|over|just|only|the first|the last) )?"
    r"(?:(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|several|some|many"
    r"|a few|[a-zäöüé]+) (?:or more )?(?:years?|months?|seasons?|jahren?|monaten?|ans|années?|mois"
    r"|años|meses)"
    r"(?: (?:of|in|on|into|d[’']|de) (?:the )?[^\W\d_]+)? )"
)
_LEADING = re.compile(
    r"^(?:(?:In|Across|At|By|For|Outside|With|After|Bei|Mit|Dans|Avec|En"
    r"|Con) [\w .'’-]{2,40}, )?(?!(?i:for|in|at|to|by|as|of|on|from|with|during|after|next|unlike|like"
    r"|among|bei|für|als|im|pour|en|chez|para)(?![^\W_]))(?P<phrase>[^\W\d_][\w'’/&-]*(?: (?!who|that"
    r"|which|with)[^\W\d_(][\w'’/&-]*){0,6}?)"
    r"(?:,| \(| (?:in|with|who|at|from|across|au|aux|à|working|employed|had|have|has|on|under|can|may"
    r"|start|earn|earned|were|are|is|mit|im|bei|dans|avec|en|con)(?![^\W_]))"
)
_JOINED = re.compile(r"(?i)(?<![^\W_])(?:vs|versus|or|and|und|oder|et|ou|y|o)(?![^\W_])")
# What a title is of may be two things: "Kaufmann für Spedition und Logistik".
_OF_WHAT = re.compile(r" (?:of|for|für|de|des|en) ")
_HYPHENED = re.compile(
    r"(?<![^\W_])(?P<phrase>[^\W\d_]{4,40})-(?:Gehalt|Lohn|Verdienst|Stundenlohn|Jahresgehalt"
    r"|Monatsgehalt|Einstiegsgehalt)(?![^\W_])"
)
_ONE = re.compile(r"(?i)(?<![^\W_])an? $")
_PLURAL = re.compile(r"(?<!s)s$")
_MOST_WORDS = 3
_BOTH = 2
_TWO_PHRASES = re.compile(r"(?i) (?:an?|most|many|some|few|several|typical|every|each) ")
_QUESTION = re.compile(
    r"(?i)^(?:what|how|why|when|which|where|who|is|are|do|does|can|should|was|wie"
    r"|warum|welche|comment|pourquoi|cómo|qué)(?![^\W_])"
)
GROUP = re.compile(
    r"(?i)(?<![^\W_])(?:women|men|woman|man|graduates?|students?|compan(?:y|ies)|firms?|employers?"
    r"|owners?|business|organi[sz]ations?)(?![^\W_])"
)
SHARE = re.compile(
    r"(?i)(?<![^\W_])(?:lowest|highest|top|bottom|middle|quarter|half|tenth|third|per ?cent|decile"
    r"|quartile|viertel|zehntel|hälfte|quart|dixième|moitié|cuarto|décima|mitad)(?![^\W_])"
)
_PAID_VERB = re.compile(
    r"(?i) (?:earns?|earned|are paid|is paid|makes?|made|start(?:s|ed)? (?:at|on|from)|averaged|average"
    r"|averages)$"
)
# What a phrase opens with that is no one: a relative clause, a place, a time.
OPENERS = frozenset(
    [
        *(
            "who",
            "which",
            "that",
            "qui",
            "quienes",
            "ceux",
            "celles",
            "wer",
            "que",
            "die",
            "der",
            "das",
            "se",
        ),
        *("im", "am", "beim", "vom", "zum", "zur", "au", "aux", "al", "del", "in", "at"),
    ]
)
_STOP_TAIL = re.compile(
    r"(?i) (?:peut|peuvent|kann|können|puede|pueden|varie|in|at|on|with|who|across|for|is|are|was"
    r"|were|and|or|from|to|of the|by|than|ranges?|starts?"
    r"|earns?|makes?|start|im|in der|mit|bei|beträgt|liegt"
    r"|est|se situe|varie|es|dans|avec|en|à|per|a year|an hour|working|under|without|has|have|had|can"
    r"|may|will|after|as|salary|pay|wage|positions?|roles?|jobs?|vacanc(?:y|ies)|openings?)(?![^\W_]).*$"
)


def title_of(phrase: str, names: RoleNames) -> tuple[str, bool, str | None] | None:
    """Return the title that a noun phrase is, whether it is known, and its level."""
    phrase = _CONJUNCTION.sub("", phrase.strip(" ,:;.?!"))
    phrase, level = strip_level(_TAXED.sub("", _ADVERBIAL.sub("", phrase)))
    for candidate in (phrase, _STOP_TAIL.sub("", phrase).strip(" ,:;.?!")):
        known = names.match(candidate)
        if known:
            return known, True, level
    if set(candidate.casefold().split()) & AROUND or is_level(candidate) or _TWO_PHRASES.search(candidate):
        return None
    if candidate.casefold().split(" ")[0] in OPENERS:
        return None
    if not (is_title(candidate) or _is_longer(candidate, names)):
        return None
    head = _OF_WHAT.split(candidate)[0]
    if _JOINED.search(head) or any(pattern.search(candidate) for pattern in (_QUESTION, PAY_WORD)):
        return None
    return tidy(candidate), False, level


def _is_longer(phrase: str, names: RoleNames) -> bool:
    """Whether a phrase is a known title with words of its own in front of it."""
    known = names.find(phrase)
    if not known or known[0].start == 0 or known[-1].end != len(phrase):
        return False
    front = phrase[: known[0].start].casefold().split()
    return not set(front) & LINKING and not SHARE.search(phrase) and len(front) <= _MOST_WORDS


@lru_cache(maxsize=256)
def find_roles(text: str, names: RoleNames) -> tuple[RoleFound, ...]:
    """Find the job titles of a sentence: known ones anywhere, others where the grammar shows a title.

    A title of which a known one is only the last word ("school librarians") is the longer one; those that
    the subject is only compared with are left out.
    """
    rivals = [*compared_spans(text), *employer_spans(text)]
    found = [role for role in names.find(text) if not is_compared(role.start, rivals)]
    for pattern in (SUBJECT, INVERTED, _EARNING, _LEADING, _PAY_OF, _TITLE_PAY, _HYPHENED, _AS_A):
        for match in pattern.finditer(text):
            if not is_compared(match.start("phrase"), rivals):
                found = _with_role(found, match, pattern, names)
    found = [role for role in found if not _is_joined_adjective(role, found, text)]
    found = [replace(role, subject=True) if _is_paid(role, text) else role for role in found]
    return tuple(sorted(found, key=lambda role: role.start))


def _is_paid(role: RoleFound, text: str) -> bool:
    """Whether a known title stands right before a verb of being paid, wherever in the sentence that is."""
    return role.subject or (role.known and _PAID_NEXT.match(text, role.end) is not None)


def _is_joined_adjective(role: RoleFound, found: list[RoleFound], text: str) -> bool:
    """Whether a word is only a kind of the title behind it: "assistant" in "assistant or associate vets"."""
    behind = (other for other in found if other.known and other.start > role.end)
    gaps = (text[role.end : other.start] for other in behind)
    return not role.known and any(re.fullmatch(r" (?:or|and|&|/) (?:[^\W\d_]+ )?", gap) for gap in gaps)


def rivals_of(text: str, names: RoleNames) -> frozenset[str]:
    """Return the known titles that a sentence only compares its subject with."""
    spans = compared_spans(text)
    return (
        frozenset(role.name for role in names.find(text) if is_compared(role.start, spans))
        if spans
        else frozenset()
    )


def _with_role(
    found: list[RoleFound], match: re.Match[str], pattern: re.Pattern[str], names: RoleNames
) -> list[RoleFound]:
    """Add the title that a piece of grammar shows, or mark the known ones in it as what is paid."""
    paid = pattern in (SUBJECT, INVERTED, _EARNING, _PAY_OF)
    start, end = match.span("phrase")
    inside = [other for other in found if other.start < end and start < other.end]
    title = title_of(match["phrase"], names) or _paid_subject(match, pattern)
    end = start + len(_STOP_TAIL.sub("", match["phrase"]))
    if _ONE.search(match.string, 0, start) and _PLURAL.search(match.string, start, end):
        title = None
    whole = names.match(match["phrase"])
    if pattern is SUBJECT and whole is None and (both := _joined_subjects(match, names)):
        return [other for other in found if other not in inside] + both
    role = RoleFound(title[0], start, end, title[1], title[2], subject=paid) if title else None
    if role and all(
        _is_head_of(other, role) or _goes_on(other, role, match) for other in inside if other.start < end
    ):
        return [other for other in found if other not in inside or other.start >= end] + [role]
    marked = [replace(other, subject=True) if paid and other in inside else other for other in found]
    if role is None:
        return marked
    within = {other.start for other in inside}
    return [
        replace(other, level=other.level or role.level)
        if other.start in within and other.name == role.name
        else other
        for other in marked
    ]


def _paid_subject(match: re.Match[str], pattern: re.Pattern[str]) -> tuple[str, bool, str | None] | None:
    """Return the subject of a verb of being paid as a title, when nothing about it says that it is none."""
    if pattern is not SUBJECT or not _PAID_VERB.search(match.group()):
        return None
    whole = _CONJUNCTION.sub("", _ADVERBIAL.sub("", match["phrase"].strip()))
    phrase, level = strip_level(whole)
    if (
        not phrase
        or is_level(phrase)
        or any(p.search(phrase) for p in (_JOINED, _QUESTION, CUE, GROUP, SHARE))
    ):
        return None
    singular = whole.casefold().startswith(("a ", "an "))
    return (tidy(phrase), False, level) if is_paid_subject(f"a {phrase}" if singular else phrase) else None


def _is_head_of(known: RoleFound, longer: RoleFound) -> bool:
    """Whether a longer title ends in a known one, and says more than its level."""
    return (
        longer.start < known.start
        and known.end == longer.end
        and role_key(longer.name) != role_key(known.name)
    )


def _joined_subjects(match: re.Match[str], names: RoleNames) -> list[RoleFound]:
    """Return two jobs that are paid alike: "Packers and forklift drivers start at"."""
    first, last = match.span("phrase")
    parts = re.split(r" (?:and|or|und|et|y) ", match["phrase"])
    titles = [title_of(part, names) for part in parts]
    if len(parts) != _BOTH or not all(titles):
        return []
    spans = ((first, first + len(parts[0])), (last - len(parts[1]), last))
    return [
        RoleFound(title[0], *span, title[1], title[2], subject=True)
        for title, span in zip(titles, spans, strict=True)
        if title
    ]


def _goes_on(known: RoleFound, longer: RoleFound, match: re.Match[str]) -> bool:
    """Whether a known title only begins another that is paid: "a Carpenter Shift Captain earns"."""
    behind = match.string[known.end : longer.end].split()
    front = match.string[longer.start : known.start].split()
    words = {word.casefold() for word in behind}
    plain = not (
        words & (AROUND | LINKING) or {word.casefold() for word in behind[-1:]} & (GENERIC | NO_PERSON)
    )
    titled = bool(behind) and all(word[0].isupper() for word in behind) and not is_level(" ".join(behind))
    return (
        titled and plain and {word.casefold() for word in front} <= {"and", "but", "while", "a", "an", "the"}
    )


def label_role(text: str, names: RoleNames, *, listing: bool = False) -> tuple[str, str | None] | None:
    """Return the title, and level, that a label or a table cell is.

    Args:
        text: The label.
        names: The titles of the document.
        listing: Whether the labels are said to be titles (a column "Job title", a heading "Pay by role").
    """
    if not text or len(text) > 80 or not re.search(r"[^\W\d_]{3}", text):
        return None
    known = names.match(text)
    if known:
        return known, None
    stripped, level = strip_level(text.strip(), names_only=True)
    known = names.match(stripped)
    if known:
        return known, level
    if not stripped or _QUESTION.match(stripped) or PAY_WORD.fullmatch(stripped) or is_level(stripped):
        return None
    if not listing and is_place_name(stripped):
        return None
    if is_generic(stripped):
        return (tidy(stripped), level) if are_workers(stripped) else None
    return (tidy(stripped), level) if listing or is_title(stripped) else None


def of_whole(title: tuple[str, str | None], whole: str | None) -> tuple[str, str | None]:
    """Return a cell cut short as the job spoken of: "Qualified driver" on a page about train drivers."""
    name, level = strip_level(title[0])
    cut_short = level and whole and role_key(whole).endswith(f" {role_key(name)}")
    return (whole, level) if whole and cut_short else title


def says_who(label: str) -> bool:
    """Whether the words before a colon are a clause of their own: "Vets earn more than cooks: $90,000"."""
    match = SUBJECT.search(label)
    return match is not None and len(label.split()) > 2 and PAY_WORD.match(match["phrase"]) is None
