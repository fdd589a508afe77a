"""One ingest at a time: a lock that names its holder and ends with the process, however it ends."""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import IndexBusyError, WaypointError


@contextmanager
def ingest_lock(folder: Path) -> Iterator[None]:
    """Hold the right to write the index below `folder`.

    Raises:
        IndexBusyError: Another ingest holds it; the message names that process.
        WaypointError: The folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "ingest.lock", timeout=0)
        with lock:
            holder = folder / "ingest.holder.json"
            holder.write_text(json.dumps(_me()), encoding="utf-8")
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except Timeout:
        raise IndexBusyError(
            f"another ingest is at work on {folder} ({_holder(folder)}); wait for it to end, then try again"
        ) from None
    except OSError as error:
        if error.filename is None or not str(error.filename).startswith(str(folder)):
            raise
        raise WaypointError(
            f"the data folder cannot be written to: {error.filename}: {error.strerror}. "
            "Name another one with --data-dir, or set WAYPOINT_DATA_DIR"
        ) from error


def _me() -> dict[str, str | int]:
    started = time.strftime("%Y-%m-%d %H:%M:%S")
    return {"pid": os.getpid(), "host": socket.gethostname(), "started": started}


def _holder(folder: Path) -> str:
    try:
        holder = json.loads((folder / "ingest.holder.json").read_text(encoding="utf-8"))
        return f"process {holder['pid']} on {holder['host']}, since {holder['started']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "its process is just starting"
