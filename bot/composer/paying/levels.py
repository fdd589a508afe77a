"""Pay at different levels of one job: the level asked about first, the others beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer.draft import Statement
from bot.composer.rows import named_in_full
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import join
from bot.pay import Source, standing_of
from bot.pay.names import holds_name, name_key
from bot.quantities import find_quantities
from bot.schema import PayRecord, Place, Request

MAX_LEVELS = 5
_STEP = re.compile(
    r"\b(?:step|grade|level|band|point|class|tier|stufe|échelon|niveau)"
    r" (?:[A-Z]{0,3}\d{1,2}[a-z]?|[IVX]{1,4})\b",
    re.IGNORECASE,
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = re.compile(r" (?:i{1,3}|iv|vi{0,3}|ix|x)\b", re.IGNORECASE)
_NEWLY = re.compile(r"\b(?:just|recently|freshly)(?= (?:qualified|trained)\b)", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_OF_SERVICE = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))[ -]year|year (?P<number>\d{{1,2}}))\b"
    r"(?: (?:and|or) (?:thereafter|over|above|later|after)| onwards)?",
    re.IGNORECASE,
)
_SPENT = re.compile(r"\b(?:after|with|for|of|have|has|over|my|been)\b", re.IGNORECASE)


def other_levels(
    record: PayRecord, place: Place | None, request: Request, sources: Sources
) -> tuple[PayRecord, ...]:
    """The same source's figures at other levels, or in other places where it gives no wider one."""
    if request.levels or _worded([record], request.question):
        beside = (one for one in sources.book.own(record.role) if one.quote == record.quote)
        return tuple(one for one in beside if one.id != record.id and _holds_level(one, record))
    local = place is None and record.place is not None and record.place_kind != "country"
    alike = alike_but_for_level(record, sources, local=local)
    return tuple(sorted(alike, key=lambda other: min(other.amounts.values()))[:MAX_LEVELS])


def _holds_level(record: PayRecord, other: PayRecord) -> bool:
    """Whether a figure of the same row is for a part of those on a level: "level 2, casual" of "level 2"."""
    alike = (record.year, record.place, record.period) == (other.year, other.place, other.period)
    return bool(alike and other.level and record.level and holds_name(record.level, other.level))


def alike_but_for_level(record: PayRecord, sources: Sources, *, local: bool = False) -> list[PayRecord]:
    """Figures of a record's source, period and known year that say something else; `local`: for any place."""
    return [
        other
        for other in sources.book.own(record.role)
        if (other.publisher, other.period, other.industry)
        == (record.publisher, record.period, record.industry)
        and (other.year == record.year or (None in (other.year, record.year) and other.path == record.path))
        and (other.place == record.place or local)
        and other.amounts != record.amounts
    ]


def is_step_of(record: PayRecord, scale: PayRecord) -> bool:
    """Whether a figure is one of the steps that a scale, printed in the same row, runs through."""
    if scale.low is None or scale.high is None or record.quote != scale.quote or scale.low == scale.high:
        return False
    return all(scale.low <= value <= scale.high for value in record.amounts.values())


def at_level(found: Sequence[Source], request: Request, sources: Sources) -> tuple[Source, ...]:
    """Put the figure for the level, or the years of experience, asked about in the place of the usual one."""
    if not found or found[0].via is not None:
        return tuple(found)
    first = found[0]
    records = [first.record, *alike_but_for_level(first.record, sources)]
    steps = [match.group() for match in _STEP.finditer(request.question)]
    if steps and not any(_at_steps([one], steps) for one in records):
        records = [first.record, *sources.book.own(first.record.role)]
    chosen = _at_steps(records, steps) or _worded(records, request.question)
    chosen = chosen or _of_standing(records, request.question) or _named(records, request.levels)
    chosen = chosen or _experienced(records, years_asked(request))
    return (replace(first, record=chosen or first.record), *found[1:])


def no_level(request: Request, found: Sequence[Source]) -> list[Statement]:
    """Say that no figure is for the level asked about; what people start at is one for beginners."""
    records = [source.record for source in found]
    if not request.levels or _named(records, request.levels):
        return []
    levels = escape(join(list(request.levels), "or"))
    if all(one.level for one in records):
        return [Statement(f"I have no figures for that level ({levels}), only for others.", voice=True)]
    if any(one.level or one.kind == "starting_range" for one in records):
        return []
    return [Statement(f"I have no figures by level ({levels}), only for the job as a whole.", voice=True)]


def _named(records: Sequence[PayRecord], levels: Sequence[str]) -> PayRecord | None:
    named = (one for one in records for level in levels if one.level and holds_name(one.level, level))
    return next(named, None)


def _at_steps(records: Sequence[PayRecord], steps: Sequence[str]) -> PayRecord | None:
    """The figure for all of the numbered steps that a question names: "grade 4, step 3"."""
    asked = [_in_digits(step) for step in steps]
    held = (
        one for one in records if one.level and all(holds_name(_in_digits(one.level), step) for step in asked)
    )
    return next(held, None) if steps else None


def _in_digits(level: str) -> str:
    """Return a level with its step in digits: "level 3" for "level iii"."""
    return _ROMAN.sub(lambda match: f" {_ROMANS.index(match.group().strip().casefold()) + 1}", level)


def _of_standing(records: Sequence[PayRecord], question: str) -> PayRecord | None:
    """The one figure for those employed, or for those who work for themselves, as a question asks."""
    standing = standing_of(question)
    held = [one for one in records if standing and one.level and one.level.startswith(standing)]
    return held[0] if len(held) == 1 else None


def _worded(records: Sequence[PayRecord], question: str) -> PayRecord | None:
    """The one figure all of whose level a question names, in whichever order: "the top rate, full time"."""
    levels = [(one, _level_words(one.level)) for one in records if one.level]
    return named_in_full(levels, _level_words(question))


def _level_words(text: str) -> set[str]:
    """The words of a level, with a year of service said one way: "first-year", "1st year" and "year 1"."""

    def numbered(match: re.Match[str]) -> str:
        word = (match["word"] or match["number"]).casefold()
        number = _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))
        return f"year{number}"

    return set(name_key(_OF_SERVICE.sub(numbered, _NEWLY.sub("newly", text))).split())


def years_asked(request: Request) -> float | None:
    """How many years in the job a question speaks of, else those the person has told."""
    for one in find_quantities(request.question):
        before = request.question[: one.start]
        if (one.noun or "").casefold().startswith(("year", "yr")) and one.low and _SPENT.search(before):
            return one.low
    return request.person.experience_years


def _experienced(records: Sequence[PayRecord], years: float | None) -> PayRecord | None:
    """The figure for the most years of experience that someone has reached."""
    if years is None:
        return None
    reached = [(least, one) for one in records if (least := _least_years(one)) is not None and least <= years]
    return max(reached, key=lambda pair: pair[0])[1] if reached else None


def _least_years(record: PayRecord) -> float | None:
    """From how many years of experience on a figure holds, as its level says."""
    found = [one for one in find_quantities(record.level or "") if (one.noun or "").startswith("year")]
    return found[0].low if found else None
