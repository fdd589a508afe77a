"""Saying first what is not held: no pay in a text that is told of pay, no word on the place asked about."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.catalogue.words import is_ordinary, keys
from bot.composer import talk
from bot.composer.draft import Draft, cited, render
from bot.composer.paying import PAY_ANSWERS
from bot.composer.rows import lacks_place
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import join
from bot.dialogue.spans import spans
from bot.dialogue.splitting import split
from bot.pay.reading.heads import CURRENCY
from bot.quantities import find_money
from bot.schema import Passage, Request

_FIRM = re.compile(
    r"\b(?:(?:at|for|from)|(?P<does>do|does|did|is|are|will|would))\s+"
    r"(?P<name>[A-Z][\w&’'-]+(?:\s+(?:&\s+)?[A-Z][\w&-]+){0,3})(?!\S*\.\S)"
    r"(?(does)\s+(?:in\s+[\w ]{2,20}?\s+)?(?:still\s+|really\s+|even\s+|usually\s+)?"
    r"(?:hir\w+|drug|train\w*|offer\w*|requir\w+|promot\w+|let|allow\w*|an?\s+(?:good|bad|nice|scam)|legit|worth)\b)"
)
"""A firm that a question is about: where one works or applies, or who hires, trains, offers."""
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


def name_unheld(draft: Draft, request: Request, sources: Sources) -> Draft:
    """Say first that the guides hold nothing on the firm a question is about, so that the rest is general."""
    if draft.outcome != "answered" or draft.pay or PAY_ANSWERS.keys() & set(request.intents):
        return draft
    names = list(dict.fromkeys(_strangers(request, sources)))
    if not names:
        return draft
    text = f"My guides hold nothing on {escape(join(names, 'or'))}; what follows is general."
    return replace(draft, blocks=talk.own_words(text) + draft.blocks)


def _strangers(request: Request, sources: Sources) -> Iterator[str]:
    """Yield the names of firms that what is asked names and no guide does."""
    words = request.question.split()
    if sum(word[0].isupper() for word in words) > len(words) / 2:
        return
    catalogue = sources.catalogue
    for part in split(request.question):
        taken = spans(catalogue.find_roles(part.text), catalogue.find_places(part.text))
        for match in _FIRM.finditer(part.text) if part.asks else ():
            start, end = match.span("name")
            known = all(sources.vocabulary.get(word) or is_ordinary(word) for word in keys(match["name"]))
            if not known and not any(left < end and start < right for left, right in taken):
                yield match["name"]


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
