"""What a corpus holds, read straight from its files: pay rows, guide lines, names; no reader of bot/."""

import csv
import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from bot.errors import WaypointError
from evals.corpus_text import body_of, front_matter, names_pattern, roles_of, singular, unwrapped
from evals.numbers import Found, find_figures
from evals.text import content_tokens, folded, split_sentences

PROJECT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
AMOUNTS = ("low", "high", "p10", "p25", "median", "p75", "p90", "mean")


@dataclass(frozen=True, slots=True)
class PayRow:
    """One row of a pay table."""

    role: str
    kind: str
    amounts: tuple[tuple[str, float], ...]
    currency: str
    period: str
    place: str
    industry: str
    year: int | None
    document: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that stands somewhere in the corpus, with all that it is a figure of.

    Empty sets and None mean that the source does not say, or says it elsewhere.
    """

    value: float
    unit: str
    period: str | None
    roles: frozenset[str]
    places: frozenset[str]
    years: frozenset[int]
    fields: frozenset[str]
    document: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text."""

    start: int
    end: int
    name: str


class Corpus:
    """The files of one corpus, by path inside it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        paths = sorted(p for p in folder.rglob("*") if p.suffix in (".md", ".csv") and p.name != "README.md")
        if not paths:
            raise WaypointError(f"Corpus {name}: no guide and no table in {folder}.")
        self.files = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in paths}

    @cached_property
    def hash(self) -> str:
        """Changes with any file."""
        digest = hashlib.sha256()
        for path, text in self.files.items():
            digest.update(f"{path}\0{text}\0".encode())
        return digest.hexdigest()[:16]

    @cached_property
    def tables(self) -> dict[str, list[dict[str, str]]]:
        """Rows of each table, by path."""
        return {
            path: list(csv.DictReader(text.splitlines()))
            for path, text in self.files.items()
            if path.endswith(".csv")
        }

    @cached_property
    def rows(self) -> tuple[PayRow, ...]:
        """Every pay row."""
        return tuple(
            _pay_row(row, path)
            for path, rows in self.tables.items()
            for row in rows
            if row.get("currency") and row.get("role")
        )

    @cached_property
    def fronts(self) -> dict[str, dict[str, object]]:
        """Front matter of each guide, by path."""
        return {path: front_matter(text) for path, text in self.files.items() if path.endswith(".md")}

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Role names and their aliases, folded, each to the role they stand for."""
        names: dict[str, str] = {}
        for rows in self.tables.values():
            for row in rows:
                role = row.get("role", "")
                for name in (role, row.get("occupation", ""), *(row.get("aliases") or "").split("|")):
                    if name:
                        target = name if name == row.get("occupation") else role
                        names.setdefault(folded(name), folded(target))
        for front in self.fronts.values():
            for forms in roles_of(front):
                names.update({folded(form): folded(forms[0]) for form in forms if folded(form) not in names})
        return names

    @cached_property
    def links(self) -> dict[str, frozenset[str]]:
        """For each role, the roles and occupations a table links it with, itself included."""
        pairs: defaultdict[str, set[str]] = defaultdict(set)
        for rows in self.tables.values():
            for row in rows:
                if row.get("occupation"):
                    pairs[folded(row["role"])].add(folded(row["occupation"]))
        return {role: frozenset({role, *found}) for role, found in pairs.items()}

    def related(self, role: str) -> frozenset[str]:
        """Return a role with the occupations it is counted under."""
        return self.links.get(role, frozenset({role}))

    @cached_property
    def places(self) -> frozenset[str]:
        """Places that pay or price rows are about, as printed."""
        return frozenset(row["place"] for rows in self.tables.values() for row in rows if row.get("place"))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Places that the tables call countries."""
        return frozenset(
            row["place"]
            for rows in self.tables.values()
            for row in rows
            if row.get("place_kind") == "country"
        )

    @cached_property
    def _role_pattern(self) -> re.Pattern[str]:
        return names_pattern(self.aliases)

    @cached_property
    def _place_pattern(self) -> re.Pattern[str]:
        return names_pattern(folded(place) for place in self.places)

    def roles_in(self, text: str) -> tuple[Mention, ...]:
        """Return the roles named in a text, by the name that their rows carry."""
        found = []
        for match in self._role_pattern.finditer(folded(text)):
            name = self.aliases.get(match.group(1)) or self._by_singular.get(singular(match.group(1)))
            if name:
                found.append(Mention(match.start(), match.end(), name))
        return tuple(found)

    @cached_property
    def _by_singular(self) -> dict[str, str]:
        return {singular(name): role for name, role in self.aliases.items()}

    def places_in(self, text: str) -> tuple[Mention, ...]:
        """Return the places named in a text, folded."""
        return tuple(
            Mention(m.start(), m.end(), m.group(1)) for m in self._place_pattern.finditer(folded(text))
        )

    @cached_property
    def facts(self) -> dict[tuple[float, str], tuple[Fact, ...]]:
        """Every figure of the corpus by value and unit."""
        found: defaultdict[tuple[float, str], list[Fact]] = defaultdict(list)
        for fact in (*self._row_facts(), *self._guide_facts()):
            found[(fact.value, fact.unit)].append(fact)
        return {key: tuple(facts) for key, facts in found.items()}

    def _row_facts(self) -> Iterable[Fact]:
        for row in self.rows:
            years = frozenset({row.year} if row.year else ())
            for field, value in row.amounts:
                yield Fact(
                    value,
                    row.currency,
                    row.period,
                    frozenset({folded(row.role)}),
                    frozenset({folded(row.place)}),
                    years,
                    frozenset({field, row.kind}),
                    row.document,
                )
        for path, lines in self.tables.items():
            for line in lines:
                yield from _counts(path, line)

    def _guide_facts(self) -> Iterable[Fact]:
        for path, text in self.files.items():
            if path.endswith(".md"):
                yield from self._facts_of(path, text)

    def _facts_of(self, path: str, text: str) -> Iterable[Fact]:
        year = self.fronts[path].get("year")
        doc_years = {year} if isinstance(year, int) else set()
        for section in re.split(r"^#+ ", unwrapped(body_of(text)), flags=re.MULTILINE):
            years = frozenset({int(f.value) for f in find_figures(section) if f.unit == "year"} | doc_years)
            yield from self._section_facts(path, section, years)

    def _section_facts(self, path: str, section: str, years: frozenset[int]) -> Iterable[Fact]:
        """Yield a section's figures; each is about what its sentence and those before it name."""
        told = ""
        for sentence in (s for line in section.splitlines() for s in split_sentences(line)):
            told += " " + sentence
            figures = find_figures(sentence)
            if not figures:
                continue
            roles = frozenset(m.name for m in self.roles_in(told))
            places = frozenset(m.name for m in self.places_in(told))
            fields = frozenset(_fields(sentence))
            for figure in figures:
                yield Fact(figure.value, figure.unit, figure.period, roles, places, years, fields, path)

    @cached_property
    def idf(self) -> dict[str, float]:
        """Inverse document frequency of each token over the guides' paragraphs."""
        paragraphs = [set(content_tokens(p)) for p in self.paragraphs]
        counts = Counter(token for paragraph in paragraphs for token in paragraph)
        total = len(paragraphs)
        return {token: math.log((1 + total) / (0.5 + count)) for token, count in counts.items()}

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Paragraphs of the guides."""
        return tuple(
            part.strip()
            for path, text in self.files.items()
            if path.endswith(".md")
            for part in re.split(r"\n\s*\n", body_of(text))
            if part.strip()
        )

    def weight(self, token: str) -> float:
        """Return how much a token tells: rare ones more; unknown ones most."""
        return self.idf.get(token, self._rarest)

    @cached_property
    def _rarest(self) -> float:
        return max(self.idf.values(), default=1.0)

    def notes(self, path: str, quote: str) -> str:
        """Return what a table notes beside the rows of the role that a quote of it is about."""
        noted = next((pairs for name, pairs in self._noted.items() if path.endswith(name)), ())
        about = folded(quote) if noted else ""
        return " ".join(dict.fromkeys(note for role, note in noted if role in about))

    @cached_property
    def _noted(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return the notes of each table with the role beside which they stand, each pair once."""
        return {
            path: tuple(dict.fromkeys((folded(r.get("role", "")), r["note"]) for r in rows if r.get("note")))
            for path, rows in self.tables.items()
        }

    def text_of(self, document: str) -> str:
        """Return a document's text.

        Raises:
            WaypointError: the corpus has no such document.
        """
        if document not in self.files:
            raise WaypointError(f"Corpus {self.name} has no document {document}.")
        return self.files[document]


def _counts(path: str, line: dict[str, str]) -> Iterable[Fact]:
    """What a table counts beside pay: price levels, and people in a job."""
    place = frozenset({folded(line["place"])} if line.get("place") else ())
    if line.get("index"):
        yield Fact(float(line["index"]), "count", None, frozenset(), place, frozenset(), frozenset(), path)
    if line.get("employment"):
        roles = frozenset({folded(line["role"])})
        years = frozenset({int(line["year"])} if line.get("year") else ())
        yield Fact(
            float(line["employment"]), "count", None, roles, place, years, frozenset({"employment"}), path
        )


def _pay_row(row: dict[str, str], path: str) -> PayRow:
    return PayRow(
        role=row["role"],
        kind=row.get("kind", ""),
        amounts=tuple((name, float(row[name])) for name in AMOUNTS if row.get(name)),
        currency=row["currency"],
        period=row.get("period", ""),
        place=row.get("place", ""),
        industry=row.get("industry", ""),
        year=int(row["year"]) if row.get("year") else None,
        document=path,
    )


def _fields(text: str) -> Iterable[str]:
    lower = text.lower()
    if "median" in lower:
        yield "median"
    if "start" in lower:
        yield "starting_range"


def person_figures(texts: Iterable[str]) -> tuple[Found, ...]:
    """Return the figures that a person typed."""
    return tuple(figure for text in texts for figure in find_figures(text))


@lru_cache(maxsize=8)
def open_corpus(name: str) -> Corpus:
    """Open knowledge/, or a corpus of the suite's own by its folder's name.

    Raises:
        WaypointError: there is no such corpus.
    """
    folder = PROJECT / "knowledge" if name == "knowledge" else DATA / name
    if not folder.is_dir():
        raise WaypointError(f"There is no corpus {name}: add a folder {folder}.")
    return Corpus(name, folder)
