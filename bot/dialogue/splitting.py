"""Splitting a message into the things it says and asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MAX_PARTS = 8
A_TALE = 5
"""From how many parts on a message tells a tale: what is told of pay in it stands beside what it asks."""
_SHORTEST = 3
_TAG = 4
_FRAGMENT = 6
_A_QUOTE = 80
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=\S)|[\n;]+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]\.)+|\b(?:e\.g|i\.e|vs|etc|approx|hr|hrs|yr|yrs|mo|mr|mrs|ms|dr|no)\.)$", re.IGNORECASE
)
_ASKING = (
    r"(?:how|what|what's|whats|which|where|when|who|why|is|are|do|does|can(?!['’]t)|could|should|would|will"
    r"|tell\s+me(?!\s+(?:it|that|they|there|i|he|she|we|you)\b)"
    r"|explain|define|whether)"
)
_JOINT = re.compile(
    rf"(?:\s*,\s*(?:and\s+|but\s+|also\s+|so\s+)?|\s+(?:and|but|plus)\s+(?:also\s+)?)(?={_ASKING}\b)",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"^\W*(?P<asking>(?:so\s+)?(?:what(?:['’]?s|\s+is|\s+are)|explain|define))\s+"
    r"(?P<terms>(?!the\b|a\b|an\b|my\b|difference\b|better\b)[\w-]+(?:\s*,\s*[\w-]+)*,?\s+(?:and|&)\s+[\w-]+)\s*\??$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[:,]\s+(?:and\s+|so\s+|but\s+)?(?:how|what|which|where|when|why|who)\b", re.IGNORECASE)
_PAST = r"(?:was|were|did|has|have|had|am)\s+(?:the|my|our|this|that|it|i|he|she|they|we)"
_WONDERING = (
    r"i(?:['’]?d|\s+would)?\s+(?:like|want|need|love)\s+to\s+know|i\s+wonder"
    r"|i(?:['’]?m|\s+am|\s+was)\s+(?:wondering|curious)"
)
_QUESTION = re.compile(
    rf"^\W*(?:(?:and|so|but|also|ok|then|hi|hello)\W+)*"
    rf"(?:{_ASKING}|{_PAST}|(?:{_WONDERING})\s+(?:if|{_ASKING}))\b",
    re.IGNORECASE,
)


# "... is wrong, how do I fix it?" asks nothing by itself.
_LEANS = re.compile(r"\b(?:it|that|this|them|him|her)\W*$", re.IGNORECASE)
# In a sentence that ends with a full stop: "they are fine, but is late", "which could be next year".
_RUNS_ON = re.compile(r"(?:which|where|when|who|is|are|do|does|can|could|should|would|will)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing said: `text[start:end]` of the message."""

    start: int
    end: int
    text: str

    @property
    def asks(self) -> bool:
        """Whether it is put as a question."""
        said = self.text.rstrip()
        after = None if said.endswith(".") else _AFTER.search(said)
        last = _SENTENCE.split(said)[-1]
        return said.endswith("?") or bool(_QUESTION.match(said) or _QUESTION.match(last) or after)


def split(text: str) -> tuple[Part, ...]:
    """Split a message at sentence ends and before a second question; at most MAX_PARTS, questions first."""
    parts = [part for start, end in _sentences(text) for part in _questions(text, start, end)]
    parts = [one for part in parts for one in _terms(part)]
    parts = _join_tags(text, [part for part in parts if re.search(r"\w", part.text)])
    if len(parts) > MAX_PARTS:
        ranked = sorted(parts, key=lambda part: (not part.asks, part.start))[:MAX_PARTS]
        parts = sorted(ranked, key=lambda part: part.start)
    return tuple(parts)


def asks(text: str) -> bool:
    """Whether anything that a message says is put as a question."""
    return any(part.asks for part in split(text))


def _terms(part: Part) -> Sequence[Part]:
    """Split a question for the meaning of several things ("what are X, Y and Z") into one for each."""
    match = _TERMS.match(part.text)
    if match is None:
        return [part]
    terms = re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", match["terms"])
    return [Part(part.start, part.end, f"{match['asking']} {term}") for term in terms]


def _join_tags(text: str, parts: Sequence[Part]) -> list[Part]:
    """Join a tag ("good?", "is that fair?", "how do I fix it?") to the statement it asks about."""
    joined: list[Part] = []
    for part in parts:
        longest = _TAG if _QUESTION.match(part.text) and not _LEANS.search(part.text) else _FRAGMENT
        tag = len(part.text.split()) <= longest and part.asks
        if tag and joined and not joined[-1].asks and text[joined[-1].end : part.start].count("\n") < 2:
            start = joined.pop().start
            part = Part(start, part.end, text[start : part.end].strip())
        joined.append(part)
    return joined


def _sentences(text: str) -> Sequence[tuple[int, int]]:
    spans = []
    start = 0
    for match in _SENTENCE.finditer(text):
        if "\n" not in match.group() and (
            _ABBREVIATION.search(text[start : match.start()]) or _quoted(text, start, match)
        ):
            continue
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, len(text))]


def _quoted(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether a sentence ends within what is quoted, or goes on after it ("they say 'what? what?' to me")."""
    goes_on = '"' in end.group() and text[end.end()].islower()
    opened = text.count('"', start, end.end()) % 2 == 1
    return goes_on or (opened and '"' in text[end.end() : end.end() + _A_QUOTE])


def _questions(text: str, start: int, end: int) -> Sequence[Part]:
    parts = []
    at = start
    stated = text[start:end].rstrip().endswith(".") and not _QUESTION.match(text[start:end])
    for match in _JOINT.finditer(text, start, end):
        left, right = text[at : match.start()], text[match.end() : end]
        if stated and _RUNS_ON.match(right):
            continue
        if len(left.split()) >= _SHORTEST and len(right.split()) >= _SHORTEST:
            parts.append(Part(at, match.start(), left.strip()))
            at = match.end()
    return [*parts, Part(at, end, text[at:end].strip())]
