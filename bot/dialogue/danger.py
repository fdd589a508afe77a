"""Telling from all that a message says how likely somebody's life or safety is in danger."""

from collections.abc import Sequence

from langchain_core.embeddings import Embeddings

from bot.dialogue.hanging import asks_again
from bot.dialogue.intents import DANGER, intent_model
from bot.dialogue.marks import Marks, delexicalise
from bot.dialogue.splitting import Part
from bot.dialogue.wishes import only_declines
from bot.safety import without_figures_of_speech

ALARMING = 0.5
"""From which likelihood on a message is met as a crisis."""
WORRYING = 0.3
"""From which likelihood on an answer tells where help is besides."""


def danger_told(marks: Marks, parts: Sequence[Part], embed: Embeddings) -> float:
    """Return how likely (0 to 1) a message tells of a crisis: all of it, or any of its parts.

    What only declines advice or asks to hear something again tells of none.

    Args:
        marks: what was recognised in the message.
        parts: what it says and asks, each by itself.
        embed: the encoder; the head is fitted with it at the first use.
    """
    told = [part for part in parts if not (only_declines(part.text) or asks_again(part.text))]
    if parts and not told:
        return 0.0
    spans = sorted({(0, len(marks.text)), *((part.start, part.end) for part in told)})
    said = (without_figures_of_speech(delexicalise(marks, *span)).strip() for span in spans)
    guesses = intent_model(embed, recipe=DANGER).classify(embed, [text for text in said if text])
    return max((guess.probability("crisis") for guess in guesses), default=0.0)
