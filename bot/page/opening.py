"""Opens the adviser beside the page, so that the page can be read while the encoder loads."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import WaypointError
from bot.schema import Reply

_log = logging.getLogger(__name__)


class Adviser(Protocol):
    """What the page asks of an adviser."""

    def stream(self, question: str, history: Sequence[Mapping[str, str]]) -> Iterator[Reply]:
        """Answer as cumulative snapshots; the last is final."""

    def starters(self) -> tuple[str, ...]:
        """Return questions to begin with."""

    def coverage(self) -> str:
        """Return what the guides cover, as Markdown."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the page shows before the first question."""

    starters: tuple[str, ...]
    coverage: str


class Opening:
    """An adviser on its way: opened once, in the background; every visitor waits for the same one."""

    def __init__(self, open_adviser: Callable[[], Adviser]) -> None:
        self._open = open_adviser
        self._done = threading.Event()
        self._adviser: Adviser | None = None
        self._error: WaypointError | None = None

    def start(self) -> "Opening":
        """Begin to open the adviser."""
        threading.Thread(target=self._run, name="open-adviser", daemon=True).start()
        return self

    @property
    def error(self) -> WaypointError | None:
        """Why the adviser could not be opened, once that is known."""
        return self._error

    def ready(self, seconds: float = 0.0) -> bool:
        """Wait up to `seconds`; tell whether the adviser was opened or has failed to open."""
        return self._done.wait(seconds)

    def adviser(self) -> Adviser:
        """Return the adviser, waiting for it.

        Raises:
            WaypointError: it could not be opened.
        """
        self._done.wait()
        if self._adviser is None:
            raise self._error or WaypointError("The adviser could not be opened.")
        return self._adviser

    def welcome(self) -> Welcome:
        """Return the starters and the coverage, waiting for the adviser.

        Raises:
            WaypointError: it could not be opened.
        """
        adviser = self.adviser()
        return Welcome(adviser.starters(), adviser.coverage())

    def _run(self) -> None:
        try:
            adviser = self._open()
            adviser.starters()
            self._adviser = adviser
        except WaypointError as error:
            self._error = error
        except Exception as error:
            _log.exception("The adviser could not be opened.")
            self._error = WaypointError(f"The adviser could not be opened: {error}. The log has the details.")
        finally:
            self._done.set()
