"""Roles, places and names in one text that others do not have."""

from collections.abc import Sequence

from bot.grounding import lexicon
from bot.grounding.knowledge import knowledge_of
from bot.grounding.names import Mention
from bot.grounding.verdict import GroundingContext
from bot.grounding.words import WORD, tokens


def added_names(text: str, said: Sequence[str], context: GroundingContext) -> tuple[str, ...]:
    """Return the roles, places and capitalised names of a text that none of the other texts mentions.

    Args:
        text: a rewriting of something that was said.
        said: all that was said.
        context: the roles and places of the index.
    """
    knowledge = knowledge_of(context)
    added = _new(knowledge.roles.find(text), [knowledge.roles.find(one) for one in said], text)
    added += _new(knowledge.places.find(text), [knowledge.places.find(one) for one in said], text)
    known = {match.group().casefold() for one in said for match in WORD.finditer(one)} | lexicon.words(
        "proper_free"
    )
    for token in tokens(text)[1:]:
        if token.word[0].isupper() and token.word.casefold() not in known:
            added.append(token.word)
    return tuple(dict.fromkeys(added))


def _new(mentions: Sequence[Mention], said: Sequence[Sequence[Mention]], text: str) -> list[str]:
    known = frozenset().union(*(mention.names for one in said for mention in one))
    return [text[mention.start : mention.end] for mention in mentions if not mention.names & known]
