"""What has to be met before any answer: a crisis, and private data that a person typed."""

from bot.safety.checking import SafetyFinding, check
from bot.safety.crisis import crisis_score
from bot.safety.professionals import professional

__all__ = ["SafetyFinding", "check", "crisis_score", "professional"]
