"""Evidence read once: its figures with all that is known of them, and its wording sentence by sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.grounding.claims import Reading, plain, read_claims
from bot.grounding.kinds import Cue
from bot.grounding.names import NameFinder, PlaceFinder, place_key
from bot.grounding.sentences import split_sentences, split_units
from bot.grounding.verdict import GroundingContext
from bot.grounding.words import WORD, content_stems, prefixes
from bot.quantities import find_quantities
from bot.schema import Evidence, Passage, PayRecord, PriceLevel, RoleLink

_PAIRS = (
    ("low", "high"),
    ("p25", "p75"),
    ("p10", "p90"),
    ("p10", "median"),
    ("p25", "median"),
    ("median", "p75"),
)
_WIDER_PAIRS = (("median", "p90"), ("p10", "p75"), ("p25", "p90"), ("p10", "p25"), ("p75", "p90"))
_FIELD_CUES: dict[str, Cue] = {
    "median": "median",
    "mean": "mean",
    "p10": "p10",
    "p25": "p25",
    "p75": "p75",
    "p90": "p90",
}
_KEPT = 1024
CLAUSE = re.compile(r";|:\s|,?\s+(?:while|whereas|but)\s")


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One figure that stands in the evidence; a range has both `low` and `high`, a bound only one of them.

    `fields` names the fields of the pay record it is ("low", "median"), empty for a figure read from text.
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
    def heading_stems(self) -> frozenset[str]:
        """The stems of its heading, which every line of it is about."""
        return frozenset(content_stems(self.raw.split("\n", 1)[0]))

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


@dataclass(eq=False)
class Knowledge:
    """A context made ready: names to find, records by document, and the evidence read so far."""

    context: GroundingContext
    _sources: dict[Evidence, Source] = field(default_factory=dict)

    @cached_property
    def roles(self) -> NameFinder:
        """The finder of job titles: those of the catalogue and those that pay records print."""
        names: dict[str, list[str]] = {name: list(aliases) for name, aliases in self.context.roles.items()}
        for record in self.context.pay:
            names.setdefault(record.role, [])
        return NameFinder(names)

    @cached_property
    def places(self) -> PlaceFinder:
        """The finder of places."""
        return PlaceFinder({record.place for record in self.context.pay if record.place})

    @cached_property
    def years(self) -> frozenset[int]:
        """The years for which there is pay."""
        return frozenset(record.year for record in self.context.pay if record.year)

    @cached_property
    def _by_document(self) -> dict[str, list[PayRecord]]:
        found: dict[str, list[PayRecord]] = {}
        for record in self.context.pay:
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
            found = self._sources[evidence] = _read(evidence, self)
        return found

    def read(self, sentence: str) -> Reading:
        """Return a sentence read as claims."""
        return read_claims(sentence, self.roles, self.places)


def _read(evidence: Evidence, knowledge: Knowledge) -> Source:
    if isinstance(evidence, Passage):
        return _read_passage(evidence, knowledge)
    if isinstance(evidence, PayRecord):
        return _read_record(evidence, knowledge)
    return _read_row(evidence, knowledge)


def _read_passage(passage: Passage, knowledge: Knowledge) -> Source:
    heading = f"{passage.section} · {passage.title}"
    named = [mention.names for mention in knowledge.roles.find(passage.section)]
    named = named or [mention.names for mention in knowledge.roles.find(passage.title)]
    heading_roles = named[0] if len(set(named)) == 1 else frozenset()
    heading_years = _years_in(passage.section) or ({passage.year} if passage.year else set())
    texts = _passage_texts(passage.text)
    facts: list[Fact] = []
    for text in texts:
        reading = knowledge.read(text)
        own_years = {int(year) for item in reading.years for year in (item.low, item.high) if year}
        facts += _text_facts(reading, heading_roles, frozenset(own_years or heading_years))
    money = {value for fact in facts if fact.is_money for value in (fact.low, fact.high)}
    records = knowledge.records_of(passage)
    held = [
        fact
        for record in records
        for fact in record_facts(record, knowledge)
        if {fact.low, fact.high} <= money
    ]
    covered = {(fact.low, fact.high) for fact in held}
    facts = [fact for fact in facts if not (fact.is_money and (fact.low, fact.high) in covered)]
    raw = f"{heading} · {passage.publisher or ''} · {passage.url or ''}\n{plain_lines(passage.text)}"
    return Source(
        evidence=passage,
        facts=(*held, *facts),
        segments=tuple(_segment(text, knowledge) for text in texts),
        clauses=_clauses(texts, knowledge),
        raw=raw,
        heading_roles=frozenset().union(*named) if named else frozenset(),
        years=frozenset(_years_in(raw) | ({passage.year} if passage.year else set())),
    )


def plain_lines(markdown: str) -> str:
    """Return Markdown's words line by line."""
    return "\n".join(plain(line) for line in markdown.splitlines())


def _passage_texts(markdown: str) -> list[str]:
    """Return sentences and list items; a table row once per cell, with its label and the column's heading."""
    texts: list[str] = []
    header: list[str] = []
    for unit in split_units(markdown):
        if unit.kind == "header":
            header = cells(unit.text)
        elif unit.kind == "row":
            row = cells(unit.text)
            heads = header if len(header) == len(row) else [""] * len(row)
            texts += [
                f"{row[0]} {head} {cell}".strip() for head, cell in zip(heads[1:], row[1:], strict=True)
            ]
        else:
            texts.append(unit.text)
    return texts


def cells(row: str) -> list[str]:
    """Return the cells of a Markdown table row."""
    return [plain(cell) for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def _text_facts(reading: Reading, heading_roles: frozenset[str], years: frozenset[int]) -> list[Fact]:
    return [
        Fact(
            low=claim.quantity.low,
            high=claim.quantity.high,
            unit=claim.quantity.unit,
            period=claim.period,
            roles=claim.roles or heading_roles,
            level=claim.level,
            places=claim.places,
            years=claim.years or years,
            cues=claim.cues,
            noun=claim.quantity.noun,
            context=claim.context,
            shared=claim.shared,
            rate=claim.rate,
            text=reading.text,
        )
        for claim in reading.claims
    ]


def record_facts(record: PayRecord, knowledge: Knowledge) -> list[Fact]:
    """Return every amount of a pay record and every pair of them that makes a range."""
    roles = knowledge.roles.resolve(record.role)
    places = frozenset({place_key(record.place)}) if record.place else frozenset()
    years = frozenset(_years_in(record.year_label or "") | ({record.year} if record.year else set()))
    amounts = record.amounts
    text = " ".join(filter(None, (record.quote, record.note, record.title, record.section)))

    def fact(*names: str) -> Fact:
        return Fact(
            low=amounts[names[0]],
            high=amounts[names[-1]],
            unit=record.currency,
            period=record.period,
            fields=names,
            record=record,
            roles=roles,
            level=record.level,
            places=places,
            years=years,
            cues=frozenset(_FIELD_CUES[name] for name in names if name in _FIELD_CUES),
            text=text,
        )

    pairs = [pair for pair in (*_PAIRS, *_WIDER_PAIRS) if pair[0] in amounts and pair[1] in amounts]
    return [fact(name) for name in amounts] + [fact(*pair) for pair in pairs]


def _read_record(record: PayRecord, knowledge: Knowledge) -> Source:
    label = record.year_label or str(record.year or "")
    parts = (record.title, record.section, record.publisher, record.quote, record.note, record.url)
    kind = "starting range of pay" if record.kind == "starting_range" else f"{record.kind} of wages"
    spoken = " ".join(
        filter(None, (record.role, record.level, record.industry, record.place, label, kind, record.code))
    )
    raw = " · ".join(filter(None, (spoken, *parts)))
    facts = record_facts(record, knowledge)
    if record.employment:
        facts.append(
            Fact(
                float(record.employment),
                float(record.employment),
                "count",
                fields=("employment",),
                record=record,
                roles=facts[0].roles if facts else frozenset(),
                places=facts[0].places if facts else frozenset(),
                years=facts[0].years if facts else frozenset(),
                context=frozenset(content_stems("people employed jobs workers employment")),
            )
        )
    facts += _note_facts(record.note, knowledge, frozenset({record.year} if record.year else ()))
    texts = [text for part in (spoken, record.quote, record.note) if part for text in split_sentences(part)]
    lines = tuple(_segment(text, knowledge) for text in texts)
    return Source(record, tuple(facts), lines, lines, raw, years=frozenset(_years_in(raw)))


def _note_facts(note: str | None, knowledge: Knowledge, years: frozenset[int]) -> list[Fact]:
    return _text_facts(knowledge.read(note), frozenset(), years) if note else []


def _read_row(row: PriceLevel | RoleLink, knowledge: Knowledge) -> Source:
    years = frozenset({row.year} if row.year else ())
    if isinstance(row, PriceLevel):
        spoken = f"Prices price level cost of living in {row.place} {row.base} average index {row.year}"
        places = frozenset({place_key(row.place)})
        facts = [
            Fact(row.index, row.index, "index", fields=("index",), places=places, years=years, text=spoken)
        ]
        facts += _text_facts(knowledge.read(row.base), frozenset(), years)
        extra = (row.title, row.publisher, row.quote, row.url)
    else:
        spoken = (
            f"{row.role} counted as counted among nearest group occupation statistics "
            f"{row.occupation} {row.code or ''}"
        )
        facts = _note_facts(row.note, knowledge, years)
        extra = (row.title, row.publisher, row.note or row.quote, row.url)
    raw = " · ".join(filter(None, (spoken, *extra)))
    line = (_segment(raw, knowledge),)
    return Source(row, tuple(facts), line, line, raw, years=years | _years_in(raw))


def _segment(text: str, knowledge: Knowledge) -> Segment:
    stems = frozenset(content_stems(text))
    order = tuple(mention.names for mention in knowledge.roles.find(text))
    return Segment(plain(text), stems, prefixes(stems), frozenset().union(*order), order)


def _clauses(texts: Iterable[str], knowledge: Knowledge) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for text in texts:
        whole = _segment(text, knowledge)
        parts = [_segment(part, knowledge) for part in CLAUSE.split(text) if part.strip()]
        found += [part if part.roles else replace(part, roles=whole.roles) for part in parts]
    return tuple(found)


def _years_in(text: str) -> set[int]:
    return {
        int(year)
        for item in find_quantities(text)
        if item.unit == "year"
        for year in (item.low, item.high)
        if year is not None
    }


def values_of(facts: Iterable[Fact]) -> set[float]:
    """Return every value that stands in some facts."""
    return {value for fact in facts for value in (fact.low, fact.high) if value is not None}
