"""A chat model's answer, verified while it streams: nothing is shown that the evidence does not support."""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.grounding import Gate, GroundingContext
from bot.llm.breaker import Breaker
from bot.llm.budget import Ledger, conversation_tokens, estimate_tokens
from bot.llm.chain import Chain
from bot.llm.cutter import Cut, Cutter, rule_row
from bot.llm.events import Failure, ModelEvent, Sentence, Usage, Waiting, Withheld
from bot.llm.failures import UpstreamError
from bot.llm.language import is_other_language
from bot.llm.layout import Layout
from bot.llm.leaks import Leaks
from bot.llm.providers import open_chat_model, split_name
from bot.llm.rewriting import addition, tidy
from bot.llm.standins import Standins
from bot.llm.upstream import BEAT, Limits, Reply, Upstream
from bot.schema import Evidence, Request, Turn
from bot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_CHARS_PER_TOKEN = 8
_IN_A_ROW = 2
_UNSUPPORTED = Failure("unsupported", "the guides did not support what the model wrote")


@dataclass(slots=True)
class _Progress:
    """What has been shown and withheld of one answer so far."""

    start: float
    shown: int = 0
    own: int = 0
    cited: bool = False
    withheld: int = 0
    in_a_row: int = 0
    first: float | None = None
    gate_seconds: float = 0.0
    raw: str = ""
    said: set[str] = field(default_factory=set)


class ModelEngine:
    """One chat model with its chain, budgets and breaker; safe to share between threads."""

    def __init__(self, model: "BaseChatModel", settings: Settings, *, in_thread: bool = False) -> None:
        """Use a chat model that is already built; see `open` for the usual way."""
        self.name = settings.model or type(model).__name__
        self._settings = settings
        self._chain = Chain(settings)
        self._leaks = Leaks(self._chain.instructions)
        limits = Limits(
            first=settings.model_first_token_timeout,
            between=settings.model_token_timeout,
            retries=settings.model_max_retries,
            characters=settings.model_max_output_tokens * _CHARS_PER_TOKEN,
        )
        self._upstream = Upstream(model, limits, in_thread=in_thread)
        self._breaker = Breaker()
        self._ledger = Ledger(settings.data_dir)

    @classmethod
    def open(cls, settings: Settings) -> "ModelEngine":
        """Build the engine of the settings; no request is made yet.

        Raises:
            SettingsError: the model's name, extra, key, address or a prompt is missing or wrong.
        """
        provider, _ = split_name(settings)
        return cls(open_chat_model(settings), settings, in_thread=provider.name == "huggingface")

    def close(self) -> None:
        """End the engine; requests under way are stopped."""
        self._upstream.close()

    def stream(
        self,
        request: Request,
        evidence: Mapping[int, Sequence[Evidence]],
        facts: Sequence[str],
        history: Sequence[Turn],
        context: GroundingContext,
        *,
        spent: int | None = None,
    ) -> Generator[ModelEvent]:
        """Answer a request; close the iterator to stop the request upstream.

        Args:
            request: the standalone request.
            evidence: what each citation number stands for.
            facts: sentences already looked up and computed, with their [n] marks; the model is given them,
                and they are said in the place of a sentence that had to be withheld.
            history: earlier turns, oldest first; trimmed from the oldest to the token budget.
            context: what the gate must know; see `bot.grounding`.
            spent: tokens this conversation has cost; estimated from the history when None.

        Yields:
            `Sentence` and `Withheld` in order, `Waiting` while nothing comes. After a `Failure` the offline
            engine answers, and what was shown is replaced. `Usage` comes last, unless no request was made.
        """
        messages = self._chain.messages(request, evidence, facts, history)
        refusal = self._refusal(history, messages, spent)
        if refusal:
            yield refusal
            return
        progress = _Progress(time.perf_counter())
        reply = self._upstream.open(messages)
        try:
            gate = Gate(evidence, context)
            gate.prepare()
            judge = _Judge(gate, Standins(facts, evidence, context), self._leaks, progress)
            failure = yield from self._read(reply, judge, request.language)
            self._book(failure)
            if failure:
                yield failure
        finally:
            reply.close()
            usage = self._usage(progress, reply, messages)
            self._ledger.book(usage.input_tokens + usage.output_tokens)
        yield usage

    def rewrite(self, question: str, history: Sequence[Turn], context: GroundingContext) -> str | None:
        """Let the model make a follow-up standalone; None when it fails or adds what nobody mentioned."""
        if not history or not self._breaker.allows():
            return None
        reply = self._upstream.open(self._chain.rewrite_messages(question, history))
        try:
            text = tidy("".join(reply))
        except UpstreamError:
            return None
        finally:
            reply.close()
        said = (*(turn.content for turn in history), question)
        return None if not text or addition(text, said, context) else text

    def _refusal(
        self, history: Sequence[Turn], messages: "Sequence[BaseMessage]", spent: int | None
    ) -> Failure | None:
        """Say why no request is made: a budget is spent, or the model is left alone after failures."""
        prompt = sum(estimate_tokens(str(message.text)) for message in messages)
        per_conversation = self._settings.conversation_token_budget
        if per_conversation:
            cost = conversation_tokens(history, prompt) if spent is None else spent
            if cost + prompt > per_conversation:
                return Failure("budget", f"this conversation's {per_conversation:,} model tokens are spent")
        per_day = self._settings.daily_token_budget
        if per_day and self._ledger.spent() + prompt > per_day:
            return Failure("budget", f"today's {per_day:,} model tokens are spent")
        if not self._breaker.allows():
            return Failure("resting", "the model failed several times and is left alone for a minute")
        return None

    def _read(
        self, reply: Reply, judge: "_Judge", language: str
    ) -> Generator[ModelEvent, None, Failure | None]:
        """Cut the words into sentences and judge each; returns the failure, if any."""
        cutter = Cutter()
        told = time.monotonic()
        try:
            for words in reply:
                judge.progress.raw += words
                for cut in cutter.feed(words):
                    yield from judge.judge(cut)
                    told = time.monotonic()
                    if judge.is_lost:
                        return _UNSUPPORTED
                if words and is_other_language(judge.progress.raw, language):
                    return Failure("language", "the model answered in another language")
                if time.monotonic() - told >= BEAT:
                    told = time.monotonic()
                    yield Waiting()
        except UpstreamError as error:
            return Failure(error.diagnosis.kind, error.diagnosis.reason)
        for cut in cutter.end():
            yield from judge.judge(cut)
        return judge.verdict()

    def _book(self, failure: Failure | None) -> None:
        if failure is None or failure.kind in ("unsupported", "language"):
            self._breaker.succeeded()
        else:
            self._breaker.failed()

    def _usage(self, progress: _Progress, reply: Reply, messages: "Sequence[BaseMessage]") -> Usage:
        counted = reply.counted
        prompt = sum(estimate_tokens(str(message.text)) for message in messages)
        return Usage(
            model=self.name,
            input_tokens=counted.input_tokens or prompt,
            output_tokens=counted.output_tokens or (estimate_tokens(progress.raw) if progress.raw else 0),
            seconds=round(time.perf_counter() - progress.start, 3),
            first_seconds=None if progress.first is None else round(progress.first, 3),
            gate_seconds=round(progress.gate_seconds, 4),
            estimated=not counted.input_tokens,
        )


@dataclass(slots=True)
class _Judge:
    """Decides what becomes of each unit of an answer."""

    gate: Gate
    standins: Standins
    leaks: Leaks
    progress: _Progress
    layout: Layout = field(default_factory=Layout)

    @property
    def is_lost(self) -> bool:
        """Whether so much in a row was withheld that the answer is given up."""
        return self.progress.in_a_row >= _IN_A_ROW

    def judge(self, cut: Cut) -> Iterator[ModelEvent]:
        """Check one unit: show it, or withhold it and say in its place what the evidence says."""
        progress, unit = self.progress, cut.unit
        key = " ".join(unit.text.casefold().split())
        if unit.kind == "heading" or key in progress.said:
            return
        progress.said.add(key)
        start = time.perf_counter()
        verdict = self.gate.check(unit)
        reasons = verdict.reasons or self.leaks.reasons(unit.text)
        repeats = self.standins.repeats(unit.text)
        progress.gate_seconds += time.perf_counter() - start
        if verdict.supported and not reasons:
            progress.in_a_row = 0
            progress.own += 1
            if repeats:
                self.layout.drop(cut)
                return
            before, text = self.layout.place(cut)
            text = f"{text}\n{rule_row(text)}" if unit.kind == "header" else text
            yield self._shown(Sentence(text, before if progress.shown else "", verdict.figures))
            return
        progress.withheld += 1
        progress.in_a_row += 1
        yield Withheld(unit.text, reasons or ("it is not supported",))
        standin = self.standins.take(unit.text)
        if standin is None or self.is_lost:
            self.layout.drop(cut)
            return
        before, text = self.layout.place(cut, standin)
        yield self._shown(Sentence(text, before if progress.shown else "", substituted=True))

    def _shown(self, sentence: Sentence) -> Sentence:
        progress = self.progress
        progress.shown += 1
        progress.cited = progress.cited or bool(sentence.figures) or "[" in sentence.text
        if progress.first is None:
            progress.first = time.perf_counter() - progress.start
        self.standins.note(sentence.text)
        return sentence

    def verdict(self) -> Failure | None:
        """Judge the whole answer once it has ended."""
        progress = self.progress
        if not progress.raw.strip() or not (progress.shown or progress.withheld):
            return Failure("empty", "the model's answer was empty")
        if self.is_lost or progress.withheld >= progress.own:
            return _UNSUPPORTED
        if not progress.cited and self.gate.evidence:
            return Failure("empty", "the model said nothing that the guides hold")
        return None
