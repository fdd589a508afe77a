"""What to ask next: only questions the guides answer, fitting where the conversation is."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from bot.composer import talk
from bot.composer.sources import Sources
from bot.composer.units import normal
from bot.composer.wording import article, plural
from bot.schema import Chunk, Passage, Turn

MAX_SUGGESTIONS = 3
NEAR = 0.5
GENERAL = (
    "What does {a} do?",
    "How do I become {a}?",
    "What skills do {many} need?",
    "What are the working conditions of {many}?",
    "How do {many} move up?",
)


def from_passages(passages: Sequence[Passage], chunks: Mapping[str, Chunk]) -> list[str]:
    """The authors' own questions of the passages that were found but not told."""
    questions = []
    for passage in passages:
        asks = (ask for key in passage.chunk_ids if key in chunks for ask in chunks[key].asks)
        questions += presentable(asks)[:1]
    return questions


def nearest_asks(question: str, passages: Sequence[Passage], sources: Sources) -> list[str]:
    """Of each passage, its author's question that comes nearest to one that none of them answers."""
    listed = [asks for passage in passages if (asks := presentable(sources.asks(passage)))]
    if not listed:
        return []
    asked = np.asarray(sources.embed.embed_query(question))
    return [asks[int(np.argmax(sources.texts.vectors(tuple(asks)) @ asked))] for asks in listed]


def presentable(asks: Iterable[str]) -> list[str]:
    """Keep the questions that are written to be shown: a capital first, a question mark last."""
    return [ask for ask in asks if ask[:1].isupper() and ask.endswith("?")]


def choose(
    candidates: Iterable[str], turns: Sequence[Turn], question: str, limit: int = MAX_SUGGESTIONS
) -> tuple[str, ...]:
    """Take the first few that the person has not asked yet; near repeats of one another count once."""
    asked = {normal(turn.content) for turn in turns if turn.role == "user"} | {normal(question)}
    chosen: list[str] = []
    for candidate in candidates:
        key = normal(candidate)
        if key in asked or any(_overlap(key, other) > 0.6 for other in asked):
            continue
        asked.add(key)
        chosen.append(candidate)
        if len(chosen) == limit:
            break
    return tuple(chosen)


def _overlap(first: str, second: str) -> float:
    left, right = set(first.split()), set(second.split())
    return len(left & right) / max(1, len(left | right))


def starters(sources: Sources) -> tuple[str, ...]:
    """Four questions to begin with: the pay of one role, then the first question of several guides."""
    roles = [role for role in talk.main_roles(sources.catalogue) if sources.book.own(role)]
    pay = [f"What do {plural(roles[0])} earn?"] if roles else []
    return choose((*pay, *_first_asks(sources)), (), "", limit=4)


def _first_asks(sources: Sources) -> list[str]:
    """The first question of each guide, those of guides about no one role first: they suit anybody."""
    firsts: dict[str, str] = {}
    for chunk in sources.chunks.values():
        for ask in presentable(chunk.asks)[:1]:
            firsts.setdefault(chunk.title, ask)
    general = [ask for title, ask in firsts.items() if not _names_a_role(title, sources)]
    return general + [ask for ask in firsts.values() if ask not in general]


def _names_a_role(title: str, sources: Sources) -> bool:
    return bool(sources.texts.roles(title))


def about_roles(roles: Sequence[str], sources: Sources) -> tuple[str, ...]:
    """General questions about a role that the guides have a section near enough to answer."""
    asked = [
        question.format(a=article(role), many=plural(role)) for role in roles[:1] for question in GENERAL
    ]
    return tuple(question for question in asked if _is_answered(question, roles, sources))


def _is_answered(question: str, roles: Sequence[str], sources: Sources) -> bool:
    found = sources.search(question, k=1)
    if not found.found or found.passages[0].similarity < NEAR:
        return False
    named = sources.catalogue.find_roles(found.passages[0].section)
    return not named or any(set(roles) & set(mention.roles) for mention in named)
