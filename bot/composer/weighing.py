"""How much speaks for a section as the one that answers a question: signals of its meaning and its words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.catalogue.words import is_transparent, keys, word_lists
from bot.composer.sources import Sources
from bot.composer.texts import TokensHeld
from bot.dialogue import intent_model
from bot.embedding import Tokens
from bot.schema import Chunk, Passage

WEIGHTS = {
    "meaning": 0.94,
    "words": 1.02,
    "named": 0.95,
    "listed": 0.6,
    "listed_words": 0.47,
    "unlisted": 0.74,
    "intent": 0.28,
    "other_role": -0.34,
    "role_unasked": -0.06,
    "guide_unasked": -0.15,
}
"""What each signal (0 to 1) adds. Fitted by maximum likelihood on the evaluations' development split, over
the shipped guides with half of the questions their authors list and with none, and checked across folds of
its families; but for the last, which puts what holds for every job before what a guide on one job says alike,
and is the most that changes no section told first on that split."""

NOTHING_OWN = 0.6
"""How near a section is taken to come to a question that has no word of its own: "what does a baker do?"."""

NEAREST = 3
PRIOR = 20
"""As how many chunks the examples of what people ask count where it is told which words are rare."""


@dataclass(frozen=True, slots=True)
class Words:
    """A question token by token: a normalised vector each, as rows, and its share of the weight."""

    texts: tuple[str, ...]
    vectors: np.ndarray
    shares: np.ndarray


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as sections are held against it: with and without job titles; what it is likely after."""

    text: str
    untitled: np.ndarray
    words: Words
    untitled_words: Words
    intents: Mapping[str, float]


def asked_of(query: str, intent: str, confidence: float, sources: Sources) -> Asked:
    """Read a question for weighing; `confidence` (0 to 1) is how sure its intent is."""
    untitled = sources.catalogue.without_titles(query)
    words = [_words(tokens, sources) for tokens in sources.embed.encode_tokens([query, untitled], query=True)]
    vector = np.asarray(sources.embed.embed_query(untitled))
    guess = intent_model(sources.embed).classify_vectors(vector[None], [untitled])[0]
    intents = {name: (1 - confidence) * sure for name, sure in guess.ranked}
    intents[intent] = intents.get(intent, 0.0) + confidence
    return Asked(query, vector, words[0], words[1], intents)


def _words(tokens: Tokens, sources: Sources) -> Words:
    rarity = np.array([_rarity(word, sources) for word in tokens.words])
    return Words(tuple(tokens.words), tokens.vectors, rarity / max(rarity.sum(), 1e-9))


def _rarity(word: str, sources: Sources) -> float:
    """A word's inverse document frequency, the examples of what people ask counting as some chunks more.

    A few guides alone do not show which words are common.
    """
    if not any(character.isalnum() for character in word):
        return 0.0
    common = intent_model(sources.embed).wording.share(word)
    return math.log((len(sources.chunks) + PRIOR) / (sources.spread(word) + PRIOR * common))


def weight(asked: Asked, roles: Sequence[str], passage: Passage, sources: Sources) -> float:
    """Return how much speaks for a passage, about `roles` or none in particular."""
    signals = signals_of(asked, roles, passage, sources)
    return sum(WEIGHTS[name] * value for name, value in signals.items())


def signals_of(asked: Asked, roles: Sequence[str], passage: Passage, sources: Sources) -> dict[str, float]:
    """Return what speaks for and against a passage.

    How close its text comes in meaning, as a whole and token by token (late interaction, Khattab and
    Zaharia 2020; rare words count more); how close its heading and the questions its author lists come, as a
    whole and token by token, and which share of the question's words they hold; whether it serves what is
    asked for; and whose job it is about.
    """
    # a title over a section without a heading of its own names the guide, not what the section answers
    headed = tuple(name for name in (heading(passage), *sources.asks(passage)) if name)
    names = headed or (passage.title,)
    listed = bool(sources.asks(passage))
    return {
        "meaning": passage.similarity,
        "words": _held(asked.untitled_words, _body(passage, sources)),
        "named": _nearest(asked.words.shares @ _closest(asked.words, sources.texts.tokens(headed)))
        if headed
        else 0.0,
        "listed": _nearest(sources.texts.bare_vectors(names) @ asked.untitled) if listed else 0.0,
        "listed_words": sources.coverage(asked.text, " ".join(names)) if listed else 0.0,
        "unlisted": float(not listed),
        "intent": _overlap(asked.intents, sources.texts.intents(names)),
        **_whose(passage, roles, sources),
    }


def spoken_of(asked: Asked, passage: Passage, sources: Sources) -> float:
    """How near a section comes to what a question asks in particular, on the whole (0 to 1).

    That are its words less those of every question, and less the names of jobs and of the guide itself, which
    stand in all of its sections.
    """
    words = asked.untitled_words
    guide = {*keys(passage.title), *keys(passage.publisher or ""), *word_lists()["generic"]}
    own = [
        at
        for at, word in enumerate(words.texts)
        if any(map(str.isalpha, word)) and not is_transparent(word) and not guide.intersection(keys(word))
    ]
    if not own:
        return NOTHING_OWN
    held = _closest(words, _body(passage, sources)).max(axis=1)
    return float(held[own].mean())


def near_as_whole(asked: Asked, passage: Passage, sources: Sources) -> float:
    """How near the nearest chunk of a passage comes in meaning, whatever questions its author lists."""
    chunks = _chunks(passage, sources)
    return float((sources.texts.wholes(chunks) @ asked.untitled).max()) if chunks else passage.similarity


def _body(passage: Passage, sources: Sources) -> TokensHeld:
    chunks = _chunks(passage, sources)
    return sources.texts.bodies(chunks) if chunks else sources.texts.tokens((passage.text,))


def _chunks(passage: Passage, sources: Sources) -> list[Chunk]:
    return [sources.chunks[key] for key in passage.chunk_ids if key in sources.chunks]


def _held(words: Words, body: TokensHeld) -> float:
    """How near the nearest token of a text comes to each word of the question, rare words counting more."""
    return float(words.shares @ _closest(words, body).max(axis=1))


def _closest(words: Words, held: TokensHeld) -> np.ndarray:
    """The similarity of the nearest token to each word of the question (rows), for each text (columns)."""
    return np.asarray(np.maximum.reduceat(words.vectors @ held.vectors.T, held.starts, axis=1))


def _nearest(similarities: np.ndarray) -> float:
    return float(np.sort(similarities)[-NEAREST:].mean())


def _overlap(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the Bhattacharyya coefficient of two distributions (0 to 1)."""
    return sum(math.sqrt(sure * other.get(name, 0.0)) for name, sure in one.items())


def heading(passage: Passage) -> str:
    """The heading right above a passage; empty where it has none."""
    return passage.section.rpartition(" > ")[2]


def _whose(passage: Passage, roles: Sequence[str], sources: Sources) -> dict[str, float]:
    named = named_roles(passage, sources)
    other = named.isdisjoint(roles) if named else in_a_guide_on_others(passage, roles, sources)
    return {
        "other_role": float(bool(roles) and other),
        "role_unasked": float(bool(named) and not roles),
        "guide_unasked": float(not roles and passage.document_id in sources.texts.of_one_job),
    }


def in_a_guide_on_others(passage: Passage, roles: Sequence[str], sources: Sources) -> bool:
    """Whether a section is of a guide that presents other jobs, and another one tells of the job asked about.

    Where the author lists what the section answers, that decides.
    """
    known = [role for name in roles if (role := sources.catalogue.role(name))]
    own = {document for role in known for document in role.document_ids}
    elsewhere = bool(own) and passage.document_id not in own
    return elsewhere and passage.document_id in sources.texts.presenting and not sources.asks(passage)


def named_roles(passage: Passage, sources: Sources) -> frozenset[str]:
    """The roles a passage's section names in full, else those its title does."""
    return sources.texts.roles(passage.section) or sources.texts.roles(passage.title)


def of_other_roles(passage: Passage, roles: Sequence[str], sources: Sources) -> bool:
    """Whether a passage is about roles none of which was asked about."""
    return _whose(passage, roles, sources)["other_role"] > 0
