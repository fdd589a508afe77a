"""A record of a table in words: the row as a person would read it aloud, and an id from its content."""

import hashlib
from dataclasses import asdict

from bot.pay.sums import money
from bot.schema import PayRecord, Period, PriceLevel, RoleLink

PERIOD_ADVERBS: dict[Period, str] = {
    "hour": "hourly",
    "day": "daily",
    "week": "weekly",
    "month": "monthly",
    "year": "yearly",
}
_KIND_WORDS = {
    "starting_range": "starting range",
    "range": "range",
    "percentiles": "percentiles",
    "median": "median",
    "mean": "mean",
    "single": "stated pay",
    "minimum": "minimum",
    "maximum": "maximum",
}


def content_id(record: PayRecord | PriceLevel | RoleLink) -> str:
    """Return an id that stays the same as long as the content of the row and its document do."""
    content = {key: value for key, value in asdict(record).items() if key not in ("id", "path", "quote")}
    return hashlib.sha256(repr(sorted(content.items())).encode()).hexdigest()[:20]


def describe_pay(record: PayRecord) -> str:
    """Render a pay row: "clerk | Utopia | May 2025 | yearly: p10 $31,750, median $44,770"."""
    year = record.year_label or (str(record.year) if record.year else "year not given")
    where = [record.role, record.level, record.place, record.industry, year]
    about = " | ".join(part for part in where if part)
    figures = ", ".join(
        f"{name} {money(value, record.currency, record.period)}" for name, value in record.amounts.items()
    )
    kind = "" if record.kind in ("percentiles", "median", "mean") else f"{_KIND_WORDS[record.kind]}, "
    counted = f" | {record.employment:,} jobs" if record.employment else ""
    return f"{about} | {kind}{PERIOD_ADVERBS[record.period]}: {figures}{counted}"


def describe_price(price: PriceLevel) -> str:
    """Render a price row: "Utopia | price level 97.2 (Atlantis = 100) | 2023"."""
    return f"{price.place} | price level {price.index:g} ({price.base}) | {price.year}"


def describe_link(link: RoleLink) -> str:
    """Render an occupation row: "clerk | counted as | office clerk | 43-9061"."""
    relation = "counted as" if link.relation == "counted_as" else "nearest occupation"
    return " | ".join(part for part in (link.role, relation, link.occupation, link.code) if part)
