"""Searching for a follow-up: its own words count beside its topic's, and what was told comes last."""

from dataclasses import fields, replace
from typing import Any

import pytest

from bot.composer.following import Followed, following
from bot.composer.sources import Sources
from bot.composer.units import normal
from bot.schema import Passage, Request

TIPS = Passage("guide", "Guide", "Tips", "Bring three stories. Be on time.", 0.9, 0.8)
CLOTHES = Passage("guide", "Guide", "Clothes", "Wear something neat.", 0.5, 0.5)
REQUEST = Request("what do I wear?", "what do I wear? (interview tips)", ("interview",), follow_up=True)


@pytest.fixture
def sources() -> Sources:
    """Sources that find the tips by the topic's wording and the clothes by the bare question."""

    def search(query: str, k: int = 6) -> Followed:
        by_topic = "interview" in query
        best, other = (TIPS, CLOTHES) if by_topic else (replace(CLOTHES, score=0.9, similarity=0.9), TIPS)
        return Followed((best, replace(other, score=0.4, similarity=0.3))[:k], True, 0.8 if by_topic else 0.7)

    given: dict[str, Any] = {"search": search, "coverage": lambda question, _text: float("(" not in question)}
    return Sources(**{field.name: given.get(field.name) for field in fields(Sources)})


def found(sources: Sources, request: Request, *said: str) -> list[str]:
    ready = following(sources, request, frozenset(normal(text) for text in said))
    return [passage.section for passage in ready.search(request.standalone).passages]


def test_a_question_of_its_own_is_searched_as_it_is(sources: Sources) -> None:
    assert following(sources, replace(REQUEST, follow_up=False), frozenset()) is sources


def test_more_of_the_same_and_questions_for_a_professional_are_searched_as_they_are(sources: Sources) -> None:
    assert following(sources, replace(REQUEST, more=True), frozenset()) is sources
    assert following(sources, replace(REQUEST, intents=("legal",)), frozenset()) is sources


def test_the_words_of_a_follow_up_count_beside_its_topic(sources: Sources) -> None:
    assert sources.search(REQUEST.standalone).passages[0] is TIPS
    assert found(sources, REQUEST) == ["Clothes", "Tips"]
    assert following(sources, REQUEST, frozenset()).coverage(REQUEST.standalone, "") == 0.5


def test_a_role_added_to_a_question_is_no_topic(sources: Sources) -> None:
    request = replace(REQUEST, standalone="what do I wear? (interview coach)", roles=("interview coach",))
    assert found(sources, request) == ["Tips", "Clothes"]


def test_what_was_told_comes_after_what_was_not(sources: Sources) -> None:
    request = replace(REQUEST, question="and interview tips?", standalone="interview tips")
    assert found(sources, request) == ["Tips", "Clothes"]
    told = replace(TIPS, score=0.5, similarity=0.4)
    near = replace(sources, search=lambda _query, k=6: Followed((told, CLOTHES)[:k], True, 0.8))
    assert found(near, request, "Bring three stories.", "Be on time.") == ["Clothes", "Tips"]
