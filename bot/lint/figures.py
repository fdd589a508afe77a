"""Figures in a guide's prose: each has a source in its section, and a year from which it can be judged."""

import re
from collections.abc import Iterable, Iterator

from bot.lint.finding import Finding
from bot.lint.guide import Guide
from bot.quantities import Quantity, find_quantities
from bot.schema import Section

_SOURCE_LINE = re.compile(
    r"(?im)(?:^[\s>*_-]*|[.!?)] +[*_]*)(?:sources?|quellen?|fuentes?|référence)[*_]*\s*:"
)
_WEB_LINK = re.compile(r"\]\(https?://[^)\s]+\)|<https?://[^>\s]+>")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n")
# What stands in such a sentence, or behind such a word, is made up to show something, not claimed.
_SUPPOSED = re.compile(
    r"(?i)(?<!\w)(?:example|for instance|e\.g\.|suppose|imagine|say,|if (?:you|your|a|an|the))(?!\w)"
)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|`[^`]*`")
# A few of something (5 steps, 3 friends) is the author's own count, unless it measures time.
_A_FEW = 12
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})


def sourceless(guide: Guide, publishers: Iterable[str]) -> Iterator[Finding]:
    """Find figures in sections that name no source, and figures that no year dates.

    A guide with an address of its own in its front matter is itself the source of what it says.
    """
    names = _publishers(publishers)
    for section in guide.sections():
        claims = list(_claims(section))
        if not claims:
            continue
        first = claims[0]
        if not (guide.document.url or _has_source(section.text, names)):
            message = f'name the source of "{first.text}": end its section with "Source: publisher, year"'
            yield guide.finding(guide.line_of(section, first.text), message)
        yield from _undated(guide, section, claims)


def _undated(guide: Guide, section: Section, claims: list[Quantity]) -> Iterator[Finding]:
    if guide.document.year or _YEAR.search(" ".join((*section.heading, section.text))):
        return
    for claim in claims:
        where = guide.line_of(section, claim.text)
        yield guide.finding(where, f'say the year of "{claim.text}" in its sentence or in the front matter')


def _claims(section: Section) -> Iterator[Quantity]:
    """Every figure that a reader would take for a fact."""
    for sentence in _SENTENCE_END.split(_QUOTED.sub(" ", section.text)):
        if _SUPPOSED.search(sentence) or _SOURCE_LINE.match(sentence):
            continue
        yield from (quantity for quantity in find_quantities(sentence) if _is_claim(quantity))


def _is_claim(quantity: Quantity) -> bool:
    if not any(char.isdigit() for char in quantity.text):
        return False
    if quantity.unit in ("year", "code"):
        return False
    measures_time = (quantity.noun or "").casefold().removesuffix("s") in _TIMES
    return quantity.unit != "count" or measures_time or max(quantity.values, default=0) > _A_FEW


def _has_source(text: str, names: re.Pattern[str] | None) -> bool:
    return bool(_SOURCE_LINE.search(text) or _WEB_LINK.search(text) or (names and names.search(text)))


def _publishers(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for the publishers' names, the names in their brackets and their initials."""
    forms: set[str] = set()
    for name in names:
        forms.add(re.sub(r"\s*\([^)]*\)", "", name))
        forms.update(re.findall(r"\(([^)]+)\)", name))
        initials = "".join(word[0] for word in re.findall(r"\b[A-Z][\w.*]*", name))
        forms.update(initials[start:] for start in range(len(initials) - 2))
    spelled = "|".join(re.escape(form) for form in sorted(forms) if form)
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)") if spelled else None
