"""A document read from top to bottom: each heading and lead-in sets what the figures below it are about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.pay.reading.about import of_scope
from bot.pay.reading.blocks import blocks, sentences
from bot.pay.reading.conventions import said_years, with_said_year
from bot.pay.reading.cues import COUNTED, CUE, PAY_WORD, entry_kind, kind_of
from bot.pay.reading.deciding import OTHER_GROUP
from bot.pay.reading.drafts import Draft, to_records
from bot.pay.reading.geography import named_place
from bot.pay.reading.grouping import led_scope, on_step, shared_steps
from bot.pay.reading.known import RoleNames
from bot.pay.reading.naming import level_of
from bot.pay.reading.narrowing import (
    LABEL,
    SOURCE_LINE,
    advertised,
    heading_scope,
    is_by_industry,
    is_of_learning,
    labelled,
    with_section_year,
)
from bot.pay.reading.scope import Scope
from bot.pay.reading.sentence import LONGEST
from bot.pay.reading.stating import read_sentence
from bot.pay.reading.subjects import find_roles, label_role, says_who
from bot.pay.reading.tabling import read_table
from bot.pay.reading.titles import document_names, document_scope
from bot.pay.reading.whereabouts import document_country
from bot.quantities import find_money
from bot.schema import Document, PayRecord, Section

# What stands behind a label that is a level, when the line is nothing but its pay.
_ONLY_MONEY = re.compile(
    r"(?i)(?:from |up to |around |circa |c\. ?|ca\. ?)?(?:[A-Z]{0,3} ?[$£€₹]"
    r"|[A-Z]{3} )? ?\d[^;:]{0,60}[\dkK€+]"
    r"(?:[ ,(]*(?:a|per|an|/|p\.?a\.?|brutto|brut|gross|euros?|pro|par|im|al?|in|por"
    r"|[^\W\d_]{3,9})[).]*){0,5}"
)
_GOES_ON = re.compile(
    r"(?i)(?:they|it|this|that|those|their|its|the (?:top|bottom|lowest|highest|middle|median|average"
    r"|mean|range|best|rest)"
    r"|half|(?:a|one) (?:quarter|tenth|third)|starting|sie|diese|das|ils|elles|ce|ellos)(?![^\W_])"
)

# Another place for the figure just given: "In Sachsen sind es 3.520 Euro", "In Ohio it is $41,000".
_SAME_AGAIN = re.compile(
    r"(?i)(?:in|im|en|à|au) [^,.;]{2,40}? (?:sind es|ist es|waren es|it(?: is|['’]s| was)|c['’]est|es de|son)"
    r"(?![^\W_])"
)


_TITLE_AND_MONEY = re.compile(r"(?P<label>[^\d$£€:|]{3,70}?) (?P<rest>[^\W\d_]{0,3} ?[$£€\d].*)")
MOST_READ = 10_000_000
"""Characters of a document that pay is read from: what a minute or two is enough for."""


def within_reach(document: Document) -> Document:
    """Return a document with the text that pay is read from, and a warning where that is not all of it."""
    room = MOST_READ
    for number, section in enumerate(document.sections):
        if len(section.text) > room:
            cut = replace(section, text=section.text[:room].rpartition("\n")[0])
            told = f"is so long that pay was read from its first {MOST_READ:,} characters only; split it"
            return replace(
                document,
                sections=(*document.sections[:number], cut),
                warnings=(*document.warnings, told),
            )
        room -= len(section.text)
    return document


def read_pay(document: Document) -> tuple[PayRecord, ...]:
    """Read the pay figures of a document.

    Returns:
        One record for each figure or range whose role, period and currency are known, in order; amounts
        that are no pay (prices, revenue, bonuses, differences, sums, laws, examples) are left out.
    """
    names = document_names(document)
    scope = document_scope(document, names)
    country = document_country(document)
    said = said_years(document)
    drafts: list[Draft] = []
    for section in document.sections:
        around = with_said_year(scope, section.heading, said)
        drafts += _section(section, heading_scope(section.heading, around, names, country), names, country)
    return to_records(drafts, document)


def _section(section: Section, scope: Scope, names: RoleNames, country: str | None) -> Iterator[Draft]:
    scope = with_section_year(section, scope)
    top = scope
    labels = _labels(section)
    titled, placed = _title_lists(labels, names), _place_lists(labels, names, country)
    steps = shared_steps(labels, names)
    for block in blocks(section.text):
        if block.kind == "heading":
            scope = heading_scope((block.text,), top, names, country).narrowed(section=top.section)
            continue
        if SOURCE_LINE.match(block.text):
            continue
        scope = advertised(block, scope, names, country)
        around = led_scope(block, scope, names, country)
        if block.kind == "table":
            yield from read_table(block.rows, around, names, country)
        elif block.kind == "item":
            listing = True if block.lead in titled else None
            around = replace(around.narrowed(listing=listing), placed=block.lead in placed)
            yield from _item(block.text, on_step(block, around, steps), names, country)
        else:
            yield from _text(block.text, scope, names, country)


def _title_lists(labels: Mapping[str, list[str]], names: RoleNames) -> set[str]:
    """Return the lead-ins of lists whose labels are mostly job titles, so that the others are too."""
    return {
        lead
        for lead, found in labels.items()
        if len(found) > 1 and sum(label_role(label, names) is not None for label in found) * 2 >= len(found)
    }


def _place_lists(labels: Mapping[str, list[str]], names: RoleNames, country: str | None) -> set[str]:
    """Return the lead-ins of lists whose labels are mostly places, so that the others are too."""
    return {
        lead
        for lead, found in labels.items()
        if sum(bool(named_place(one, country)) and not names.match(one) for one in found) * 2 > len(found)
        if len(found) > 1
    }


def _labels(section: Section) -> dict[str, list[str]]:
    """Return the labels of a section's lists, by the lead-in of each list."""
    labels: dict[str, list[str]] = {}
    for block in blocks(section.text):
        match = LABEL.match(block.text) or _bare_label(block.text) if block.kind == "item" else None
        if match:
            labels.setdefault(block.lead, []).append(match["label"].strip())
    return labels


def _text(text: str, scope: Scope, names: RoleNames, country: str | None) -> Iterator[Draft]:
    """Read running text; a sentence that names no title or year keeps that of the one before it.

    A place is kept only by a sentence that plainly goes on: "The top 10 percent earned...".
    """
    last: Draft | None = None
    if not find_money(text, currency=scope.currency):
        return
    for sentence in sentences(text):
        around = scope
        if last and _GOES_ON.match(sentence):
            around = replace(scope, place=last.place, place_kind=last.place_kind)
        if last and _SAME_AGAIN.match(sentence):
            around = replace(around, kind=last.kind)
        drafts = read_sentence(sentence, around, names, country)
        yield from drafts
        scope = _with_subject(sentence, scope, names)
        if drafts:
            last = drafts[-1]
            scope = scope.narrowed(year=last.year, year_label=last.year_label)


def _with_subject(sentence: str, scope: Scope, names: RoleNames) -> Scope:
    """Make the title that a sentence is about the title of those after it; none when it names several."""
    money = find_money(sentence)
    end = money[0].start if money else len(sentence)
    found = find_roles(sentence, names) if len(sentence) < LONGEST else ()
    roles = {of_scope(role, scope).name for role in found if role.end <= end}
    if len(roles) == 1 and not OTHER_GROUP.search(sentence):
        return scope.narrowed(role=next(iter(roles)))
    return replace(scope, role=None) if roles else scope


def _says_pay(label: str, rest: str, scope: Scope) -> bool:
    """Whether what stands behind a label calls its first amount pay, and the label is of no other money."""
    first = find_money(rest, currency=scope.currency)[0]
    cue = CUE.search(rest[: first.start])
    return cue is not None and cue["pay"] is not None and CUE.search(label) is None


def _is_money(label: str, rest: str, scope: Scope) -> bool:
    """Whether the value of a label is money: said by a sign, or bare behind a job or a word of pay."""
    if any(not money.assumed for money in find_money(rest, currency=scope.currency)):
        return True
    return not COUNTED.search(label) and (PAY_WORD.search(label) is not None or not kind_of(label))


def _titled(text: str, scope: Scope, names: RoleNames) -> re.Match[str] | None:
    """Match a line that is a title, or an industry, and its pay, nothing between: "Line cooks $31,200"."""
    match = _bare_label(text)
    known = match and (scope.listing or is_by_industry(scope) or label_role(match["label"], names))
    return match if known else None


def _bare_label(text: str) -> re.Match[str] | None:
    """Match a label and an amount with nothing between them."""
    match = _TITLE_AND_MONEY.fullmatch(text)
    return match if match and _ONLY_MONEY.fullmatch(match["rest"]) else None


def _item(text: str, scope: Scope, names: RoleNames, country: str | None) -> Iterator[Draft]:
    """Read a list item or a labelled line, its label first."""
    match = LABEL.match(text) or _titled(text, scope, names)
    if match is None or says_who(match["label"]) or not find_money(match["rest"], currency=scope.currency):
        yield from _text(text, scope, names, country)
        return
    about = scope if scope.stepped else labelled(match["label"].strip(), scope, names, country)
    if about is None and _says_pay(match["label"], match["rest"], scope):
        about = scope
    if about is None or not _is_money(match["label"], match["rest"], scope):
        return
    if is_of_learning(scope) and not any(money.period for money in find_money(match["rest"])):
        return
    if about.role and level_of(match["label"]) and _ONLY_MONEY.fullmatch(match["rest"]):
        about = about.narrowed(pay=True, kind=entry_kind(match["label"]))
    for sentence in sentences(match["rest"]):
        for draft in read_sentence(sentence, about, names, country):
            yield replace(draft, quote=text)
