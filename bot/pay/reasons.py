"""Why two pay records do not say the same: what each counts, when, where and for whom."""

from dataclasses import dataclass
from typing import Literal

from bot.pay.names import name_key
from bot.pay.rows import PERIOD_ADVERBS
from bot.schema import PayKind, PayRecord

Aspect = Literal[
    "currency", "kind", "occupation", "year", "place", "industry", "level", "period", "publisher"
]

KIND_MEANINGS: dict[PayKind, str] = {
    "starting_range": "pay at the start",
    "range": "a range of pay",
    "percentiles": "wages of everyone in the job",
    "median": "the middle wage of everyone in the job",
    "mean": "the average wage of everyone in the job",
    "single": "one stated amount",
    "minimum": "the least that is paid",
    "maximum": "the most that is paid",
}
# Records of these kinds describe all the people in a job, so their medians can stand side by side.
WAGE_KINDS = frozenset({"percentiles", "median", "mean"})


@dataclass(frozen=True, slots=True)
class Reason:
    """One respect in which two records differ; `first` and `second` are what each of them is."""

    aspect: Aspect
    first: str
    second: str
    text: str


def same_kind(first: PayRecord, second: PayRecord) -> bool:
    """Say whether two records count the same thing."""
    return first.kind == second.kind or {first.kind, second.kind} <= WAGE_KINDS


def year_words(record: PayRecord) -> str:
    """Return the year as the source words it."""
    return record.year_label or (str(record.year) if record.year else "a year that is not given")


def _differ(first: str | None, second: str | None) -> bool:
    return name_key(first or "") != name_key(second or "")


def explain(first: PayRecord, second: PayRecord) -> tuple[Reason, ...]:
    """Return the reasons why two records need not agree, the weightiest first; none when they should."""
    found: list[Reason] = []

    def note(aspect: Aspect, one: str, other: str, text: str) -> None:
        found.append(Reason(aspect, one, other, text.format(one, other)))

    if first.currency != second.currency:
        note("currency", first.currency, second.currency, "One is in {}, the other in {}.")
    if not same_kind(first, second):
        meanings = KIND_MEANINGS[first.kind], KIND_MEANINGS[second.kind]
        note("kind", *meanings, "One is {}, the other {}.")
    if _differ(first.role, second.role):
        note("occupation", first.role, second.role, 'One is for "{}", the other for "{}".')
    if _differ(year_words(first), year_words(second)):
        note("year", year_words(first), year_words(second), "One is for {}, the other for {}.")
    if _differ(first.place, second.place):
        places = first.place or "no stated place", second.place or "no stated place"
        note("place", *places, "One is for {}, the other for {}.")
    for aspect, one, other in (
        ("industry", first.industry or "all industries", second.industry or "all industries"),
        ("level", first.level or "no stated level", second.level or "no stated level"),
    ):
        if _differ(one, other):
            note(aspect, one, other, "One covers {}, the other {}.")  # type: ignore[arg-type]
    if first.period != second.period:
        adverbs = PERIOD_ADVERBS[first.period], PERIOD_ADVERBS[second.period]
        note("period", *adverbs, "One is {}, the other {}.")
    if first.publisher and second.publisher and _differ(first.publisher, second.publisher):
        note("publisher", first.publisher, second.publisher, "One comes from {}, the other from {}.")
    return tuple(found)
