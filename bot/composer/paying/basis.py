"""What a figure includes: the source's own remark on it, before what the guides say of such figures."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer import guided
from bot.composer.draft import Draft, Statement, paragraph
from bot.composer.paying.asked import place_of, role_of, sources_for
from bot.composer.paying.words import note
from bot.composer.settling import CERTAIN
from bot.composer.sources import Sources
from bot.schema import PayRecord, Request, Turn

_WORD = re.compile(r"[^\W\d_]{5,}")


def pay_basis(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft | None:
    """Say what the source remarks on the figure spoken of, and what the guides say of such figures.

    What the guides say holds for every figure, so no role weighs in the search for it.
    """
    role = role_of(request)
    found = sources_for(role, place_of(request), request, sources) if role else ()
    record = found[0].record if found else None
    remark = _remark(record, request.question) if record else None
    general = replace(request, roles=(), standalone=request.question)
    told = guided.answer("pay_basis", general, sources, turns)
    doubted = request.confidence < CERTAIN and not request.follow_up and told.outcome == "answered"
    if record is None or remark is None or doubted:
        return told if told.outcome == "answered" else None
    blocks = paragraph(remark) + (told.blocks if told.outcome == "answered" else ())
    return Draft("answered", blocks, told.suggestions, (record,))


def _remark(record: PayRecord, question: str) -> Statement | None:
    """The source's remark, where it speaks of what is asked about."""
    asked = {word.casefold()[:5] for word in _WORD.findall(question)}
    spoken = {word.casefold()[:5] for word in _WORD.findall(record.note or "")}
    return note(record) if asked & spoken else None
