"""A document read from top to bottom: each heading and lead-in sets what the figures below it are about."""

from collections.abc import Iterator
from dataclasses import replace

from bot.pay.reading.blocks import blocks, sentences
from bot.pay.reading.drafts import Draft, to_records
from bot.pay.reading.naming import RoleNames
from bot.pay.reading.narrowing import (
    LABEL,
    SOURCE_LINE,
    advertised,
    heading_scope,
    labelled,
    lead_scope,
    with_source_year,
)
from bot.pay.reading.scope import Scope
from bot.pay.reading.stating import LONGEST, OTHER_GROUP, read_sentence
from bot.pay.reading.subjects import find_roles
from bot.pay.reading.tabling import read_table
from bot.pay.reading.titles import document_names, document_scope
from bot.quantities import find_money
from bot.schema import Document, PayRecord, Section


def read_pay(document: Document) -> tuple[PayRecord, ...]:
    """Read the pay figures of a document.

    Returns:
        One record for each figure or range whose role, period and currency are known, in order; amounts
        that are no pay (prices, revenue, bonuses, differences, sums, laws, examples) are left out.
    """
    names = document_names(document)
    scope = document_scope(document, names)
    drafts: list[Draft] = []
    for section in document.sections:
        drafts += _section(
            section, heading_scope(section.heading, scope, names, document.country), names, document.country
        )
    return to_records(drafts, document)


def _section(section: Section, scope: Scope, names: RoleNames, country: str | None) -> Iterator[Draft]:
    scope = with_source_year(section, scope)
    top = scope
    for block in blocks(section.text):
        if block.kind == "heading":
            scope = heading_scope((block.text,), top, names, country).narrowed(section=top.section)
            continue
        if SOURCE_LINE.match(block.text):
            continue
        scope = advertised(block, scope, names, country)
        around = lead_scope(block, scope, names, country)
        if block.kind == "table":
            yield from read_table(block.rows, around, names, country)
        elif block.kind == "item":
            yield from _item(block.text, around, names, country)
        else:
            yield from _text(block.text, scope, names, country)


def _text(text: str, scope: Scope, names: RoleNames, country: str | None) -> Iterator[Draft]:
    """Read running text; a sentence that names no title, place or year keeps those of the one before."""
    for sentence in sentences(text):
        drafts = read_sentence(sentence, scope, names, country)
        yield from drafts
        money = find_money(sentence)
        end = money[0].start if money else len(sentence)
        found = find_roles(sentence, names) if len(sentence) < LONGEST else []
        roles = {role.name for role in found if role.end <= end}
        if len(roles) == 1 and not OTHER_GROUP.search(sentence):
            scope = scope.narrowed(role=next(iter(roles)))
        elif roles:
            scope = replace(scope, role=None)
        if drafts:
            last = drafts[-1]
            scope = scope.narrowed(
                year=last.year, year_label=last.year_label, place=last.place, place_kind=last.place_kind
            )


def _item(text: str, scope: Scope, names: RoleNames, country: str | None) -> Iterator[Draft]:
    """Read a list item or a labelled line, its label first."""
    match = LABEL.match(text)
    if match is None or not find_money(match["rest"], currency=scope.currency):
        yield from _text(text, scope, names, country)
        return
    about = labelled(match["label"].strip(), scope, names, country)
    if about is None:
        return
    for sentence in sentences(match["rest"]):
        for draft in read_sentence(sentence, about, names, country):
            yield replace(draft, quote=text)
