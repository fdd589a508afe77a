"""Where a person's own amount lies: "in the upper part of the range", "most of them earn more than you"."""

import re
from collections.abc import Sequence

from bot.grounding.claims import Reading
from bot.grounding.facts import Fact
from bot.grounding.figures import money_in
from bot.grounding.sizes import is_miscalled
from bot.quantities import Quantity

_LOWER = frozenset({"less", "lower", "worse", "lowest", "least", "worst", "below"})
_DENIED = re.compile(r"\b(?:not|never|n't)\b[^,;:]{0,20}$", re.IGNORECASE)
_PLACES: tuple[tuple[str, float, float], ...] = (
    (
        r"\babove (?:the|this|that|its) (?:whole |entire |starting )*range|\bover the top of\b"
        r"|\babove the (?:top|high end)",
        1.0,
        99.0,
    ),
    (
        r"\bbelow (?:the|this|that|its) (?:whole |entire |starting )*range|\bunder the (?:bottom"
        r"|low end)|\bbelow the low end",
        -99.0,
        0.0,
    ),
    (r"\b(?:upper|top|higher) (?:part|half|end|third)|\bnear the top\b|\bclose to the top\b", 0.5, 1.0),
    (
        r"\b(?:lower|bottom) (?:part|half|end|third)|\bnear the (?:bottom|low end)\b|\bclose to the bottom\b",
        0.0,
        0.5,
    ),
    (r"\bmiddle (?:part|of (?:the|this|that|its) (?:starting )?range)|\baround the middle\b", 0.3, 0.7),
    (r"\b(?:within|inside) (?:the|this|that|its) (?:\w+ ){0,3}range", 0.0, 1.0),
)
_END_AGAINST = re.compile(
    r"\b(?P<end>low|lower|bottom|high|upper|top)(?: end)?\b[^.;]{0,60}?\b(?:is|lies|starts)\b[^.;]{0,20}?"
    r"\b(?P<word>more|higher|less|lower) than (?:what )?(?:you|your)\b",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\b(?:is|are|sits|lies|falls)\s+(?:well |far |just |slightly |a little )?"
    r"(?P<side>above|below|over|under|higher than|lower than)\s+(?:what|where|the pay|starting pay)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:offer|your|you|you're|it|that)\b", re.IGNORECASE)
_RANGE_AGAINST = re.compile(
    r"\b(?P<share>whole|entire|all of|most of|half of|much of)\b[^.;]{0,30}?\b(?:range"
    r"|starting pay)\b[^.;]{0,40}?"
    r"\b(?P<side>above|below|over|under|higher than|lower than|more than|less than)\b[^.;]{0,20}?\byou",
    re.IGNORECASE,
)
_MAJORITY = re.compile(
    r"\b(?P<share>most|the majority|more than half|few|hardly any|only a few)\b[^.;]{0,80}?\b(?:earn"
    r"|earned|make|made|paid|get|got)\b"
    r"[^.;]{0,20}?\b(?P<word>more|higher|better|less|lower)\b than (?:you|your|that)",
    re.IGNORECASE,
)
# "Your $18 is more than half of them earn": the same, from the other side.
_MORE_THAN_SHARE = re.compile(
    r"\b(?:you|your)\b[^.;]{0,40}?\b(?P<word>more|less|higher|lower) than (?:what )?"
    r"(?P<share>half|most|the majority)\b"
    r"(?! the\b)[^.;]{0,60}?\b(?:do|earn|make|made|get|are paid)\b",
    re.IGNORECASE,
)
_AGAINST_KIND = re.compile(
    r"\b(?:you|your)\b[^.;]{0,60}?\b(?P<word>above|over|more than|higher than|ahead of|beats?|tops|exceeds?"
    r"|below|under|less than|lower than|behind|trails?)\b"
    r" (?:the |that |its )?(?:[^\W\d_]+ ){0,2}?(?:(?P<kind>median|middle|average|mean|midpoint)\b"
    r"|(?P<rank>10|25|50|75|90)th\b)",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r"\b(?:you|your)\b[^.;]{0,60}?\b(?:in|among|within) (?:the|[A-Z]\w+['’]s) (?:best[- ]paid "
    r"|highest[- ]paid |lowest[- ]paid )?"
    r"(?P<end>top|upper|highest|best|bottom|lower|lowest)(?:[- ]paid)? (?P<part>half|quarter|tenth"
    r"|25 ?%|10 ?%)"
    r"|\b(?:you|your)\b[^.;]{0,40}?\b(?:near|close to|at) the (?:very )?(?P<near>top|bottom)\b(?! of)",
    re.IGNORECASE,
)
_ABOVE = frozenset(
    {"above", "over", "more than", "higher than", "ahead of", "beat", "beats", "tops", "exceed", "exceeds"}
)
_PART_FIELDS = {"half": ("median", "median"), "quarter": ("p25", "p75"), "tenth": ("p10", "p90")}
_PARTS = re.compile(r"[;.?!]\s|,\s|\s(?:and|but|now)\s", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:you (?:now )?(?:earn|make|get)|your (?:current )?(?:pay|salary|wage)|current|now|today)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:stands?|sits?|lies?|falls?|lands?|is|puts? you|would be)\b[^.;]{0,30}?\bbetween\b", re.IGNORECASE
)
_FEW = frozenset({"few", "hardly any", "only a few"})


def wrong_placement(reading: Reading, facts: Sequence[Fact], person: Sequence[str]) -> str | None:
    """Return a reason when a person's amount is placed where it does not lie in the cited range."""
    currency = next((fact.unit for fact in facts if fact.is_money), None)
    amounts = _meant(reading, [part for text in person for part in _PARTS.split(text)], currency)
    if _is_not_between(reading):
        return "the amount does not lie between these two"
    for check in (_wrong_end, _wrong_side, _wrong_majority, _wrong_against, _wrong_part):
        if wrong := check(reading, facts, amounts):
            return wrong
    printed = {claim.quantity.low for claim in reading.claims}
    if not any(_PERSONAL.search(reading.text) or amount.low in printed for amount in amounts):
        return None
    placed = _beside_range(reading) or next(
        (place for place in _PLACES if re.search(place[0], reading.text, re.IGNORECASE)), None
    )
    ranges = [fact for fact in facts if fact.fields == ("low", "high")]
    roles = frozenset().union(*(mention.names for mention in reading.roles))
    ranges = [fact for fact in ranges if not roles or roles & fact.roles] or ranges
    if placed is None or not ranges:
        return None
    shares = [share for fact in ranges for item in amounts for share in _shares(item, fact)]
    slack = 0.0 if abs(placed[1]) > 1 or placed[2] > 1 else 0.05
    if not shares or any(placed[1] - slack <= share <= placed[2] + slack for share in shares):
        return None
    return "the person's amount does not lie there in the range"


def _is_not_between(reading: Reading) -> bool:
    """Whether "your $40,000 stands between the median, $36,910, and the top quarter, $39,440" is wrong."""
    money = [claim.quantity for claim in reading.claims if claim.quantity.is_money]
    for own, low, high in zip(money, money[1:], money[2:], strict=False):
        alike = len({item.low for item in (own, low, high)} | {item.high for item in (own, low, high)}) == 3
        if alike and _BETWEEN.search(reading.text[own.end : low.start]):
            return not (low.low or 0.0) <= (own.low or 0.0) <= (high.low or 0.0)
    return False


def _meant(reading: Reading, parts: Sequence[str], currency: str | None) -> list[Quantity]:
    """Return the person's amounts that a sentence speaks of: what was offered, what they earn, or all."""
    amounts = [(part, item) for part in parts for item in money_in(part, currency)]
    offered = [item for part, item in amounts if "offer" in part.casefold()]
    earned = [item for part, item in amounts if "offer" not in part.casefold()]
    if "offer" in reading.text.casefold():
        return offered or earned
    return earned if earned and _NOW.search(reading.text) else [item for _, item in amounts]


def _beside_range(reading: Reading) -> tuple[str, float, float] | None:
    """Read "is above what they start on, $30,000 to $38,000": the amount lies beyond the whole range."""
    match = _BEYOND.search(reading.text)
    ranges = any(len(claim.quantity.values) == 2 and claim.quantity.is_money for claim in reading.claims)
    if match is None or not ranges:
        return None
    above = match["side"].casefold() in ("above", "over", "higher than")
    return (match.group(), 1.0, 99.0) if above else (match.group(), -99.0, 0.0)


def _wrong_end(reading: Reading, facts: Sequence[Fact], amounts: Sequence[Quantity]) -> str | None:
    """Check "even the low end is more than you earn now" against the range and the person's amount."""
    match = _END_AGAINST.search(reading.text)
    roles = frozenset().union(*(mention.names for mention in reading.roles))
    if match is None:
        return None
    wanted = -1 if match["word"].casefold() in _LOWER else 1
    wanted = -wanted if _DENIED.search(reading.text[: match.start("word")]) else wanted
    share = 0.0 if match["end"].casefold() in ("low", "lower", "bottom") else 1.0
    ranges = [fact for fact in facts if fact.fields == ("low", "high") and (not roles or roles & fact.roles)]
    gaps = [share - lies for fact in ranges for item in amounts for lies in _shares(item, fact)]
    wrong = bool(gaps) and all(gap * wanted < 0 for gap in gaps)
    return "the person's amount lies on the other side of that end" if wrong else None


def _wrong_side(reading: Reading, facts: Sequence[Fact], amounts: Sequence[Quantity]) -> str | None:
    """Check "most of the range is above what you earn now" against where the person's amount lies in it."""
    match = _RANGE_AGAINST.search(reading.text)
    if match is None:
        return None
    least = 1.0 if match["share"].casefold() in ("whole", "entire", "all of") else 0.5
    above = match["side"].casefold() in ("above", "over", "higher than", "more than")
    ranges = [fact for fact in facts if fact.fields == ("low", "high")]
    lies = [share for fact in ranges for item in amounts for share in _shares(item, fact)]
    beyond = [1 - share if above else share for share in lies]
    return "the person's amount does not lie there" if lies and all(part < least for part in beyond) else None


def _wrong_majority(reading: Reading, facts: Sequence[Fact], amounts: Sequence[Quantity]) -> str | None:
    """Check "most of them earn more than you" against the median."""
    match, other = _MAJORITY.search(reading.text), _MORE_THAN_SHARE.search(reading.text)
    match = match or other
    if match is None:
        return None
    wanted = -1 if match["word"].casefold() in _LOWER else 1
    wanted = -wanted if match is other else wanted
    wanted = -wanted if match["share"].casefold() in _FEW else wanted
    wrong = _all_against(_gaps_to("median", facts, amounts), -wanted)
    return "the median lies on the other side of the person's amount" if wrong else None


def _wrong_against(reading: Reading, facts: Sequence[Fact], amounts: Sequence[Quantity]) -> str | None:
    """Check "your pay is below the median" against the median."""
    match = _AGAINST_KIND.search(_as_yours(reading, amounts))
    if match is None:
        return None
    field = f"p{match['rank']}".replace("p50", "median") if match["rank"] else "median"
    field = "mean" if (match["kind"] or "").casefold() in ("average", "mean") else field
    wanted = 1 if match["word"].casefold() in _ABOVE else -1
    wanted = -wanted if _DENIED.search(match.string[: match.start("word")]) else wanted
    gaps = _gaps_to("midpoint" if match["kind"] == "midpoint" else field, facts, amounts)
    gaps = gaps or _gaps_to(field, facts, amounts)
    if _all_against(gaps, wanted):
        return f"the person's amount lies on the other side of the {field}"
    if is_miscalled(match.string, match.start("word"), gaps):
        return f"the person's amount lies at another distance from the {field}"
    return None


def _as_yours(reading: Reading, amounts: Sequence[Quantity]) -> str:
    """Return a sentence with the person's own amount called theirs: "$60,000 is above the midpoint"."""
    own = {value for amount in amounts for value in amount.values}
    for claim in reading.claims:
        start, end = claim.quantity.start, claim.quantity.end
        if claim.quantity.is_money and set(claim.quantity.values) <= own:
            return f"{reading.text[:start]}your pay{reading.text[end:]}"
    return reading.text


def _wrong_part(reading: Reading, facts: Sequence[Fact], amounts: Sequence[Quantity]) -> str | None:
    """Check "you are in the top quarter" against where that quarter begins."""
    match = _IN_PART.search(reading.text)
    if match is None or _DENIED.search(reading.text[: match.start(match.lastgroup or 0)]):
        return None
    said = (match["part"] or "quarter").casefold()
    part = {"25": "quarter", "10": "tenth"}.get(said[:2], said)
    above = (match["end"] or match["near"]).casefold() in ("top", "upper", "highest", "best")
    gaps = _gaps_to(_PART_FIELDS[part][above], facts, amounts)
    return (
        f"the person's amount does not lie in that {part}" if _all_against(gaps, 1 if above else -1) else None
    )


def _gaps_to(field: str, facts: Sequence[Fact], amounts: Sequence[Quantity]) -> list[float]:
    """Return how far the amounts lie above a percentile, or the midpoint of a range, as shares of it."""
    held = [(fact, fact.low or 0.0) for fact in facts if fact.fields == (field,)]
    texts = [fact for fact in facts if not fact.fields and fact.is_money and not fact.is_range]
    held += [(fact, fact.low or fact.high or 0.0) for fact in texts if field in fact.cues]
    if field == "midpoint":
        ends = [fact for fact in facts if fact.fields == ("low", "high")]
        held = [(fact, ((fact.low or 0.0) + (fact.high or 0.0)) / 2) for fact in ends]
    if field in ("p25", "p75"):
        halves = [fact for fact in facts if fact.is_range and not fact.fields and "middle_half" in fact.cues]
        held += [(fact, (fact.low if field == "p25" else fact.high) or 0.0) for fact in halves]
    return [value / end - 1 for fact, end in held if end for item in amounts for value in _per(item, fact)]


def _all_against(gaps: Sequence[float], wanted: int) -> bool:
    return bool(gaps) and all(gap * wanted < 0 for gap in gaps)


def _shares(amount: Quantity, fact: Fact) -> list[float]:
    """Return how far up a range an amount lies: 0 at its low end, 1 at its high end."""
    if fact.low is None or fact.high is None or fact.high <= fact.low:
        return []
    return [(value - fact.low) / (fact.high - fact.low) for value in _per(amount, fact)]


def _per(amount: Quantity, fact: Fact) -> list[float]:
    """Return a person's amount per the period of a figure; small ones with no period are an hour's."""
    factors = {"hour": 2080.0, "week": 52.0, "month": 12.0, "day": 260.0, "year": 1.0}
    return [
        value
        * factors[amount.period or ("year" if value >= 5000 else "hour")]
        / factors[fact.period or "year"]
        for value in amount.values
    ]
