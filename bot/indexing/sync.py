"""sync(): the difference between the files and the index, carried out as one new generation."""

import time
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.catalogue import Catalogue
from bot.documents import Parser
from bot.embedding import Encoder, open_encoder
from bot.errors import DocumentError, IndexMissingError, WaypointError
from bot.indexing.encoding import Encodings, encode_chunks
from bot.indexing.files import File, is_below, location_of
from bot.indexing.lock import ingest_lock
from bot.indexing.planning import KEPT, Plan, make_plan
from bot.indexing.reading import Knowledge, open_file, read_file
from bot.indexing.report import IndexReport, OnProgress, Progress, Skipped
from bot.schema import Chunk, Document, PayRecord, PriceLevel, RoleLink
from bot.settings import Settings
from bot.store import Contents, Index, Source, Stamp, Store, VectorsError, catalogue_of, with_folder

_Item = TypeVar("_Item", Chunk, PayRecord, PriceLevel, RoleLink)
_Read = TypeVar("_Read")


def sync(
    paths: Sequence[Path],
    settings: Settings,
    *,
    encoder: Encoder | None = None,
    prune: bool = True,
    rebuild: bool = False,
    dry_run: bool = False,
    on_progress: OnProgress | None = None,
) -> IndexReport:
    """Bring the index in line with files.

    Only files whose content changed are read, and only texts that were never embedded go through the encoder.
    An index built by another encoder or an older version is rebuilt.

    Args:
        paths: Files and folders; the knowledge folder when empty.
        settings: Where the index is and which encoder builds it.
        encoder: The encoder to use instead of the one the settings name.
        prune: Forget documents whose file is gone from a folder that was named.
        rebuild: Read and embed everything again: what is named and what the index already knows.
        dry_run: Only read the files and say what would be done.
        on_progress: Called at each step.

    Raises:
        IndexBusyError: Another ingest is at work.
        IndexMismatchError: A newer Waypoint built the index, and `rebuild` was not asked for.
        WaypointError: The index cannot be written; the one that was there still serves.
    """
    started = time.perf_counter()
    store = Store(settings)
    with ingest_lock(store.folder):
        plan, known = make_plan(list(paths) or [settings.knowledge_dir], settings, store, prune, rebuild)
        if dry_run:
            return _tried(plan, known, on_progress or (lambda _: None), started)
        report = _report(plan, known, started)
        store.clean()
        if plan.idle:
            return report
        return _carry_out(plan, store, settings, encoder, on_progress, started)


def forget(names: Sequence[str], settings: Settings, *, dry_run: bool = False) -> IndexReport:
    """Remove documents from the index by id, by path, or by the folder they are in.

    Raises:
        IndexMissingError: There is no index.
        WaypointError: No document goes by one of the names.
    """
    started = time.perf_counter()
    store = Store(settings)
    with ingest_lock(store.folder):
        known = store.peek()
        if known is None:
            raise IndexMissingError(f"there is no index in {settings.data_dir} to remove from")
        plan = Plan(stamp=known[0])
        for name in names:
            found = [source.id for source in known[1] if _goes_by(source, name)]
            if not found:
                raise WaypointError(
                    f"no document goes by {name!r}; see what there is with: python ingest.py --list"
                )
            plan.removed.extend(id_ for id_ in found if id_ not in plan.removed)
        if dry_run:
            return replace(_report(plan, known[1], started), dry_run=True)
        return _carry_out(plan, store, settings, None, None, started)


def known_sources(settings: Settings) -> tuple[Source, ...]:
    """The files the index was made from.

    Raises:
        IndexMissingError: There is no index.
    """
    known = Store(settings).peek()
    if known is None:
        raise IndexMissingError(
            f"there is no index in {settings.data_dir} yet; build it with: "
            + with_folder("python ingest.py", settings)
        )
    return known[1]


def _goes_by(source: Source, name: str) -> bool:
    location = location_of(Path(name).expanduser())
    folder = name.rstrip("/") + "/"
    return name == source.id or source.id.startswith(folder) or is_below(source.location, [location])


def _carry_out(
    plan: Plan,
    store: Store,
    settings: Settings,
    encoder: Encoder | None,
    on_progress: OnProgress | None,
    started: float,
) -> IndexReport:
    tell = on_progress or (lambda _: None)
    previous = None if plan.rebuilt else store.open_previous()
    try:
        kept = _kept(plan, previous)
        fresh: list[Knowledge] = []
        if plan.to_read:
            encoder = (encoder or open_encoder(settings)).as_dtype(plan.stamp.dtype)
            fresh = _read_all(plan, kept, partial(read_file, encoder=encoder), tell)
        read = {item.document.id: item for item in fresh}
        knowledge = [item for _, item in sorted((kept | read).items())]
        report = _report(plan, [item.source for item in knowledge], started)
        if report.nothing_done or not (fresh or plan.removed or plan.moved):
            return report
        chunks = [chunk for item in knowledge for chunk in item.chunks]
        encodings = encode_chunks(chunks, _catalogue(knowledge), plan.stamp, previous, encoder, tell)
        tell(Progress("writing", 0, 1))
        _publish(store, plan.stamp, knowledge, encodings)
        tell(Progress("writing", 1, 1))
    finally:
        if previous is not None:
            previous.close()
    warnings = _warnings(item.document for item in fresh)
    seconds = time.perf_counter() - started
    return replace(report, embedded=encodings.fresh, warnings=warnings, seconds=seconds)


def _kept(plan: Plan, previous: Index | None) -> dict[str, Knowledge]:
    """What the last generation holds of documents that stay."""
    if previous is None:
        return {}
    sources = {source.id: source for source in previous.sources}
    chunks = _grouped(previous.chunks.values())
    pay, prices, links = _grouped(previous.all_pay), _grouped(previous.prices), _grouped(previous.links)
    return {
        document.id: Knowledge(
            document,
            _moved(sources[document.id], plan),
            tuple(chunks[document.id]),
            tuple(pay[document.id]),
            tuple(prices[document.id]),
            tuple(links[document.id]),
        )
        for document in previous.documents
        if document.id not in plan.removed
    }


def _moved(source: Source, plan: Plan) -> Source:
    return source.model_copy(update={"location": plan.moved.get(source.id, source.location)})


def _grouped(items: Iterable[_Item]) -> dict[str, list[_Item]]:
    groups: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        groups[item.document_id].append(item)
    return groups


def _tried(plan: Plan, known: Sequence[Source], tell: OnProgress, started: float) -> IndexReport:
    """What would be done: the files are read, so that what cannot be is said, and nothing is kept."""
    documents = _read_all(plan, {source.id for source in known}, open_file, tell)
    return replace(_report(plan, known, started), dry_run=True, warnings=_warnings(documents))


def _warnings(documents: Iterable[Document]) -> tuple[Skipped, ...]:
    return tuple(Skipped(document.id, text) for document in documents for text in document.warnings)


def _read_all(
    plan: Plan, held: Container[str], read: Callable[[File, Parser], _Read], tell: OnProgress
) -> list[_Read]:
    """Read the files that are new or changed; one that cannot be read leaves what it held before in place."""
    fresh: list[_Read] = []
    with Parser() as parser:
        for number, file in enumerate(plan.to_read):
            tell(Progress("reading", number, len(plan.to_read), file.id))
            try:
                fresh.append(read(file, parser))
            except DocumentError as error:
                plan.skip(file.id, f"{error}{KEPT if file.id in held else ''}")
    tell(Progress("reading", len(plan.to_read), len(plan.to_read)))
    return fresh


def _catalogue(knowledge: Sequence[Knowledge]) -> Catalogue:
    documents = [item.document for item in knowledge]
    pay = [record for item in knowledge for record in item.pay]
    prices = [price for item in knowledge for price in item.prices]
    return catalogue_of(documents, pay, prices, [link for item in knowledge for link in item.links])


def _publish(store: Store, stamp: Stamp, knowledge: Sequence[Knowledge], encodings: Encodings) -> None:
    contents = Contents(
        documents=[item.document for item in knowledge],
        chunks=[chunk for item in knowledge for chunk in item.chunks],
        pay=[record for item in knowledge for record in item.pay],
        prices=[price for item in knowledge for price in item.prices],
        links=[link for item in knowledge for link in item.links],
        sources=[item.source for item in knowledge],
        entries=encodings.entries,
        vectors=encodings.vectors,
        encoded=encodings.encoded,
    )
    try:
        store.publish(contents, stamp)
    except (OSError, VectorsError) as error:
        raise WaypointError(
            f"the index could not be written to {store.folder}: {error}. What was there before still serves"
        ) from error


def _report(plan: Plan, sources: Sequence[Source], started: float) -> IndexReport:
    return IndexReport(
        documents=len(sources),
        chunks=sum(source.chunks for source in sources),
        pay_records=sum(source.pay_records for source in sources),
        seconds=time.perf_counter() - started,
        added=tuple(plan.added),
        changed=tuple(plan.changed),
        unchanged=tuple(plan.unchanged),
        removed=tuple(plan.removed),
        skipped=tuple(plan.skipped),
        rebuilt=plan.rebuilt,
    )
