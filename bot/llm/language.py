"""Is an answer in the language it was asked for?"""

import math

_ENOUGH_LETTERS = 120
_SURE = 0.99
_FAR = 20.0


def is_other_language(text: str, wanted: str) -> bool:
    """Whether a text is surely in another language; False while it is too short to tell.

    Args:
        text: what was written so far; only its beginning is looked at.
        wanted: ISO 639-1 code of the language asked for.
    """
    head = text[: _ENOUGH_LETTERS * 3]
    if sum(letter.isalpha() for letter in head) < _ENOUGH_LETTERS or len(text) > len(head) + 2000:
        return False
    import py3langid

    ranked = py3langid.rank(head)
    code, score = ranked[0]
    expected = next((value for name, value in ranked if name == wanted), -math.inf)
    return str(code) != wanted and score - expected > _FAR
