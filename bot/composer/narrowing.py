"""A job that a word before its title makes another one, of which the guides speak apart."""

import re

from bot.catalogue.words import is_transparent
from bot.composer.evidence import K
from bot.composer.sources import Sources
from bot.schema import Request

_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ -]$")


def is_narrower(request: Request, sources: Sources) -> bool:
    """Whether a question asks about a kind of a job that the guides' text names and no figure is kept for.

    The figures of the job itself are not those of "advanced" or "chief" ones then.
    """
    catalogue = sources.catalogue
    for mention in catalogue.find_roles(request.question):
        before = _WORD_BEFORE.search(request.question[: mention.start])
        if before is None or is_transparent(before.group(1)):
            continue
        kind = request.question[before.start() : mention.end]
        if catalogue.find_levels(kind) or set(request.levels) & {before.group(1).casefold()}:
            continue
        names = [kind.removesuffix("s"), *(f"{before.group(1)} {role}" for role in mention.roles)]
        singular = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})s?\b", re.IGNORECASE)
        found = sources.search(kind, k=K).passages
        if any(singular.search(passage.text) for passage in found):
            return True
    return False
