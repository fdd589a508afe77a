"""Requests to a chat model on a thread of their own: words as they come, time limits, tries, cancelling."""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.llm.failures import Diagnosis, UpstreamError, diagnose

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_FIRST_PAUSE = 0.5
_LONGEST_SECONDS = 180.0
_GRACE = 2.0
BEAT = 0.5  # seconds after which a reader hears that there is nothing new


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to the first words and between words, further tries, and the longest reply in letters."""

    first: float
    between: float
    retries: int
    characters: int


@dataclass(slots=True)
class Counted:
    """What a provider counted for one reply; zeros when it does not count."""

    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(slots=True)
class Reply:
    """One reply on its way: iterate for its words; closing it stops the request upstream."""

    counted: Counted
    _pieces: "queue.SimpleQueue[str | Diagnosis | None]"
    _task: "Future[None]"
    _patience: float
    _closed: bool = field(default=False)

    def __iter__(self) -> Iterator[str]:
        """Yield words as they arrive, and "" twice a second while none do, so that a reader can leave.

        Raises:
            UpstreamError: the reply failed; what came before was yielded.
        """
        last = time.monotonic()
        while True:
            try:
                piece = self._pieces.get(timeout=BEAT)
            except queue.Empty:
                if time.monotonic() - last > self._patience:
                    raise UpstreamError(Diagnosis("stalled", "the model stopped answering")) from None
                yield ""
                continue
            last = time.monotonic()
            if piece is None:
                return
            if isinstance(piece, Diagnosis):
                raise UpstreamError(piece)
            yield piece

    def close(self) -> None:
        """Stop the request upstream; harmless when it has ended."""
        if not self._closed:
            self._closed = True
            self._task.cancel()


class Upstream:
    """One chat model and the thread its requests run on."""

    def __init__(self, model: "BaseChatModel", limits: Limits, *, in_thread: bool = False) -> None:
        """Prepare a model; `in_thread` is for one that can only stream synchronously, such as a local one."""
        self._model, self._limits, self._in_thread = model, limits, in_thread
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="chat-model", daemon=True)
        self._thread.start()

    def open(self, messages: "Sequence[BaseMessage]") -> Reply:
        """Send a request; its words come from the reply."""
        pieces: queue.SimpleQueue[str | Diagnosis | None] = queue.SimpleQueue()
        counted = Counted()
        task = asyncio.run_coroutine_threadsafe(self._run(list(messages), pieces, counted), self._loop)
        return Reply(counted, pieces, task, self._patience())

    def close(self) -> None:
        """End the thread; requests under way are cancelled."""
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop)
            self._loop.call_soon_threadsafe(self._loop.call_later, 0.1, self._loop.stop)
            self._thread.join(timeout=_GRACE)
        if not self._loop.is_running() and not self._loop.is_closed():
            self._loop.close()

    def _patience(self) -> float:
        return (self._limits.first + self._limits.between) * (self._limits.retries + 1) + _GRACE

    async def _run(
        self,
        messages: "list[BaseMessage]",
        pieces: "queue.SimpleQueue[str | Diagnosis | None]",
        counted: Counted,
    ) -> None:
        end: Diagnosis | None = None
        try:
            end = await self._tries(messages, pieces, counted)
        except asyncio.CancelledError:
            end = Diagnosis("cut", "the request was stopped")
            raise
        finally:
            pieces.put(end)

    async def _tries(
        self,
        messages: "list[BaseMessage]",
        pieces: "queue.SimpleQueue[str | Diagnosis | None]",
        counted: Counted,
    ) -> Diagnosis | None:
        """Ask until words come or the tries, or the time for the first words, are spent."""
        deadline = time.monotonic() + self._limits.first
        for attempt in range(self._limits.retries + 1):
            started, found = await self._try(messages, pieces, counted, deadline)
            if found is None or started or not found.may_retry:
                return found
            pause = found.wait if found.wait is not None else _FIRST_PAUSE * 2**attempt
            if attempt == self._limits.retries or time.monotonic() + pause >= deadline:
                return found
            await asyncio.sleep(pause)
        return found

    async def _try(
        self,
        messages: "list[BaseMessage]",
        pieces: "queue.SimpleQueue[str | Diagnosis | None]",
        counted: Counted,
        deadline: float,
    ) -> tuple[bool, Diagnosis | None]:
        """Make one request; says whether words came, and what went wrong."""
        started, length = False, 0
        until = time.monotonic() + _LONGEST_SECONDS
        chunks = self._chunks(messages)
        try:
            while True:
                limit = self._limits.between if started else max(0.01, deadline - time.monotonic())
                async with asyncio.timeout(limit):
                    chunk = await anext(chunks, None)
                _leave_if_cancelled()
                if chunk is None:
                    return started, None
                _count(chunk, counted)
                text = str(chunk.text)
                started = started or bool(text.strip())
                length += len(text)
                if length > self._limits.characters:
                    return started, Diagnosis("too_long", "the model's answer was far too long")
                if time.monotonic() > until:
                    return started, Diagnosis("stalled", "the model took too long")
                if text:
                    pieces.put(text)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # every provider's package has its own errors: they become one diagnosis
            return started, diagnose(error, started=started)
        finally:
            with suppress(Exception):
                await chunks.aclose()  # type: ignore[attr-defined]

    def _chunks(self, messages: "list[BaseMessage]") -> "AsyncIterator[Any]":
        if self._in_thread:
            return _from_thread(self._model, messages)
        return aiter(self._model.astream(messages))


async def _from_thread(model: "BaseChatModel", messages: "list[BaseMessage]") -> "AsyncIterator[Any]":
    """Stream a model that has only a synchronous stream; when the reader leaves, no further step is taken."""
    loop = asyncio.get_running_loop()
    steps: asyncio.Queue[Any] = asyncio.Queue()
    left = threading.Event()

    def work() -> None:
        try:
            for chunk in model.stream(messages):
                if left.is_set():
                    return
                loop.call_soon_threadsafe(steps.put_nowait, chunk)
            loop.call_soon_threadsafe(steps.put_nowait, None)
        except Exception as error:  # told to the reader, who diagnoses it
            loop.call_soon_threadsafe(steps.put_nowait, error)

    threading.Thread(target=work, name="local-chat-model", daemon=True).start()
    try:
        while (step := await steps.get()) is not None:
            if isinstance(step, Exception):
                raise step
            yield step
    finally:
        left.set()


def _leave_if_cancelled() -> None:
    """Raise the cancelling that a `wait_for` swallowed, as Python 3.11 does if a chunk comes just then."""
    task = asyncio.current_task()
    if task and task.cancelling():
        raise asyncio.CancelledError


def _count(chunk: "BaseMessage", counted: Counted) -> None:
    """Keep the counts of a chunk; providers send them in the last one, in several, or as running totals."""
    usage = getattr(chunk, "usage_metadata", None)
    if usage:
        counted.input_tokens = max(counted.input_tokens, int(usage.get("input_tokens") or 0))
        counted.output_tokens += int(usage.get("output_tokens") or 0)


async def _cancel_all() -> None:
    current = asyncio.current_task()
    for task in asyncio.all_tasks():
        if task is not current:
            task.cancel()
