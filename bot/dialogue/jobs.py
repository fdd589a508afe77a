"""Which words of a message inside a conversation name a job that no guide covers."""

from collections.abc import Sequence
from dataclasses import replace

from langchain_core.embeddings import Embeddings

from bot.catalogue import Catalogue
from bot.catalogue.words import tokenize
from bot.dialogue.followups import Before
from bot.dialogue.marks import Marks
from bot.dialogue.neighbours import PAY
from bot.dialogue.spans import spans
from bot.dialogue.titles import names_people, title_alone


def with_jobs_asked(marks: Marks, before: Before, catalogue: Catalogue, embed: Embeddings) -> Marks:
    """Return what a message names with the job it consists of ("and plumbers?"), less what guides tell of."""
    if before.request is None:
        return marks
    if not (marks.roles or marks.titles or marks.own):
        title = title_alone(marks.text, spans(marks.places, marks.money, marks.industries))
        if title is not None and names_people(title, embed):
            marks = replace(marks, titles=(title,))
    return marks if PAY & set(before.request.intents) else _without_told_of(marks, catalogue)


def _without_told_of(marks: Marks, catalogue: Catalogue) -> Marks:
    """Leave out a title that an author's question names whole: the guides tell of it without its pay."""
    if not marks.titles:
        return marks
    asks = [{token.key for token in tokenize(ask)} for ask in catalogue.asks]
    kept = [title for title in marks.titles if not _is_held({t.key for t in tokenize(title.text)}, asks)]
    return replace(marks, titles=tuple(kept))


def _is_held(words: set[str], asks: Sequence[set[str]]) -> bool:
    return len(words) > 1 and any(words <= ask for ask in asks)
