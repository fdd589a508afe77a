"""A sentence read as claims: each figure with the role, place, year, kind and direction it is said of."""

import re
from dataclasses import dataclass

from bot.grounding.figures import figures_in
from bot.grounding.kinds import Cue
from bot.grounding.names import Mention
from bot.grounding.words import content_stems
from bot.quantities import Quantity

_EMPHASIS = re.compile(
    r"(?<!\\)(?:(?<![^\W\d_])\*{1,3}|\*{2,3}|\*(?![^\W\d_])|_{2,3}|`+|~~)|(?<![\w\\])_|(?<!\\)_(?!\w)"
)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|#+.!$~-])")
MARK = re.compile(r"\[(\d{1,3})\]")
_NUMBERED = re.compile(r"^\s{0,12}(?:[-*+•]|\d{1,3}[.)])\s+")
_SPAN = re.compile(r"(?<=\d)-to-(?=[$£€\d])")
RISING = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|gr(?:ow|ows|ew|own|owing|owth)|increas\w*|climb\w*|gain\w*|expan\w+|jump\w*"
    r"|went up|go(?:es|ing)? up)\b",
    re.IGNORECASE,
)
FALLING = re.compile(
    r"\b(?:f(?:all|alls|ell|allen|alling)|shr(?:ink|inks|ank|unk|inking|inkage)|declin\w*|decreas\w*|drop\w*|slip\w*|slid(?:es?|ing)?|dip(?:s|ped|ping)?"
    r"|los(?:e|es|ing|t|s)|contract(?:s|ed|ing|ion)|cuts?|fewer|went down|go(?:es|ing)? down)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of a sentence with everything it is said of; empty sets mean that nothing is said.

    `context` are the stems right around the figure, `shared` those that several figures of it share.
    `rate` is the time a count is counted over ("341,700 openings a year"); `is_reference` marks a figure that
    another is held against ("$2 more than the $34 ..."), where "more than" is no bound; `more` says whether
    the figure itself is said to be so much more or less; `bound` whether it is a least or a most ("above 85%
    to 90%"); `trend` whether it is a rise or a fall. `region` are the words up to the next amounts.
    """

    quantity: Quantity
    roles: frozenset[str] = frozenset()
    level: str | None = None
    places: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    cues: frozenset[Cue] = frozenset()
    context: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    clause: str = ""
    group: tuple[int, ...] = ()
    period: str | None = None
    rate: str | None = None
    is_reference: bool = False
    more: bool | None = None
    bound: bool | None = None
    trend: bool | None = None
    region: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence ready to be checked; `text` is free of emphasis and escapes."""

    text: str
    claims: tuple[Claim, ...]
    years: tuple[Quantity, ...]
    year_contexts: tuple[frozenset[str], ...]
    codes: tuple[Quantity, ...]
    code_contexts: tuple[frozenset[str], ...]
    roles: tuple[Mention, ...]
    places: tuple[Mention, ...]
    marks: tuple[int, ...]


def plain(markdown: str) -> str:
    """Return the words of a piece of Markdown: emphasis, escapes and the list mark off, marks [n] kept."""
    text = _SPAN.sub(" to ", _NUMBERED.sub("", markdown.strip()))
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", text)).strip()


def marked_stems(text: str) -> frozenset[str]:
    """Return the stems of a text, its counts as marks: "20 years" and "twenty years" are one."""
    counts = [item for item in figures_in(text) if item.unit == "count"]
    bare = text
    for item in reversed(counts):
        bare = bare[: item.start] + " " + bare[item.end :]
    return frozenset(content_stems(bare)) | {f"={value:g}" for item in counts for value in item.values}


def trend_of(clause: str, quantity: Quantity) -> bool | None:
    """Return whether a share is a rise or a fall by the nearest word of its clause; None when none says."""
    place = clause.find(quantity.text)
    ups = [(min(abs(m.start() - place), abs(m.end() - place)), True) for m in RISING.finditer(clause)]
    downs = [(min(abs(m.start() - place), abs(m.end() - place)), False) for m in FALLING.finditer(clause)]
    return min(ups + downs)[1] if ups or downs else None
