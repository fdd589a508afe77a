"""Understanding a message in its conversation."""

from bot.dialogue.intents import IntentModel, intent_model
from bot.dialogue.nonsense import notice
from bot.dialogue.understanding import understand

__all__ = ["IntentModel", "intent_model", "notice", "understand"]
