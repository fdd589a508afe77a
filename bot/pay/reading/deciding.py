"""Which amounts of a sentence are pay, by the words around them."""

import re
from collections.abc import Sequence

from bot.pay.reading import cues
from bot.pay.reading.scope import Scope
from bot.pay.reading.sentence import Found
from bot.pay.reading.verbs import BETWEEN
from bot.quantities import Quantity, find_money

_BRACKETS = re.compile(r" ?\((?P<inner>[^()]{1,120})\)")
_OPENS = re.compile(
    r"(?i)(?:(?:up to|from|circa|c\.|ca\.|around|about|competitive|basic|base|between|ab|von|bis zu|rund|etwa"
    r"|zwischen|à partir de|jusqu['’]à|environ|entre|de|a partir de|desde|hasta|unos|alrededor de)[ :]*)?\s*"
)
# An aside with no figure of its own: "(the legal minimum)".
_ASIDE = re.compile(r" ?\([^()\d]{1,40}\)")
# What costs money but is spoken of for other reasons too: an amount is for it only right behind it.
_PASSING = re.compile(
    r"(?i)(?:trainings?|courses?|projects?|exams?|certificat\w+|licen[cs]es?|orders?|market|pensions?|deals?)"
)
_BESIDE = 25
# Verbs that tell of money whatever it is for: "rent averages $1,640", "tuition starts at $900".
_OF_SUBJECT = re.compile(r"(?i)averages?|(?:starts?|begins?) (?:at|from|on|out at)")
# Those who are paid while they learn: "nurses in training get...".
_LEARNING = re.compile(r"(?i)(?<![^\W_])(?:in|during)(?: (?:the|their|initial|basic))? $")
# A job gets, or reports, an amount: as good as a word of pay.
_GETS = re.compile(
    r"(?i)(?:,? (?:typically|usually|often|now|also|generally|told us they|say they|can|could))*"
    r" (?P<verb>gets?|got|reports?|reported|(?:is|are|was|were) (?:at|on))"
    rf"(?: (?:{BETWEEN}|just))* ?"
)
_FULL_TIME = re.compile(
    r"(?i)[ (]*(?<![^\W_])(?:fte|wte|full[- ]time equivalent|whole[- ]time equivalent)(?![^\W_])"
)
_BASE = re.compile(r"(?i)^ ?(?:base|basic)(?: salary| pay)?(?![^\W_])(?! (?:of|rate tax))")
_GROSS = re.compile(r"(?i)\d.*(?<![^\W_])(?:brutto|bruts?|brutos?|gross)(?![^\W_])")
_TAUGHT = re.compile(
    r"(?i)(?<![\d.,])(?P<hours>\d{2,4}) (?:hours|stunden|unterrichtseinheiten|ue|lessons|heures"
    r"|horas)[,;:]? ?"
    r"(?:(?:about|around|roughly|etwa|rund|ca\.|circa|environ|unos) )?$"
)
_LONGEST_WEEK = 80
_SHORT = 30
_AFTER_LEVEL = re.compile(
    r"(?i)(?:(?:pay )?(?:grade|band|level|scale|spine points?|scp) [\w.-]{1,8}|CDI|CDD|(?:full|part)[- ]time)"
    r"(?: [\w.-]{1,6})?(?:,|:| [–-]) "
)
_LEAST_YEARLY = 12_000.0
OTHER_GROUP = re.compile(
    r"(?i)(?<![^\W_])(?:(?<!people )(?<!workers )(?:of|in) (?:the|that|this) (?:wider |whole )?group"
    r"|the (?:former|latter|others?)|nearest|closest|counted|classified|classed"
    r"|files? the title"
    r"|lists? the title|official group|(?:lies|falls|sits) (?:inside|within)|under"
    r"(?! *[$£€\d]| (?:the|an?|one|each|their|this|our|review|way|discussion"
    r"|negotiation)(?![^\W_])))(?![^\W_])"
)
_ENDS = re.compile(
    r"(?i)(?<![^\W_])(?:(?:low|high|upper|lower|bottom|top) end|the (?:top|bottom) (?:of|for)|(?:above"
    r"|below) the (?:low|high|top|median|middle))(?![^\W_])"
)


def without_other_money(text: str) -> str:
    """Return a sentence less the asides on money that is no pay: "On shows (budget under $2 million) ..."."""
    for aside in _BRACKETS.finditer(text) if len(find_money(text)) > 1 else ():
        money = find_money(aside["inner"])
        said = list(cues.CUE.finditer(aside["inner"], 0, money[0].start)) if money else []
        if said and said[-1]["pay"] is None:
            text = text.replace(aside.group(), "", 1)
    return text


def is_barred(found: Found) -> bool:
    """Whether a whole sentence is about no job's pay: everyone, an example, a change, another group."""
    barred = (cues.EVERYONE, cues.IMAGINED, cues.DENIED, cues.CHANGED, cues.NOWHERE, _ENDS, OTHER_GROUP)
    text = _ASIDE.sub("", found.text)
    return any(pattern.search(text) for pattern in barred) or "respectively" in found.masked


def is_pay(found: Found, number: int, scope: Scope, earlier: Sequence[bool]) -> bool:
    """Decide by the nearest word about money: before the amount, else what came before, else behind it."""
    before, after = found.before(number), found.after(number)
    if _is_no_pay(found, number):
        return False
    if _is_named_pay(found, number):
        return True
    joined = number > 0 and re.search(
        r"(?i)(?<![^\W_])(?:and|or|then|und|oder|et|ou|y|o) (?:then )?$", before
    )
    clause = before.rpartition(";")[2]
    matches = [] if joined else [match for match in cues.CUE.finditer(clause) if not _in_passing(match)]
    if _is_told_of_job(found, number):
        return True
    if matches:
        of_subject = _OF_SUBJECT.fullmatch(matches[-1].group()) and len(matches) > 1
        return matches[-2 if of_subject else -1]["pay"] is not None
    if earlier:
        return earlier[-1]
    opens = _OPENS.fullmatch(before) or (len(before) < _SHORT and _AFTER_LEVEL.fullmatch(before))
    if opens and (scope.pay or (scope.titled and _is_offered(found.money[number]))):
        return True
    behind = cues.CUE.search(re.split(r"[;.,]", _ASIDE.sub("", after))[0])
    if behind:
        return behind["pay"] is not None
    return scope.pay


def _is_told_of_job(found: Found, number: int) -> bool:
    """Whether a job is the subject of what an amount is told of: "guides got $90", "guides reported $90"."""
    start, end = found.money[number - 1].end if number else 0, found.money[number].start
    subjects = [role for role in found.roles if role.subject and start <= role.start and role.end <= end]
    if not subjects:
        return False
    told = _GETS.fullmatch(found.text[subjects[-1].end : end])
    # what someone gets may be anything, unless it is by the hour or the day
    return told is not None and (told["verb"][0] != "g" or found.money[number].period is not None)


def _in_passing(cue: re.Match[str]) -> bool:
    """Whether a word for what costs money stands too far in front of an amount to be what it is for."""
    if _LEARNING.search(cue.string, 0, cue.start()) and cue.group().casefold() == "training":
        return True
    return len(cue.string) - cue.end() > _BESIDE and _PASSING.fullmatch(cue.group()) is not None


def _is_no_pay(found: Found, number: int) -> bool:
    """Whether the words right beside an amount make it something else: a fee, a difference, a sum."""
    after = found.after(number)
    return (
        found.is_rival(number)
        or cues.AFTER_OTHER.match(after) is not None
        or cues.DIFFERENCE.match(after) is not None
        or cues.CHANGE_BEFORE.search(found.before(number)) is not None
        or cues.WITH_EXTRAS.search(found.before(number)) is not None
        or _is_course(found, number)
        or _is_summed(found, number)
        or _is_actual(found, number, _full_time(found))
    )


def _is_course(found: Found, number: int) -> bool:
    """Whether an amount with no period follows the length of a course: "480 hours, about $5,600"."""
    length = _TAUGHT.search(found.before(number)) if found.money[number].period is None else None
    return length is not None and int(length["hours"]) > _LONGEST_WEEK


def _is_named_pay(found: Found, number: int) -> bool:
    """Whether an amount is called gross, basic or full-time pay itself: "$60K base", "11,88 € brut"."""
    full = number in _full_time(found) and cues.PAY_WORD.search(found.text) is not None
    basic = _BASE.match(found.after(number)) is not None
    return full or basic or _GROSS.search(found.money[number].text) is not None


def _is_offered(quantity: Quantity) -> bool:
    """Whether an amount right under a title is written as advertised pay is: "£48,000 - £55,000"."""
    low, high = quantity.low, quantity.high
    return quantity.period is not None or (
        low is not None and high is not None and _LEAST_YEARLY <= low < high <= 3 * low
    )


def _is_summed(found: Found, number: int) -> bool:
    """Whether an amount is a term of a sum; not when a benefit is added: "£48,000 + £5,000 car allowance"."""
    if not cues.SUM_AFTER.match(found.after(number)):
        return False
    benefit = number + 1 < len(found.money) and cues.AFTER_OTHER.match(found.after(number + 1))
    return not (benefit and re.fullmatch(r" ?(?:\+|plus) ?(?:an? )?", found.after(number)))


def _full_time(found: Found) -> list[int]:
    """Return the amounts that a sentence says are for full time: "(FTE £24,404)"."""
    behind = [
        number
        for number in range(len(found.money))
        if (mark := _FULL_TIME.match(found.after(number)))
        and (number + 1 == len(found.money) or found.after(number)[mark.end() :].strip(" :"))
    ]
    return behind or [
        number for number in range(len(found.money)) if _FULL_TIME.search(found.before(number)[-25:])
    ]


def _is_actual(found: Found, number: int, full: Sequence[int]) -> bool:
    """Whether an amount is what part of a week brings, beside the full-time salary of the same sentence."""
    period = found.money[number].period
    return bool(full) and number not in full and period in (None, found.money[full[0]].period, "year")
