"""What headings, lead-ins and labels say of the figures below or beside them."""

import re
from dataclasses import replace
from typing import Any

from bot.pay.reading import cues
from bot.pay.reading.blocks import Block, plain, sentences
from bot.pay.reading.deciding import OTHER_GROUP
from bot.pay.reading.geography import find_places, named_place
from bot.pay.reading.headings import heading_role
from bot.pay.reading.heads import EVERYWHERE, SINCE, currency_in, is_other_money, place_in_brackets
from bot.pay.reading.known import RoleNames
from bot.pay.reading.naming import is_level, is_title, level_of
from bot.pay.reading.scope import Scope
from bot.pay.reading.shaping import unit_of
from bot.pay.reading.standing import PROFIT, standing_of
from bot.pay.reading.subjects import find_roles, label_role
from bot.pay.reading.training import said_training, training_heading
from bot.quantities import find_money, find_periods, find_quantities
from bot.schema import PlaceKind, Section

_LISTING = re.compile(
    r"(?i)(?<![^\W_])(?:by (?:role|job|position|title|job title|occupation|profession)|(?:job )?(?:roles"
    r"|titles|positions|occupations|professions|trades)|jobs|berufen?|métiers|postes|emplois"
    r"|puestos|profesiones)(?![^\W_])"
)
LABEL = re.compile(r"^(?P<label>[^\d$£€:|][^$£€:|]{0,70}?)\s*(?::|\s[–—-]|\s=)\s+(?P<rest>.+)$", re.DOTALL)
_TITLE_LABEL = re.compile(
    r"(?i)(?:job title|job|title|role|position|post|vacancy|stelle|stellenbezeichnung|beruf|poste"
    r"|intitulé(?: du poste)?|métier|puesto|cargo)"
)
_PLACE_LABEL = re.compile(
    r"(?i)(?:location|place|place of work|based(?: in)?|city|region|country|ort|arbeitsort|standort|lieu"
    r"|ville|ubicación|lugar)"
)
_HIRING = re.compile(
    r"(?i)(?<![^\W_])(?:looking for|seeking|seeks?|hiring|recruiting|recruit|we need|join us as"
    r"|join our team as|wir suchen|gesucht wird|nous recherchons|recrute|buscamos)"
    r"(?: (?:an?|our|ab sofort|einen|eine|ein|un|une|experienced|enthusiastic|for|to|the|new|motivated"
    r"|friendly|dedicated"
    r"|zum nächstmöglichen zeitpunkt))* (?P<phrase>[^\W\d_][\w'’/&()*:-]*(?: [^\W\d_(][\w'’/&*-]*){0,4})"
)
_POSTING = re.compile(
    r"(?P<title>[^\W\d_][^:|–?!.]{2,50}?)(?: \([^()]{1,20}\))?(?: [–—|-] |, | \()(?P<rest>[^:?!]{2,40})$"
)
_REMOTE = re.compile(r"(?i)(?<![^\W_])(?:remote|hybrid|on-?site|home ?office|télétravail|remoto)(?![^\W_])")
_BY_PLACE = re.compile(
    r"(?i)(?<![^\W_])(?:by|per|nach|par|por) (?:region|state|area|county|province|country|location|bundesland"
    r"|cit(?:y|ies)|town|stadt|ville|ciudad|région|comunidad|nation)(?![^\W_])[^>]*$"
)
_OWN_PROFIT = re.compile(rf"(?i)(?<![^\W_])(?:{PROFIT})(?![^\W_])")
_OF_LEARNING = re.compile(
    r"(?i)(?:weiterbildung|fortbildung|fort- und weiterbildung|aufstieg|lehrgänge|kurse"
    r"|(?:training )?courses?"
    r"|(?:further|extra|more|additional|continuing) (?:training|study|education|learning|qualifications)"
    r"|training|qualifications?|certifications?|moving on|what next|studies"
    r"|formations?|formation continue|formación(?: continua)?|cursos)"
)
_BY_INDUSTRY = re.compile(
    r"(?i)(?<![^\W_])(?:(?:by|per|nach|par|por) (?:industry|sector|branchen?|secteur|sector)"
    r"|industries|branchen|secteurs|sectores)(?![^\W_])"
)
SOURCE_LINE = re.compile(r"(?i)^(?:sources?|quellen?|fuentes?|data)\s*:")
_BARRED_HEADING = re.compile(
    r"(?i)(?<![^\W_])(?:overtime|floors?|thresholds?|bonus(?:es)?|tuition|costs?|fees?|budget|revenue"
    r"|turnover|expenses|allowances|prices?|tips|benefits|perks)(?![^\W_])"
)


# What a text says of figures that hold from a date on.
_HOLDS = re.compile(
    r"(?i)(?<![^\W_])(?:table|tabelle|tableau|tabla|tabela|tabella|tabel|scales?|rates|barème|grille|gelden|schalen|gelten|gültig"
    r"|valid|in (?:force|effect)|en vigueur|en vigor|em vigor|in vigore)(?![^\W_])"
)
_LONGEST_CAPTION = 80
# What is said by the way, in brackets: "(holiday pay and that of Natal included)".
_ASIDE = re.compile(r"\((?=[^\W\dA-Z_])[^()]*\)")
_BESIDE_PAY = re.compile(
    r"(?i)(?<=[^\W\d_])(?: and|,| &| \+|[ (,]*(?:before|without|excluding|not including|plus)(?: any)?)"
    r" (?:benefits|perks|allowances|bonus(?:es)?|tips|overtime)(?![^\W_])"
)


def about_pay(text: str) -> bool:
    """Whether a heading or a lead-in speaks of pay."""
    return cues.PAY_WORD.search(text) is not None


def heading_scope(headings: tuple[str, ...], scope: Scope, names: RoleNames, country: str | None) -> Scope:
    """Narrow a scope by a path of headings; a heading about several jobs leaves the job open."""
    for heading in headings:
        post = posting(heading, names, country)
        title = post[0] if post else heading_role(heading, names)
        several = len({role.name for role in names.find(heading)}) > 1
        scope = _said(
            heading,
            scope.narrowed(role=title[0] if title else None, level=title[1] if title else None),
            country,
        )
        scope = scope.narrowed(training=training_heading(heading) if title is None else None)
        if post and post[1]:
            scope = replace(scope, place=post[1][0], place_kind=post[1][1])
        scope = replace(scope, titled=title is not None)
        if several or (title is None and is_title(heading) and not is_level(heading)):
            scope = replace(scope, role=None, titled=False)
    return scope.narrowed(section=" > ".join(headings))


def posting(
    heading: str, names: RoleNames, country: str | None
) -> tuple[tuple[str, str | None], tuple[str, PlaceKind] | None] | None:
    """Return the title, and place, of a vacancy's heading: "Office lead, Dublin", "Clerk - Remote (US)"."""
    match = _POSTING.match(heading)
    if match is None:
        return None
    parts = [part for part in re.split(r"[,/(|)]", match["rest"]) if part.strip()]
    place = next((found for part in parts if (found := named_place(part, country))), None)
    title = label_role(match["title"], names, listing=True)
    if title is None or cues.CUE.search(match["title"]) or not (place or _REMOTE.search(match["rest"])):
        return None
    return title, (place[0], place[1]) if place and not _REMOTE.search(match["rest"]) else None


def _said(text: str, scope: Scope, country: str | None) -> Scope:
    """Narrow a scope by what a heading or a lead-in says."""
    periods = {mention.period for mention in find_periods(text)}
    places = find_places(_ASIDE.sub("", text), country)
    first = text.partition(", ")[0]
    named = named_place(text, country) or named_place(first, country) or named_place(first, None)
    whole = named[:2] if named else place_in_brackets(text, country)
    alone = _BESIDE_PAY.sub("", _OWN_PROFIT.sub("", text))
    barred = bool(cues.EVERYONE.search(text) or _BARRED_HEADING.search(alone)) and not find_money(text)
    return scope.narrowed(
        period=next(iter(periods)) if len(periods) == 1 else None,
        **_year_in(text),
        place=whole[0] if whole else (places[-1].name if places else None),
        place_kind=whole[1] if whole else (places[-1].kind if places else None),
        kind=cues.kind_of(text) if len(text) < 300 else None,
        pay=True if about_pay(text) else None,
        listing=True if _LISTING.search(text) else None,
        barred=True if barred else None,
        words=f"{scope.words} {text}" if about_pay(text) else None,
    )


def _year_in(text: str) -> dict[str, Any]:
    """Return the year that a text names, with its wording, when it names one."""
    found = [q for q in find_quantities(text) if q.unit == "year" and q.low and q.high]
    years = {q.high: q for q in found if q.low == q.high} or {q.high: q for q in found}
    if len(years) != 1:
        return {}
    ((last, year),) = years.items()
    return {"year": int(last or 0), "year_label": None if year.text.isdigit() else year.text}


def with_section_year(section: Section, scope: Scope) -> Scope:
    """Take the year that the section's line of sources names, else the one from which its pay holds."""
    texts = [plain(line) for line in section.text.splitlines() if not line.lstrip().startswith("|")]
    for text in texts:
        if SOURCE_LINE.match(text) and (said := _year_in(text)):
            return scope.narrowed(**said)
    told = (sentence for text in texts for sentence in sentences(text))
    since = {
        match["year"]: match
        for sentence in told
        if _HOLDS.search(sentence) or (about_pay(sentence) and not find_money(sentence))
        if (match := SINCE.search(sentence))
    }
    return scope.narrowed(year=int(next(iter(since)))) if len(since) == 1 else scope


def advertised(block: Block, scope: Scope, names: RoleNames, country: str | None) -> Scope:
    """Take over what a job advertisement says in its labels and its first words: title, place, period."""
    match = LABEL.match(block.text)
    if block.kind == "item" and match and not find_money(block.text):
        label, rest = match["label"].strip(), match["rest"].strip()
        if _TITLE_LABEL.fullmatch(label):
            title = label_role(rest, names, listing=True)
            return scope.narrowed(role=title[0], level=title[1]) if title else scope
        if _PLACE_LABEL.fullmatch(label):
            place = next(
                (found for part in re.split(r"[,/(;]", rest) if (found := named_place(part, country))), None
            )
            return scope.narrowed(place=place[0] if place else None, place_kind=place[1] if place else None)
    match = _HIRING.search(block.text) if block.kind == "text" else None
    if match and scope.role is None:
        phrase = re.split(
            r"(?i) (?:to|who|for|in|with|at|and|zum|zur|ab|für|pour|para|mit)(?![^\W_])", match["phrase"]
        )[0]
        if names.match(phrase) or is_title(phrase):
            title = label_role(phrase, names)
            return scope.narrowed(role=title[0], level=title[1]) if title else scope
    return scope


def lead_scope(block: Block, scope: Scope, names: RoleNames, country: str | None) -> Scope:
    """Narrow the scope by the words just above a list or a table."""
    if not block.lead:
        return scope
    captioned = about_pay(block.lead) and len(block.lead) < _LONGEST_CAPTION and block.lead[-1].isalnum()
    if block.kind == "item" and not block.lead.endswith(":") and not captioned:
        return scope.narrowed(pay=True if about_pay(block.lead) else None)
    told = list(sentences(block.lead))
    if block.kind == "table":
        scope = scope.narrowed(role=_told_of(block.lead, scope, names))
        told = [sentence for sentence in told if not find_money(sentence)]
    if not told:
        return scope
    last = told[-1]
    roles = {role.name for role in find_roles(last, names)}
    barred = cues.EVERYONE.search(last) or cues.IMAGINED.search(last)
    scope = _said(last, scope, country).narrowed(barred=True if barred else None, lead=last)
    if block.kind == "table":
        unit = unit_of(block.lead)
        named = {(place.name, place.kind) for sentence in told for place in find_places(sentence, country)}
        if len(named) == 1 and not find_places(last, country):
            ((place, kind),) = named
            scope = scope.narrowed(place=place, place_kind=kind)
        periods = {mention.period for sentence in told for mention in find_periods(sentence)}
        scope = scope.narrowed(period=next(iter(periods)) if len(periods) == 1 else None)
        scope = scope.narrowed(**({} if _year_in(last) else _year_in(" ".join(told))))
        currency = currency_in(block.lead, None)
        priced = currency and periods and not find_money(block.lead) and not is_other_money(block.lead)
        scope = scope.narrowed(
            currency=currency_in(block.lead, scope.currency),
            unit=unit if unit > 1 else None,
            pay=True if priced else None,
        )
    training = training_heading(last) if not roles else None
    own = "self-employed" if standing_of(last) == "self-employed" else None
    return scope.narrowed(role=next(iter(roles)) if len(roles) == 1 else None, training=training, level=own)


def _told_of(lead: str, scope: Scope, names: RoleNames) -> str | None:
    """Return whose pay alone the text above a table tells of, where no heading has said whose the pay is."""
    told = sentences(lead) if scope.role is None else ()
    paid = {role.name for line in told for role in find_roles(line, names) if role.subject}
    return next(iter(paid)) if len(paid) == 1 else None


def labelled(label: str, scope: Scope, names: RoleNames, country: str | None) -> Scope | None:
    """Return what an item's label makes of the scope; None when the label is for something that is no pay."""
    if OTHER_GROUP.search(label):
        return None
    bare = re.sub(r"\s*\([^)]*\)", "", label).strip()
    bare = re.split(r", (?:the|who|which|that|whose) ", bare)[0]
    inner = " ".join(re.findall(r"\(([^)]*)\)", label))
    scope = _said(inner, scope, country) if inner else scope
    by_place = scope.role is not None and _is_by_place(scope)
    if is_by_industry(scope) and not names.match(bare):
        whole = scope.role is None or cues.EVERYONE.search(bare)
        return None if whole else scope.narrowed(industry=bare)
    title, place = posting(bare, names, country) or (label_role(bare, names, listing=False), None)
    if title and cues.EVERYONE.search(bare):
        return None
    if title and not is_level(bare) and not by_place:
        scope = scope.narrowed(place=place[0], place_kind=place[1]) if place else scope
        return scope.narrowed(role=title[0], level=title[1], pay=True)
    if title is None and (share := cues.percentile_label(inner)):
        return scope.narrowed(pay=True, statistic=share)
    learner = said_training(bare)
    said = _labelled_otherwise(bare, scope, names, country)
    if said is None:
        return scope.narrowed(training=learner) if learner and scope.pay else None
    return said.narrowed(training=learner)


def is_by_industry(scope: Scope) -> bool:
    """Whether the lead-in of a list says that its labels are industries."""
    return scope.pay and _BY_INDUSTRY.search(scope.lead) is not None


def is_of_learning(scope: Scope) -> bool:
    """Whether the nearest heading is of what one learns, so that a title's amount is what it costs."""
    return (
        not scope.pay and _OF_LEARNING.fullmatch(scope.section.rpartition(" > ")[2].strip(" ?.:")) is not None
    )


def _is_by_place(scope: Scope) -> bool:
    """Whether the labels of a list are places: by what the headings say, or by most of them."""
    return scope.placed or _BY_PLACE.search(f"{scope.section} {scope.words}") is not None


def _labelled_otherwise(bare: str, scope: Scope, names: RoleNames, country: str | None) -> Scope | None:
    """Return what a label that is no plain title makes of the scope: a place, a kind, a level, a year."""
    place = named_place(bare, country)
    if place:
        return scope.narrowed(place=place[0], place_kind=place[1])
    cue = cues.CUE.search(bare)
    if cue and cue["pay"] is None:
        return None
    if cue or cues.kind_of(bare) or cues.percentile_label(bare) or find_periods(bare):
        said = _said(bare, scope, country).narrowed(pay=True, kind=cues.kind_of(bare), level=level_of(bare))
        return said.narrowed(statistic=cues.percentile_label(bare))
    if level_of(bare):
        return scope.narrowed(level=level_of(bare))
    if re.fullmatch(r"(?:19|20)\d\d", bare):
        return scope.narrowed(year=int(bare))
    if EVERYWHERE.fullmatch(bare):
        return scope
    if _is_by_place(scope) and re.fullmatch(r"[A-Z][\w.'’-]*(?:[ ,-]+[\w.'’&-]+){0,4}", bare):
        return scope.narrowed(place=bare, place_kind="region")
    listed = (
        label_role(bare, names, listing=True) if scope.listing and not cues.EVERYONE.search(bare) else None
    )
    return scope.narrowed(role=listed[0], level=listed[1], pay=True) if listed else None
