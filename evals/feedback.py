"""A thumbs-down from the page becomes a draft case. The record is defined here; the page writes one a line.

A record holds no name, address or session: `question`, the `history` before it, the `answer`, `liked`, the
`reason` the person gave (if any) and the day.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import WaypointError
from evals.hashing import digest


class FeedbackMessage(BaseModel):
    """One earlier message of the conversation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str = Field(pattern="^(user|assistant)$")
    content: str


class Feedback(BaseModel):
    """What a person thought of one answer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str = Field(min_length=1)
    answer: str = ""
    liked: bool
    reason: str = ""
    history: tuple[FeedbackMessage, ...] = ()
    day: date | None = None


def read_feedback(path: Path) -> Iterator[Feedback]:
    """Read a file of feedback, one JSON object a line.

    Raises:
        WaypointError: there is no such file, or a line is not a record.
    """
    if not path.exists():
        raise WaypointError(f"There is no feedback file {path}.")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield Feedback.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            raise WaypointError(
                f"{path}, line {number}: {'.'.join(map(str, first['loc']))}: {first['msg']}"
            ) from error


def draft_families(feedback: Sequence[Feedback]) -> list[dict[str, object]]:
    """Turn every thumbs-down into a family with one case, to be completed by hand; each question once."""
    drafts: dict[str, dict[str, object]] = {}
    for record in feedback:
        if not record.liked:
            name = f"feedback-{digest(record.question)[:8]}"
            drafts.setdefault(name, _draft(name, record))
    return list(drafts.values())


def _draft(name: str, record: Feedback) -> dict[str, object]:
    said = f' They said: "{record.reason.strip()}".' if record.reason.strip() else ""
    ask: dict[str, object] = {"ask": record.question}
    if record.history:
        ask["history"] = [message.model_dump() for message in record.history]
    return {
        "family": name,
        "category": "follow-up" if record.history else "guide",
        "why": f"Someone gave this answer a thumbs-down.{said}",
        "expect": {"outcome": ["answered"]},
        "asks": [ask],
    }


def write_drafts(source: Path, target: Path) -> int:
    """Write the drafts of a feedback file as a case file; return how many there are."""
    families = draft_families(list(read_feedback(source)))
    if families:
        text = yaml.safe_dump(
            {"subject": "feedback", "families": families}, sort_keys=False, allow_unicode=True
        )
        target.write_text(text, encoding="utf-8")
    return len(families)
