"""A sentence with all that it is checked against."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.grounding.claims import Reading
from bot.grounding.facts import Fact, Source
from bot.grounding.knowledge import Knowledge, knowledge_of
from bot.grounding.matching import Links
from bot.grounding.verdict import GroundingContext
from bot.grounding.workings import person_quantities
from bot.quantities import Quantity
from bot.schema import Evidence, Figure, RoleLink

SECOND_PERSON = re.compile(r"\b(?:you|your|yours|you're|you've|you'd|offer|offered)\b", re.IGNORECASE)

_NEAREST = re.compile(
    r"\b(?:nearest|closest|similar|comparable|related|match\w*|stand-in|proxy)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with all that it is checked against."""

    reading: Reading
    own: tuple[Source, ...]
    nearby: tuple[Source, ...]
    by_number: Mapping[int, tuple[Source, ...]]
    knowledge: Knowledge
    context: GroundingContext
    person: tuple[Quantity, ...]
    links: Links
    subject: frozenset[str] = frozenset()

    @property
    def sources(self) -> tuple[Source, ...]:
        """What the sentence cites, or the sentence before it when it cites nothing."""
        return self.own or self.nearby

    @property
    def all_facts(self) -> list[Fact]:
        """Every figure of the cited evidence and of what was cited just before."""
        return [fact for source in dict.fromkeys((*self.own, *self.nearby)) for fact in source.facts]


@dataclass(slots=True)
class Findings:
    """Reasons and figures as they are gathered."""

    reasons: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def make_case(
    reading: Reading,
    evidence: Mapping[int, Sequence[Evidence]],
    context: GroundingContext,
    previous: Sequence[Evidence],
    subject: frozenset[str],
) -> Case:
    """Gather what a sentence is checked against."""
    knowledge = knowledge_of(context)
    by_number = {
        mark: tuple(knowledge.source(item) for item in evidence.get(mark, ()))
        for mark in dict.fromkeys(reading.marks)
    }
    own = tuple(dict.fromkeys(source for sources in by_number.values() for source in sources))
    nearby = tuple(knowledge.source(item) for item in previous)
    cited = [source.evidence for source in (*own, *nearby)]
    if not _NEAREST.search(reading.text):  # what the nearest job earns is not what the job itself earns
        cited = [item for item in cited if not (isinstance(item, RoleLink) and item.relation == "nearest")]
    links = _links(cited, knowledge)
    told = _links([item for items in evidence.values() for item in items], knowledge)
    units = (fact.unit for source in (*own, *nearby) for fact in source.facts if fact.is_money)
    currency = next(units, None) or next((record.currency for record in context.pay), None)
    person = person_quantities(context.person, currency)
    canonical = frozenset(name for role in subject for name in knowledge.roles.resolve(role))
    about = told.join(canonical)  # whoever "they" are, their figures are those of the group they count in
    return Case(reading, own, nearby, by_number, knowledge, context, person, links, about)


def _links(evidence: Sequence[Evidence], knowledge: Knowledge) -> Links:
    """Return which occupations some evidence counts each job under."""
    occupations: dict[str, frozenset[str]] = {}
    for link in evidence:
        if isinstance(link, RoleLink):
            for role in knowledge.roles.resolve(link.role):
                known = occupations.get(role, frozenset())
                occupations[role] = known | knowledge.roles.resolve(link.occupation)
    return Links(occupations)


def known_text(case: Case) -> str:
    """Return all that a sentence may repeat, in lower case: its evidence and the person's words."""
    parts = [source.raw for source in case.sources] + list(case.context.person)
    return " ".join(parts).casefold()
