"""What checking every sentence of a chat model costs in time: python -m benchmarks.model.

A scripted server on loopback sends the same true answer at a model's pace, through the real provider package.
"""

import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.grounding import GroundingContext
from bot.llm import ModelEngine, Sentence, Usage
from bot.schema import Passage, Request
from bot.settings import Settings
from tests.llm.bakery import BAKER
from tests.llm.server import ModelServer, Script

ROUNDS = 10
PACE = 0.02
WORK = Passage(
    "work", "Bakery careers", "The work", "Bakers start early. They mix dough and shape loaves.", 1.0, 1.0
)
ANSWER = (
    "Bakers start at $30,000 to $38,000 a year in the US in 2026 [1]. "
    "That is $14.42 to $18.27 an hour full time [1]. "
    "The work starts early [2]. You would mix dough and shape loaves [2]."
)
QUESTION = "What does a baker earn?"


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds of one answer."""

    first: float
    total: float
    gate: float
    sentences: int


def one_round(engine: ModelEngine) -> Round:
    """Have one answer streamed and checked."""
    context = GroundingContext({"baker": ()}, (BAKER,), (QUESTION,))
    events = list(engine.stream(Request(QUESTION, QUESTION), {1: (BAKER,), 2: (WORK,)}, (), (), context))
    usage = next(event for event in events if isinstance(event, Usage))
    sentences = sum(isinstance(event, Sentence) for event in events)
    return Round(usage.first_seconds or 0.0, usage.seconds, usage.gate_seconds, sentences)


def main() -> int:
    """Run the measurement; returns the exit code."""
    server = ModelServer()
    script = Script(ANSWER, words=1, pace=PACE)
    server.enqueue(script)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(model="local", model_url=f"{server.url}/v1", data_dir=Path(folder))
        engine = ModelEngine.open(settings)
        one_round(engine)
        rounds = [one_round(engine) for _ in range(ROUNDS)]
        engine.close()
    server.close()
    words = ANSWER.split(" ")
    first_words = next(number for number, word in enumerate(words, 1) if word.endswith("]."))
    gate = statistics.median(one.gate / one.sentences * 1000 for one in rounds)
    print(f"a word every {PACE * 1000:.0f} ms, {len(words)} words, {rounds[0].sentences} sentences shown")
    first = statistics.median(one.first for one in rounds)
    total = statistics.median(one.total for one in rounds)
    print(f"first sentence: sent in {first_words * PACE:.2f} s, shown at {first:.2f} s")
    print(f"whole answer: sent in {len(words) * PACE:.2f} s, shown at {total:.2f} s")
    print(f"the gate itself: {gate:.2f} ms a sentence at the median")
    return 0


if __name__ == "__main__":
    sys.exit(main())
