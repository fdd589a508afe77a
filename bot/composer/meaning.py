"""Whether a question that names a job asks what it pays, or something else that a section answers."""

import numpy as np

from bot.composer.sources import Sources
from bot.composer.texts import without_titles
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
)


def asks_pay(request: Request, passage: Passage, sources: Sources) -> bool:
    """Whether a question is nearer to asking for pay than to what a section's author says it answers.

    Titles weigh heavily in a sentence's meaning and stand on both sides, so both are held against each other
    without them.
    """
    asks = [ask for key in passage.chunk_ids if key in sources.chunks for ask in sources.chunks[key].asks]
    asks = asks or [passage.section.rpartition(" > ")[2]]
    texts = [without_titles(text, sources.catalogue) for text in (request.standalone, *asks)]
    question, *found = np.asarray(sources.embed.embed_documents([*texts, *_PAY_QUESTIONS]))
    near = [float(vector @ question) for vector in found]
    return max(near[: len(asks)]) < max(near[len(asks) :]) + NEARER
