"""How a target is named on the command line, and what every target can do."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import WaypointError
from bot.schema import Turn
from evals.answers import Answer
from evals.cases import Expect
from evals.corpus import Corpus


class TargetError(WaypointError):
    """A target cannot be opened or does not answer; the message says which and what to change."""


@dataclass(frozen=True)
class Spec:
    """A target's name and its options."""

    name: str
    options: Mapping[str, str]
    label: str
    text: str


class Target(Protocol):
    """Something that answers questions."""

    @property
    def label(self) -> str:
        """What the report calls it."""

    @property
    def fingerprint(self) -> str:
        """Changes with anything that could change its answers, the corpus apart."""

    def ask(self, question: str, history: Sequence[Turn], corpus: Corpus, expect: Expect) -> Answer:
        """Answer one question; `expect.rewrite` may be looked up for the trace, never shown to the engine."""


def parse_spec(text: str) -> Spec:
    """Read "openai:gpt-4.1-mini prompt=brief.md label=brief".

    Raises:
        TargetError: it is empty, or an option has no value.
    """
    words = shlex.split(text)
    if not words:
        raise TargetError("--target is empty. Write offline, provider:model, module:function or http://...")
    options: dict[str, str] = {}
    for word in words[1:]:
        name, equals, value = word.partition("=")
        if not equals or not value:
            raise TargetError(f"--target {text!r}: write options as name=value, not {word!r}.")
        options[name] = value
    label = options.pop("label", " ".join(words))
    return Spec(words[0], options, label, text)
