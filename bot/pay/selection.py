"""Choosing among pay records: by place, country, year, industry, level and period, best first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.pay.learning import names_learner
from bot.pay.names import distinct, holds_name, name_key
from bot.pay.places import country_code, record_country
from bot.schema import PayRecord, Period, Place, RoleLink

_PERIOD_ORDER: tuple[Period, ...] = ("year", "month", "week", "day", "hour")
_ENDS = frozenset({"p10", "p90"})
NO_PLACE = "no stated place"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something asked for that no record holds; `used` is what the result took instead, None for nothing.

    `aspect` is "role", "country", "place", "industry", "level", "year" or "period"; `known` are the values
    that there are.
    """

    aspect: str
    asked: str
    used: str | None
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """Records found for a role, best first; `via` is the link followed when the role has none of its own."""

    role: str
    records: tuple[PayRecord, ...] = ()
    via: RoleLink | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def best(self) -> PayRecord | None:
        """The first record, None when there is none."""
        return self.records[0] if self.records else None

    def gap(self, aspect: str) -> Gap | None:
        """Return what was missing in one respect, None when nothing was."""
        return next((gap for gap in self.gaps if gap.aspect == aspect), None)

    def __iter__(self) -> Iterator[PayRecord]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher's best record for a role; `exact_place` is False when it is for a wider place."""

    record: PayRecord
    via: RoleLink | None = None
    exact_place: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What the records cover: for one role, or in all."""

    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    industries: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    currencies: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a question wants of a figure beyond its role and place."""

    industry: str | None = None
    level: str | None = None
    year: int | None = None
    period: Period | None = None


def known_of(records: Sequence[PayRecord]) -> Known:
    """Return what records cover."""
    ordered = sorted(records, key=period_rank)
    return Known(
        roles=distinct(record.role for record in records),
        places=distinct(record.place for record in records),
        years=tuple(sorted({record.year for record in records if record.year}, reverse=True)),
        industries=distinct(record.industry for record in records),
        levels=distinct(record.level for record in records),
        periods=tuple(dict.fromkeys(record.period for record in ordered)),
        currencies=distinct(record.currency for record in records),
        publishers=distinct(record.publisher for record in records),
    )


def place_name(place: str | Place | None) -> str | None:
    """Return a place's name as a string."""
    return place.name if isinstance(place, Place) else place


def period_rank(record: PayRecord) -> int:
    """Order records so that yearly pay comes first and hourly last."""
    return _PERIOD_ORDER.index(record.period)


def is_learning(record: PayRecord) -> bool:
    """Whether a record is for people who still learn the job."""
    return record.level is not None and names_learner(record.level)


def best_first(records: Iterable[PayRecord]) -> tuple[PayRecord, ...]:
    """Order records: newest first; of one year, a publisher's together, whole jobs and yearly pay first.

    Someone who still learns the job is paid for that, so such levels come last, however new they are; so do
    one end of the scale alone, which says little of what the job pays.
    """

    def order(record: PayRecord) -> tuple[bool, bool, int, str, bool, bool, int]:
        partial = bool(record.industry), bool(record.level)
        return (
            is_learning(record),
            record.amounts.keys() <= _ENDS,
            -(record.year or 0),
            record.publisher or "",
            *partial,
            period_rank(record),
        )

    return tuple(sorted(records, key=order))


def in_country(records: Sequence[PayRecord], country: str) -> tuple[PayRecord, ...]:
    """Keep the records of a country (name or ISO code), and those whose place does not tell."""
    code = country_code(country, "country") or country.upper()
    return tuple(record for record in records if record_country(record) in (code, None))


def in_place(records: Sequence[PayRecord], place: str | None) -> tuple[PayRecord, ...]:
    """Keep the records of one place; with no place named, those of whole countries or of no stated place."""
    if place == NO_PLACE:
        return tuple(record for record in records if record.place is None)
    if place is not None:
        return tuple(record for record in records if name_key(record.place or "") == name_key(place))
    wide = tuple(record for record in records if record.place_kind in (None, "country"))
    # what learners get everywhere does not stand for what the job pays in one place
    return wide if any(not is_learning(record) for record in wide) else tuple(records)


def whole(records: Sequence[PayRecord]) -> tuple[PayRecord, ...]:
    """Keep the records that cover a whole job, not one industry or level; all when none does."""
    return tuple(record for record in records if not record.industry and not record.level) or tuple(records)


def narrow(records: Sequence[PayRecord], wish: Wish) -> tuple[tuple[PayRecord, ...], tuple[Gap, ...]]:
    """Keep what fits a wish, best first; a wish that nothing fits is passed over and told as a gap."""
    kept, gaps = tuple(records), []
    wanted_year = str(wish.year) if wish.year else None
    for aspect, wanted, value in (
        ("industry", wish.industry, lambda record: record.industry),
        ("level", wish.level, lambda record: record.level),
        ("year", wanted_year, lambda record: str(record.year) if record.year else None),
        ("period", wish.period, lambda record: record.period),
    ):
        kept, gap = _fitting(kept, aspect, wanted, value)
        gaps += [gap] if gap else []
    return best_first(kept), tuple(gaps)


def _fitting(
    records: tuple[PayRecord, ...],
    aspect: str,
    wanted: str | None,
    value: Callable[[PayRecord], str | None],
) -> tuple[tuple[PayRecord, ...], Gap | None]:
    partial = aspect in ("industry", "level")
    unmarked = tuple(record for record in records if value(record) is None) if partial else ()
    if wanted is None:
        return unmarked or records, None
    fitting = tuple(record for record in records if (held := value(record)) and holds_name(held, wanted))
    if fitting:
        return fitting, None
    others = best_first(unmarked or records)
    used = value(others[0]) if others else None
    return others, Gap(aspect, wanted, used, distinct(value(record) for record in records))
