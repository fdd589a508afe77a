"""Words that say which figure of a pay record is meant: the median, the top quarter, the low end."""

import re
from dataclasses import dataclass
from typing import Literal

Cue = Literal[
    "median",
    "mean",
    "p10",
    "p25",
    "p75",
    "p90",
    "middle_half",
    "starting",
    "low",
    "high",
    "quarter",
    "tenth",
    "most_quarters",
    "most_tenths",
]

FIELD_CUES: frozenset[Cue] = frozenset({"median", "mean", "p10", "p25", "p75", "p90"})
KINDS: frozenset[Cue] = FIELD_CUES | {"starting", "middle_half"}

_TEN = r"10 ?%|(?:10|ten) percent"
_IN = r"(?:[^\W\d_]+ ){0,2}(?:in|out of) (?:every )?"
_FOURTH = r"25 ?%|(?:25|twenty[- ]five) percent"
_CUES: tuple[tuple[Cue, str], ...] = (
    ("middle_half", r"(?:middle|central|inner)[- ](?:half|50 ?%)|interquartile"
     r"|half (?:of )?(?:[^\W\d_][\w'’-]* ){0,10}?(?:earn|ma[dk]e|get|got|are paid|were paid)\w* (?:somewhere "
     r"|anywhere )?between"),
    ("p90", rf"90th|top[- ](?:tenth|{_TEN}|decile)|(?:highest|best)[- ]paid[- ](?:tenth|{_TEN})"
     r"|(?:highest|best)[- ](?:paid|earning)[- ](?:tenth|10)"),
    ("p10", rf"10th|(?:bottom|lowest)[- ](?:tenth|{_TEN}|decile)|lowest[- ]paid[- ](?:tenth|{_TEN})"),
    ("p75", rf"75th|(?:top|upper|highest|best[- ]paid|highest[- ]paid)[- ](?:quarter|quartile|{_FOURTH})"
     r"|third quartile"),
    ("p25", rf"25th|(?:bottom|lower|lowest|lowest[- ]paid)[- ](?:quarter|quartile|{_FOURTH})"
     r"|first quartile"),
    ("median", r"median|medians|50th"
     r"|(?:right|exactly|squarely) in the middle(?! of (?:the|this|that) (?:\w+ )?range)"
     r"|mid-?point (?:wage|pay|salary|earner)"
     r"|(?:typical|usual) (?:wage|pay|salary|earner)"
     r"|typical (?!(?:starting|start|range|(?:pay|salary|wage) range)\b)[^\W\d_]+|going rate"
     r"|half (?:of )?(?:[^\W\d_][\w'’-]* ){0,10}?(?:earn|ma[dk]e|get|got|are paid"
    r"|were paid)\w*"),
    ("mean", r"(?<=the )mean(?! ?time)|mean(?= (?:wage|pay|salary|was|is|of|hourly|annual))"
     r"|averages?|averaged|on average"),
    ("most_quarters", rf"three[- ]quarters|three {_IN}four"),
    ("most_tenths", rf"nine[- ]tenths|nine {_IN}ten"),
    ("quarter", rf"(?:a|one) quarter|one {_IN}four"),
    ("tenth", rf"(?:a|one) tenth|one {_IN}ten"),
    ("starting", r"start|starts|started|starting|entry[- ]level|entry pay|new hires?|begin|begins|beginning"
     r"|beginners?|newcomers?|first[- ]years?"
     r"|in (?:your|the|their|a) first (?:year|months?|job)"),
)  # fmt: skip
_PATTERN = re.compile("|".join(rf"\b(?P<{cue}>{words})(?![^\W_])" for cue, words in _CUES), re.IGNORECASE)
# Said of those who earn less than an amount, and of those who earn more.
_SHARES: tuple[tuple[Cue, Cue, Cue], ...] = (
    ("quarter", "p25", "p75"), ("tenth", "p10", "p90"), ("most_quarters", "p75", "p25"),
    ("most_tenths", "p90", "p10"),
)  # fmt: skip
_LOW_END = re.compile(r"\b(?:low(?:er)? end|bottom|lowest|minimum|floor|low|as low as)\b", re.IGNORECASE)
_HIGH_END = re.compile(
    r"\b(?:(?:high(?:er)?|upper) end|top|highest|maximum|ceiling|high"
    r"|(?:tops?|topping|max(?:es)?|maxing|caps?) out)\b",
    re.IGNORECASE,
)
_LOW = re.compile(
    r"\b(?:lower|from|at least|least|starts? at|starting at|begins? at"
    r"|(?:more than|above|over)(?= (?:\w+ ){0,2}$))\b",
    re.IGNORECASE,
)
_HIGH = re.compile(
    r"\b(?:higher|up to|most|upper|as much as|as high as|reach(?:es)?|to\s*$|(?:under|below"
    r"|less than)(?= (?:\w+ ){0,2}$))",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s*,?\s*or (?:more|above|higher|over)\b|\s*and (?:up|above)\b", re.IGNORECASE)
_LESS = re.compile(r"\s*,?\s*or (?:less|below|lower|under|fewer)\b", re.IGNORECASE)
_FEWER = re.compile(r"\b(?:less|under|below|fewer|lower|at most|up to)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"[\s(]*(?:(?:a|an|per)\s+(?:hour|day|week|month|year)[\s(,]*)?"
    r"(?:,\s+(?=(?:at which|where)\b))?(?:(?:that|which) )?"
    r"(?:(?:marks?(?: off)?|bounds?|limits?|ends?|caps?)\s+)?(?:(?:at|for|as|in|is|being"
    r"|was|(?:at which|where)(?: [A-Z]\w+['’]s)?)\s+)?(?:(?:the|a|an|its|their)\s+)?"
    rf"(?:(?P<known>{_PATTERN.pattern})|(?P<bottom>(?:low|bottom|lower|lowest)(?: end)?\b)"
    rf"|(?P<ceiling>(?:high|top|upper|highest)(?: end)?\b)"
    r"|(?P<first>to (?:start|begin)(?: with)?\b|at first\b|when (?:you )?start(?:ing)?\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class After:
    """The kind word that stands right after a figure, and how far it reaches."""

    cues: frozenset[Cue] = frozenset()
    length: int = 0


def cue_after(text: str, start: int, end: int) -> After:
    """Read a kind word right after a figure: "$44,770 (median)", "$47,600 at the top quarter"."""
    match = _AFTER.match(text, start, end)
    if match is None:
        return After()
    found = {cue for cue, _ in _CUES if match[cue]}
    if match["bottom"]:
        found.add("low")
    if match["first"]:
        found |= {"low", "starting"}
    if match["ceiling"]:
        found.add("high")
    return After(frozenset(found), match.end() - start)


def cues_in(before: str, after: str) -> frozenset[Cue]:
    """Read the kind words before a figure, with "or more" and its like after it."""
    found: set[Cue] = {cue for match in _PATTERN.finditer(before) for cue, _ in _CUES if match[cue]}
    wide = {"p10", "p25", "p75", "p90", "middle_half"} & found
    if wide:
        found -= {"quarter", "tenth"}
    for share, low, high in _SHARES:
        if share in found:
            found.discard(share)
            fewer = _LESS.match(after) or _FEWER.search(before)
            found.add(low if fewer else high)
    if end := _end_of_range(before, after):
        found.add(end)
    return frozenset(found)


def _end_of_range(before: str, after: str) -> Cue | None:
    """Return which end of a range is meant: "or more" after the figure, else the nearest word before it."""
    if _MORE.match(after):
        return "low"
    if _LESS.match(after):
        return "high"
    for lower, upper in ((_LOW_END, _HIGH_END), (_LOW, _HIGH)):
        low = max((match.end() for match in lower.finditer(before)), default=-1)
        high = max((match.end() for match in upper.finditer(before)), default=-1)
        if low != high:
            return "low" if low > high else "high"
    return None
