"""Comparisons without a figure: "managers earn more than ...", "the offer is above the range"."""

import re
from collections.abc import Sequence

from bot.grounding.claims import Reading
from bot.grounding.facts import Fact
from bot.grounding.figures import money_in
from bot.grounding.matching import Links
from bot.grounding.telling import is_named
from bot.grounding.words import content_stems
from bot.quantities import Quantity

_COMPARED = re.compile(
    r"\b(?:earn|earns|earned|pay|pays|paid|make|makes|made|start|starts|started|salary|salaries|wage|wages|median|medians)\b"
    r"[^.;]{0,80}?\b(?P<word>more|higher|better|less|lower|worse|above|below)\b(?:[^.;]{0,30}? than\b)?",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"\b(?P<word>highest|best|most|top|lowest|least|worst)[- ](?:paid|paying|pay|earning)\b"
    r"|\bpays? (?:the )?(?P<word2>most|least|best)\b|\bpaid (?:the )?(?P<word3>most|least|best|worst)\b",
    re.IGNORECASE,
)
_RISING = re.compile(
    r"\b(?:rose|rises?|risen|grew|grows?|grown|increased?|went up|climbed"
    r"|gained)\b",
    re.IGNORECASE,
)
_FALLING = re.compile(
    r"\b(?:fell|falls?|fallen|dropped|declined?|decreased?|went down|shrank"
    r"|lost)\b",
    re.IGNORECASE,
)
_PERCENT_LESS = re.compile(r"(?:%|percent) (?:less|lower|fewer|down)\b", re.IGNORECASE)
_PERCENT_MORE = re.compile(r"(?:%|percent) (?:more|higher|up)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|n't)\b[^,;:]{0,20}$", re.IGNORECASE)
_KIND_DENIED = re.compile(
    r"\b(?:not|n't|never) (?:a |an |the )?(?P<kind>starting pay|starting range|median|average"
    r"|mean)\b",
    re.IGNORECASE,
)
_LOWER = frozenset({"less", "lower", "worse", "lowest", "least", "worst", "below"})
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
    (r"\b(?:within|inside) (?:the|this|that|its) (?:starting )?range", 0.0, 1.0),
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
_FIELDS = ("low", "high", "median", "mean", "p25", "p75")


def wrong_comparison(reading: Reading, facts: Sequence[Fact], links: Links) -> str | None:
    """Return a reason when the records say the reverse of "A earns more than B" or "A is the best paid"."""
    match = _COMPARED.search(reading.text)
    if match:
        left, right = (0, match.start("word")), (match.end(), len(reading.text))
        sides = [_named(reading, span, facts, links) for span in (left, right)]
        wanted = -1 if match["word"].casefold() in _LOWER else 1
        for dimension in ("roles", "places", "industries"):
            one, other = (side[dimension] for side in sides)
            gaps = _gaps(dimension, one - other, other - one, facts)
            if gaps and all(gap * wanted < 0 for gap in gaps):
                return f"the figures say the opposite of “{match['word']}”"
    return _wrong_best(reading, facts, links)


def _named(
    reading: Reading, span: tuple[int, int], facts: Sequence[Fact], links: Links
) -> dict[str, frozenset[str]]:
    """Return the roles, places and industries named in a part of a sentence."""
    start, end = span
    roles = frozenset().union(*(one.names for one in reading.roles if start <= one.start < end))
    places = frozenset().union(*(one.names for one in reading.places if start <= one.start < end))
    stems = frozenset(content_stems(reading.text[start:end]))
    industries = {fact.record.industry for fact in facts if fact.record and fact.record.industry}
    named = frozenset(name for name in industries if is_named(frozenset(content_stems(name)), stems))
    return {"roles": links.join(roles), "places": places, "industries": named}


def _is_of(fact: Fact, dimension: str, names: frozenset[str]) -> bool:
    if dimension == "industries":
        return fact.record is not None and fact.record.industry in names
    return bool((fact.roles if dimension == "roles" else fact.places) & names)


def wrong_trend(reading: Reading) -> str | None:
    """Return a reason when two amounts with their years go the other way than "rose" or "fell" says."""
    dated = [
        (min(claim.years), claim.quantity.values[0])
        for claim in reading.claims
        if claim.quantity.is_money and len(claim.years) == 1 and len(claim.quantity.values) == 1
    ]
    rising, falling = _RISING.search(reading.text), _FALLING.search(reading.text)
    if bool(rising) != bool(falling) and (_PERCENT_LESS if rising else _PERCENT_MORE).search(reading.text):
        return "a share goes the other way than the amounts"
    if len(dated) != 2 or dated[0][0] == dated[1][0] or bool(rising) == bool(falling):
        return None
    (_, first), (_, last) = sorted(dated)
    wrong = last < first if rising else last > first
    return "the figures went the other way" if wrong else None


def wrong_denial(reading: Reading, facts: Sequence[Fact]) -> str | None:
    """Return a reason when a sentence says that figures are not what every one of them is."""
    match = _KIND_DENIED.search(reading.text)
    money = [fact for fact in facts if fact.record is not None and fact.is_money]
    if match is None or not money:
        return None
    kind = match["kind"].casefold()
    if kind.startswith("start"):
        wrong = all(fact.record is not None and fact.record.kind == "starting_range" for fact in money)
    else:
        field = "median" if kind == "median" else "mean"
        wrong = all(fact.fields == (field,) for fact in money)
    return f"the figures are {kind}" if wrong else None


def _wrong_best(reading: Reading, facts: Sequence[Fact], links: Links) -> str | None:
    match = _BEST.search(reading.text)
    if match is None or not reading.roles:
        return None
    word = next(found for found in match.groups() if found).casefold()
    near = min(reading.roles, key=lambda item: abs(item.start - match.start()))
    own = links.join(near.names)
    wanted = -1 if word in _LOWER else 1
    rivals = {name for fact in facts if fact.record for name in fact.roles} - own
    outcomes = [gaps for rival in sorted(rivals) if (gaps := _gaps("roles", own, frozenset({rival}), facts))]
    beaten = any(all(gap * wanted < 0 for gap in gaps) for gaps in outcomes)
    denied = _NOT.search(reading.text[: match.start()]) is not None
    if beaten and not denied:
        return f"the figures do not make {min(near.names)} the {word} paid"
    return (
        f"the figures do make {min(near.names)} the {word} paid"
        if denied and outcomes and not beaten
        else None
    )


def _gaps(dimension: str, one: frozenset[str], other: frozenset[str], facts: Sequence[Fact]) -> list[float]:
    """Return the differences of like fields between roles, places or industries, all else the same."""
    gaps = []
    ours = [fact for fact in facts if _is_single(fact) and _is_of(fact, dimension, one)]
    theirs = [fact for fact in facts if _is_single(fact) and _is_of(fact, dimension, other)]
    for first in ours:
        for second in theirs:
            alike = (first.fields, first.unit, first.period) == (second.fields, second.unit, second.period)
            same_place = dimension == "places" or first.places == second.places
            same_role = dimension == "roles" or first.roles == second.roles
            if alike and same_place and same_role:
                gaps.append((first.low or 0.0) - (second.low or 0.0))
    return gaps


def _is_single(fact: Fact) -> bool:
    return fact.record is not None and len(fact.fields) == 1 and fact.fields[0] in _FIELDS


def wrong_placement(reading: Reading, facts: Sequence[Fact], person: Sequence[str]) -> str | None:
    """Return a reason when a person's amount is placed where it does not lie in the cited range."""
    offered = [text for text in person if "offer" in text.casefold() and money_in(text)]
    texts = offered if offered and "offer" in reading.text.casefold() else person
    currency = next((fact.unit for fact in facts if fact.is_money), None)
    amounts = [item for text in texts for item in money_in(text, currency)]
    if wrong := _wrong_end(reading, facts, amounts):
        return wrong
    if not amounts or not _PERSONAL.search(reading.text):
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
    wanted = -wanted if _NOT.search(reading.text[: match.start("word")]) else wanted
    share = 0.0 if match["end"].casefold() in ("low", "lower", "bottom") else 1.0
    ranges = [fact for fact in facts if fact.fields == ("low", "high") and (not roles or roles & fact.roles)]
    gaps = [share - lies for fact in ranges for item in amounts for lies in _shares(item, fact)]
    wrong = bool(gaps) and all(gap * wanted < 0 for gap in gaps)
    return "the person's amount lies on the other side of that end" if wrong else None


def _shares(amount: Quantity, fact: Fact) -> list[float]:
    """Return how far up a range an amount lies: 0 at its low end, 1 at its high end."""
    if fact.low is None or fact.high is None or fact.high <= fact.low:
        return []
    factors = {"hour": 2080.0, "week": 52.0, "month": 12.0, "day": 260.0, "year": 1.0}
    found = []
    for value in amount.values:
        period = amount.period or ("year" if value >= 5000 else "hour")
        converted = value * factors[period] / factors[fact.period or "year"]
        found.append((converted - fact.low) / (fact.high - fact.low))
    return found
