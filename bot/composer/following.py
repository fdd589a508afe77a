"""What a message in the middle of a conversation hangs on, found in the turns before it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.composer.sources import Sources
from bot.composer.talk import was_unsure
from bot.composer.thread import Thread, first_said
from bot.composer.told import told_in
from bot.composer.units import normal
from bot.dialogue import meant, picked_row, recalls, with_row
from bot.dialogue.turning import turned_to
from bot.dialogue.wishes import wants_words, was_done
from bot.grounding import split_sentences
from bot.schema import Passage, Request, Turn

LOOKED_AT = 4
OPENING = 400
TOLD_BACK = 3
"""How many of the best sections are looked at for the one that the opening of a reply, so long, is from; and
how many replies back one that was sure to answer is what a message hangs on, rather than one that was not."""
_CITED = "[1]"


def following(sources: Sources, request: Request, turns: Sequence[Turn]) -> Sources:
    """Return sources that know what a message hangs on; as they are for one that stands alone.

    Args:
        sources: what may be drawn on.
        request: what was asked, with its history resolved.
        turns: the earlier turns.
    """
    asked = [turn.content for turn in turns if turn.role == "user"]
    replies = [turn.content for turn in turns if turn.role == "assistant"]
    at = (request.question, asked, "".join(replies[-1:]), sources.catalogue, sources.embed)
    turned = turned_to(*at) if replies else None
    question, spoken = request.question, turns
    if turned:
        question, spoken = turned[0], _until(turns, turned[1])
        replies = [turn.content for turn in spoken if turn.role == "assistant"]
    row = picked_row(question, replies[-1]) if replies and not turned else None
    apart = bool(request.roles) and not request.follow_up
    whole = request.more and row is None and not (wants_words(request.question) or was_done(request.question))
    if not replies or request.asked or apart or whole:
        return sources
    typed = _answered(spoken)
    goes_back = recalls(request.question)
    told = _told(replies if goes_back else replies[-TOLD_BACK:], sources)
    last, sure = next((one for one in told if one[1]), (*told, (None, False))[0])
    thread = Thread(
        with_row(meant(question), row),
        "" if turned else first_said(reversed(typed)),
        last,
        row,
        said(turns),
        "" if turned else first_said(typed),
        recalled=tuple(passage for passage, _ in told) if goes_back else (),
        sure=sure,
    )
    return replace(sources, thread=thread)


def _until(turns: Sequence[Turn], back: int) -> Sequence[Turn]:
    """The turns up to the reply to the message so many messages back."""
    at = [at for at, turn in enumerate(turns) if turn.role == "user"]
    return turns[: at[-back] + 2]


def _answered(turns: Sequence[Turn]) -> list[str]:
    """The messages that were answered from the guides; all of them where none was: small talk leads away."""
    asked, answered = "", []
    for turn in turns:
        if turn.role == "user":
            asked = turn.content
        elif _CITED in turn.content:
            answered.append(asked)
    return answered or [turn.content for turn in turns if turn.role == "user"]


def _told(replies: Sequence[str], sources: Sources) -> list[tuple[Passage, bool]]:
    """The sections that replies told, last first, each with whether it was sure to answer."""
    told = ((_told_most(reply, sources), not was_unsure(reply)) for reply in reversed(replies))
    return [(passage, sure) for passage, sure in told if passage]


def _told_most(reply: str, sources: Sources) -> Passage | None:
    """The section most of which a reply told; None where it told none, as one about pay does."""
    known = _sentences([reply])
    found = sources.search(reply[:OPENING], k=LOOKED_AT).passages
    shares = [(told_in(passage, known), passage) for passage in found]
    most = max((share for share, _ in shares), default=0)
    return next((passage for share, passage in shares if share == most and most), None)


def said(turns: Sequence[Turn]) -> frozenset[str]:
    """Normalised sentences the adviser has told in this conversation."""
    return _sentences([turn.content for turn in turns if turn.role == "assistant"])


def said_last(turns: Sequence[Turn]) -> frozenset[str]:
    """Normalised sentences of the last reply that told anything: one that found nothing leads nowhere."""
    told = [turn.content for turn in turns if turn.role == "assistant" and _CITED in turn.content]
    return _sentences(told[-1:])


def _sentences(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(
        normal(line.lstrip("-* ")) for text in texts for line in (*split_sentences(text), *text.splitlines())
    )
