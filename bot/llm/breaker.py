"""After repeated failures the model is left alone for a while, then tried once."""

import threading
import time
from collections.abc import Callable

FAILURES = 3
REST_SECONDS = 60.0


class Breaker:
    """Counts failures in a row; open while the model rests. Safe to share between threads."""

    def __init__(
        self,
        failures: int = FAILURES,
        rest: float = REST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open after `failures` in a row, for `rest` seconds."""
        self._limit, self._rest, self._clock = failures, rest, clock
        self._count = 0
        self._until: float | None = None
        self._lock = threading.Lock()

    def allows(self) -> bool:
        """Whether a request may be made now; after a rest one request goes through as a trial."""
        with self._lock:
            if self._until is None:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._rest
            return True

    def succeeded(self) -> None:
        """Book an answer that came."""
        with self._lock:
            self._count, self._until = 0, None

    def failed(self) -> None:
        """Book a failure; the last allowed one opens the breaker."""
        with self._lock:
            self._count += 1
            if self._count >= self._limit:
                self._until = self._clock() + self._rest
