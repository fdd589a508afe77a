"""Whether a question that names a job asks what it pays, or something else that a section answers."""

import numpy as np

from bot.composer.sources import Sources
from bot.composer.weighing import heading
from bot.schema import Passage, Request

NEARER = 0.06
_PAY_QUESTIONS = (
    "How much does this job pay?",
    "What does this job earn?",
    "What would I make in this job?",
    "What do people in this job get?",
    "What do those jobs make?",
    "What does this job take home?",
    "this job salary",
    "this job hourly pay",
    "pay for this job in this place",
    "Is this job paid more than that job?",
    "Which job pays the most?",
    "Which job pays the least?",
)


def asks_pay(request: Request, passage: Passage, sources: Sources) -> bool:
    """Whether a question is nearer to asking for pay than to what a section's author says it answers.

    Titles weigh heavily in a sentence's meaning and stand on both sides, so both are held against each other
    without them.
    """
    asked = np.asarray(sources.embed.embed_query(sources.catalogue.without_titles(request.standalone)))
    answered = sources.texts.bare_vectors(tuple(sources.asks(passage)) or (heading(passage),)) @ asked
    return bool(answered.max() < (sources.texts.vectors(_PAY_QUESTIONS) @ asked).max() + NEARER)
