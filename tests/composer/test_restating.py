"""The last answer in another form: shorter, its figures, a table, or where it comes from."""

import pytest

from bot.advisor import Advisor
from bot.embedding import Encoder
from bot.schema import Reply
from bot.settings import Settings
from bot.store import Store


@pytest.fixture(scope="module")
def advisor(knowledge_settings: Settings, encoder: Encoder) -> Advisor:
    return Advisor(knowledge_settings, Store(knowledge_settings), encoder)


def talk(advisor: Advisor, *questions: str) -> list[Reply]:
    history: list[dict[str, str]] = []
    replies = []
    for question in questions:
        replies.append(advisor.ask(question, history))
        history += [
            {"role": "user", "content": question},
            {"role": "assistant", "content": replies[-1].text},
        ]
    return replies


@pytest.mark.parametrize(
    "question", ["How do I handle an angry customer?", "What do call center specialists earn?"]
)
def test_a_shorter_answer_is_the_beginning_of_the_whole_one(advisor: Advisor, question: str):
    whole, short = talk(advisor, question, "shorter please")
    assert 0 < len(short.text) < len(whole.text) / 2
    assert short.text.split(" [")[0] in whole.text
    assert short.citations
    assert short.notice is None


def test_sources_are_named_with_what_their_author_names(advisor: Advisor):
    _, told = talk(
        advisor, "What is the official job outlook for customer service?", "where does that come from?"
    )
    assert "Outlook for customer service careers" in told.text
    assert "BLS" in told.text
    assert told.notice is None
    _, told = talk(advisor, "What do call center specialists earn?", "are you sure?")
    assert "Robert Half" in told.text
    assert "starting pay, 2026" in told.text
    assert told.notice is None


def test_pay_is_set_in_a_table(advisor: Advisor):
    _, table, again = talk(
        advisor, "What do call center specialists earn?", "as a table please", "just the numbers"
    )
    for reply in (table, again):
        assert reply.text.startswith("| Role |")
        assert "$34,750 to $47,000" in reply.text
        assert reply.notice is None


def test_an_answer_without_pay_says_so(advisor: Advisor):
    _, table = talk(advisor, "How do I handle an angry customer?", "as a table please")
    assert table.text.startswith("There is no pay in it")


def test_several_questions_are_each_answered_once(advisor: Advisor):
    (reply,) = talk(advisor, "customer service rep pay in California, and what is rent like there?")
    assert reply.text.count("$47,790 a year** in California in May 2024") == 1
    assert "at average prices" in reply.text
    (reply,) = talk(advisor, "what is nesting and shrinkage?")
    assert "Nesting" in reply.text
    assert "Shrinkage" in reply.text


def test_a_short_question_about_what_was_told_gets_that_sentence(advisor: Advisor):
    whole, told = talk(advisor, "what is net promoter score?", "is 30 good")
    assert "A good NPS has no universal mark" in told.text
    assert len(told.text) < len(whole.text) / 2


def test_pay_told_once_is_not_told_again_but_sourced(advisor: Advisor):
    first, again = talk(advisor, "how much do customer success managers make", "why dont you have it")
    assert again.text != first.text
    assert "U.S. Bureau of Labor Statistics" in again.text


def test_an_answer_is_told_as_so_many_points(advisor: Advisor):
    whole, told = talk(advisor, "How do I handle an angry customer?", "now give me it as three bullets")
    points = [line for line in told.text.splitlines() if line.startswith("- ")]
    assert len(points) == 3
    assert all(point.split(" [")[0] in whole.text for point in points)


def test_figures_told_before_are_told_again_for_all_their_places(advisor: Advisor):
    *_, told = talk(
        advisor,
        "What do customer service representatives make in Ohio?",
        "And in Texas?",
        "How do I handle an angry customer?",
        "And what were those two pay numbers again?",
    )
    assert "Ohio" in told.text
    assert "Texas" in told.text


def test_the_third_of_a_table_is_the_row_that_stands_there(advisor: Advisor):
    ranked, told = talk(advisor, "best paid customer service industries", "The third one")
    row = ranked.text.splitlines()[6].strip("| ").split(" |")[0].casefold()
    assert row.split(",")[0] in told.text.casefold()
    assert told.outcome == "answered"


def test_to_what_should_i_ask_for_the_middle_and_the_upper_quarter_are_told(advisor: Advisor):
    *_, told = talk(
        advisor,
        "I earn 39k in Missouri as a customer service rep. Am I behind?",
        "I forgot, I also get about 3k in bonuses",
        "so what raise should I ask for, in dollars",
    )
    assert "under** the median" in told.text
    assert "under** the 75th percentile" in told.text
    assert "$39,000" in told.text
