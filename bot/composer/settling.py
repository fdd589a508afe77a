"""Where a guess at what was meant and what the guides plainly hold disagree, the guides win."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.composer.evidence import K, gather
from bot.composer.meaning import asks_pay
from bot.composer.sources import Sources
from bot.composer.weighing import heading, named_roles
from bot.dialogue import SMALL_TALK, meant
from bot.pay.reading.cues import PAY_WORD
from bot.quantities import find_money
from bot.schema import Passage, Request

SURE = 0.65
"""Strength from which a search has plainly found its subject: no out-of-scope utterance held out for the
intents reaches it over the shipped guides, nine in ten questions about them do."""
NEARLY_ASKED = 0.7
NEARLY_ASKED_THERE = 0.6
"""Similarity from which a section answers nearly the question asked; less will do where it speaks of every
place that was named."""
SURELY_ASKED = 0.75
GUESSED = 0.75
CERTAIN = 0.5
WITHIN = 2.4
PLAINLY_HELD = 2.7
FAINT = 0.3
HARDLY = 0.2
LENIENT = 0.4
"""What must speak for a section before it overrules a sure guess that a question is outside of all guides,
and how much less a faint one: of the development questions taken for such, those about the guides reach it
and no other does."""
GUESSES = frozenset({"out_of_scope", "coverage", *SMALL_TALK})
OWN_WORDS = 8
"""Words from which on a question about the adviser speaks to it, or names what it goes by."""
_SPOKEN_TO = re.compile(
    r"\b(?:yous?|your|u|ur|guides?|bot|adviser|advisor|site|page|app|sources?|data|figures|information|topics?"
    r"|cover\w*)\b",
    re.IGNORECASE,
)
_OF_THE_ADVISER = re.compile(
    r"\b(?:do|can|are|have)\s+you\b[^?]{0,20}\b(?:cover|know|hold|include)", re.IGNORECASE
)
_LEFT = re.compile(r"\bfrom\b(?!.*\b(?:in)?to\b)")
_LEAVES = re.compile(r"\b(?:move|switch|change|go|get|come|become|turn)\b")
_MADE_TO = re.compile(r"(?i)\bmakes? (?:u|you|me|us|him|her|them|it|people|sure)\b")
_OF_PAY = re.compile(
    rf"{PAY_WORD.pattern}|\b(?:(?:an?|per|each|by the) (?:hour|day|week|month)|money)\b"
    r"|\b(?:yearly|monthly|weekly|hourly)\b|[$£€]"
)
FROM_TEXT = "advice"
PAY_QUESTIONS = frozenset(
    f"pay_{kind}" for kind in ("lookup", "place", "compare", "rank", "raise", "offer", "trend")
)


def settle(request: Request, sources: Sources) -> Request:
    """Replace guesses that a sure search overrules by a plain question to the guides."""
    if not request.intents or request.language != "en" or not request.standalone.strip():
        return request
    if request.intents == ("role_list",) and _OF_THE_ADVISER.search(request.question):
        return replace(request, intents=("coverage",))
    if request.intents == ("out_of_scope",):
        gathered = gather("out_of_scope", request, sources, 1)
        weighed = gathered.passages
        within = bool(weighed) and weighed[0].score >= WITHIN - LENIENT * (1 - request.confidence)
        within = within or bool(gathered.telling and gathered.telling[0].score >= WITHIN)
        return replace(request, intents=(FROM_TEXT,)) if within else request
    request = _faint_of_pay(request)
    found = sources.search(request.standalone, k=K)
    if found.strength < SURE or not found.passages:
        return _spoken_of_after_all(request, sources) if request.unknown_roles else request
    # a section that speaks of a job need not tell its pay
    pay = PAY_QUESTIONS.issuperset(request.intents) and request.confidence >= GUESSED
    passages = [p for p in found.passages if not pay or find_money(p.text)]
    unknown = tuple(
        name for name in request.unknown_roles if not _speaks_of(passages, name, request, sources)
    )
    known_after_all = len(unknown) < len(request.unknown_roles)
    doubted = GUESSES if request.confidence < CERTAIN else {"out_of_scope"}
    intents = [FROM_TEXT if intent in doubted or known_after_all else intent for intent in request.intents]
    if len(intents) == 1 and not unknown and PAY_QUESTIONS.issuperset(intents) and _is_told(request, sources):
        intents = [FROM_TEXT]
    asks_no_pay = PAY_QUESTIONS.issuperset(intents) and not _OF_PAY.search(request.standalone)
    if asks_no_pay and not request.amounts and plainly_held(request, sources):
        intents = [FROM_TEXT]
    return replace(request, intents=tuple(dict.fromkeys(intents)), unknown_roles=unknown)


def _faint_of_pay(request: Request) -> Request:
    """Put to the guides what is taken on next to nothing for a question of pay, or of what they cover."""
    asked = _MADE_TO.sub(" ", request.question)
    of_pay = _OF_PAY.search(asked) or request.amounts or request.roles or request.role_choices
    of_own = len(request.question.split()) >= OWN_WORDS and not _SPOKEN_TO.search(request.question)
    if PAY_QUESTIONS.issuperset(request.intents):
        faint = request.confidence < FAINT and not of_pay
    elif request.intents == ("coverage",):
        faint = request.confidence < FAINT or of_own
    else:
        faint = request.intents in (("legal",), ("medical",)) and request.confidence < HARDLY
    return replace(request, intents=(FROM_TEXT,)) if faint and not request.follow_up else request


def plainly_held(request: Request, sources: Sources) -> bool:
    """Whether a section without listed questions plainly answers, whatever the question is taken for."""
    telling = gather(FROM_TEXT, replace(request, intents=(FROM_TEXT,)), sources, 1).telling
    return bool(telling) and not sources.asks(telling[0]) and telling[0].score >= PLAINLY_HELD


def _spoken_of_after_all(request: Request, sources: Sources) -> Request:
    """Take for no unknown job what a section speaks of that answers in other words than the question's."""
    telling = gather(request.intents[0], request, sources, 1).telling
    spoken = [name for name in request.unknown_roles if _speaks_of(telling, name, request, sources)]
    return replace(request, unknown_roles=tuple(one for one in request.unknown_roles if one not in spoken))


def _is_told(request: Request, sources: Sources) -> bool:
    """Whether a section answers nearly what is guessed to ask for pay; of a follow-up, what was typed."""
    if request.confidence >= GUESSED or request.more or request.years:
        return False
    if len(request.roles) > 1 and PAY_WORD.search(request.question):
        return False
    if find_money(request.question) if request.follow_up else request.amounts:
        return False
    typed = replace(request, standalone=meant(request.question)) if request.follow_up else request
    best = next(iter(sources.search(typed.standalone, k=K).passages), None)
    if best is None or any(place.name not in best.text for place in request.places):
        return False
    told_by_pay = bool(find_money(best.text)) and not _is_surely_asked(typed, best)
    return not told_by_pay and is_asked(typed, best, sources)


def _speaks_of(passages: Sequence[Passage], name: str, request: Request, sources: Sources) -> bool:
    """Whether one of the best passages tells of what was taken for an unknown role, word for word."""
    named = _stems(name)
    if "transfer" not in request.intents and any(_is_on_leaving(name, passage) for passage in passages[:2]):
        return False
    for passage in passages[:2]:
        headed = (passage.section, *sources.asks(passage))
        # what a guide on another job says by the way of a job is no answer to what is asked about it
        if named in _stems(" ".join(headed if named_roles(passage, sources) else (*headed, passage.text))):
            return True
    return False


def _is_on_leaving(name: str, passage: Passage) -> bool:
    """Whether a section's heading speaks of coming from a job ("How do X move into ...?"), not of the job."""
    before, named, after = heading(passage).casefold().partition(name.casefold().rstrip("s"))
    return bool(named) and bool(_LEFT.search(before) or _LEAVES.search(after))


def _stems(text: str) -> str:
    """The words of a text in the singular, in their order, with a blank around each."""
    words = re.findall(r"\w+", text.lower())
    return f" {' '.join(word.rstrip('s') if len(word) > 3 else word for word in words)} "


def _is_surely_asked(request: Request, best: Passage) -> bool:
    """Whether a section is far nearer to a question than the guess at what it is after is sure."""
    return not request.roles and request.confidence < CERTAIN and best.similarity >= SURELY_ASKED


def is_asked(request: Request, best: Passage, sources: Sources) -> bool:
    """Whether the best section answers nearly this question, by its author's word, and no question of pay."""
    placed = bool(request.places) and all(place.name in best.text for place in request.places)
    near = NEARLY_ASKED_THERE if placed else NEARLY_ASKED
    return best.similarity >= near and not asks_pay(request, best, sources)
