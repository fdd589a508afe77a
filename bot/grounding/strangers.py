"""Names and roles in a sentence that its evidence does not speak of."""

from collections.abc import Mapping, Sequence

from bot.grounding import lexicon
from bot.grounding.facts import Segment, Source
from bot.grounding.names import Mention
from bot.grounding.wording import shared_weight
from bot.grounding.words import tokens

_TOPIC = 0.25

_PROPER_FREE = lexicon.words("proper_free")


def _telling(
    stems: Sequence[str], sources: Sequence[Source], rarity: Mapping[str, float]
) -> dict[str, float]:
    """Weigh stems for finding the line a sentence speaks of; those of the headings count less."""
    unseen = max(rarity.values(), default=1.0)
    topics = frozenset().union(*(source.heading_stems for source in sources if len(source.segments) > 1))
    return {item: rarity.get(item, unseen) * (_TOPIC if item in topics else 1.0) for item in stems}


def strange_names(
    text: str, sources: Sequence[Source], known: frozenset[str], covered: Sequence[Mention]
) -> list[str]:
    """Return capitalised words within a sentence that neither its sources nor the person used."""
    held = {word for source in sources for word in source.words} | known
    spans = [(mention.start, mention.end) for mention in covered]
    found = []
    for token in tokens(text):
        plain = token.word.casefold().removesuffix("'s").removesuffix("’s")
        if not token.word[0].isupper() or plain in _PROPER_FREE or _starts(text, token.start):
            continue
        if (
            plain in held
            or plain.rstrip("s") in held
            or any(start <= token.start < end for start, end in spans)
        ):
            continue
        found.append(token.word)
    return found


def _starts(text: str, position: int) -> bool:
    """Whether a word stands where any word would be written with a capital."""
    before = text[:position].rstrip(" \"“‘'(*_[")
    return not before or before[-1] in ".!?:|-–—>•"


def other_roles(
    mentions: Sequence[Mention],
    text: str,
    sources: Sequence[Source],
    stems: Sequence[str],
    rarity: Mapping[str, float],
) -> str | None:
    """Return a role of the sentence where its closest evidence speaks of others, or has them reversed."""
    weight = _telling(stems, sources, rarity)
    scored = [
        (shared_weight(weight, clause), clause, source) for source in sources for clause in source.clauses
    ]
    top = max((score for score, _, _ in scored), default=0.0)
    if not mentions or top <= 0:
        return None
    closest = [(clause, source) for score, clause, source in scored if score >= top - 1e-9]
    if all(
        _is_about_others(mentions, clause, source) or _is_reversed(mentions, text, clause)
        for clause, source in closest
    ):
        return min(mentions[0].names)
    return None


def _is_about_others(mentions: Sequence[Mention], clause: Segment, source: Source) -> bool:
    about = clause.roles or source.heading_roles
    return bool(about) and not any(mention.names & (about | source.heading_roles) for mention in mentions)


def _is_reversed(mentions: Sequence[Mention], text: str, clause: Segment) -> bool:
    """Whether two roles stand the other way round: "A coaches B" for "B coaches A"."""
    if len(mentions) < 2 or len(clause.order) < 2 or (" by " in text) != (" by " in clause.text):
        return False
    first, second = mentions[0].names, mentions[1].names
    if first & second or clause.order[0] & clause.order[1]:
        return False
    return bool(first & clause.order[1]) and bool(second & clause.order[0]) and not first & clause.order[0]
