"""What came back from a target: one record per case and variant, as it stands in a run's JSONL."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.schema import Citation, Figure, Reply


class Seen(BaseModel):
    """A passage that retrieval brought up: its document's path inside the corpus and its text."""

    model_config = ConfigDict(frozen=True)

    document: str
    text: str


class Trace(BaseModel):
    """What the adviser made of a question on the way; None for targets that cannot be looked into."""

    model_config = ConfigDict(frozen=True)

    standalone: str = ""
    intents: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    role_choices: tuple[str, ...] = ()
    unknown_roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    follow_up: bool = False
    found: bool | None = None
    passages: tuple[Seen, ...] | None = None
    rewrite_passages: tuple[Seen, ...] | None = None


class Answer(BaseModel):
    """One reply of a target. `error` is set, and the rest empty, when the target failed.

    `pace` is how long the machine took for a fixed piece of work at that moment: times in seconds are
    compared between runs as multiples of it. `waited` are those of its seconds in which the processor was
    busy with other programs.
    """

    model_config = ConfigDict(frozen=True)

    text: str = ""
    outcome: str | None = None
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    suggestions: tuple[str, ...] = ()
    notice: str | None = None
    engine: str = ""
    timings: Mapping[str, float] = {}
    usage: Mapping[str, int] = {}
    seconds: float = 0.0
    waited: float = 0.0
    first_seconds: float | None = None
    pace: float = 0.0
    structured: bool = False
    error: str | None = None
    trace: Trace | None = None

    @classmethod
    def of(cls, reply: Reply, **measured: Any) -> "Answer":  # noqa: ANN401
        """Take over a reply of the adviser, with what was measured around it."""
        return cls(
            text=reply.text,
            outcome=reply.outcome,
            citations=reply.citations,
            figures=reply.figures,
            suggestions=reply.suggestions,
            notice=reply.notice,
            engine=reply.engine,
            timings=reply.timings,
            usage=reply.usage,
            structured=True,
            **measured,
        )


class Record(BaseModel):
    """The replies of one variant to the turns of one case."""

    model_config = ConfigDict(frozen=True)

    key: str
    case: str
    variant: str
    answers: tuple[Answer, ...]
