"""What is worked out about the guides' own texts, each once a generation, because every answer needs it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from bot.catalogue import Catalogue
from bot.dialogue import intent_model
from bot.embedding import Encoder

REMEMBERED = 8192
CHUNKS_REMEMBERED = 1024
"""The tokens of a chunk take up to 200 kB in half precision."""


def without_titles(text: str, catalogue: Catalogue) -> str:
    """Return a text with "this job" for each role it names: titles weigh heavily in a sentence's meaning."""
    for start, end, plural in reversed([(m.start, m.end, m.plural) for m in catalogue.find_roles(text)]):
        text = f"{text[:start]}{'those jobs' if plural else 'this job'}{text[end:]}"
    return text


@dataclass(frozen=True, slots=True)
class TokensHeld:
    """The tokens of some texts: one normalised vector each, as rows, and the row each text begins at."""

    vectors: np.ndarray
    starts: np.ndarray


class GuideTexts:
    """Looks headings, questions and sentences of the guides up, and remembers what it found.

    What a person types must not come here, because it would be remembered too.
    """

    def __init__(self, embed: Encoder, catalogue: Catalogue) -> None:
        """Look texts up with the encoder and the catalogue of one generation."""
        self._embed = embed
        self._catalogue = catalogue
        self.vectors = lru_cache(REMEMBERED)(self._vectors)
        self.bare_vectors = lru_cache(REMEMBERED)(self._bare_vectors)
        self.tokens = lru_cache(CHUNKS_REMEMBERED)(self._tokens)
        self.intents = lru_cache(CHUNKS_REMEMBERED)(self._intents)
        self.roles = lru_cache(REMEMBERED)(self._roles)

    @cached_property
    def of_one_job(self) -> frozenset[str]:
        """The documents that present one job alone."""
        presented = Counter(document for role in self._catalogue.roles for document in role.document_ids)
        return frozenset(document for document, count in presented.items() if count == 1)

    def vector(self, text: str) -> np.ndarray:
        """Return the normalised vector of one text."""
        return np.asarray(self.vectors((text,))[0])

    def _vectors(self, texts: tuple[str, ...]) -> np.ndarray:
        """Return one normalised vector per text, as rows.

        Texts are remembered in the groups they come in: rounding must not depend on what was asked before.
        """
        return np.asarray(self._embed.embed_documents(list(texts)))

    def _bare_vectors(self, texts: tuple[str, ...]) -> np.ndarray:
        """Return one normalised vector per text, as rows, without the titles it names."""
        return self._vectors(tuple(without_titles(text, self._catalogue) for text in texts))

    def _tokens(self, texts: tuple[str, ...]) -> TokensHeld:
        held = [tokens.vectors.astype(np.float16) for tokens in self._embed.encode_tokens(texts)]
        held = [rows if len(rows) else np.zeros((1, rows.shape[1]), np.float16) for rows in held]
        return TokensHeld(np.vstack(held), np.cumsum([0, *map(len, held[:-1])]))

    def _intents(self, texts: tuple[str, ...]) -> Mapping[str, float]:
        """Return how likely each intent is for whoever asks something out of some texts, titles left out."""
        bare = [without_titles(text, self._catalogue) for text in texts]
        guesses = intent_model(self._embed).classify_vectors(self.bare_vectors(texts), bare)
        names = [name for name, _ in guesses[0].ranked]
        return {name: sum(guess.probability(name) for guess in guesses) / len(bare) for name in names}

    def _roles(self, text: str) -> frozenset[str]:
        """Return the roles a text names in full; a mere field names no role."""
        mentions = [found for found in self._catalogue.find_roles(text) if found.exact and not found.domain]
        return frozenset(role for found in mentions if not found.text.isupper() for role in found.roles)
