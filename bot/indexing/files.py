"""Which files are meant by the paths a person named, and what each is called in the index."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.documents import document_id
from bot.indexing.report import Skipped
from bot.store import Source

# Bytes of a file's name that are no UTF-8, in a form that can be stored and turned back.
_STORED = {0xDC80 + byte: 0x10FF00 + byte for byte in range(128)}
_LITTER = ("thumbs.db", "desktop.ini")  # what a desktop leaves in folders, as "~$" is an office program's
_NAMED = {stored: named for named, stored in _STORED.items()}


@dataclass(frozen=True, slots=True)
class File:
    """A file to ingest: where it is, and its id in the index."""

    path: Path
    id: str

    @property
    def location(self) -> str:
        """The file's full path, by which it is recognised at the next ingest."""
        return location_of(self.path)


@dataclass(frozen=True, slots=True)
class Found:
    """The files under the paths named, what was passed over, and the folders that were looked through."""

    files: tuple[File, ...]
    skipped: tuple[Skipped, ...]
    folders: tuple[str, ...]


def find_files(paths: Sequence[Path], known: Sequence[Source]) -> Found:
    """Collect files: those named, and those in folders named, hidden files and READMEs left out.

    A file the index knows keeps its id; a new one whose id another living file has gets a number behind it.
    """
    files: dict[str, File] = {}
    skipped: list[Skipped] = []
    names = _Names(known)
    folders: list[str] = []
    for root in paths:
        if not root.exists():
            skipped.append(Skipped(printable(str(root)), "there is no such file or folder"))
            continue
        if root.is_dir():
            folders.append(location_of(root))
        for path, problem in _walk(root):
            if problem:
                skipped.append(Skipped(printable(document_id(path, root)), problem))
                continue
            location = location_of(path)
            if path.is_symlink() and root.is_dir():  # within the folder: known by the file's own name
                path = root / path.resolve().relative_to(root.resolve())
            if location not in files:
                files[location] = File(path, names.claim(printable(document_id(path, root)), location))
    return Found(tuple(files.values()), tuple(skipped), tuple(folders))


def location_of(path: Path) -> str:
    """A file's full path as the index stores it."""
    return str(path.resolve()).translate(_STORED)


def path_at(location: str) -> Path:
    """The path that a stored location stands for."""
    return Path(location.translate(_NAMED))


def printable(name: str) -> str:
    """A file name that can be shown and stored: control characters and broken bytes are replaced."""
    return "".join(
        char if char.isprintable() and not "\ud800" <= char <= "\udfff" else "\ufffd" for char in name
    )


def is_below(location: str, folders: Iterable[str]) -> bool:
    """Whether a file's full path lies in one of the folders."""
    return any(Path(location).is_relative_to(folder) for folder in folders)


def _walk(root: Path) -> Iterator[tuple[Path, str | None]]:
    """Each file under a root with what speaks against it, folders in the order of their names."""
    if not root.is_dir():
        yield root, None
        return
    top = root.resolve()
    shut: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=shut.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            if (Path(folder) / name).is_symlink():
                folders.remove(name)
                yield Path(folder) / name, "a link to another folder is not followed"
        for name in sorted(names):
            path = Path(folder) / name
            if name.startswith((".", "~$")) or name.casefold() in _LITTER or path.stem.casefold() == "readme":
                continue
            yield path, _problem(path, top)
    for error in shut:
        yield Path(error.filename or root), f"cannot be opened: {error.strerror or error}"


def _problem(path: Path, top: Path) -> str | None:
    try:
        path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere"
    if path.is_symlink() and not path.resolve().is_relative_to(top):
        return "a link that leads out of the folder is not followed"
    return None if path.is_file() else "not an ordinary file"


class _Names:
    """Gives each file its id: the one it had, else its own path, numbered where that is taken."""

    def __init__(self, known: Sequence[Source]) -> None:
        self._by_location = {source.location: source.id for source in known}
        self._taken = {source.id: source.location for source in known}

    def claim(self, wanted: str, location: str) -> str:
        if location in self._by_location:
            return self._by_location[location]
        name, number = wanted, 2
        while name in self._taken and self._taken[name] != location and path_at(self._taken[name]).exists():
            name, number = f"{wanted}~{number}", number + 1
        self._taken[name] = location
        return name
