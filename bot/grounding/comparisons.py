"""Comparisons without a figure: "managers earn more than ...", "the offer is above the range"."""

import re
from collections.abc import Sequence

from bot.grounding.claims import FALLING, MARK, RISING, Reading
from bot.grounding.facts import Fact
from bot.grounding.kinds import cues_in
from bot.grounding.matching import Links
from bot.grounding.telling import is_named
from bot.grounding.words import content_stems

_COMPARED = re.compile(
    r"\b(?:earn|earns|earned|pay|pays|paid|make|makes|made|start|starts|started|salary|salaries|wage"
    r"|wages|median|medians)\b"
    r"[^.;]{0,80}?\b(?P<word>more|higher|better|less|lower|worse|above|below)\b(?:[^.;]{0,30}? than\b)?",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"\b(?P<word>highest|best|most|top|lowest|least|worst)[- ](?:paid|paying|pay|earning)\b(?! (?:quarter"
    r"|tenth|half|third|fifth|\d))"
    r"|\bpays? (?:the )?(?P<word2>most|least|best)\b|\bpays?\b[^.;,]{0,40}? the (?P<word4>most|least|best)\b"
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
_LOWER = frozenset({"less", "lower", "worse", "lowest", "least", "worst", "below"})
_SAME = re.compile(
    r"\b(?:the same(?! (?!pay|wage|salar|amount|figure|range|rate|median|as\b)[^\W\d_])|equally"
    r"|identical|as much as|equal)\b",
    re.IGNORECASE,
)
_PAID = re.compile(r"\b(?:earn|pay|paid|make|wage|salar|median|start)\w*", re.IGNORECASE)
_KINDS = frozenset({"median", "mean", "p10", "p25", "p75", "p90"})
_FIELDS = frozenset({"low", "high"}) | _KINDS
_ALIKE = 0.02


def wrong_comparison(reading: Reading, facts: Sequence[Fact], links: Links) -> str | None:
    """Return a reason when the records say the reverse of "A earns more than B" or "A is the best paid"."""
    match = _COMPARED.search(reading.text)
    if match:
        left, right = (0, match.start("word")), (match.end(), len(reading.text))
        sides = [_named(reading, span, facts, links) for span in (left, right)]
        wanted = -1 if match["word"].casefold() in _LOWER else 1
        for dimension in ("roles", "places", "industries"):
            one, other = (side[dimension] for side in sides)
            gaps = _gaps(dimension, one - other, other - one, _meant(reading, facts))
            if gaps and all(gap * wanted < 0 for gap in gaps):
                return f"the figures say the opposite of “{match['word']}”"
    return _wrong_equal(reading, facts) or _wrong_best(reading, facts, links)


def _meant(reading: Reading, facts: Sequence[Fact]) -> list[Fact]:
    """Keep the figures of the kind that a sentence names ("at the median"), else the medians, else all."""
    single = [fact for fact in facts if _is_single(fact)]
    wanted = cues_in(MARK.sub("", reading.text), "") & _KINDS or frozenset({"median"})
    return [fact for fact in single if fact.fields[0] in wanted] or single


def _wrong_equal(reading: Reading, facts: Sequence[Fact]) -> str | None:
    """Return a reason when "the same pay" is said of records whose figures all differ."""
    if not _SAME.search(reading.text) or not _PAID.search(reading.text):
        return None
    meant = _meant(reading, facts)
    pairs = [
        (one.low or 0.0, other.low or 0.0)
        for place, one in enumerate(meant)
        for other in meant[place + 1 :]
        if one.record is not other.record and one.fields == other.fields and one.period == other.period
    ]
    wrong = bool(pairs) and all(abs(one - other) > _ALIKE * max(one, other) for one, other in pairs)
    return "the figures are not the same" if wrong else None


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
    rising, falling = RISING.search(reading.text), FALLING.search(reading.text)
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


def _wrong_best_of(dimension: str, reading: Reading, word: str, facts: Sequence[Fact]) -> str | None:
    """Hold "retail pays the most" against the records of the other industries, or places, that are cited."""
    named = _named(reading, (0, len(reading.text)), facts, Links({}))[dimension]
    known = {fact.record.industry for fact in facts if fact.record and fact.record.industry}
    known = (
        known
        if dimension == "industries"
        else {name for fact in facts if fact.record for name in fact.places}
    )
    wanted = -1 if word in _LOWER else 1
    for rival in sorted(filter(None, known - named)) if len(named) == 1 else ():
        gaps = _gaps(dimension, named, frozenset({rival}), _meant(reading, facts))
        if gaps and all(gap * wanted < 0 for gap in gaps):
            return f"the figures do not make {min(named)} the {word} paid"
    return None


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
