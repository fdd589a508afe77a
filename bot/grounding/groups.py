"""Which larger group a job is counted among: "specialists are counted among representatives"."""

import re
from collections.abc import Sequence

from bot.grounding.case import Case
from bot.grounding.facts import Segment

_COUNTED = re.compile(
    r"\b(?:count|group|class|classif|list|categori[sz]|lump|fall|falls|filed?|includ)(?:s|ed|es|ied|ies|ing)?\b"
    r"[^.;]{0,60}?\b(?:as|among|under|within|with)\b",
    re.IGNORECASE,
)


def wrong_group(case: Case) -> str | None:
    """Return a reason when a job is counted among others than its sources count it among."""
    match = _COUNTED.search(case.reading.text)
    if match is None:
        return None
    before = [one for one in case.reading.roles if one.start < match.end()]
    after = [one for one in case.reading.roles if one.start >= match.end()]
    if not before or not after or after[0].start > match.end() + 40:
        return None
    job, group = before[-1].names, after[0].names
    lines = [line for source in case.sources for line in source.segments]
    held = frozenset().union(*(case.links.occupations.get(name, frozenset()) for name in job))
    held = held.union(_counted_among(job, lines))
    if not held or group & held:
        return None
    return f"its source counts {min(job)} among others than {min(group)}"


def _counted_among(job: frozenset[str], lines: Sequence[Segment]) -> frozenset[str]:
    """Return the jobs that some lines count a job among."""
    counted = [line.order for line in lines if len(line.order) > 1 and _COUNTED.search(line.text)]
    found = (names for order in counted if job & order[0] for names in order[1:])
    return frozenset[str]().union(*found)
