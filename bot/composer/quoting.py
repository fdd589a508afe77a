"""Guides in another language than English: the passage that answers a question, in its own words."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml
from babel.languages import get_official_languages

from bot.catalogue.words import fold, is_ordinary, is_transparent, tokenize
from bot.composer import talk
from bot.composer.blanks import left_open
from bot.composer.draft import Block, Draft, cited
from bot.composer.evidence import named_documents
from bot.composer.guide import answer_from_passages
from bot.composer.sources import Sources, keeping, section_key
from bot.composer.units import escape
from bot.composer.wording import place_name
from bot.dialogue import speech
from bot.schema import Passage, Request, Turn

CANDIDATES = 40
WORDS = 90
AS_WORD = 1.0
WORD_IN_HEADING = 0.5
AS_IDEA = 1.2
IDEA_IN_HEADING = 1.2
AS_ASKED = 0.3
NEARNESS = 0.5
"""What speaks for a passage: that it holds a word of the question, tells what the question is after, uses the
very word that asked for it, and is near to the question in meaning."""

ENOUGH = 0.45
ENOUGH_ABROAD = 0.75
"""Which share of what a question asks a passage has to speak of before it is told; more where the question
is in another language, whose words say less."""

LEANING = 0.5
NEXT = 0.9
MOST = 2
TITLES = 6
LEAD = "A guide that is not in English says:"
_ENDING = 2
_SHORT = 3
_PAY = "pay"


@dataclass(frozen=True, slots=True)
class Idea:
    """Something people ask of any job, by the words that ask for it, head it and tell it."""

    name: str
    asked: re.Pattern[str]
    titled: re.Pattern[str]
    told: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question is after: ideas, words that name something, words that ask, what it is about."""

    ideas: tuple[Idea, ...]
    words: tuple[str, ...]
    asking: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def held(self, heading: str, text: str) -> tuple[float, float]:
        """Return how much speaks for a text, its heading counting more, and which share of what was asked."""
        whole = f"{heading}\n{text}"
        if not all(_named(word).search(whole) for word in self.about):
            return 0.0, 0.0
        words = [_named(word) for word in self.words]
        headed = WORD_IN_HEADING * sum(bool(word.search(heading)) for word in words)
        headed += IDEA_IN_HEADING * sum(bool(idea.titled.search(heading)) for idea in self.ideas)
        spoken = AS_WORD * sum(bool(word.search(whole)) for word in words)
        spoken += AS_IDEA * sum(bool(idea.told.search(whole)) for idea in self.ideas)
        literal = AS_ASKED * sum(bool(_named(word).search(whole)) for word in self.asking)
        asked = AS_WORD * len(words) + AS_IDEA * len(self.ideas)
        return headed + spoken + literal, spoken / (asked or 1.0)

    def leaning(self, text: str) -> float:
        """How much more a sentence is worth telling, for what it holds of what is asked."""
        return LEANING * replace(self, about=()).held("", fold(text))[1]


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    text = resources.files("bot.composer").joinpath("ideas.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@lru_cache(maxsize=1)
def _ideas() -> tuple[Idea, ...]:
    named = [_idea(name, **entry) for name, entry in _lists()["ideas"].items()]
    return (*named, *(_idea(words, words, words) for words in _lists()["senses"]))


def _idea(name: str, asked: str, told: str) -> Idea:
    either = f"{asked} {told}"
    # pay is told by an amount; a text may speak of earning anything
    return Idea(name, _beginnings(asked), _beginnings(either), _beginnings(told if name == _PAY else either))


def _beginnings(words: str) -> re.Pattern[str]:
    return re.compile("|".join(map(_beginning, words.split())))


def _beginning(word: str) -> str:
    start = "" if word.startswith("*") else r"\b"
    end = r"\b" if word.endswith("!") else ""
    return f"{start}{re.escape(word.strip('*!').replace('_', ' '))}{end}"


@lru_cache(maxsize=1024)
def _named(word: str) -> re.Pattern[str]:
    """Find a word with whatever ending, and as a part of a longer one."""
    # the longer a word, the more of its end may change: "Quereinstieg", "Quereinsteigerin"
    root = word[: -max(_ENDING, len(word) // 4)] if len(word) > 2 * _ENDING + 1 else word
    return re.compile(re.escape(root) if len(root) > _ENDING * 2 else rf"\b{re.escape(root)}")


def wanted_of(question: str, languages: Collection[str]) -> Wanted:
    """Read what a question is after from its words, in whichever language."""
    ones = frozenset(_lists()["ones"].split())
    small = ones | set(fold(_lists()["small"]).split())
    small |= {fold(word) for code in (*languages, "en") for word in speech(code).get("words", "").split()}
    tokens = [fold(token.text) for token in tokenize(question)]
    text = " ".join(tokens)
    ideas = tuple(idea for idea in _ideas() if idea.asked.search(text))
    spoken = " ".join(match.group() for idea in ideas for match in idea.asked.finditer(text)).split()
    asking = [word for word in tokens if word in spoken or any(idea.asked.search(word) for idea in ideas)]
    words = [word for word in tokens if len(word) > _ENDING and word not in small and word not in asking]
    about = [word for before, word in pairwise(tokens) if before in ones and word in words]
    return Wanted(ideas, _once(words), _once(asking), _once(about))


def tells_of(thing: str, text: str, letters: int) -> bool:
    """Whether a text holds a word that begins as another does, or tells what is asked for by that word."""
    if thing[:letters] in text.casefold():
        return True
    return any(idea.asked.match(fold(thing)) and idea.titled.search(fold(text)) for idea in _ideas())


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def quote(request: Request, sources: Sources, turns: Sequence[Turn]) -> Draft:
    """Answer a question in another language than English by what the guides in that language say.

    Where no guide is in that language, or nothing in one answers, a notice in that language says so.
    """
    language = request.language
    said = speech(language)
    if language not in sources.languages.values():
        return Draft("clarify", talk.own_words(said["notice"]))
    wanted = wanted_of(request.question, (language,))
    named = [
        fold(one.text).split()[-1] for one in sources.catalogue.find_roles(request.question) if one.exact
    ]
    wanted = replace(wanted, about=_once((*wanted.about, *(name for name in named if name in wanted.words))))
    if any(idea.name == "coverage" for idea in wanted.ideas) and not wanted.words:
        return Draft("answered", _covered(language, sources))
    spoken = frozenset(document for document, code in sources.languages.items() if code == language)
    near = sources.search(request.question, k=CANDIDATES, documents=spoken).passages
    if blank := left_open(request.question, near, pay=any(idea.name == _PAY for idea in wanted.ideas)):
        return replace(blank, blocks=talk.own_words(said["missing"]) + blank.blocks[1:])
    earlier = next((turn.content for turn in reversed(turns) if turn.role == "user"), "")
    question = request.question if wanted.ideas or not earlier else f"{request.question} {earlier}"
    if question is not request.question:
        wanted = replace(wanted, ideas=wanted_of(earlier, (language,)).ideas)
    told = quoted(question, wanted, (language,), sources)
    if told is not None:
        return told
    return Draft("declined", talk.own_words(said["missing"]) + _covered(language, sources))


def abroad(request: Request, sources: Sources) -> Draft | None:
    """Answer a question in English by what a guide in another language says; None when none answers."""
    languages = [code for code in sources.catalogue.languages if code != "en"]
    if not languages or request.language != "en":
        return None
    wanted = _less_everyday(wanted_of(request.standalone, languages))
    named = named_documents(request.standalone, sources)
    unknown = tuple(
        name
        for name in map(fold, request.unknown_roles)
        if not any(idea.asked.search(name) for idea in wanted.ideas)
    )
    if named and all(sources.languages.get(document) in languages for document in named):
        # a guide in another language holds no other word of the question than the name it goes by
        wanted = replace(wanted, words=(), about=unknown)
        within = keeping(sources, lambda passage: passage.document_id in named)
        told = quoted(request.standalone, wanted, languages, within)
    else:
        wanted = replace(wanted, about=_once((*wanted.about, *unknown)))
        told = quoted(request.standalone, wanted, languages, sources, enough=ENOUGH_ABROAD)
    if told is None:
        return None
    foreign = [place for place in request.places if place.country and _is_foreign(place.country, languages)]
    unheld = [f"I hold nothing on {escape(place_name(place.name))} itself." for place in foreign]
    return replace(told, blocks=talk.own_words(" ".join((*unheld, LEAD))) + told.blocks)


def _is_foreign(country: str, languages: Collection[str]) -> bool:
    """Whether none of the languages is spoken officially in a country: a guide in them is on another."""
    return not set(get_official_languages(country, regional=True, de_facto=True)) & set(languages)


def _less_everyday(wanted: Wanted) -> Wanted:
    """What is asked in English, less the words that name nothing: no text in another language holds them."""
    several = len(wanted.ideas) > 1
    everyday = is_ordinary if several else is_transparent
    words = [word for word in wanted.words if len(word) > _SHORT and not everyday(word)]
    return replace(wanted, words=tuple(words), about=tuple(one for one in wanted.about if one in words))


def is_abroad(draft: Draft, sources: Sources) -> bool:
    """Whether an answer is taken from guides that are not in English alone."""
    evidence = cited(draft.blocks)
    return bool(evidence) and all(sources.languages.get(item.document_id, "en") != "en" for item in evidence)


def quoted(
    question: str, wanted: Wanted, languages: Collection[str], sources: Sources, enough: float = ENOUGH
) -> Draft | None:
    """Tell the passage of a guide in one of the languages that answers; None when none does."""
    held = frozenset(document for document, code in sources.languages.items() if code in languages)
    found = sources.search(question, k=CANDIDATES, documents=held).passages
    several = len(wanted.about) > 1 and wanted.ideas
    subjects = [replace(wanted, about=(name,)) for name in wanted.about] if several else [wanted]
    best: dict[tuple[str, str], Passage] = {}
    for subject in subjects:
        ranked = _ranked(subject, found, 0.0 if several else enough)
        best |= {section_key(p): p for p in ranked if p.score >= NEXT * ranked[0].score}
    told = tuple(best.values())[:MOST]
    if several:
        budget = WORDS // len(told) if told else WORDS
        blocks = tuple(
            block
            for one in told
            for block in answer_from_passages(question, (one,), sources, budget=budget, lean=wanted.leaning)
        )
    else:
        blocks = answer_from_passages(question, told, sources, budget=WORDS, lean=wanted.leaning)
    return Draft("answered", blocks) if blocks else None


def _ranked(wanted: Wanted, passages: Sequence[Passage], enough: float) -> list[Passage]:
    ranked = []
    for passage in passages if wanted.words or wanted.ideas else ():
        text = fold(f"{passage.title}\n{passage.text}")
        weight, share = _besides(wanted, _whole(passage)).held(fold(passage.section), text)
        untold = any(idea.name == _PAY and not idea.told.search(text) for idea in wanted.ideas)
        if share >= enough and share > 0 and not untold:
            ranked.append(replace(passage, score=weight + NEARNESS * passage.similarity))
    return sorted(ranked, key=lambda passage: -passage.score)


def _whole(passage: Passage) -> str:
    """What names the guide itself: its title, its publisher, its file."""
    return fold(f"{passage.title} {passage.publisher or ''} {re.sub(r'[^0-9A-Za-z]', ' ', passage.path)}")


def _besides(wanted: Wanted, named: str) -> Wanted:
    """What is asked of a guide besides the words that name it, which hold for all of it."""
    words = tuple(word for word in wanted.words if not _named(word).search(named))
    return replace(wanted, words=words) if words or wanted.ideas else wanted


def _covered(language: str, sources: Sources) -> tuple[Block, ...]:
    """Say which guides there are in a language, in that language."""
    chunks = sources.chunks.values()
    titles = dict.fromkeys(
        chunk.title for chunk in chunks if sources.languages.get(chunk.document_id) == language
    )
    return talk.own_words(f"{speech(language)['covered']} {'; '.join(list(titles)[:TITLES])}.")
