"""What a place's price level tells: how dear it is and what pay buys there; nothing of wages or of change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.grounding.claims import Claim, Reading
from bot.grounding.facts import Fact
from bot.grounding.matching import attribute_mismatches
from bot.grounding.names import NATIONAL, country_spellings
from bot.grounding.values import is_range, value_of
from bot.grounding.workings import Workings, close

_AVERAGE = 100.0
_BUYS = re.compile(
    r"\b(?:buy\w*|bought|worth|purchasing|prices?|cost of living|goes? (?:as )?far|stretch\w*)\b",
    re.IGNORECASE,
)
_OF_PRICES = re.compile(
    r"\b(?:price\w*|cost\w*|living|expens\w+|cheap\w*|dear\w*|pric(?:ey|ier)|buy\w*|afford\w*|goes|stretch\w*"
    r"|purchas\w+|index)\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:there|the state|your state)\b", re.IGNORECASE)
_DEAR = re.compile(
    r"\b(?:(?:more (?:expensive|costly)|pricier|dearer|costlier)|prices? (?:\w+ ){0,3}?(?:higher|above)"
    r"|higher (?:prices?|costs?)|costs? (?:\w+ ){0,2}?more"
    r"|buys? (?:\w+ ){0,2}?less|(?:less|not (?:quite )?as|n['’]t (?:go|stretch) (?:quite )?as) far)\b",
    re.IGNORECASE,
)
_CHEAP = re.compile(
    r"\b(?:cheaper|(?:less|lower) (?:expensive|costly)|prices? (?:\w+ ){0,3}?(?:lower|below)"
    r"|lower (?:prices?|costs?)|costs? (?:\w+ ){0,2}?less|buys? (?:\w+ ){0,2}?more|(?:further|farther))\b",
    re.IGNORECASE,
)


def _levels(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.unit == "index" and fact.low is not None]


def bought(claim: Claim, work: Workings) -> str | None:
    """Return what an amount buys at average prices, as a sum: "$41,000 x 100 / 101.105"."""
    if is_range(claim.quantity) or not _BUYS.search(work.reading.text):
        return None
    for fact in _levels(work.facts):
        for base in work.bases:
            if not fact.low or (claim.period and base.period and claim.period != base.period):
                continue
            if close(claim.quantity, value_of(claim.quantity), base.value * _AVERAGE / fact.low):
                return f"{base.value:,.10g} x 100 / {fact.low:g}"
    return None


def price_gap(claim: Claim, direction: int, work: Workings) -> float | None:
    """Return how far a price level the claim fits lies from the average, in percent."""
    nation = {NATIONAL, *country_spellings().values()}  # the average it is held against
    named = frozenset[str]().union(*(one.names for one in work.reading.places)) or claim.places
    told = replace(claim, places=claim.places - nation)
    for fact in _levels(work.facts):
        gap = (fact.low or _AVERAGE) - _AVERAGE
        fits = not direction or (gap > 0) == (direction > 0)
        meant = not named or named & fact.places or _THERE.search(work.reading.text)
        if fits and meant and not attribute_mismatches(told, fact, work.links):
            return gap
    return None


def is_level(claim: Claim, facts: Sequence[Fact]) -> bool:
    """Whether a figure is a price level printed with three decimals, or the hundred it is held against."""
    levels = _levels(facts) if claim.quantity.unit == "count" else []
    printed = claim.quantity.text  # "101.105" reads as thousands where points group digits
    return any(printed == f"{fact.low:g}" or claim.quantity.values == (_AVERAGE,) for fact in levels)


def wrong_prices(reading: Reading, facts: Sequence[Fact]) -> Iterator[str]:
    """Yield reasons where dear and cheap are exchanged, or a price level is told as wages or as a change."""
    levels = _levels(facts)
    if not levels:
        return
    dear, cheap = _DEAR.search(reading.text), _CHEAP.search(reading.text)
    if len(levels) == 1 and bool(dear) != bool(cheap):
        gap = (levels[0].low or _AVERAGE) - _AVERAGE
        if (gap > 0) != bool(dear):
            yield "prices there are on the other side of the average"
    shares = [claim for claim in reading.claims if claim.quantity.unit == "percent"]
    if shares and any(claim.trend is not None for claim in shares):
        yield "a price level is no change over time"
    if shares and not _OF_PRICES.search(reading.text):
        yield "the source speaks of prices"
