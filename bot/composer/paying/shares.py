"""How pay is spread: a printed percentile where one is asked for, and which share earns over an amount."""

import re
from collections.abc import Sequence

from bot.composer.draft import Statement
from bot.composer.paying.asked import cited
from bot.composer.paying.offer import placed_in
from bot.composer.paying.standing import placement_statement
from bot.composer.units import escape
from bot.composer.wording import PER, among, capital, money, plural, publisher, when, where
from bot.pay import Placement, Source
from bot.schema import Amount, Request

MIDDLE = 50
_PRINTED = {10: "p10", 25: "p25", MIDDLE: "median", 75: "p75", 90: "p90"}
_SAID = {
    "p10": "A tenth of {} earned less than",
    "p25": "A quarter of {} earned less than",
    "p75": "A quarter of {} earned more than",
    "p90": "A tenth of {} earned more than",
}
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s*-?\s*(?:percentile|pctl|%-?ile)", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:(?P<top>top|upper|best|highest|most)|(?P<low>bottom|lower|lowest|worst|least))"
    r"(?:[- ]*(?:paid|paying|earning))?\s+"
    r"(?:(?P<number>\d{1,2})\s*(?:%|percent|per\s+cent)|(?P<word>tenth|decile|quarter|quartile|fourth|fifth))",
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
    r"\b(?:can|could|would|will|might|ever)\b[^?.,]{0,25}\b(?:paid|pay|earn|make|get|start)\b",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"\baverage\b|(?<!\bi )\bmean\b(?! by)", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"\b(?:how many|(?:what|which)\s+(?:percent(?:age)?|per\s+cent|share|proportion|part|%))(?!\w)",
    re.IGNORECASE,
)
_OVER = {
    "p10": "nine tenths",
    "p25": "three quarters",
    "median": "half",
    "p75": "a quarter",
    "p90": "a tenth",
}
"""Which share earns more than each printed figure."""
_MIRROR = {"p10": "p90", "p25": "p75", "median": "median", "p75": "p25", "p90": "p10"}
_WORDS = {"tenth": 10, "decile": 10, "fifth": 20, "quarter": 25, "quartile": 25, "fourth": 25}


def percentile_asked(text: str) -> int | None:
    """Return the percentile that a question asks for: 90 for "the top 10%", None when it asks for none."""
    ordinal = _ORDINAL.search(text)
    if ordinal:
        return int(ordinal.group(1))
    share = _SHARE.search(text)
    if share:
        part = int(share["number"]) if share["number"] else _WORDS[share["word"].casefold()]
        return 100 - part if share["top"] else part
    earners = _EARNERS.search(text) or _AT_END.search(text) or _AT_MOST.search(text)
    if earners:
        return 90 if earners["top"] else 10
    return None


def asks_how_many(request: Request) -> bool:
    """Whether a question asks which share of the people in a job earn over, or under, an amount."""
    return bool(_HOW_MANY.search(request.question)) and len(request.amounts) == 1


def how_many(amount: Amount, found: Sequence[Source], *, under: bool) -> list[Statement]:
    """Say where an amount stands among printed percentiles, and which share earns over or under it."""
    for source in found:
        placed = placed_in(amount, source)
        if placed is None or not {"p10", "p90"} <= set(source.record.amounts):
            continue
        shown = f"{money(placed.amount, placed.record)} {PER[placed.record.period]}"
        said = _between(placed, shown, under=under) or _outside(placed, under=under)
        standing = placement_statement(placed, source, owned=False)
        return [standing, *([Statement(said, (source.record,))] if said else [])]
    return []


def _between(placed: Placement, shown: str, *, under: bool) -> str | None:
    """Say between which shares lies the one that earns over, or under, an amount within the percentiles."""
    ends = (placed.under, placed.over)
    if placed.position != "between" or ends[0] is None or ends[1] is None:
        return None
    low, high = (_MIRROR[ends[0]], _MIRROR[ends[1]]) if under else (ends[1], ends[0])
    reached = "not reached" if under else "reached"
    return f"The {shown} you ask about is {reached} by between {_OVER[low]} and {_OVER[high]} of them."


def _outside(placed: Placement, *, under: bool) -> str | None:
    """Say that fewer than the outermost tenth earn so much, or so little."""
    field = {("above", False): "p90", ("below", True): "p10"}.get((placed.position, under))
    if field is None:
        return None
    record = placed.record
    way, much = ("more", "much") if field == "p90" else ("less", "little")
    amount = f"{money(record.amounts[field], record)} {PER[record.period]}"
    return f"A tenth of them earned {way} than {amount}, so fewer earn that {much}."


def share_statement(text: str, found: Sequence[Source]) -> Statement | None:
    """Say the printed percentile nearest to the one asked for, and that it is the nearest when it is."""
    wanted = percentile_asked(text)
    if wanted is None:
        return _average(found) if _AVERAGE.search(text) else None
    nearest = min(_PRINTED, key=lambda printed: abs(printed - wanted))
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
