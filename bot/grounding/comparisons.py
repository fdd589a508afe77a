"""Comparisons without a figure: "managers earn more than ...", "the offer is above the range"."""

import re
from collections.abc import Sequence

from bot.grounding.claims import FALLING, MARK, RISING, Reading
from bot.grounding.facts import Fact
from bot.grounding.idioms import CHANGED
from bot.grounding.kinds import cues_in
from bot.grounding.matching import Links
from bot.grounding.sides import KINDS_OF_PAY, LOWER, is_single, named_in, wrong_sides
from bot.grounding.sizes import is_slight, says_slight_gap

BEST_PAID = re.compile(
    r"\b(?P<word>highest|best|most|top|lowest|least|worst)[- ](?:paid|paying|pay|earning)\b(?! (?:quarter"
    r"|tenth|half|third|fifth|\d))"
    r"|\bpays? (?:\w+ ){0,4}?(?:the )?(?P<word2>best)\b"
    r"|\bpays? (?:the )?(?P<word5>most|least)\b|\bpays?\b[^.;,]{0,40}? the (?P<word4>most|least|best)\b"
    r"|\bpaid (?:the )?(?P<word3>most|least|best|worst)\b",
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
_SAME = re.compile(
    r"(?<!not by )(?<!not )\b(?:the same(?! (?!pay|wage|salar|amount|figure|range|rate|median|as\b)[^\W\d_])"
    r"|equally|identical|as much as|equal)\b",
    re.IGNORECASE,
)
_SAME_PAY = re.compile(
    r"\b(?:pay|pays|paid|earn|earns)\b[^.;]{0,40}?\b(?:about |roughly |almost |nearly )?"
    r"(?:the same|equally)\b",
    re.IGNORECASE,
)
_PAID = re.compile(r"\b(?:earn|pay|paid|make|wage|salar|median|start)\w*", re.IGNORECASE)
_ALIKE = 0.02
_GAP_GREW = re.compile(
    r"\b(?:gap|difference|lead|advantage|distance)\b[^.;]{0,40}\b(?:has|have|had|is|are) (?:\w+ly )?"
    r"(?:grown|growing|widened|widening|shrunk|shrinking|narrowed|narrowing|increased|fallen|risen)\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    rf"(?P<move>{RISING.pattern}|{FALLING.pattern})[^.;\d$£€]{{0,25}}"
    r"\b(?:in|during) (?:May )?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def wrong_comparison(reading: Reading, facts: Sequence[Fact], links: Links) -> str | None:
    """Return a reason when the records say the reverse of "A earns more than B" or "A is the best paid"."""
    return (
        wrong_sides(reading, facts, links)
        or _wrong_equal(reading, facts)
        or _wrong_best(reading, facts, links)
    )


def _meant(reading: Reading, facts: Sequence[Fact]) -> list[Fact]:
    """Keep the figures of the kind that a sentence names ("at the median"), else the medians, else all."""
    single = [fact for fact in facts if is_single(fact)]
    wanted = cues_in(MARK.sub("", reading.text), "") & KINDS_OF_PAY or frozenset({"median"})
    return [fact for fact in single if fact.fields[0] in wanted] or single


def _wrong_equal(reading: Reading, facts: Sequence[Fact]) -> str | None:
    """Return a reason when "the same pay" or "a small gap" is said of records whose figures all differ."""
    is_of_pay = bool(_PAID.search(reading.text)) or all(fact.record for fact in facts)
    same = _SAME.search(reading.text) is not None
    if not is_of_pay or not (same or says_slight_gap(reading.text)):
        return None
    meant = _meant(reading, facts)
    pairs = [
        (one.low or 0.0, other.low or 0.0)
        for place, one in enumerate(meant)
        for other in meant[place + 1 :]
        if one.record is not other.record and one.fields == other.fields and one.period == other.period
    ]
    if same and facts and all(fact.record for fact in facts) and not pairs and _SAME_PAY.search(reading.text):
        return "the figures are of one group and compare nothing"
    if same:
        wrong = all(abs(one - other) > _ALIKE * max(one, other) for one, other in pairs)
    else:
        wrong = not any(is_slight(one, other) for one, other in pairs)
    return "the figures differ by more than that" if pairs and wrong else None


def _is_of(fact: Fact, dimension: str, names: frozenset[str]) -> bool:
    if dimension == "industries":
        return fact.record is not None and fact.record.industry in names
    return bool((fact.roles if dimension == "roles" else fact.places) & names)


def wrong_trend(reading: Reading, facts: Sequence[Fact]) -> str | None:
    """Return a reason when two amounts with their years go the other way than "rose" or "fell" says."""
    if change := _wrong_change(reading, facts) or _wrong_move(reading, facts):
        return change
    dated = [
        (min(claim.years), claim.quantity.values[0])
        for claim in reading.claims
        if claim.quantity.is_money and len(claim.years) == 1 and len(claim.quantity.values) == 1
    ]
    rising, falling = RISING.search(reading.text), FALLING.search(reading.text)
    if bool(rising) != bool(falling) and (_PERCENT_LESS if rising else _PERCENT_MORE).search(reading.text):
        return "a share goes the other way than the amounts"
    if len(dated) != 2 or dated[0][0] == dated[1][0] or bool(rising) == bool(falling):
        return None
    (_, first), (_, last) = sorted(dated)
    wrong = last < first if rising else last > first
    return "the figures went the other way" if wrong else None


def _wrong_move(reading: Reading, facts: Sequence[Fact]) -> str | None:
    """Hold "pay fell in 2022" against the records of that year and of the one before it."""
    dated = {year for fact in facts if fact.is_money for year in fact.years}
    if _GAP_GREW.search(reading.text) and len(dated) == 1:
        return "the figures are of one year and tell of no change"
    for match in _IN_YEAR.finditer(reading.text):
        rises = RISING.match(match["move"]) is not None
        year = int(match["year"])
        gaps = [
            (last.low or 0.0) - (first.low or 0.0)
            for last in facts
            for first in facts
            if last.record
            and first.record
            and last.years == {year}
            and first.years == {year - 1}
            and is_single(first)
            and is_single(last)
            and (first.fields, first.roles, first.places, first.period, first.level)
            == (last.fields, last.roles, last.places, last.period, last.level)
        ]
        if gaps and all((gap > 0) != rises for gap in gaps):
            return "the figures went the other way"
    return None


def _wrong_change(reading: Reading, facts: Sequence[Fact]) -> str | None:
    """Hold "moved from A to B" against the years of the two amounts, and against the word for the move."""
    match = CHANGED.search(reading.text)
    money = [claim.quantity for claim in reading.claims if claim.quantity.is_money]
    after = [item for item in money if match and item.start >= match.end()][:2]
    if match is None or len(after) < 2 or not after[0].low or not after[1].low:
        return None
    first, last = (
        [fact for fact in facts if fact.is_money and fact.low == fact.high == item.low] for item in after
    )
    if first and last and {one.record for one in first} == {one.record for one in last} and first[0].record:
        return "the two ends of a range are no change over time"
    kinds = [{fact.fields for fact in found if fact.record} for found in (first, last)]
    if all(kinds) and not kinds[0] & kinds[1]:
        return "the two amounts are of different kinds, which is no change"
    dated = [
        (min(one.years), min(other.years))
        for one in first
        for other in last
        if one.years and other.years and (one.fields, one.roles) == (other.fields, other.roles)
    ]
    backwards = bool(dated) and all(one > other for one, other in dated)
    gap = after[1].low - after[0].low
    rises, falls = RISING.match(match.group()) is not None, FALLING.match(match.group()) is not None
    other_way = backwards or (rises and gap < 0) or (falls and gap > 0)
    return "the figures went the other way" if other_way else None


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
    match = BEST_PAID.search(reading.text)
    if match is None:
        return None
    word = next(found for found in match.groups() if found).casefold()
    records = {fact.record.id for fact in facts if fact.record}
    if len(records) == 1 and all(fact.record for fact in facts if fact.is_money):
        return f"one figure does not make it the {word} paid"
    for dimension in ("industries", "places"):
        if wrong := _wrong_best_of(dimension, reading, word, facts):
            return wrong
    if not reading.roles:
        return None
    near = min(reading.roles, key=lambda item: abs(item.start - match.start()))
    own = links.join(near.names)
    wanted = -1 if word in LOWER else 1
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


def _wrong_best_of(dimension: str, reading: Reading, word: str, facts: Sequence[Fact]) -> str | None:
    """Hold "retail pays the most" against the records of the other industries, or places, that are cited."""
    named = named_in(reading, (0, len(reading.text)), facts, Links({}))[dimension]
    known = {fact.record.industry for fact in facts if fact.record and fact.record.industry}
    known = (
        known
        if dimension == "industries"
        else {name for fact in facts if fact.record for name in fact.places}
    )
    wanted = -1 if word in LOWER else 1
    for rival in sorted(filter(None, known - named)) if len(named) == 1 else ():
        gaps = _gaps(dimension, named, frozenset({rival}), _meant(reading, facts))
        if gaps and all(gap * wanted < 0 for gap in gaps):
            return f"the figures do not make {min(named)} the {word} paid"
    return None


def _gaps(dimension: str, one: frozenset[str], other: frozenset[str], facts: Sequence[Fact]) -> list[float]:
    """Return the differences of like fields between roles, places or industries, all else the same."""
    gaps = []
    ours = [fact for fact in facts if is_single(fact) and _is_of(fact, dimension, one)]
    theirs = [fact for fact in facts if is_single(fact) and _is_of(fact, dimension, other)]
    for first in ours:
        for second in theirs:
            alike = (first.fields, first.unit, first.period) == (second.fields, second.unit, second.period)
            same_place = dimension == "places" or first.places == second.places
            same_role = dimension == "roles" or first.roles == second.roles
            if alike and same_place and same_role:
                gaps.append((first.low or 0.0) - (second.low or 0.0))
    return gaps
