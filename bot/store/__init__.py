"""The index on disk: whole generations, one of them current, and what built them."""

from bot.store.commands import REBUILD, rebuild_command, with_folder
from bot.store.index import Index, Source, Stamp, catalogue_of, expected_stamp
from bot.store.multivectors import (
    CHUNKS_KEPT,
    EncodedText,
    MultiVectors,
    encode_bodies,
    encode_texts,
    names_of,
)
from bot.store.store import Contents, Store
from bot.store.vectors import VectorEntry, VectorsError

__all__ = [
    "CHUNKS_KEPT",
    "REBUILD",
    "Contents",
    "EncodedText",
    "Index",
    "MultiVectors",
    "Source",
    "Stamp",
    "Store",
    "VectorEntry",
    "VectorsError",
    "catalogue_of",
    "encode_bodies",
    "encode_texts",
    "expected_stamp",
    "names_of",
    "rebuild_command",
    "with_folder",
]
