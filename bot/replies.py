"""From a checked draft, or from a model's verified sentences, to the replies a person sees."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.composer.draft import render
from bot.composer.gate import Checked
from bot.llm.events import Failure, ModelEvent, Sentence, Usage, Waiting, Withheld
from bot.safety import SafetyFinding
from bot.schema import Figure, Reply

_MARK = re.compile(r"\[(\d{1,3})\]")


class Clock:
    """Seconds spent by stage."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Book the time since the last lap on a stage."""
        now = time.perf_counter()
        self.laps[stage] = round(now - self._last, 4)
        self._last = now

    def total(self) -> dict[str, float]:
        """Return the laps and their total."""
        return {**self.laps, "total": round(time.perf_counter() - self._start, 4)}


def support_reply(finding: SafetyFinding, clock: Clock) -> Reply:
    """Print what must be met before any answer."""
    return Reply(finding.text, "support", timings=clock.total())


def offline_replies(checked: Checked, notices: Iterable[str | None], clock: Clock) -> Iterator[Reply]:
    """Print a checked draft block by block; the last snapshot carries everything."""
    blocks = checked.draft.blocks
    for end in range(1, len(blocks)):
        part = render(blocks[:end])
        yield Reply(part.text, checked.draft.outcome, part.citations)
    yield _whole(checked, (*notices, checked.notice), clock)


def _whole(checked: Checked, notices: Iterable[str | None], clock: Clock) -> Reply:
    return Reply(
        text=checked.rendered.text,
        outcome=checked.draft.outcome,
        citations=checked.rendered.citations,
        figures=checked.figures,
        pay=checked.draft.pay,
        suggestions=checked.draft.suggestions,
        notice=" ".join(text for text in notices if text) or None,
        timings=clock.total(),
    )


def model_replies(
    events: Iterator[ModelEvent], checked: Checked, engine: str, notice: str | None, clock: Clock
) -> Iterator[Reply]:
    """Show a model's verified sentences as they come; what fails is replaced by the offline answer.

    Args:
        events: the engine's events; closed when the person stops reading, which stops the request upstream.
        checked: the offline answer the model was given to word, and to fall back on.
        engine: the model's name.
        notice: what the person must be told besides.
        clock: the stages so far.
    """
    text, figures, withheld, usage = "", list[Figure](), list[str](), dict[str, int]()
    offline = _whole(checked, (), clock)
    failure: str | None = None
    for event in events:
        if isinstance(event, Sentence):
            text += event.before + event.text
            figures += event.figures
        if isinstance(event, Sentence | Waiting):
            yield _worded(offline, text, engine, figures)
        elif isinstance(event, Withheld):
            withheld += event.reasons[:1]
        elif isinstance(event, Usage):
            usage = _counts(event)
        elif isinstance(event, Failure):
            failure = event.notice
    clock.lap("model")
    if failure or not text.strip():
        failure = failure or "Answered without the model: it said nothing."
        yield replace(_whole(checked, (notice, failure, checked.notice), clock), usage=usage)
        return
    told = " ".join(part for part in (notice, _withheld_notice(withheld)) if part) or None
    final = _worded(offline, text, engine, figures)
    yield replace(final, notice=told, timings=clock.total(), usage=usage, withheld=tuple(withheld))


def _worded(offline: Reply, text: str, engine: str, figures: list[Figure]) -> Reply:
    """The offline reply in the model's words: only what these words cite stays as a citation."""
    cited = {int(number) for number in _MARK.findall(text)}
    citations = tuple(citation for citation in offline.citations if citation.number in cited)
    return replace(
        offline, text=text, engine=engine, citations=citations, figures=tuple(dict.fromkeys(figures))
    )


def _withheld_notice(reasons: list[str]) -> str | None:
    if not reasons:
        return None
    some = (
        "1 sentence of the model was" if len(reasons) == 1 else f"{len(reasons)} sentences of the model were"
    )
    return f"{some} withheld."


def _counts(usage: Usage) -> dict[str, int]:
    counts = {"input_tokens": usage.input_tokens, "output_tokens": usage.output_tokens}
    return counts | {"estimated": 1} if usage.estimated else counts
