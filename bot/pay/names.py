"""Names compared as people write them: case, accents, punctuation, a final plural tell no two apart."""

import re
import unicodedata
from collections.abc import Iterable

_NOT_WORD = re.compile(r"[^\w]+")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")


def name_key(name: str) -> str:
    """Return the form in which two spellings of one name are equal: no accents, the last word singular."""
    joined = _INITIALS.sub(lambda match: match.group().replace(".", ""), name.casefold())
    if not joined.isascii():
        parts = unicodedata.normalize("NFKD", joined)
        joined = "".join(part for part in parts if not unicodedata.combining(part))
    words = _NOT_WORD.sub(" ", joined).split()
    if words and len(words[-1]) > 3 and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return " ".join(words)


def holds_name(whole: str, part: str) -> bool:
    """Say whether every word of `part` stands in `whole`: "retail" in "retail trade"."""
    wanted = set(name_key(part).split())
    return bool(wanted) and wanted <= set(name_key(whole).split())


def distinct(names: Iterable[str | None]) -> tuple[str, ...]:
    """Return the names that are there, each once, in their first order."""
    return tuple(dict.fromkeys(name for name in names if name))
