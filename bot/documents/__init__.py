"""Reading files: a file of any supported kind becomes a Document of headed sections."""

from bot.documents.kinds import SUFFIXES
from bot.documents.reading import document_id, read_document, sha256_of
from bot.documents.tongue import language_of
from bot.documents.worker import Parser

__all__ = ["SUFFIXES", "Parser", "document_id", "language_of", "read_document", "sha256_of"]
