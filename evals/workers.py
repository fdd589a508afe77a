"""Asking with several processes: each opens the target for itself, the parent keeps the records."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from evals.answers import Record
from evals.cases import Case
from evals.corpus import open_corpus
from evals.targets import AdviserTarget, Target, open_target

Pending = tuple[Case, str]
"""A case and the key of its record."""

MOST = 4
WORTH_IT = 60
"""Cases under which opening a second process takes longer than it saves."""


def worker_count(pending: int) -> int:
    """Return how many processes to ask with on this machine."""
    return min(MOST, os.cpu_count() or 1) if pending >= WORTH_IT else 1


def ask_in_processes(text: str, folder: Path, pending: Sequence[Pending], workers: int) -> Iterator[Record]:
    """Ask a target's cases in several processes; records come as they are ready.

    Args:
        text: The target as it was named on the command line.
        folder: The target's cache.
        pending: What to ask.
        workers: How many processes.
    """
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start)
    corpora = sorted({case.corpus for case, _ in pending})
    try:
        # One process brings the indexes up to date while the others load what they need.
        ready = [pool.submit(_prepare, text, str(folder), corpora if not n else []) for n in range(workers)]
        for each in ready:
            each.result()
        tasks = [pool.submit(_ask, text, str(folder), case.model_dump_json(), key) for case, key in pending]
        for task in as_completed(tasks):
            yield Record.model_validate_json(task.result())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start() -> None:
    """Leave Ctrl-C to the parent, and one processor to each process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")


@cache
def _target(text: str, folder: str) -> Target:
    return open_target(text, cache=Path(folder))


def _prepare(text: str, folder: str, corpora: Sequence[str]) -> None:
    target = _target(text, folder)
    if isinstance(target, AdviserTarget):
        target.prepare([open_corpus(name) for name in corpora])


def _ask(text: str, folder: str, case: str, key: str) -> str:
    from evals.runner import ask_case

    return ask_case(Case.model_validate_json(case), _target(text, folder), key).model_dump_json()
