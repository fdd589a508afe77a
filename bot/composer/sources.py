"""What an answer may draw on, from one generation of the index."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from bot.catalogue import Catalogue
from bot.pay import PayBook
from bot.schema import Chunk, Passage


class Found(Protocol):
    """What a search returns: passages best first, and whether any of them counts as an answer."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Evidence, best first."""

    @property
    def found(self) -> bool:
        """Whether the best passage is close enough to count."""

    @property
    def strength(self) -> float:
        """How much speaks for the best passage, in meaning and in words."""


class Search(Protocol):
    """Finds passages for a standalone question."""

    def __call__(self, query: str, k: int = 6) -> Found:
        """Return up to k passages."""


class Coverage(Protocol):
    """Tells which share (0 to 1) of a question's words a text holds, rare words counting more."""

    def __call__(self, question: str, text: str) -> float:
        """Return the share."""


class GuideVectors(Protocol):
    """Gives the vectors of texts that stand in the guides."""

    def __call__(self, texts: tuple[str, ...]) -> np.ndarray:
        """Return one normalised vector per text, as rows."""


class RolesOf(Protocol):
    """Tells which roles a heading or title of a guide names in full."""

    def __call__(self, text: str) -> frozenset[str]:
        """Return their names; a mere field names no role."""


def roles_of(catalogue: Catalogue) -> RolesOf:
    """Look headings and titles up in the catalogue, each once; what a person types must not come here."""

    @lru_cache(maxsize=4096)
    def named(text: str) -> frozenset[str]:
        mentions = [found for found in catalogue.find_roles(text) if found.exact and not found.domain]
        return frozenset(role for found in mentions if not found.text.isupper() for role in found.roles)

    return named


def remembering(search: Search) -> Search:
    """Search once for what is searched for several times; meant to live as long as one answer."""
    known: dict[tuple[str, int], Found] = {}

    def remembered(query: str, k: int = 6) -> Found:
        if (query, k) not in known:
            known[query, k] = search(query, k)
        return known[query, k]

    return remembered


def guide_vectors(embed: Embeddings) -> GuideVectors:
    """Embed texts of the guides once and remember them; what a person types must not come here.

    Texts are remembered in the groups they come in: rounding must not depend on what was asked before.
    """

    @lru_cache(maxsize=4096)
    def vectors(texts: tuple[str, ...]) -> np.ndarray:
        return np.asarray(embed.embed_documents(list(texts)))

    return vectors


@dataclass(frozen=True, slots=True)
class Sources:
    """All that one generation of the index has to answer from; `chunks` by id."""

    catalogue: Catalogue
    book: PayBook
    search: Search
    embed: Embeddings
    chunks: Mapping[str, Chunk]
    coverage: Coverage
    vectors: GuideVectors
    roles_of: RolesOf

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the guides, each once."""
        return tuple(dict.fromkeys(chunk.title for chunk in self.chunks.values()))
