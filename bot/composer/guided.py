"""Answers from the guides' text: find the sections, speak what answers, decline what they do not hold."""

from collections.abc import Sequence
from dataclasses import replace

from bot.composer import talk
from bot.composer.draft import Block, Draft
from bot.composer.guide import answer_from_passages
from bot.composer.sources import Sources
from bot.composer.suggestions import from_passages, starters
from bot.composer.units import normal
from bot.grounding import split_sentences
from bot.schema import Passage, Request, Turn

WORDS = 130
WORDS_WITH_OTHERS = 70
ASKED_PROFESSIONAL = ("legal", "medical")


def answer(intent: str, request: Request, sources: Sources, turns: Sequence[Turn], parts: int = 1) -> Draft:
    """Answer one intent from passages; declines when nothing close enough is found."""
    turn = sum(1 for item in turns if item.role == "user")
    found = sources.search(_query(intent, request, parts), k=8)
    passages = found.passages if _answers(intent, request, found.found) else ()
    blocks = answer_from_passages(
        request.standalone,
        passages,
        sources.embed,
        budget=WORDS if parts == 1 else WORDS_WITH_OTHERS,
        said=said(turns) if request.more else frozenset(),
    )
    nearby = tuple(from_passages(found.passages, sources.chunks))
    if not blocks:
        return _nothing(intent, request, sources, turn, nearby, exhausted=bool(passages))
    blocks = _framed(intent, blocks, turn)
    return Draft(talk.outcome_for(intent), blocks, _next(passages, sources))


def _query(intent: str, request: Request, parts: int) -> str:
    if parts == 1 or request.intents[0] == intent:
        return request.standalone
    return talk.intent_query(intent, request.roles[0] if request.roles else None) or request.standalone


def _answers(intent: str, request: Request, found: bool) -> bool:
    """Whether what was found may be told: not for a job no guide covers, not for what is out of scope."""
    if request.unknown_roles and not request.roles and intent != "transfer":
        return False
    return found and intent != "out_of_scope"


def _framed(intent: str, blocks: tuple[Block, ...], turn: int) -> tuple[Block, ...]:
    """Put what a person must hear before or after the guides' words."""
    if talk.has_phrase(intent):
        blocks = talk.say(intent, turn) + blocks
    if talk.has_phrase(f"{intent}_close"):
        blocks += talk.say(f"{intent}_close", turn)
    return blocks


def _nothing(
    intent: str, request: Request, sources: Sources, turn: int, nearby: tuple[str, ...], *, exhausted: bool
) -> Draft:
    if exhausted and request.more:
        return Draft("answered", talk.say("more_exhausted", turn), nearby)
    if intent in (*ASKED_PROFESSIONAL, "distress"):
        return Draft(talk.outcome_for(intent), _framed(intent, (), turn), nearby)
    return talk.decline(request, sources.catalogue, turn, starters(sources))


def _next(passages: Sequence[Passage], sources: Sources) -> tuple[str, ...]:
    return tuple(from_passages(passages[1:], sources.chunks))


def said(turns: Sequence[Turn]) -> frozenset[str]:
    """Normalised sentences the adviser has told in this conversation."""
    texts = [turn.content for turn in turns if turn.role == "assistant"]
    return frozenset(
        normal(line.lstrip("-* ")) for text in texts for line in (*split_sentences(text), *text.splitlines())
    )


def with_lead(draft: Draft, blocks: tuple[Block, ...]) -> Draft:
    """Put other blocks before an answer."""
    return replace(draft, blocks=blocks + draft.blocks)
