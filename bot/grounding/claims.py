"""A sentence read as claims: each figure with the role, place, year, kind and direction it is said of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.grounding.figures import figures_in
from bot.grounding.idioms import as_said
from bot.grounding.kinds import FIELD_CUES, Cue, cues_in
from bot.grounding.names import Mention, NameFinder, PlaceFinder
from bot.grounding.windows import BREAK, Window, mark_of, nearest, subject
from bot.grounding.words import content_stems
from bot.quantities import Quantity

_EMPHASIS = re.compile(
    r"(?<!\\)(?:(?<![^\W\d_])\*{1,3}|\*{2,3}|\*(?![^\W\d_])|_{2,3}|`+|~~)|(?<![\w\\])_|(?<!\\)_(?!\w)"
)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|#+.!$~-])")
MARK = re.compile(r"\[(\d{1,3})\]")
_NUMBERED = re.compile(r"^\s{0,12}(?:[-*+•]|\d{1,3}[.)])\s+")
_CARRY = re.compile(
    r"(?:[\s\W]|\b(?:and|or|that|those|to|in|for|about|around|a|an|the|per|year|hour|week|month|day|nationally"
    r"|nationwide"
    r"|across|at|of|with|or so|full|time|then|up|from|between)\b)*"
)
_YEAR_ASIDE = re.compile(r"\b(?:since|until|till|by|before|after|from)\s+(?:\w+\s+)?$", re.IGNORECASE)
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
_MORE_OR_LESS = re.compile(
    r"\s*(?:(?:a|an|per|each)\s+\w+\s+)?(?:(?P<more>more|higher|extra|above|over|better)|(?:less|lower"
    r"|below|under|fewer))\b",
    re.IGNORECASE,
)
_BOUNDING = re.compile(
    r"\b(?:(?P<least>above|over|more than|at least|higher than|exceeds?|past|beyond)|below|under|less than"
    r"|fewer than|at most|up to|lower than|beneath)\s+(?:about\s+|around\s+|roughly\s+)?$",
    re.IGNORECASE,
)
RISING = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|gr(?:ow|ows|ew|own|owing|owth)|increas\w*|climb\w*|gain\w*|expan\w+|jump\w*"
    r"|went up|go(?:es|ing)? up)\b",
    re.IGNORECASE,
)
FALLING = re.compile(
    r"\b(?:f(?:all|alls|ell|allen|alling)|shr(?:ink|inks|ank|unk|inking|inkage)|declin\w*|decreas\w*|drop\w*|slip\w*|slid(?:es?|ing)?|dip(?:s|ped|ping)?"
    r"|los(?:e|es|ing|t|s)|contract(?:s|ed|ing|ion)|cuts?|fewer|went down|go(?:es|ing)? down)\b",
    re.IGNORECASE,
)
# "The top quarter of these starts at $5, while for those it starts at $6": of one kind.
_LEANS_BACK = re.compile(r"\b(?:while|whereas|and|but)\b[^$£€\d]*\b(?:it|that)\b", re.IGNORECASE)
_PAIRED = re.compile(r"\s*(?:or|and|to|/)\s*")
_SET_AGAINST = re.compile(
    r"\s*(?:or (?:more|less)\b\s*)?(?:(?:in|for|at)\s+)?,?\s*"
    r"(?:against|versus|vs\.?|compared (?:with|to)|but(?: only| just)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of a sentence with everything it is said of; empty sets mean that nothing is said.

    `context` are the stems right around the figure, `shared` those that several figures of it share.
    `rate` is the time a count is counted over ("341,700 openings a year"); `is_reference` marks a figure that
    another is held against ("$2 more than the $34 ..."), where "more than" is no bound; `more` says whether
    the figure itself is said to be so much more or less; `bound` whether it is a least or a most ("above 85%
    to 90%"); `trend` whether it is a rise or a fall. `region` are the words up to the next amounts.
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
    more: bool | None = None
    bound: bool | None = None
    trend: bool | None = None
    region: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence ready to be checked; `text` is free of emphasis and escapes."""

    text: str
    claims: tuple[Claim, ...]
    years: tuple[Quantity, ...]
    year_contexts: tuple[frozenset[str], ...]
    codes: tuple[Quantity, ...]
    code_contexts: tuple[frozenset[str], ...]
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
    quantities = figures_in(text)
    figures = as_said(text, [item for item in quantities if item.unit not in ("year", "code")])
    years = [item for item in quantities if item.unit == "year"]
    codes = [item for item in quantities if item.unit == "code"]
    role_mentions = roles.find(text)
    place_mentions = places.find(text)
    year_mentions = [_year_mention(item) for item in years if not _is_aside(text, item)]
    money = [item for item in figures if item.is_money]
    places_said = frozenset(
        item for one in place_mentions for item in content_stems(text[one.start : one.end])
    )
    claims: list[Claim] = []
    for index, quantity in enumerate(figures):
        window = Window(text, figures, index)
        previous = claims[-1] if claims else None
        role = window.bind(role_mentions, subject)
        place = window.bind(place_mentions, nearest)
        year = window.bind(year_mentions, nearest)
        claim = Claim(
            quantity=quantity,
            roles=role.names if role else frozenset(),
            level=role.level if role else None,
            places=place.names if place else frozenset(),
            years=frozenset(int(name) for name in year.names) if year else frozenset(),
            cues=window.cues(),
            context=(frozenset(content_stems(window.direct())) - places_said)
            | window.neighbours(figures, index),
            shared=frozenset(content_stems(window.preamble(figures[0]))) - places_said,
            clause=window.clause(),
            group=_groups(text, quantity),
            period=quantity.period or _stated_period(text, quantity),
            rate=window.rate(),
            more=_more(text[quantity.end :]),
            bound=_bound(text[: quantity.start]),
            trend=trend_of(window.clause(), quantity) if quantity.unit == "percent" else None,
            region=marked_stems(Window(text, money, money.index(quantity)).direct())
            if quantity in money
            else marked_stems(window.clause()),
            is_reference=quantity.is_money and _REFERENCE.search(text[: quantity.start]) is not None,
        )
        gap = _blank(window.gap(), window.start, (*role_mentions, *place_mentions))
        claims.append(_announced(_carried(claim, previous, window, gap), text, figures[0]))
    return Reading(
        text,
        tuple(_of_the_only_role(claim, text, role_mentions) for claim in claims),
        tuple(years),
        tuple(frozenset(content_stems(Window(text, years, n).direct())) for n in range(len(years))),
        tuple(codes),
        _paired_contexts(text, codes),
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


def _blank(gap: str, start: int, mentions: Sequence[Mention]) -> str:
    """Return the text between two figures without the roles and places that it names."""
    for one in mentions:
        if start <= one.start and one.end <= start + len(gap):
            gap = gap[: one.start - start] + " " * (one.end - one.start) + gap[one.end - start :]
    return gap


def _carried(claim: Claim, previous: Claim | None, window: Window, bare: str) -> Claim:
    """Give a figure what was said of the one before it, when nothing new began between them.

    `bare` is the text between the two without names.
    """
    if previous is not None and _SET_AGAINST.match(bare) and not claim.cues - {"low", "high"}:
        claim = replace(claim, cues=claim.cues | previous.cues)
    if previous is not None and _LEANS_BACK.search(bare) and not claim.cues & FIELD_CUES:
        claim = replace(claim, cues=claim.cues | (previous.cues & FIELD_CUES))
    if previous is None or BREAK.search(window.gap()):
        return claim
    if _PAIRED.fullmatch(window.gap()) and not claim.quantity.is_money:
        claim = replace(claim, context=claim.context | previous.context | {mark_of(previous.quantity)})
    claim = replace(
        claim,
        period=claim.period or _shared_period(claim.quantity, previous),
        roles=claim.roles or previous.roles,
        level=claim.level if claim.roles or not _is_coordination(window.gap()) else previous.level,
        places=claim.places or previous.places,
    )
    if _is_coordination(window.gap()):
        claim = replace(claim, years=claim.years or previous.years)
    if _is_coordination(bare) and not claim.cues - {"low", "high"}:
        claim = replace(claim, cues=claim.cues | previous.cues if claim.cues else previous.cues)
    return claim


def _of_the_only_role(claim: Claim, text: str, roles: Sequence[Mention]) -> Claim:
    """Give an amount with no role of its own the only one that its sentence names."""
    if claim.roles or not claim.quantity.is_money or len({mention.names for mention in roles}) != 1:
        return claim
    one = roles[0]
    start, end = sorted((one.start, claim.quantity.start))
    return claim if BREAK.search(text, start, end) else replace(claim, roles=one.names, level=one.level)


def _announced(claim: Claim, text: str, first: Quantity) -> Claim:
    """Give a figure without a kind of its own the one that the words before a colon announce."""
    opening, colon, _ = text[: first.start].partition(":")
    cues = cues_in(opening, "") - {"low", "high"} if colon else frozenset[Cue]()
    return replace(claim, cues=claim.cues | cues) if cues and not claim.cues - {"low", "high"} else claim


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


def _stated_period(text: str, quantity: Quantity) -> str | None:
    """Read "an hour" where "before tax" after it hides it from the reader of figures."""
    match = _STATED.match(text, quantity.end) if quantity.is_money else None
    return match.group(1).casefold() if match else None


def marked_stems(text: str) -> frozenset[str]:
    """Return the stems of a text, its counts as marks: "20 years" and "twenty years" are one."""
    counts = [item for item in figures_in(text) if item.unit == "count"]
    bare = text
    for item in reversed(counts):
        bare = bare[: item.start] + " " + bare[item.end :]
    return frozenset(content_stems(bare)) | {f"={value:g}" for item in counts for value in item.values}


def _more(after: str) -> bool | None:
    match = _MORE_OR_LESS.match(after)
    return None if match is None else match["more"] is not None


def _bound(before: str) -> bool | None:
    match = _BOUNDING.search(before)
    return None if match is None else match["least"] is not None


def trend_of(clause: str, quantity: Quantity) -> bool | None:
    """Return whether a share is a rise or a fall by the nearest word of its clause; None when none says."""
    place = clause.find(quantity.text)
    ups = [(min(abs(m.start() - place), abs(m.end() - place)), True) for m in RISING.finditer(clause)]
    downs = [(min(abs(m.start() - place), abs(m.end() - place)), False) for m in FALLING.finditer(clause)]
    return min(ups + downs)[1] if ups or downs else None


def _paired_contexts(text: str, codes: Sequence[Quantity]) -> tuple[frozenset[str], ...]:
    """Return the words around each code; codes that stand side by side share theirs."""
    contexts = [frozenset(content_stems(Window(text, codes, n).direct())) for n in range(len(codes))]
    for n in range(1, len(codes)):
        if _PAIRED.fullmatch(text[codes[n - 1].end : codes[n].start]):
            contexts[n - 1] = contexts[n] = contexts[n - 1] | contexts[n]
    return tuple(contexts)


def _is_coordination(gap: str) -> bool:
    return len(gap) <= 60 and _CARRY.fullmatch(MARK.sub("", gap)) is not None
