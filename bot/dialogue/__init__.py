"""Understanding a message in its conversation."""

from bot.dialogue.choosing import SMALL_TALK
from bot.dialogue.danger import WORRYING
from bot.dialogue.followups import picked_row, with_row
from bot.dialogue.hanging import meant, recalls, takes_back, tells
from bot.dialogue.intents import IntentModel, intent_model, open_models, prepare_intents
from bot.dialogue.nonsense import speech
from bot.dialogue.understanding import understand

__all__ = [
    "SMALL_TALK",
    "WORRYING",
    "IntentModel",
    "intent_model",
    "meant",
    "open_models",
    "picked_row",
    "prepare_intents",
    "recalls",
    "speech",
    "takes_back",
    "tells",
    "understand",
    "with_row",
]
