"""From a message and the turns before it to one request that stands alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from langchain_core.embeddings import Embeddings

from bot.catalogue import Catalogue
from bot.catalogue.words import fold
from bot.dialogue.amounts import TWO, against_own_pay, amounts_asked, between_offers, hours_asked
from bot.dialogue.choosing import SMALL_TALK, Choice, choose
from bot.dialogue.danger import ALARMING, danger_told
from bot.dialogue.followups import (
    POLE,
    Before,
    answers_which,
    asked_again,
    asks_why,
    is_fragment,
    last_question,
    only_picks,
    picked,
    picked_row,
    row_head,
    wondered_at,
)
from bot.dialogue.fragments import OF_JOBS
from bot.dialogue.hanging import Topic, meant, takes_back, without_aside
from bot.dialogue.intents import Guess, intent_model
from bot.dialogue.jobs import with_jobs_asked
from bot.dialogue.marks import Marks, delexicalise, read_marks, with_bare_amounts
from bot.dialogue.neighbours import PAY
from bot.dialogue.nonsense import detect_language, is_gibberish, is_told_of
from bot.dialogue.parts import each_asked
from bot.dialogue.person import amounts_of, claims_meant, update_person
from bot.dialogue.spans import spans
from bot.dialogue.spelling import respelled
from bot.dialogue.splitting import Part, split
from bot.dialogue.standalone import rewritten, standalone
from bot.dialogue.subject import Subject, find_subject, next_topic
from bot.dialogue.turning import turned_to
from bot.dialogue.wishes import rewords
from bot.schema import Person, Request, Turn

MAX_CHARS = 4_000
MAX_TURNS = 12
_IN_ORDER = frozenset({"pay_rank", "pay_compare", "pay_place"})
_OPEN = frozenset({"pay_lookup", "pay_place", "advice", "out_of_scope"})
_ONES = re.compile(r"\bones\b", re.IGNORECASE)
_SURE_OFFER = 0.25
_OUTSIDE = 0.8
"""From which confidence a message is beyond the guides, or about them: it is no subject to go on with."""

ASIDE = SMALL_TALK | {"out_of_scope", "coverage"}


@dataclass(frozen=True, slots=True)
class _Heard:
    """One message of the person, read but not yet understood; `reply` answered the one before.

    `back` says how many messages back the question lies that it goes back to; `danger` how likely it tells
    of a crisis, by all that it says.
    """

    text: str
    marks: Marks
    parts: tuple[Part, ...]
    guesses: tuple[Guess, ...] = ()
    reply: str = ""
    back: int = 0
    danger: float = 0.0


def understand(
    question: str,
    history: Sequence[Turn],
    catalogue: Catalogue,
    embed: Embeddings,
    vocabulary: Mapping[str, int] | None = None,
) -> Request:
    """Make a question standalone.

    Args:
        question: What the person typed, of any length and in any language.
        history: The turns before, oldest first; the person's facts are gathered from all of their own.
        catalogue: The names the guides use.
        embed: The encoder; the intent head is fitted with it at the first use.
        vocabulary: The words of the guides, folded, and how often each stands there.

    Returns:
        The request: intents, roles, places, amounts and all that carries over from the history.
    """
    heard = _listen(question, history, catalogue, embed, vocabulary or {})
    before = Before(person=_early_person(history, catalogue))
    request, stood = Request(question, question), [before]
    for message in heard:
        if 0 < message.back < len(stood):
            before = replace(stood[-message.back], person=before.person)
        before = replace(before, reply=message.reply)
        request, topic = _resolve(message, before, catalogue, embed)
        before = _after(before, request, topic)
        stood.append(before)
    return replace(request, question=question, danger=heard[-1].danger)


def _after(before: Before, request: Request, topic: Topic) -> Before:
    """Return what the next message finds before it."""
    doubted = request.confidence < _OUTSIDE and request.language == "en"
    if request.intents in (("out_of_scope",), ("coverage",)) and doubted:
        request = replace(request, intents=("advice",), roles=request.roles or before.roles)
    aside = _is_aside(request) or request.restates is not None or rewords(request.question)
    earlier = (place for place in before.places if place not in request.places)
    return Before(
        request=before.request if aside else request,
        reply=before.reply,
        person=request.person,
        spoken=tuple(dict.fromkeys((*(r for r in before.spoken if r not in request.roles), *request.roles))),
        places=tuple(dict.fromkeys((*earlier, *request.places))),
        paid=request.places if PAY & set(request.intents) else before.paid,
        choices=() if request.roles else request.role_choices or before.choices,
        topic=before.topic if aside else topic,
        offers=request.amounts if len(request.amounts) == TWO else before.offers,
        asked=(*before.asked, request) if request.roles and PAY & set(request.intents) else before.asked,
    )


def _is_aside(request: Request) -> bool:
    return not request.intents or all(name in ASIDE for name in request.intents) or request.language != "en"


def _listen(
    question: str,
    history: Sequence[Turn],
    catalogue: Catalogue,
    embed: Embeddings,
    vocabulary: Mapping[str, int],
) -> tuple[_Heard, ...]:
    """Read the person's messages and classify all their parts in one batch."""
    heard: list[_Heard] = []
    asked: list[str] = []
    reply = ""
    for turn in (*history, Turn("user", question)):
        if turn.role == "assistant":
            reply = turn.content
            continue
        typed = _fit(turn.content)
        text, back = turned_to(typed, asked, reply, catalogue, embed) or (typed, 0)
        heard.append(replace(_read(text, reply, catalogue, vocabulary), back=back))
        asked.append(typed)
    heard = heard[-MAX_TURNS:]
    texts = [
        without_aside(delexicalise(message.marks, part.start, part.end)) or part.text
        for message in heard
        for part in message.parts
    ]
    guesses = list(intent_model(embed).classify(embed, texts))
    classified = []
    for message in heard:
        count = len(message.parts)
        classified.append(replace(message, guesses=tuple(guesses[:count])))
        guesses = guesses[count:]
    last = classified.pop()
    return (*classified, replace(last, danger=danger_told(last.marks, last.parts, embed)))


def _read(typed: str, reply: str, catalogue: Catalogue, vocabulary: Mapping[str, int]) -> _Heard:
    """Set the slips of a message in English right, and find what it names."""
    row = picked_row(typed, reply) if only_picks(typed) else None
    typed = row_head(row) if row and not catalogue.find_roles(row) else typed
    marks = read_marks(typed, catalogue)
    names = spans(marks.roles, marks.places, marks.money)
    places = {word: 1 for place in catalogue.places if place.covered for word in fold(place.name).split()}
    known = {**places, **vocabulary}
    text = respelled(typed, names, known) if detect_language(typed, names) == "en" else typed
    marks = marks if text == typed else read_marks(text, catalogue)
    return _Heard(text, with_bare_amounts(marks, ()), split(text), reply=reply)


def _early_person(history: Sequence[Turn], catalogue: Catalogue) -> Person:
    """Gather facts from the person's turns that are too far back to be understood again."""
    person = Person()
    own = [turn for turn in history if turn.role == "user"]
    for turn in own[: max(0, len(own) + 1 - MAX_TURNS)]:
        text = _fit(turn.content)
        person = update_person(person, text, read_marks(text, catalogue))
    return person


def _fit(text: str) -> str:
    """Keep the beginning and the end of a very long message: the question stands at one of them."""
    text = text.replace("\u2019", "'").strip()
    if len(text) <= MAX_CHARS:
        return text
    return f"{text[: MAX_CHARS // 2]}\n{text[-MAX_CHARS // 2 :]}"


def _resolve(heard: _Heard, before: Before, catalogue: Catalogue, embed: Embeddings) -> tuple[Request, Topic]:
    """Return what one message asks for, and the topic that the next one may hang on."""
    text, marks = heard.text, heard.marks
    if before.roles:
        marks = read_marks(text, catalogue, before.roles)
        if takes_back(text) and _ONES.search(text):  # "no, the shop ones": the job is the one spoken of
            marks = replace(marks, roles=tuple(role for role in marks.roles if not role.domain))
    previous = before.request
    of_pay = previous is not None and bool(PAY & set(previous.intents))
    marks = with_bare_amounts(marks, previous.amounts if previous else (), of_pay=of_pay)
    unread = _unreadable(text, marks, before, catalogue)
    if unread is not None:
        return unread, before.topic
    person = update_person(before.person, text, marks)
    if heard.danger >= ALARMING:
        return Request(text, text, ("crisis",), heard.danger, person=person), before.topic
    if again := asked_again(text, marks, before) or wondered_at(text, marks, before):
        return replace(again, question=text, person=person), before.topic
    marks = with_jobs_asked(marks, before, catalogue, embed)
    choice = _choose(heard, marks, before, catalogue, embed)
    if choice.form and before.request:
        again = replace(before.request, question=text, person=person, form=choice.form)
        return replace(again, asked=(), restates=before.request), before.topic
    if _tells_of_pay(choice, heard, person, before.person):
        choice = replace(choice, intents=("pay_offer",))
    choice = between_offers(against_own_pay(choice, marks, before, person), marks, before)
    subject = find_subject(choice, marks, before, person, catalogue)
    request = _request(text, marks, choice, subject, person, before, catalogue)
    return request, next_topic(request, marks, choice, subject, before)


def _tells_of_pay(choice: Choice, heard: _Heard, person: Person, before: Person) -> bool:
    """Whether a message only tells what somebody is offered, or is paid."""
    if choice.fact and person.offer and person.offer != before.offer:
        return True
    told = person.pay is not None and person.pay != before.pay and not any(part.asks for part in heard.parts)
    return told and set(choice.intents) <= _OPEN and choice.confidence < _OUTSIDE


def _unreadable(text: str, marks: Marks, before: Before, catalogue: Catalogue) -> Request | None:
    """Return the request for a message that is empty, noise or in another language; None for all others."""
    names = spans(marks.roles, marks.places, marks.money)
    if not text:
        return Request(text, text, ("empty",), 1.0, person=before.person)
    language = detect_language(text, names, catalogue.languages)
    if language != "en":
        return Request(text, text, ("out_of_scope",), 1.0, person=before.person, language=language)
    named = [*names, *((start, end) for start, end, _ in (*marks.periods, *marks.years))]
    if is_gibberish(text, named) and not is_told_of(text, catalogue):
        return Request(text, text, ("gibberish",), 1.0, person=before.person)
    return None


def _choose(heard: _Heard, marks: Marks, before: Before, catalogue: Catalogue, embed: Embeddings) -> Choice:
    pick = picked(heard.text, before.reply, before, catalogue) if len(heard.text) < 60 else None
    picks = (pick is not None and only_picks(heard.text)) or answers_which(heard.parts, marks, before)
    previous = before.request.intents if before.request else ()
    ranked, paid = bool(_IN_ORDER & set(previous)), bool(PAY & set(previous))
    if picks or is_fragment(heard.text, marks, first=not previous, ranked=ranked, paid=paid):
        return choose(heard.parts, heard.guesses, marks, before, fragment=True)
    choice = choose(heard.parts, heard.guesses, marks, before, fragment=False)
    if marks.money and not heard.marks.money:
        return replace(choice, intents=("pay_offer",))
    if choice.agrees:
        question = last_question(before.reply)
        if question:
            parts = split(question)
            guesses = intent_model(embed).classify(embed, [part.text for part in parts])
            said = choose(parts, guesses, marks, replace(before, request=None), fragment=False)
            return replace(said, follow_up=True) if said.confidence >= _SURE_OFFER else choice
    return choice


def _request(
    text: str,
    marks: Marks,
    choice: Choice,
    subject: Subject,
    person: Person,
    before: Before,
    catalogue: Catalogue,
) -> Request:
    choice = _settled(choice, text, subject, before)
    claims = claims_meant(marks, of_pay=bool(PAY & set(choice.intents)))
    follow_up = choice.follow_up or subject.carried
    previous = before.request
    kept = previous if previous and choice.fragment else Request(text, text)
    same = previous is not None and bool((OF_JOBS | set(choice.intents)) & set(previous.intents))
    if choice.fragment and previous and same:
        alone = rewritten(previous, marks, catalogue, subject.roles, subject.places)
    elif choice.more and previous and (asks_why(text) or len(text.split()) <= 6):
        alone = f"{previous.standalone.rstrip(' ?')}: {text}"
    else:
        told = subject.topic == before.topic.text and set(subject.roles) <= set(before.topic.roles)
        roles = () if subject.topic and told else subject.roles
        said = meant(text) if choice.fact and not marks.roles else text
        alone = standalone(said, marks, roles, subject.places, subject.topic, follow_up)
    request = Request(
        question=text,
        standalone=alone,
        intents=choice.intents,
        confidence=round(min(choice.confidence, 1.0), 4),
        roles=subject.roles,
        unknown_roles=subject.unknown,
        role_choices=subject.choices,
        places=subject.places,
        amounts=amounts_asked(choice, marks, before, person),
        claims=tuple(a for a in amounts_of(marks, ()) if a.text in {quantity.text for quantity in claims}),
        years=tuple(year for _, _, year in marks.years) or kept.years,
        industries=tuple(mention.name for mention in marks.industries) or kept.industries,
        levels=tuple(mention.name for mention in marks.levels) or kept.levels,
        period=marks.periods[-1][2] if marks.periods else kept.period,
        hours_per_week=hours_asked(choice, marks, before, follow_up=follow_up),
        person=person,
        follow_up=follow_up,
        more=choice.more,
    )
    return replace(request, asked=each_asked(choice, marks, request))


def _settled(choice: Choice, text: str, subject: Subject, before: Before) -> Choice:
    """Read a comparison of one role as one of its places; of nothing, as what was asked before.

    Which of the two jobs spoken of pays more is a comparison of them.
    """
    two = subject.carried and len(subject.roles) == 2
    if choice.intents == ("pay_rank",) and two and not POLE.search(text):
        return replace(choice, intents=("pay_compare",))
    moves = [p for p in subject.places if p.kind != "country"]
    if len(moves) == 2 and "pay_raise" in choice.intents:
        others = (name for name in choice.intents if name not in ("pay_raise", "transfer"))
        return replace(choice, intents=("pay_place", *others), asked=())
    if "pay_compare" not in choice.intents or len(subject.roles) > 1:
        return choice
    previous = before.request.intents if before.request else ()
    if len(subject.places) < 2:
        alone = (
            subject.carried and previous and not PAY & set(previous) and choice.intents == ("pay_compare",)
        )
        return replace(choice, intents=previous) if alone else choice
    intents = tuple("pay_place" if name == "pay_compare" else name for name in choice.intents)
    return replace(choice, intents=tuple(dict.fromkeys(intents)))
