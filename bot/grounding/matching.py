"""Does a figure stand in the evidence, said of the same thing?"""

import re
from dataclasses import dataclass

from bot.grounding.claims import Claim
from bot.grounding.facts import Fact
from bot.grounding.kinds import FIELD_CUES, Cue, cues_in
from bot.grounding.names import NATIONAL, country_spellings
from bot.grounding.values import is_bound, is_range
from bot.grounding.words import content_stems

_AND_MORE = re.compile(r"\d\+|\b(?:and|or) (?:more|older|over|up|above|higher)\b", re.IGNORECASE)
_TAILS = frozenset({"p10", "p25", "p75", "p90"})
# Say that nobody earns less, or more.
_ON_AVERAGE = re.compile(r"\bon average\b", re.IGNORECASE)
_NOT_HALF = re.compile(r"\b(?:fewer|less|more) than half\b", re.IGNORECASE)
_ABSOLUTE = re.compile(
    r"\b(?:minimum|maximum|floor|ceiling|the (?:very )?(?:most|least)\b[^.;]{0,30}?\b(?:can|could|will|may"
    r"|earns?|makes?|gets?)|nobody|no one|everyone|everybody"
    r"|(?:tops?|topping|max(?:es)?|maxing|caps?|bottoms?) out)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\byou(?:['’]ll| will|['’]d| would| can| could| should)(?: \w+ly| then)? "
    r"(?:expect|earn|make|get|be (?:paid|earning|making|getting)|take home)\b",
    re.IGNORECASE,
)
# "The lowest-paid tenth earned at least $15": it is the most that they earned.
_GROUP_EARNS = re.compile(
    r"\b(?:lowest|bottom|top|highest|best)(?:[- ]paid)? (?:tenth|quarter|\d\d ?%|\d\d percent)\b"
    r"[^.;$£€\d]{0,60}?\b(?:earn|make|get|take home|are paid|were paid|earned|made|got)\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b(?:gap|differ\w*|apart|separat\w+|step|spread|between|more|less|above|below|over|under|higher|lower|ahead"
    r"|behind|extra|ris\w+|rose|gr[eo]w\w*|up|down|f[ae]ll|add\w*|gain\w*|[-−]|=)\b|[-−=]",
    re.IGNORECASE,
)
_HOURLY_LIMIT = 1000
_YEARLY_LEAST = 3000

# The kinds of pay that are a bound in themselves: a minimum is "at least".
_OUTRIGHT = {"minimum": "more", "maximum": "less"}


@dataclass(frozen=True, slots=True)
class Links:
    """Which occupations the cited links count a job title under: canonical role -> occupations."""

    occupations: dict[str, frozenset[str]]

    def join(self, roles: frozenset[str]) -> frozenset[str]:
        """Return the roles and the occupations they are counted under."""
        return roles.union(*(self.occupations.get(role, frozenset()) for role in roles))


def mismatches(claim: Claim, fact: Fact, links: Links) -> list[str]:
    """Return what a figure is said of that the evidence does not say; empty when it may be said."""
    found = [
        _value_end(claim, fact),
        _period(claim, fact),
        kind_mismatch(claim, fact),
        _direction(claim, fact),
    ]
    return [reason for reason in found if reason] + attribute_mismatches(claim, fact, links)


def attribute_mismatches(claim: Claim, fact: Fact, links: Links) -> list[str]:
    """Return the mismatches of role, level, place and year."""
    found = (_role(claim, fact, links), _level(claim, fact), _place(claim, fact), _year(claim, fact))
    return [reason for reason in found if reason]


def _value_end(claim: Claim, fact: Fact) -> str | None:
    """Check which end of a range a lone figure is, and that "at least" and "up to" point the right way."""
    quantity = claim.quantity
    if is_range(quantity):
        return None
    value = quantity.low if quantity.low is not None else quantity.high
    end = _end(value, fact)
    if end == "high" and quantity.high is None and not claim.is_reference:
        return f"{quantity.text} is the top of a range, not the least"
    if end == "low" and quantity.low is None and not claim.is_reference:
        return f"{quantity.text} is the bottom of a range, not the most"
    if end == "high" and quantity.low is None:
        return None
    if end and end not in claim.cues and not (end == "low" and "starting" in claim.cues):
        return f"{quantity.text} is only the {'top' if end == 'high' else 'bottom'} of a range"
    return None if end else _bound(claim, fact, value)


def _bound(claim: Claim, fact: Fact, value: float | None) -> str | None:
    quantity = claim.quantity
    claimed = "more" if quantity.high is None else "less" if quantity.low is None else ""
    claimed = "" if claim.is_reference else claimed
    if fact.fields and fact.fields[0] in _TAILS and _GROUP_EARNS.search(claim.clause):
        turned = "more" if fact.fields[0] in ("p10", "p25") else "less"
        if claimed == turned:
            return f"{quantity.text} is the other end of what that group earns"
    actual = "more" if fact.high is None else "less" if fact.low is None else ""
    if claimed == actual or (claimed and claim.cues & {"p10", "p25", "p75", "p90", "median"} and fact.fields):
        return None
    if actual == "more" and not claimed and _AND_MORE.search(claim.clause):
        return None
    if claimed == "more" and not actual and _AND_MORE.search(fact.text):
        return None
    if claimed and fact.record is not None and _OUTRIGHT.get(fact.record.kind) == claimed:
        return None
    if claimed and not actual and value is not None:
        ends = [end for end in (fact.low, fact.high) if end is not None]
        return (
            None
            if any(is_bound(quantity, value, end) for end in ends)
            else f"{quantity.text} is exact in the source"
        )
    return (
        f"{quantity.text} is said the other way round"
        if claimed
        else f"{quantity.text} is only a bound in the source"
    )


def _end(value: float | None, fact: Fact) -> str | None:
    """Say which end of a range a value is: of a text's range, or of a record that has a low and a high."""
    if fact.record is not None:
        lone = fact.record.low == fact.record.high or len(fact.fields) != 1
        return None if lone or fact.fields[0] not in ("low", "high") else fact.fields[0]
    if not fact.is_range or value is None:
        return None
    return "low" if value == fact.low else "high"


def _direction(claim: Claim, fact: Fact) -> str | None:
    """Check "more" and "less": a pay record's own figure is no difference, and a bound has one direction."""
    text = claim.quantity.text
    if fact.fields and fact.is_money and claim.more is not None:
        return f"{text} is a figure of its own in the source, and no difference"
    is_share = claim.quantity.unit == "percent" and fact.more is None and fact.trend is None
    if is_share and claim.trend and fact.unit == "percent":
        return f"{text} is a share in the source, and no growth"
    if fact.is_money and fact.more is not None and claim.more is None and not _GAP.search(claim.clause):
        return f"{text} is a difference in the source"
    if is_share and claim.more:
        return f"{text} is a share in the source, and no difference"
    pairs = ((claim.more, fact.more), (claim.bound, fact.bound), (claim.trend, fact.trend))
    if any(one is not None and other is not None and one != other for one, other in pairs):
        return f"{text} is said the other way round in the source"
    return None


def _period(claim: Claim, fact: Fact) -> str | None:
    claimed = claim.period
    if claimed is None or not fact.is_money:
        return None
    actual = fact.period or _likely_period(fact)
    return None if claimed == actual else f"{claim.quantity.text} is not said per {claimed} in the source"


def _likely_period(fact: Fact) -> str | None:
    value = fact.low if fact.low is not None else fact.high or 0
    if value >= _YEARLY_LEAST * 3:
        return "year"
    return "hour" if value < _HOURLY_LIMIT / 10 else None


def kind_mismatch(claim: Claim, fact: Fact) -> str | None:
    """Check median, mean, quarter, starting and their like against what the figure is."""
    if not fact.is_money:
        return None
    return _record_kind(claim, fact) if fact.fields else _text_kind(claim, fact)


def _record_kind(claim: Claim, fact: Fact) -> str | None:
    text = claim.quantity.text
    wanted = claim.cues & FIELD_CUES
    if len(fact.fields) == 2 and (reason := _span_kind(claim, fact)):
        return reason
    if wanted and not wanted & set(fact.fields):
        return f"{text} is the {_field_name(fact)}, not the {' or '.join(sorted(wanted))}"
    if "middle_half" in claim.cues and not set(fact.fields) & {"p25", "p75"}:
        return f"{text} is the {_field_name(fact)}, not the middle half"
    begins = fact.fields[0] in _TAILS and fact.fields[0] in wanted  # "the top quarter starts at ..."
    if fact.fields == ("median",) and _NOT_HALF.search(claim.clause):
        return f"half of them earn {text} or more, and half less"
    if "starting" in claim.cues and not begins and not is_starting(fact):
        return f"{text} is the {_field_name(fact)}, not starting pay"
    return _lone_kind(claim, fact, wanted) if len(fact.fields) == 1 else None


def _lone_kind(claim: Claim, fact: Fact, wanted: frozenset[Cue]) -> str | None:
    """Check that a percentile is called one, and no average, and that nobody is told to expect it."""
    text, lone = claim.quantity.text, fact.fields[0]
    if lone != "mean" and len(wanted) > 1 and "mean" in wanted and _ON_AVERAGE.search(claim.clause):
        return f"{text} is the {_field_name(fact)}, not an average"
    if lone in ("median", "mean") and not wanted and _EXPECTED.search(claim.clause):
        return f"{text} is the {_field_name(fact)}, and what nobody can expect for sure"
    if lone in _TAILS and not wanted and (not _side(claim, lone) or _ABSOLUTE.search(claim.clause)):
        return f"{text} is the {_field_name(fact)}, which is not said"
    return None


def _span_kind(claim: Claim, fact: Fact) -> str | None:
    """Check what a range between two percentiles is called: the middle half, or by both its ends."""
    wanted, low, high = claim.cues & FIELD_CUES, *fact.fields
    if "middle_half" in claim.cues:
        wrong = fact.fields != ("p25", "p75")
    elif len(wanted) == 1:
        name = next(iter(wanted))
        wrong = name != (low if name in ("p75", "p90") else high)
    else:
        wrong = bool(wanted) and not {low, high} <= wanted
    return f"{claim.quantity.text} is the {_field_name(fact)}, which is not said" if wrong else None


def _side(claim: Claim, name: str) -> bool:
    return "middle_half" in claim.cues or ("low" if name in ("p10", "p25") else "high") in claim.cues


def is_starting(fact: Fact) -> bool:
    """Whether a figure is what people start on: by its record's kind or level, or by its own line."""
    record = fact.record
    if record is not None and (record.kind == "starting_range" or record.level):
        return True
    return (
        bool({"start", "entri"} & {item[:5] for item in content_stems(fact.text)})
        or "start" in fact.text.casefold()
    )


def _field_name(fact: Fact) -> str:
    names = {
        "p10": "lowest tenth",
        "p25": "lowest quarter",
        "p75": "top quarter",
        "p90": "top tenth",
        "mean": "average",
    }
    if fact.record and fact.record.kind == "starting_range":
        return "starting range"
    return " to ".join(names.get(name, name) for name in fact.fields)


def _text_kind(claim: Claim, fact: Fact) -> str | None:
    wanted, actual = claim.cues & FIELD_CUES, fact.cues & FIELD_CUES
    if fact.more is not None:  # "$5 above": the figures it lies between are of the kind that its line names
        actual |= cues_in(fact.text, "")
    if wanted and not wanted & actual:
        return f"{claim.quantity.text} is not called {' or '.join(sorted(wanted))} in the source"
    if "starting" in claim.cues and "starting" not in fact.cues and not is_starting(fact):
        return f"{claim.quantity.text} is not called starting pay in the source"
    return None


def _role(claim: Claim, fact: Fact, links: Links) -> str | None:
    if not claim.roles or not fact.roles or not links.join(claim.roles).isdisjoint(fact.roles):
        return None
    if claim.more is not None and any(role in fact.text.casefold() for role in claim.roles):
        return None
    return f"{claim.quantity.text} is the figure for {min(fact.roles)}, not for {min(claim.roles)}"


def _level(claim: Claim, fact: Fact) -> str | None:
    if not fact.is_money or not claim.level or claim.level in (fact.level or "").casefold():
        return None
    if fact.level is None and claim.level in fact.text.casefold().split():
        return None
    if any(claim.level in role.split() for role in fact.roles):
        return None
    return f"{claim.quantity.text} is not the figure for a {claim.level} {min(claim.roles, default='role')}"


def _place(claim: Claim, fact: Fact) -> str | None:
    if not claim.places or claim.places & fact.places:
        return None
    countries = set(country_spellings().values())
    wide = NATIONAL in claim.places or bool(claim.places & countries)
    if wide and (not fact.places or (NATIONAL in claim.places and fact.places & countries)):
        return None
    if wide and NATIONAL in fact.places:
        return None
    if not fact.places and any(place in fact.text.casefold() for place in claim.places):
        return None
    return f"{claim.quantity.text} is not the figure for that place"


def _year(claim: Claim, fact: Fact) -> str | None:
    if not claim.years or not fact.years or claim.years & fact.years:
        return None
    return f"{claim.quantity.text} is the figure for {min(fact.years)}, not for {min(claim.years)}"
