"""Job titles that no guide covers, and a person's own job: found by the grammar of talking about jobs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.catalogue.words import Token, fold, singular, tokenize, word_lists
from bot.dialogue.words import word_set

_WORDS = r"[^\W\d_][\w'’&+/#-]*(?:[ ][^\W\d_][\w'’&+/#-]*){0,4}"
_EARN = r"(?:make|earn|get\s+paid|get|pay|cost|take\s+home|bring\s+home|start|do)"
_MONEY = (
    r"(?:salar(?:y|ies)|pay|wages?|earnings|incomes?|paid|jobs?|positions?|career|roles?|work"
    r"|openings|resume|interview)"
)
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:as|becom(?:e|ing)|be|being|for|of|to|hire|an?)\s+(?P<article>an?)\s+(?P<np>{_WORDS})",
        rf"\b(?:does|do|did|would|could|can|will|should)\s+(?P<article>an?\s+|the\s+)?(?P<np>{_WORDS}?)\s+(?:\w+ly\s+)?{_EARN}\b",
        rf"\b(?:is|are|was|were)\s+(?P<article>an?\s+|the\s+)?(?P<np>{_WORDS}?)\s+(?:\w+ly\s+|well\s+)?(?:paid|in\s+demand)\b",
        rf"\b(?:salar(?:y|ies)|pay|wages?|earnings|income|paid|money)\s+(?:of|for|as)\s+(?P<article>an?\s+|the\s+)?(?P<np>{_WORDS})",
        rf"(?P<article>)(?<![\w'’])(?P<np>{_WORDS}?)(?:['’]s)?\s+{_MONEY}\b",
        rf"\bcompare\s+(?P<article>an?\s+|the\s+)?(?P<np>{_WORDS}?)\s+(?:and|with|to|vs)\b",
    )
)
_SPLIT = re.compile(r"\b(?:and|or|vs|versus|than|but)\b")
_OWN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:i['’]?m|i\s+am|im|i\s+was|i['’]ve\s+been|i\s+have\s+been|i\s+used\s+to\s+be)\s+(?:\w+ly\s+|now\s+|just\s+)?(?:working\s+as\s+)?(?:an?|the)\s+(?P<np>{_WORDS})",
        rf"\b(?:i\s+work|i['’]?m\s+working|i\s+am\s+working|working|i\s+worked|been\s+working|employed)\s+(?:now\s+|currently\s+)?as\s+(?:an?\s+|the\s+)?(?P<np>{_WORDS})",
        rf"\bmy\s+(?:current\s+|present\s+)?(?:job|title|position|role|occupation)\s+(?:is|as)\s+(?:an?\s+|the\s+)?(?P<np>{_WORDS})",
        rf"(?:^|[.!?;,]\s*)(?:currently|now|presently)\s+(?:an?\s+|the\s+)?(?P<np>{_WORDS})",
    )
)
_ABILITY = re.compile(r"(?:er|or|ist|ian|ant|ent|man|woman|person|eer|yst|ess|ier|ic)$")


@dataclass(frozen=True, slots=True)
class Title:
    """A job title as typed."""

    start: int
    end: int
    text: str


def find_own_jobs(text: str) -> tuple[Title, ...]:
    """Return what a person says they are or work as: "barista" in "I'm a barista in Leeds"."""
    found: list[Title] = []
    for pattern in _OWN:
        for match in pattern.finditer(text):
            title = _trim(text, match.start("np"), match.end("np"))
            if title is not None and all(
                title.start >= other.end or title.end <= other.start for other in found
            ):
                found.append(title)
    return tuple(sorted(found, key=lambda title: title.start))


def find_asked_titles(text: str, taken: Iterable[tuple[int, int]]) -> tuple[Title, ...]:
    """Return job titles asked about, outside the spans already understood as roles, places or amounts."""
    blanked = _blank(text, taken)
    found: list[Title] = []
    for pattern in _ASKED:
        for match in pattern.finditer(blanked):
            sure = bool(match.groupdict().get("article"))
            for start, end in _alternatives(blanked, match.start("np"), match.end("np")):
                title = _trim(blanked, start, end)
                if title and _is_title(title, sure) and not _overlaps(title, found):
                    found.append(title)
    return tuple(sorted(found, key=lambda title: title.start))


def title_alone(text: str, taken: Iterable[tuple[int, int]]) -> Title | None:
    """Return the job title that a fragment ("and plumbers?") consists of, or None."""
    blanked = _blank(text, taken)
    lead = re.match(
        r"(?:\W|\b(?:and|or|what|how|about|for|if|so|ok|no|i|meant|mean|an?|the|as|then|but|also)\b)*",
        blanked,
        re.I,
    )
    title = _trim(blanked, lead.end() if lead else 0, len(blanked))
    if title is None or blanked[title.end :].strip(" ?.!,"):
        return None
    last = fold(title.text).split()[-1]
    return title if _is_title(title, False) and _ABILITY.search(singular(last)) else None


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
    """Whether a noun phrase can be a job title: `sure` when an article stands before it."""
    words = [token.key for token in tokenize(title.text)]
    if (
        words[-1] in word_set("no_title")
        or all(word in word_set("no_title") for word in words)
        or len(title.text) < 3
    ):
        return False
    if any(word in word_lists()["transparent"] for word in words[-1:]):
        return False
    raw = fold(title.text).split()[-1]
    plural = raw.endswith("s") and not raw.endswith("ss") and singular(raw) != raw
    return bool(_ABILITY.search(words[-1])) or sure or plural


def _overlaps(title: Title, found: Iterable[Title]) -> bool:
    return any(title.start < other.end and other.start < title.end for other in found)


def is_generic(title: Title) -> bool:
    """Whether the words say what someone is, but no job ("a single mother", "a fast learner")."""
    words = [token.key for token in tokenize(title.text)]
    return not words or words[-1] in word_set("no_title")
