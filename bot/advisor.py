"""The adviser: from a question and its history to a cited, checked reply. Reads as a table of contents."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from bot.composer import Sources, compose, nothing_left, starters
from bot.composer.belonging import Belonging
from bot.composer.draft import render
from bot.composer.gate import check_draft
from bot.composer.paying.asked import amounts_read
from bot.composer.sources import Search
from bot.composer.talk import coverage
from bot.composer.texts import GuideTexts
from bot.dialogue import WORRYING, open_models, understand
from bot.embedding import Encoder, open_encoder
from bot.errors import WaypointError
from bot.grounding import GroundingContext, split_sentences
from bot.llm import ModelEngine
from bot.pay import PayBook
from bot.replies import Clock, model_replies, offline_replies, support_reply
from bot.retrieval import HybridRetriever
from bot.safety import SafetyFinding, check, crisis_finding, doubt_notice
from bot.schema import Reply, Request, RoleName, Turn
from bot.settings import Settings
from bot.store import Index, Store

MAX_TURNS = 40
Message = Turn | Mapping[str, Any]


class Advisor:
    """Answers from the guides of one data folder; keeps no conversation, so any replica serves any turn."""

    def __init__(
        self, settings: Settings, store: Store, encoder: Encoder, engine: ModelEngine | None = None
    ) -> None:
        self.settings = settings
        self._engine = engine
        self._store = store
        self._encoder = encoder
        self._retriever = HybridRetriever(store, encoder)
        self._sources: tuple[str, Sources] | None = None

    @classmethod
    def open(cls, settings: Settings | None = None) -> "Advisor":
        """Open the index and the encoder.

        Raises:
            IndexMissingError: nothing was ingested yet.
            IndexMismatchError: the index was built by another encoder or version.
            SettingsError: a chat model was asked for that cannot be used.
        """
        settings = settings or Settings()
        store = Store(settings)
        store.current()
        engine = ModelEngine.open(settings) if settings.model or settings.model_url else None
        return cls(settings, store, open_encoder(settings), engine)

    def ask(self, question: str, history: Sequence[Message] = ()) -> Reply:
        """Answer one question.

        Args:
            question: what the person typed.
            history: earlier messages, oldest first, as `{"role": ..., "content": ...}` or Turn.
        """
        *_, reply = self.stream(question, history)
        return reply

    def stream(self, question: str, history: Sequence[Message] = ()) -> Iterator[Reply]:
        """Answer one question as cumulative snapshots; the last is final."""
        clock = Clock()
        turns = normalise_history(history)
        question, notice = self._fit(question)
        sources = self._current_sources()
        open_models(self._encoder, self.settings.data_dir)
        context = self._context(sources, turns, question)
        asked = self._rewritten(question, turns, context)
        request = understand(asked, turns, sources.catalogue, self._encoder, sources.vocabulary)
        context = replace(context, person=(*context.person, *amounts_read(request, sources)))
        clock.lap("dialogue")
        finding = safety_finding(question, turns, request)
        if finding is not None:
            yield support_reply(finding, clock)
            return
        notice = " ".join(text for text in (where_help_is(request), notice) if text) or None
        draft = compose(request, sources, turns)
        clock.lap("compose")
        checked = check_draft(draft, context)
        withheld = checked.notice if not checked.draft.blocks else None
        if not checked.draft.blocks:
            checked = check_draft(nothing_left(request, sources, turns), context)
        clock.lap("grounding")
        if self._engine is None or checked.draft.outcome != "answered":
            yield from offline_replies(checked, [notice, withheld], clock)
            return
        facts = split_sentences(checked.rendered.text)
        events = self._engine.stream(request, checked.rendered.evidence, facts, turns, context)
        with closing(events):
            yield from model_replies(events, checked, self._engine.name, notice, clock)

    def starters(self) -> tuple[str, ...]:
        """Questions to start a conversation with, each of which the guides answer."""
        return starters(self._current_sources())

    def coverage(self) -> str:
        """What the guides cover, as Markdown."""
        sources = self._current_sources()
        return render(coverage(sources.catalogue, sources.titles, ()).blocks).text

    def _rewritten(self, question: str, turns: Sequence[Turn], context: GroundingContext) -> str:
        """Let the model make a follow-up standalone, where the settings ask for it and it adds nothing."""
        if self._engine is None or not self.settings.model_rewrite:
            return question
        return self._engine.rewrite(question, turns, context) or question

    def _fit(self, question: str) -> tuple[str, str | None]:
        limit = self.settings.max_question_chars
        if len(question) <= limit:
            return question, None
        return question[:limit], f"Your message was long; I read its first {limit:,} characters."

    def _current_sources(self) -> Sources:
        """Follow the index: a new generation is seen at the next question."""
        index = self._store.current()
        if self._sources is None or self._sources[0] != index.generation:
            self._sources = (index.generation, open_sources(index, self._retriever.search, self._encoder))
        return self._sources[1]

    def _context(self, sources: Sources, turns: Sequence[Turn], question: str) -> GroundingContext:
        roles = {role.name: role.aliases for role in sources.catalogue.roles}
        person = (*(turn.content for turn in turns if turn.role == "user"), question)
        return GroundingContext(roles, sources.book.records, person)


def open_sources(index: Index, search: Search, encoder: Encoder) -> Sources:
    """Gather what answers may draw on from one generation of the index."""
    names = tuple(RoleName(role.name, role.aliases) for role in index.catalogue.roles)
    book = PayBook(index.pay, index.prices, index.links, names)
    return Sources(
        catalogue=index.catalogue,
        book=book,
        search=search,
        embed=encoder,
        chunks=index.chunks,
        coverage=index.coverage,
        spread=index.spread,
        texts=GuideTexts(encoder, index.catalogue, index.encoded),
        languages={document.id: document.language for document in index.documents if document.language},
        publishers={document.id: document.publisher for document in index.documents if document.publisher},
        vocabulary=index.vocabulary,
        belonging=Belonging(index.catalogue, index.chunks),
    )


def normalise_history(history: Sequence[Message]) -> tuple[Turn, ...]:
    """Accept Turn objects or message mappings whose content is text or a list of text blocks.

    Raises:
        WaypointError: a message has no known role.
    """
    turns = [message if isinstance(message, Turn) else _turn(message) for message in history[-MAX_TURNS:]]
    return tuple(turn for turn in turns if turn.content.strip())


def _turn(message: Mapping[str, Any]) -> Turn:
    role = message.get("role")
    if role not in ("user", "assistant"):
        raise WaypointError(f'History: a message has the role {role!r}; use "user" or "assistant".')
    content = message.get("content") or ""
    if not isinstance(content, str):
        content = "\n".join(block.get("text", "") for block in content if isinstance(block, Mapping))
    return Turn(role, content)


def safety_finding(question: str, turns: Sequence[Turn], request: Request) -> SafetyFinding | None:
    """Return what must be met before any answer, for the country the person is in where it is known."""
    country = _country(request)
    if "crisis" in request.intents:
        return crisis_finding(country)
    return check(question, turns, country)


def where_help_is(request: Request) -> str | None:
    """Return what to say beside an answer to a message that may tell of danger, and may not."""
    return doubt_notice(_country(request)) if request.danger >= WORRYING else None


def _country(request: Request) -> str | None:
    place = request.person.place or next(iter(request.places), None)
    return place.country if place else None
