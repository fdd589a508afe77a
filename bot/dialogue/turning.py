"""Going back in a talk: to the question that "the first one" or "the other one" stands for."""

import re
from collections.abc import Sequence

from langchain_core.embeddings import Embeddings

from bot.catalogue import Catalogue
from bot.catalogue.words import is_transparent, tokenize
from bot.dialogue.followups import has_points, several
from bot.dialogue.intents import intent_model

_PLACES = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "last": -1, "latter": -1,
}  # fmt: skip
_THE_ONE = re.compile(
    r"\b(?:the|that)\s+(?:very\s+)?(?:(?P<place>first|second|third|last|1st|2nd|3rd|other)"
    r"(?:\s+(?:one|1|thing|number|score|metric|topic|term|question)\b|(?=\s*(?:[?.!,;]|$)))"
    r"|(?P<named>former|latter)\b)"
    r"(?:\s+(?:that\s+)?(?:you|we|i)\s+(?:just\s+)?"
    r"(?:said|named|explained|asked|mentioned|told me)(?:\s+about)?\b)?",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"^\W*(?:(?:ok|okay|so|hm+|cool|thanks|thank you|great)\W+)*"
    r"(?:and|or|(?:and\W+)?(?:what|how)\s+about)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_WHAT_IS = re.compile(
    r"^\W*(?:(?:ok|okay|so|and|also|hm+)\W+)*(?:what(?:['’]?s|\s+is|\s+are|\s+does)|explain|define)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ASKS = re.compile(
    r"\b(?:how|why|when|who|where|which|if|do|does|did|should|would|could|can|will|i|we|my|our|is|are|was|it|that|this)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:both\s+of\s+(?:them|those|these|the\s+two)|(?:them|those|these)\s+both|(?:the|those|these)\s+two"
    r"|both(?!\s+\w+s\b))\b",
    re.IGNORECASE,
)
_THING = r"[^\W\d_][\w-]*(?:\s+[^\W\d_][\w-]*){0,2}"
_TOLD_APART = re.compile(
    rf"\bdiffer\w*\s+between\s+(?P<one>{_THING}?)\s+and\s+(?P<other>{_THING})|\bhow\s+(?:is|are|does|do)\s+(?P<first>{_THING}?)\s+"
    rf"differ\w*\s+from\s+(?P<second>{_THING})|(?P<this>{_THING})\s+(?:vs\.?|versus)\s+(?P<that>{_THING})",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\s+(?:means?|stands?|do|does)\b.*$", re.IGNORECASE | re.DOTALL)
_LONGEST, _NAME_WORDS, _LOOKED_BACK, _TWO = 9, 3, 8, 2
_TROUBLED = 0.1
Run = list[tuple[int, str]]


def turned_to(
    text: str, asked: Sequence[str], reply: str, catalogue: Catalogue, embed: Embeddings
) -> tuple[str, int] | None:
    """The message with what "the first one" or "both" is in its place, and how many messages back that is.

    None where it goes back to nothing. It does to one of several asked about alike in turn ("what is X", "and
    Y?"), and to a point of the last reply rather, where that went on to something else. Of jobs asked about
    alike the jobs are picked.

    Args:
        text: what was typed.
        asked: the messages before it, oldest first.
        reply: the last reply.
        catalogue: the names the guides use.
        embed: the encoder; what may tell of a crisis is left as it was typed.
    """
    one, both = _THE_ONE.search(text), _BOTH.search(text)
    run = _asked_alike(asked) if one or both else []
    if len(run) < _TWO or all(catalogue.find_roles(name) for _, name in run):
        return None
    if intent_model(embed).classify(embed, [text])[0].probability("crisis") >= _TROUBLED:
        return None
    since = asked[run[-1][0] + 1 :]
    if has_points(reply) and not all(_speaks_of(message, run) for message in since):
        return None
    place = _place(one, run, asked) if one else -1
    if place >= len(run) or (one is None and len(run) > _TWO):
        return None
    at, name = run[place]
    match = one or both
    meant = name if one else f"{run[0][1]} and {run[1][1]}"
    return (f"{text[: match.start()]}{meant}{text[match.end() :]}", len(asked) - at) if match else None


def _place(match: re.Match[str], run: Run, asked: Sequence[str]) -> int:
    """Which of the things asked about is meant; "the other one" is the last that was not spoken of last."""
    word = (match["place"] or match["named"]).casefold()
    if word != "other":
        return _PLACES[word]
    told = [name for at, name in run if at == len(asked) - 1 or name.casefold() in asked[-1].casefold()]
    spoken = told[-1] if told else run[-1][1]
    picked = _THE_ONE.search(asked[-1])
    if picked and (before := _place(picked, run, asked[:-1])) < len(run):
        spoken = run[before][1]
    return max(place for place, (_, name) in enumerate(run) if name != spoken)


def _speaks_of(text: str, run: Run) -> bool:
    """Whether a message goes on with what was asked about."""
    named = any(name.casefold() in text.casefold() for _, name in run)
    return named or several(text) or bool(_THE_ONE.search(text) or _BOTH.search(text))


def _asked_alike(asked: Sequence[str]) -> Run:
    """The last questions that each asked of another thing what the one before asked, and what they name."""
    run: Run = []
    for at in range(len(asked) - 1, max(-1, len(asked) - 1 - _LOOKED_BACK), -1):
        if two := _told_apart(asked[at]):
            return [(at, name) for name in two] + run
        name = _name(asked[at], _WHAT_IS) or _name(asked[at], _ALSO)
        if name is not None:
            run.insert(0, (at, name))
        elif len(run) > 1:
            break
        else:
            run = []
    return run


def _told_apart(text: str) -> tuple[str, ...]:
    """The two things that a question asks to tell apart."""
    match = _TOLD_APART.search(text)
    names = [_own(part) for part in match.groups() if part] if match else []
    told = tuple(dict.fromkeys(name for name in names if name))
    return told if len(told) == _TWO else ()


def _name(text: str, frame: re.Pattern[str]) -> str | None:
    """The thing that a short question of one frame names; None where it asks otherwise."""
    match = frame.match(text)
    if match is None or len(text.split()) > _LONGEST or _ASKS.search(rest := _MEANS.sub("", match["rest"])):
        return None
    return _own(rest)


def _own(text: str) -> str | None:
    """The few words of a text that have a meaning of their own."""
    words = [token.text for token in tokenize(text) if not is_transparent(token.text)]
    return " ".join(words) if 0 < len(words) <= _NAME_WORDS else None
