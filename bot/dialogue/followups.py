"""What a message takes over from the turns before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.catalogue import Catalogue
from bot.catalogue.words import fold, tokenize
from bot.dialogue.marks import Marks
from bot.dialogue.spans import spans
from bot.dialogue.words import word_set
from bot.schema import Person, Place, Request

_ORDINALS = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": -1, "third": 2, "3rd": 2,
    "fourth": 3, "4th": 3, "fifth": 4, "5th": 4, "last": -1,
}  # fmt: skip
_ORDINAL = re.compile(
    r"\b(?:the\s+)?(first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|former|latter)\b"
    r"(?:\s+(?:one|option|job|role|position|of\s+(?:those|these|them)|choice)\b|\W*$)|\b(?:the\s+)(former|latter)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:number|option|no\.?|#)\s*([1-9])\b", re.IGNORECASE)
_TWO = re.compile(
    r"\b(?:both|the\s+two|either|the\s+difference|by\s+how\s+much|how\s+much\s+more)\b", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\b(?:those|these|them|both|the\s+two|either|the\s+three|which\s+one|which\s+of|the\s+difference"
    r"|by\s+how\s+much|who\s+(?:earns|makes|gets|is\s+(?:better\s+)?paid))\b",
    re.IGNORECASE,
)
_ADDS = re.compile(r"\b(?:too|also|as\s+well|add)\b", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:which|where|both|the\s+two|either)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:it|that|this|there|they|them|those|these|he|she|their|its|same|one|such)\b", re.IGNORECASE
)
_WHY = re.compile(r"^\W*(?:but\s+|and\s+|so\s+|ok\s+)?(?:why|how\s+come|how\s+so)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Before:
    """The turns before a message: the last request with a subject, the last reply and the roles spoken of."""

    request: Request | None = None
    reply: str = ""
    person: Person = field(default_factory=Person)
    spoken: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles last spoken of."""
        return self.request.roles if self.request else ()


def is_fragment(text: str, marks: Marks, first: bool = False) -> bool:
    """Whether a message only names things ("and for managers?", "hourly?"): its question lies before it.

    Args:
        text: What was typed.
        marks: What was recognised in it.
        first: Whether nothing was asked before, so that only a bare name counts.
    """
    named = spans(marks.roles, marks.places, marks.money, marks.industries, marks.levels, marks.titles)
    named += [(start, end) for start, end, _ in (*marks.years, *marks.periods)] + list(marks.negated)
    if not named or len(text) > 120:
        return False
    words = [t for t in tokenize(text) if not any(start <= t.start < end for start, end in named)]
    loose = [fold(word.text) for word in words]
    if {"do", "does", "is", "would", "be"} & set(loose) and len(loose) > 4:
        return False
    usual = word_set("bare" if first else "fragment")
    return all(word in usual for word in loose) and not _asks_something(loose)


def _asks_something(words: Sequence[str]) -> bool:
    joined = " ".join(words)
    return bool(
        re.search(
            r"\b(?:how (?:do|does|is|would|to)|what (?:is|does|do) (?:a|an|the)?$|what (?:do|does))\b", joined
        )
    )


def picked(text: str, reply: str, before: Before, catalogue: Catalogue) -> str | None:
    """Return the role that "the second one" or "the latter" points at, or None."""
    match = _ORDINAL.search(text) or _NUMBERED.search(text)
    if match is None:
        return None
    word = next(group for group in match.groups() if group).casefold()
    at = int(word) - 1 if word.isdigit() else _ORDINALS[word]
    options = (
        offered(reply, catalogue) or (before.request.role_choices if before.request else ()) or before.roles
    )
    return options[at] if -len(options) <= at < len(options) and options else None


def offered(reply: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the roles a reply names, in order: those of its list or table when it has one."""
    rows = [line for line in reply.splitlines() if re.match(r"\s*(?:[-*•]|\d+[.)]|\|)\s*", line)]
    listed = [catalogue.find_roles(row) for row in rows]
    firsts = [mentions[0].roles[0] for mentions in listed if mentions and mentions[0].decided]
    if len(set(firsts)) >= 2:
        return tuple(dict.fromkeys(firsts))
    named = [m.roles[0] for m in catalogue.find_roles(reply) if m.decided and not m.domain]
    return tuple(dict.fromkeys(named))


def several(text: str) -> bool:
    """Whether a message speaks of several things named before ("which of those")."""
    return bool(_SEVERAL.search(text))


def adds(text: str) -> bool:
    """Whether a message adds to what was named before ("and electricians too")."""
    return bool(_ADDS.search(text))


def two(text: str) -> bool:
    """Whether a message speaks of two things named before ("what's the difference")."""
    return bool(_TWO.search(text))


def compares(text: str) -> bool:
    """Whether a message asks for a choice between things named before ("which is better")."""
    return bool(_CHOICE.search(text))


def points_back(text: str) -> bool:
    """Whether a message has a word that stands for something said before."""
    return bool(_POINTING.search(text))


def asks_why(text: str) -> bool:
    """Whether a message asks for the reason of what was just said."""
    return bool(_WHY.match(text))


def last_question(reply: str) -> str | None:
    """Return the question that a reply ends with, for a "yes" to answer."""
    lines = [line.strip() for line in reply.strip().splitlines() if line.strip()]
    if not lines:
        return None
    sentences = re.split(r"(?<=[.!?])\s+", lines[-1])
    return sentences[-1] if sentences[-1].endswith("?") else None
