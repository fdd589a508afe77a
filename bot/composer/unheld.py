"""Saying first what is not held: no pay in a text that is told of pay, no word on the place asked about."""

import re
from dataclasses import replace

from bot.composer import talk
from bot.composer.draft import Draft, cited, render
from bot.composer.paying import PAY_ANSWERS
from bot.composer.rows import lacks_place
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.pay.reading.heads import CURRENCY
from bot.quantities import find_money
from bot.schema import Passage, Request

MANY_WORDS = 40
"""Words from which on pay may be told of by the way."""
_OF_WORDS = frozenset({"negotiation", "interview", "resume"})
"""What asks what to say or write of pay, and no figure."""
_PAID = re.compile(r"\b(?:pa(?:y|ys|id)|salar(?:y|ies)|wages?|earn\w*)\b", re.IGNORECASE)


def pay_unheld(draft: Draft, request: Request) -> Draft:
    """Say that no figure is held, where a question about pay is answered from a text without a word of it."""
    intents = set(request.intents)
    by_the_way = len(request.question.split()) >= MANY_WORDS and not PAY_ANSWERS.keys() & intents
    asked = _PAID.search(request.question) and not by_the_way and not _OF_WORDS & intents
    if draft.outcome != "answered" or not asked:
        return draft
    told = render(draft.blocks).text
    if _PAID.search(told) or find_money(told) or CURRENCY.search(told):
        return draft
    return replace(draft, blocks=talk.own_words("I hold no pay figures for that.") + draft.blocks)


def place_unheld(draft: Draft, request: Request, sources: Sources) -> Draft:
    """Decline what a section says place by place, where the place asked about is not among them."""
    places = [place for place in request.places if place.kind != "country"]
    first = next(iter(cited(draft.blocks)), None)
    if draft.outcome != "answered" or not isinstance(first, Passage):
        return draft
    if not lacks_place(first, places, sources.catalogue):
        return draft
    text = f"My guides do not say that for {escape(places[0].name)}. Of other places they say:"
    return replace(draft, outcome="declined", blocks=talk.own_words(text) + draft.blocks)
