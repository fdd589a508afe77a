"""A function as a target: module:function, called with the question and the history."""

import importlib
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.schema import Reply, Turn
from evals.answers import Answer
from evals.cases import Expect
from evals.corpus import Corpus
from evals.hashing import digest, files_hash
from evals.targets.spec import Spec, TargetError


class FunctionTarget:
    """Calls `function(question, history)`, which returns text, a Reply or a mapping with text."""

    def __init__(self, spec: Spec) -> None:
        self.label = spec.label
        self._function = _load(spec.name)
        source = getattr(sys.modules[self._function.__module__], "__file__", None)
        self.fingerprint = digest(spec.name, files_hash([Path(source)]) if source else "")

    @staticmethod
    def fits(name: str) -> bool:
        """Say whether a name is a function that can be imported rather than provider:model."""
        module, colon, function = name.partition(":")
        if not colon or not function.isidentifier() or not module.replace(".", "").isidentifier():
            return False
        _see_working_folder()
        try:
            spec = importlib.util.find_spec(module)
        except ModuleNotFoundError:
            return False
        return spec is not None and callable(getattr(importlib.import_module(module), function, None))

    def ask(self, question: str, history: Sequence[Turn], corpus: Corpus, expect: Expect) -> Answer:  # noqa: ARG002
        """Call the function."""
        started = time.perf_counter()
        messages = [{"role": turn.role, "content": turn.content} for turn in history]
        reply = self._function(question, messages)
        return _answer(reply, time.perf_counter() - started)


def _answer(reply: Any, seconds: float) -> Answer:  # noqa: ANN401
    if isinstance(reply, Reply):
        return Answer.of(reply, seconds=seconds)
    if isinstance(reply, str):
        return Answer(text=reply, seconds=seconds)
    return Answer.model_validate({**reply, "seconds": seconds, "structured": "outcome" in reply})


def _see_working_folder() -> None:
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)


def _load(name: str) -> Callable[[str, list[dict[str, str]]], Any]:
    module, _, function = name.partition(":")
    _see_working_folder()
    found = getattr(importlib.import_module(module), function, None)
    if not callable(found):
        raise TargetError(f"{name}: {module} has no function {function}.")
    return found  # type: ignore[no-any-return]
