"""Everything recognised in one message, with where it stands, and the message in no field's words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from babel.numbers import get_territory_currencies

from bot.catalogue import Catalogue, PlaceMention, RoleMention, TermMention
from bot.catalogue.words import tokenize
from bot.dialogue.bare import OWN_AT, bare_pay, in_kilos, in_thousands, is_spent, may_be_money, wage_named
from bot.dialogue.spans import inside, overlaps, spans
from bot.dialogue.titles import Title, find_asked_titles, find_own_jobs
from bot.quantities import (
    YEARLY_FROM,
    PeriodMention,
    Quantity,
    find_periods,
    find_quantities,
    hours_beside,
    is_implausible,
    is_magnitude,
    weekly_hours,
)
from bot.schema import Amount, Period

_LEVELS = re.compile(
    r"\b((?:entry|mid)[- ]level|mid[- ]career|juniors?|seniors?|experienced|trainee|apprentice|beginners?)\b",
    re.IGNORECASE,
)
_STEP = re.compile(r"s?,? (?P<step>[A-Z]?\d{1,2}|[IVX]{1,4})(?![\w.,]\d|\w|%)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w$£€.,])(?:19|20)\d\d(?![\w%]|[.,]\d)")
_WHOLE = re.compile(
    r"\b(?:an?|the|one)\s+(?:whole|full|entire)\s+(?P<unit>day|week|month|year)\b", re.IGNORECASE
)
_UNWANTED = re.compile(r"\bnot\s+(?:just|only)\s+(?:by\s+|per\s+)?(?:the\s+|an?\s+)?$", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:associate|bachelor|master)(?:['’]s\b|s?\s+degree)"
    r"|(?<=\ban )associates\b|(?<=\ba )(?:bachelors|masters)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:an?|the|my|your|any|each)\s+$", re.IGNORECASE)
_WHOSE = re.compile(r"\b(?:my|our|his|her|their|your|\w+'s)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SPEAKS = "says|said|tells|told|gives|gave|asks|asked"
_DOES = re.compile(
    rf"\s+(?:who\s+)?(?:just\s+|always\s+)?(?:{_SPEAKS}|say|wants|wanted|keeps|kept"
    r"|offer(?:s|ed)|yell(?:s|ed)|call(?:s|ed)|makes?\s+(?:me|us)|made\s+(?:me|us))\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:in|into|at|from|inside|within)\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_NOT_THIS = re.compile(
    r"(?:\b(?:not|rather than|instead of)"
    r"|\bwithout(?:\s+(?:ever|having\s+to))?\s+(?:be(?:come|coming|ing)?|go(?:ing)?\s+into|mov(?:e|ing)\s+(?:in)?to)"
    r"|(?:n['’]?t|\bnot|\bnever)\b[^.?!;,]{0,25}\b(?:wan(?:t|na)|like|wish|plan|keen|interested)\b[^.?!;,]{0,12}"
    r"\b(?:be(?:come|coming|ing)?|as))\s+(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
_PLACE_RULED_OUT = re.compile(
    r"(?<!why\s)\b(?:not|rather\s+than|instead\s+of)\s+(?:(?:in|for|from|the)\s+){0,2}$", re.IGNORECASE
)
_TAKEN_BACK = re.compile(
    r"(?:^|\W)(?:sorry|no,?\s+wait|wait,?\s+no|(?:no,?\s+)?i\s+meant?|or\s+rather|correction)\b[^?]{0,20}$",
    re.IGNORECASE,
)
_OFFERS = re.compile(r"\s+(?:(?!and\b|or\b)\w+\s+)?(?:offer|promis|quot)(?:s|es|ed|ing)\b", re.IGNORECASE)
_SAYS = re.compile(
    rf"\s+(?:(?!and\b|or\b)\w+\s+)?(?:{_SPEAKS}|claims|claimed|suggests|suggested)\b", re.IGNORECASE
)
_ALIKE = (0.5, 2.0)
_A_FEW, _TWO = 10, 2
_REACHED = re.compile(
    r"\b(?:c[ao]me|go|goes|went|bump\w*|move[sd]?|bring|raised?)\s+(?:it\s+|me\s+)?up\s+to\s+$", re.I
)
_OF_AGE = re.compile(r"\b(?:i['’]?m|i\s+am|(?:she|he)(?:['’]?s|\s+is)|aged?|turn\w*|years?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a message names: `own` are jobs the person says they hold, `titles` jobs that no guide covers.

    `spoken` are such jobs of whom something is told, and nothing asked.
    """

    text: str
    roles: tuple[RoleMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    money: tuple[Quantity, ...] = ()
    figures: tuple[Quantity, ...] = ()
    periods: tuple[tuple[int, int, Period], ...] = ()
    years: tuple[tuple[int, int, int], ...] = ()
    industries: tuple[TermMention, ...] = ()
    levels: tuple[TermMention, ...] = ()
    titles: tuple[Title, ...] = ()
    own: tuple[Title, ...] = ()
    spoken: tuple[Title, ...] = ()
    negated: tuple[tuple[int, int], ...] = ()
    currency_certain: bool = True

    @property
    def hours_per_week(self) -> float | None:
        """Hours a week, when the message says them."""
        return weekly_hours(self.text, self.figures)

    def in_own(self, start: int, end: int) -> bool:
        """Whether a span lies in what the person says they are."""
        return any(start < title.end and title.start < end for title in self.own)

    def asked_roles(self) -> tuple[RoleMention, ...]:
        """Return the roles named otherwise than as the person's own job."""
        return tuple(mention for mention in self.roles if not self.in_own(mention.start, mention.end))

    def own_roles(self) -> tuple[RoleMention, ...]:
        """Return the roles the person says they hold."""
        return tuple(mention for mention in self.roles if self.in_own(mention.start, mention.end))


def _wanted_periods(text: str) -> Iterator[PeriodMention]:
    """Yield the periods that a message wants: "in a whole year, not just the hourly" is of the year."""
    for whole in _WHOLE.finditer(text):
        named = find_periods(f"a {whole['unit']}")
        yield from (replace(one, start=whole.start(), end=whole.end()) for one in named)
    yield from (one for one in find_periods(text) if not _UNWANTED.search(text[: one.start]))


def read_marks(text: str, catalogue: Catalogue, prefer: Sequence[str] = ()) -> Marks:
    """Recognise roles, places, amounts, periods, years, industries, levels and other titles in a message."""
    named = catalogue.find_roles(text, prefer)
    spoken = [role for mention in named for role in mention.roles] or prefer
    currency, certain = _currency(text, catalogue, spoken)
    quantities = find_quantities(text, currency=currency)
    quantities = tuple(bare_pay(text, in_kilos(quantity, currency), currency) for quantity in quantities)
    money = tuple(q for q in quantities if q.is_money and not (_is_year(text, q) or is_spent(text, q)))
    wanted = [q for q in money if is_implausible(q)]  # "at 19 dollars a year": the year is asked for
    money = tuple(replace(q, period=None) if q in wanted else q for q in money)
    figures = tuple(quantity for quantity in quantities if not quantity.is_money)
    timed = [figure for figure in figures if figure.unit == "hours" or figure.period]
    named = tuple(mention for mention in named if not inside(mention, (*timed, *money)))
    named = tuple(mention for mention in named if not _DEGREE.match(text, mention.start))
    roles = tuple(m for at, m in enumerate(named) if not _negated(text, m.start, m.end, named[at + 1 :]))
    own = find_own_jobs(text)
    roles = tuple(m for m in roles if not _only_speaks(text, m, others=len(roles) > 1 or bool(own)))
    found = (m for m in catalogue.find_places(text) if not inside(m, roles) and not inside(m, money))
    places = tuple(m for m in found if not _PLACE_RULED_OUT.search(text[: m.start]))
    years = tuple(
        (m.start(), m.end(), int(m.group()))
        for m in _YEAR.finditer(text)
        if not any(q.start <= m.start() < q.end for q in money)
    )
    periods = tuple(
        (p.start, p.end, p.period) for p in _wanted_periods(text) if not overlaps(p, money, figures)
    )
    periods += tuple((q.start, q.end, q.period) for q in wanted if q.period)
    leaders = _leaders(text, catalogue, own)
    asked = tuple(one for one in leaders if not _is_spoken_of(text, one))
    taken = spans(named, places, money, own, leaders)
    return Marks(
        text=text,
        roles=roles,
        places=places,
        money=money,
        figures=figures,
        periods=periods,
        years=years,
        industries=tuple(
            m
            for m in catalogue.find_industries(text)
            if not overlaps(m, roles) and not _NOT_THIS.search(text[: m.start])
        ),
        levels=_levels(text, catalogue, roles),
        titles=(*asked, *find_asked_titles(text, taken)),
        spoken=tuple(one for one in leaders if one not in asked),
        own=own,
        negated=tuple((m.start, m.end) for m in named if m not in roles),
        currency_certain=certain,
    )


def _leaders(text: str, catalogue: Catalogue, own: Sequence[Title]) -> tuple[Title, ...]:
    """The leaders whom no guide covers that a message names, but for what the person is."""
    found = (Title(start, end, text[start:end]) for start, end in catalogue.find_leaders(text))
    return tuple(title for title in found if not overlaps(title, own))


def _is_spoken_of(text: str, title: Title) -> bool:
    """Whether a title is only of someone whom a message tells of ("our head of ... says")."""
    return bool(_WHOSE.search(text[: title.start]) or _DOES.match(text, title.end))


def _currency(text: str, catalogue: Catalogue, roles: Sequence[str]) -> tuple[str | None, bool]:
    """Return the currency of amounts typed without one, and whether it is certain.

    It is the named place's, else the only one that the roles spoken of are paid in.
    """
    known = catalogue.currencies
    if len(known) < 2:
        return next(iter(known), None), True
    countries = (mention.place.country for mention in catalogue.find_places(text))
    spent = [code for country in countries if country for code in get_territory_currencies(country)]
    local = next((code for code in spent if code in known), None)
    held = (catalogue.role(name) for name in roles)
    paid = {code for role in held if role for code in role.currencies} if local is None else set()
    local = next(iter(paid)) if len(paid) == 1 else local
    return local or known[0], local is not None


def _levels(text: str, catalogue: Catalogue, roles: Sequence[RoleMention]) -> tuple[TermMention, ...]:
    known = tuple(m for m in catalogue.find_levels(text) if not overlaps(m, roles))
    known = known or tuple(_steps_behind(text, catalogue, roles))
    general = (TermMention(m.start(), m.end(), m.group().casefold()) for m in _LEVELS.finditer(text))
    return known or tuple(m for m in general if not overlaps(m, roles))


def _steps_behind(text: str, catalogue: Catalogue, roles: Sequence[RoleMention]) -> Iterator[TermMention]:
    """Find the step of a job that its title ends in: "level 2" in "what does a clerk 2 make"."""
    for mention in roles:
        match = _STEP.match(text, mention.end)
        for level in catalogue.levels if match else ():
            if match and level.casefold().split()[-1] == match["step"].casefold():
                yield TermMention(match.start("step"), match.end(), level)


def _is_year(text: str, quantity: Quantity) -> bool:
    """Whether what looks like an amount is a year beside another word ("in 2024, hourly")."""
    if not quantity.assumed or not _YEAR.match(quantity.text):
        return False
    before = re.search(r"\b(?:in|since|from|of|by|year)\s+$", text[: quantity.start], re.IGNORECASE)
    return bool(before) or quantity.text[4:5] == ","


def _negated(text: str, start: int, end: int, later: Sequence[RoleMention]) -> bool:
    """Whether a title is named only to be ruled out, or is taken back for the next one ("no wait, ...")."""
    between = text[end : later[0].start] if later else ""
    return bool(_NOT_THIS.search(text[:start]) or _TAKEN_BACK.search(between))


def _only_speaks(text: str, mention: RoleMention, *, others: bool) -> bool:
    """Whether a title is only who offers or tells of a job ("a recruiter offered me 45k as a clerk")."""
    if mention.domain or tokenize(mention.text)[-1].plural:
        return False
    return bool(_OFFERS.match(text, mention.end) or (others and _SAYS.match(text, mention.end)))


def with_bare_amounts(marks: Marks, before: Sequence[Amount], *, of_pay: bool = False) -> Marks:
    """Read a bare number as money where an amount of that size is spoken of ("does $21 beat my 18?").

    `of_pay`: the talk is about pay, so that a number named in it may be a wage of any size.
    """
    marks = _targets(marks)
    said = [amount_of(quantity, marks) for quantity in marks.money]
    known = next((amount for amount in said or before if amount.low), None)
    bare = _of_its_size(known, marks, beside=bool(said)) if known and len(said) < _TWO else []
    if not (bare or said) and of_pay:
        bare = _named_wage(marks)
    money = sorted((*marks.money, *bare), key=lambda quantity: quantity.start)
    return replace(marks, money=tuple(money)) if bare else marks


def _of_its_size(known: Amount, marks: Marks, *, beside: bool) -> list[Quantity]:
    """The bare numbers that are amounts of a known one's size; `beside`, where the message says that one."""
    size = known.low or 1.0
    aged = beside or bool(_OF_AGE.search(marks.text))
    figures = [
        # "and 42?" after 39,000; "I'm at 45" beside "they offer 52k"
        in_thousands(one)
        if size >= YEARLY_FROM and (not aged or OWN_AT.search(marks.text[: one.start]))
        else one
        for one in marks.figures
    ]
    return [
        replace(figure, unit=known.currency or "USD", period=known.period, assumed=True)
        for figure in figures
        if figure.unit == "count" and may_be_money(figure, marks.text, beside=beside)
        if figure.low and _ALIKE[0] <= figure.low / size <= _ALIKE[1]
    ]


def _named_wage(marks: Marks) -> list[Quantity]:
    """The only number of a short message that is named as a wage in a talk about pay."""
    if len(marks.text.split()) > _A_FEW or _OF_AGE.search(marks.text):
        return []
    named = [wage for one in marks.figures if (wage := wage_named(marks.text, one, "USD"))]
    return named if len(named) == 1 else []


def _targets(marks: Marks) -> Marks:
    """Read "they come up to 47" as a mark that is reached, and not as a bound."""
    figures = tuple(
        replace(one, low=one.high)
        if one.low is None and one.unit == "count" and _REACHED.search(marks.text[: one.start])
        else one
        for one in marks.figures
    )
    return replace(marks, figures=figures)


def amount_of(quantity: Quantity, marks: Marks) -> Amount:
    """Describe an amount of money as the person typed it."""
    hours = hours_beside(marks.text, marks.figures, quantity)
    currency = quantity.unit if marks.currency_certain or not quantity.assumed else None
    high = None if is_magnitude(quantity.text) else quantity.high
    return Amount(quantity.low, high, currency, quantity.period, quantity.text, hours)


def _noun(text: str, mention: RoleMention) -> str:
    """Return "field" for a field that something is in ("at a call center"), else "job"."""
    return "field" if is_workplace(text, mention) else "job"


def is_workplace(text: str, mention: RoleMention) -> bool:
    """Whether a field is named as where someone works ("team leads in a call center"), not as a job."""
    return mention.domain and _WITHIN.search(text[: mention.start]) is not None


def delexicalise(marks: Marks, start: int, end: int) -> str:
    """Return a part of the message with titles, places and amounts replaced by "this job" and the like."""
    spans = [(m.start, m.end, _noun(marks.text, m), m.text.casefold()) for m in marks.roles]
    named = (*marks.titles, *marks.own, *marks.spoken)
    spans += [(t.start, t.end, "job", t.text.casefold()) for t in named]
    spans += [(m.start, m.end, "place", m.place.name) for m in marks.places]
    spans += [(q.start, q.end, "amount", q.text) for q in marks.money]
    pieces: list[str] = []
    seen: dict[str, list[str]] = {"job": [], "field": [], "place": [], "amount": []}
    at = start
    for left, right, kind, name in sorted(spans):
        if left < at or right > end:
            continue
        if name not in seen[kind]:
            seen[kind].append(name)
        before = marks.text[at:left]
        pieces.append(_ARTICLE.sub("", before) if kind in ("job", "field") else before)
        pieces.append(f"{'this' if seen[kind].index(name) == 0 else 'that'} {kind}")
        at = right
    pieces.append(marks.text[at:end])
    return " ".join("".join(pieces).split())
