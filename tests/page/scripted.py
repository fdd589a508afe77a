"""An adviser that says what it was told to say, for tests of the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.errors import WaypointError
from bot.page.opening import Opening
from bot.schema import Citation, PayRecord, Reply

QUOTE = "Welders start at $34,750 to $47,000 a year (US, 2026)."
CITATION = Citation(
    1,
    "Working with metal",
    "Pay",
    QUOTE,
    publisher="Trade Press",
    year=2026,
    url="https://example.org/a?b=1&c=2",
    page=3,
)
LOW = PayRecord(
    "a", "Welder", "starting_range", "USD", "year", low=34750, high=47000, year=2026, title="Metal"
)
HIGH = PayRecord(
    "b", "Foreman", "starting_range", "USD", "year", low=57000, high=81250, year=2026, title="Metal"
)


def reply(text: str, **fields: object) -> Reply:
    return replace(Reply(text, "answered"), **fields)


class ScriptedAdviser:
    """Answers with the replies that were enqueued, in order, and remembers what it was asked."""

    def __init__(self, *replies: Reply | WaypointError) -> None:
        self.replies = list(replies)
        self.asked: list[tuple[str, list[dict[str, str]]]] = []

    def enqueue(self, *replies: Reply | WaypointError) -> None:
        self.replies += replies

    def starters(self) -> tuple[str, ...]:
        return ("What does a welder earn?", "How do I become a foreman?")

    def coverage(self) -> str:
        return "## What I can answer\n\nWelders and foremen, <b>2026</b>."

    def stream(self, question: str, history: Sequence[Mapping[str, str]]) -> Iterator[Reply]:
        self.asked.append((question, [dict(turn) for turn in history]))
        said = self.replies.pop(0)
        if isinstance(said, WaypointError):
            raise said
        words = said.text.split(" ")
        for count in range(1, len(words)):
            yield Reply(" ".join(words[:count]), said.outcome)
        yield said


def opened(adviser: ScriptedAdviser) -> Opening:
    opening = Opening(lambda: adviser).start()
    assert opening.ready(5)
    return opening
