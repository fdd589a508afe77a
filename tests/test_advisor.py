"""The adviser from question to reply, over the shipped knowledge with the real encoder."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bot.advisor import Advisor, normalise_history
from bot.embedding import Encoder
from bot.errors import IndexMissingError, WaypointError
from bot.indexing import sync
from bot.schema import Reply, Turn
from bot.settings import Settings
from bot.store import MultiVectors, Store

QUESTIONS = [
    "how much does a call center specialist make?",
    "what do customer service managers earn, hourly?",
    "customer service rep pay in Texas",
    "I was offered $45,000 as a call center specialist in Austin. good?",
    "I'm a barista in Ohio, $17 an hour. would a call center pay more?",
    "compare customer service specialist, call center specialist and manager",
    "how does a manager's pay compare with a call center specialist's?",
    "best paying state for customer service reps?",
    "which industry pays reps best?",
    "which jobs pay over $50k?",
    "how has pay changed since 2020 for csr?",
    "what would $45k in California buy compared to Texas?",
    "$20 an hour, 30 hours a week, how much is that a year?",
    "since managers make $200k a year, should I become one?",
    "what does an account manager earn?",
    "what does it pay?",
    "what does a customer service rep do?",
    "what skills do I need?",
    "how do I get ahead?",
    "is it a good career?",
    "what is FCR?",
    "how do I prepare for the interview?",
    "customers scream at me every day and I can't take it any more",
    "what do you know?",
    "hello",
    "making 17 at a store now, worth switching?",
    "a bank in Charlotte pays $22.75 for its phone line, take it?",
]


@pytest.fixture(scope="module")
def advisor(knowledge_settings: Settings, encoder: Encoder) -> Advisor:
    return Advisor(knowledge_settings, Store(knowledge_settings), encoder)


def marks(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\[(\d{1,3})\]", text)}


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_that_is_composed_passes_the_gate_and_is_cited(advisor: Advisor, question: str):
    reply = advisor.ask(question)
    assert reply.text
    assert reply.notice is None, reply.notice
    assert marks(reply.text) == {citation.number for citation in reply.citations}
    assert all(citation.quote for citation in reply.citations)
    for figure in reply.figures:
        assert figure.citation or figure.computation, figure
    assert len(reply.suggestions) <= 3


def test_the_salary_answer_holds_the_guide_s_range_and_the_official_median_side_by_side(advisor: Advisor):
    reply = advisor.ask("how much does a call center specialist make?")
    assert reply.outcome == "answered"
    assert "$34,750 to $47,000 a year" in reply.text.split(".")[0]
    assert "$44,770" in reply.text
    assert {citation.publisher for citation in reply.citations} >= {
        "Robert Half",
        "U.S. Bureau of Labor Statistics",
    }
    assert {(figure.role, figure.year) for figure in reply.figures if figure.value == 34750} == {
        ("call center specialist", 2026)
    }


def test_a_follow_up_carries_the_subject_over(advisor: Advisor):
    first = advisor.ask("how much does a call center specialist make?")
    history = [
        {"role": "user", "content": "how much does a call center specialist make?"},
        {"role": "assistant", "content": first.text},
    ]
    assert "$57,000 to $81,250" in advisor.ask("and managers?", history).text
    texas = advisor.ask("what about Texas?", history)
    assert "$39,100" in texas.text
    assert "estimate" in texas.text


def test_tell_me_more_says_something_new(advisor: Advisor):
    question = "what does a customer service manager do?"
    first = advisor.ask(question)
    more = advisor.ask("tell me more", [Turn("user", question), Turn("assistant", first.text)])
    told = {line for line in first.text.splitlines() if line}
    assert not told & set(more.text.splitlines())


def test_an_offer_is_placed_with_its_distances(advisor: Advisor):
    reply = advisor.ask("I was offered $45,000 as a call center specialist in Austin. good?")
    assert "upper part" in reply.text
    assert "$10,250" in reply.text
    assert "no figures for Austin" in reply.text
    assert "$39,100" in reply.text


def test_a_role_no_guide_covers_is_declined_without_a_figure(advisor: Advisor):
    reply = advisor.ask("What does a data scientist earn?")
    assert reply.outcome == "declined"
    assert "data scientists" in reply.text
    assert not re.search(r"\$\d", reply.text)
    assert reply.suggestions


def test_what_is_just_missed_is_declined_with_what_comes_closest(advisor: Advisor):
    reply = advisor.ask("what questions are in the Concentrix typing test?")
    assert reply.outcome == "declined"
    assert reply.citations
    assert all(citation.section in reply.text for citation in reply.citations)
    assert advisor.ask(reply.suggestions[0]).outcome == "answered"


@pytest.mark.parametrize(
    ("question", "sections"),
    [
        ("what is AHT and how do I lower it", ("What is average handle time (AHT)?", "My AHT is too high.")),
        ("what is FCR, and what number is good?", ("What is first-contact", "What is a good FCR rate?")),
    ],
)
def test_a_second_question_that_leans_on_the_first_gets_a_section_of_its_own(
    advisor: Advisor, question: str, sections: tuple[str, ...]
):
    told = [citation.section for citation in advisor.ask(question).citations]
    assert [any(section.startswith(start) for section in told) for start in sections] == [True, True]


def test_a_second_question_that_leans_on_the_first_brings_nothing_that_does_not_answer_it(advisor: Advisor):
    told = [citation.section for citation in advisor.ask("how stressful is it, and how so?").citations]
    assert 1 <= len(told) <= 2


def test_what_is_told_beside_several_questions_counts_for_each(advisor: Advisor):
    older = "I'm a 58 year old bank teller. Will call centers even look at me, and what should I learn?"
    assert any("after 50" in one.section for one in advisor.ask(older).citations)


def test_a_firm_that_no_guide_names_is_said_to_be_unknown(advisor: Advisor):
    asked = "does Brightline Contact Solutions drug test, and how long do they take to call back?"
    assert advisor.ask(asked).text.startswith("My guides hold nothing on Brightline Contact Solutions; ")
    for plain in (
        "I work at Brightline. How do I become a supervisor?",
        "Is Maria right that AI replaces us?",
    ):
        assert "hold nothing on" not in advisor.ask(plain).text


def test_two_ways_to_act_are_no_two_things_to_define(advisor: Advisor):
    asked = "do I have to tell them of my record at the interview or wait for the background check?"
    assert not any("speed of answer" in one.section for one in advisor.ask(asked).citations)


def test_an_answer_is_the_same_whether_its_texts_were_encoded_before(
    settings: Settings, encoder: Encoder, tmp_path: Path
):
    guide = tmp_path / "ovens.md"
    guide.write_text("# Ovens\n\n## Cleaning\nClean the oven every evening, when it has cooled down.\n")
    sync([guide], settings, encoder=encoder)
    kept = Advisor(settings, Store(settings), encoder).ask("when do I clean the oven?")
    store = Store(settings)
    store.current().encoded = MultiVectors(tmp_path / "none", str)
    assert Advisor(settings, store, encoder).ask("when do I clean the oven?").text == kept.text


def test_what_is_far_off_is_declined_with_the_scope_alone(advisor: Advisor):
    reply = advisor.ask("what is the capital of Mongolia?")
    assert reply.outcome == "declined"
    assert not reply.citations
    assert "I can help with" in reply.text


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("hi", "smalltalk"),
        ("", "smalltalk"),
        ("what's the weather tomorrow?", "declined"),
        ("I want to end my life", "support"),
        ("what does it pay?", "clarify"),
    ],
)
def test_outcomes(advisor: Advisor, question: str, outcome: str):
    reply = advisor.ask(question)
    assert reply.outcome == outcome
    assert reply.text


def test_what_may_tell_of_danger_is_answered_with_a_word_on_where_help_is(advisor: Advisor):
    reply = advisor.ask("a caller said hes going to find out where i work")
    assert reply.outcome != "support"
    assert "988" in (reply.notice or "")
    assert advisor.ask("What does a customer service manager earn?").notice is None


def test_a_question_about_what_was_told_is_no_crisis(advisor: Advisor):
    asked = "What would my son be paid as a call center agent in Alabama?"
    history = [{"role": "user", "content": asked}, {"role": "assistant", "content": advisor.ask(asked).text}]
    assert advisor.ask("Is that enough to live on by himself?", history).outcome != "support"


def test_a_crisis_gets_help_and_no_career_advice(advisor: Advisor):
    reply = advisor.ask("I don't want to live any more")
    assert reply.outcome == "support"
    assert "988" in reply.text
    assert not reply.citations


def test_the_same_person_by_another_name_gets_the_same_figures(advisor: Advisor):
    asked = [f"I'm {who}. What does a call center specialist earn?" for who in ("John, 25", "Fatima, 58")]
    first, second = (advisor.ask(question) for question in asked)
    assert first.figures == second.figures


def test_the_same_input_gives_the_same_answer(advisor: Advisor):
    first, second = (advisor.ask("what skills do I need?") for _ in range(2))
    assert (first.text, first.suggestions) == (second.text, second.suggestions)


def test_streaming_ends_with_the_whole_answer(advisor: Advisor):
    replies = list(advisor.stream("what does a customer service rep do?"))
    assert len(replies) > 1
    assert all(later.text.startswith(earlier.text) for earlier, later in pairwise(replies))


def test_a_very_long_message_is_read_from_its_start(advisor: Advisor):
    reply = advisor.ask("what does a call center specialist earn? " + "blah " * 5000)
    assert isinstance(reply, Reply)
    assert "first 4,000 characters" in (reply.notice or "")


def test_markup_a_person_types_comes_back_as_text(advisor: Advisor):
    reply = advisor.ask("what does a <img src=x onerror=alert(1)> earn?")
    assert "<img" not in reply.text


def test_starters_are_answered(advisor: Advisor):
    starters = advisor.starters()
    assert len(starters) == 4
    for question in starters:
        assert advisor.ask(question).outcome == "answered", question
    assert "Robert Half" in advisor.coverage()


def test_history_is_accepted_as_the_page_and_as_the_api_send_it():
    blocks = [{"type": "text", "text": "Hello"}, {"type": "text", "text": "there"}]
    assert normalise_history([{"role": "user", "content": blocks}]) == (Turn("user", "Hello\nthere"),)
    assert normalise_history([{"role": "assistant", "content": ""}]) == ()
    with pytest.raises(WaypointError, match="system"):
        normalise_history([{"role": "system", "content": "x"}])


def test_without_an_index_the_error_names_the_command(settings: Settings):
    with pytest.raises(IndexMissingError, match=r"ingest\.py"):
        Advisor.open(settings)
