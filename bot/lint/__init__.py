"""A check of guides and pay tables before they are ingested: what is missing, where, and what to write."""

from bot.lint.checking import lint
from bot.lint.finding import Finding

__all__ = ["Finding", "lint"]
