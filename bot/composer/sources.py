"""What an answer may draw on, from one generation of the index."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.catalogue import Catalogue
from bot.composer.belonging import Belonging
from bot.composer.texts import GuideTexts
from bot.composer.thread import Thread
from bot.embedding import Encoder
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


@dataclass(frozen=True, slots=True)
class _Left:
    """What a search returned, less some of its passages."""

    passages: tuple[Passage, ...]
    found: bool
    strength: float


class Search(Protocol):
    """Finds passages for a standalone question."""

    def __call__(self, query: str, k: int = 6, *, documents: frozenset[str] | None = None) -> Found:
        """Return up to k passages, of some documents alone where they are given."""


class Coverage(Protocol):
    """Tells which share (0 to 1) of a question's words a text holds, rare words counting more."""

    def __call__(self, question: str, text: str) -> float:
        """Return the share."""


def remembering(search: Search) -> Search:
    """Search once for what is searched for several times; meant to live as long as one answer."""
    known: dict[tuple[str, int, frozenset[str] | None], Found] = {}

    def remembered(query: str, k: int = 6, *, documents: frozenset[str] | None = None) -> Found:
        if (query, k, documents) not in known:
            known[query, k, documents] = search(query, k, documents=documents)
        return known[query, k, documents]

    return remembered


@dataclass(frozen=True, slots=True)
class Sources:
    """All that one generation of the index has to answer from; `chunks` by id.

    `spread` tells how many of the chunks hold a word; `languages` are those (ISO 639-1) the documents are
    written in and `publishers` who wrote them, by the documents' ids; `vocabulary` tells how often each word
    stands in them; `thread` is what a message in mid-conversation hangs on; `belonging` tells which documents
    speak of a job.
    """

    catalogue: Catalogue
    book: PayBook
    search: Search
    embed: Encoder
    chunks: Mapping[str, Chunk]
    coverage: Coverage
    spread: Callable[[str], int]
    texts: GuideTexts
    languages: Mapping[str, str] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Mapping[str, int] = field(default_factory=dict)
    thread: Thread | None = None
    belonging: Belonging | None = None

    def asks(self, passage: Passage) -> list[str]:
        """The questions that the author of a passage says it answers."""
        return [ask for key in passage.chunk_ids if key in self.chunks for ask in self.chunks[key].asks]

    def serves(self, passage: Passage, intent: str) -> float:
        """How likely an intent is what a passage's heading and the questions listed for it are after."""
        names = (passage.section.rpartition(" > ")[2] or passage.title, *self.asks(passage))
        return self.texts.intents(names).get(intent, 0.0)

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles of the guides, each once."""
        return tuple(dict.fromkeys(chunk.title for chunk in self.chunks.values()))


def section_key(passage: Passage) -> tuple[str, str]:
    """Which section a passage is from, whichever of its chunks a search brought up."""
    return passage.document_id, passage.section


def without(sources: Sources, told: Sequence[Passage]) -> Sources:
    """The same sources with some sections left out of what a search finds."""
    left_out = {section_key(passage) for passage in told}
    return keeping(sources, lambda passage: section_key(passage) not in left_out)


def only(sources: Sources, wanted: Sequence[Passage]) -> Sources:
    """The same sources with nothing but some sections in what a search finds."""
    kept = {section_key(passage) for passage in wanted}
    return keeping(sources, lambda passage: section_key(passage) in kept)


def keeping(sources: Sources, keep: Callable[[Passage], bool]) -> Sources:
    """The same sources with nothing but the passages to keep in what a search finds."""

    def search(query: str, k: int = 6, *, documents: frozenset[str] | None = None) -> Found:
        found = sources.search(query, k, documents=documents)
        kept = tuple(passage for passage in found.passages if keep(passage))
        return _Left(kept, found.found and bool(kept), found.strength)

    return replace(sources, search=search)


def within(sources: Sources, documents: frozenset[str]) -> Sources:
    """The same sources with the search kept to some documents."""

    def search(query: str, k: int = 6, *, documents: frozenset[str] | None = documents) -> Found:
        return sources.search(query, k, documents=documents)

    return replace(sources, search=search)
