"""Whatever went wrong upstream, in one sentence, and whether trying again may help."""

import asyncio
import json
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

from bot.errors import ModelError
from bot.llm.events import FailureKind

_LONGEST_WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What went wrong: `wait` are the seconds the server asked to wait, None when it did not say."""

    kind: FailureKind
    reason: str
    may_retry: bool = False
    wait: float | None = None


class UpstreamError(ModelError):
    """The chat model did not give a usable answer; carries the diagnosis."""

    def __init__(self, diagnosis: Diagnosis) -> None:
        super().__init__(diagnosis.reason)
        self.diagnosis = diagnosis


_BY_STATUS: dict[int, tuple[FailureKind, str, bool]] = {
    400: ("other", "the model server did not accept the request", False),
    401: ("refused", "the model server refused the key", False),
    402: ("refused", "the model account has no credit left", False),
    403: ("refused", "the model server refused the key", False),
    404: ("unknown_model", "the model server does not know this model", False),
    408: ("stalled", "the model server took too long", True),
    409: ("server", "the model server had a conflict", True),
    413: ("too_long", "the request was too long for the model", False),
    422: ("other", "the model server did not accept the request", False),
    429: ("busy", "the model server is busy or its limit is reached", True),
    529: ("busy", "the model server is overloaded", True),
}

_BROKEN_OFF = frozenset(
    ["RemoteProtocolError", "IncompleteRead", "ClientPayloadError", "ReadError", "IncompleteReadError"]
)


def diagnose(error: BaseException, *, started: bool = False) -> Diagnosis:
    """Say in words what an error of any provider's package means.

    Args:
        error: what the package raised.
        started: whether words had arrived before it.
    """
    if isinstance(error, UpstreamError):
        return error.diagnosis
    chain = list(_causes(error))
    names = {name.__name__ for item in chain for name in type(item).__mro__}
    if names & _BROKEN_OFF:  # before the status: some packages call a broken stream a 400 of their own
        return Diagnosis("cut", "the model's answer broke off", may_retry=not started)
    status = next((found for item in chain if (found := _status(item)) is not None), None)
    if status is not None and status >= 400:
        return _of_status(status, chain)
    if isinstance(error, asyncio.TimeoutError | TimeoutError) or any("Timeout" in name for name in names):
        return Diagnosis("stalled", "the model stopped answering", may_retry=not started)
    if isinstance(error, OSError) or any("Connect" in name or "Connection" in name for name in names):
        return Diagnosis("unreachable", "the model server could not be reached", may_retry=not started)
    if any(
        isinstance(item, json.JSONDecodeError | UnicodeDecodeError | KeyError | TypeError) for item in chain
    ):
        return Diagnosis("malformed", "the model server sent something unreadable", may_retry=not started)
    if "ValidationError" in names or "APIResponseValidationError" in names or "ValueError" in names:
        return Diagnosis("malformed", "the model server sent something unreadable", may_retry=not started)
    return Diagnosis("other", "the model server reported an error", may_retry=not started)


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    item: BaseException | None = error
    while item is not None and item not in found and len(found) < 8:
        found.append(item)
        item = item.__cause__ or item.__context__
    return found


def _status(error: BaseException) -> int | None:
    response = getattr(error, "response", None)
    for value in (
        getattr(error, "status_code", None),
        getattr(response, "status_code", None),
        getattr(error, "code", None),
    ):
        if isinstance(value, int) and not isinstance(value, bool) and 100 <= value <= 599:
            return value
    return None


def _of_status(status: int, chain: list[BaseException]) -> Diagnosis:
    kind, reason, may_retry = _BY_STATUS.get(
        status, ("server", f"the model server failed (status {status})", status >= 500)
    )
    return Diagnosis(kind, reason, may_retry, _retry_after(chain) if may_retry else None)


def _retry_after(chain: list[BaseException]) -> float | None:
    """Return the seconds a server asked to wait, at most half a minute; dates are understood too."""
    for item in chain:
        headers: Any = getattr(getattr(item, "response", None), "headers", None) or {}
        value = headers.get("retry-after") or headers.get("Retry-After")
        if value is None:
            continue
        try:
            seconds = float(value)
        except ValueError:
            try:
                seconds = parsedate_to_datetime(value).timestamp() - time()
            except ValueError:
                continue
        return min(max(seconds, 0.0), _LONGEST_WAIT)
    return None
