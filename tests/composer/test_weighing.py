"""What speaks for a section: its meaning and words, the questions listed, what it serves, whose it is."""

import numpy as np
import pytest

from bot.advisor import open_sources
from bot.composer.abstaining import DISPUTED, ENOUGH, NEARER
from bot.composer.evidence import closest, gather
from bot.composer.settling import settle
from bot.composer.sources import Sources
from bot.composer.weighing import NOTHING_OWN, WEIGHTS, asked_of, near_as_whole, signals_of, spoken_of
from bot.embedding import Encoder
from bot.retrieval import HybridRetriever
from bot.schema import Passage, Request
from bot.settings import Settings
from bot.store import Index, Store


@pytest.fixture(scope="module")
def sources(knowledge_settings: Settings, knowledge_index: Index, encoder: Encoder) -> Sources:
    encoder = encoder.as_dtype(knowledge_index.stamp.dtype)
    search = HybridRetriever(Store(knowledge_settings), encoder).search
    return open_sources(knowledge_index, search, encoder)


def signals(sources: Sources, question: str, section: str, text: str, roles: tuple[str, ...] = ()) -> dict:
    asked = asked_of(question, "advice", 0.0, sources)
    return signals_of(asked, roles, Passage("guide", "Bees", section, text, 1.0, 0.5), sources)


def test_every_signal_has_its_weight(sources: Sources) -> None:
    told = signals(sources, "how do bees find flowers", "Finding flowers", "Bees look for flowers by color.")
    assert set(told) == set(WEIGHTS)
    assert all(0 <= value <= 1.001 for value in told.values())
    assert told["unlisted"] == 1.0


def test_a_text_that_holds_the_words_is_nearer_than_one_that_does_not(sources: Sources) -> None:
    asked = "how do bees find flowers"
    near = signals(sources, asked, "Finding flowers", "Bees look for flowers by their color and scent.")
    far = signals(sources, asked, "Opening hours", "The office is shut on Sundays and on holidays.")
    assert near["words"] > far["words"] + 0.1
    assert near["named"] > far["named"] + 0.1


def test_a_rare_word_that_is_missing_weighs_more_than_a_common_one(sources: Sources) -> None:
    text = "Ask your lead for a headset that keeps out noise."
    without_rare = signals(sources, "which headset xylophone", "Headsets", text)["words"]
    without_common = signals(sources, "which headset would", "Headsets", text)["words"]
    assert sources.spread("xylophone") == 0 < sources.spread("would") < len(sources.chunks)
    assert without_rare < without_common


def test_a_section_serves_what_its_heading_is_asked_for(sources: Sources) -> None:
    asked = asked_of("what comes after this job", "ladder", 1.0, sources)
    steps, duties = (
        signals_of(asked, (), Passage("guide", "Bees", section, "It differs.", 1.0, 0.5), sources)["intent"]
        for section in ("Next steps and promotion after this job", "The duties of this job")
    )
    assert steps > duties


def test_a_section_of_another_role_has_that_against_it(sources: Sources) -> None:
    section, text = "What a customer service manager does", "A manager plans."
    asked = "what does the job involve"
    assert signals(sources, asked, section, text, ("call center specialist",))["other_role"] == 1.0
    assert signals(sources, asked, section, text, ("customer service manager",))["other_role"] == 0.0
    assert signals(sources, asked, section, text)["role_unasked"] == 1.0


def test_an_empty_question_weighs_nothing_by_its_words(sources: Sources) -> None:
    told = signals(sources, "", "Opening hours", "The office is shut on Sundays.")
    assert told["words"] == told["named"] == 0.0
    assert np.isfinite(list(told.values())).all()


def test_the_best_comes_first_and_nothing_is_found_of_what_no_guide_holds(sources: Sources) -> None:
    request = Request("how do I calm an angry caller", "how do I calm an angry caller", ("advice",), 0.9)
    found = gather("advice", request, sources, 1)
    assert found.found
    assert [p.score for p in found.passages] == sorted((p.score for p in found.passages), reverse=True)
    other = "how do I descale an espresso machine"
    assert not gather("advice", Request(other, other, ("advice",), 0.9), sources, 1).found


def test_a_question_taken_for_another_field_is_answered_where_a_section_plainly_does(
    sources: Sources,
) -> None:
    held, other = (
        settle(Request(question, question, ("out_of_scope",), 0.7), sources).intents
        for question in ("fixing outdated articles", "how do I fix a broken headset microphone?")
    )
    assert (held, other) == (("advice",), ("out_of_scope",))


def test_a_long_tale_is_told_what_comes_near_and_a_short_question_is_not(sources: Sources) -> None:
    tale = (
        "my firm wants all of us to come back to the building four days a week although I was hired for my "
        "kitchen table"
    )
    told, short = (
        gather("advice", Request(text, text, ("advice",), 0.6), sources, 1)
        for text in (tale, "what do I put on my desk to look professional")
    )
    assert told.telling[0].score < ENOUGH
    assert "back in the office" in told.telling[0].section
    assert short.telling == ()


def test_a_section_without_what_is_asked_in_particular_is_not_near_to_it(sources: Sources) -> None:
    section = Passage("guide", "Bees", "The hive", "A hive has boxes and frames of wax.", 1.0, 0.5)
    near, far, common = (
        spoken_of(asked_of(question, "advice", 0.0, sources), section, sources)
        for question in ("which frames are in hives", "which pensions do bees have", "what is it like")
    )
    assert near > far + 0.2
    assert common == NOTHING_OWN


def test_a_section_that_hardly_will_do_is_not_told_where_the_text_of_another_comes_nearer(
    sources: Sources,
) -> None:
    asked = "a customer called me stupid and hung up"
    found = gather("advice", Request(asked, asked, ("advice",), 0.9), sources, 1)
    words = asked_of(asked, "advice", 0.9, sources)
    near = [near_as_whole(words, passage, sources) for passage in found.passages]
    assert ENOUGH <= found.passages[0].score < ENOUGH + DISPUTED
    assert max(near) > near[0] + NEARER
    assert found.telling == ()
    assert near_as_whole(words, closest(found, sources)[0], sources) > near[0]
