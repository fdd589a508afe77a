"""Which of several figures of one source is meant: the words around it tell."""

import re
from collections.abc import Sequence

from bot.grounding.claims import Claim, marked_stems
from bot.grounding.facts import Fact
from bot.grounding.items import is_of_other_item
from bot.grounding.words import PAY_STEMS, STOP_STEMS, content_stems, is_held, prefixes, stem
from bot.quantities import Quantity

_TIMES = frozenset(
    stem(word) for word in ["years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades"]
)

_VAGUE_TIME = re.compile(r"\b(?:several|many|a few|some) (?:hours|days|weeks|months|years)\b", re.IGNORECASE)
# "Ten most common questions": what is counted stands further on.
_RANKED = re.compile(r"(?:most|least) ", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:several|many|a few|some) (?:hours|days|weeks|months|years) (?:in|for|with"
    r"|at) (?P<about>[^.,;:]{3,60})",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+(?=[^a-zA-Z]*\d)")
# Years from one to another, over which a yearly figure is no sum.
_SPAN = re.compile(
    r"\b(?:from|between) \d{4} (?:to|and) \d{4}\b|\b(?:over|in) the (?:ten years|decade)\b", re.IGNORECASE
)
_RATES_SAID = re.compile(r"\b(hour|day|week|month|year)")
_NOT = re.compile(r"\b(?:not|never|without|outside|none|no)\b|n['’]t\b", re.IGNORECASE)
_PART = re.compile(r"[,;:.(]|\b(?:and|but|while|who|which)\b", re.IGNORECASE)
# "Ohio's rule binds ...": a line that says in its first word whose it is.
_OWNED = re.compile(r"[A-Z][^\W\d_]+['’]s\b")
_NEAR = 6
_SOME = re.compile(
    r"\b(?:some|many|most|half|third|quarter|out of|said|answered|put|people)\b", re.IGNORECASE
)
_BEATEN_BY = 0.3
_OPENING = 5
_BEATEN_BY_STEMS = 2


def context_gap(claim: Claim, fact: Fact, facts: Sequence[Fact]) -> str | None:
    """Check that what stands around a figure stands around it in the evidence too, and not around another.

    This is what tells two percentages or two counts of one passage apart.
    """
    quantity = claim.quantity
    if quantity.unit == "percent" and _is_denied(claim.clause, quantity.text) != _is_denied(
        fact.text, quantity.text
    ):
        return f"{quantity.text} is denied in one and not in the other"
    if (said := _share_beside(fact)) and not (_share_beside_claim(claim) or _SOME.search(claim.clause)):
        return f"{quantity.text} is what {said} said in the source"
    other_thing = f"{quantity.text} is said of something else in the source"
    uncounted = quantity.noun and fact.noun and not _counts_same(quantity.noun, fact)
    if uncounted or _times_differ(claim, fact) or (claim.rate and fact.rate and claim.rate != fact.rate):
        return f"{quantity.text} counts something else in the source"
    if quantity.unit == "hours" and claim.period and fact.period and claim.period != fact.period:
        return f"{quantity.text} is not said per {claim.period} in the source"
    if (
        fact.rate
        and fact.rate not in _RATES_SAID.findall(claim.clause.casefold())
        and _SPAN.search(claim.clause)
    ):
        return f"{quantity.text} is said per {fact.rate} in the source"
    if claim.rate and not fact.rate and not is_held(claim.rate, fact.context | fact.shared, frozenset()):
        return f"{quantity.text} is not said per {claim.rate} in the source"
    context = (claim.context or claim.shared) - role_stems(claim.roles)
    return other_thing if context and _is_of_other(claim, context, fact, facts) else None


def _share_beside(fact: Fact) -> str | None:
    """Return the share of those asked who put a figure so high: "44% put it at four to six years"."""
    marks = (item.split("~") for item in fact.context if item.startswith("#"))
    found = next((mark[0] for mark in marks if mark[2] == "percent"), None)
    return f"{float(found[1:]):g}%" if found and _timed(fact.noun) else None


def _share_beside_claim(claim: Claim) -> bool:
    return any("~percent~" in item for item in claim.context)


def _is_denied(text: str, figure: str) -> bool:
    """Whether a "not" stands in the part of a text that a percentage opens: "89% were not in the US"."""
    after = text.partition(figure)[2].lstrip(" ,()")
    return _NOT.search(" ".join(_PART.split(after)[0].split()[:_NEAR])) is not None


def role_stems(roles: frozenset[str]) -> frozenset[str]:
    """Return the stems of job titles: whom a figure is said of is checked apart."""
    return frozenset(item for role in roles for item in content_stems(role))


def _is_of_other(claim: Claim, context: frozenset[str], fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether the words around a figure are those of another figure, or of a line that has neither."""
    if _is_of_vague(claim, fact):
        return True
    rivals = [other for other in facts if _is_rival(other, fact)]
    owned = [other for other in facts if _OWNED.match(other.text)]
    if leads_elsewhere(claim, fact, (*rivals, *owned)):
        return True
    if any(other.text == fact.text and _is_nearer(context, other, fact) for other in rivals):
        return True
    if is_of_other_item(claim, fact, facts):
        return True
    own = _overlap(context, fact, facts)
    if max((_overlap(context, other, facts) for other in rivals), default=0.0) - own >= _BEATEN_BY:
        return True
    if claim.years & fact.years:
        return False
    line = frozenset(content_stems(fact.text))
    if own == 0 and len(context - PAY_STEMS) >= 2 and not _common(context, line):
        return True
    return _is_of_other_time(context - PAY_STEMS - {_timed(claim.quantity.noun)}, fact, facts)


def _is_of_other_time(context: frozenset[str], fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a line of other figures has the words around a length of time, and its own line none."""
    if not _timed(fact.noun) or _common(context, frozenset(content_stems(fact.text))):
        return False
    others = {other.text for other in facts} - {fact.text}
    return any(len(_common(context, frozenset(content_stems(text)))) >= _BEATEN_BY_STEMS for text in others)


def leads_elsewhere(claim: Claim, fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a claim begins with what the line of another figure begins with."""
    return any(_leads(claim, other, fact) for other in facts)


def _leads(claim: Claim, rival: Fact, fact: Fact) -> bool:
    """Whether a claim begins with what another figure's line begins with, and this one's line lacks."""
    lead = content_stems(_AND.split(claim.clause)[-1] if claim.shared else claim.clause)[:1]
    if not lead or rival.text == fact.text or (claim.quantity.is_money and lead[0] in PAY_STEMS):
        return False
    return lead[0] not in content_stems(fact.text) and lead[0] in content_stems(rival.text)[:_OPENING]


def _is_of_vague(claim: Claim, fact: Fact) -> bool:
    """Whether a claim is about what its line gives only a vague time for: "several months in finance"."""
    match = _VAGUE.search(fact.text)
    if match is None or fact.noun is None or _VAGUE_TIME.search(claim.clause):
        return False
    own = frozenset(content_stems(match["about"])) - frozenset(content_stems(fact.text[: match.start()]))
    return bool(own) and own <= claim.context


def year_gap(
    year: Quantity, context: frozenset[str], facts: Sequence[Fact], said: Sequence[Quantity]
) -> str | None:
    """Check that what is said of a year is not what the source says of another year in the same line.

    A year that the sentence itself names besides is no rival: both stand there as in the source.
    """
    dated = [fact for fact in facts if fact.unit == "year"]
    spans = [(other.low, other.high) for other in said]
    held = [fact for fact in dated if (fact.low, fact.high) == (year.low, year.high)]
    for fact in held:
        rivals = [other for other in dated if other.text == fact.text and _is_rival(other, fact)]
        rivals = [other for other in rivals if (other.low, other.high) not in spans]
        nearer = any(_is_nearer(context, other, fact) for other in rivals)
        if not nearer and not _is_of_other_line(context, fact, held, dated):
            return None
    return f"{year.text} is said of something else in the source" if held and context else None


def _is_of_other_line(
    context: frozenset[str], fact: Fact, held: Sequence[Fact], dated: Sequence[Fact]
) -> bool:
    """Whether a line with another year, and none with this one, is about what a sentence says."""
    ends = {fact.low, fact.high}
    others = {other.text for other in dated} - {other.text for other in held}
    if fact.low != fact.high:
        others -= {other.text for other in dated if other.low in ends}
    own = len(_common(context, frozenset(content_stems(fact.text))))
    best = max((len(_common(context, frozenset(content_stems(text)))) for text in others), default=0)
    return best - own >= _BEATEN_BY_STEMS


def code_gap(code: Quantity, context: frozenset[str], facts: Sequence[Fact]) -> str | None:
    """Check that what is said of a code ("level B2") is not what the same line says of another."""
    coded = [fact for fact in facts if fact.unit == "code"]
    held = [fact for fact in coded if fact.noun == code.text.casefold()]
    for fact in held:
        rivals = [other for other in coded if other.text == fact.text and other.noun != fact.noun]
        nearer = any(_is_nearer(context, other, fact) for other in rivals)
        if not nearer and not _is_of_other_line(context, fact, held, coded):
            return None
    return f"{code.text} is said of something else in the source" if held and context else None


def _counts_same(noun: str, fact: Fact) -> bool:
    """Whether what a figure counts is named around the figure in the line that it stands in."""
    stems = fact.context | fact.shared | frozenset(content_stems(fact.noun or ""))
    wanted = () if _RANKED.match(noun) else content_stems(noun)
    return not wanted or any(is_held(item, stems, prefixes(stems)) for item in wanted)


def other_subject(claim: Claim, fact: Fact) -> list[str]:
    """Check an amount read from text whose line begins with whom it is about: "Owners take home ..."."""
    if not claim.roles and fact.is_money and not fact.fields and fact.named:
        return _other_people(claim, fact)
    first = re.match(r"([A-Z][^\W\d_]+s)\b", fact.text)
    if fact.fields or not fact.is_money or not claim.roles or first is None or fact.named:
        return []
    item = stem(first.group(1))
    words = claim.context | claim.shared | frozenset(content_stems(claim.clause))
    if item in PAY_STEMS or item in STOP_STEMS or is_held(item, words, prefixes(words)):
        return []
    return [f"{claim.quantity.text} is said of {first.group(1).casefold()} in the source"]


def _other_people(claim: Claim, fact: Fact) -> list[str]:
    """Check that whom a claim opens with, "Bartenders ...", stands in the line that is about a job."""
    first = re.match(r"\W*([A-Z][^\W\d_]+(?:er|or|ist|ian|ant)s)\b", claim.clause)
    words = frozenset(content_stems(fact.text))
    item = stem(first[1]) if first else ""
    if first is None or item in PAY_STEMS | STOP_STEMS or is_held(item, words, prefixes(words)):
        return []
    return [f"{claim.quantity.text} is not said of {first[1].casefold()} in the source"]


def _times_differ(claim: Claim, fact: Fact) -> bool:
    """Whether one counts weeks and the other months; a table says so in its heading and not in the cell."""
    claimed, actual = _timed(claim.quantity.noun), _timed(fact.noun)
    if claimed == actual:
        return False
    if actual is None and claimed is not None:
        return claimed not in content_stems(fact.text)
    return claimed is not None or actual not in content_stems(claim.clause)


def _is_rival(other: Fact, fact: Fact) -> bool:
    """Whether two figures of one kind differ, so that one could be mistaken for the other."""
    if other is fact or other.unit != fact.unit or _timed(other.noun) != _timed(fact.noun):
        return False
    return (other.low, other.high) != (fact.low, fact.high)


def _is_nearer(context: frozenset[str], rival: Fact, fact: Fact) -> bool:
    """Whether words belong to another figure of the same line: they name what only that one is said of."""
    own = fact.context - rival.context - rival.shared
    theirs = rival.context - fact.context - fact.shared
    named, named_theirs = _common(context - theirs, own), _common(context, theirs)
    if any(item.startswith("#") for item in named):  # beside the same figure as in the source
        return False
    if len(named_theirs) > len(named) or (named_theirs and len(named) * 2 < len(own)):
        return True
    return bool(own) and not named and bool(_common(context, _less(rival.context, fact.context)))


def _less(stems: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    starts = prefixes(others)
    return frozenset(item for item in stems if not is_held(item, others, starts))


def _common(stems: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    starts = prefixes(stems)
    return frozenset(item for item in others if is_held(item, stems, starts))


def _timed(noun: str | None) -> str | None:
    first = stem(noun.split()[0]) if noun else ""
    return first if first in _TIMES else None


def _overlap(context: frozenset[str], fact: Fact, facts: Sequence[Fact]) -> float:
    """Return the share of some words that stand around a figure, or in its line where it is the only one."""
    stems = fact.context | fact.shared
    if not any(other is not fact and other.text == fact.text and other.unit == fact.unit for other in facts):
        stems |= frozenset(content_stems(fact.text))
    starts = prefixes(stems)
    return sum(is_held(item, stems, starts) for item in context) / len(context)


def variant_gap(claim: Claim, fact: Fact, facts: Sequence[Fact]) -> str | None:
    """Check that a figure of one industry or level is not said of another one that the evidence also has."""
    if fact.record is None:
        return None
    for name in ("industry", "level"):
        own = getattr(fact.record, name) or ""
        others = {
            getattr(other.record, name)
            for other in facts
            if other.record and (not claim.roles or other.record.role == fact.record.role)
        }
        for other in sorted(filter(None, others - {own})):
            trade = name == "industry" and _opens(other, claim) and not (own and _opens(own, claim))
            if trade or _is_meant_instead(marked_stems(own), marked_stems(other), claim.region):
                return f"{claim.quantity.text} is not the figure for {other}"
    return None


def _opens(trade: str, claim: Claim) -> bool:
    """Whether the words around a figure have the first of a trade's name: "in insurance"."""
    return bool(claim.region.intersection(content_stems(trade)[:1]))


def _is_meant_instead(own: frozenset[str], other: frozenset[str], region: frozenset[str]) -> bool:
    """Whether a claim has what tells another variant apart, and nothing of what tells this one apart."""
    telling = other - own or (other if other < own else frozenset())  # "qualified" of "highly qualified"
    return bool(telling) and is_named(telling, region) and not (own - other) & region


def is_named(stems: frozenset[str], context: frozenset[str]) -> bool:
    """Whether most of a name's stems stand in a context."""
    return len(stems & context) * 2 >= len(stems)
