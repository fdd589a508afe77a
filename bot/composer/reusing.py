"""What a follow-up wants done with the section told last: put in words, one thing chosen, the rest told."""

import re
from collections.abc import Sequence

from bot.composer import talk
from bot.composer.draft import Block, Bullets, Paragraph, Statement
from bot.composer.following import said, said_last
from bot.composer.sources import Sources
from bot.composer.thread import own_words
from bot.composer.told import fitting, told_in
from bot.composer.units import Unit, escape, normal
from bot.dialogue.wishes import rewords, wants_one, wants_words, was_done
from bot.grounding import split_sentences
from bot.schema import Passage, Request, Turn

MOST, SEVERAL = 3, 2
OWN_WORDS = 1
"""How many sentences are told again, and with how many words of its own left a wish is about the section
told last whatever else comes near it."""

_NO_WORDING = "I have no wording for that in my guides. What they say that could go into it:"
_NOT_REWORDED = (
    "I can only give my guides' own words, so the wording is yours to change. These are the lines to change:"
)
_SAYS_WHERE = re.compile(
    r"\b(?:i['’]?m|i am|im|we['’]?re|we are|i live|i work|this is|it['’]?s|by the way|btw)\b", re.IGNORECASE
)
_QUOTE = re.compile(r"[\"“][^\"”]{8,}[\"”]")
_RANKS = re.compile(r"\b(?:first\b(?=\W*$|[,.;:]| and\b)|most important|largest)", re.IGNORECASE)


def reused(found: Sequence[Passage], sources: Sources, turns: Sequence[Turn]) -> tuple[Block, ...]:
    """What is told again of a section, as a follow-up wants it; nothing where it wants no such thing.

    Args:
        found: the sections that come near what is asked, best first.
        sources: what may be drawn on.
        turns: the earlier turns.
    """
    thread = sources.thread
    if thread is None:
        return ()
    text, just, best = thread.question, said_last(turns), next(iter(found), None)
    last = thread.told if thread.told and told_in(thread.told, thread.said) and not thread.recalled else None
    if last and rewords(text):
        return in_words(last, sources, points=True, lead=_NOT_REWORDED)
    if wish := wants_words(text):
        own = own_words(f"{text[: wish.start()]} {text[wish.end() :]}")
        meant = last if last and len(own) <= OWN_WORDS else best
        if meant and not _has_words(meant):
            meant = next((one for one in found[:SEVERAL] if _has_words(one)), meant)
        return in_words(meant, sources, points=meant is last) if meant else ()
    if thread.recalled and best and told_in(best, thread.said):
        last = best
    if last and wants_one(text) and told_in(last, thread.said) >= SEVERAL:
        return chosen_from(last, sources)
    return rest_of(last, just, sources) if last and was_done(text) else ()


def _has_words(passage: Passage) -> bool:
    """Whether a section gives words to use."""
    return _QUOTE.search(passage.text) is not None


def of_place(request: Request, sources: Sources, turns: Sequence[Turn]) -> tuple[Block, ...]:
    """To one who only says where they are: that what was told last is not told apart for that place."""
    thread = sources.thread
    places = [place for place in request.places if place.kind != "country"]
    if thread is None or thread.told is None or not places or not told_in(thread.told, said(turns[-1:])):
        return ()
    place, text = places[0], request.question
    named = re.sub(re.escape(place.name), " ", text, flags=re.IGNORECASE)
    if (
        named == text
        or "?" in text
        or own_words(_SAYS_WHERE.sub(" ", named))
        or place.name in thread.told.text
    ):
        return ()
    lead = f"My guides say nothing for {escape(place.name)} alone. What they say holds wherever you are:"
    units = fitting(thread.told, sources)[0]
    return (*talk.own_words(lead), *_listed(units[:1], thread.told)) if units else ()


def in_words(passage: Passage, sources: Sources, *, points: bool, lead: str = "") -> tuple[Block, ...]:
    """The sentences of a section that put it in words to use; where it has none, `points` to make them of."""
    units, fit = fitting(passage, sources)
    spoken = [at for at, unit in enumerate(units) if _QUOTE.search(unit.text)]
    fit_for_it = spoken or [at for at, unit in enumerate(units) if points and unit.kind == "item"]
    nearest = sorted(sorted(fit_for_it, key=lambda at: -fit[at])[:MOST])
    lead = lead or ("" if spoken else _NO_WORDING)
    told = _listed([units[at] for at in nearest], passage)
    if len(nearest) == 1 and nearest[0] and len(split_sentences(units[nearest[0]].text)) > 1:
        opening, line = (Statement(units[at].text, (passage,)) for at in (0, nearest[0]))
        told = (Paragraph((opening,)), Bullets((line,)))  # a quotation of several sentences is one point
    return (*talk.own_words(lead), *told) if lead and told else told


def chosen_from(passage: Passage, sources: Sources) -> tuple[Block, ...]:
    """What a section itself puts first of its points; else the first, saying that it sets no order."""
    points = _points(passage, sources)
    if len(points) < 2:
        return ()
    ranked = [unit for unit in points if _RANKS.search(unit.text)]
    lead = "My guides do not say which of these matters most. The first that they name is this:"
    return (*(() if ranked else talk.own_words(lead)), *_listed((ranked or points)[:1], passage))


def rest_of(passage: Passage, just: frozenset[str], sources: Sources) -> tuple[Block, ...]:
    """The points of a section but for what is done already: those told just now, where they were a part."""
    points, (units, fit) = _points(passage, sources), fitting(passage, sources)
    done = [unit for unit in points if normal(unit.text) in just]
    if len(done) in (0, len(points)):
        done = sorted(points, key=lambda unit: -fit[units.index(unit)])[:1]
    left = [unit for unit in points if unit not in done]
    if not left:
        return ()
    return (*talk.own_words("Beside that, my guides say:"), *_listed(left, passage))


def _points(passage: Passage, sources: Sources) -> list[Unit]:
    return [unit for unit in fitting(passage, sources)[0] if unit.kind == "item"]


def _listed(units: Sequence[Unit], passage: Passage) -> tuple[Block, ...]:
    told = tuple(Statement(unit.text, (passage,)) for unit in units)
    return (Bullets(told),) if len(told) > 1 else (Paragraph(told),) if told else ()
