"""Which passages to answer from: those for which most speaks."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalogue.words import is_ordinary, is_transparent, keys, tokenize
from bot.composer import talk
from bot.composer.abstaining import enough_to_tell
from bot.composer.sources import Found, Sources, section_key
from bot.composer.thread import Thread, own_words
from bot.composer.told import was_told
from bot.composer.weighing import (
    WEIGHTS,
    Asked,
    asked_of,
    in_a_guide_on_others,
    near_as_whole,
    of_other_roles,
    weight,
)
from bot.dialogue import takes_back
from bot.dialogue.hanging import only_says
from bot.dialogue.splitting import split
from bot.schema import Passage, Request

NEARBY = 1.4
SHARE_NEARBY = 0.9
SHOWN_NEARBY = 3
"""What must speak for a section that is not sure to answer to tell of it, by itself and beside the best; and
of how many."""

GAIN = 0.2
"""What more a second question must add for a section than for the one that answered the first."""

IN_DOUBT = 2.3
UNLIKELY = 1.9
"""What must speak for the best section in mid-talk, with what it is ahead of the next, to be told alone,
and to be told without a word of doubt. Of the labelled follow-ups it is right for five in six of those above;
for half of those between, where it or the next is for three in four; and for a third of those below."""

OTHER_GUIDE = 0.23
RECALLED = 0.6
"""What speaks in mid-talk for a guide on the job asked about, and for what was told where it is asked for."""

LITTLE = 0.3
PLAINER = 0.2
"""How little a section told before may be ahead of the best one not told, and how much more what was typed
has to speak for that, by itself, to be answered from it: right for 0.78 of the labelled follow-ups that one
of the two answers, where the told section is for 0.72."""

LONG_MESSAGE, OWN_WORDS, A_FEW = 16, 2, 3
K = 12
_NAME = re.compile(r"(?<![^\W_])[^\W\d_a-zäöüßéèêàçñ][^\W\d_]{3,}(?![^\W_])|^\W*[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Passages for one intent, best first, and whether the question itself found any.

    `telling` are those to answer from, the one that answers first; `asked` a question that stands alone.
    """

    passages: tuple[Passage, ...]
    found: bool
    strength: float
    telling: tuple[Passage, ...]
    asked: Asked | None


def gather(intent: str, request: Request, sources: Sources, parts: int) -> Gathered:
    """Search for what an intent of a request is after, and order what was found by all that speaks for it."""
    about = talk.intent_query(intent, request.roles[0] if request.roles else None)
    query = request.standalone if parts == 1 or request.intents[0] == intent or not about else about
    thread = sources.thread if query == request.standalone else None
    wordings = thread.wordings() if thread else _wordings(query, request, sources)
    if query != request.standalone:
        wordings = ((query, 0.5), (request.standalone, 0.5))
    found = [sources.search(wording, k=K) for wording, _ in wordings]
    said = [] if thread else _said(query, request)
    also = [sources.search(text, k=K) for text in said]
    told = (
        [replace(one, similarity=0.0) for one in (thread.recalled or (thread.told,)) if one] if thread else []
    )
    named = named_documents(query, sources)
    passages = [one for one in _together((*found, *also), told) if not named or one.document_id in named]
    kin = kin_of(thread, sources) if thread and not request.roles else None
    scores = (
        [_fits(passage, thread, request.roles, kin, sources) for passage in passages]
        if thread
        else [0.0] * len(passages)
    )
    asked = [asked_of(wording, intent, request.confidence, sources) for wording, _ in wordings]
    typed: dict[tuple[str, str], float] = {}
    for (_, share), one, words in zip(wordings, found, asked, strict=True):
        for at, passage in enumerate(passages):
            near = replace(passage, similarity=similarity_in(passage, one, words, sources))
            speaks = weight(words, request.roles, near, sources)
            typed.setdefault(section_key(passage), speaks)
            scores[at] += share * speaks
    if said:
        by_part = zip(*(_weights(text, intent, request, passages, sources) for text in said), strict=True)
        scores = [(score + max(part)) / 2 for score, part in zip(scores, by_part, strict=True)]
    weighed = [replace(passage, score=score) for passage, score in zip(passages, scores, strict=True)]
    best = tuple(sorted(weighed, key=lambda passage: -passage.score))
    goes_on = thread and (thread.recalled or takes_back(request.question))
    best = new_first(best, typed, thread) if thread and best and not goes_on else best
    about_it = [p for p in best if not in_a_guide_on_others(p, request.roles, sources)]
    telling, far_ahead = enough_to_tell(about_it, asked[0], sources)
    if thread and (_ahead(best) < IN_DOUBT or _only_hints(thread)):
        telling = ()
    elif thread or request.follow_up:
        telling = telling or best
    found_any = (far_ahead or any(one.found for one in found)) and bool(telling)
    strength = max(one.strength for one in found)
    return Gathered(best, found_any, strength, telling, None if thread else asked[0])


def closest(gathered: Gathered, sources: Sources) -> tuple[Passage, ...]:
    """The passages in the order of how near they come where none answers: by their text as a whole, too."""
    asked, found = gathered.asked, gathered.passages
    if asked is None:
        return found
    return tuple(sorted(found, key=lambda one: -one.score - near_as_whole(asked, one, sources)))


def _said(query: str, request: Request) -> list[str]:
    """The several things that a long message says, each in words of its own; nothing of any other."""
    if query != request.standalone or request.follow_up or request.asked or len(query.split()) < LONG_MESSAGE:
        return []
    parts = [part.text for part in split(query)]
    own = (sum(not is_transparent(word.text) for word in tokenize(text)) for text in parts)
    told = [text for text, words in zip(parts, own, strict=True) if words >= OWN_WORDS]
    return told if len(parts) > 1 else []


def _weights(
    text: str, intent: str, request: Request, passages: Sequence[Passage], sources: Sources
) -> list[float]:
    """What speaks for each passage by one thing that a message says."""
    found = sources.search(text, k=K)
    asked = asked_of(text, intent, 0.0, sources)
    near = (
        replace(passage, similarity=similarity_in(passage, found, asked, sources)) for passage in passages
    )
    return [weight(asked, request.roles, one, sources) for one in near]


def new_first(
    best: tuple[Passage, ...], typed: Mapping[tuple[str, str], float], thread: Thread
) -> tuple[Passage, ...]:
    """Put the best section not told yet in the place of one told before, where what was typed is for it."""
    told = best[0]
    new = next((one for one in best if not was_told(one, thread.said)), told)
    plainer = typed[section_key(new)] - typed[section_key(told)]
    if new is told or new.score < told.score - LITTLE or plainer < PLAINER:
        return best
    others = [one for one in best if one not in (new, told)]
    swapped = (replace(new, score=told.score), replace(told, score=new.score))
    return tuple(sorted((*swapped, *others), key=lambda one: -one.score))


def is_likely(best: Sequence[Passage]) -> bool:
    """Whether one of the best sections may well be what a message in mid-talk is after."""
    return _ahead(best) >= UNLIKELY


def _only_hints(thread: Thread) -> bool:
    """Whether what is typed says something in hardly a word of its own: too little to be sure by."""
    return only_says(thread.question) and len(own_words(thread.question)) < OWN_WORDS


def _ahead(best: Sequence[Passage]) -> float:
    """What speaks for the best section and how far it is ahead of the next; a part of it is no rival."""
    if not best:
        return 0.0
    next_score = next((one.score for one in best if section_key(one) != section_key(best[0])), best[0].score)
    return 2 * best[0].score - next_score


def _fits(
    passage: Passage, thread: Thread, roles: Sequence[str], kin: Collection[str] | None, sources: Sources
) -> float:
    """What speaks for a passage in the middle of a talk, whatever is asked."""
    fit = thread.continues(passage) + OTHER_GUIDE * guide_fit(passage, roles, sources)
    fit += WEIGHTS["other_role"] if kin is not None and passage.document_id not in kin else 0.0
    return fit + (RECALLED if thread.recalled and was_told(passage, thread.said) else 0.0)


def kin_of(thread: Thread, sources: Sources) -> frozenset[str] | None:
    """The guides on the jobs of the one that a message in mid-talk hangs on; None where it hangs on none."""
    if thread.told is None or not thread.sure or sources.belonging is None:
        return None
    told = thread.told.document_id
    presented = (role for role in sources.catalogue.roles if role.tier == 1 and told in role.document_ids)
    return sources.belonging.of([role.name for role in presented])


def _wordings(query: str, request: Request, sources: Sources) -> Sequence[tuple[str, float]]:
    """A question with the names of jobs in full, and as typed: "asks for a manager" need name no job.

    One in which other words were set right is taken as set right alone; one of several things asked, by
    itself and with what the message tells besides.
    """
    typed = request.question
    if request.asked and query == request.standalone:
        told = [part.text for part in split(typed) if not part.asks and part.text not in query]
        short = 0 < len(told) <= A_FEW  # a whole tale would drown what is asked
        return ((f"{query} ({'; '.join(told)})", 0.5), (query, 0.5)) if short else ((query, 1.0),)
    if query != request.standalone or request.follow_up or request.asked or typed == query:
        return ((query, 1.0),)
    named = {word for mention in sources.catalogue.find_roles(typed) for word in keys(mention.text)}
    return ((query, 1.0),) if set(keys(typed)) - set(keys(query)) - named else ((query, 0.5), (typed, 0.5))


def leaning_to(
    later: Request, first: Request, told: Sequence[Passage], sources: Sources
) -> tuple[Passage, ...]:
    """The sections that a second question, worded with the first it hangs on, speaks for more than that."""
    before = {section_key(p): p.score for p in gather(first.intents[0], first, sources, 1).passages}
    now = {section_key(p): p for p in gather(later.intents[0], later, sources, 1).passages}
    lowest = min(before.values(), default=0.0)
    gains = {key: p.score - before.get(key, lowest) for key, p in now.items()}
    least = max((gains[section_key(p)] for p in told if section_key(p) in gains), default=0.0) + GAIN
    return tuple(p for key, p in now.items() if gains[key] >= least)


def nearest(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The sections nearest to a question that none surely answers, in their order; none far from it."""
    near: dict[tuple[str, str], Passage] = {}
    best = max((passage.score for passage in passages), default=0.0)
    for passage in passages:
        if passage.score >= max(NEARBY, SHARE_NEARBY * best):
            near.setdefault(section_key(passage), passage)
    return tuple(near.values())[:SHOWN_NEARBY]


def named_documents(question: str, sources: Sources) -> frozenset[str]:
    """The documents of whom a question names, publisher or title: what others say is no answer to it then.

    A name is named by a word that it alone has, that is no everyday word, no place and in no job's title.
    """
    words = _name_words(question, sources)
    titles = {chunk.document_id: chunk.title for chunk in sources.chunks.values()} if words else {}
    names = {document: sources.publishers.get(document, title) for document, title in titles.items()}
    named = {name: _name_words(f"A {name}", sources) for name in set(names.values())}
    held = Counter(word for parts in named.values() for word in parts)
    own = {name for name, parts in named.items() if any(held[word] == 1 for word in parts & words)}
    own -= {name for name in own if sources.catalogue.find_places(name)}
    return frozenset(document for document, name in names.items() if name in own)


def _name_words(text: str, sources: Sources) -> frozenset[str]:
    """The words of a text, but for its first, that only a name has in capitals."""
    found = {key for word in _NAME.findall(text)[1:] for key in keys(word)}
    return frozenset(key for key in found - sources.catalogue.role_index.vocabulary if not is_ordinary(key))


def _together(found: Sequence[Found], told: Sequence[Passage]) -> list[Passage]:
    """The sections any of several searches brought up, and one just told, each once, as it was nearest."""
    if len(found) == 1 and not told:
        return list(found[0].passages)
    nearest: dict[tuple[str, str], Passage] = {}
    for passage in (*(passage for one in found for passage in one.passages), *told):
        key = section_key(passage)
        if key not in nearest or passage.similarity > nearest[key].similarity:
            nearest[key] = passage
    return list(nearest.values())


def similarity_in(passage: Passage, found: Found, asked: Asked, sources: Sources) -> float:
    """How near a section comes in meaning to what was searched for, found by it or not."""
    if passage in found.passages:
        return passage.similarity
    same = section_key(passage)
    known = [one.similarity for one in found.passages if section_key(one) == same]
    return max(known, default=0.0) or near_as_whole(asked, passage, sources)


def guide_fit(passage: Passage, roles: Sequence[str], sources: Sources) -> float:
    """Take the title of a job's own guide for no other job's, and a guide on other jobs for theirs."""
    presented = {role.name: role.document_ids for role in sources.catalogue.roles}
    own = {document for role in roles for document in presented.get(role, ())}
    taken_for_another = of_other_roles(passage, roles, sources)
    if not own or not (taken_for_another or any(passage.document_id in held for held in presented.values())):
        return 0.0
    if passage.document_id not in own:
        return 0.0 if taken_for_another else WEIGHTS["other_role"]
    return -WEIGHTS["other_role"] if taken_for_another and not sources.texts.roles(passage.section) else 0.0
