"""What is worked out about the guides' own texts, each once a generation, because every answer needs it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np

from bot.catalogue import Catalogue
from bot.dialogue import intent_model
from bot.embedding import Encoder
from bot.schema import Chunk
from bot.store import EncodedText, MultiVectors, encode_bodies, encode_texts

Held = TypeVar("Held")

REMEMBERED = 8192
CHUNKS_REMEMBERED = 1024
"""Of chunks whose tokens the index does not hold; they take up to 100 kB each."""


@dataclass(frozen=True, slots=True)
class TokensHeld:
    """The tokens of some texts: one normalised vector each, as rows, and the row each text begins at."""

    vectors: np.ndarray
    starts: np.ndarray


def _side_by_side(texts: Sequence[EncodedText]) -> TokensHeld:
    """Put the tokens of some texts below each other; one without any gets a token that is near nothing."""
    rows = [text.tokens if len(text.rows) else np.zeros((1, len(text.whole)), np.float32) for text in texts]
    return TokensHeld(np.vstack(rows), np.cumsum([0, *map(len, rows[:-1])]))


class GuideTexts:
    """Looks headings, questions and sentences of the guides up, and remembers what it found.

    What a person types must not come here, because it would be remembered too.
    """

    def __init__(self, embed: Encoder, catalogue: Catalogue, kept: MultiVectors) -> None:
        """Look texts up with the encoder, the catalogue and the encoded texts of one generation."""
        self._embed = embed
        self._catalogue = catalogue
        self._kept = kept
        self.vectors = lru_cache(REMEMBERED)(self._vectors)
        self.bare_vectors = lru_cache(REMEMBERED)(self._bare_vectors)
        self.intents = lru_cache(REMEMBERED)(self._intents)
        self._encoded = lru_cache(CHUNKS_REMEMBERED)(lambda texts: encode_texts(embed, texts))
        self._bare = lru_cache(REMEMBERED)(lambda texts: tuple(map(catalogue.without_titles, texts)))
        self._body = lru_cache(CHUNKS_REMEMBERED)(lambda chunk: encode_bodies(embed, [chunk])[0])
        self.roles = lru_cache(REMEMBERED)(self._roles)

    @cached_property
    def presenting(self) -> frozenset[str]:
        """The documents that present a job."""
        roles = (role for role in self._catalogue.roles if role.tier == 1)
        return frozenset(document for role in roles for document in role.document_ids)

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
        return np.stack(self._looked_up(texts, lambda text: text.whole, self._embed.encode))

    def _bare_vectors(self, texts: tuple[str, ...]) -> np.ndarray:
        """Return one normalised vector per text, as rows, without the titles it names."""
        return self._vectors(self._bare(texts))

    def tokens(self, texts: Sequence[str]) -> TokensHeld:
        """Return the tokens of headings and questions that stand in the guides."""
        return _side_by_side(self._looked_up(texts, lambda text: text, self._encoded))

    def _looked_up(
        self,
        texts: Sequence[str],
        read: Callable[[EncodedText], Held],
        encode: Callable[[tuple[str, ...]], Iterable[Held]],
    ) -> list[Held]:
        """What the index holds of each text; those it does not hold are encoded together."""
        kept = [self._kept.of_text(text) for text in texts]
        missing = tuple(text for text, found in zip(texts, kept, strict=True) if found is None)
        encoded = iter(encode(missing) if missing else ())
        return [read(found) if found else next(encoded) for found in kept]

    def bodies(self, chunks: Sequence[Chunk]) -> TokensHeld:
        """Return the tokens of what stands in chunks, heading and text."""
        return _side_by_side([self._kept.of_text(it.embedded_text) or self._body(it) for it in chunks])

    def wholes(self, chunks: Sequence[Chunk]) -> np.ndarray:
        """Return the normalised vector of each chunk as a whole, as rows."""
        return np.stack([(self._kept.of_text(it.embedded_text) or self._body(it)).whole for it in chunks])

    def _intents(self, texts: tuple[str, ...]) -> Mapping[str, float]:
        """Return how likely each intent is for whoever asks something out of some texts, titles left out."""
        bare = self._bare(texts)
        guesses = intent_model(self._embed).classify_vectors(self.bare_vectors(texts), bare)
        names = [name for name, _ in guesses[0].ranked]
        return {name: sum(guess.probability(name) for guess in guesses) / len(bare) for name in names}

    def _roles(self, text: str) -> frozenset[str]:
        """Return the roles a text names in full; a mere field names no role."""
        mentions = [found for found in self._catalogue.find_roles(text) if found.exact and not found.domain]
        return frozenset(role for found in mentions if not found.text.isupper() for role in found.roles)
