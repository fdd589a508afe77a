"""Whose pay a question asks for that no figure is kept for apart: one employer's, one kind of employer's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from bot.catalogue import RoleMention
from bot.catalogue.words import is_transparent, keys, tokenize
from bot.composer.draft import Draft, Statement, paragraph
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import join
from bot.dialogue.intents import examples
from bot.dialogue.spans import spans
from bot.quantities import find_quantities
from bot.schema import PayRecord, Request

_RUN = r"(?:an?\s+|the\s+)?[^\W\d_][\w'’&-]*(?:\s+[^\W\d_][\w'’&-]*){0,4}(?:\s+\d+\b)?"
_WHERE = re.compile(rf"\b(?:at|in|within|inside|for)\s+(?=(?P<run>{_RUN}))", re.IGNORECASE)
_PAYER = re.compile(
    rf"\b(?:do|does|did|would|will|can|could)\s+(?P<run>{_RUN}?)\s+(?:usually\s+|typically\s+)?pay\b",
    re.IGNORECASE,
)
_PAYS = re.compile(rf"\bwhat\s+(?P<run>{_RUN}?)\s+(?:usually\s+|typically\s+)?pays\b", re.IGNORECASE)
_OWNS = re.compile(
    r"\b(?P<run>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,2})['’]s\s+(?:[\w-]+\s+){0,2}?(?:pay|wages?|salar(?:y|ies)|rates?)\b"
)
_OTHER = re.compile(r"\s+(?:or|and|vs\.?|versus|than)\s+(?:at\s+|in\s+|for\s+)?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:an?|the)\s+", re.IGNORECASE)
_LINE = re.compile(r"\s+(?:industry|sector|company|business|firm|field)\b", re.IGNORECASE)
_STEP = re.compile(r"[\s-]+\d")
_BEFORE = re.compile(r"(?<![\w'])(?P<word>[^\W\d_]{3,}) $")
_OWN = frozenset({"my", "your", "our", "their", "his", "her", "its"})
_EMPLOYERS = (
    "a company that employs people",
    "an industry or line of business",
    "a kind of workplace",
    "a group of people",
)
_MANNERS = (
    "a length of time",
    "general",
    "a way of putting it",
    "an amount of money",
    "a degree or level",
    "how often something happens",
)
_BAR = -0.02


def with_unheld(draft: Draft, request: Request, sources: Sources) -> Draft:
    """Say first for which employers or industries asked about the figures told do not hold apart."""
    general = draft.outcome == "answered" and draft.pay and not any(one.industry for one in draft.pay)
    named = (name for name in unheld(request, sources) if not _is_of(name, draft.pay))
    names = list(dict.fromkeys(named)) if general else []
    if not names:
        return draft
    text = f"I have no figures for {escape(join(names, 'or'))} alone, only for the job as a whole."
    return replace(draft, blocks=paragraph(Statement(text, voice=True)) + draft.blocks)


def _is_of(name: str, records: Sequence[PayRecord]) -> bool:
    """Whether what a question names is what the figures told are of: their publisher, their guide."""
    said = " ".join(
        text or ""
        for one in records
        for text in (one.publisher, one.title, one.section, one.level, re.sub(r"\W", " ", one.path), one.role)
    )
    return bool(keys(name)) and set(keys(name)) <= {*keys(said), *_OWN}


def unheld(request: Request, sources: Sources) -> Iterator[str]:
    """Yield the employers and industries that a question asks about, as typed ("Amazon", "a bank")."""
    text, catalogue = request.question, sources.catalogue
    roles = catalogue.find_roles(text)
    named = [*spans(roles, catalogue.find_places(text), find_quantities(text)), *_own_clause(request)]
    for start, name, shown in (*_employers(text), *_kinds(text, roles)):
        end = start + len(name)
        if request.places and name not in request.standalone:
            continue  # a slip that was set right
        own = any(match["run"] == name for match in _OWNS.finditer(text))
        employs = own or _is_employer(name, sources)
        if employs and not any(left < end and start < right for left, right in named):
            yield shown


def _own_clause(request: Request) -> list[tuple[int, int]]:
    """Where someone tells what they earn now: where they work is no place that they ask about."""
    text, pay = request.question, request.person.pay
    at = text.find(pay.text) if pay and pay.text else -1
    if at < 0:
        return []
    end = re.compile(r"[,.;?!](?!\d)|$").search(text, at)
    return [(at, end.start() if end else len(text))]


def _employers(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where an employer is named ("at Amazon", "do banks pay"), its name, and how to print it."""
    for match in (
        *_PAYER.finditer(text),
        *_PAYS.finditer(text),
        *_OWNS.finditer(text),
        *_WHERE.finditer(text),
    ):
        at = match.start("run")
        for part in _parts(match["run"]):
            start = text.index(part, at)
            at = start + len(part)
            name = _name(part)
            if name:
                yield start, name, name


def _kinds(text: str, roles: Sequence[RoleMention]) -> Iterator[tuple[int, str, str]]:
    """Yield the word right before a job's name that makes it one employer's ("hospital call centers")."""
    for role in roles:
        before = _BEFORE.search(text[: role.start])
        if before and _name(before["word"]):
            yield before.start("word"), before["word"], text[before.start("word") : role.end]


def _parts(run: str) -> list[str]:
    return [part for part in _OTHER.split(run) if part]


def _name(part: str) -> str | None:
    """Cut a run of words down to a name at its beginning; None where all of it is everyday talk of pay."""
    article = _ARTICLE.match(part)
    begin = article.end() if article else 0
    end = begin
    for token in tokenize(part):
        if token.start < begin:
            continue
        if token.key in pay_talk() or token.key in _OWN or is_transparent(token.text):
            break
        end = token.end
    if end == begin or _STEP.match(part, end):
        return None
    line = _LINE.match(part, end)
    return part[: line.end() if line else end]


@lru_cache(maxsize=1)
def pay_talk() -> frozenset[str]:
    """The words in which people ask about anybody's pay, by the examples."""
    return frozenset(word for text, name in examples() if name.startswith("pay_") for word in keys(text))


def _is_employer(name: str, sources: Sources) -> bool:
    """Whether a name is nearer to who employs people than to how much or how often ("in detail")."""
    word = np.asarray(sources.embed.embed_query(name))
    near, far = (sources.texts.vectors(texts) @ word for texts in (_EMPLOYERS, _MANNERS))
    return bool(near.mean() - far.mean() >= _BAR)
