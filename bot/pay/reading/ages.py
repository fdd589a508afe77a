"""The age that an amount is paid at: "£10.00 an hour at 18 to 20 and £12.21 from 21"."""

import re

_OF_AGE = re.compile(
    r"(?i)(?<![^\W_])(?:ages?|aged|years? old|year[- ]olds?|alter|jahre alt|âge|âgés?|edad)(?![^\W_])"
)
_BEHIND = re.compile(
    r"(?i) ?(?:(?:at|for|from|if|when|ab|mit|à|dès|desde|con) )(?:(?:those|people|you are|they are|anyone|age"
    r"|ages|aged) ){0,3}(?P<first>1[4-9]|[2-6]\d)(?:(?: ?[-–] ?| to | bis | à | a )(?P<last>1[5-9]|[2-6]\d))?"
    r"(?P<open> (?:and|or) (?:over|above|older))?(?![\d%.,]\d|[%\d]| ?(?:years? of|hours?|weeks?|days?))"
)
_FROM = re.compile(r"(?i) ?(?:from|ab|dès|desde) ")


def age_behind(text: str, after: str) -> str | None:
    """Return the age that stands right behind an amount, in a sentence that speaks of ages.

    Args:
        text: The sentence.
        after: What stands between the amount and the next one.
    """
    match = _BEHIND.match(after) if _OF_AGE.search(text) else None
    if match is None:
        return None
    if match["last"]:
        return f"aged {match['first']} to {match['last']}"
    return f"aged {match['first']}{' or over' if match['open'] or _FROM.match(after) else ''}"
