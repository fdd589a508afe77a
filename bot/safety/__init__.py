"""What has to be met before any answer: a crisis, and private data that a person typed."""

from bot.safety.checking import SafetyFinding, check, crisis_finding, doubt_notice
from bot.safety.crisis import crisis_score, is_figure_of_speech, without_figures_of_speech
from bot.safety.professionals import professional

__all__ = [
    "SafetyFinding",
    "check",
    "crisis_finding",
    "crisis_score",
    "doubt_notice",
    "is_figure_of_speech",
    "professional",
    "without_figures_of_speech",
]
