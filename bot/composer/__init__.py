"""The offline engine: a request, passages and pay records become an answer; it knows no profession."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.composer import guided, talk
from bot.composer.draft import Draft
from bot.composer.evidence import K
from bot.composer.following import following
from bot.composer.paying import PAY_ANSWERS, pay_answer, raise_beside, with_pay_meant
from bot.composer.paying.premise import correct
from bot.composer.quoting import abroad, is_abroad, quote
from bot.composer.settling import is_asked, settle
from bot.composer.sources import Sources, remembering
from bot.composer.suggestions import MAX_SUGGESTIONS, about_roles, choose, starters
from bot.dialogue import SMALL_TALK
from bot.schema import Request, Turn

__all__ = ["Sources", "compose", "nothing_left", "starters"]

MAX_PARTS = 3
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
    turn = sum(1 for item in turns if item.role == "user")
    if request.language != "en":
        return quote(request, sources, turns)
    sources = replace(sources, search=remembering(sources.search))
    request = settle(request, sources)
    sources = following(sources, request, guided.said(turns))
    request = with_pay_meant(request)
    intents = request.intents or ("out_of_scope",)
    if all(intent in SMALL_TALK for intent in intents):
        return talk.small_talk(intents[0], sources.catalogue, turn, starters(sources))
    parts = [_part(intent, request, sources, turns, len(intents)) for intent in _told(intents)]
    drafts = [part for part in parts if part is not None]
    answered = [draft for draft in drafts if draft.outcome not in ("declined", "clarify")]
    answered = answered or [draft for draft in drafts if draft.outcome != "declined"] or drafts[:1]
    if not answered:
        answered = [nothing_left(request, sources, turns)]
    if all(draft.outcome == "declined" for draft in answered):
        answered = [abroad(request, sources) or answered[0]]
    draft = answered[0]
    for other in answered[1:]:
        draft += other
    corrected = correct(request, sources) + raise_beside(request, sources)
    if corrected:
        draft = replace(draft, blocks=corrected + draft.blocks)
    suggestions = choose(draft.suggestions, turns, request.question)
    if len(suggestions) < MAX_SUGGESTIONS:
        general = (*about_roles(request.roles, sources), *starters(sources))
        suggestions = choose((*suggestions, *general), turns, request.question)
    return replace(draft, suggestions=suggestions)


def nothing_left(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft:
    """Decline honestly: for when nothing was found, or nothing found passed the gate."""
    return talk.decline(request, sources.catalogue, len(turns) // 2, starters(sources))


def _told(intents: tuple[str, ...]) -> tuple[str, ...]:
    """The parts to answer; small talk and out-of-scope parts beside a real question are passed over."""
    real = tuple(name for name in intents if name not in (*SMALL_TALK, "out_of_scope"))
    return (real or intents[:1])[:MAX_PARTS]


def _part(intent: str, request: Request, sources: Sources, turns: Sequence[Turn], parts: int) -> Draft | None:
    if intent == "coverage":
        return talk.coverage(sources.catalogue, sources.titles, starters(sources))
    if intent not in PAY_ANSWERS:
        told = guided.answer(intent, request, sources, turns, parts)
        return (is_abroad(told, sources) and abroad(request, sources)) or told
    draft = pay_answer(intent, request, sources, turns)
    if draft is not None and draft.outcome == "clarify" and not request.more:
        return _plainly_asked(intent, request, sources, turns, parts) or draft
    declined = draft is not None and draft.outcome == "declined" and not request.unknown_roles
    if request.more or draft is None or (declined and intent != "pay_prices"):
        told = guided.answer(intent, request, sources, turns, parts)
        if draft is None or (told.outcome == "answered" and (request.more or guided.tells_pay(told))):
            return told
    return draft


def _plainly_asked(
    intent: str, request: Request, sources: Sources, turns: Sequence[Turn], parts: int
) -> Draft | None:
    """Answer from the section whose author lists this question, rather than ask whose pay is meant."""
    found = sources.search(request.standalone, k=K)
    if not found.passages or not is_asked(request, found.passages[0], sources):
        return None
    told = guided.answer(intent, request, sources, turns, parts)
    return told if told.outcome == "answered" else None
