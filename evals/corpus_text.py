"""The text of a corpus's guides taken apart: front matter, body, names in singular and plural."""

import re
from collections.abc import Iterable

import yaml

_WORD = re.compile(r"[a-z]{3,}")


def front_matter(text: str) -> dict[str, object]:
    """Return a guide's front matter; empty when it has none."""
    if not text.startswith("---"):
        return {}
    loaded = yaml.safe_load(text.split("---", 2)[1])
    return loaded if isinstance(loaded, dict) else {}


def roles_of(front: dict[str, object]) -> list[tuple[str, ...]]:
    """Return each role of a front matter with its other names."""
    roles = front.get("roles")
    found = []
    for role in roles if isinstance(roles, list) else []:
        if isinstance(role, dict) and role.get("name"):
            found.append((str(role["name"]), *map(str, role.get("aliases") or ())))
    return found


def body_of(text: str) -> str:
    """Return a guide's text without front matter and comments."""
    body = text.split("---", 2)[2] if text.startswith("---") else text
    return re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)


def unwrapped(body: str) -> str:
    """Join the lines of a paragraph or bullet, so that a sentence stands on one line."""
    return re.sub(r"(?<=\S)\n(?=[^\s|#*-])(?!\d+\. )", " ", body)


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Match names, longest first, any of whose words may stand in the plural."""
    ordered = sorted(set(names), key=len, reverse=True)
    plurals = "|".join(
        _WORD.sub(lambda word: _plural_pattern(word.group()), re.escape(name)) for name in ordered
    )
    return re.compile(rf"(?<!\w)({plurals or '(?!)'})(?!\w)")


def _plural_pattern(word: str) -> str:
    return f"{word[:-1]}(?:y|ies)" if word.endswith("y") else f"{word}(?:e?s)?"


def singular(name: str) -> str:
    """Return a name with every word's plural ending taken off, the same for its singular and its plural."""
    return _WORD.sub(lambda word: re.sub(r"(?<![siy])s$", "", re.sub(r"ies$", "y", word.group())), name)
