"""Answers from the guides' text: find the sections, speak what answers, decline what they do not hold."""

from collections.abc import Sequence

from bot.composer import talk
from bot.composer.draft import Block, Draft
from bot.composer.evidence import gather, of_other_roles
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
    gathered = gather(intent, request, sources, parts)
    passages = gathered.passages if _answers(intent, request, gathered.found) else ()
    if request.more:
        passages = tuple(p for p in passages if not of_other_roles(p, request.roles, sources.catalogue))
    blocks = answer_from_passages(
        request.standalone,
        passages,
        sources.embed,
        budget=WORDS if parts == 1 else WORDS_WITH_OTHERS,
        said=said(turns) if request.more else frozenset(),
    )
    nearby = tuple(from_passages(gathered.passages, sources.chunks))
    if not blocks:
        return _nothing(intent, request, sources, turn, nearby, exhausted=bool(passages))
    blocks = _framed(intent, blocks, turn)
    return Draft(talk.outcome_for(intent), blocks, _next(passages, sources))


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
