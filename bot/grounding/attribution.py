"""Who says a figure: a sentence may not put one publisher's figure in the mouth of another."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.grounding.case import Case
from bot.grounding.facts import Fact, Source
from bot.grounding.values import holds_value
from bot.schema import Passage

_LEAST_INITIALS = 3
_SURVEYOR = re.compile(
    r"\b([A-Z][\w*]*[A-Z*][\w*]*|[A-Z][a-z]+(?: [A-Z][a-z]+)+)['’]s (?:own )?(?:\d{4} )?"
    r"(?:survey|study|guide|ranking|report|release|poll)\b"
)
_INITIALS = re.compile(r"\(([A-Z]{3,6})\)")


def wrong_attribution(case: Case) -> Iterator[str]:
    """Yield the publishers a sentence names for figures which its passages give by another publisher."""
    names = case.knowledge.publishers.union(*(_told_of(source.raw) for source in case.own))
    patterns = {name: _pattern(name) for name in names}
    said = {name for name, pattern in patterns.items() if pattern.search(case.reading.text)}
    passages = [source for source in case.own if isinstance(source.evidence, Passage)]
    if len(said) != 1 or not passages:
        return
    for claim in case.reading.claims:
        found = [
            _publishers_of(fact, source, patterns)
            for source in passages
            for fact in source.facts
            if holds_value(claim, fact)
        ]
        if found and all(names and not names & said for names in found):
            yield f"{claim.quantity.text} is not from {min(said)} in the source"


@lru_cache(maxsize=1024)
def _told_of(text: str) -> frozenset[str]:
    """Return whose survey, study or guide a passage tells of, and the initials it gives to a name."""
    return frozenset(_SURVEYOR.findall(text)) | frozenset(_INITIALS.findall(text))


def _publishers_of(fact: Fact, source: Source, patterns: dict[str, re.Pattern[str]]) -> set[str]:
    """Return who the line of a figure names, else who the line before it does."""
    carried: set[str] = set()
    for line in source.segments:
        here = {name for name, pattern in patterns.items() if pattern.search(line.text)}
        carried = here or carried
        if fact.text in line.text or line.text in fact.text:
            return carried
    return set()


@lru_cache(maxsize=256)
def _pattern(publisher: str) -> re.Pattern[str]:
    """Match a publisher by its name, what stands in brackets, or its initials."""
    bare = re.sub(r"^U\.S\. ", "", re.sub(r"\s*\([^)]*\)", "", publisher))
    initials = "".join(re.findall(r"\b[A-Z]", bare))
    names = [bare, *re.findall(r"\(([^)]+)\)", publisher)]
    names += [initials] if len(initials) >= _LEAST_INITIALS else []
    return re.compile("|".join(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])" for name in names if name))
