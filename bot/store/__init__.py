"""The index on disk: whole generations, one of them current, and what built them."""

from bot.store.commands import REBUILD, rebuild_command, with_folder
from bot.store.index import Index, Source, Stamp, expected_stamp
from bot.store.store import Contents, Store
from bot.store.vectors import VectorEntry, VectorsError

__all__ = [
    "REBUILD",
    "Contents",
    "Index",
    "Source",
    "Stamp",
    "Store",
    "VectorEntry",
    "VectorsError",
    "expected_stamp",
    "rebuild_command",
    "with_folder",
]
