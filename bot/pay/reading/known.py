"""The job titles that a document declares or lists, found in its text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from bot.pay.reading.naming import NUMBER, PARENTHESIS, role_key, singular, stepped, tidy
from bot.pay.reading.steps import level_before, step_behind
from bot.schema import RoleName

_PIECE = re.compile(rf"[^\W\d_]+|{NUMBER}")


@dataclass(frozen=True, slots=True)
class RoleFound:
    """A job title in a text.

    `known` says that the document declares or lists it, `subject` that the sentence says it is what is paid.
    """

    name: str
    start: int
    end: int
    known: bool
    level: str | None = None
    subject: bool = False


@dataclass(frozen=True, eq=False)
class RoleNames:
    """The job titles of one document, by key, and how each is printed."""

    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, roles: Iterable[RoleName]) -> "RoleNames":
        """Collect declared roles; an alias leads to its role."""
        names: dict[str, str] = {}
        for role in roles:
            for name in (role.name, *role.aliases):
                names.setdefault(role_key(name), role.name)
        return cls({key: name for key, name in names.items() if key})

    def with_names(self, names: Iterable[str]) -> "RoleNames":
        """Return the names with more titles, as a table or a heading prints them."""
        bare = [(stepped(name) or (name,))[0] for name in names]
        more = {role_key(name): tidy(name) for name in bare}
        return RoleNames({**{key: name for key, name in more.items() if key}, **self.names})

    def find(self, text: str) -> list[RoleFound]:
        """Find known titles in a text, the longest at each place."""
        words = [(match.start(), match.end(), singular(match.group().casefold())) for match in _pieces(text)]
        found: list[RoleFound] = []
        position = 0
        while position < len(words):
            step = 1
            for length in self._lengths.get(words[position][2], ()):
                if length > len(words) - position:
                    continue
                name = self.names.get(" ".join(word for *_, word in words[position : position + length]))
                if name:
                    start, end = words[position][0], words[position + length - 1][1]
                    level = level_before(text, start) or step_behind(text, end)
                    found.append(RoleFound(name, start, end, known=True, level=level))
                    step = length
                    break
            position += step
        return found

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """How many words the titles have that begin with a word, the longest first."""
        lengths: dict[str, set[int]] = {}
        for key in self.names:
            lengths.setdefault(key.partition(" ")[0], set()).add(key.count(" ") + 1)
        return {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def match(self, text: str) -> str | None:
        """Return the known title that a whole cell or label is, None when it is no known title."""
        return self.names.get(role_key(PARENTHESIS.sub("", text)))


def _pieces(text: str) -> list[re.Match[str]]:
    return list(_PIECE.finditer(text))
