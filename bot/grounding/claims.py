"""A sentence read as claims: each figure with the role, place, year, kind and direction it is said of."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.grounding.kinds import Cue, cue_after, cues_in
from bot.grounding.names import Mention, NameFinder, PlaceFinder
from bot.grounding.words import content_stems
from bot.quantities import Quantity, find_quantities

_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|_{2,3}|`+|~~)|(?<![\w\\])_|(?<!\\)_(?!\w)")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|#+.!$~-])")
MARK = re.compile(r"\[(\d{1,3})\]")
_NUMBERED = re.compile(r"^\s{0,12}(?:[-*+•]|\d{1,3}[.)])\s+")
# A new start within a sentence: what was said of the figures before does not carry over it.
_BREAK = re.compile(
    r";|—|–(?=\s)|:(?=\s)|[.!?](?=\s)|,?\s+(?:while|whereas|but|although|though|against|compared|instead|unlike)\b"
)
_CARRY = re.compile(
    r"(?:[\s\W]|\b(?:and|or|to|in|for|about|around|a|an|the|per|year|hour|week|month|day|nationally|nationwide"
    r"|across|at|of|with|or so|full|time|then|up|from|between)\b)*"
)
_POST_GAP = re.compile(
    r"[\s(,]*(?:(?:a|an|per|the|in|for|as|at|of|across|by|year|yearly|hour|hourly|week|month|day|nationally|full"
    r"|time|starting|new|most|May|is|was|what)\b[\s(,]*)*"
)
_YEAR_ASIDE = re.compile(r"\b(?:since|until|till|by|before|after|from)\s+(?:\w+\s+)?$", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:compared (?:with|to)|unlike|like|next to|against|than|from|beyond|with|as|versus|vs\.?|under"
    r"|alongside|besides"
    r"|below|above|over)\s+(?:an?|the|other|most|your)?\s*$",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"[,;:—]|\s(?:and|or(?! (?:more|less|above|below|over|under|higher|lower|fewer)\b)|but|to|while"
    r"|whereas|against|than|versus|then)\s"
)
_PER = r"(?:a|an|per|each|every|the)\s+"
_RATE = re.compile(
    rf"\s*(?:[^\W\d_]+\s+){{0,5}}?(?:(?P<year>{_PER}year\b|yearly\b|annual|annually\b)|(?P<month>{_PER}month\b|monthly\b)"
    rf"|(?P<week>{_PER}week\b|weekly\b)|(?P<day>{_PER}day\b|daily\b)|(?P<hour>{_PER}hour\b|hourly\b))",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:\d%?|little|slightly|much|far|well|bit|just|more|less|higher|lower|up|compared)"
    r"(?:\s+(?:a|an|per)\s+\w+)?\s+(?:more than|less than|than|above|below|over|under)\s+(?:the|its"
    r"|your|that of)?\s*$"
    r"|\b(?:above|below|over|under|than)\s+(?:the|its|their|your|that)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_SMALL = {
    word: value
    for value, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    )
}
_SMALL_LOW = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine)\s+(?:to|or|and|-)\s+$", re.IGNORECASE
)
_JOINED = re.compile(r",|\b(?:and|but|who|which|that|so)\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of a sentence with everything it is said of; empty sets mean that nothing is said.

    `context` are the stems right around the figure, `shared` those that several figures of it share.
    `rate` is the time a count is counted over ("341,700 openings a year"); `is_reference` marks a figure that
    another is held against ("$2 more than the $34 ..."), where "more than" is no bound.
    """

    quantity: Quantity
    roles: frozenset[str] = frozenset()
    level: str | None = None
    places: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    cues: frozenset[Cue] = frozenset()
    context: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    clause: str = ""
    group: tuple[int, ...] = ()
    period: str | None = None
    rate: str | None = None
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence ready to be checked; `text` is free of emphasis and escapes."""

    text: str
    claims: tuple[Claim, ...]
    years: tuple[Quantity, ...]
    codes: tuple[Quantity, ...]
    roles: tuple[Mention, ...]
    places: tuple[Mention, ...]
    marks: tuple[int, ...]


def plain(markdown: str) -> str:
    """Return the words of a piece of Markdown: emphasis, escapes and the list mark off, marks [n] kept."""
    text = _NUMBERED.sub("", markdown.strip())
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", text)).strip()


@lru_cache(maxsize=2048)
def read_claims(sentence: str, roles: NameFinder, places: PlaceFinder) -> Reading:
    """Read the figures of a sentence and what each of them is said of."""
    text = plain(sentence)
    quantities = find_quantities(text)
    figures = [_widened(text, item) for item in quantities if item.unit not in ("year", "code")]
    years = [item for item in quantities if item.unit == "year"]
    role_mentions = roles.find(text)
    place_mentions = places.find(text)
    year_mentions = [_year_mention(item) for item in years if not _is_aside(text, item)]
    claims: list[Claim] = []
    for index, quantity in enumerate(figures):
        window = _Window(text, figures, index)
        previous = claims[-1] if claims else None
        role = window.bind(role_mentions, _subject)
        place = window.bind(place_mentions, _nearest)
        year = window.bind(year_mentions, _nearest)
        claim = Claim(
            quantity=quantity,
            roles=role.names if role else frozenset(),
            level=role.level if role else None,
            places=place.names if place else frozenset(),
            years=frozenset(int(name) for name in year.names) if year else frozenset(),
            cues=window.cues(),
            context=frozenset(content_stems(window.direct())),
            shared=frozenset(content_stems(window.preamble(figures[0]))),
            clause=window.clause(),
            group=_groups(text, quantity),
            period=quantity.period,
            rate=window.rate(),
            is_reference=_REFERENCE.search(text[: quantity.start]) is not None,
        )
        claims.append(_carried(claim, previous, window))
    return Reading(
        text,
        tuple(claims),
        tuple(years),
        tuple(item for item in quantities if item.unit == "code"),
        role_mentions,
        place_mentions,
        tuple(int(mark) for mark in MARK.findall(text)),
    )


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


class _Window:
    """The text around one figure: from the end of the figure before it to the start of the next."""

    def __init__(self, text: str, figures: Sequence[Quantity], index: int) -> None:
        self.text = text
        self.figure = figures[index]
        self.start = figures[index - 1].end if index else 0
        self.end = figures[index + 1].start if index + 1 < len(figures) else len(text)
        self.first = index == 0

    def bind(
        self, mentions: Sequence[Mention], choose: Callable[[str, Sequence[Mention], Quantity], Mention]
    ) -> Mention | None:
        """Return the mention the figure belongs to: right after it, else before it, else the next."""
        after = [item for item in mentions if self.figure.end <= item.start < self.end]
        if after and _POST_GAP.fullmatch(self.text, self.figure.end, after[0].start):
            return after[0]
        before = [item for item in mentions if self.start <= item.start and item.end <= self.figure.start]
        before = [item for item in before if not self._was_bound_back(item)]
        if before:
            return choose(self.text, before, self.figure)
        breaks = _BREAK.search(self.text, self.figure.end, after[0].start) if after else None
        return after[0] if after and self.first and not breaks else None

    def _was_bound_back(self, mention: Mention) -> bool:
        """Whether a mention stands right after the figure before this one, and so belongs to that one."""
        return not self.first and _POST_GAP.fullmatch(self.text, self.start, mention.start) is not None

    def cues(self) -> frozenset[Cue]:
        """Return the kind words said of the figure."""
        after = cue_after(self.text, self.figure.end, self.end)
        before = self.text[self.start : self.figure.start]
        if not self.first:
            before = before[cue_after(self.text, self.start, self.figure.start).length :]
        breaks = list(_BREAK.finditer(before))
        if breaks and before[breaks[-1].end() :].strip():
            before = before[breaks[-1].start() :]
        return cues_in(before, self.text[self.figure.end : self.end]) | after.cues

    def clause(self) -> str:
        """Return the words around the figure up to its neighbours or the next break."""
        start = max(
            [match.end() for match in _BREAK.finditer(self.text, self.start, self.figure.start)]
            or [self.start]
        )
        after = _BREAK.search(self.text, self.figure.end, self.end)
        return self.text[start : after.start() if after else self.end]

    def direct(self) -> str:
        """Return the words that belong to this figure and to no other of the sentence."""
        cut = None if self.first else _CUT.search(self.text, self.start, self.figure.start)
        breaks = list(_BREAK.finditer(self.text, self.start, self.figure.start))
        start = max([match.end() for match in (*breaks, *([cut] if cut else []))] or [self.start])
        last = self.end == len(self.text)
        after = (_BREAK if last else _CUT).search(self.text, self.figure.end, self.end)
        end = after.start() if after else self.end
        return self.text[start : self.figure.start] + " " + self.text[self.figure.end : end]

    def preamble(self, first: Quantity) -> str:
        """Return the words before the first figure, when nothing new began since: they hold here too."""
        if self.first or _BREAK.search(self.text, first.end, self.figure.start):
            return ""
        breaks = list(_BREAK.finditer(self.text, 0, first.start))
        return self.text[breaks[-1].end() if breaks else 0 : first.start]

    def rate(self) -> str | None:
        """Return the time over which a figure that is no money is counted."""
        match = _RATE.match(self.text, self.figure.end, self.end)
        return next((name for name, found in match.groupdict().items() if found), None) if match else None

    def gap(self) -> str:
        """Return the text between the figure before and this one."""
        return self.text[self.start : self.figure.start]


def _nearest(text: str, before: Sequence[Mention], figure: Quantity) -> Mention:
    del text, figure
    return before[-1]


def _subject(text: str, before: Sequence[Mention], figure: Quantity) -> Mention:
    """Choose whom a figure is said of among the roles named before it: the subject, not one in an aside."""
    main = [item for item in before if not _ASIDE.search(text[: item.start])] or list(before)
    last = main[-1]
    return main[0] if _JOINED.search(text[last.end : figure.start]) else last


def _carried(claim: Claim, previous: Claim | None, window: _Window) -> Claim:
    """Give a figure what was said of the one before it, when nothing new began between them."""
    if previous is None or _BREAK.search(window.gap()):
        return claim
    claim = replace(
        claim,
        period=claim.period or _shared_period(claim.quantity, previous),
        roles=claim.roles or previous.roles,
        level=claim.level if claim.roles else previous.level,
        places=claim.places or previous.places,
    )
    if _is_coordination(window.gap()):
        claim = replace(claim, years=claim.years or previous.years, cues=claim.cues or previous.cues)
    return claim


def _shared_period(quantity: Quantity, previous: Claim) -> str | None:
    """Return the period of the amount before, when both are of one size: "€1,340 a month, then €1,400"."""
    one, other = quantity.values, previous.quantity.values
    alike = (
        quantity.is_money
        and previous.quantity.is_money
        and one
        and other
        and 0.1 < one[0] / (other[0] or 1) < 10
    )
    return previous.period if alike else None


def _widened(text: str, quantity: Quantity) -> Quantity:
    """Join a small number word before a figure to it: "two to three weeks" is a range."""
    match = _SMALL_LOW.search(text[: quantity.start])
    low = _SMALL.get(match.group(1).casefold()) if match else None
    if match is None or low is None or quantity.low is None or low >= quantity.low or quantity.is_money:
        return quantity
    start = match.start(1)
    return replace(quantity, start=start, text=text[start : quantity.end], low=float(low))


def _is_coordination(gap: str) -> bool:
    return len(gap) <= 60 and _CARRY.fullmatch(MARK.sub("", gap)) is not None
