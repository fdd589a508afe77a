"""Job titles that no guide covers, and a person's own job: found by the grammar of talking about jobs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import fmean

import numpy as np
import pycountry
import yaml
from langchain_core.embeddings import Embeddings

from bot.catalogue.words import Token, fold, is_ordinary, tokenize, word_lists
from bot.dialogue.words import word_set

_LEAD = re.compile(
    r"(?:\W|\b(?:and|or|what|how|about|for|if|so|ok|no|i|meant|mean|an?|the|as|then|but|also)\b)*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\b(?:and|or|vs|versus|than|but)\b")
_AUXILIARY = re.compile(r"\b(?:does|do|did|would|will|can|could|should)\b", re.IGNORECASE)
_OF_PAY = re.compile(
    r"\b(?:salar(?:y|ies)|pay|pays|paid|wages?|earn\w*|income|money|make|makes|compensation|compar\w+|take\s+home)\b",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"(?:ed|ing|able|ible|ous|ful|ial|ual|istic)$")
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|being|gets?|seems?|feels?|what['\u2019]?s|(?:some|any)(?:one|body|thing)"
    r"|(?:need|have|want|try|like|going)\s+to)\s+$",
    re.IGNORECASE,
)
_HAS = re.compile(r"\b(?:have|has|had|got|with)\s+(?:an?|the|\w+)\s+$", re.IGNORECASE)
_DEFINED = re.compile(r"\bwhat\W?s\b|\bwhat\s+is\b", re.IGNORECASE)
_LONGEST = 3
_DOERS = frozenset({"worker", "employee", "staff"})
_ABILITY = re.compile(r"(?:er|or|ist|ian|ant|(?<!m)ent|man|woman|person|eer|yst|ess|ier|eon|ic)$")

_PEOPLE = (
    "a person who does this for a living",
    "someone who works as one",
    "a worker, a professional",
)
_THINGS = (
    "a thing, an object",
    "an event or a rule",
    "an aspect of a job, such as hours or risks",
    "a document, a paper",
)
_MORE_PEOPLE = 0.15


@dataclass(frozen=True, slots=True)
class Title:
    """A job title as typed."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Asking:
    """A wording that asks about a job; `closed` by a word behind the title, `always` a wording of jobs."""

    pattern: re.Pattern[str]
    sure: bool
    always: bool
    closed: bool


@cache
def _grammar() -> tuple[tuple[_Asking, ...], tuple[re.Pattern[str], ...]]:
    raw = yaml.safe_load(files(__package__).joinpath("titles.yaml").read_text(encoding="utf-8"))
    asked = tuple(
        _Asking(
            pattern=_compiled(entry["pattern"]),
            sure=entry["sure"],
            always=entry.get("always", entry["sure"]),
            closed="{NP}?" in entry["pattern"],
        )
        for entry in raw["asked"]
    )
    return asked, tuple(_compiled(pattern) for pattern in raw["own"])


def _compiled(pattern: str) -> re.Pattern[str]:
    words = r"[^\W\d_][\w'&+/#-]*(?:[ ][^\W\d_][\w'&+/#-]*){0,4}"
    lazy = pattern.replace("{NP}?", f"(?P<np>{words}?)")
    return re.compile(lazy.replace("{NP}", f"(?P<np>{words})"), re.IGNORECASE)


def find_own_jobs(text: str) -> tuple[Title, ...]:
    """Return what a person says they are or work as: "barista" in "I'm a barista in Leeds"."""
    found: list[Title] = []
    for pattern in _grammar()[1]:
        for match in pattern.finditer(text):
            title = _trim(text, match.start("np"), match.end("np"))
            if title is not None and is_job(title) and not _overlaps(title, found):
                found.append(title)
    return tuple(sorted(found, key=lambda title: title.start))


def find_asked_titles(text: str, taken: Iterable[tuple[int, int]]) -> tuple[Title, ...]:
    """Return job titles asked about, outside the spans already understood as roles, places or amounts."""
    blanked = _blank(text, taken)
    found: list[Title] = []
    of_pay = bool(_OF_PAY.search(text))
    for asking in _grammar()[0]:
        if not (asking.always or of_pay):
            continue
        for match in asking.pattern.finditer(blanked):
            if _is_verb(match) or _describes_self(match):
                continue
            for start, end in _alternatives(blanked, match.start("np"), match.end("np")):
                title = _phrase(blanked, start, end, asking.closed)
                if title and _is_title(title, asking.sure) and not _overlaps(title, found):
                    found.append(title)
    return tuple(sorted(found, key=lambda title: title.start))


def _is_verb(match: re.Match[str]) -> bool:
    """Whether the word "pay" after a noun is what that noun does ("what does the next level pay")."""
    clause = re.split(r"[.,;?!]", match.string[: match.start("np")])[-1]
    return bool(re.search(r"\bpay$", match.group(), re.IGNORECASE) and _AUXILIARY.search(clause))


def _describes_self(match: re.Match[str]) -> bool:
    """Whether a noun after "as" says who is asking ("As a beginner, what would I earn?")."""
    after = match.string[match.end() :]
    start = not match.string[: match.start()].strip()
    return start and match.group()[:3].casefold() == "as " and bool(re.match(r"\s*,", after))


def _phrase(text: str, start: int, end: int, closed: bool) -> Title | None:
    """Return the noun phrase of a span; one that is `closed` by a word after it has to reach up to there."""
    title = None if _AUXILIARY.search(text, start, end) else _trim(text, start, end)
    if title is None or (closed and text[title.end : end].strip(" |")) or _says_how(title, text):
        return None
    return title


def _says_how(title: Title, text: str) -> bool:
    """Whether a lone word says how something is ("which is harder", "my colleague is newer")."""
    alone = " " not in title.text and title.text.casefold().endswith("er")
    return alone and bool(_PREDICATE.search(text[: title.start]))


def title_alone(text: str, taken: Iterable[tuple[int, int]]) -> Title | None:
    """Return the job title that a fragment ("and plumbers?") consists of, or None."""
    blanked = _blank(text, taken)
    lead = _LEAD.match(blanked)
    at = lead.end() if lead else 0
    title = _trim(blanked, at, len(blanked))
    if (
        title is None
        or blanked[: title.start].endswith("'")
        or re.sub(r"[|\s?.!,]|\b(?:in|near|then|instead)\b", "", blanked[title.end :])
    ):
        return None
    before = blanked[: title.start]
    if _HAS.search(before):
        return None
    sure = bool(re.search(r"\b(?:an?|as)\s+$", before, re.I)) and not _DEFINED.search(before)
    return title if _is_title(title, sure) and not _says_how(title, blanked) else None


def names_people(title: Title, embed: Embeddings) -> bool:
    """Whether a word is for people at work and not for a thing ("accidents?"), by its meaning and ending."""
    bar = 0.0 if _ABILITY.search(tokenize(title.text)[-1].key) else _MORE_PEOPLE
    word, *meanings = np.asarray(embed.embed_documents([title.text, *_PEOPLE, *_THINGS]))
    near = [float(word @ meaning) for meaning in meanings]
    return fmean(near[: len(_PEOPLE)]) >= fmean(near[len(_PEOPLE) :]) + bar


def _blank(text: str, taken: Iterable[tuple[int, int]]) -> str:
    for start, end in taken:
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _alternatives(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    spans = []
    at = start
    for match in _SPLIT.finditer(text, start, end):
        spans.append((at, match.start()))
        at = match.end()
    return [*spans, (at, end)]


def _trim(text: str, start: int, end: int) -> Title | None:
    """Cut a run of words down to the noun phrase at its end or beginning."""
    words = [token for token in tokenize(text[start:end]) if token.text]
    while words and (
        fold(words[0].text) in word_set("never_in_title") or words[0].key in word_lists()["transparent"]
    ):
        words.pop(0)
    kept: list[Token] = []
    for word in words:
        gap = text[start + kept[-1].end : start + word.start] if kept else ""
        if fold(word.text) in word_set("never_in_title") | word_set("after_title") or set(gap) - set(
            " -/&'’+#"
        ):
            break
        kept.append(word)
    if not kept:
        return None
    first, last = start + kept[0].start, start + kept[-1].end
    return Title(first, last, text[first:last])


def _is_title(title: Title, sure: bool) -> bool:
    """Whether a noun phrase can be a job title: `sure` when the grammar around it leaves little else."""
    tokens = tokenize(title.text)
    last = tokens[-1]
    if len(tokens) > _LONGEST or any("'" in token.text for token in tokens[:-1]):
        return False
    if _no_title(tokens) or len(title.text) < 3:
        return False
    if len(tokens) > 1 and last.key in _DOERS:
        return True
    if last.key in word_lists()["transparent"]:
        return False
    if len(tokens) == 1 and _ADJECTIVE.search(last.key):
        return False
    if is_ordinary(last.key) and not (sure and len(tokens) > 1):
        return False
    return bool(_ABILITY.search(last.key)) or sure or last.plural


def _overlaps(title: Title, found: Iterable[Title]) -> bool:
    return any(title.start < other.end and other.start < title.end for other in found)


def is_job(title: Title) -> bool:
    """Whether what someone says they are can be a job: not "a single mother" or where they are from."""
    tokens = tokenize(title.text)
    last = tokens[-1].key if tokens else "ed"
    return not _no_title(tokens) and not last.endswith("ed") and not _from_a_country(last)


def _no_title(tokens: Sequence[Token]) -> bool:
    """Whether words say what someone is, but no job; "warehouse worker" is one, "hard worker" is none."""
    none = word_set("no_title")
    if len(tokens) > 1 and tokens[-1].key in _DOERS:
        return any(token.key in none or token.key in word_lists()["transparent"] for token in tokens[:-1])
    return not tokens or tokens[-1].key in none


@cache
def _countries() -> frozenset[str]:
    return frozenset(fold(country.name)[:4] for country in pycountry.countries)


def _from_a_country(word: str) -> bool:
    return word[:4] in _countries() and bool(re.search(r"(?:an|ese|ish|i|ic|er)$", word))
