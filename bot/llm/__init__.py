"""The model engine: any chat model words the answer, and every sentence passes the gate before it is shown.

`ModelEngine.open(settings)` builds it; `engine.stream(...)` yields events: `Sentence` (may be shown),
`Withheld` (must not), `Failure` (answer offline instead) and, last, `Usage`.
"""

from bot.llm.engine import ModelEngine
from bot.llm.events import Failure, ModelEvent, Sentence, Usage, Waiting, Withheld

__all__ = ["Failure", "ModelEngine", "ModelEvent", "Sentence", "Usage", "Waiting", "Withheld"]
