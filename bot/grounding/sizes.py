"""How large a difference of pay is called: "slightly more", "far below", "hardly any gap"."""

import re
from collections.abc import Sequence

_SLIGHT = (
    r"slightly|marginally|barely|hardly|scarcely|(?:only )?(?:just|a (?:little|bit|touch|shade|fraction))"
    r"(?: bit)?"
)
_GREAT = (
    r"quite a (?:bit|lot)|clearly|markedly|noticeably|far|well|much|way|considerably|substantially"
    r"|significantly|vastly|hugely|a (?:lot|good deal|great deal)"
)
_BEFORE = re.compile(rf"\b(?:(?P<slight>{_SLIGHT})|(?P<great>{_GREAT}))\s+$", re.IGNORECASE)
_GAP = re.compile(
    r"\b(?P<slight>(?:hardly|barely|scarcely|almost no|next to no|little|no(?: real| great| big)?|not much)"
    r"(?: (?:any|of a|a|real|of))* (?:difference|gap|change|differ|different|apart)\b"
    r"|(?:difference|gap|step)\b[^.;,]{0,40}? (?:is|are)(?: \w+ly| only| very| rather| quite| just)* "
    r"(?:small|slight|narrow|tiny|minor|modest|negligible)\b"
    r"|(?:small|slight|narrow|tiny|minor|negligible) (?:difference|gap|step)\b"
    r"|(?:barely|hardly|scarcely) (?:change|raise|lift|differ)\w*)",
    re.IGNORECASE,
)
# More of the lower amount than this is no slight difference, and less than that no great one.
_MOST_SLIGHT, _LEAST_GREAT = 0.15, 0.05


def is_miscalled(text: str, position: int, shares: Sequence[float]) -> bool:
    """Whether none of some differences, as shares, is as large as the words before a comparison say."""
    match = _BEFORE.search(text[:position])
    if match is None or not shares:
        return False
    if match["slight"]:
        return all(abs(share) > _MOST_SLIGHT for share in shares)
    return all(abs(share) < _LEAST_GREAT for share in shares)


def says_slight_gap(text: str) -> bool:
    """Whether a text says that two things hardly differ."""
    return _GAP.search(text) is not None


def is_slight(one: float, other: float) -> bool:
    """Whether two amounts differ so little that the difference may be called slight."""
    return abs(one - other) <= _MOST_SLIGHT * min(one, other)
