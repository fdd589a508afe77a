"""Evidence read once: a passage, a pay record or a row as figures and lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.grounding.claims import Reading, plain
from bot.grounding.facts import Fact, Segment, Source
from bot.grounding.figures import figures_in
from bot.grounding.kinds import KINDS, Cue, cues_in
from bot.grounding.names import place_key
from bot.grounding.sentences import split_sentences, split_units
from bot.grounding.speech import gives_orders
from bot.grounding.words import bare_word, content_stems, prefixes, tokens
from bot.schema import Evidence, Passage, PayRecord, PriceLevel, RoleLink

if TYPE_CHECKING:
    from bot.grounding.knowledge import Knowledge


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

_BOTH = re.compile(r"\b(?:both|respectively)\b", re.IGNORECASE)
CLAUSE = re.compile(r";|:\s|,?\s+(?:while|whereas|but|though|although)\s")


def read_evidence(evidence: Evidence, knowledge: "Knowledge") -> Source:
    """Read a piece of evidence: its figures and its lines."""
    if isinstance(evidence, Passage):
        return _read_passage(evidence, knowledge)
    if isinstance(evidence, PayRecord):
        return _read_record(evidence, knowledge)
    return _read_row(evidence, knowledge)


def _read_passage(passage: Passage, knowledge: "Knowledge") -> Source:
    heading = f"{passage.section} · {passage.title}"
    named = [mention.names for mention in knowledge.roles.find(passage.section)]
    named = named or [mention.names for mention in knowledge.roles.find(passage.title)]
    heading_roles = named[0] if len(set(named)) == 1 else frozenset()
    heading_years = _years_in(passage.section)
    texts = [text for text in _passage_texts(passage.text) if not gives_orders(text)]
    facts: list[Fact] = []
    spoken: list[frozenset[str]] = []
    intro: frozenset[Cue] = frozenset()
    told: frozenset[int] = frozenset()
    for text in texts:
        reading = _announced(_of_both(knowledge.read(text), spoken), intro)
        intro = cues_in(text, "") & KINDS if text.rstrip().endswith(":") else intro
        spoken += [one.names for one in reading.roles[:1] if one.names not in spoken[-1:]]
        own_years = {int(year) for item in reading.years for year in (item.low, item.high) if year}
        is_item = text.lstrip().startswith(("-", "*"))
        told = frozenset(own_years) if own_years and not is_item else told
        years = own_years or (is_item and told) or heading_years
        facts += _text_facts(reading, heading_roles, frozenset(years))
    money = {value for fact in facts if fact.is_money for value in (fact.low, fact.high)}
    records = [record for record in knowledge.records_of(passage) if not gives_orders(record.quote)]
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


def _announced(reading: Reading, intro: frozenset[Cue]) -> Reading:
    """Give the amounts of a list the kind that the line before the list says they are of."""
    claims = tuple(
        replace(claim, cues=claim.cues | intro)
        if claim.quantity.is_money and not claim.cues & KINDS
        else claim
        for claim in reading.claims
    )
    return replace(reading, claims=claims) if intro else reading


def _of_both(reading: Reading, spoken: Sequence[frozenset[str]]) -> Reading:
    """Give two figures of "both" to the roles that the sentences before were about, each its own."""
    both = len(reading.claims) == 2 and not reading.roles and _BOTH.search(reading.text)
    if not both or len(spoken) < 2:
        return reading
    claims = tuple(
        replace(claim, roles=names) for claim, names in zip(reading.claims, spoken[-2:], strict=True)
    )
    return replace(reading, claims=claims)


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
    dated = [
        Fact(year.low, year.high, "year", context=context, text=reading.text)
        for year, context in zip(reading.years, reading.year_contexts, strict=True)
    ]
    coded = [
        Fact(None, None, "code", noun=code.text.casefold(), context=context, text=reading.text)
        for code, context in zip(reading.codes, reading.code_contexts, strict=True)
    ]
    named = {mention.names for mention in reading.roles}
    about = next(iter(named)) if len(named) == 1 else heading_roles
    return [*dated, *coded] + [
        Fact(
            low=claim.quantity.low,
            high=claim.quantity.high,
            unit=claim.quantity.unit,
            period=claim.period,
            roles=claim.roles or about,
            level=claim.level,
            places=claim.places,
            years=claim.years or years,
            cues=claim.cues,
            noun=claim.quantity.noun,
            context=claim.context,
            shared=claim.shared,
            rate=claim.rate,
            named=bool(claim.roles),
            more=claim.more,
            bound=claim.bound,
            trend=claim.trend,
            text=reading.text,
        )
        for claim in reading.claims
    ]


def record_facts(record: PayRecord, knowledge: "Knowledge") -> list[Fact]:
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


def _read_record(record: PayRecord, knowledge: "Knowledge") -> Source:
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
    for text in (record.level, record.note):  # "five years of experience"
        notes = _note_facts(text, knowledge, frozenset({record.year} if record.year else ()))
        facts += [replace(fact, record=record) for fact in notes]
    texts = [text for part in (spoken, record.quote, record.note) if part for text in split_sentences(part)]
    lines = tuple(_segment(text, knowledge) for text in texts)
    return Source(record, tuple(facts), lines, lines, raw, years=frozenset(_years_in(raw)))


def _note_facts(note: str | None, knowledge: "Knowledge", years: frozenset[int]) -> list[Fact]:
    found = _text_facts(knowledge.read(note), frozenset(), years) if note else []
    return [fact for fact in found if fact.unit != "year"]


def _read_row(row: PriceLevel | RoleLink, knowledge: "Knowledge") -> Source:
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


def _segment(text: str, knowledge: "Knowledge") -> Segment:
    stems = frozenset(content_stems(text))
    order = tuple(mention.names for mention in knowledge.roles.find(text))
    bare = plain(text)
    names = frozenset(bare_word(token.word) for token in tokens(bare) if token.word[0].isupper())
    return Segment(bare, stems, prefixes(stems), frozenset().union(*order), order, names)


def _clauses(texts: Iterable[str], knowledge: "Knowledge") -> tuple[Segment, ...]:
    found: list[Segment] = []
    for text in texts:
        whole = _segment(text, knowledge)
        parts = [_segment(part, knowledge) for part in CLAUSE.split(text) if part.strip()]
        found += [part if part.roles else replace(part, roles=whole.roles) for part in parts]
    return tuple(found)


def _years_in(text: str) -> set[int]:
    return {
        int(year)
        for item in figures_in(text)
        if item.unit == "year"
        for year in (item.low, item.high)
        if year is not None
    }
