"""What every check of an index shares: names to find, records by document, and the evidence read so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.grounding.claim_reading import read_claims
from bot.grounding.claims import Reading
from bot.grounding.facts import Source, flatten
from bot.grounding.names import NameFinder, PlaceFinder
from bot.grounding.reading import read_evidence
from bot.grounding.verdict import GroundingContext
from bot.schema import Evidence, Passage, PayRecord

_KEPT = 1024
_INDEXES = 4


@dataclass(eq=False)
class Knowledge:
    """The roles and pay of one index made ready; it outlives the single reply."""

    names: Mapping[str, Sequence[str]]
    pay: Sequence[PayRecord]
    _sources: dict[Evidence, Source] = field(default_factory=dict)

    @cached_property
    def roles(self) -> NameFinder:
        """The finder of job titles: those of the catalogue and those that pay records print."""
        names: dict[str, list[str]] = {name: list(aliases) for name, aliases in self.names.items()}
        for record in self.pay:
            names.setdefault(record.role, [])
        return NameFinder(names)

    @cached_property
    def places(self) -> PlaceFinder:
        """The finder of places."""
        return PlaceFinder({record.place for record in self.pay if record.place})

    @cached_property
    def years(self) -> frozenset[int]:
        """The years for which there is pay."""
        return frozenset(record.year for record in self.pay if record.year)

    @cached_property
    def publishers(self) -> frozenset[str]:
        """Who published the pay."""
        return frozenset(record.publisher for record in self.pay if record.publisher)

    @cached_property
    def _by_document(self) -> dict[str, list[PayRecord]]:
        found: dict[str, list[PayRecord]] = {}
        for record in self.pay:
            found.setdefault(record.document_id, []).append(record)
        return found

    def records_of(self, passage: Passage) -> tuple[PayRecord, ...]:
        """Return the pay records that were read from a passage."""
        flat = flatten(passage.text)
        return tuple(
            record
            for record in self._by_document.get(passage.document_id, ())
            if record.section == passage.section or (record.quote and flatten(record.quote) in flat)
        )

    def source(self, evidence: Evidence) -> Source:
        """Return a piece of evidence read; each is read once."""
        found = self._sources.get(evidence)
        if found is None:
            if len(self._sources) >= _KEPT:
                self._sources.clear()
            found = self._sources[evidence] = read_evidence(evidence, self)
        return found

    def read(self, sentence: str) -> Reading:
        """Return a sentence read as claims."""
        return read_claims(sentence, self.roles, self.places)


_KNOWN: dict[tuple[object, ...], Knowledge] = {}


def knowledge_of(context: GroundingContext) -> Knowledge:
    """Return a context's roles and pay made ready; contexts of one index share them.

    The pay is recognised by identity, which is why the entry keeps it alive.
    """
    names = tuple((name, tuple(aliases)) for name, aliases in context.roles.items())
    key = (id(context.pay), len(context.pay), names)
    found = _KNOWN.get(key)
    if found is None or found.pay is not context.pay:
        while len(_KNOWN) >= _INDEXES:
            _KNOWN.pop(next(iter(_KNOWN)), None)
        found = _KNOWN[key] = Knowledge(context.roles, context.pay)
    return found
