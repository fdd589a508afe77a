"""Parsers of foreign formats run in a process of their own, within a time and a memory limit."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import psutil
from pydantic import TypeAdapter

from bot.documents.converting.converted import Converted
from bot.documents.kinds import Kind
from bot.documents.serving import TOO_MUCH_MEMORY
from bot.errors import DocumentError

SECONDS = 60.0
SECONDS_PER_MB = 8.0
MOST_SECONDS = 900.0
"""Time a file may take: a base, and more for larger ones, but never more than the last."""

MEGABYTES = 2000
"""Memory a parser may take beyond what it starts with."""

_MEGABYTES_AT_START = 250
_LOOK_SECONDS = 0.05

_START = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
from bot.documents.serving import serve
serve(int(sys.argv[2]))
"""
_CONVERTED: TypeAdapter[Converted] = TypeAdapter(Converted)


class Parser:
    """Converts files one after the other; the process starts at the first and is replaced when it fails."""

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Parser":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def convert(self, path: Path, kind: Kind) -> Converted:
        """Turn a file into Markdown.

        Raises:
            DocumentError: It cannot be read, or its parser crashed or went beyond its limits.
        """
        size = path.stat().st_size / 1e6
        limit = min(MOST_SECONDS, self._seconds + SECONDS_PER_MB * size)
        answer = self._ask({"path": str(path.resolve()), "kind": kind}, limit)
        if "error" in answer:
            raise DocumentError(str(answer["error"]))
        return _CONVERTED.validate_python(answer)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _ask(self, question: dict[str, str], limit: float) -> dict[str, object]:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        done = threading.Event()
        reasons: list[str] = []
        watch = threading.Thread(target=self._watch, args=(process, limit, done, reasons), daemon=True)
        watch.start()
        try:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = ""
        finally:
            done.set()
            watch.join()
        if line.endswith("\n"):
            return dict(json.loads(line))
        self.close()
        raise DocumentError(reasons[0] if reasons else "made its parser crash, so it was given up")

    def _watch(
        self, process: subprocess.Popen[str], limit: float, done: threading.Event, reasons: list[str]
    ) -> None:
        """Kill the parser beyond its limits, from outside: one short of memory may never come to say so."""
        ends = time.monotonic() + limit
        most = (_MEGABYTES_AT_START + self._megabytes) * 1_000_000
        with contextlib.suppress(psutil.Error):
            parser = psutil.Process(process.pid)
            while not done.wait(min(_LOOK_SECONDS, limit)):
                if time.monotonic() > ends:
                    reasons.append(f"took longer than {limit:.0f} s to read, so it was given up")
                elif parser.memory_info().rss > most:
                    reasons.append(TOO_MUCH_MEMORY)
                if reasons:
                    process.kill()
                    return

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(_search_path()), str(self._megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        return self._process


def _search_path() -> Sequence[str]:
    return [entry or os.getcwd() for entry in sys.path]  # noqa: PTH109
