"""Which roles and places a message is about, named in it or taken over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.catalogue import Catalogue, RoleMention
from bot.dialogue.choosing import ASIDES, Choice
from bot.dialogue.followups import (
    Before,
    adds,
    first_told,
    last_question,
    picked,
    several,
    those,
    two,
)
from bot.dialogue.hanging import Topic, hangs, points_back, says_little
from bot.dialogue.localities import places_meant, two_places
from bot.dialogue.marks import Marks, is_workplace
from bot.dialogue.neighbours import PAY
from bot.schema import Person, Place, Request

_ASIDE = ASIDES - {"out_of_scope"}
_BROAD = frozenset({"role_list", "pay_rank"})
_APART = ASIDES | {"role_list", "pay_rank"}
_FREE = ASIDES | {"role_list", "term", "pay_rank", "distress", "legal", "medical"}
_OWN = frozenset({"pay_offer", "pay_raise", "ladder", "negotiation", "advice", "resume"})
_NEEDS_ROLE = PAY - {"pay_rank", "pay_convert", "pay_prices", "pay_basis"} | {"ladder"}
_ABOUT_A_JOB = PAY | {"role_description", "role_day", "entry", "ladder", "outlook", "worth_it", "coverage"}
_NAMES_A_JOB = _ABOUT_A_JOB | {"skills", "conditions", "ai_effect", "interview", "resume", "term"}
_AIMS = frozenset({"entry", "ladder", "worth_it", "skills", "role_description"})
_OF_EACH = frozenset({"skills", "conditions", "role_day", "entry", "outlook"})
_PAIR = 2
_INTO = frozenset({"transfer", "entry"})
_BETWEEN = (("pay_compare",), ("pay_raise",))
_CHOICES = 6
_CLEAR = 0.85
_VAGUE = 0.5
_SHORT = 7
_PLAIN = 0.6
_ROLE_IS_ENOUGH = _ABOUT_A_JOB | {"role_list", "skills", "conditions", "ai_effect"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a message is about; `carried` says whether any of it comes from earlier turns.

    `topic` is the wording it hangs on: the last question that stood alone, or a field.
    """

    roles: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    carried: bool = False
    topic: str = ""


def find_subject(
    choice: Choice, marks: Marks, before: Before, person: Person, catalogue: Catalogue
) -> Subject:
    """Find the roles and places of a message: those it names, else those the talk was about."""
    names_a_job = choice.fragment or bool(set(choice.intents) & _NAMES_A_JOB)
    unknown = tuple(dict.fromkeys(title.text for title in marks.titles)) if names_a_job else ()
    subject = Subject(*_named(choice, marks), unknown=unknown)
    chosen = picked(marks.text, before.reply, before, catalogue)
    if chosen is not None and chosen not in subject.roles:
        subject = Subject((*subject.roles, chosen), unknown=unknown, carried=True)
    if not (subject.roles or unknown or subject.choices):
        subject = _taken_over(choice, marks, before, person, catalogue)
    roles = subject.roles
    if choice.fragment and adds(marks.text) and roles:
        roles = tuple(dict.fromkeys((*before.roles, *roles)))
    if len(roles) == 1 and choice.intents[:1] == ("pay_compare",):
        roles = _second(roles, marks, before, person, unknown)
    places, placed = places_meant(choice, marks, before, person, roles, catalogue)
    choices = subject.choices
    if len(places) > 1 and choices and not roles and PAY & set(choice.intents):
        roles, choices = choices[:1], ()  # places are compared for the likeliest of the jobs meant
    return replace(subject, roles=roles, choices=choices, places=places, carried=subject.carried or placed)


def _taken_over(
    choice: Choice, marks: Marks, before: Before, person: Person, catalogue: Catalogue
) -> Subject:
    """Return what a message without a subject of its own is about, from the turns before."""
    roles = _carried(choice, marks, before, person, catalogue)
    topic = _topic(choice, marks, before, bool(roles))
    if roles:
        return Subject(roles, carried=not marks.own_roles(), topic=topic)
    choices = _carried_choices(choice, marks, before)
    if choices and (last_question(before.reply) or "").startswith("Which"):
        return Subject(choices[:1], carried=True)  # asked once already: the likeliest is taken
    unknown = () if choices else _carried_unknown(choice, marks, before)
    if choices or unknown:
        return Subject(choices=choices, unknown=unknown, carried=bool(unknown))
    field = _field(before, catalogue) if _hangs(choice, marks, before) else None
    if field is None:
        return Subject(topic=topic, carried=bool(topic))
    if not set(choice.intents) & _NEEDS_ROLE:
        turned = set(before.topic.intents) <= PAY and not set(choice.intents) & PAY
        return Subject(topic=field.text if turned else topic or field.text, carried=True)
    if field.decided:
        return Subject(field.roles, topic=field.text, carried=True)
    return Subject(choices=field.roles[:_CHOICES], topic=field.text, carried=True)


def _carried_unknown(choice: Choice, marks: Marks, before: Before) -> tuple[str, ...]:
    """Keep to the job no guide covers while the talk is still about it."""
    if before.request is None or not (choice.fragment or choice.more or points_back(marks.text)):
        return ()
    return before.request.unknown_roles


def _hangs(choice: Choice, marks: Marks, before: Before) -> bool:
    """Whether a message without a subject of its own goes on with the field spoken of."""
    if before.request is None or before.roles or marks.own or set(choice.intents) <= ASIDES:
        return False
    return not set(choice.intents) <= _FREE or points_back(marks.text)


def _field(before: Before, catalogue: Catalogue) -> RoleMention | None:
    """Return the field that the talk named instead of a job ("town planning")."""
    asked = (before.request.standalone if before.request else "", before.topic.text)
    mentions = (mention for text in asked for mention in catalogue.find_roles(text))
    return next((mention for mention in mentions if mention.domain), None)


def _topic(choice: Choice, marks: Marks, before: Before, has_roles: bool) -> str:
    """Return the question that a message hangs on, unless its role or its own words are enough."""
    topic = before.topic
    intents = set(choice.intents)
    if not topic.text or intents <= _ASIDE or (has_roles and _told_by_role(choice, topic)):
        return ""
    if choice.fact:
        return topic.text
    same = bool(intents & set(topic.intents))
    vague = choice.confidence < _VAGUE
    if not hangs(marks):
        named = intents == {"term"}  # what a term means is asked by naming it
        return topic.text if same and vague and not named and len(marks.text.split()) <= _SHORT else ""
    if intents <= _BROAD and not (vague or points_back(marks.text)):
        return ""
    if same or choice.confidence < _CLEAR or says_little(marks):
        return topic.text
    return topic.text if points_back(marks.text) and not has_roles else ""


def _told_by_role(choice: Choice, topic: Topic) -> bool:
    """Whether a question is whole once its role is known: about pay, or about the job as such."""
    intents = set(choice.intents)
    if intents & PAY or (set(topic.intents) <= PAY and choice.confidence >= _VAGUE):
        return True
    return intents <= _ROLE_IS_ENOUGH and choice.confidence >= _PLAIN


def _named(choice: Choice, marks: Marks) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the decided roles a message asks about, and the choices where its wording does not decide."""
    roles: list[str] = []
    choices: list[str] = []
    needed = choice.fragment or any(name in _NEEDS_ROLE for name in choice.intents)
    needed = needed or bool(marks.own and _INTO & set(choice.intents))
    asked = marks.asked_roles()
    if any(mention.decided and not is_workplace(marks.text, mention) for mention in asked):
        asked = tuple(mention for mention in asked if not is_workplace(marks.text, mention))
    between = choice.intents[:1] in _BETWEEN or two(marks.text)
    if between and sum(mention.decided for mention in asked) == 1:
        return tuple(dict.fromkeys(_likeliest(mention, asked) for mention in asked)), ()
    for mention in asked:
        if mention.decided:
            if not mention.domain or needed or not marks.own_roles():
                roles.append(mention.roles[0])
        elif needed or not mention.domain:
            choices.extend(mention.roles[:_CHOICES])
    if any(mention.domain for mention in asked) and _firm(asked):
        choices = []
    return tuple(dict.fromkeys(roles)), tuple(dict.fromkeys(choices)) if not roles else ()


def _likeliest(mention: RoleMention, asked: Sequence[RoleMention]) -> str:
    """Return the role of a mention in a comparison; one left open is another than the roles that are not."""
    taken = {other.roles[0] for other in asked if other.decided and other is not mention}
    return next((role for role in mention.roles if role not in taken), mention.roles[0])


def _firm(mentions: Sequence[RoleMention]) -> bool:
    return any(mention.decided and not mention.domain for mention in mentions)


def _carried(
    choice: Choice, marks: Marks, before: Before, person: Person, catalogue: Catalogue
) -> tuple[str, ...]:
    """Return the roles a message without any is about."""
    own = tuple(mention.roles[0] for mention in marks.own_roles() if mention.decided)
    hung = choice.fact or points_back(marks.text)
    aim = before.roles if hung and set(choice.intents) & _AIMS else ()
    if own or aim:
        return aim or own[:1]
    if several(marks.text):
        named = (
            before.roles
            if two_places(before)
            else those(marks.text, before, catalogue, told=bool(set(choice.intents) & PAY))
        )
        if named:
            return named
    intents = set(choice.intents)
    apart = intents <= _APART and choice.confidence >= _VAGUE
    apart = apart and not (choice.fragment or choice.more or points_back(marks.text))
    social = intents <= ASIDES and choice.confidence >= _VAGUE
    if before.roles and not apart and not social:
        return _focus(choice, before, catalogue)
    return () if before.roles and apart else _of_person(intents, person)


def _focus(choice: Choice, before: Before, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the roles spoken of, or the one in front where the question can be about one alone."""
    together = choice.fragment or choice.more or set(choice.intents) & {*PAY, "role_description", "worth_it"}
    if together or len(before.roles) == 1:
        return before.roles
    asked = catalogue.find_roles(before.request.question) if before.request else ()
    named = {mention.roles[0] for mention in asked if mention.decided} & set(before.roles)
    if len(named) == 1:
        return tuple(named)
    if len(before.roles) == _PAIR and set(choice.intents) & _OF_EACH:
        return before.roles
    return (first_told(before, catalogue) or before.roles[-1],)


def _of_person(intents: set[str], person: Person) -> tuple[str, ...]:
    if "pay_offer" in intents and person.offer and person.target_role:
        return (person.target_role,)
    if intents & _OWN and person.role:
        return (person.role,)
    return ()


def _carried_choices(choice: Choice, marks: Marks, before: Before) -> tuple[str, ...]:
    if before.request and (choice.fragment or choice.more or choice.follow_up) and not before.roles:
        return before.request.role_choices
    meant = set(choice.intents) & _NEEDS_ROLE and not before.roles and points_back(marks.text)
    return before.choices if meant else ()


def _second(
    roles: tuple[str, ...], marks: Marks, before: Before, person: Person, unknown: Sequence[str]
) -> tuple[str, ...]:
    """Find what a single role is compared with: the person's own, or the one spoken of before."""
    if unknown or marks.own:
        own = person.role if person.role and marks.own else None
        return (*roles, own) if own and own not in roles else roles
    mine = (person.role,) if person.role else ()
    for other in (*before.roles, *mine, *reversed(before.spoken)):
        if other not in roles:
            return (*roles, other)
    return roles


def next_topic(request: Request, marks: Marks, choice: Choice, subject: Subject, before: Before) -> Topic:
    """Keep to the question that a message hangs on; any other message is a topic of its own."""
    on_topic = bool(subject.topic) and subject.topic == before.topic.text
    if before.topic.text and (choice.more or choice.fact or (on_topic and says_little(marks))):
        return before.topic
    wording = request.standalone.partition(" (")[0]
    return Topic(wording.rstrip(" ?.!"), request.intents, request.roles)
