"""Where an amount stands in what a source prints, and how far from the printed ends, in a sentence."""

from bot.composer.draft import Statement
from bot.composer.paying.asked import cited
from bot.composer.paying.words import figure, printed_range
from bot.composer.units import escape
from bot.composer.wording import PER, among, money, plural, where
from bot.pay import Difference, Placement, Source
from bot.pay.compare import difference
from bot.schema import PayRecord

FIELDS = {
    "low": "the low end",
    "high": "the top",
    "p10": "the 10th percentile",
    "p25": "the 25th percentile",
    "median": "the median",
    "p75": "the 75th percentile",
    "p90": "the 90th percentile",
    "mean": "the average",
}
KINDS = {"starting_range": "starting range", "range": "pay range"}


def placement_statement(
    placement: Placement, source: Source, *, subject: str = "It is", owned: bool = True
) -> Statement:
    """Say where an amount stands in a source's figures, and how far from the printed ends.

    Args:
        placement: where it stands.
        source: the figures it stands in.
        subject: what a sentence about a range begins with.
        owned: whether the amount is the person's pay or offer, or only one they ask about.
    """
    record = placement.record
    evidence = cited(source)
    if record.low is not None and record.low == record.high:
        return Statement(_against_one(placement, subject), evidence)
    if record.kind in KINDS:
        text = (
            f"{subject} {part_of(placement)} of the {_name(record)}, {printed_range(record)}"
            f"{_distances(placement)}."
        )
        return Statement(text, evidence)
    group = escape(plural(record.role))
    when = record.year_label or record.year or "a year not given"
    said = f"{money(placement.amount, record)} {PER[record.period]}"
    whose = f"Your {said}" if owned else f"The {said} you ask about"
    text = f"{whose} {_side(placement)}{_between(placement)}, among {group}{where(record)} ({when})."
    return Statement(text, evidence)


def distance_statement(placement: Placement, field: str, source: Source, *, owned: bool = True) -> Statement:
    """Say how far an amount is from one printed figure, such as the one where the top tenth begins."""
    record = placement.record
    printed = record.amounts[field]
    gap = difference(field, printed, placement.amount, record.currency, record.period)
    said = f"{money(placement.amount, record)} {PER[record.period]}"
    whose = f"Your {said}" if owned else f"The {said} you ask about"
    side = "above" if gap.gain > 0 else "under"
    when = record.year_label or record.year or "a year not given"
    text = (
        f"{whose} is **{money(gap.amount, record)} {PER[record.period]} {side}** "
        f"{FIELDS[field]} for {escape(plural(record.role))}{where(record)}, {money(printed, record)} "
        f"({when}; {gap.sum})."
    )
    return Statement(text, cited(source))


def _against_one(placement: Placement, subject: str) -> str:
    """Say where an amount stands beside a source's one figure."""
    record = placement.record
    kind = "starting pay" if record.kind == "starting_range" else "pay"
    year = record.year_label or record.year or "undated"
    name = (
        f"the {year} {kind} for {escape(plural(record.role))}{among(record)}{where(record)}, {figure(record)}"
    )
    gap = placement.gaps[0]
    if gap.gain == 0:
        return f"{subject} right at {name}."
    side = "above" if gap.gain > 0 else "below"
    return f"{subject} **{side}** {name}: {money(gap.amount, record)} {side} ({gap.sum})."


def part_of(placement: Placement) -> str:
    """Say in which part of a range an amount lies."""
    return {
        "below": "**below** the low end",
        "above": "**above** the top",
        "at": "right at the figure",
    }.get(placement.position, f"in the **{placement.position}**")


def _name(record: PayRecord) -> str:
    year = record.year_label or (str(record.year) if record.year else "undated")
    return f"{year} {KINDS[record.kind]} for {escape(plural(record.role))}{among(record)}{where(record)}"


def _distances(placement: Placement) -> str:
    parts = [_distance(gap, placement) for gap in placement.gaps]
    return f": {' and '.join(parts)}" if parts else ""


def _distance(gap: Difference, placement: Placement) -> str:
    if gap.gain == 0:
        return f"exactly {FIELDS[gap.field]}"
    side = "above" if gap.gain > 0 else "under"
    return f"{money(gap.amount, placement.record)} {side} {FIELDS[gap.field]} ({gap.sum})"


def _side(placement: Placement) -> str:
    """Say on which side of the median an amount stands that lies among what is printed."""
    median = placement.record.median
    if placement.position != "between" or median is None:
        return "stands "
    return f"is **{'above' if placement.amount > median else 'below'} the median**. It stands "


def _between(placement: Placement) -> str:
    record = placement.record
    marks = [name for name in (placement.under, placement.over) if name]
    named = [f"{FIELDS[name]}, {money(record.amounts[name], record)}" for name in marks]
    if placement.position == "at":
        return f"exactly at {named[0]}"
    if placement.position == "below":
        return f"below {named[0]}"
    if placement.position == "above":
        return f"above {named[0]}"
    return f"between {named[0]}, and {named[1]}"
