"""The vector half of search: Chroma through LangChain, embedded in a generation's folder or on a server."""

import contextlib
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from bot.errors import SettingsError, WaypointError
from bot.settings import Settings

if TYPE_CHECKING:
    from langchain_chroma import Chroma

Array = npt.NDArray[np.float32]
_BATCH = 1000


class VectorsError(WaypointError):
    """The vector store cannot be opened or read."""


@dataclass(frozen=True, slots=True)
class VectorEntry:
    """One vector: of a chunk's own text, or of a question its author says it answers."""

    id: str
    chunk_id: str
    document_id: str
    key: str
    text: str


class Vectors:
    """One generation's vectors, open for writing or for search."""

    def __init__(
        self,
        client: Any,  # noqa: ANN401 - chromadb is imported only when it is opened
        name: str,
        copy: "TemporaryDirectory[str] | None" = None,
    ) -> None:
        self._client = client
        self._copy = copy
        self._name = name
        self._collection: Any = None

    @classmethod
    def open(cls, settings: Settings, folder: Path, name: str) -> "Vectors":
        """Connect to the embedded store in `folder`, or to the server the settings name.

        Raises:
            SettingsError: The server's address is wrong or nothing answers there.
        """
        if settings.chroma_url:
            return cls(_server(settings), name)
        if all(os.access(path, os.W_OK) for path in (folder, folder / "chroma.sqlite3") if path.exists()):
            return cls(_embedded(folder), name)
        copy = _copied(folder)
        return cls(_embedded(Path(copy.name)), name, copy)

    def create(self, metadata: dict[str, str]) -> None:
        """Make the empty collection, stamped with what its vectors come from."""
        self._collection = self._client.create_collection(
            self._name,
            embedding_function=None,
            metadata=metadata,
            configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
        )

    def add(self, entries: Sequence[VectorEntry], vectors: Array) -> None:
        """Write vectors with where they point to.

        Raises:
            VectorsError: The disk is full or read-only, or the server refused them.
        """
        from chromadb.errors import ChromaError

        for start in range(0, len(entries), _BATCH):
            part = entries[start : start + _BATCH]
            try:
                self._opened().add(
                    ids=[entry.id for entry in part],
                    embeddings=vectors[start : start + _BATCH],
                    documents=[entry.text for entry in part],
                    metadatas=[_metadata(entry) for entry in part],
                )
            except ChromaError as error:
                raise VectorsError(f"the vectors cannot be written: {error}") from error

    def count(self) -> int:
        """How many vectors there are.

        Raises:
            VectorsError: The collection is missing or damaged.
        """
        from chromadb.errors import ChromaError

        try:
            return int(self._opened().count())
        except (ChromaError, ValueError) as error:
            raise VectorsError(f"the vectors cannot be read: {error}") from error

    def all(self) -> Iterator[tuple[str, Array]]:
        """Every vector with the key of the text it came from."""
        total = self.count()
        for start in range(0, total, _BATCH):
            found = self._opened().get(limit=_BATCH, offset=start, include=["embeddings", "metadatas"])
            for metadata, vector in zip(found["metadatas"], found["embeddings"], strict=True):
                yield str(metadata["key"]), np.asarray(vector, dtype=np.float32)

    def nearest(self, vector: Sequence[float], k: int, documents: Collection[str] | None) -> dict[str, float]:
        """The nearest chunks, by id, with their cosine similarity; each chunk counts by its best vector."""
        where: Any = {"document_id": {"$in": list(documents)}} if documents is not None else None
        found = self._searched.similarity_search_by_vector_with_relevance_scores(
            list(vector), k=k, filter=where
        )
        best: dict[str, float] = {}
        for document, distance in found:
            chunk_id = str(document.metadata["chunk_id"])
            best[chunk_id] = max(best.get(chunk_id, -1.0), 1.0 - float(distance))
        return best

    @cached_property
    def _searched(self) -> "Chroma":
        from langchain_chroma import Chroma

        return Chroma(client=self._client, collection_name=self._name, create_collection_if_not_exists=False)

    def drop(self, keep: set[str], prefix: str) -> None:
        """Delete this store's other collections from a server; embedded ones go with their folder."""
        for collection in self._client.list_collections():
            if collection.name.startswith(prefix) and collection.name not in keep:
                self._client.delete_collection(collection.name)

    def close(self) -> None:
        """Let go of files and connections."""
        with contextlib.suppress(AttributeError):  # Chroma leaves its connections to a server open
            self._client._server._session.close()
            self._client._admin_client._server._session.close()
        self._client.close()
        if self._copy is not None:
            self._copy.cleanup()

    def _opened(self) -> Any:  # noqa: ANN401
        if self._collection is None:
            self._collection = self._client.get_collection(self._name, embedding_function=None)
        return self._collection


def _metadata(entry: VectorEntry) -> dict[str, str]:
    return {"chunk_id": entry.chunk_id, "document_id": entry.document_id, "key": entry.key}


def _copied(folder: Path) -> "TemporaryDirectory[str]":
    """Copy a store, since Chroma cannot open one that it may not write to; closing removes the copy."""
    copy = TemporaryDirectory(prefix="waypoint-", ignore_cleanup_errors=True)
    for path in sorted(folder.rglob("*")):
        target = Path(copy.name) / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        else:
            shutil.copyfile(path, target)
    return copy


def _embedded(folder: Path) -> Any:  # noqa: ANN401
    import chromadb
    from chromadb.errors import ChromaError

    try:
        return chromadb.PersistentClient(path=str(folder), settings=_quiet())
    except (ChromaError, ValueError, RuntimeError) as error:
        raise VectorsError(f"the vectors in {folder} cannot be opened: {error}") from error


def _server(settings: Settings) -> Any:  # noqa: ANN401
    import chromadb

    parts = urlsplit(settings.chroma_url or "")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(f"WAYPOINT_CHROMA_URL is not a web address: {settings.chroma_url!r}")
    headers = {}
    if settings.chroma_api_key is not None:
        headers["x-chroma-token"] = settings.chroma_api_key.get_secret_value()
    secure = parts.scheme == "https"
    try:
        return chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            headers=headers,
            settings=_quiet(),
        )
    except ValueError as error:
        raise SettingsError(
            f"no Chroma server answers at {settings.chroma_url}; "
            "start it (chroma run) or unset WAYPOINT_CHROMA_URL"
        ) from error


def _quiet() -> Any:  # noqa: ANN401
    from chromadb.config import Settings as ChromaSettings

    return ChromaSettings(anonymized_telemetry=False)
