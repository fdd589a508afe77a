"""Why two pay records do not say the same: what each counts, when, where and for whom."""

from dataclasses import dataclass
from typing import Literal

from bot.pay.names import name_key
from bot.pay.rows import PERIOD_ADVERBS
from bot.schema import PayKind, PayRecord

Aspect = Literal[
    "currency", "kind", "occupation", "year", "place", "industry", "level", "period", "publisher"
]

_TEMPLATES: dict[Aspect, str] = {
    "currency": "One is in {}, the other in {}.",
    "kind": "One is {}, the other {}.",
    "occupation": 'One is for "{}", the other for "{}".',
    "year": "One is for {}, the other for {}.",
    "place": "One is for {}, the other for {}.",
    "industry": "One covers {}, the other {}.",
    "level": "One is for {}, the other for {}.",
    "period": "One is {}, the other {}.",
    "publisher": "One comes from {}, the other from {}.",
}

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


def explain(first: PayRecord, second: PayRecord) -> tuple[Reason, ...]:
    """Return the reasons why two records need not agree, the weightiest first; none when they should."""
    ones, others = _facets(first), _facets(second)
    found = []
    for aspect, template in _TEMPLATES.items():
        one, other = ones[aspect], others[aspect]
        alike = same_kind(first, second) if aspect == "kind" else name_key(one) == name_key(other)
        if not alike and one and other:
            found.append(Reason(aspect, one, other, template.format(one, other)))
    return tuple(found)


def _facets(record: PayRecord) -> dict[Aspect, str]:
    """What a record is in each respect, in words."""
    return {
        "currency": record.currency,
        "kind": KIND_MEANINGS[record.kind],
        "occupation": record.role,
        "year": year_words(record),
        "place": record.place or "no stated place",
        "industry": record.industry or "all industries",
        "level": record.level or "no stated level",
        "period": PERIOD_ADVERBS[record.period],
        "publisher": record.publisher or "",
    }
