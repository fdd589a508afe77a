"""Whose, where, when and in which industry an amount of a sentence is paid."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.pay.learning import names_learner
from bot.pay.reading.cues import PAY_WORD
from bot.pay.reading.drafts import Draft
from bot.pay.reading.foreign import foreign_subject
from bot.pay.reading.geography import PlaceFound, named_place
from bot.pay.reading.known import RoleFound
from bot.pay.reading.naming import grade_beside, is_level, is_title, level_of, role_key, strip_level, tidy
from bot.pay.reading.scope import Scope
from bot.pay.reading.sentence import Found
from bot.quantities import Quantity

_FOR = re.compile(
    r"(?i)^ ?(?:on average |gross |brutto |brut )?(?:for|as|among|für|als|bei|pour|chez|para"
    r"|como)(?: (?:an?|the|our|all|most|ein|eine|un|une|les|los))? $"
)
_INDUSTRY = re.compile(
    r"(?i)(?<![^\W_])(?:in|for|within) (?:the )?(?P<name>(?:(?!(?:in|for|of|to|the"
    r"|with) )[^\W\d_][\w&'-]* ){1,4}?)(?:industry|sector|trade)(?![^\W_])"
)
_GROUP = re.compile(
    r"(?i)(?:^|[,.] )(?:those|workers|people|employees|staff|professionals|work|jobs"
    r"|positions)(?: (?:working|employed))?"
    r" (?:in|at|for|with) (?!(?:the )?(?:top|bottom|low|high|upper|middle|this|that|same|field|job|role"
    r"|profession|their|his|her|its|our|your|my|first|training|probation)(?![^\W_]))(?:the )?"
    r"(?P<name>[^\W\d_][\w &'-]{2,40}?),? (?:earn|made|make|had|were|are|averaged?|brought|pays?)"
    r"|^In (?!(?:the )?(?:top|bottom|this|that|same|field|job|role|profession|contrast|addition|general"
    r"|fact|total|most))(?:the )?"
    r"(?P<where>(?-i:[a-z])[\w &'-]{2,40}?)(?: industry| sector)?, (?:it|they|the (?:average|median"
    r"|mean)|workers|employees|pay|wages)"
)
# "potters employed in brick works earn", "those who work for hotels made"
_EMPLOYED = re.compile(
    r"(?i)(?<![^\W_])(?:employed|working|who work(?:ed)?) (?:in|at|for|by) (?:the )?"
    r"(?P<name>(?!(?:this|that|these|those|their|his|her|its|our|your|my|an?|full|part|shifts?|nights?)"
    r"(?![^\W_]))(?-i:[a-z])[^\W\d_]+(?: [^\W\d_]+){0,4}?(?<!s)s)"
    r"(?= (?:earn|made|make|had|were|are|averaged?))"
)
_TURN = re.compile(r"(?i).{80}|;|(?<![^\W_])(?:and|while|but|whereas|against|compared|und|et|y)(?![^\W_])")
_AGAINST = re.compile(r"(?i)(?<![^\W_])(?:below|above|than|compared|close|against)(?![^\W_])")
_CLAUSE_END = re.compile(r"[,;:.]|(?<![^\W_])(?:and|but|while|whereas|und|et|y)(?![^\W_])")
# A job of its own beside the one it is made from: an assistant editor is no editor.
_BESIDE = re.compile(r"(?:assistant|deputy|associate|chief|head|lead|vice|under|sub) ")
# What follows the head of a French or Spanish title: "moniteur" of "moniteur de ski".
_HEAD_OF = re.compile(r" (?:de|du|des|d|en|à|au|aux|del) ")
_CLOSE = 25
# What stands between an amount and the year it was paid in.
_YEAR_BEHIND = re.compile(r"(?i)[ ,(]*(?:in|for|as of|im|en|nel|em|per|anno)?(?: the)? ?")
# A subject of its own whose verb is left out: ", and top commercial silks over".
_OTHERS = re.compile(
    r"(?i)(?:the )?(?:top|best|leading|elite|highest|star)[- ]"
    r"(?!.*(?:tenth|quarter|half|third|percent|per cent|decile|quartile|earner|end|rate|of)(?![^\W_]))"
    r"(?:[^\W\d_]+ ){1,3}"
    r"(?:over|more than|up to|around|about|as much as|above)?"
)


def roles_of(
    found: Found, number: int, scope: Scope, earlier: Sequence[Draft]
) -> list[tuple[str, str | None]]:
    """Return whose pay an amount is: "for clerks" behind it, the nearest title before, else the scope's."""
    spoken = [replace(scope, role=earlier[-1].role), scope] if earlier else [scope]
    found = replace(found, roles=tuple(_whole(role, spoken) for role in found.roles))
    quantity = found.money[number]
    previous = found.money[number - 1].end if number else 0
    following = found.money[number + 1].start if number + 1 < len(found.money) else len(found.text)
    behind = [role for role in found.roles if quantity.end <= role.start < following]
    if behind and _FOR.match(found.text[quantity.end : behind[0].start]):
        return [(behind[0].name, behind[0].level)]
    before = [role for role in found.roles if previous <= role.start and role.end <= quantity.start]
    if before:
        return _paid_of(found.text, before)
    clause = _clause(found, number) if number else ""
    if _OTHERS.fullmatch(clause) or (earlier and foreign_subject(clause)):
        return []
    if earlier and _is_another_job(clause):
        name, level = strip_level(clause)
        return [(tidy(name), level)]
    if earlier and number:
        said = earlier[-1].level
        kept = None if said and names_learner(said) else said
        return [(earlier[-1].role, level_of(found.before(number)) or kept)]
    above = {role.name: role.level for role in found.roles if role.end <= quantity.start}
    if above:
        return list(above.items()) if len(above) == 1 else []
    if scope.role is None or scope.role in found.rivals or foreign_subject(found.text, scope.role):
        return []
    return [(scope.role, _stated_level(found.before(number)))]


def _is_another_job(clause: str) -> bool:
    """Whether a clause is nothing but a title, and no place that ends like one: "northwest Indiana"."""
    titled = bool(clause) and is_title(clause) and not is_level(clause) and not PAY_WORD.search(clause)
    return titled and named_place(clause.split()[-1], None) is None


def _whole(role: RoleFound, spoken: Sequence[Scope]) -> RoleFound:
    """Return a title cut short as the one it stands for among those spoken of, the nearest first."""
    return next((whole for scope in spoken if (whole := of_scope(role, scope)) != role), role)


def of_scope(role: RoleFound, scope: Scope) -> RoleFound:
    """Return a title cut short as the one it stands for: "agents" on a page about call centre agents."""
    whole = role_key(scope.role or "")
    if not role.known and _HEAD_OF.match(whole.removeprefix(role_key(role.name))):
        return replace(role, name=scope.role or role.name)
    if (
        role.known
        or strip_level(scope.role or "")[1]
        or _BESIDE.match(whole)
        or not whole.endswith(f" {role_key(role.name)}")
    ):
        return role
    return replace(role, name=scope.role or role.name)


def _clause(found: Found, number: int) -> str:
    """Return the last clause in front of an amount: "partners can make" of ", and partners can make"."""
    previous = found.money[number - 1].end
    clauses = _CLAUSE_END.split(found.text[previous : found.money[number].start])
    return clauses[-1].strip() if len(clauses) > 1 else ""


def _paid_of(text: str, before: Sequence[RoleFound]) -> list[tuple[str, str | None]]:
    """Return whose pay comes after several titles: the subject's; no one's when the grammar tells none."""
    paid = [role for role in before if role.subject]
    chosen = _together(text, paid or before)
    clear = paid or len({role.name for role in before}) <= len(chosen)
    return chosen if clear else []


def _stated_level(before: str) -> str | None:
    if grade := grade_beside(before):
        return grade
    match = re.search(
        r"(?i)(?<![^\W_])(entry[- ]level|newly qualified|early[- ]career|mid[- ]career|late[- ]career"
        r"|experienced|junior|senior"
        r"|trainees?|apprentices?|journeym[ae]n|masters|beginners?|berufseinsteiger|débutants?"
        r"|expérimentés?)(?![^\W_])",
        before,
    )
    return match.group(1).casefold() if match else None


def _together(text: str, before: Sequence[RoleFound]) -> list[tuple[str, str | None]]:
    """Return the last title, with those joined to it by "and"."""
    chosen = [before[-1]]
    for role in reversed(before[:-1]):
        if not re.fullmatch(r",? (?:and|or|&|und|oder|et|ou|y|o) ", text[role.end : chosen[0].start]):
            break
        chosen.insert(0, role)
    return [(role.name, role.level) for role in chosen]


def place_of(found: Found, number: int) -> PlaceFound | None:
    """Return the place of an amount: right before it, right behind it, before it, the first."""
    quantity = found.money[number]
    previous = found.money[number - 1].end if number else 0
    following = found.money[number + 1].start if number + 1 < len(found.money) else len(found.text)
    before = [place for place in found.places if previous <= place.start < quantity.start]
    if before and (number or quantity.start - before[-1].end < _CLOSE):
        return before[-1]
    behind = [place for place in found.places if quantity.end <= place.start < following]
    if behind and not _TURN.search(found.text[quantity.end : behind[0].start]):
        return behind[0]
    first = [place for place in found.places if place.start < found.money[0].start]
    chosen = before or first
    return chosen[-1] if chosen else None


def year_of(found: Found, number: int) -> Quantity | None:
    """Return the year of an amount: the nearest one, or the only one of the sentence."""
    quantity = found.money[number]
    following = found.money[number + 1].start if number + 1 < len(found.money) else len(found.text)
    previous = found.money[number - 1].end if number else 0
    behind = [year for year in found.years if quantity.end <= year.start < following]
    before = [year for year in found.years if previous <= year.start < quantity.start]
    if before and behind and number and _follows(found, previous, before[-1]):
        before = [] if _follows(found, quantity.end, behind[0]) else before
    if before and (not behind or quantity.start - before[-1].end < _CLOSE):
        return before[-1]
    if behind:
        return behind[0]
    distinct = {year.low for year in found.years}
    return found.years[0] if len(distinct) == 1 else None


def _follows(found: Found, end: int, year: Quantity) -> bool:
    """Whether a year is said of the amount right before it: "$24 in 2023", "$24 an hour in May 2023"."""
    return _YEAR_BEHIND.fullmatch(found.text[end : year.start]) is not None


def industry_of(found: Found, number: int) -> str | None:
    """Return the industry that a sentence limits an amount to: right before it, or all its amounts."""
    start = found.money[number - 1].end if number else 0
    near = _EMPLOYED.search(found.text, start, found.money[number].start)
    match = near or _INDUSTRY.search(found.text) or _GROUP.search(found.text)
    if match is None or any(match.start() <= place.start < match.end() for place in found.places):
        return None
    if _AGAINST.search(found.text[: match.start()]):
        return None
    return next(name.strip() for name in match.groupdict().values() if name)
