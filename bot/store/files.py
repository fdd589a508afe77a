"""Files that survive a power cut: written aside, synced, and put in place by one rename."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


def sync_tree(folder: Path) -> None:
    """Make every file and folder below `folder`, and itself, durable."""
    for path in [*folder.rglob("*"), folder]:
        _sync(path)


def replace_file(path: Path, text: str) -> None:
    """Give a file new content in one step: a reader sees the old text or the new, never a part."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    _sync(path.parent)


def write_lines(path: Path, kind: type[T], items: Iterable[T]) -> None:
    """Write records as JSON, one a line."""
    adapter: TypeAdapter[T] = TypeAdapter(kind)
    with path.open("wb") as file:
        for item in items:
            file.write(adapter.dump_json(item))
            file.write(b"\n")


def read_lines(path: Path, kind: type[T]) -> Iterator[T]:
    """Read records written by `write_lines`.

    Raises:
        pydantic.ValidationError: A line is not such a record.
        OSError: The file cannot be read.
    """
    adapter: TypeAdapter[T] = TypeAdapter(kind)
    with path.open("rb") as file:
        for line in file:
            yield adapter.validate_json(line)


def size_of(folder: Path) -> dict[str, int]:
    """The size in bytes of every file below a folder, by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows has no way to sync a folder; its renames are journalled
    flags = os.O_RDWR if os.name == "nt" else os.O_RDONLY
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
