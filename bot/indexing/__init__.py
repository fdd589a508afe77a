"""Bringing the index in line with the files: only what changed is read and embedded again."""

from bot.indexing.report import IndexReport, Progress, Skipped
from bot.indexing.sync import forget, known_sources, sync

__all__ = ["IndexReport", "Progress", "Skipped", "forget", "known_sources", "sync"]
