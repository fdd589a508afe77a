"""Pay records in the making: the fields a text gives, checked and turned into records."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from bot.pay.names import name_key
from bot.pay.rows import content_id
from bot.schema import Document, PayKind, PayRecord, Period, PlaceKind

_HOURS = 2080.0
_PER_YEAR: dict[Period, float] = {"hour": _HOURS, "day": 260.0, "week": 52.0, "month": 12.0, "year": 1.0}
# Currencies near enough in value for one test of what a job can pay in a year.
_COMPARABLE = frozenset({"USD", "EUR", "GBP", "CAD", "AUD", "CHF", "NZD", "SGD"})
_LEAST, _MOST, _NOT_PAY = 3_000.0, 600_000.0, 5_000_000.0
_ADVERBS: dict[Period, str] = {
    "hour": "hourly",
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "year": "yearly",
}

# How many earlier records with the same figures a figure is compared with.
_LATEST = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """What a sentence or a row says about one figure of pay."""

    role: str
    currency: str
    period: Period
    kind: PayKind
    amounts: tuple[tuple[str, float], ...]
    quote: str
    level: str | None = None
    place: str | None = None
    place_kind: PlaceKind | None = None
    industry: str | None = None
    year: int | None = None
    year_label: str | None = None
    section: str = ""
    note: str | None = None

    @property
    def about(self) -> tuple[object, ...]:
        """What two drafts share that can be one record."""
        return (
            name_key(self.role),
            self.currency,
            self.period,
            self.level,
            self.place,
            self.industry,
            self.year,
            self.quote,
        )


def amounts_of(low: float | None, high: float | None, kind: PayKind) -> tuple[tuple[str, float], ...]:
    """Return the fields of a figure: a lone median or mean has its own, everything else has low and high."""
    if kind in ("median", "mean") and low is not None and low == high:
        return ((kind, low),)
    return tuple((name, value) for name, value in (("low", low), ("high", high)) if value is not None)


def kind_from(amounts: Mapping[str, float], named: PayKind | None, *, is_range: bool) -> PayKind:
    """Return the kind of a record by its fields, and by what the text calls it."""
    if any(name in amounts for name in ("p10", "p25", "p75", "p90")):
        return "percentiles"
    if named in ("starting_range", "minimum", "maximum"):
        return "range" if named != "starting_range" and is_range else named
    if "median" in amounts and "low" not in amounts:
        return "median"
    if "mean" in amounts and "low" not in amounts:
        return "mean"
    return "range" if is_range else "single"


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Put the percentiles and the median of one sentence or row into one draft."""
    result: list[Draft] = []
    for draft in drafts:
        for position, earlier in enumerate(result):
            fields = dict(earlier.amounts)
            both = {"percentiles", "median", "mean"}
            if (
                earlier.about == draft.about
                and {earlier.kind, draft.kind} <= both
                and not fields.keys() & dict(draft.amounts).keys()
            ):
                amounts = {**fields, **dict(draft.amounts)}
                kind = kind_from(amounts, earlier.kind, is_range=False)
                result[position] = replace(earlier, amounts=tuple(amounts.items()), kind=kind)
                break
        else:
            result.append(draft)
    return result


def plausible(currency: str, values: Iterable[float], period: Period) -> bool:
    """Whether some job can pay that in a year; True for currencies that the test is not made for."""
    yearly = [value * _PER_YEAR[period] for value in values]
    if currency not in _COMPARABLE or not yearly:
        return True
    return max(yearly) >= _LEAST and (period == "year" or max(yearly) <= _MOST)


def _warning(draft: Draft) -> str | None:
    """Return a warning when no job plausibly pays that much or that little in a year."""
    values = [value for _, value in draft.amounts]
    if plausible(draft.currency, values, draft.period):
        return None
    size = "little" if max(values) * _PER_YEAR[draft.period] < _LEAST else "much"
    adverb = _ADVERBS[draft.period]
    return f"This is printed as {adverb} pay, which is implausibly {size}; another period may be meant."


def _is_possible(draft: Draft) -> bool:
    values = dict(draft.amounts)
    if not values or min(values.values()) <= 0:
        return False
    if draft.currency in _COMPARABLE and draft.period == "year" and max(values.values()) > _NOT_PAY:
        return False
    ordered = [values[name] for name in ("p10", "p25", "median", "p75", "p90") if name in values]
    return ordered == sorted(ordered) and values.get("low", 0) <= values.get("high", float("inf"))


def to_records(drafts: Iterable[Draft], document: Document) -> tuple[PayRecord, ...]:
    """Turn drafts into records of the document; the same figure said twice is one record."""
    told: dict[tuple[object, ...], list[int]] = {}
    kept: list[Draft] = []
    for draft in filter(_is_possible, drafts):
        values = tuple(sorted({value for _, value in draft.amounts}))
        same = told.setdefault((name_key(draft.role), draft.currency, draft.period, values), [])
        latest = same[-_LATEST:]
        at = next((at for at in latest if _is_retold(kept[at], draft, document.year)), None)
        if at is None:
            same.append(len(kept))
            kept.append(draft)
        else:
            kept[at] = _fuller(kept[at], draft)
    medians = {
        (_told_of(draft), value) for draft in kept for name, value in draft.amounts if name == "median"
    }
    return tuple(_record(draft, document) for draft in kept if not _is_a_median(draft, medians))


def _told_of(draft: Draft) -> tuple[object, ...]:
    return draft.role, draft.currency, draft.period, draft.place, draft.year


def _is_a_median(draft: Draft, medians: Set[tuple[tuple[object, ...], float]]) -> bool:
    """Whether a figure with no kind of its own is the median that a fuller record of the same pay holds."""
    alone = draft.kind == "single" and not (draft.level or draft.industry)
    return alone and any((_told_of(draft), value) in medians for _, value in draft.amounts[:1])


def _is_retold(first: Draft, second: Draft, year: int | None) -> bool:
    """Whether two drafts with the same figures tell one thing, the one perhaps in more words."""
    kinds = {first.kind, second.kind}
    if not (len(kinds) == 1 or kinds & {"single", "range"}) or first.place != second.place:
        return False
    years = {first.year, second.year} - {None, year}
    pairs = ((first.level, second.level), (first.industry, second.industry))
    return all(None in pair or pair[0] == pair[1] for pair in pairs) and len(years) <= 1


def _fuller(first: Draft, second: Draft) -> Draft:
    """Return the draft that says more, with the level that either of them names."""
    plain = first.kind in ("single", "range") and second.kind != first.kind
    best = second if plain or (second.year_label and not first.year_label) else first
    return replace(best, level=first.level or second.level, industry=first.industry or second.industry)


def _record(draft: Draft, document: Document) -> PayRecord:
    record = PayRecord(
        id="",
        role=draft.role,
        kind=draft.kind,
        currency=draft.currency,
        period=draft.period,
        place=draft.place,
        place_kind=draft.place_kind,
        industry=draft.industry,
        level=draft.level,
        year=draft.year,
        year_label=draft.year_label,
        document_id=document.id,
        title=document.title,
        section=draft.section,
        publisher=document.publisher,
        url=document.url,
        path=document.path,
        quote=draft.quote,
        note=draft.note,
        warning=_warning(draft),
        **dict(draft.amounts),  # type: ignore[arg-type]
    )
    return replace(record, id=content_id(record))
