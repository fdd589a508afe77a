"""What an ingest did, and how far it has come."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple


class Skipped(NamedTuple):
    """A file that is not in the index as it now is, and why."""

    path: str
    reason: str


class Progress(NamedTuple):
    """One step of an ingest: `done` of `total` files read, texts embedded or parts written."""

    stage: Literal["reading", "embedding", "writing"]
    done: int
    total: int
    name: str = ""


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an ingest did. `documents`, `chunks` and `pay_records` count the whole index afterwards.

    `embedded` counts the texts that went through the encoder; `rebuilt` says why everything was read again;
    `warnings` name what was left out of files that are in. A dry run says what would be done.
    """

    documents: int
    chunks: int
    pay_records: int
    seconds: float
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[Skipped, ...] = ()
    embedded: int = 0
    rebuilt: str | None = None
    dry_run: bool = False

    @property
    def nothing_done(self) -> bool:
        """Whether none of the files named could be used."""
        return not (self.added or self.changed or self.unchanged or self.removed)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain JSON-ready data."""
        values = asdict(self)
        values["skipped"] = [item._asdict() for item in self.skipped]
        values["warnings"] = [item._asdict() for item in self.warnings]
        return values
