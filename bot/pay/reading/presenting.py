"""The job titles that a document presents: what it is about, as far as its own text calls someone that."""

import re
from dataclasses import replace

from bot.pay.reading.titles import document_names
from bot.schema import Document, RoleName

MOST = 40
"""A document that seems to present more jobs than this is a list of them, and presents none."""


def with_presented_roles(document: Document) -> Document:
    """Return a document that declares no roles with those its title and headings show it to present.

    Only a title that the text below uses too is taken: a heading alone may be anything.
    """
    if document.roles or not document.sections:
        return document
    headings = [document.title, *(part for section in document.sections for part in section.heading)]
    shown = " \n ".join(dict.fromkeys(headings)).casefold()
    told = "\n".join(_prose(section.text) for section in document.sections).casefold()
    names = dict.fromkeys(document_names(document).names.values())
    held = [name for name in names if _holds(shown, name) and _holds(told, name)]
    roles = tuple(RoleName(name) for name in held if not any(_is_placed(name, other) for other in held))
    return replace(document, roles=roles) if len(roles) <= MOST else document


def _is_placed(name: str, other: str) -> bool:
    """Whether a title is another one and where it is worked: "baker in Ireland"."""
    return name.casefold().startswith(f"{other.casefold()} in ")


def _prose(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("|"))


def _holds(text: str, name: str) -> bool:
    """Whether a text holds a title as words of their own, in the singular or a plural."""
    stem = re.escape(name.casefold().removesuffix("y").removesuffix("an"))
    return re.search(rf"(?<![^\W_]){stem}(?:y|ies|an|en|e?s|n|innen|in)?(?![^\W_])", text) is not None
