"""The page with an adviser that takes its time: python -m tests.browser.slow_page."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence

from bot.errors import ModelError
from bot.page.opening import Opening
from bot.page.serving import serve
from bot.schema import Reply
from bot.settings import Settings

OPENS_AFTER = 4.0
SENTENCE = "This takes a while. "


class SlowAdviser:
    """Says one sentence after another, twice a second."""

    def starters(self) -> tuple[str, ...]:
        return ("Take your time.",)

    def coverage(self) -> str:
        return "Slow things."

    def stream(self, question: str, _history: Sequence[Mapping[str, str]]) -> Iterator[Reply]:
        if "fail" in question:
            raise ModelError("It failed. Type <that>.")
        for count in range(1, 120):
            time.sleep(0.5)
            yield Reply(SENTENCE * count, "answered")


def open_slowly() -> SlowAdviser:
    time.sleep(OPENS_AFTER)
    return SlowAdviser()


def announce(address: str) -> None:
    sys.stdout.write(address + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(Opening(open_slowly), Settings(port=0, _env_file=None), announce)
