"""Seconds an offline answer takes: python -m benchmarks.answers."""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bot.advisor import Advisor
from bot.indexing import sync
from bot.settings import Settings
from bot.store import Store

ROUNDS = 3


def main() -> int:
    """Ask every kind of question over the shipped knowledge and print the percentiles of the time taken."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        sync([settings.knowledge_dir], settings)
        started = time.perf_counter()
        advisor = Advisor.open(settings)
        advisor.ask("What do you know?")
        print(f"opening and the first answer: {time.perf_counter() - started:.1f} s")
        questions = _questions(settings)
        first, whole = zip(*(_timed(advisor, q) for _ in range(ROUNDS) for q in questions), strict=True)
    print(f"questions: {len(questions)}, {ROUNDS} rounds")
    for name, seconds in (("to the first words", first), ("whole answer", whole)):
        middle, high = np.percentile(seconds, (50, 95))
        print(f"{name:20} p50 {middle * 1000:6.0f} ms   p95 {high * 1000:6.0f} ms")
    return 0


def _questions(settings: Settings) -> list[str]:
    """The questions the guides say they answer, every tenth of them."""
    return list(Store(settings).current().catalogue.asks[::10])


def _timed(advisor: Advisor, question: str) -> tuple[float, float]:
    started = time.perf_counter()
    first = 0.0
    for number, _ in enumerate(advisor.stream(question)):
        if number == 0:
            first = time.perf_counter() - started
    return first, time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
