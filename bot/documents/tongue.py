"""The language a document is written in, told by a library where the document does not say."""

from collections.abc import Iterable

from bot.schema import Section

_ENOUGH = 200
_LOOKED_AT = 3000


def language_of(sections: Iterable[Section]) -> str | None:
    """Return the ISO 639-1 code of the language of a text; None where there is too little of it."""
    text = " ".join(section.text for section in sections)[:_LOOKED_AT]
    if sum(letter.isalpha() for letter in text) < _ENOUGH:
        return None
    import py3langid

    code, _ = py3langid.classify(text)
    return str(code)
