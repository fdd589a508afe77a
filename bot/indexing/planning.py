"""What an ingest has to do: the files as they are, against what the index knows of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.documents import sha256_of
from bot.errors import DocumentError, IndexMismatchError
from bot.indexing.files import File, find_files, is_below, path_at
from bot.indexing.report import Skipped
from bot.settings import Settings
from bot.store import Source, Stamp, Store, expected_stamp, rebuild_command

KEPT = "; what it held before is kept"


@dataclass(slots=True)
class Plan:
    """What is to be done: ids of documents in each state, and the files to read."""

    stamp: Stamp
    to_read: list[File] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    rebuilt: str | None = None

    @property
    def idle(self) -> bool:
        """Whether the index is as it should be."""
        return not (self.to_read or self.removed or self.moved)

    def skip(self, name: str, reason: str) -> None:
        """Note that a file that was to be read could not be."""
        self.skipped.append(Skipped(name, reason))
        for names in (self.added, self.changed):
            if name in names:
                names.remove(name)


def make_plan(
    paths: Sequence[Path], settings: Settings, store: Store, prune: bool, rebuild: bool
) -> tuple[Plan, tuple[Source, ...]]:
    """Compare the files under `paths` with the index.

    Returns:
        The plan, and the files the index knows.

    Raises:
        IndexMismatchError: A newer Waypoint built the index, and `rebuild` was not asked for.
    """
    previous = store.peek()
    sources = previous[1] if previous else ()
    found = find_files([path.expanduser() for path in paths], sources)
    plan = Plan(stamp=expected_stamp(settings, previous[0].dtype if previous else None))
    plan.skipped.extend(found.skipped)
    plan.rebuilt = _why_rebuild(previous[0], plan.stamp, rebuild, settings) if previous else None
    if plan.rebuilt:
        plan.stamp = expected_stamp(settings)
    known = {source.id: source for source in sources}
    for file in found.files:
        _place(plan, file, known.get(file.id))
    named = {file.id for file in found.files}
    for source in sources:
        if source.id in named:
            continue
        gone = not path_at(source.location).exists()
        if gone and prune and is_below(source.location, found.folders):
            plan.removed.append(source.id)
        elif plan.rebuilt:
            _place(plan, File(path_at(source.location), source.id), source)
    return plan, sources


def _why_rebuild(found: Stamp, expected: Stamp, asked: bool, settings: Settings) -> str | None:
    if asked:
        return "asked for"
    why = found.mismatch(expected)
    if why and "newer" in why:
        raise IndexMismatchError(
            f"the index cannot be added to: {why}. "
            f"Update Waypoint, or build it again with: {rebuild_command(settings)}"
        )
    return why


def _place(plan: Plan, file: File, known: Source | None) -> None:
    """Decide what is to be done about one file."""
    try:
        digest = sha256_of(file.path)
    except DocumentError as error:
        plan.skipped.append(Skipped(file.id, f"{error}{KEPT if known and not plan.rebuilt else ''}"))
        return
    if known is None:
        plan.added.append(file.id)
        plan.to_read.append(file)
    elif known.sha256 != digest or plan.rebuilt:
        plan.changed.append(file.id)
        plan.to_read.append(file)
    else:
        plan.unchanged.append(file.id)
        if known.location != file.location:
            plan.moved[file.id] = file.location
