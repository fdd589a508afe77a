"""Terse messages inside a conversation: what they keep of it, in trades of any kind."""

import pytest

from bot.dialogue import picked_row
from bot.dialogue.titles import Title, names_people
from bot.embedding import Encoder
from tests.dialogue.conftest import Talk

DAY = "what does a librarian do all day?"
OFFER = "I was offered £26,000 as a librarian, is that fair?"
LISTED = "You can:\n\n1. Catalogue books [1].\n2. Teach readers [1].\n3. Mend bindings [1]."


@pytest.mark.parametrize("said", ["who decides", "glasses ok?", "any exams", "can i open my own shop"])
def test_a_few_words_are_about_the_job_spoken_of(trade: Talk, said: str) -> None:
    request = trade(DAY, ">Much.", said)
    assert request.roles == ("librarian",)
    assert request.follow_up


def test_a_few_words_that_may_be_about_pay_are_put_to_the_guides(trade: Talk) -> None:
    assert not any(name.startswith("pay_") for name in trade(DAY, ">Much.", "night pay?").intents)


def test_all_that_speaks_for_pay_counts_together(trade: Talk) -> None:
    request = trade("librarian or electrician, what is the difference?", ">Much.", "who earns more")
    assert request.roles == ("librarian", "electrician")
    assert any(name.startswith("pay_") for name in request.intents)


def test_which_of_two_jobs_pays_more_compares_them(trade: Talk) -> None:
    request = trade("librarian or electrician, what is the difference?", ">Much.", "and which pays more")
    assert request.roles == ("librarian", "electrician")
    assert request.intents == ("pay_compare",)


@pytest.mark.parametrize("said", ["and the top end?", "what about the bottom"])
def test_an_end_of_the_pay_told_is_asked_for(trade: Talk, said: str) -> None:
    request = trade("what does a librarian earn?", ">Much.", said)
    assert request.roles == ("librarian",)
    assert request.intents == ("pay_lookup",)


def test_what_is_realistic_is_no_job(trade: Talk) -> None:
    assert trade("what does a librarian earn?", ">Much.", "so what's realistic").unknown_roles == ()


@pytest.mark.parametrize("said", ["vaccines?", "what about accidents", "licences?"])
def test_a_thing_is_no_job(trade: Talk, said: str) -> None:
    request = trade(DAY, ">Much.", said)
    assert request.unknown_roles == ()
    assert request.roles == ("librarian",)


@pytest.mark.parametrize("said", ["plumbers?", "and a nurse?"])
def test_another_job_is_one(trade: Talk, said: str) -> None:
    assert trade("what does a librarian earn?", ">Much.", said).unknown_roles


def test_people_are_told_from_things_by_meaning(encoder: Encoder) -> None:
    words = ["teachers", "chefs", "pilots", "accidents", "exams", "tickets"]
    people = [word for word in words if names_people(Title(0, len(word), word), encoder)]
    assert people == ["teachers", "chefs", "pilots"]


@pytest.mark.parametrize("said", ["good or bad?", "they said £25k now"])
def test_a_word_after_an_offer_is_about_the_offer(trade: Talk, said: str) -> None:
    assert trade(OFFER, ">So so.", said).intents == ("pay_offer",)


def test_how_often_something_happens_is_no_pay_period(trade: Talk) -> None:
    request = trade("readers shout at me and i am so tired of it", ">I'm sorry.", "yes every day")
    assert not any(name.startswith("pay_") for name in request.intents)


def test_where_someone_comes_from_is_not_where_they_ask_about(trade: Talk) -> None:
    request = trade("i am from Scotland, what does an electrician earn in London?")
    assert [place.name for place in request.places] == ["London"]


def test_a_remark_beside_a_question_for_more_asks_for_no_more(trade: Talk) -> None:
    assert not trade(DAY, ">Much.", "one more thing, how do i become one?").more


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("tell me about the second one", "Teach readers [1]."),
        ("the last", "Mend bindings [1]."),
        ("why", None),
    ],
)
def test_a_point_of_a_list_is_picked(said: str, row: str | None) -> None:
    assert picked_row(said, LISTED) == row


def test_an_offer_is_wanted_in_another_period(trade: Talk) -> None:
    request = trade("offered 14.50 an hour as an electrician in Scotland", ">So so.", "whats that a year")
    assert request.intents == ("pay_convert",)
    assert [(amount.low, amount.period) for amount in request.amounts] == [(14.5, "hour")]
    assert request.period == "year"


def test_a_job_in_the_same_place_is_asked_about_there(trade: Talk) -> None:
    request = trade(
        "what do electricians earn in Scotland", ">A.", "hm ok. what about a librarian, same place"
    )
    assert request.roles == ("librarian",)
    assert [place.name for place in request.places] == ["Scotland"]
    assert "pay_place" in request.intents


def test_who_only_says_where_they_are_wants_the_pay_there(trade: Talk) -> None:
    request = trade(
        "where do electricians earn most", ">London.", "I live in Scotland, where does that put me"
    )
    assert request.intents == ("pay_place",)
    assert request.roles == ("electrician",)
    assert [place.name for place in request.places] == ["Scotland"]


DIFFER = ("what do electricians earn in London", ">A.", "and in Scotland?", ">B.")


@pytest.mark.parametrize(
    "said", ["ok but why is it different", "how come thats lower?", "why's scotland lower"]
)
def test_why_two_places_differ_is_about_both(trade: Talk, said: str) -> None:
    request = trade(*DIFFER, said)
    assert [place.name for place in request.places] == ["London", "Scotland"]
    assert request.intents == ("pay_place",)


def test_a_crisis_is_met_whatever_it_wonders_at(trade: Talk) -> None:
    said = "why is it different, i dont want to live anymore and will kill myself tonight"
    assert trade(*DIFFER, said).intents == ("crisis",)


def test_an_offer_is_held_against_pay_told_first(trade: Talk) -> None:
    talk = ("offered £19 an hour as an electrician", ">So so.")
    request = trade(*talk, "i make £30,000 now. how much more is that")
    assert request.intents == ("pay_offer",)
    assert [amount.low for amount in request.amounts] == [30000, 19]


def test_pay_told_after_an_offer_is_held_against_it(trade: Talk) -> None:
    request = trade("offer: £36,000 as an electrician in Scotland", ">So so.", "i get £15 an hour now")
    assert request.intents == ("pay_offer",)
    assert [amount.low for amount in request.amounts] == [15, 36000]


def test_whom_somebody_has_is_no_job(trade: Talk) -> None:
    request = trade("they changed my shift with two days notice", ">Ask.", "i have a toddler")
    assert request.unknown_roles == ()


def test_a_point_is_picked_by_its_place_in_what_was_said() -> None:
    assert picked_row("the second thing you mentioned, how does it work", LISTED) == "Teach readers [1]."


def test_an_amount_heard_of_in_a_talk_of_pay_is_placed(trade: Talk) -> None:
    talk = ("what do electricians earn in Scotland", ">A.", "do new ones start lower", ">No.")
    request = trade(*talk, "my cousin says £24 an hour in London, is he lying")
    assert request.roles == ("electrician",)
    assert request.amounts or request.claims
    assert any(name.startswith("pay_") for name in request.intents)


def test_an_associates_is_a_degree_and_no_job(service: Talk) -> None:
    request = service(
        "do i need a degree to be a customer service manager", ">Often.", "I've got an associates"
    )
    assert request.roles == ("customer service manager",)
