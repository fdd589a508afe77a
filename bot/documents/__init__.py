"""Reading files: a file of any supported kind becomes a Document of headed sections."""

from bot.documents.reading import SUFFIXES, document_id, read_document, sha256_of

__all__ = ["SUFFIXES", "document_id", "read_document", "sha256_of"]
