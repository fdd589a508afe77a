"""The job titles of a document and what the whole of it says: country, currency, year, period."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from bot.pay.places import country_name
from bot.pay.reading import cues
from bot.pay.reading.blocks import blocks
from bot.pay.reading.columns import role_cells
from bot.pay.reading.gender import FOR_ALL, ungendered
from bot.pay.reading.geography import currency_of_country
from bot.pay.reading.headings import heading_role, without_place
from bot.pay.reading.known import RoleNames
from bot.pay.reading.naming import could_be_title, is_level, is_title, role_key, singular, tidy
from bot.pay.reading.narrowing import LABEL, about_pay
from bot.pay.reading.periods import said_period, stated_periods
from bot.pay.reading.scope import Scope
from bot.pay.reading.training import training_heading
from bot.pay.reading.whereabouts import (
    document_country,
    domain_country,
    plain_sentences,
    stated_currency,
    title_place,
    top_headings,
)
from bot.pay.reading.words import AROUND, NO_PERSON, NOT_AGENT
from bot.quantities import find_quantities
from bot.schema import Document, Section

_EXPERIENCED = r"experienced|qualified|junior|senior|trainee|new"
_PAY_HEAD = re.compile(
    r"(?i)(?:(?:average|typical|starting|annual|weekly|monthly|hourly|base|basic|current"
    r"|expected) )?(?:salar(?:y|ies)"
    r"|pay|wages?|earnings|pay rate|rate of pay|salary range|pay range|compensation|pay scales?|verdienst"
    r"|gehalt"
    r"|what (?:you(?:['’]ll| will| can| could)?|can you|do they) (?:earn|be paid|get paid)|income|lohn"
    r"|salaire|rémunération|sueldo|salario)(?: (?:and|&) (?:conditions|benefits|hours"
    r"|prospects))?(?: \([^)]*\))?"
)
_DO = (
    r"earn|make|start|work|are|can|may|must|need|help|do|often|usually|get|receive|charge|verdienen"
    r"|arbeiten|gagnent|travaillent|ganan|trabajan"
)
_EARN = "earn|make|start at|work as|are paid|verdienen|gagnent|ganan"
_LONG_TEXT = 200_000
_SEVERAL = 2
_LONGEST_LINE = 90
_TITLE_PARTS = re.compile(r" [|–—-] |: |, | ?/ ?| \(| (?=(?:in|im|en|au|aux|à|dans|for)(?![^\W_]))")


def document_names(document: Document) -> RoleNames:
    """Collect the job titles a document declares, and those its tables and headings hold."""
    names = RoleNames.of(document.roles)
    listed: list[str] = []
    headings = dict.fromkeys(part for section in document.sections for part in section.heading)
    text = "\n".join(section.text for section in document.sections).casefold()
    top = _own_title(document, names)
    for heading in (top, *headings):
        title = heading_role(heading, names)
        if title and title[0] not in names.names.values():
            listed.append(_as_told(title[0], text) if heading == top else title[0])
    listed += _used_titles(document)
    about_one = bool(document.roles) or heading_role(top, names) is not None
    for section in document.sections:
        for block in blocks(section.text):
            if block.kind == "table":
                listed += [
                    cell
                    for cell in role_cells(block.rows, levels=not about_one)
                    if re.search(r"[^\W\d_]{3}", cell) and not cues.PAY_WORD.search(cell)
                ]
    return _with_initials(names.with_names(listed), document)


def _own_title(document: Document, names: RoleNames) -> str:
    """Return the title of a document; of a file's name only what its text goes on about: "de joiner 2"."""
    words = document.title.split()
    if not _is_named_after_file(document) or len(words) < _SEVERAL:
        return document.title
    first = document.sections[0].text.lstrip().partition("\n\n")[0] if document.sections else ""
    if (
        len(first) <= _LONGEST_LINE
        and "\n" not in first
        and first[-1:] not in ".!:|"
        and heading_role(first, names)
    ):
        return first
    text = "\n".join(section.text for section in document.sections).casefold()
    ends = [" ".join(words[start:]) for start in range(len(words))]
    told = [end for end in ends if singular(end.casefold()).removesuffix("y") in text]
    jobs = (end for end in told if is_title(end) and not is_level(end))
    return next(jobs, document.title if told else "")


def _is_named_after_file(document: Document) -> bool:
    return role_key(PurePath(document.path).stem) == role_key(document.title)


def _as_told(title: str, text: str) -> str:
    """Return a title as the text goes on to call it: "joiner" for "Official joiner"."""
    words = title.casefold().split()
    for start in range(len(words)):
        end = " ".join(title.split()[start:])
        # one word alone is told of someone, and what stands before it on the title nowhere: "een lasser"
        alone = rf"(?<![^\W_])(?:een|eine?|une?|uno|una|uma?) {re.escape(words[-1])}(?![^\W_])"
        lone = start == len(words) - 1 and start > 0
        told = re.search(alone, text) and words[start - 1] not in text if lone else end.casefold() in text
        if told and (is_title(end) or not start):
            return end
    return title


def _with_initials(names: RoleNames, document: Document) -> RoleNames:
    """Add the initials that a text uses for a title of several words: "SNAs" of a special needs assistant."""
    found = {
        word.removesuffix("s").casefold()
        for section in document.sections
        for word in re.findall(r"(?<![^\W_])[A-Z]{3,5}s?(?![^\W_])", section.text[:_LONG_TEXT])
    }
    initials = {
        short: name
        for name in dict.fromkeys(names.names.values())
        if (short := "".join(word[0] for word in re.split(r"[\s-]+", name.casefold()) if word)) in found
    }
    return RoleNames({**initials, **names.names})


def _used_titles(document: Document) -> Iterator[str]:
    """Yield the headings and labels that the document's own text uses as a job title: "a line cook"."""
    text = "\n".join(section.text for section in document.sections).casefold()
    titled = _own_title(document, RoleNames())
    headed = [
        titled,
        *(section.heading[0] for section in document.sections if section.heading),
    ]
    tops = dict.fromkeys(without_place(top) for top in headed)
    tops |= dict.fromkeys(
        part for top in list(tops) for part in _TITLE_PARTS.split(ungendered(top)) if part.strip()
    )
    unnamed = _is_named_after_file(document) and heading_role(document.title, RoleNames()) is None
    advertised = top_headings(replace(document, title=titled))[-1 if unnamed else 0]
    advertises = any(_is_advertisement(section) for section in document.sections[:2])
    profiled = _profiled(document, advertised)
    lower = dict.fromkeys(part for section in document.sections for part in section.heading[1:])
    labels = dict.fromkeys(label for section in document.sections for label in _labels(section))
    tops |= dict.fromkeys([profiled] if profiled else [])
    for candidate in (tops | lower | labels) if len(text) < _LONG_TEXT else tops:
        name = tidy(candidate).casefold()
        if (
            not 3 <= len(name) <= 40
            or len(name.split()) > 4
            or (candidate != profiled and cues.CUE.search(name))
            or find_quantities(name)
            or singular(name) in NOT_AGENT
        ):
            continue
        if (
            (advertises and candidate == advertised and _may_be_advertised(candidate))
            or candidate == profiled
            or _is_used(name, text, loosely=candidate in tops)
        ):
            yield candidate


def _may_be_advertised(candidate: str) -> bool:
    words = set(candidate.casefold().split())
    return not heading_role(candidate, RoleNames()) and not words & AROUND and not words & NO_PERSON


def _is_used(name: str, text: str, *, loosely: bool) -> bool:
    """Whether a text says that someone works or is paid as a `name`; `loosely` takes "a name" for it."""
    name = re.escape(name)
    singular = rf"(?:an?|as|als|ein|eine|un|une|{_EXPERIENCED}) {name}" if loosely else rf"as an? {name}"
    plural = rf"{name}(?:e?s|en|n)(?: who)? (?:{_DO if loosely else _EARN})"
    opening = rf"(?:^|[.!?:]\s+|\n){name}s (?!and|or|of|in|for|at|with|that|from|to|by|on)[a-z]{{3,}}"
    if loosely and re.search(opening, text):
        return True
    paid = (
        r"(?:wages?|salary|salaries|pay|median|earnings) (?:\w+ ){0,2}?"
        rf"(?:for|of) (?:an? |the |most )?{name}s?"
    )
    return re.search(rf"(?<![^\W_])(?:{singular}|{plural}|{paid})(?![^\W_])", text) is not None


def _labels(section: Section) -> list[str]:
    items = (block.text for block in blocks(section.text) if block.kind == "item")
    return [match["label"] for item in items if (match := LABEL.match(item))]


def _is_advertisement(section: Section) -> bool:
    """Whether a section has a line for pay and another labelled line, as a job advertisement has."""
    labels = _labels(section)
    return len(labels) > 1 and any(cues.PAY_WORD.search(label) and len(label) < 30 for label in labels)


def _profiled(document: Document, top: str) -> str | None:
    """Return the first part of a profile's title when only the page itself shows it to be a job."""
    if heading_role(top, RoleNames()) or not _is_profile(document):
        return None
    part = _TITLE_PARTS.split(ungendered(top))[0]
    return part if could_be_title(part) else None


def _is_profile(document: Document) -> bool:
    """Whether a document has one title and, below it, a heading or a label that is pay and nothing else."""
    if document.publisher and document.publisher.casefold() == document.title.casefold():
        return False
    headings = [part for section in document.sections for part in section.heading[-1:]]
    if any(FOR_ALL.search(heading) for heading in headings):
        return False
    labels = [label for section in document.sections for label in _labels(section)]
    text = "\n".join(section.text for section in document.sections)
    if not headings and (cues.PAY_WORD.search(text) or any(period for *_, period in stated_periods(text))):
        return True
    return any(_PAY_HEAD.fullmatch(text.strip()) for text in headings + labels)


def _has_pay_section(document: Document) -> bool:
    """Whether a document has a heading for pay, so that its title says it of no other part."""
    first = {section.heading[:1] for section in document.sections}
    tops = {document.title, *(next(iter(first)) if len(first) == 1 else ())}
    return any(
        about_pay(part) for section in document.sections for part in section.heading if part not in tops
    )


def _years_of(line: str) -> list[int]:
    """Return the years that a line names."""
    return [
        int(one.low)
        for one in find_quantities(line)
        if one.unit == "year" and one.low == one.high and one.low
    ]


def document_scope(document: Document, names: RoleNames) -> Scope:
    """Return what holds for the whole document; its role only when it is about one."""
    declared = {role.name for role in document.roles}
    role = next(iter(declared)) if len(declared) == 1 else None
    titled = heading_role(_own_title(document, names), names)
    if role is None:
        role = titled[0] if titled and (titled[0] in declared or not declared) else None
    level = titled[1] if titled and titled[0] == role else None
    notes = {line: period for line in plain_sentences(document) if (period := said_period(line))}
    said = set(notes.values())
    dated = {year for line in notes for year in _years_of(line)}
    country = document_country(document)
    named = title_place(document, country)
    place = named.name if named else country_name(country) if country else None
    currency = document.currency or stated_currency(document)
    currency = currency or currency_of_country(country or domain_country(document.url))
    whole = "\n".join(section.text for section in document.sections)
    return Scope(
        role=role,
        level=level,
        training=None if titled else training_heading(document.title),
        place=place,
        place_kind=named.kind if named else "country" if place else None,
        year=document.year or (next(iter(dated)) if len(dated) == 1 else None),
        currency=currency,
        convention=next(iter(said)) if len(said) == 1 else None,
        stated=stated_periods(whole),
        pay=about_pay(document.title) and not _has_pay_section(document),
        titled=role is not None and titled is not None and titled[0] == role,
        words=document.title,
    )
