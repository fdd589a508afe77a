"""Evidence read once: its figures with all that is known of them, and its wording sentence by sentence."""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.grounding import lexicon
from bot.grounding.kinds import Cue
from bot.grounding.stretches import stretches
from bot.grounding.words import WORD, bare_word, content_stems, prefixes, starts_sentence, tokens
from bot.schema import Evidence, Passage, PayRecord

_NAME_RUN = re.compile(
    r"\b[A-Z][a-z]+(?: (?:of|and|for|the) (?=[A-Z])| (?=[A-Z]))[A-Z][a-z]+(?: [A-Z][a-z]+)*"
)


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One figure that stands in the evidence; a range has both `low` and `high`, a bound only one of them.

    `fields` names the fields of the pay record it is ("low", "median"), empty for a figure read from text;
    `named` is True when such a figure's own line names the role, and not only the heading above it.
    """

    low: float | None
    high: float | None
    unit: str
    period: str | None = None
    fields: tuple[str, ...] = ()
    record: PayRecord | None = None
    roles: frozenset[str] = frozenset()
    level: str | None = None
    places: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    cues: frozenset[Cue] = frozenset()
    noun: str | None = None
    context: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    rate: str | None = None
    named: bool = False
    more: bool | None = None
    bound: bool | None = None
    trend: bool | None = None
    text: str = ""

    @property
    def is_range(self) -> bool:
        """Whether it has two different ends."""
        return self.low is not None and self.high is not None and self.low != self.high

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One sentence, list item or table row of the evidence, with its stems."""

    text: str
    stems: frozenset[str]
    starts: frozenset[str]
    roles: frozenset[str]
    order: tuple[frozenset[str], ...] = ()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Source:
    """One piece of evidence, read."""

    evidence: Evidence
    facts: tuple[Fact, ...]
    segments: tuple[Segment, ...]
    clauses: tuple[Segment, ...]
    raw: str
    heading_roles: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem of the evidence, its title and publisher included."""
        return frozenset(content_stems(self.raw))

    @cached_property
    def starts(self) -> frozenset[str]:
        """The beginnings of its longer stems."""
        return prefixes(self.stems)

    @cached_property
    def stretches(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The stems of each stretch of its lines that is stated or denied whole, with their beginnings."""
        found = [{word.stem for word in one.words} for line in self.segments for one in stretches(line.text)]
        return tuple((frozenset(stems), prefixes(frozenset(stems))) for stems in found)

    @cached_property
    def heading_stems(self) -> frozenset[str]:
        """The stems of its heading, which every line of it is about."""
        return frozenset(content_stems(self.raw.split("\n", 1)[0]))

    @cached_property
    def section_stems(self) -> frozenset[str]:
        """The stems of its section, where it is a passage."""
        return (
            frozenset(content_stems(self.evidence.section))
            if isinstance(self.evidence, Passage)
            else frozenset()
        )

    @cached_property
    def heading_words(self) -> frozenset[str]:
        """The words of its heading, in lower case."""
        return frozenset(word.casefold() for word in WORD.findall(self.raw.split("\n", 1)[0]))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words written with a capital in the middle of a sentence, in lower case.

        Whoever a line begins with as an owner is named too: "Ohio's rule binds ...".
        """
        small = {match.group().removesuffix("'s") for match in WORD.finditer(self.raw)}
        return frozenset(
            bare_word(token.word)
            for segment in self.segments
            for token in tokens(segment.text)
            if token.word[0].isupper()
            and (
                not starts_sentence(segment.text, token.start)
                or (token.word.endswith(("'s", "’s")) and bare_word(token.word) not in small)
            )
        ) - lexicon.words("proper_free")

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of the names that consist of several words: "DC" of "District of Columbia"."""
        runs = _NAME_RUN.findall(self.raw)
        return frozenset("".join(re.findall(r"\b[A-Z]", run)) for run in runs)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word, as spelled but for case."""
        return frozenset(match.group().casefold().removesuffix("'s") for match in WORD.finditer(self.raw))

    @cached_property
    def flat(self) -> str:
        """The text with case, marks and spacing evened out, for quotations."""
        return flatten(self.raw)


def flatten(text: str) -> str:
    """Reduce text to its words and figures, so that quoting marks and spacing do not tell two apart."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("’", "'").replace("'", "")))
