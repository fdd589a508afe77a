"""The job titles that a document presents: what it is about, as far as its own text calls someone that."""

import re
from dataclasses import replace

from bot.pay.reading.joined import jobs_in
from bot.pay.reading.naming import tidy
from bot.pay.reading.titles import document_names
from bot.schema import Document, RoleName

MOST = 40
"""A document that seems to present more jobs than this is a list of them, and presents none."""

_ALSO_CALLED = re.compile(
    r"(?im)^\W*(?:(?:(?:alternative|other|common|sample|related) (?:job )?(?:titles?|names?)"
    r"|also (?:known(?: as)?|called)"
    r"|autres (?:appellations|noms)|(?:andere|weitere) (?:bezeichnungen|berufsbezeichnungen)|otros nombres"
    r")(?: (?:for|of|used for) this (?:job|role|occupation))?|auch genannt|aussi appelé)"
    r"(?: include| are| as)?\W{0,3}(?P<names>\S.{2,160})$"
)
_BETWEEN = re.compile(r"(?i)[,;/]| (?:and|or|und|oder|et|ou|y|o) ")
_WORDS = 5


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
    held = [name for name in held if not any(_is_placed(name, other) for other in held)]
    joined = {tidy(heading): jobs_in(heading) for heading in headings}
    parts = {part for name in held if name in joined for parts in joined[name] for part in parts}
    held = [name for name in held if name not in parts]
    titled = held if len(held) == 1 else [name for name in held if _holds(document.title.casefold(), name)]
    also = {titled[0]: _also_called(document)} if len(titled) == 1 else {}
    held = [name for name in held if name in also or not any(name in others for others in also.values())]
    roles = tuple(
        RoleName(
            name, tuple(one for one in (*also.get(name, ()), *joined.get(name, ((),))[0]) if one != name)
        )
        for name in held
    )
    return replace(document, roles=roles) if len(roles) <= MOST else document


def _also_called(document: Document) -> tuple[str, ...]:
    """The other names that a document gives for its job: "Alternative titles for this job: ..."."""
    lines: list[str] = []
    for section in document.sections:
        below = section.text.lstrip().partition("\n")[0]
        lines += [part if ":" in part else f"{part} {below}" for part in section.heading[-1:]]
        lines.append(section.text)
    found = (match["names"] for text in dict.fromkeys(lines) for match in _ALSO_CALLED.finditer(text))
    names = [tidy(part) for names in found for part in _BETWEEN.split(names.rstrip(". "))]
    names = [name for name in names if name and len(name.split()) <= _WORDS]
    return tuple(dict.fromkeys(names))


def _is_placed(name: str, other: str) -> bool:
    """Whether a title is another one and where it is worked: "baker in Ireland"."""
    return name.casefold().startswith(f"{other.casefold()} in ")


def _prose(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("|"))


def _holds(text: str, name: str) -> bool:
    """Whether a text holds a title as words of their own, in the singular or a plural."""
    stem = re.escape(name.casefold().removesuffix("y").removesuffix("an"))
    return re.search(rf"(?<![^\W_]){stem}(?:y|ies|ans?|en|e?s|n|innen|in)?(?![^\W_])", text) is not None
