"""Tokens spent per day, kept in the data folder, so that every replica on it counts together."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from bot.schema import Turn

_CHARS_PER_TOKEN = 4
_LOCK_SECONDS = 2.0


def estimate_tokens(text: str) -> int:
    """Return roughly how many tokens a text has."""
    return len(text) // _CHARS_PER_TOKEN + 1


def conversation_tokens(history: Sequence[Turn], prompt_tokens: int) -> int:
    """Estimate what a conversation has cost: each answer in it read a prompt and all that stood before it."""
    spent = before = 0
    for turn in history:
        tokens = estimate_tokens(turn.content)
        if turn.role == "assistant":
            spent += prompt_tokens + before + tokens
        before += tokens
    return spent


def _today() -> date:
    return datetime.now(tz=UTC).date()


class Ledger:
    """The tokens spent today (UTC)."""

    def __init__(self, folder: Path, today: Callable[[], date] = _today) -> None:
        """Keep the count in `folder`; nothing is written before the first booking."""
        self._path = folder / "model-usage.json"
        self._today = today

    def spent(self) -> int:
        """Return today's tokens; 0 when nothing was booked or the file cannot be read."""
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            return int(data["tokens"]) if data["day"] == self._today().isoformat() else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def book(self, tokens: int) -> None:
        """Add tokens to today's count; when the folder cannot be written the count stays as it was."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._path}.lock", timeout=_LOCK_SECONDS):
                data = {"day": self._today().isoformat(), "tokens": self.spent() + tokens}
                self._path.write_text(json.dumps(data), encoding="utf-8")
        except (OSError, Timeout):
            return
