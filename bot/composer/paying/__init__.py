"""Answers about pay, by intent."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.catalogue.words import is_transparent, keys
from bot.composer.draft import Block, Draft, paragraph, statements_of
from bot.composer.evidence import K
from bot.composer.paying import asking
from bot.composer.paying.apart import pay_talk, with_unheld
from bot.composer.paying.basis import pay_basis
from bot.composer.paying.comparison import compare_roles
from bot.composer.paying.conversion import convert_amount, lookup_or_convert
from bot.composer.paying.offer import place_amount
from bot.composer.paying.offers import between_two, is_choice, offer
from bot.composer.paying.pairs import compare_pairs, pairs_of
from bot.composer.paying.percentiles import MEAN, at_most, percentile_asked
from bot.composer.paying.premise import not_apart
from bot.composer.paying.prices import prices
from bot.composer.paying.raises import raised_to, worked_raise
from bot.composer.paying.ranking import pay_in_place, rank_roles
from bot.composer.paying.rising import pay_trend, raise_pay
from bot.composer.paying.shares import asks_how_many
from bot.composer.paying.years import years_wanted
from bot.composer.quoting import tells_of
from bot.composer.settling import FROM_TEXT
from bot.composer.sources import Sources, keeping
from bot.composer.weighing import of_other_roles
from bot.dialogue.followups import two
from bot.dialogue.localities import ANY_PLACE
from bot.pay.reading.cues import PAY_WORD, kind_of
from bot.schema import Passage, Request, Turn

PayAnswer = Callable[[Request, Sources, Sequence[Turn]], Draft | None]
PAY_ANSWERS: dict[str, PayAnswer] = {
    "pay_lookup": lookup_or_convert,
    "pay_place": pay_in_place,
    "pay_basis": pay_basis,
    "pay_compare": compare_roles,
    "pay_rank": rank_roles,
    "pay_convert": convert_amount,
    "pay_offer": offer,
    "pay_raise": raise_pay,
    "pay_trend": pay_trend,
    "pay_prices": prices,
}
LOOKUP = ("pay_lookup",)
_BEST_PAID = re.compile(
    r"\b(?:most|best|highest|top|worst|lowest|least)[- ]*(?:paid|paying|earning)\b.*"
    r"\b(?:jobs?|roles?|positions?|titles?|work|one)\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:what|which|how (?:many|much))\s+(?:(?:kinds?|sorts?|types?|share|part) of )?"
    r"(?P<thing>(?:[^\W\d_]+ )?[^\W\d_]{3,})"
    r" (?:do|does|did|are|is|can|will|would|of|must|should)\b",
    re.IGNORECASE,
)
# What comes on top of pay, or in its place, by its own name.
_BESIDE_PAY = re.compile(
    r"\b(?:(?P<kind>sick|holiday|vacation|maternity|paternity|parental|redundancy|severance|overtime)"
    r"[- ](?:pay|rates?)"
    r"|(?:un)?paid (?P<off>vacation|holiday|leave|time off|days off)s?"
    r"|(?P<extra>allowance|bonus|pension|commission|stipend|premium|surcharge|supplement|loading)(?:s|es)?)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:money|more|less|extra|[^\W\d_]+ly|cash|range|figures?|amounts?|numbers?|offers?"
    r"|difference|percentile)\b",
    re.I,
)
_RATE = re.compile(r"\b([^\W\d_]{4,})[- ]rates?\b(?! of pay\b)", re.IGNORECASE)
_MOST_OF = re.compile(r"\b(?:lowest|highest)[- ](?P<thing>[^\W\d_]{4,})", re.IGNORECASE)
_STATUTORY = re.compile(r"\b(?:minimum|living|live?able) wage\b", re.IGNORECASE)
_SOME = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_PER_TIME = re.compile(r"(?:(?:an?|per|each|the|more) )?(?:hour|day|night|week|month|year)s?", re.IGNORECASE)
_HOW_MUCH = re.compile(
    r"\b(?:what|how much)\b[^?]{0,20}\b(?:ask|aim|push|hold out)(?:\s+(?:them|him|her))?\s+for\b",
    re.IGNORECASE,
)
_ROOT, TWO = 6, 2
_GAP = re.compile(r"(?i)\b(?:gap|spread)\b")
_MEANING = re.compile(r"(?i)\b(?:mean(?:s|ing)?\W*$|stands? for|understand|explain|what(?:'s| is) an?\b)")
_STATISTIC = re.compile(rf"(?i)\b(?:median|percentiles?|quartiles?|p(?:10|25|50|75|90))\b|{MEAN}")
DOUBTED = 0.5
CHOOSING = frozenset(
    {"pay_convert", "pay_lookup", "pay_place", "pay_compare", "pay_rank", "pay_offer", "pay_raise"}
)


def about_the_thing(request: Request, sources: Sources) -> tuple[Request, Sources]:
    """Answer a question for some of a thing ("how much holiday ...?") from what tells of that very thing."""
    some = request.intents == ("conditions",) and _SOME.search(request.question)
    doubted = request.confidence < DOUBTED and set(request.intents) <= PAY_ANSWERS.keys()
    extra = doubted and _BESIDE_PAY.search(request.question) is not None
    most = request.intents[:1] in (("pay_place",), ("pay_rank",)) and _MOST_OF.search(request.question)
    wanted = request.intents == LOOKUP or some or extra or most
    thing = _something_else(request) if wanted else None
    if not thing:
        return request, sources

    def tells(passage: Passage) -> bool:
        return all(tells_of(word, f"{passage.section} {passage.text}", _ROOT) for word in thing.split())

    def of_others(passage: Passage) -> bool:
        named = any(role.casefold() in passage.text.casefold() for role in request.roles)
        return not named and of_other_roles(passage, request.roles, sources)

    found = sources.search(request.standalone, k=K).passages
    held = any(tells(passage) for passage in found if not of_others(passage))
    asked = replace(request, intents=(FROM_TEXT if held else "out_of_scope",))
    return asked, keeping(sources, tells) if held else sources


def with_pay_meant(request: Request) -> Request:
    """Read a question for jobs that names an amount, or for a difference, as the pay question it is."""
    if plain := _plainly_meant(request):
        return replace(request, intents=plain)
    if _is_doubted(request) and len(request.roles) == TWO and _GAP.search(request.question):
        return replace(request, intents=("pay_compare",))
    wished = [amount for amount in request.amounts if amount != request.person.pay]
    if "role_list" in request.intents and wished:
        meant = "pay_offer" if request.roles else "pay_rank"
        intents = (meant if name == "role_list" else name for name in request.intents)
        return replace(request, intents=tuple(dict.fromkeys(intents)))
    if request.intents[:1] == ("pay_prices",) and request.roles and request.amounts:
        return replace(request, intents=("pay_offer", *request.intents))
    if request.intents[:1] == LOOKUP and not request.roles and _BEST_PAID.search(request.standalone):
        return replace(request, intents=("pay_rank", *request.intents[1:]), role_choices=())
    own = request.person.pay
    if request.intents[:1] == ("pay_compare",) and request.role_choices and own and not request.roles:
        return replace(request, intents=("pay_offer", *request.intents[1:]), amounts=(own,))
    if request.more and two(request.question) and len(request.roles) == 2 and request.intents[:1] == LOOKUP:
        return replace(request, intents=("pay_compare",), more=False)
    return request


def _is_doubted(request: Request) -> bool:
    """Whether it is doubtful what a question that stands alone is after."""
    return request.confidence < DOUBTED and not request.follow_up


def _plainly_meant(request: Request) -> tuple[str, ...] | None:
    """What a question is after by its wording alone: a wage set by law, the whole of some years, a share."""
    if _STATUTORY.search(request.question) and PAY_ANSWERS.keys() & set(request.intents):
        return ("out_of_scope",)
    if request.intents[:1] == ("term",) and request.roles and _STATISTIC.search(request.standalone):
        return None if request.follow_up and _MEANING.search(request.question) else LOOKUP
    doubted = _is_doubted(request)
    if request.intents == ("pay_offer",) and not request.roles and percentile_asked(request.question):
        return LOOKUP
    if request.places and (doubted or request.roles) and percentile_asked(request.question):
        return LOOKUP
    if request.intents[:1] == LOOKUP and not request.places and ANY_PLACE.search(request.question):
        return ("pay_place",)
    other = request.intents[0] not in PAY_ANSWERS and request.confidence >= DOUBTED
    if other and not PAY_WORD.search(request.question) and not request.amounts:
        return None
    if request.amounts and not request.roles and (meant := _of_an_amount(request)):
        return meant
    told = bool(request.claims) and request.intents == ("pay_rank",)
    reckoned = (
        years_wanted(request) or asks_how_many(request) or (doubted and (told or at_most(request.question)))
    )
    return LOOKUP if reckoned and request.roles else None


def _of_an_amount(request: Request) -> tuple[str, ...] | None:
    """What a question for an amount that names no job is after, where its intents do not fit that."""
    if request.intents == ("pay_basis",) and request.period not in (None, request.amounts[0].period):
        return ("pay_convert",)
    placed = _is_doubted(request) and request.intents in (("pay_prices",), ("pay_trend",))
    return ("pay_offer",) if placed else None


def _something_else(request: Request) -> str | None:
    """Return what a question with no word of pay asks for: "pension" of "what pension do cooks get?"."""
    share = _RATE.search(request.question)
    if share and not (pay_talk() & set(keys(share[1])) or is_transparent(share[1]) or request.follow_up):
        return share[1].casefold()
    beside = _BESIDE_PAY.search(request.question)
    text = _BESIDE_PAY.sub("", request.question)
    thing = _THING.search(text) or _MOST_OF.search(text)
    if (thing or beside) is None or request.follow_up or request.amounts:
        return None
    if thing and _PER_TIME.fullmatch(thing["thing"]):
        return None
    if PAY_WORD.search(text) or kind_of(text) or (not beside and _MONEY.search(text)):
        return None
    named = beside[beside.lastgroup or 0] if beside else thing["thing"] if thing else ""
    return named.casefold()


def raise_beside(request: Request, sources: Sources) -> tuple[Block, ...]:
    """What a raise comes to, or where pay stands, that someone tells of when asking how to bargain.

    To one who asks what to ask for, how far from the middle they are.
    """
    if request.intents != ("negotiation",):
        return ()
    worked = worked_raise(request, sources) if request.amounts else ()
    wanted = _HOW_MUCH.search(request.question)
    if worked or not request.roles or (request.follow_up and not wanted):
        return worked
    if wanted:
        ends = (place_amount(replace(request, held_against=end), sources) for end in ("median", "p75"))
        told = [
            one for end in ends if end and end.outcome == "answered" for one in statements_of(end.blocks)[:1]
        ]
        return paragraph(*dict.fromkeys(told))
    placed = place_amount(request, sources) if request.amounts else None
    return placed.blocks if placed and placed.outcome == "answered" else ()


def pay_answer(intent: str, request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Answer one pay intent; what the person's own figures give by a sum alone comes first.

    A message of several intents is answered by such a sum once, for the first of them.
    """
    asked = [name for name in request.intents if name in PAY_ANSWERS]
    worked = worked_raise(request, sources)
    if worked:
        return _with_place(worked, intent, request, sources) if intent == asked[0] else None
    if intent in CHOOSING and is_choice(request):
        first = next(name for name in asked if name in CHOOSING)
        return between_two(request, sources) if intent == first else None
    if intent in CHOOSING and (pairs := pairs_of(request, sources)):
        return compare_pairs(pairs, request, sources) if intent == asked[0] else None
    told = not_apart(request, sources) or PAY_ANSWERS[intent](request, sources, turns)
    return with_unheld(told, request, sources) if told and intent == asked[0] and intent in CHOOSING else told


def _with_place(worked: tuple[Block, ...], intent: str, request: Request, sources: Sources) -> Draft:
    """What a raise comes to, and where pay stands after it when that is asked for."""
    told = Draft("answered", worked, asking.about_pay(sources))
    after = raised_to(request) if intent == "pay_offer" and request.roles else None
    placed = place_amount(replace(request, amounts=(after,)), sources) if after else None
    return told + placed if placed and placed.outcome == "answered" else told
