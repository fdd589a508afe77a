"""What a follow-up wants done with what was told: an example of it, one thing of it, what is left of it."""

import pytest

from bot.advisor import Advisor
from bot.composer.following import _answered
from bot.embedding import Encoder
from bot.schema import Turn
from bot.settings import Settings
from bot.store import Store

CALM = "how do I calm an angry customer"
SAY_NO = "How do I tell a customer no without them going ballistic?"


@pytest.fixture(scope="module")
def advisor(knowledge_settings: Settings, encoder: Encoder) -> Advisor:
    return Advisor(knowledge_settings, Store(knowledge_settings), encoder)


def last(advisor: Advisor, *typed: str) -> str:
    history: list[dict[str, str]] = []
    for question in typed:
        reply = advisor.ask(question, history)
        history += [{"role": "user", "content": question}, {"role": "assistant", "content": reply.text}]
    return history[-1]["content"]


def test_an_example_is_what_the_section_told_puts_in_words(advisor: Advisor) -> None:
    told = last(advisor, CALM, "give me an example")
    assert "You were charged twice" in told
    assert "Breathe out" not in told


def test_an_example_for_a_case_is_from_the_section_nearest_to_it(advisor: Advisor) -> None:
    case = "can you give me an example, say they want a refund and it's day 45 of a 30 day window"
    assert "The price dropped after your order" in last(advisor, SAY_NO, case)


def test_where_no_order_is_set_the_first_point_is_told_as_such(advisor: Advisor) -> None:
    told = last(advisor, CALM, "which of those would you try first")
    assert told.startswith("My guides do not say which of these matters most.")
    assert "Breathe out" in told


def test_what_is_done_already_is_left_out(advisor: Advisor) -> None:
    told = last(advisor, CALM, "which of those would you try first", "i already do that")
    assert "Breathe out" not in told
    assert "Let the first minute run" in told


def test_a_section_all_of_which_was_told_gives_way_to_the_next(advisor: Advisor) -> None:
    talk = (
        "just got made team lead over people i used to sit next to, one is rolling her eyes at me",
        "how do i even start that conversation",
        "what if she does it in front of everyone",
        "tell me more about how to do the one on ones then",
    )
    assert "one-on-one" in last(advisor, *talk)


def test_advice_is_not_pressed_on_who_wants_none(advisor: Advisor) -> None:
    told = last(
        advisor, "I hate today. got screamed at by three people before 10am", "no I don't want tips right now"
    )
    assert "[1]" not in told


def test_how_old_a_figure_is_that_is_no_pay_is_asked_of_its_source(advisor: Advisor) -> None:
    told = last(
        advisor, "Is AI going to take my job? I answer phones for an airline.", "how old is that figure"
    )
    assert "names as its source" in told


WHY_HERE = 'they always ask "why do you want to work here" and i never know what to say'


def test_what_cannot_be_reworded_is_given_as_it_stands(advisor: Advisor) -> None:
    told = last(advisor, WHY_HERE, "i like that they do volunteer days, can you put that in")
    assert "own words" in told
    assert "On the firm" in told


def test_who_only_says_where_they_are_hears_that_nothing_is_told_for_that_place(advisor: Advisor) -> None:
    told = last(advisor, "Do I have to be paid for training week?", "I'm in New Jersey")
    assert "nothing for New Jersey alone" in told
    assert "working time" in told


def test_small_talk_between_does_not_lead_the_talk_away() -> None:
    turns = [
        Turn("user", "passed over for team lead again"),
        Turn("assistant", "Ask what was missing [1]."),
        Turn("user", "I only needed to say it to somebody"),
        Turn("assistant", "That's fine."),
    ]
    assert _answered(turns) == ["passed over for team lead again"]
    assert _answered(turns[2:]) == ["I only needed to say it to somebody"]


def test_a_reply_that_found_nothing_leads_away_from_nothing(advisor: Advisor) -> None:
    told = last(advisor, CALM, "my cousin sells boats in spain", "which of those would you do first")
    assert "Breathe out" in told


def test_a_line_of_several_sentences_is_told_as_what_to_say(advisor: Advisor) -> None:
    offer = "27/hr offer for a call center rep in denver, is it any good?"
    told = last(advisor, offer, "they want an answer by friday", "what should i say to them")
    assert "May I have the offer in writing" in told


def test_what_is_asked_of_the_first_of_two_terms_is_answered_from_that(advisor: Advisor) -> None:
    told = last(
        advisor, "what is csat", "and the other one, nps", "my score is 78 on the first one is that good"
    )
    assert told.startswith("A good CSAT")


def test_figures_for_one_wider_place_are_said_to_be_the_same(advisor: Advisor) -> None:
    talk = ("what do call center people make in phoenix", "and in tucson?", "ok but why is it different")
    assert last(advisor, *talk).startswith("They are not different: I have no figures for Phoenix or Tucson")


@pytest.mark.parametrize(
    "told",
    [
        "this lady screamed at me for 20 min over a coupon and i froze",
        "an old man cried on the phone with me today because his wife died",
    ],
)
def test_a_working_day_that_is_told_of_is_met_with_what_comes_nearest(advisor: Advisor, told: str) -> None:
    reply = advisor.ask(told)
    assert reply.citations
    assert "outside what my guides cover" not in reply.text


@pytest.mark.parametrize(
    "told", ["we painted the kitchen yellow", "our neighbors play loud music every night"]
)
def test_what_is_beyond_the_guides_is_declined_as_before(advisor: Advisor, told: str) -> None:
    assert not advisor.ask(told).citations


def test_a_place_that_is_only_carried_on_is_not_said_again(advisor: Advisor) -> None:
    talk = ("what does a call center specialist make in oregon", "they said its more after 6 months")
    assert "nothing for Oregon alone" not in last(advisor, *talk, "how much more is normal")


def test_the_difference_of_two_offers_is_wanted_by_the_hour(advisor: Advisor) -> None:
    told = last(advisor, "i got an offer 44k and a counter from my job 42k", "whats the difference an hour")
    assert "$21.15 an hour against $20.19" in told


def test_what_hardly_says_a_word_is_answered_with_doubt(advisor: Advisor) -> None:
    reply = last(advisor, "what is a good qa score", "mine was 71")
    assert "closest they come" in reply
    assert "Effort" not in reply


def test_an_offer_is_wanted_by_the_fortnight(advisor: Advisor) -> None:
    offer = "offer for 39,500 as a customer service specialist in wisconsin"
    assert "$1,519 every two weeks" in last(advisor, offer, "whats that an hour", "and every two weeks")
