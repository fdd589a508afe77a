"""Whether what was found is enough to answer a question from, or whether to abstain."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.composer.sources import Sources, section_key
from bot.composer.weighing import Asked, heading, near_as_whole, spoken_of
from bot.quantities import SMALL_NUMBERS, find_quantities
from bot.schema import Passage

ENOUGH = 1.95
"""What must speak for a section before it is told, where its author lists questions: 99 in 100 that answer
reach it. A follow-up is worded with what it hangs on, and is held to less where one section stands out."""

LONG_TALE = 14
AT_LENGTH = 0.2
BEYOND = 0.1
CROWDED = 0.12
"""How much less does for a message of many words, which no section holds all of: for none that may well be
beyond all guides (how likely), and not where the fourth section comes so near to the first."""

DISPUTED = 0.15
NEARER = 0.02
"""How much more a section needs whose text as a whole comes this much less near than another's (a cosine). Of
the development questions in words far from the guides' own, one in eight answered from such a section was
right; two in three where the section's text came nearest too."""

UNLISTED = 1.25
IN_PARTICULAR = 2.8
BY_ITSELF = 2.3
AHEAD = 0.4
"""What must speak besides for a section whose author lists no questions, and how much it counts that it comes
near to what is asked in particular; how much lets it be told by itself, and how far it has to be ahead of the
next where it is less. Fitted on labelled questions to foreign guides so that hardly a section is told that
does not answer; the words of those just below are quoted as the closest."""

LIKELY = 1.55
FAR_AHEAD = 0.55
"""Less does where a section is this far ahead of the next: in other words than its author's a question comes
near to what answers it in little, and near to all else in less."""

FOR_PAY = 0.7
NOT_FOR_PAY = 0.15
SPOKEN_OF = 0.8
"""From where on a section without listed questions is there for pay, and below what a question is not; it is
told to one all the same that names what stands there."""

LOOKED_AT = 5
_A_NUMBER = re.compile(
    r"\bhow (?:many|old)\b|\b(?:what|which) (?:age|number|percentage|share)\b", re.IGNORECASE
)
_COUNTED = re.compile(rf"(?i)\b(?:{'|'.join(SMALL_NUMBERS)})\b(?<!\bone)(?<!\bzero)")
# What a question sets in quotation marks stands so in what answers it.
_QUOTED = re.compile(r"(?<!\w)['\"‘“„«][^\W\d][^'\"’”“»]{2,40}['\"’”“»](?!\w)")


def enough_to_tell(
    best: Sequence[Passage], asked: Asked, sources: Sources
) -> tuple[tuple[Passage, ...], bool]:
    """What to answer a question from that stands alone: the sections that will do, the likeliest first.

    And whether one without listed questions is so far ahead of all others that it is told whatever its words.
    """
    fit = {section_key(one): fitness(one, asked, sources) for one in best[:LOOKED_AT]}
    first, second = (*sorted(fit.values(), reverse=True), 0.0, 0.0)[:2]
    listed = any(sources.asks(one) for one in best[:LOOKED_AT])
    far_ahead = (
        not listed and first >= LIKELY and first - second >= FAR_AHEAD and not _QUOTED.search(asked.text)
    )
    bar = first if far_ahead else ENOUGH
    disputed, longer = set(), 0.0
    if listed and not far_ahead:
        disputed, longer = _disputed(best, asked, sources), _for_length(asked, list(fit.values()))
    enough = [key for key, score in fit.items() if score >= bar + (DISPUTED if key in disputed else -longer)]
    listed = any(sources.asks(one) for one in best[:LOOKED_AT] if section_key(one) in enough)
    if not listed and not far_ahead and first < BY_ITSELF and first - second < AHEAD:
        return (), False
    beside = [one for one in best if section_key(one) in enough or sources.asks(one)]
    scored = [replace(one, score=fit.get(section_key(one), one.score)) for one in beside]
    return (tuple(sorted(scored, key=lambda one: -one.score)) if enough else ()), far_ahead


def _disputed(best: Sequence[Passage], asked: Asked, sources: Sources) -> set[tuple[str, str]]:
    """The sections whose text, as a whole, comes less near to a question than that of another."""
    near = {section_key(one): near_as_whole(asked, one, sources) for one in best}
    return {key for key, one in near.items() if one < max(near.values()) - NEARER}


def _for_length(asked: Asked, scores: Sequence[float]) -> float:
    """How much less must speak for a section to be told to a question that is a long one."""
    first, *_, fourth = sorted((*scores, 0.0, 0.0, 0.0), reverse=True)[:4]
    fits = first - fourth >= CROWDED and asked.intents.get("out_of_scope", 0.0) < BEYOND
    return AT_LENGTH * (fits and len(asked.text.split()) >= LONG_TALE)


def fitness(best: Passage, asked: Asked, sources: Sources) -> float:
    """How much speaks for telling a passage to a question that stands alone; from `ENOUGH` on it will do.

    One whose author lists no questions has to come near to what is asked in particular, too.
    """
    if sources.asks(best):
        return best.score
    counted = any(quantity.unit != "year" for quantity in find_quantities(best.text))
    if _A_NUMBER.search(asked.text) and not (counted or _COUNTED.search(best.text)):
        return 0.0
    spoken = spoken_of(asked, best, sources)
    served = sources.texts.intents((heading(best) or best.title,))
    if spoken < SPOKEN_OF and _of_pay(served) >= FOR_PAY and _of_pay(asked.intents) < NOT_FOR_PAY:
        return 0.0
    return best.score + IN_PARTICULAR * spoken - UNLISTED


def _of_pay(intents: Mapping[str, float]) -> float:
    """How likely someone is after pay."""
    return sum(share for name, share in intents.items() if name.startswith("pay_"))
