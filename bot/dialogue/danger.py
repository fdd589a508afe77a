"""Telling from all that a message says how likely somebody's life or safety is in danger."""

import math
from collections.abc import Sequence

from langchain_core.embeddings import Embeddings

from bot.dialogue.hanging import asks_again, hangs, points_back
from bot.dialogue.intents import DANGER, intent_model
from bot.dialogue.marks import Marks, delexicalise
from bot.dialogue.splitting import Part
from bot.dialogue.wishes import only_declines
from bot.safety import without_figures_of_speech

ALARMING = 0.65
"""From which likelihood on a message is met as a crisis."""
WORRYING = 0.3
"""From which likelihood on an answer tells where help is besides."""
_LEAST = 1e-5


def danger_told(marks: Marks, parts: Sequence[Part], embed: Embeddings) -> float:
    """Return how likely (0 to 1) a message tells of a crisis.

    All of it and the worst of its parts count alike, by the mean of their log odds.

    Args:
        marks: what was recognised in the message.
        parts: what it says and asks, each by itself.
        embed: the encoder; the head is fitted with it at the first use.
    """
    told = [part for part in parts if not _tells_of_none(part)]
    if parts and not told:
        return 0.0
    spans = ((0, len(marks.text)), *sorted({(part.start, part.end) for part in told}))
    said = (without_figures_of_speech(delexicalise(marks, *span)).strip() for span in spans)
    guesses = intent_model(embed, recipe=DANGER).classify(embed, [text for text in said if text])
    odds = [_log_odds(guess.probability("crisis")) for guess in guesses]
    return 1 / (1 + math.exp(-(odds[0] + max(odds)) / 2)) if odds else 0.0


def _tells_of_none(part: Part) -> bool:
    """Whether a part only declines advice, asks to hear it again, or asks about what was told before."""
    leans = part.asks and points_back(part.text) and hangs(Marks(part.text))
    return leans or only_declines(part.text) or asks_again(part.text)


def _log_odds(likely: float) -> float:
    likely = min(max(likely, _LEAST), 1 - _LEAST)
    return math.log(likely / (1 - likely))
