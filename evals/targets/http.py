"""An address that speaks the OpenAI protocol: other chatbots are scored with the same cases."""

import os
import time
from collections.abc import Sequence
from typing import Any

import httpx

from bot.schema import Turn
from evals.answers import Answer
from evals.cases import Expect
from evals.corpus import Corpus
from evals.hashing import digest
from evals.targets.spec import Spec, TargetError


class HttpTarget:
    """Posts to {address}/chat/completions.

    Options: model=, system= (a first message), key= (the name of the environment variable with the key),
    timeout= in seconds.
    """

    def __init__(self, spec: Spec) -> None:
        self.label = spec.label
        self.fingerprint = digest(spec.name, dict(spec.options))
        self._address = spec.name.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"
        self._options = spec.options
        key = os.environ.get(spec.options["key"], "") if "key" in spec.options else ""
        if "key" in spec.options and not key:
            raise TargetError(f"{spec.label}: the environment variable {spec.options['key']} is not set.")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(timeout=float(spec.options.get("timeout", "60")), headers=headers)

    def ask(self, question: str, history: Sequence[Turn], corpus: Corpus, expect: Expect) -> Answer:  # noqa: ARG002
        """Send the conversation and read the reply.

        Raises:
            TargetError: it does not answer, or not in the protocol.
        """
        messages = [{"role": turn.role, "content": turn.content} for turn in history]
        if "system" in self._options:
            messages.insert(0, {"role": "system", "content": self._options["system"]})
        messages.append({"role": "user", "content": question})
        body = {"model": self._options.get("model", "default"), "messages": messages, "temperature": 0}
        started = time.perf_counter()
        try:
            response = self._client.post(self._address, json=body)
            response.raise_for_status()
            return _read(response.json(), time.perf_counter() - started)
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
            raise TargetError(f"{self._address}: {type(error).__name__}: {error}") from error


def _read(body: Any, seconds: float) -> Answer:  # noqa: ANN401
    text = body["choices"][0]["message"]["content"] or ""
    usage = {name: count for name, count in (body.get("usage") or {}).items() if isinstance(count, int)}
    return Answer(text=text, engine=str(body.get("model", "")), usage=usage, seconds=seconds)
