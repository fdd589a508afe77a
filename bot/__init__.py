"""Waypoint's adviser: answers from guides, with the source of every statement.

>>> from bot import Advisor, Settings
>>> reply = Advisor.open(Settings()).ask("What does a manager earn?")
"""

from typing import TYPE_CHECKING, Any

from bot.errors import WaypointError
from bot.schema import Citation, Figure, PayRecord, Reply, Turn
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.advisor import Advisor

__all__ = ["Advisor", "Citation", "Figure", "PayRecord", "Reply", "Settings", "Turn", "WaypointError"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module protocol's own signature
    # the adviser pulls in the encoder's stack, which --help and error messages must not wait for
    if name == "Advisor":
        from bot.advisor import Advisor

        return Advisor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
