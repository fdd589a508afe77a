"""What an item of a list is about, by its label: "To supervisor: ...", "To manager: ..."."""

import re
from collections.abc import Sequence

from bot.grounding.claims import Claim
from bot.grounding.facts import Fact
from bot.grounding.words import content_stems, is_held, prefixes

_LABEL = re.compile(r"([A-Z][^:.;$£€\d]{2,50}):\s")
_BETTER = 0.5


def is_of_other_item(claim: Claim, fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a claim names what another item of a list is about, and far less of what its own one is."""
    said = frozenset(content_stems(claim.clause))
    shares = {other.text: _labelled(other.text, said) for other in facts if _LABEL.match(other.text)}
    own = shares.pop(fact.text, None)
    return own is not None and max(shares.values(), default=0.0) - own >= _BETTER


def _labelled(text: str, said: frozenset[str]) -> float:
    """Return how much of the label of a line some stems have."""
    match = _LABEL.match(text)
    label = frozenset(content_stems(match[1])) if match else frozenset[str]()
    starts = prefixes(said)
    return sum(is_held(item, said, starts) for item in label) / len(label) if label else 0.0
