"""What a message takes over from the turns before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.catalogue import Catalogue
from bot.catalogue.words import fold, tokenize
from bot.dialogue.hanging import Topic
from bot.dialogue.marks import Marks
from bot.dialogue.spans import spans
from bot.dialogue.splitting import Part
from bot.dialogue.words import word_set
from bot.schema import Amount, Person, Place, Request

_ORDINALS = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": -1, "third": 2, "3rd": 2,
    "fourth": 3, "4th": 3, "fifth": 4, "5th": 4, "last": -1,
}  # fmt: skip
_ORDINAL = re.compile(
    r"\b(?:the\s+)?(first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|former|latter)\s+"
    r"(?:one|option|job|role|position|of\s+(?:those|these|them)|choice|point|tip|step|thing(?=\s+you))\b"
    r"|(?:^\W*|\bthe\s+)(first|second|third|fourth|fifth|last|1st|2nd|3rd|4th)\W*$|\b(?:the\s+)(former|latter)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:number|option|no\.?|#)\s*([1-9])\b", re.IGNORECASE)
_TWO = re.compile(
    r"\b(?:both|the\s+two|those\s+two|either|(?:the\s+|^\W*)difference|by\s+how\s+much|how\s+much\s+(?:more|less|better)|how\s+big"
    r"\s+(?:is\s+)?the\s+gap)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:those|these|them|both|the\s+two|either|the\s+three|which\s+(?:one|1)|which\s+of|(?:the\s+|^\W*)difference"
    r"|by\s+how\s+much|how\s+much\s+(?:more|less|better)|who\s+(?:earns|makes|gets|is\s+(?:better\s+)?paid))\b"
    r"|^\W*(?:(?:and|so|but)\s+)*which\s+(?:is|has|pays|earns|makes|gets)\b"
    r"(?!.*\b(?:most|best|highest|least|worst|lowest)\b)",
    re.IGNORECASE,
)
_ADDS = re.compile(r"\b(?:too|also|as\s+well|add)\b", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:which|where|both|the\s+two|either)\b", re.IGNORECASE)
POLE = re.compile(r"\b(?:best|worst|highest|lowest|most|least|cheapest|bottom|top)\b", re.IGNORECASE)
END = re.compile(
    r"\b(?:top|upper|high(?:er|est)?|bottom|low(?:er|est)?)\s+end\b|\bthe\s+(?:top|bottom)\W*$"
    r"|\b(?:top|bottom|upper|lower)\s+(?:\w+\s*(?:%|per\s?cent)|tenth|quarter)|\b\d{1,2}(?:th|st|nd|rd)(?:\s+percentile)?\W*$",
    re.IGNORECASE,
)
_FULL_TIME = re.compile(r"\b(?:full|part)[- ]?time\b", re.IGNORECASE)
_WHICH_PLACE = re.compile(
    r"\b(?:which|what)\s+(?:states?|cit(?:y|ies)|countr(?:y|ies)|regions?|places?)\b", re.IGNORECASE
)
_ROW = re.compile(r"\s*(?:[-*•]|\d+[.)]|\|)\s*")
_CELL = re.compile(r"\s*\|\s*([^|]*?)\s*\|")
_POINT = re.compile(r"\s*(?:[-*•]|\d+[.)])\s+")
_AGAIN = re.compile(r"\b(?:what|which)\W+(?:was|were|is|are)\b[^?]*\bagain\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\b(?:numbers?|figures?|pay|sums?|salar(?:y|ies)|wages?|amounts?|medians?)\b", re.IGNORECASE
)
_FIRST_IN_ROW = 6
_SHORT_ANSWER = 8
_PAIR = 2
_WHICH = frozenset({"which", "who"})
_EVERY = re.compile(r"\bevery\b", re.IGNORECASE)
_WHY = re.compile(
    r"^\W*(?:(?:but|and|so|ok|okay|hm+|wait|then|well)\W+)*(?:why(?:['’]?s)?|how\s+come|how\s+so)\b",
    re.IGNORECASE,
)
_DIFFERS = re.compile(
    r"\b(?:differ(?:s|ent|ence|ently)?|unequal|not (?:the )?(?:same|equal)|more|less|higher|lower)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Before:
    """The turns before a message: the last request with a subject, the last reply and what was spoken of.

    `paid` are the places that pay was asked for last, `offers` the two amounts last set against each other,
    `asked` the requests about a job's pay.
    """

    request: Request | None = None
    reply: str = ""
    person: Person = field(default_factory=Person)
    spoken: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    paid: tuple[Place, ...] = ()
    choices: tuple[str, ...] = ()
    topic: Topic = field(default_factory=Topic)
    offers: tuple[Amount, ...] = ()
    asked: tuple[Request, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles last spoken of."""
        return self.request.roles if self.request else ()


def is_fragment(
    text: str, marks: Marks, *, first: bool = False, ranked: bool = False, paid: bool = False
) -> bool:
    """Whether a message only names things ("and for managers?", "hourly?"): its question lies before it.

    Args:
        text: What was typed.
        marks: What was recognised in it.
        first: Whether nothing was asked before, so that only a bare name counts.
        ranked: Whether things were set in order before, so that "worst?" names the other end of them.
        paid: Whether pay was told before, so that "the top end?" names a part of it.
    """
    named = spans(marks.roles, marks.places, marks.money, marks.industries, marks.levels, marks.titles)
    named += [(start, end) for start, end, _ in (*marks.years, *marks.periods)] + list(marks.negated)
    named += [match.span() for match in _FULL_TIME.finditer(text)]
    named += [match.span() for match in POLE.finditer(text)] if ranked else []
    named += [match.span() for match in END.finditer(text)] if paid else []
    if not named or len(text) > 120 or _WHICH_PLACE.search(text):
        return False
    words = [t for t in tokenize(text) if not any(start <= t.start < end for start, end in named)]
    loose = [fold(word.text) for word in words]
    if {"do", "does", "is", "would", "be"} & set(loose) and len(loose) > 4:
        return False
    only_periods = {(start, end) for start, end, _ in marks.periods} >= set(named)
    if not ranked and only_periods and _EVERY.search(text):
        return False  # "every day" tells how often
    usual = word_set("bare" if first else "fragment") | (_WHICH if ranked else frozenset())
    return all(word in usual for word in loose) and not _asks_something(loose)


def _asks_something(words: Sequence[str]) -> bool:
    joined = " ".join(words)
    return bool(
        re.search(
            r"\b(?:how (?:do|does|is|would|to)|what (?:is|does|do) (?:a|an|the)?$|what (?:do|does))\b", joined
        )
    )


def picked(text: str, reply: str, before: Before, catalogue: Catalogue) -> str | None:
    """Return the role that "the second one" or "the latter" points at, or None."""
    return _at(text, _options(reply, before, catalogue))


def picked_row(text: str, reply: str) -> str | None:
    """Return the row of a reply's list that "the second one" or "the last" points at, or None."""
    return _at(text, _points(reply))


def asked_again(text: str, marks: Marks, before: Before) -> Request | None:
    """The request about pay whose figures a message wants once more ("what were those two again?").

    It is for all the places that its job's pay was asked for.
    """
    if not _AGAIN.search(text) or marks.places or not before.asked:
        return None
    named = {role for mention in marks.roles for role in mention.roles}
    alike = [one for one in before.asked if not named or named & set(one.roles)]
    if not alike or not (named or _FIGURE.search(text)):
        return None
    alike = [one for one in alike if set(one.roles) <= named] or alike
    last = alike[-1]
    places = dict.fromkeys(place for one in alike if one.roles == last.roles for place in one.places)
    return replace(last, places=tuple(places), follow_up=False, more=False, form=None)


def wondered_at(text: str, marks: Marks, before: Before) -> Request | None:
    """The request for both places that one job's pay was asked for, where a message asks why they differ."""
    if len(before.asked) < _PAIR or marks.roles or not (asks_why(text) and _DIFFERS.search(text)):
        return None
    first, last = before.asked[-_PAIR:]
    places = tuple(dict.fromkeys((*first.places, *last.places)))
    others = {mention.place for mention in marks.places} - set(places)
    if first.roles != last.roles or before.request is not last or len(places) != _PAIR or others:
        return None
    alone = f"{last.standalone.rstrip(' ?.!')} and {first.places[0].name}"
    return replace(last, standalone=alone, intents=("pay_place",), places=places, follow_up=True, more=False)


def answers_which(parts: Sequence[Part], marks: Marks, before: Before) -> bool:
    """Whether a message answers which job is meant, whatever else it tells beside it ("rep, on phones")."""
    asked = (last_question(before.reply) or "").startswith("Which")
    short = len(marks.text.split()) <= _SHORT_ANSWER
    named = bool(marks.asked_roles() or marks.own_roles()) and not (marks.money or marks.titles)
    return bool(before.request) and asked and short and named and not any(part.asks for part in parts)


def has_points(reply: str) -> bool:
    """Whether a reply has a list of several points to pick from."""
    return len(_points(reply)) > 1


def _points(reply: str) -> list[str]:
    """The points of a reply's list; without one the first cells of its table's rows."""
    lines = reply.splitlines()
    listed = [line[match.end() :] for line in lines if (match := _POINT.match(line))]
    cells = [match[1] for line in lines if (match := _CELL.match(line))]
    return listed or cells[2:]  # below the head and its rule


def with_row(text: str, row: str | None) -> str:
    """A message with what the row is about in the place of "the second one"."""
    match = _ordinal(text) if row else None
    return f"{text[: match.start()]} {row_head(row)} {text[match.end() :]}".strip() if match and row else text


def row_head(row: str) -> str:
    """What a row is about: the words before its colon, without their marks."""
    return re.sub(r"[*\\]|\s*\[\d+\]", "", row.partition(":")[0]).strip() or row


def _at(text: str, options: Sequence[str]) -> str | None:
    match = _ordinal(text)
    if match is None:
        return None
    word = next(group for group in match.groups() if group).casefold()
    at = int(word) - 1 if word.isdigit() else _ORDINALS[word]
    return options[at] if -len(options) <= at < len(options) and len(options) > 1 else None


def _ordinal(text: str) -> re.Match[str] | None:
    return _ORDINAL.search(text) or _NUMBERED.search(text)


def only_picks(text: str) -> bool:
    """Whether a message says nothing beside its choice ("ok, the second one please")."""
    match = _ordinal(text)
    rest = f"{text[: match.start()]} {text[match.end() :]}" if match else text
    words = [fold(token.text) for token in tokenize(rest)]
    return all(word in word_set("fragment") | word_set("telling") for word in words) and not _asks_something(
        words
    )


def _options(reply: str, before: Before, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what was put up for choice, the plainest offer first; nothing where it was no jobs."""
    choices = before.request.role_choices if before.request else ()
    listed = _listed(reply, before, catalogue)
    both = len(before.roles) == _PAIR and set(before.roles) <= set(_told(reply, catalogue))
    if not listed and len(_points(reply)) > 1 and not both:
        return ()
    offers = (
        listed,
        _told(last_question(reply) or "", catalogue),
        choices,
        before.roles,
        before.spoken,
        _told(reply, catalogue),
    )
    return next((offer for offer in offers if len(offer) >= 2), ())


def those(text: str, before: Before, catalogue: Catalogue, *, told: bool) -> tuple[str, ...]:
    """Return the roles that "those" or "both" stands for: two or more, or none.

    Args:
        text: What was typed.
        before: What was said before.
        catalogue: The names the guides use.
        told: Whether roles count that the last reply merely mentioned.
    """
    recent = before.spoken[-2:] if two(text) else before.spoken
    mentioned = _told(before.reply, catalogue) if told else ()
    said = (before.roles, _listed(before.reply, before, catalogue), recent, mentioned)
    return next((roles for roles in said if len(roles) >= 2), ())


def _listed(reply: str, before: Before, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the roles that head the rows of a reply's list or table, where they are what was spoken of."""
    rows = [line[match.end() :] for line in reply.splitlines() if (match := _ROW.match(line))]
    heads = [mention for row in rows for mention in catalogue.find_roles(row)[:1]]
    roles = tuple(dict.fromkeys(m.roles[0] for m in heads if m.decided and m.start <= _FIRST_IN_ROW))
    strangers = len(before.roles) >= 2 and not set(before.roles) & set(roles)
    return () if strangers else roles


def _told(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    named = [m.roles[0] for m in catalogue.find_roles(text) if m.decided and not m.domain]
    return tuple(dict.fromkeys(named))


def first_told(before: Before, catalogue: Catalogue) -> str | None:
    """Return the role of several that the last reply put first."""
    told = (*_listed(before.reply, before, catalogue), *_told(before.reply, catalogue))
    return next((role for role in told if role in before.roles), None)


def several(text: str) -> bool:
    """Whether a message speaks of several things named before ("which of those")."""
    return bool(_SEVERAL.search(text))


def adds(text: str) -> bool:
    """Whether a message adds to what was named before ("and electricians too")."""
    return bool(_ADDS.search(text))


def two(text: str) -> bool:
    """Whether a message speaks of two things named before ("what's the difference")."""
    return bool(_TWO.search(text))


def compares(text: str) -> bool:
    """Whether a message asks for a choice between things named before ("which is better")."""
    return bool(_CHOICE.search(text))


def asks_why(text: str) -> bool:
    """Whether a message asks for the reason of what was just said."""
    return bool(_WHY.match(text))


def last_question(reply: str) -> str | None:
    """Return the question that a reply ends with, for a "yes" to answer."""
    lines = [line.strip() for line in reply.strip().splitlines() if line.strip()]
    if not lines:
        return None
    sentences = re.split(r"(?<=[.!?])\s+", lines[-1])
    return sentences[-1] if sentences[-1].endswith("?") else None
