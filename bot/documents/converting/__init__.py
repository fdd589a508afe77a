"""Web pages, PDF and Office files to Markdown; runs in a process of its own (see bot/documents/worker.py)."""

from bot.documents.converting.converted import Converted, UnreadableError

__all__ = ["Converted", "UnreadableError"]
