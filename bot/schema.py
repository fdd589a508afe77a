"""The records that flow through Waypoint, all frozen; money is in units of its currency, never in cents."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

SCHEMA_VERSION = 3

Period = Literal["hour", "day", "week", "month", "year"]
PayKind = Literal["starting_range", "range", "percentiles", "median", "mean", "single", "minimum", "maximum"]
PlaceKind = Literal["country", "region", "city"]
Outcome = Literal["answered", "clarify", "declined", "smalltalk", "support"]
Form = Literal["short", "figures", "table", "source", "points"]


@dataclass(frozen=True, slots=True)
class RoleName:
    """A job title as a source prints it, with the other names people use for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One headed part of a document: `heading` is the path from the top, `text` is Markdown.

    `asks` are questions the author says the section answers; `line` (1-based) and `page` locate it;
    `page_starts` are (line of the text from 0, page) for the pages that start within it.
    """

    heading: tuple[str, ...]
    text: str
    asks: tuple[str, ...] = ()
    page: int | None = None
    line: int | None = None
    page_starts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that has been read. `id` is stable across ingests; `year` is None when the file does not say."""

    id: str
    path: str
    title: str
    sections: tuple[Section, ...]
    sha256: str
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    licence: str | None = None
    country: str | None = None
    currency: str | None = None
    language: str | None = None
    roles: tuple[RoleName, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of one section that fits the encoder's window together with its title and heading."""

    id: str
    document_id: str
    title: str
    section: str
    text: str
    ordinal: int
    section_ordinal: int
    asks: tuple[str, ...] = ()
    page: int | None = None
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    country: str | None = None
    path: str = ""

    @property
    def embedded_text(self) -> str:
        """What the encoder and the keyword index read: title, section, then the text."""
        return f"{self.title}\n{self.section}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Evidence found for a question: neighbouring chunks of one section, merged in reading order.

    `score` is the fused rank score; `similarity` is the best cosine similarity (-1 to 1) of its chunks.
    """

    document_id: str
    title: str
    section: str
    text: str
    score: float
    similarity: float
    chunk_ids: tuple[str, ...] = ()
    page: int | None = None
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    country: str | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class PayRecord:
    """What one source says one role pays, in one place, year, period and currency.

    Amounts are per `period` in `currency`. A range fills `low` and `high` (one of them None for "from" and
    "up to"); percentile wages fill p10 to p90; a lone figure fills `median`, `mean` or `low == high`.
    `year_label` is the source's own wording ("May 2025"); `quote` is the sentence or row as printed.
    """

    id: str
    role: str
    kind: PayKind
    currency: str
    period: Period
    low: float | None = None
    high: float | None = None
    p10: float | None = None
    p25: float | None = None
    median: float | None = None
    p75: float | None = None
    p90: float | None = None
    mean: float | None = None
    place: str | None = None
    place_kind: PlaceKind | None = None
    industry: str | None = None
    level: str | None = None
    year: int | None = None
    year_label: str | None = None
    code: str | None = None
    employment: int | None = None
    document_id: str = ""
    title: str = ""
    section: str = ""
    publisher: str | None = None
    url: str | None = None
    path: str = ""
    quote: str = ""
    note: str | None = None
    warning: str | None = None

    @property
    def amounts(self) -> dict[str, float]:
        """The figures this record holds, by field name, lowest kind first."""
        names = ("low", "high", "p10", "p25", "median", "p75", "p90", "mean")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class PriceLevel:
    """Prices in a place against a base of 100 (for example a country's average): never a wage."""

    id: str
    place: str
    index: float
    base: str
    year: int
    document_id: str = ""
    title: str = ""
    publisher: str | None = None
    url: str | None = None
    path: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class RoleLink:
    """A source's statement that a job title is counted under an occupation (a wider statistical group).

    `relation` is "counted_as" when the source lists the title there, "nearest" when it is the closest group.
    """

    id: str
    role: str
    occupation: str
    relation: Literal["counted_as", "nearest"]
    code: str | None = None
    document_id: str = ""
    title: str = ""
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    path: str = ""
    quote: str = ""
    note: str | None = None


Evidence = Passage | PayRecord | PriceLevel | RoleLink


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message, as plain text."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as a person typed it: a lone figure has `low == high`; "from" and "up to" leave one end None.

    `currency` (ISO 4217) and `period` are None when the person did not say; `hours_per_week` when they did.
    """

    low: float | None
    high: float | None
    currency: str | None = None
    period: Period | None = None
    text: str = ""
    hours_per_week: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place a person named. `name` is how the pay tables print it when `covered`, else its usual name.

    `country` is ISO 3166-1 alpha-2; `within` is the wider place that holds a city or region; `covered`
    says whether any pay record is for this very place.
    """

    name: str
    kind: PlaceKind
    country: str | None = None
    code: str | None = None
    within: str | None = None
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """What someone has said about themselves in the conversation; remembered from their own turns only."""

    role: str | None = None
    job: str | None = None
    target_role: str | None = None
    place: Place | None = None
    pay: Amount | None = None
    offer: Amount | None = None
    experience_years: float | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A question made standalone from its history.

    `intents` are names from the intent data, most likely first, several when several things were asked;
    `roles` are names in the catalogue; `unknown_roles` are job titles typed that no guide covers, verbatim;
    `role_choices` are catalogue roles between which the wording does not decide; `period` is the period
    wanted in the answer; `claims` are pay figures the question presupposes; `more` is True for "why" and
    "tell me more"; `asked` are several things asked, each a request of its own; `form` is how the answer to
    `restates` is wished for once more; `held_against` is the percentile an amount is set against, where the
    words name none; `danger` is how likely (0 to 1) the message tells of a crisis.
    """

    question: str
    standalone: str
    intents: tuple[str, ...] = ()
    confidence: float = 0.0
    roles: tuple[str, ...] = ()
    unknown_roles: tuple[str, ...] = ()
    role_choices: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    amounts: tuple[Amount, ...] = ()
    claims: tuple[Amount, ...] = ()
    years: tuple[int, ...] = ()
    industries: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    period: Period | None = None
    hours_per_week: float | None = None
    person: Person = Person()
    follow_up: bool = False
    more: bool = False
    language: str = "en"
    asked: tuple["Request", ...] = ()
    form: Form | None = None
    restates: "Request | None" = None
    held_against: str | None = None
    danger: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement comes from; `quote` is the passage or table row as the source prints it."""

    number: int
    title: str
    section: str
    quote: str
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    path: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure stated in a reply, and what vouches for it: a citation, or the sum that gives it."""

    value: float
    unit: str
    period: str | None = None
    role: str | None = None
    place: str | None = None
    year: int | None = None
    kind: str | None = None
    citation: int | None = None
    computation: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `text` is Markdown with [n] marks that match `citations`; snapshots are cumulative.

    `suggestions` are questions the person may ask next; `notice` is one line about how the answer came to be
    (a model that failed, sentences withheld); `timings` are seconds by stage; `usage` counts tokens, and has
    "estimated" where the provider did not count; `withheld` says why each sentence of a model was not shown.
    """

    text: str
    outcome: Outcome
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    pay: tuple[PayRecord, ...] = ()
    suggestions: tuple[str, ...] = ()
    engine: str = "offline"
    notice: str | None = None
    timings: Mapping[str, float] = field(default_factory=dict)
    usage: Mapping[str, int] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the reply as plain JSON-ready data."""
        return asdict(self)
