"""The offline engine: a request, passages and pay records become an answer; it knows no profession."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.composer import guided, talk
from bot.composer.blanks import left_open
from bot.composer.draft import Draft, Statement, cited, left_of, news, render, statements_of
from bot.composer.evidence import K, gather, leaning_to, named_documents
from bot.composer.following import following, said
from bot.composer.grades import asked_grade, by_grade
from bot.composer.narrowing import is_narrower
from bot.composer.paying import PAY_ANSWERS, about_the_thing, pay_answer, raise_beside, with_pay_meant
from bot.composer.paying.headcount import headcount
from bot.composer.paying.premise import correct
from bot.composer.quoting import abroad, is_abroad, quote
from bot.composer.restating import restated
from bot.composer.settling import CERTAIN, FROM_TEXT, GUESSED, is_asked, plainly_held, settle
from bot.composer.sole import about_the_only_job
from bot.composer.sources import Sources, only, remembering, within, without
from bot.composer.suggestions import MAX_SUGGESTIONS, about_roles, choose, starters
from bot.composer.thread import own_words
from bot.composer.unheld import name_unheld, pay_unheld, place_unheld
from bot.composer.units import normal
from bot.composer.weighing import named_roles
from bot.composer.wording import PER
from bot.dialogue import SMALL_TALK
from bot.grounding import split_sentences
from bot.pay.reading.cues import PAY_WORD, kind_of
from bot.quantities import find_money
from bot.schema import Passage, Request, Turn

__all__ = ["Sources", "compose", "nothing_left", "starters"]

MAX_PARTS = 3
NEAR = 4
PLAINLY = 2.7
MOSTLY = 0.7
SURELY = 0.9
Composer = Callable[[Request, Sources, Sequence[Turn]], Draft | None]


def compose(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft:
    """Compose the answer to a standalone request.

    Args:
        request: what was asked, with its history resolved.
        sources: what may be drawn on.
        turns: the earlier turns, for what was said already and for variety.

    Returns:
        A draft whose statements all carry their evidence; its outcome says whether anything was found.
    """
    if request.restates is not None:
        return restated(request, sources, turns, compose)
    turn = talk.turn_number(turns)
    if request.language != "en":
        return quote(request, sources, turns)
    sources = replace(sources, search=remembering(sources.search))
    request, sources = about_the_only_job(request, sources)
    request = settle(request, _kept_to(request, sources))
    sources = _kept_to(request, following(sources, request, turns))
    everywhere = sources
    request, sources = about_the_thing(request, sources)
    request = with_pay_meant(request)
    intents = request.intents or ("out_of_scope",)
    if all(intent in SMALL_TALK for intent in intents):
        return talk.small_talk(intents[0], sources.catalogue, turn, starters(sources))
    draft = _told(request, sources, everywhere, turns)
    if _is_repeated(draft, request, turns):
        return _instead(draft, request, sources, turns)
    draft = _less_told(draft, request, turns)
    draft = place_unheld(pay_unheld(draft, request), request, sources)
    draft = name_unheld(draft, request, sources)
    draft = _after_figures(draft, request, sources)
    suggestions = choose(draft.suggestions, turns, request.question)
    if len(suggestions) < MAX_SUGGESTIONS:
        general = (*about_roles(request.roles, sources), *starters(sources))
        suggestions = choose((*suggestions, *general), turns, request.question)
    return replace(draft, suggestions=suggestions)


def _after_figures(draft: Draft, request: Request, sources: Sources) -> Draft:
    """Put before an answer what sets a claim right, and where pay stands, which is an answer itself."""
    first = correct(request, sources) + raise_beside(request, sources)
    if first and draft.outcome == "declined":
        draft = replace(draft, outcome="answered", blocks=())
    return replace(draft, blocks=first + draft.blocks)


def _told(request: Request, sources: Sources, everywhere: Sources, turns: Sequence[Turn]) -> Draft:
    """What answers: a grade's pay, each thing asked, all of it together, else a guide in another language."""
    graded = asked_grade(request, sources) if PAY_ANSWERS.keys() & set(request.intents) else None
    if graded is not None:
        return graded
    near = sources.search(request.standalone, k=K).passages[:NEAR] if not request.amounts else ()
    blank = left_open(request.question, near, pay=bool(PAY_ANSWERS.keys() & set(request.intents)))
    if blank is not None:
        return blank
    draft = _joined(_parts(_wanted(request), sources, turns))
    if request.asked and (draft is None or draft.outcome == "declined"):
        whole = guided.answer(FROM_TEXT, replace(request, asked=()), sources, turns)
        draft = whole if whole.outcome == "answered" else draft
    draft = _with_comfort(draft or nothing_left(request, sources, turns), request, turns)
    return (abroad(request, everywhere) if draft.outcome == "declined" else None) or draft


def _with_comfort(draft: Draft, request: Request, turns: Sequence[Turn]) -> Draft:
    """Meet what someone tells of between several questions, all of which are answered, with a word."""
    met = not request.asked or any("distress" in one.intents for one in request.asked)
    if met or "distress" not in request.intents or draft.outcome == "declined":
        return draft
    blocks = talk.framed("distress", draft.blocks, talk.turn_number(turns))
    return replace(draft, outcome="support", blocks=blocks)


def _kept_to(request: Request, sources: Sources) -> Sources:
    """The sources kept to the guides of whom the question names, else to those that speak of its jobs."""
    documents: frozenset[str] | None = named_documents(request.standalone, sources)
    if not documents and sources.belonging:
        documents = sources.belonging.of(request.roles or request.role_choices)
    return within(sources, documents) if documents else sources


def nothing_left(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft:
    """Decline honestly: for when nothing was found, or nothing found passed the gate."""
    return talk.decline(request, sources.catalogue, talk.turn_number(turns), starters(sources))


def _is_repeated(draft: Draft, request: Request, turns: Sequence[Turn]) -> bool:
    """Whether a follow-up would be answered with the very words of the last answer, and hardly fewer."""
    last = next((turn.content for turn in reversed(turns) if turn.role == "assistant"), "")
    apart = request.more or not request.follow_up or request.period
    if apart or draft.outcome != "answered":
        return False
    known = said(turns[-1:])
    told = [one for one in statements_of(draft.blocks) if not one.voice or one.text.endswith(".")]
    words = sum(len(one.text.split()) for one in told)
    again = all(_was_said(one, known) for one in told) and words >= MOSTLY * len(normal(last).split())
    return (bool(told) and again) or normal(render(draft.blocks).text) == normal(last)


def _was_said(one: Statement, known: frozenset[str]) -> bool:
    """Whether each sentence of a statement is among those known."""
    return all(normal(sentence) in known for sentence in split_sentences(one.text))


def _less_told(draft: Draft, request: Request, turns: Sequence[Turn]) -> Draft:
    """The answer to a follow-up less what the last one told, after the statement that it begins with.

    One of nothing else tells what is asked for of the last one: it stays whole.
    """
    if not request.follow_up or draft.outcome == "declined":
        return draft
    known = said(turns[-1:])
    wanted = PER[request.period] if request.period else None  # the sum that is asked for is told once more
    told = [one for one in statements_of(draft.blocks) if not one.voice]
    if all(_was_said(one, known) for one in told):
        return draft
    first = next((one for one in told if "**" in one.text), next(iter(told), None))

    def keep(one: Statement) -> bool:
        again = wanted and f" {wanted} (" in one.text
        leads = one.voice and one.text.endswith(":")
        return bool(one is first or leads or not _was_said(one, known) or again)

    return replace(draft, blocks=left_of(draft.blocks, keep))


def _instead(draft: Draft, request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft:
    """What to tell rather than the same again: where the pay told is from, else what more there is.

    An amount is placed once more ("is that fair?"); of a mere sum the guides' text has more to say.
    """
    if request.intents[0] not in PAY_ANSWERS:
        return compose(replace(request, more=True), sources, turns)
    placed = request.intents[0] == "pay_offer"
    best = next(iter(gather(FROM_TEXT, request, sources, 1).passages), None) if sources.thread else None
    plainly = best is not None and best.score >= guided.PLAINLY_ABOUT
    if plainly or (placed and not cited(draft.blocks)):
        return guided.answer(FROM_TEXT, request, sources, turns)
    if not placed and len(own_words(request.question)) > 1:
        told = guided.answer(FROM_TEXT, request, sources, turns)
        if told.outcome == "answered":
            return told
    if placed:
        further = replace(request, held_against="median")
        return pay_answer("pay_offer", further, sources, turns) or draft
    return restated(replace(request, form="source", restates=request), sources, turns, compose)


def _joined(drafts: Sequence[Draft]) -> Draft | None:
    """Join the answers to what was asked: all that answer, then one that asks back for what it needs."""
    answered = [draft for draft in drafts if draft.outcome not in ("declined", "clarify")]
    asking = [draft for draft in drafts if draft.outcome == "clarify"][:1]
    chosen = answered + asking or list(drafts[:1])
    joined = chosen[0] if chosen else None
    for other in chosen[1:]:
        joined = joined + news(other, joined) if joined else other
    return joined


def _wanted(request: Request) -> list[tuple[str, Request]]:
    """What to answer, each thing by itself; small talk beside a real question is passed over."""
    names = request.intents or ("out_of_scope",)
    real = tuple(name for name in names if name not in (*SMALL_TALK, "out_of_scope")) or names[:1]
    if len(request.asked) > 1 and real == names:
        return _apart(request)[:MAX_PARTS]
    return [(name, request) for name in real][:MAX_PARTS]


def _apart(request: Request) -> list[tuple[str, Request]]:
    """Each of several things asked as a request of its own; what one answer tells is not asked for twice."""
    wanted: list[tuple[str, Request]] = []
    told: set[tuple[str, ...]] = set()
    for one in request.asked:
        intent = one.intents[0] if one.intents[0] in request.intents else request.intents[0]
        pay = intent in PAY_ANSWERS
        key = (intent, *one.roles, *(place.name for place in one.places)) if pay else (intent, one.standalone)
        ranked = intent == "pay_rank" and "pay_compare" in request.intents and len(request.roles) > 1
        if intent == "pay_compare" and len(one.roles) < 2:  # those paid better are told already
            ranked = any(name == "pay_rank" for name, _ in wanted)
        if key in told or ranked:
            continue
        told.add(key)
        intents = request.intents if pay else (intent,)
        apart = replace(request, standalone=one.standalone, intents=intents, roles=one.roles)
        wanted.append((intent, replace(apart, places=one.places, amounts=one.amounts)))
    return wanted


def _parts(wanted: Sequence[tuple[str, Request]], sources: Sources, turns: Sequence[Turn]) -> list[Draft]:
    """Answer each thing that is asked, none from a section that has answered another."""
    drafts: list[Draft] = []
    for intent, one in wanted:
        given = [draft for draft in drafts if draft.outcome != "declined"]
        told = [item for draft in given for item in cited(draft.blocks) if isinstance(item, Passage)]
        left = without(sources, told) if told else sources
        if told and wanted[0][1].standalone.rstrip(" ?.!") in one.standalone:
            left = only(left, leaning_to(one, wanted[0][1], told, sources))
        draft = _part(intent, one, left, turns, len(wanted))
        bare = one.standalone.partition(" (")[0]
        if draft and draft.outcome == "declined" and len(wanted) > 1 and bare != one.standalone:
            alone = _part(intent, replace(one, standalone=bare), left, turns, len(wanted))
            draft = alone if alone and alone.outcome == "answered" else draft
        drafts += [draft] if draft is not None else []
    return drafts


def _part(intent: str, request: Request, sources: Sources, turns: Sequence[Turn], parts: int) -> Draft | None:
    if intent == "coverage":
        return talk.coverage(sources.catalogue, sources.titles, starters(sources))
    if counted := headcount(request, sources):
        pay = intent in PAY_ANSWERS and (PAY_WORD.search(request.standalone) or kind_of(request.standalone))
        told = pay_answer(intent, request, sources, turns) if pay else None
        return counted + news(told, counted) if told else counted
    if intent not in PAY_ANSWERS:
        told = guided.answer_each(intent, request, sources, turns, parts)
        return (is_abroad(told, sources) and abroad(request, sources)) or told
    if is_narrower(request, sources):
        told = guided.answer(intent, request, sources, turns, parts)
        return told if guided.tells_pay(told) else nothing_left(request, sources, turns)
    draft = pay_answer(intent, request, sources, turns)
    unsaid = draft is None or draft.outcome in ("clarify", "declined")
    return (by_grade(request, sources) if unsaid else None) or _from_text(
        draft, intent, request, sources, turns, parts
    )


def _from_text(
    draft: Draft | None, intent: str, request: Request, sources: Sources, turns: Sequence[Turn], parts: int
) -> Draft | None:
    """Prefer what the guides' text says to a pay answer that asks back or declines."""
    guessed = len(request.places) > 1 and not (request.roles or request.role_choices)
    if draft is not None and (draft.outcome == "clarify" or guessed) and not request.more:
        before = guided.told_before(intent, request, sources)
        return before or _plainly_asked(intent, request, sources, turns, parts) or draft
    declined = draft is not None and draft.outcome == "declined" and not request.unknown_roles
    if request.more or draft is None or (declined and intent != "pay_prices"):
        told = guided.answer(intent, request, sources, turns, parts)
        doubted = declined and request.confidence < CERTAIN
        if (
            draft is None
            or doubted
            or (told.outcome == "answered" and (request.more or guided.tells_pay(told)))
        ):
            return told
    return draft


def _plainly_asked(
    intent: str, request: Request, sources: Sources, turns: Sequence[Turn], parts: int
) -> Draft | None:
    """Answer from the section that plainly holds what is asked, rather than ask whose pay is meant."""
    found = sources.search(request.standalone, k=K)
    exact = any(amount.low == amount.high for amount in request.amounts)
    if not found.passages or (intent == "pay_offer" and exact):  # an amount is placed all the same
        return None
    if request.places and request.confidence >= SURELY and not find_money(found.passages[0].text):
        return None
    bar = GUESSED if request.follow_up else CERTAIN
    at_one = named_documents(request.standalone, sources)
    doubted = intent == "pay_prices" and (request.confidence < bar or bool(at_one))
    if not (
        doubted
        or is_asked(request, found.passages[0], sources)
        or _tells_pay(intent, request, sources)
        or plainly_held(request, sources)
    ):
        return None
    told = guided.answer(intent, request, sources, turns, parts)
    return told if told.outcome == "answered" else None


def _tells_pay(intent: str, request: Request, sources: Sources) -> bool:
    """Whether all speaks for one section that holds pay and is about no one role."""
    if request.role_choices or request.places:
        return False
    best = next(iter(gather(intent, request, sources, 1).passages), None)
    return (
        best is not None
        and best.score >= PLAINLY
        and not named_roles(best, sources)
        and bool(find_money(best.text))
    )
