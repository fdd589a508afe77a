"""A sentence read as claims: each figure bound to the role, place, year and kind it is said of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from bot.grounding.claims import MARK, Claim, Reading, marked_stems, plain, trend_of
from bot.grounding.figures import figures_in
from bot.grounding.idioms import as_said
from bot.grounding.inheritance import (
    PAIRED,
    announced,
    blank,
    carried,
    kinds_in_turn,
    of_the_only_role,
    respective,
)
from bot.grounding.names import Mention, NameFinder, PlaceFinder
from bot.grounding.windows import Window, nearest, subject
from bot.grounding.words import content_stems
from bot.quantities import Quantity

_YEAR_ASIDE = re.compile(r"\b(?:since|until|till|before|after|from)\s+(?:\w+\s+)?$", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:\d%?|little|slightly|much|far|well|bit|just)(?:\s+(?:a|an|per)\s+\w+)?"
    r"\s+(?:more than|less than|higher than|lower than|above|below|over|under)\s+(?:the|its|your"
    r"|that of)?\s*$"
    r"|(?:higher|lower|up|compared)\s+(?:than|to|with)\s+(?:the|its|your)?\s*$"
    r"|\b(?:above|below|over|under|than)\s+(?:the|its|their|your|that)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\s*(?:a|an|per|each)\s+(hour|day|week|month|year)\s+before (?:tax|deduction)", re.IGNORECASE
)
# "$1,940 more than a year earlier": a time, and no pay a year.
_AGO = re.compile(
    r"[$£€\d.,k]+ (?:(?:more|less|higher|lower|up|down) )?(?:than|on|from)? ?an? "
    r"(?:year|month|week|day|hour) (?:earlier|ago|before(?! (?:tax|deduction)))\b",
    re.IGNORECASE,
)
_LATER = re.compile(r" (?:\w+ ){0,2}?[^\W\d_]+ years? (?:later|on|earlier)\b")
_MORE_OR_LESS = re.compile(
    r"\s*(?:(?:a|an|per|each)\s+\w+\s+)?(?:(?P<more>more|higher|extra|above|better"
    r"|over(?! an? (?:full |whole )?(?:year|month|week)))|(?:less|lower|below|under|fewer))\b",
    re.IGNORECASE,
)
_BOUNDING = re.compile(
    r"\b(?:(?P<least>above|over|more than|at least|higher than|exceeds?|past|beyond)|below|under|less than"
    r"|fewer than|at most|up to|lower than|beneath)\s+(?:about\s+|around\s+|roughly\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Sentence:
    """A sentence with its figures, and the names and years that they may be said of."""

    text: str
    figures: Sequence[Quantity]
    roles: tuple[Mention, ...]
    places: tuple[Mention, ...]
    years: Sequence[Mention]

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of the names it says, which tell nothing of what a figure counts."""
        named = (*self.places, *(one for one in self.roles if one.whole))
        return frozenset(item for one in named for item in content_stems(self.text[one.start : one.end]))


@lru_cache(maxsize=2048)
def read_claims(sentence: str, roles: NameFinder, places: PlaceFinder) -> Reading:
    """Read the figures of a sentence and what each of them is said of."""
    text = plain(sentence)
    quantities = figures_in(text)
    figures = as_said(text, [item for item in quantities if item.unit not in ("year", "code")])
    years = [item for item in quantities if item.unit == "year"]
    codes = [item for item in quantities if item.unit == "code"]
    dated = [_year_mention(item) for item in years if not _is_aside(text, item)]
    read = _Sentence(text, figures, roles.find(text), places.find(text), dated)
    claims: list[Claim] = []
    for index in range(len(figures)):
        claims.append(_claim(read, index, claims[-1] if claims else None))
    said = kinds_in_turn(respective(claims, text, read.roles, read.places), text)
    return Reading(
        text,
        tuple(of_the_only_role(claim, text, read.roles) for claim in said),
        tuple(years),
        tuple(frozenset(content_stems(Window(text, years, n).direct())) for n in range(len(years))),
        tuple(codes),
        _paired_contexts(text, codes),
        read.roles,
        read.places,
        tuple(int(mark) for mark in MARK.findall(text)),
    )


def _claim(read: _Sentence, index: int, previous: Claim | None) -> Claim:
    """Read what one figure of a sentence is said of, some of it taken over from the figure before."""
    text, figures, quantity = read.text, read.figures, read.figures[index]
    window = Window(text, figures, index)
    role = window.bind(read.roles, subject)
    place = window.bind(read.places, nearest)
    year = window.bind(read.years, nearest)
    own = (frozenset(content_stems(window.direct())) - read.names) | window.neighbours(figures, index)
    ago = _AGO.match(text, quantity.start) is not None
    claim = Claim(
        quantity=_unsigned(quantity),
        roles=role.names if role else frozenset(),
        level=role.level if role else None,
        places=place.names if place else frozenset(),
        years=_years(year, text, quantity),
        cues=window.cues(),
        context=own,
        shared=frozenset(content_stems(window.preamble(figures[0]))) - read.names,
        clause=window.clause(),
        group=_groups(text, quantity),
        period=None if ago else quantity.period or _stated_period(text, quantity),
        rate=None if ago else window.rate(),
        more=_more(text[quantity.end :]),
        bound=_bound(text[: quantity.start]),
        trend=_trend(window.clause(), quantity),
        region=_region(read, window, quantity),
        is_reference=quantity.is_money and _REFERENCE.search(text[: quantity.start]) is not None,
    )
    gap = blank(window.gap(), window.start, (*read.roles, *read.places))
    return announced(carried(claim, previous, window, gap), text, figures[0])


def _region(read: _Sentence, window: Window, quantity: Quantity) -> frozenset[str]:
    """Return the words up to the next amounts, or the clause of a figure that is none."""
    if not quantity.is_money:
        return marked_stems(window.clause())
    money = [item for item in read.figures if item.is_money]
    return marked_stems(Window(read.text, money, money.index(quantity)).direct())


def _is_aside(text: str, year: Quantity) -> bool:
    return _YEAR_ASIDE.search(text[: year.start]) is not None and year.low == year.high


def _year_mention(year: Quantity) -> Mention:
    values = {year.low, year.high} - {None}
    return Mention(year.start, year.end, frozenset(str(int(value)) for value in values if value is not None))


def _groups(text: str, quantity: Quantity) -> tuple[int, ...]:
    """Return the citation numbers a figure may rest on: the marks next after it, and those next before."""
    after = _run(text, MARK.search(text, quantity.end))
    before = list(MARK.finditer(text, 0, quantity.start))
    first = before[-1] if before else None
    while first and len(before) > 1 and text[before[-2].end() : first.start()].strip() == "":
        before.pop()
        first = before[-1]
    return after + _run(text, first)


def _run(text: str, match: re.Match[str] | None) -> tuple[int, ...]:
    numbers: list[int] = []
    while match:
        numbers.append(int(match.group(1)))
        match = MARK.match(text, match.end() + (len(text[match.end() :]) - len(text[match.end() :].lstrip())))
    return tuple(numbers)


def _stated_period(text: str, quantity: Quantity) -> str | None:
    """Read "an hour" where "before tax" after it hides it from the reader of figures."""
    match = _STATED.match(text, quantity.end) if quantity.is_money else None
    return match.group(1).casefold() if match else None


def _years(year: Mention | None, text: str, quantity: Quantity) -> frozenset[int]:
    """Return the years a figure is of; one that is said to be of years later is of none that is named."""
    named = year.names if year and not _LATER.match(text, quantity.end) else ()
    return frozenset(int(name) for name in named)


def _trend(clause: str, quantity: Quantity) -> bool | None:
    """Return whether a share is said to rise or to fall, by its sign or by the words around it."""
    if quantity.unit != "percent":
        return None
    return False if max(quantity.values, default=0) < 0 else trend_of(clause, quantity)


def _unsigned(quantity: Quantity) -> Quantity:
    """Read "-5%" as a fall of 5%."""
    if quantity.unit != "percent" or max(quantity.values, default=0) >= 0:
        return quantity
    low, high = (None if end is None else abs(end) for end in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high)


def _more(after: str) -> bool | None:
    match = _MORE_OR_LESS.match(after)
    return None if match is None else match["more"] is not None


def _bound(before: str) -> bool | None:
    match = _BOUNDING.search(before)
    return None if match is None else match["least"] is not None


def _paired_contexts(text: str, codes: Sequence[Quantity]) -> tuple[frozenset[str], ...]:
    """Return the words around each code; codes that stand side by side share theirs."""
    contexts = [frozenset(content_stems(Window(text, codes, n).direct())) for n in range(len(codes))]
    for n in range(1, len(codes)):
        if PAIRED.fullmatch(text[codes[n - 1].end : codes[n].start]):
            contexts[n - 1] = contexts[n] = contexts[n - 1] | contexts[n]
    return tuple(contexts)
