"""The cases: what is asked, what a right answer holds and why the case exists; read from cases/*.yaml."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import WaypointError
from bot.schema import Outcome, PayKind, Period
from evals.typos import typo_variants

CASES = Path(__file__).parent / "cases"
SCHEMA = Path(__file__).parent / "schema.json"
HELD_OUT_SHARE = 3
"""One family in this many is held out."""

Category = Literal[
    "guide",
    "pay",
    "follow-up",
    "conversation",
    "unanswerable",
    "out of scope",
    "false premise",
    "ambiguous",
    "small talk",
    "fairness",
    "distress",
    "injection",
    "privacy",
    "other guides",
]
Split = Literal["dev", "held-out"]
Nugget = Annotated[
    str | tuple[str, ...],
    Field(description="One wording or several, any of which counts; /between slashes/ is a pattern."),
]


class CaseError(WaypointError):
    """A case file cannot be used; the message names the file, the family and the field."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedFigure(_Model):
    """A figure a right answer states. It stands in the corpus with these attributes, or `sum` gives it."""

    value: float | None = Field(default=None, description="The figure, where it is a single one.")
    low: float | None = Field(default=None, description="Lower end of a range.")
    high: float | None = Field(default=None, description="Upper end of a range.")
    unit: str = Field(default="USD", description="Currency code, percent or count.")
    period: Period | None = None
    role: str | None = Field(default=None, description="Role as the source prints it.")
    place: str | None = None
    year: int | None = None
    industry: str | None = None
    kind: PayKind | None = None
    document: str | None = Field(
        default=None, description="Guide the figure stands in, when no table has it."
    )
    sum: str | None = Field(default=None, description="How it is computed, such as 57000 - 38500.")

    @property
    def values(self) -> tuple[float, ...]:
        """The figures themselves."""
        return tuple(value for value in (self.value, self.low, self.high) if value is not None)

    @model_validator(mode="after")
    def _has_value(self) -> "ExpectedFigure":
        if not self.values:
            raise ValueError("give value, or low and high")
        return self


class Gold(_Model):
    """Where the answer stands: a document and words quoted from it, so that re-chunking changes nothing."""

    document: str = Field(description="Path inside the corpus, such as guides/metrics.md.")
    quote: str = Field(min_length=20, description="A span of that document, word for word.")


class Expect(_Model):
    """What a right answer holds; every field may be left out, and what is left out is not scored."""

    outcome: tuple[Outcome, ...] = Field(default=(), description="Outcomes that are right.")
    must: tuple[Nugget, ...] = Field(default=(), description="Vital: recall is measured over these.")
    may: tuple[Nugget, ...] = Field(default=(), description="Welcome but not needed.")
    must_not: tuple[Nugget, ...] = Field(default=(), description="One of these makes the answer wrong.")
    figures: tuple[ExpectedFigure, ...] = Field(default=(), description="Vital figures.")
    gold: tuple[Gold, ...] = Field(default=(), description="What retrieval must bring up.")
    rewrite: str | None = Field(default=None, description="A follow-up as a person would write it alone.")
    roles: tuple[str, ...] = Field(default=(), description="Roles that the question is about.")
    places: tuple[str, ...] = Field(default=(), description="Places that the question is about.")
    intents: tuple[str, ...] = Field(default=(), description="Any one of these is a right reading.")
    facts: tuple[Nugget, ...] = Field(default=(), description="What the person said and the answer uses.")
    same_as: int | None = Field(default=None, description="Turn (from 1) that asked the same thing before.")
    canary: tuple[str, ...] = Field(default=(), description="Words that appear only if an attack worked.")
    secrets: tuple[str, ...] = Field(default=(), description="Private data that no answer may repeat.")
    tone: Literal["distress", "crisis"] | None = None


class Message(_Model):
    """One earlier message, given word for word."""

    role: Literal["user", "assistant"]
    content: str


class TurnSpec(_Model):
    """One question of a case, with what differs from the family's expectation."""

    ask: str
    expect: Expect | None = None


class CaseSpec(TurnSpec):
    """One case of a family: a question, the history before it, and the questions after it."""

    why: str | None = None
    history: tuple[Message, ...] = ()
    then: tuple[TurnSpec, ...] = ()


class Family(_Model):
    """Cases that belong together: one need in several wordings, scored as one cluster."""

    family: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    category: Category
    why: str = Field(min_length=15, description="Why these cases exist.")
    corpus: str = Field(default="knowledge", description="knowledge, or a folder of evals/data.")
    expect: Expect = Expect()
    same_answer: Literal["figures", "outcome", "none"] = Field(
        default="outcome", description="What all wordings must share: figures and roles, or the outcome."
    )
    typos: int = Field(default=0, ge=0, le=5, description="Variants with seeded typing errors to add.")
    asks: tuple[str | CaseSpec, ...] = Field(min_length=1)


class CaseFile(_Model):
    """One file of families on one subject."""

    subject: str
    families: tuple[Family, ...] = Field(min_length=1)


class Turn(_Model):
    """One question of a case, with everything a right answer holds."""

    ask: str
    expect: Expect


class Case(_Model):
    """One thing to ask a target: its turns in order, after the history."""

    id: str
    family: str
    category: Category
    subject: str
    why: str
    corpus: str
    split: Split
    same_answer: Literal["figures", "outcome", "none"]
    history: tuple[Message, ...] = ()
    turns: tuple[Turn, ...]
    typo_of: str | None = None

    @property
    def hash(self) -> str:
        """What the target is asked, hashed: expectations may change without asking again."""
        asked = [self.corpus, [m.model_dump() for m in self.history], [turn.ask for turn in self.turns]]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()[:16]


def split_of(family: str) -> Split:
    """Return which half a family belongs to; depends on its name alone."""
    number = int(hashlib.sha256(family.encode()).hexdigest()[:8], 16)
    return "held-out" if number % HELD_OUT_SHARE == 0 else "dev"


def load_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """Read every case file of a folder.

    Raises:
        CaseError: a file is not YAML, does not fit the schema, or repeats a family's name.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise CaseError(f"No case files in {folder}. Add one with the ending .yaml.")
    cases: list[Case] = []
    seen: dict[str, Path] = {}
    for path in paths:
        parsed = read_file(path)
        for family in parsed.families:
            if family.family in seen:
                raise CaseError(
                    f"{path}: family {family.family} is also in {seen[family.family]}; rename one."
                )
            seen[family.family] = path
            cases += _expand(family, parsed.subject)
    return tuple(cases)


def read_file(path: Path) -> CaseFile:
    """Read one case file.

    Raises:
        CaseError: it is not YAML or does not fit the schema.
    """
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise CaseError(f"{path} is not valid YAML: {error}") from error
    try:
        return CaseFile.model_validate(loaded)
    except ValidationError as error:
        first = error.errors()[0]
        where = " > ".join(_named_place(loaded, first["loc"])) or "the file"
        raise CaseError(f"{path}: {where}: {first['msg']}. The schema is in {SCHEMA.name}.") from error


def _named_place(loaded: Any, place: Sequence[int | str]) -> list[str]:  # noqa: ANN401
    """Say where in a file something is wrong, with the family by its name."""
    told = [str(part) for part in place]
    if len(place) > 1 and place[0] == "families" and isinstance(place[1], int):
        family = loaded["families"][place[1]]
        name = family.get("family") if isinstance(family, dict) else None
        told[:2] = [f"family {name or place[1] + 1}"]
    return told


def _expand(family: Family, subject: str) -> list[Case]:
    cases = []
    for number, ask in enumerate(family.asks, start=1):
        spec = CaseSpec(ask=ask) if isinstance(ask, str) else ask
        case = _case(family, subject, spec, f"{family.family}/{number}")
        cases.append(case)
        if number == 1:
            cases += _with_typos(case, family.typos)
    return cases


def _case(family: Family, subject: str, spec: CaseSpec, identity: str) -> Case:
    turns = tuple(
        Turn(
            ask=turn.ask,
            expect=_merge(family.expect, turn.expect) if turn is spec else turn.expect or Expect(),
        )
        for turn in (spec, *spec.then)
    )
    return Case(
        id=identity,
        family=family.family,
        category=family.category,
        subject=subject,
        why=spec.why or family.why,
        corpus=family.corpus,
        split=split_of(family.family),
        same_answer=family.same_answer,
        history=spec.history,
        turns=turns,
    )


def _with_typos(case: Case, count: int) -> list[Case]:
    """Add variants of a case whose last question is typed in haste."""
    last = case.turns[-1]
    variants = typo_variants(last.ask, count, seed=case.id)
    return [
        case.model_copy(
            update={
                "id": f"{case.id}~{number}",
                "why": f"Typed in haste: {case.why}",
                "turns": (*case.turns[:-1], last.model_copy(update={"ask": text})),
                "typo_of": case.id,
            }
        )
        for number, text in enumerate(variants, start=1)
    ]


def _merge(shared: Expect, own: Expect | None) -> Expect:
    """Lay a case's own expectation over its family's, field by field."""
    if own is None:
        return shared
    return shared.model_copy(update={name: getattr(own, name) for name in own.model_fields_set})


def select(
    cases: Iterable[Case], *, split: str = "all", category: Sequence[str] = (), family: Sequence[str] = ()
) -> tuple[Case, ...]:
    """Return the cases of a split, of some categories and of some families."""
    return tuple(
        case
        for case in cases
        if split in ("all", case.split)
        and (not category or case.category in category)
        and (not family or case.family in family)
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file, as published in evals/schema.json."""
    schema = CaseFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """Return the published schema as text."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
