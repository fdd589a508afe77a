"""The folder of generations: a new one is built wholly aside, and one rename makes it current."""

import json
import secrets
import shutil
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import IndexMismatchError, IndexMissingError, WaypointError
from bot.schema import Chunk, Document, PayRecord, PriceLevel, RoleLink
from bot.settings import Settings
from bot.store.commands import rebuild_command, with_folder
from bot.store.files import read_lines, replace_file, size_of, sync_tree, write_lines
from bot.store.index import Index, Source, Stamp, expected_stamp
from bot.store.keywords import Keywords
from bot.store.multivectors import EncodedText, MultiVectors, write
from bot.store.vectors import VectorEntry, Vectors, VectorsError

_MANIFEST = "manifest.json"
_RECORDS: dict[str, type] = {
    "documents": Document,
    "chunks": Chunk,
    "pay": PayRecord,
    "prices": PriceLevel,
    "links": RoleLink,
    "sources": Source,
}


class CorruptGenerationError(WaypointError):
    """A generation's files are not as they were written."""


class _Manifest(BaseModel):
    """What a whole generation consists of; written last, so that an unfinished one has none."""

    model_config = ConfigDict(frozen=True)

    stamp: Stamp
    collection: str
    vectors: int
    sizes: dict[str, int]


class _Pointer(BaseModel):
    current: str
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """All records of a generation that is about to be written."""

    documents: Sequence[Document]
    chunks: Sequence[Chunk]
    pay: Sequence[PayRecord]
    prices: Sequence[PriceLevel]
    links: Sequence[RoleLink]
    sources: Sequence[Source]
    entries: Sequence[VectorEntry]
    vectors: npt.NDArray[np.float32]
    encoded: Mapping[str, EncodedText]


class Store:
    """The index of one data folder, for many readers (threads or processes) and one writer at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.folder = settings.data_dir / "index"
        self._pointer = self.folder / "current.json"
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._index: Index | None = None
        self._replaced: Index | None = None

    def current(self) -> Index:
        """Return the current generation; cheap while no other one has been published.

        Raises:
            IndexMissingError: Nothing has been ingested yet.
            IndexMismatchError: The index was built by another encoder or version than the one in use.
        """
        with self._lock:
            seen = self._state()
            if self._index is None or seen != self._seen:
                opened = self._open_checked()
                # a question in another thread may still read the replaced index, so it is closed one later
                if self._replaced is not None:
                    self._replaced.close()
                self._replaced, self._index, self._seen = self._index, opened, seen
            return self._index

    def peek(self) -> tuple[Stamp, tuple[Source, ...]] | None:
        """What built the current generation and from which files, unopened; None where none is whole."""
        pointer = self._read_pointer()
        for name in pointer:
            folder = self.folder / name
            try:
                manifest = _read_manifest(folder)
                return manifest.stamp, tuple(read_lines(folder / "sources.jsonl", Source))
            except (CorruptGenerationError, OSError, ValidationError):
                continue
        return None

    def open_previous(self) -> Index | None:
        """Open the newest whole generation, whatever built it; None where none is whole."""
        for name in self._read_pointer():
            try:
                return self._open(name)
            except CorruptGenerationError:
                continue
        return None

    def publish(self, contents: Contents, stamp: Stamp) -> str:
        """Write a new generation and make it current.

        Returns:
            The generation's name.

        Raises:
            OSError: The disk is full or read-only; the generation that was current still is.
        """
        name = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"
        folder = self.folder / name
        before = self._read_pointer()
        try:
            folder.mkdir(parents=True)
            self._write(folder, name, contents, stamp)
            previous = next((old for old in before if self._is_whole(old)), None)
            replace_file(self._pointer, _Pointer(current=name, previous=previous).model_dump_json())
        except BaseException:
            if name not in self._read_pointer():
                shutil.rmtree(folder, ignore_errors=True)
            raise
        self.clean()
        return name

    def clean(self) -> None:
        """Remove what no pointer names: unfinished builds and generations older than the previous one."""
        keep = set(self._read_pointer())
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.endswith(".new"):
                path.unlink(missing_ok=True)
        if self._settings.chroma_url:
            server = Vectors.open(self._settings, self.folder, "")
            server.drop({self._collection(name) for name in keep}, self._prefix())
            server.close()

    def _write(self, folder: Path, name: str, contents: Contents, stamp: Stamp) -> None:
        for file, kind in _RECORDS.items():
            write_lines(folder / f"{file}.jsonl", kind, getattr(contents, file))
        Keywords.build([_keyword_text(chunk) for chunk in contents.chunks], folder / "keywords")
        write(folder / "tokens", contents.encoded)
        collection = self._collection(name)
        vectors = Vectors.open(self._settings, folder / "vectors", collection)
        try:
            vectors.create({key: str(value) for key, value in stamp.model_dump().items()})
            vectors.add(contents.entries, contents.vectors)
        finally:
            vectors.close()
        sync_tree(folder)
        manifest = _Manifest(
            stamp=stamp, collection=collection, vectors=len(contents.entries), sizes=_sizes(folder)
        )
        replace_file(folder / _MANIFEST, manifest.model_dump_json(indent=1))

    def _open_checked(self) -> Index:
        names = self._read_pointer()
        if not names:
            raise IndexMissingError(
                f"there is no index in {self._settings.data_dir} yet; build it with: "
                + with_folder("python ingest.py", self._settings)
            )
        for name in names:
            try:
                _check_stamp(_read_manifest(self.folder / name).stamp, self._settings)
                index = self._open(name)
            except CorruptGenerationError:
                continue
            if name != names[0]:
                command = rebuild_command(self._settings)
                index.warning = f"the newest index is damaged; an older one serves; repair it with: {command}"
            return index
        raise IndexMissingError(
            f"the index in {self._settings.data_dir} is damaged; "
            f"repair it with: {rebuild_command(self._settings)}"
        )

    def _open(self, name: str) -> Index:
        folder = self.folder / name
        manifest = _read_manifest(folder)
        try:
            chunks = {chunk.id: chunk for chunk in read_lines(folder / "chunks.jsonl", Chunk)}
            return Index(
                name,
                manifest.stamp,
                documents=tuple(read_lines(folder / "documents.jsonl", Document)),
                chunks=chunks,
                pay=tuple(read_lines(folder / "pay.jsonl", PayRecord)),
                prices=tuple(read_lines(folder / "prices.jsonl", PriceLevel)),
                links=tuple(read_lines(folder / "links.jsonl", RoleLink)),
                sources=tuple(read_lines(folder / "sources.jsonl", Source)),
                keywords=Keywords.load(folder / "keywords", len(chunks)),
                vectors=self._open_vectors(folder, manifest),
                vector_count=manifest.vectors,
                encoded=MultiVectors(folder / "tokens", manifest.stamp.key),
                folder=folder,
            )
        except (OSError, ValueError, VectorsError) as error:
            raise CorruptGenerationError(f"{folder} cannot be read: {error}") from error

    def _open_vectors(self, folder: Path, manifest: _Manifest) -> Vectors:
        vectors = Vectors.open(self._settings, folder / "vectors", manifest.collection)
        if (count := vectors.count()) != manifest.vectors:
            vectors.close()
            raise CorruptGenerationError(f"{folder} holds {count} vectors, not {manifest.vectors}")
        return vectors

    def _is_whole(self, name: str) -> bool:
        try:
            _read_manifest(self.folder / name)
        except CorruptGenerationError:
            return False
        return True

    def _read_pointer(self) -> list[str]:
        """Names of the current and the previous generation; empty where there is none."""
        try:
            pointer = _Pointer.model_validate_json(self._pointer.read_bytes())
        except (OSError, ValidationError):
            return []
        return [name for name in (pointer.current, pointer.previous) if name]

    def _state(self) -> tuple[int, int] | None:
        try:
            stat = self._pointer.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def _prefix(self) -> str:
        """What this store's collections on a server begin with; another data folder has another one."""
        path = self.folder / "store-id"
        try:
            return f"waypoint-{path.read_text(encoding='ascii').strip()}-"
        except OSError:
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, secrets.token_hex(6))
            return self._prefix()

    def _collection(self, generation: str) -> str:
        return self._prefix() + generation


def _keyword_text(chunk: Chunk) -> str:
    return "\n".join([chunk.embedded_text, *chunk.asks])


def _sizes(folder: Path) -> dict[str, int]:
    """Sizes of the files no reader ever touches; Chroma may write to its own when it opens them."""
    return {name: size for name, size in size_of(folder).items() if not name.startswith("vectors/")}


def _read_manifest(folder: Path) -> _Manifest:
    try:
        manifest = _Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise CorruptGenerationError(f"{folder} is not whole") from error
    found = _sizes(folder)
    if any(found.get(name) != size for name, size in manifest.sizes.items()):
        raise CorruptGenerationError(f"{folder} is not as it was written")
    return manifest


def _check_stamp(stamp: Stamp, settings: Settings) -> None:
    why = stamp.mismatch(expected_stamp(settings))
    if why is not None:
        raise IndexMismatchError(
            f"the index in {settings.data_dir} cannot be used: {why}. "
            f"Build it again with: {rebuild_command(settings)}"
        )
