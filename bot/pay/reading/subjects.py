"""Who a sentence or a heading says is paid: job titles by their place in the sentence."""

import re

from bot.pay.reading.cues import CUE, PAY_WORD
from bot.pay.reading.naming import (
    RoleFound,
    RoleNames,
    is_generic,
    is_level,
    is_paid_subject,
    is_title,
    role_key,
    strip_level,
    tidy,
)

_PHRASE = (
    r"(?P<phrase>[^\W\d_][\w'’/&-]*(?: (?!(?:who|that|which|with|working|employed|can|may|will"
    r"|typically|usually|often|now)\b)[^\W\d_(][\w'’/&-]*){0,5}?)"
)
_ADVERB = (
    r"(?:(?:,? (?:on average|typically|usually|often|now|also|still|currently|generally"
    r"|who [\w -]{1,40}|with [\w -]{1,40}|in [\w .'-]{1,40}|at [\w .'-]{1,30}|across [\w .'-]{1,30}"
    r"|can expect to|can|may|will|might|could|should|normally|commonly)),?){0,4}"
)
_VERB = (
    r"(?:pays|earn(?:s|ed)?|make[s]?|made|start(?:s|ed)? (?:at|on|from|out at)|are paid|is paid|get|gets"
    r"|was paid|were paid|receive[s]?|take home|command[s]?"
    r"|begin at|expect(?:s)?|had (?:a|an) (?:median|average|mean)|have (?:a|an) (?:median|average|mean)"
    r"|has (?:a|an)|averaged?|averages"
    r"|verdien(?:en|t)|erhalten|erhält|bekommen|bekommt|gagne(?:nt)?|perçoi(?:t|vent)|touche(?:nt)?"
    r"|débute(?:nt)?|gana[n]?|cobra[n]?|percibe[n]?)"
)
_SUBJECT = re.compile(
    rf"(?:^|(?<=[,;:.] )|(?<= and )|(?<= while )|(?<= but )|(?<= whereas )|(?<= und )|(?<= et )|(?<= y )"
    rf"|(?<=, ))(?:(?:In|Across|On|At|By|For|Today|Outside|With|After|Once|Bei|Mit|Dans|Avec|En"
    rf"|Con) [\w .'’-]{{2,40}}, )?{_PHRASE}{_ADVERB} {_VERB}(?![^\W_])"
)
_PAY_OF = re.compile(
    r"(?i)(?:salar(?:y|ies)|wages?|pay|earnings|rates?|compensation|income|median|average|mean|range"
    r"|gehalt|lohn|verdienst|gehälter|salaires?|rémunération"
    r"|sueldo|salario)(?: \w+){0,3}? (?:for|of|as|to|des|d'|d’|von|für|als|einer|eines|de|del|du|pour"
    r"|para)(?: (?:an?|the|un|une|ein|eine|einen|einer|eines|der|des|l')?)? ?"
    r"(?P<phrase>[^\W\d_][\w'’/&-]*(?: [^\W\d_(][\w'’/&-]*){0,4})"
)
_TITLE_PAY = re.compile(
    r"(?i)(?:^|(?<![^\W_])(?:an?|the|average|median|typical|starting|our|der|die|le|la"
    r"|el)\b ?)(?P<phrase>[^\W\d_][\w'’/&-]*(?: [^\W\d_(][\w'’/&-]*){0,4}?)(?:'s|s'|’s|s’)? (?:starting )?"
    r"(?:salar(?:y|ies)|wages?|pay|earnings|jobs?|positions?|roles?|posts?|hourly rates?|gehalt"
    r"|verdienst)(?![^\W_])"
)
_AS_A = re.compile(
    r"(?i)(?<![^\W_])(?:as|als|comme|en tant que|como|for|to|of|d'|des)(?: (?:an?|our|the|ein|eine|un"
    r"|une))? (?P<phrase>[^\W\d_][\w'’/&-]*(?: [^\W\d_(][\w'’/&-]*){0,4})"
)
_LEADING = re.compile(
    r"^(?:(?:In|Across|At|By|For|Outside|With|After|Bei|Mit|Dans|Avec|En"
    r"|Con) [\w .'’-]{2,40}, )?(?!(?i:for|in|at|to|by|as|of|on|from|with|during|after|next|unlike|like"
    r"|among|bei|für|als|im|pour|en|chez|para)(?![^\W_]))(?P<phrase>[^\W\d_][\w'’/&-]*(?: (?!who|that"
    r"|which|with)[^\W\d_(][\w'’/&-]*){0,6}?)"
    r"(?:,| \(| (?:in|with|who|at|from|across|au|aux|à|working|employed|had|have|has|on|under|can|may"
    r"|start|earn|earned|were|are|is|mit|im|bei|dans|avec|en|con)(?![^\W_]))"
)
_HEADING = (
    re.compile(
        r"(?i)(?:does|do|can|will|would|what|how much|much|verdienen?|verdient|gagnent?|gana[n]?"
        r"|cobra[n]?)(?: (?:do|does|can|will|an?|the|ein|eine|un|une|i|as|als))* (?P<phrase>[^?]{3,50}?)"
        r"(?: (?:really |typically |usually )?(?:earns?|makes?|gets? paid|starts?|pays?|is paid"
        r"|are paid)(?![^\W_])|\?|$)"
    ),
    re.compile(
        r"(?i)(?:salar(?:y|ies)|pay|wages?|earnings|gehalt|lohn|verdienst|salaire|sueldo"
        r"|salario)(?: \w+){0,2}? (?:for|of|as|von|für|als|einer|eines|d'|d’|de|del|du|des|pour"
        r"|para)(?: (?:an?|the|un|une|ein|eine|einer))? ?(?P<phrase>.{3,50}?)(?:\?|$| in )"
    ),
    re.compile(
        r"(?i)^(?:how to (?:become|be)|becoming|become|being|working as|work as|career as|life as"
        r"|jobs? as|beruf|métier|profession)(?: ?:)?(?: (?:an?|the|ein|eine|un|une))? (?P<phrase>.{3,50})$"
    ),
    re.compile(
        r"(?i)^(?P<phrase>[^:–|]{3,50}?)(?:'s|s'|’s)? (?:salar(?:y|ies)|pay|wages?|earnings"
        r"|careers?|jobs?|job profile|job description|profile|guide|gehalt|rates of pay|pay scales?"
        r"|pay guide|salary guide|compensation)(?![^\W_])"
    ),
    re.compile(
        r"(?i)^(?:beruf|métier|job|job title|role|position|stelle|poste|profession|vacancy"
        r"|occupation|gehalt|salaire|pay|salary|fiche métier) ?[:–-] ?(?P<phrase>.{3,60})$"
    ),
    re.compile(r"(?i)^(?P<phrase>[^:–|-]{3,50}?)(?: [–|-] |: )"),
)
_JOINED = re.compile(r"(?i)(?<![^\W_])(?:vs|versus|or|and|und|oder|et|ou|y|o)(?![^\W_])")
_HYPHENED = re.compile(
    r"(?<![^\W_])(?P<phrase>[^\W\d_]{4,40})-(?:Gehalt|Lohn|Verdienst|Stundenlohn|Jahresgehalt|Monatsgehalt|Einstiegsgehalt)(?![^\W_])"
)
_QUESTION = re.compile(
    r"(?i)^(?:what|how|why|when|which|where|who|is|are|do|does|can|should|was|wie"
    r"|warum|welche|comment|pourquoi|cómo|qué)(?![^\W_])"
)
_GROUP = re.compile(
    r"(?i)(?<![^\W_])(?:women|men|woman|man|graduates?|students?|compan(?:y|ies)|firms?|employers?"
    r"|owners?|business|organi[sz]ations?)(?![^\W_])"
)
_SHARE = re.compile(
    r"(?i)(?<![^\W_])(?:lowest|highest|top|bottom|middle|quarter|half|tenth|third|per ?cent|decile"
    r"|quartile)(?![^\W_])"
)
_PAID_VERB = re.compile(
    r"(?i) (?:earns?|earned|are paid|is paid|makes?|made|start(?:s|ed)? (?:at|on|from)|averaged|average"
    r"|averages)$"
)
_POINTING = re.compile(
    r"(?i)(?:these|those|this|that|such|new|skilled|qualified|good|other|full[- ]time|permanent) "
)
_STOP_TAIL = re.compile(
    r"(?i) (?:in|at|on|with|who|across|for|is|are|was|were|and|or|from|to|of the|by|than|ranges?|starts?"
    r"|earns?|makes?|start|im|in der|mit|bei|beträgt|liegt"
    r"|est|se situe|varie|es|dans|avec|en|à|per|a year|an hour|working|under|without|has|have|had|can"
    r"|may|will|after|as|salary|pay|wage)(?![^\W_]).*$"
)


def _title(phrase: str, names: RoleNames) -> tuple[str, bool, str | None] | None:
    """Return the title that a noun phrase is, whether it is known, and its level."""
    phrase = re.sub(
        r"(?i)^(?:as|als|for|für|comme|como|pour|para|while|whereas|and|but|although|während|und|et|y) ",
        "",
        phrase.strip(" ,:;.?!"),
    )
    phrase, level = strip_level(phrase)
    for candidate in (phrase, _STOP_TAIL.sub("", phrase).strip(" ,:;.?!")):
        known = names.match(candidate)
        if known:
            return known, True, level
    if is_level(candidate) or is_generic(candidate) or not is_title(candidate):
        return None
    if any(pattern.search(candidate) for pattern in (_JOINED, _QUESTION, PAY_WORD)):
        return None
    return tidy(candidate), False, level


def find_roles(text: str, names: RoleNames) -> list[RoleFound]:
    """Find the job titles of a sentence: known ones anywhere, others where the grammar shows a title.

    A title of which a known one is only the last word ("school librarians") is the longer one.
    """
    found = names.find(text)
    for pattern in (_SUBJECT, _LEADING, _PAY_OF, _TITLE_PAY, _HYPHENED, _AS_A):
        for match in pattern.finditer(text):
            title = _title(match["phrase"], names) or _paid_subject(match, pattern)
            if title is None:
                continue
            start, end = match.span("phrase")
            end = start + len(_STOP_TAIL.sub("", match["phrase"]))
            role = RoleFound(title[0], start, end, title[1], title[2])
            inside = [other for other in found if other.start < end and start < other.end]
            if all(_is_head_of(other, role) for other in inside):
                found = [other for other in found if other not in inside]
                found.append(role)
    return sorted(found, key=lambda role: role.start)


def _paid_subject(match: re.Match[str], pattern: re.Pattern[str]) -> tuple[str, bool, str | None] | None:
    """Return the subject of a verb of being paid as a title, when nothing about it says that it is none."""
    if pattern is not _SUBJECT or not _PAID_VERB.search(match.group()):
        return None
    whole = match["phrase"].strip()
    phrase, level = strip_level(whole)
    if (
        not phrase
        or is_level(phrase)
        or any(p.search(phrase) for p in (_JOINED, _QUESTION, CUE, _GROUP, _SHARE))
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
    if is_generic(stripped) or _QUESTION.match(stripped) or not stripped:
        return None
    return (tidy(stripped), level) if listing or is_title(stripped) else None


def heading_role(heading: str, names: RoleNames) -> tuple[str, str | None] | None:
    """Return the job title a heading is about; None when it names none or several."""
    known = {role.name: role.level for role in names.find(heading)}
    if known:
        return next(iter(known.items())) if len(known) == 1 else None
    parts = re.split(r"(?i), and |,| and | und | et | y ", heading)
    if (
        len(parts) > 1
        and len(heading) < 70
        and all(is_title(part) and not PAY_WORD.search(part) for part in parts)
    ):
        return tidy(heading), None
    for pattern in _HEADING:
        match = pattern.search(heading)
        title = _title(match["phrase"], names) if match else None
        if title:
            return title[0], title[2]
    title = _title(heading, names) if len(heading.split()) <= 5 else None
    return (title[0], title[2]) if title else None


def foreign_subject(text: str) -> bool:
    """Whether a sentence's subject is paid and is no job title: "Women earn", "A flat makes"."""
    match = _SUBJECT.search(text)
    if match is None:
        return False
    whole = match["phrase"].strip()
    phrase = strip_level(whole)[0]
    if is_level(phrase) or is_level(whole) or PAY_WORD.search(phrase) or _SHARE.search(whole):
        return False
    modified = " " in phrase and not _POINTING.match(phrase)
    return modified or not is_generic(phrase) or _GROUP.search(phrase) is not None
