"""Answers from the guides' text: find the sections, speak what answers, decline what they do not hold."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer import talk
from bot.composer.abstaining import ENOUGH, LOOKED_AT
from bot.composer.draft import Block, Draft, cited, news, render
from bot.composer.evidence import LITTLE, NEARBY, Gathered, closest, gather, is_likely, nearest
from bot.composer.following import said
from bot.composer.guide import answer_from_passages, closest_words, in_few_words, named_with_opening
from bot.composer.reusing import of_place, reused
from bot.composer.settling import CERTAIN, FROM_TEXT, SURE
from bot.composer.sides import Side, Sides, apart_first, sides_of
from bot.composer.sources import Sources
from bot.composer.suggestions import MAX_SUGGESTIONS, from_passages, nearest_asks, starters
from bot.composer.told import is_spent, said_of_it, says, stands_out, was_told
from bot.composer.units import escape
from bot.composer.weighing import heading, of_other_roles
from bot.composer.wording import join, place_name
from bot.dialogue import intent_model, tells
from bot.dialogue.followups import compares
from bot.dialogue.splitting import asks
from bot.pay.places import country_name
from bot.quantities import find_money
from bot.safety import professional
from bot.schema import Passage, Place, Request, Turn

WORDS = 130
WORDS_WITH_OTHERS = 70
CLEARLY = 0.6
PLAINLY_ABOUT = 2.2
BEYOND_DOUBT = 0.9
OF_LAW = 0.1
BEYOND_GUIDES, AS_NEAR = 0.7, 0.5
"""Where a section comes this near to what somebody only tells, how sure it is beyond the guides counts."""
PROFESSIONAL = ("legal", "medical")
SIDE_BY_SIDE = 2
BESIDE = 0.6
"""How much less may speak for a section than for one told before to be told of beside it."""
OF_CRISIS = 0.1
"""How likely a crisis is what a section is for, and what is asked, for it to be told of in doubt."""
OF_A_JOB = ("role_description", "role_day", "skills", "conditions", "entry", "outlook")
PLACE_BOUND = ("entry", "outlook", "worth_it", "role_list", "transfer", *PROFESSIONAL)


def answer(intent: str, request: Request, sources: Sources, turns: Sequence[Turn], parts: int = 1) -> Draft:
    """Answer one intent from passages; declines when nothing close enough is found."""
    turn = talk.turn_number(turns)
    gathered = gather(intent, request, sources, parts)
    intent = _in_thread(intent, request, gathered.passages, sources)
    found = _answers(intent, request, gathered.found)
    passages = _close_enough(intent, gathered.telling, sources) if found else ()
    if intent in PROFESSIONAL and parts > 1:
        passages = ()  # what else was asked is answered beside it; here only whom to ask
    if request.more:
        passages = tuple(p for p in passages if not of_other_roles(p, request.roles, sources))
    passages = _for_every_job(_not_told(passages, sources), request, sources)
    elsewhere = _elsewhere(request, sources, passages)
    if elsewhere and intent in PLACE_BOUND and gathered.strength < SURE:
        return Draft("declined", elsewhere, starters(sources))
    if parts == 1 and (blocks := of_place(request, sources, turns)):
        return Draft("answered", _framed(intent, request, blocks, turn), _next(gathered.passages, sources))
    if parts == 1 and (blocks := reused(gathered.passages, sources, turns)):
        return Draft("answered", blocks, _next(gathered.passages, sources))
    recalled = sources.thread is not None and bool(sources.thread.recalled)
    troubled = intent == "distress" and request.confidence >= CLEARLY
    if parts == 1 and not troubled and not recalled and (again := _again(passages, sources)):
        return again
    blocks = answer_from_passages(
        _as_typed(request, sources),
        passages[:1] if parts > 1 and request.asked else passages,
        sources,
        budget=WORDS if parts == 1 else WORDS_WITH_OTHERS,
        said=said(turns) if request.more else frozenset(),
    )
    if not blocks:
        return _nothing(intent, request, sources, turn, gathered, exhausted=bool(passages))
    blocks = _framed(intent, request, elsewhere + _in_doubt(passages[0], sources) + blocks, turn)
    return Draft("support" if troubled else "answered", blocks, _next(passages, sources))


def _in_doubt(best: Passage, sources: Sources) -> tuple[Block, ...]:
    """Name the question that is answered, where a long message only comes near it."""
    if sources.thread or best.score >= ENOUGH or not (sources.asks(best) and heading(best)):
        return ()
    return talk.own_words(f"The nearest question in my guides: **{escape(heading(best))}**")


def _not_told(passages: tuple[Passage, ...], sources: Sources) -> tuple[Passage, ...]:
    """What may be told; to what somebody tells, of what was told only a sentence on it is an answer."""
    thread = sources.thread
    if thread and passages and tells(thread.question) and was_told(passages[0], thread.said):
        return passages if stands_out(passages[0], sources) else ()
    return passages


def _as_typed(request: Request, sources: Sources) -> str:
    """The question that sentences are held against: in mid-talk without what it hangs on."""
    return sources.thread.question if sources.thread else request.standalone


def _for_every_job(passages: tuple[Passage, ...], request: Request, sources: Sources) -> tuple[Passage, ...]:
    """Where no job is asked about, add nothing from a guide on one job to what holds for all of them."""
    alone = sources.texts.of_one_job
    if request.roles or not passages or passages[0].document_id in alone:
        return passages
    return tuple(passage for passage in passages if passage.document_id not in alone)


def _in_thread(intent: str, request: Request, best: tuple[Passage, ...], sources: Sources) -> str:
    """Put to the guides what inside a talk is doubtfully taken for a matter of law, or beyond them."""
    if sources.thread is None or request.confidence >= BEYOND_DOUBT:
        return intent
    if intent in PROFESSIONAL:
        sure = request.confidence >= CERTAIN and _close_enough(intent, best, sources)
        return intent if sure else FROM_TEXT
    return FROM_TEXT if intent == "out_of_scope" else intent


def answer_each(
    intent: str, request: Request, sources: Sources, turns: Sequence[Turn], parts: int = 1
) -> Draft:
    """Answer one intent; for two jobs from a section of each, where what was found tells of one alone."""
    whole = answer(intent, request, sources, turns, parts)
    sides = sides_of(request.question if parts == 1 else request.standalone, sources.catalogue)
    if sides and intent not in PROFESSIONAL and whole.outcome == "answered" and not request.more:
        left = _untold(sides, whole)
        other = _told_of(left, request, sources, turns) if left else None
        if other:
            first = answer(intent, request, sources, turns, SIDE_BY_SIDE)
            whole = first + news(other, first)
        if other or not left:
            return apart_first(whole, sides)
    if len(request.roles) != SIDE_BY_SIDE or intent not in OF_A_JOB or request.more:
        return whole
    choosing = request.follow_up and compares(request.question)
    told_of = set().union(*(sources.texts.roles(item.section) for item in _cited(whole)))
    names = [role.casefold() for role in request.roles]
    named = any(all(name in item.text.casefold() for name in names) for item in _cited(whole))
    if told_of >= set(request.roles) or named or not (told_of or choosing):
        return whole
    told = _of_each(intent, request, sources, turns, choosing=choosing)
    alike = choosing and _cited(told[0])[:1] == _cited(told[1])[:1]
    both = all(draft.outcome == "answered" for draft in told) and not alike
    joined = told[0] + told[1] if both else whole
    return apart_first(joined, sides) if sides else joined


def _of_each(
    intent: str, request: Request, sources: Sources, turns: Sequence[Turn], *, choosing: bool
) -> list[Draft]:
    """What is told of each of two jobs; in a choice between them, what was typed of each."""
    typed = request.question.rstrip(" ?.!")
    wanted = {
        role: f"{typed} ({role})?" if choosing else talk.intent_query(intent, role) for role in request.roles
    }
    left = replace(sources, thread=None) if choosing else sources
    asked = [replace(request, roles=(role,), standalone=text) for role, text in wanted.items()]
    return [answer(intent, one, left, turns, SIDE_BY_SIDE) for one in asked]


def _untold(sides: Sides, draft: Draft) -> Side | None:
    """The one of two things set against each other that nothing told is about; None where one tells both."""
    headed = [item.section for item in _cited(draft)]
    if any(all(side.is_named_in(text) for side in sides) for text in headed):
        return None
    left = [side for side in sides if not any(map(side.is_named_in, headed))]
    return left[-1] if left else None


def _told_of(side: Side, request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """What one of two things is, from a section that is about it; None where there is no such section."""
    asked = f"What is {side.text}?"
    roles = tuple(one.roles[0] for one in sources.catalogue.find_roles(side.text) if one.decided)
    apart = replace(request, question=asked, standalone=asked, roles=roles[:1])
    told = answer("role_description" if roles else "term", apart, sources, turns, SIDE_BY_SIDE)
    headed = (" ".join((item.section, *sources.asks(item))) for item in _cited(told))
    about = any(map(side.is_named_in, headed))
    return told if told.outcome == "answered" and about else None


def _cited(draft: Draft) -> list[Passage]:
    return [item for item in cited(draft.blocks) if isinstance(item, Passage)]


def told_before(intent: str, request: Request, sources: Sources) -> Draft | None:
    """Answer a short follow-up from a section that was told; None where it is about something else."""
    passages = gather(intent, request, sources, 1).passages
    return _again(passages, sources) if passages and says(passages[0], sources) else None


def _again(passages: Sequence[Passage], sources: Sources) -> Draft | None:
    """The sentences that are asked for of a section told before; None where what answers best was not told.

    Where none stands out, it is told as well how the next sections begin that were not told.
    """
    thread = sources.thread
    if thread is None or not passages or not was_told(passages[0], thread.said):
        return None
    best, *others = passages
    new = [one for one in others if one.score >= best.score - BESIDE and not was_told(one, thread.said)]
    if new and not stands_out(best, sources):
        blocks = in_few_words(thread.question, (best, *new[:SIDE_BY_SIDE]), sources, again=True)
    else:
        blocks = said_of_it(best, sources)
    return Draft("answered", blocks, _next(passages, sources)) if blocks else None


def _elsewhere(request: Request, sources: Sources, passages: Sequence[Passage]) -> tuple[Block, ...]:
    """Say that the guides are about other countries than the one asked about; nothing when they are not."""
    covered = sources.catalogue.countries
    asked = [place for place in request.places if place.country and not _is_origin(place, request.question)]
    if not covered or not asked or any(place.covered or _country(place) in covered for place in asked):
        return ()
    about = {passages[0].document_id} if passages else set()
    told = (chunk.embedded_text for chunk in sources.chunks.values() if chunk.document_id in about)
    if any(place.name in text for text in told for place in asked):
        return ()
    home = join([place_name(name) for name in covered[:3]])
    return talk.own_words(
        f"My guides are about {home}; I hold nothing on {escape(place_name(asked[0].name))}."
    )


def _is_origin(place: Place, question: str) -> bool:
    """Whether a place is where someone comes from, not where they ask about."""
    return re.search(rf"\bfrom (?:the )?{re.escape(place.name)}\b", question, re.IGNORECASE) is not None


def _country(place: Place) -> str | None:
    return place.name if place.kind == "country" else country_name(place.country or "")


def _answers(intent: str, request: Request, found: bool) -> bool:
    """Whether what was found may be told: not for a job no guide covers, not for what is out of scope."""
    if request.unknown_roles and not request.roles and intent != "transfer":
        return False
    return found and intent != "out_of_scope"


def _close_enough(intent: str, passages: tuple[Passage, ...], sources: Sources) -> tuple[Passage, ...]:
    """Keep to what is plainly about the question where a near miss could do harm.

    What is written for such questions does no harm: it says itself whom to ask.
    """
    if intent not in PROFESSIONAL:
        return passages
    bars = (ENOUGH if sources.serves(one, intent) >= OF_LAW else PLAINLY_ABOUT for one in passages)
    return tuple(one for one, bar in zip(passages, bars, strict=True) if one.score >= bar)


def _framed(intent: str, request: Request, blocks: tuple[Block, ...], turn: int) -> tuple[Block, ...]:
    """Put what a person must hear before or after the guides' words."""
    if intent in PROFESSIONAL:
        return blocks + talk.own_words(professional(intent, request.question))
    if intent == "distress" and request.confidence < CLEARLY and blocks:
        return blocks
    return talk.framed(intent, blocks, turn)


def _nothing(
    intent: str,
    request: Request,
    sources: Sources,
    turn: int,
    gathered: Gathered,
    *,
    exhausted: bool,
) -> Draft:
    found = gathered.passages
    nearby = tuple(from_passages(found, sources.chunks))
    if exhausted and request.more:
        return Draft("answered", talk.say("more_exhausted", turn), nearby)
    beyond = bool(request.unknown_roles) or (intent == "out_of_scope" and not _may_be_held(request, found))
    near = () if beyond else _near(closest(gathered, sources), request, sources)
    told = _told_near(near, found, request, sources)
    if intent == "distress" and request.confidence >= CLEARLY:
        return Draft(talk.outcome_for(intent), _framed(intent, request, told, turn), nearby)
    ideas = (*nearest_asks(request.standalone, near, sources), *starters(sources))
    if intent in PROFESSIONAL and not told:
        return Draft("declined", talk.say("not_found", turn) + _framed(intent, request, (), turn), nearby)
    draft = talk.decline(request, sources.catalogue, turn, ideas, near=told)
    if told and sources.thread and is_likely(found) and _asks(request):
        draft = Draft("answered", told, ideas[:MAX_SUGGESTIONS])
    framed = intent in PROFESSIONAL
    return replace(draft, blocks=_framed(intent, request, draft.blocks, turn)) if framed else draft


def _may_be_held(request: Request, found: Sequence[Passage]) -> bool:
    """Whether what somebody only tells, doubtfully beyond the guides, may well be what a section is about."""
    near = max((passage.similarity for passage in found), default=0.0) >= AS_NEAR
    return near and not _asks(request) and request.confidence < BEYOND_GUIDES


def _asks(request: Request) -> bool:
    """Whether a message asks something, and does not only tell."""
    return "?" in request.question or asks(request.question)


def _told_near(
    near: tuple[Passage, ...], found: Sequence[Passage], request: Request, sources: Sources
) -> tuple[Block, ...]:
    """What comes near a message, in few words; of a question that stands alone little more than its name."""
    if sources.thread is None and "distress" not in request.intents:
        around = (
            ()
            if not near or sources.asks(near[0])
            else tuple(p for p in found[:LOOKED_AT] if p.score >= NEARBY)
        )
        return closest_words(request.standalone, around, sources) or named_with_opening(near, sources)
    return in_few_words(_as_typed(request, sources), near, sources)


def _near(found: Sequence[Passage], request: Request, sources: Sources) -> tuple[Passage, ...]:
    """What comes near a message; to one that tells something, what was told before is no answer."""
    told = sources.thread.said if sources.thread and tells(request.question) else frozenset()
    speaks = intent_model(sources.embed).classify(sources.embed, [request.question])[0].probability("crisis")
    found = [one for one in found if speaks >= OF_CRISIS or sources.serves(one, "crisis") < OF_CRISIS]
    near = nearest([one for one in found if not was_told(one, told)]) or nearest(found)
    if sources.thread is None or not near or not is_spent(near[0], sources):
        return near
    others = [one for one in found if one.score > near[0].score - LITTLE and not is_spent(one, sources)]
    return nearest(others) or near[:1]


def _next(passages: Sequence[Passage], sources: Sources) -> tuple[str, ...]:
    return tuple(from_passages(passages[1:], sources.chunks))


def tells_pay(draft: Draft) -> bool:
    """Whether an answer from the text holds an amount of money."""
    return bool(find_money(render(draft.blocks).text))
