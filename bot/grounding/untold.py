"""What the evidence only asks or does not know, told as a fact; and what it only allows, told as a duty."""

import re
from collections.abc import Mapping, Sequence

from bot.grounding.facts import Source
from bot.grounding.strangers import ENOUGH, telling
from bot.grounding.wording import shared_weight
from bot.grounding.words import content_stems, is_held, prefixes

# What follows is asked about: "ask whether overtime is still paid".
_ASKED = re.compile(
    r"\b(?:ask(?:ing)?|find out)\b[^.;:?!\"“]{0,60}?\b(?:whether|if|how|what|when|which|who)\b[^.;!\"“]*",
    re.IGNORECASE,
)
# What follows is not known: "holds no reliable figure for ...".
_UNKNOWN = re.compile(r"\b(?:holds?|ha(?:s|ve)|gives?) no\b[^.;!?]{0,30}\bfigures?\b[^.;!?]*", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:ask\w*|whether|if|find out|check|depends?|may|might|could|perhaps|worth|no|not|never|nothing|none"
    r"|unknown)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"(?<!\byou )(?<!\byou['’]ll )(?<!\byou will )"
    r"\b(?:must|has to|have to|(?:is|are|be|was|were) (?:required|obliged|entitled|forced) to"
    r"|(?:a|the) right to|by law|entitles?)\b",
    re.IGNORECASE,
)
_BACKED = re.compile(
    r"\b(?:must|ha(?:s|ve) to|need\w*|requir\w+|oblig\w+|entitl\w+|owed?s?|rights?|laws?|rules?|legal\w*"
    r"|binds?|only|asks? for|mandatory|forbid\w*|bars?|always|never|should|cannot|do not|is to)\b|n['’]t\b",
    re.IGNORECASE,
)
_SOFT = re.compile(r"\b(?:no|not|never|nobody|may|might|can|could|would|should)\b|n['’]t\b", re.IGNORECASE)
_AS_CLOSE = 0.8
_LEAST = 2


def untold(
    text: str, sources: Sequence[Source], stems: Sequence[str], rarity: Mapping[str, float]
) -> str | None:
    """Return a reason where a sentence tells what the lines closest to it do not."""
    weight = telling(stems, sources, rarity)
    if len(weight) < _LEAST:
        return None
    if not _OPEN.search(text):
        if _is_only_in(_ASKED, weight, sources):
            return "its source only asks this"
        if _is_only_in(_UNKNOWN, weight, sources):
            return "its source says that this is not known"
    duty = _DUTY.search(text)
    if duty and not _SOFT.search(text) and not _is_backed(weight, sources):
        return f"its source does not say “{duty.group()}”"
    return None


def _is_only_in(part: re.Pattern[str], weight: Mapping[str, float], sources: Sequence[Source]) -> bool:
    """Whether the words of a sentence stand in parts of one kind, and far fewer of them anywhere else."""
    lines = [line.text for source in sources for line in source.segments]
    inside = max((_held(" ".join(part.findall(line)), weight) for line in lines), default=0.0)
    if inside < ENOUGH * sum(weight.values()):
        return False
    outside = max((_held(part.sub(" ", line), weight) for line in lines), default=0.0)
    return outside < _AS_CLOSE * inside


def _held(text: str, weight: Mapping[str, float]) -> float:
    stems = frozenset(content_stems(text))
    starts = prefixes(stems)
    return sum(value for item, value in weight.items() if is_held(item, stems, starts))


def _is_backed(weight: Mapping[str, float], sources: Sequence[Source]) -> bool:
    """Whether a line as close as any tells of a duty, or no line is close."""
    lines = [(shared_weight(weight, line), line) for source in sources for line in source.segments]
    least = _AS_CLOSE * max((share for share, _ in lines), default=0.0)
    return least == 0 or any(_BACKED.search(line.text) for share, line in lines if share >= least)
