"""A percentile that a question asks for ("the top 10%"), and the printed one nearest to it."""

import re
from collections.abc import Sequence

from bot.composer.draft import Statement
from bot.composer.paying.asked import cited
from bot.composer.units import escape
from bot.composer.wording import PER, among, capital, money, plural, publisher, when, where
from bot.pay import Source

MIDDLE = 50
_PRINTED = {10: "p10", 25: "p25", MIDDLE: "median", 75: "p75", 90: "p90"}
_SAID = {
    "p10": "A tenth of {} earned less than",
    "p25": "A quarter of {} earned less than",
    "p75": "A quarter of {} earned more than",
    "p90": "A tenth of {} earned more than",
}
_ORDINAL = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s*-?\s*(?:percentile|pctl|%-?ile)|\bthe\s+(\d{2})(?:st|nd|rd|th)\W*$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:(?P<top>top|upper|best|highest|most)|(?P<low>bottom|lower|lowest|worst|least))"
    r"(?:[- ]*(?:paid|paying|earning))?\s+"
    r"(?:(?P<number>\d{1,2})\s*(?:%|percent|per\s+cent)|(?P<word>ten\s+per\s?cent|tenth|decile|quarter|quartile|fourth|fifth))",
    re.IGNORECASE,
)
_EARNERS = re.compile(
    r"\b(?:(?P<top>top|best[- ]paid|highest[- ]paid|highest|higher|upper|high)"
    r"|(?P<low>bottom|lowest[- ]paid|lowest|lower|worst[- ]paid|low))"
    r"\s+(?:earners?|end|(?:paid\s+)?(?:people|workers|employees|ones))\b",
    re.IGNORECASE,
)
_AT_END = re.compile(r"\bthe\s+(?:(?P<top>top)|bottom)\W*$", re.IGNORECASE)
_AT_MOST = re.compile(
    r"^(?!.*\b(?:which|jobs?|roles?|states?|where)\b).*"
    r"\b(?:(?P<top>most|highest|maximum|max)|least|lowest|minimum|min)\b[^?.,]{0,40}"
    r"\b(?:can|could|would|will|might|ever)\b[^?.,]{0,25}\b(?:paid|pay|earn|make|get|start)\b"
    r"|\b(?:(?P<best>most|highest)|least|lowest) an? [^?.,]{0,40}\b(?:makes|earns|gets)\b",
    re.IGNORECASE,
)
# "mean" as a figure and not as a verb ("what does CSAT mean")
MEAN = (
    r"(?:\b(?:the|an?|its|their|national|state|annual|yearly|hourly|median (?:and|or|vs\.?)) mean\b"
    r"|\bmean (?:pay|wages?|salar(?:y|ies)|earnings|incomes?|annual|yearly|hourly|(?:and|or|vs\.?) median)\b)"
)
_AVERAGE = re.compile(rf"\baverage\b|{MEAN}", re.IGNORECASE)
_MEDIAN = re.compile(r"\b(?:median|middle|midpoint|half of them)\b", re.IGNORECASE)
_RULED_OUT = re.compile(
    r"\bnot\s+(?:(?:at|in|for)\s+)?(?:the\s+)?(?:very\s+)?(?:top|bottom|best|worst|highest|lowest)\b"
    r"(?:[- ](?:paid|end|earners?|\d+\s*(?:%|percent)))?",
    re.IGNORECASE,
)
_WORDS = {"ten": 10, "tenth": 10, "decile": 10, "fifth": 20, "quarter": 25, "quartile": 25, "fourth": 25}


def percentile_asked(text: str) -> int | None:
    """Return the percentile that a question asks for: 90 for "the top 10%", None when it asks for none."""
    text = _RULED_OUT.sub(" ", text)
    ordinal = _ORDINAL.search(text)
    if ordinal:
        return int(ordinal[1] or ordinal[2])
    share = _SHARE.search(text)
    if share:
        part = int(share["number"]) if share["number"] else _WORDS[share["word"].casefold().split()[0]]
        return 100 - part if share["top"] else part
    earners = _EARNERS.search(text) or _AT_END.search(text) or _AT_MOST.search(text)
    if earners:
        return 90 if any(held for name, held in earners.groupdict().items() if name != "low") else 10
    return None


def at_most(text: str) -> bool:
    """Whether a question asks for the most, or the least, that someone can be paid."""
    return _AT_MOST.search(text) is not None


def figure_asked(text: str) -> str | None:
    """Return the printed figure that an amount is held against: the nearest percentile, the average."""
    wanted = percentile_asked(text)
    if wanted is not None:
        return _PRINTED[_nearest(wanted)]
    return "mean" if _AVERAGE.search(text) else "median" if _MEDIAN.search(text) else None


def _nearest(wanted: int) -> int:
    return min(_PRINTED, key=lambda printed: abs(printed - wanted))


def share_statement(text: str, found: Sequence[Source]) -> Statement | None:
    """Say the printed percentile nearest to the one asked for, and that it is the nearest when it is."""
    wanted = percentile_asked(text)
    if wanted is None:
        return _average(found) if _AVERAGE.search(text) else None
    nearest = _nearest(wanted)
    field = _PRINTED[nearest]
    source = next((source for source in found if field in source.record.amounts), None)
    if source is None or field not in _SAID:
        return None
    record = source.record
    lead = _SAID[field].format(f"{escape(plural(record.role))}{among(record)}")
    amount = f"**{money(record.amounts[field], record)} {PER[record.period]}**"
    by = f", according to {escape(publisher(record))}"
    if nearest != wanted:
        lead = f"I hold no percentile closer to that than this one: {lead[:1].lower()}{lead[1:]}"
    return Statement(f"{capital(lead)} {amount}{where(record)}{when(record)}{by}.", cited(source))


def _average(found: Sequence[Source]) -> Statement | None:
    """Say the average, where the source that is told first prints it beside its median."""
    record = found[0].record
    if record.mean is None or record.median is None:
        return None
    amount = f"**{money(record.mean, record)} {PER[record.period]}**"
    people = f"{escape(plural(record.role))}{among(record)}"
    return Statement(f"The average for {people} was {amount}{where(record)}{when(record)}.", cited(found[0]))
