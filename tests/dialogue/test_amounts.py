"""Which amounts a message inside a conversation is about."""

import pytest

from tests.dialogue.conftest import Talk

PAID = "I make £12 an hour in a shop. what does a librarian do?"


@pytest.mark.parametrize(
    "said", ["would that pay more than I get now?", "is the pay better than my current wage?"]
)
def test_a_comparison_with_the_own_pay_is_of_that_pay(trade: Talk, said: str) -> None:
    request = trade(PAID, ">Much.", said)
    assert request.intents == ("pay_offer",)
    assert [amount.low for amount in request.amounts] == [12.0]


def test_a_bare_number_held_against_an_amount_is_one_too(trade: Talk) -> None:
    request = trade("would £21 an hour beat my 18?")
    assert [amount.low for amount in request.amounts] == [21.0, 18.0]
    assert request.person.pay is not None
    assert request.person.pay.low == 18.0


def test_back_to_the_offer_means_the_amount_offered(trade: Talk) -> None:
    turns = (
        "I was offered £26,000 as a librarian, is that fair?",
        ">Yes.",
        "what does a librarian do?",
        ">Much.",
    )
    request = trade(*turns, "back to the offer: what is it an hour?")
    assert [amount.low for amount in request.amounts] == [26000.0]


def test_a_wage_with_pence_that_someone_gets_is_their_pay(trade: Talk) -> None:
    request = trade("I get 15.80 in a kiosk")
    assert request.person.pay is not None
    assert request.person.pay.low == 15.8


def test_an_amount_told_after_the_pay_of_a_job_is_placed(trade: Talk) -> None:
    request = trade("what does a librarian earn in the UK?", ">So much.", "I'm on £26k")
    assert (request.intents, request.roles) == (("pay_offer",), ("librarian",))


def test_a_bare_number_beside_a_years_pay_is_so_many_thousands(trade: Talk) -> None:
    turns = ("I was offered £26,000 as a librarian, is that fair?", ">Yes.")
    assert [amount.low for amount in trade(*turns, "and what about 29?").amounts] == [29000.0]
    assert 29000.0 not in [amount.low for amount in trade(*turns, "I'm 29 by the way").amounts]


def test_who_only_tells_their_wage_has_it_placed(trade: Talk) -> None:
    request = trade("I make £26,000 as a librarian")
    assert (request.intents, request.roles) == (("pay_offer",), ("librarian",))


def test_what_another_is_offered_is_no_offer_of_the_persons(trade: Talk) -> None:
    request = trade("they offered her £26,000 as a librarian")
    assert request.person.offer is None
    assert [amount.low for amount in request.amounts] == [26000.0]


def test_in_mine_is_where_the_person_lives_and_not_the_place_spoken_of(trade: Talk) -> None:
    turns = ("I live in Scotland. what do electricians earn?", ">Much.", "and in London?", ">More.")
    assert [place.name for place in trade(*turns, "would £35,000 be high in mine?").places] == ["Scotland"]


OFFERS = "two offers: one is £14.50 an hour as a librarian, the other £31,000 a year. help"


def test_one_of_two_offers_is_set_right(trade: Talk) -> None:
    request = trade(OFFERS, ">The second.", "wait, the second one is £33,000, I read it wrong")
    assert [amount.low for amount in request.amounts] == [14.5, 33000.0]
    assert request.intents == ("pay_offer",)


def test_which_one_after_other_talk_is_of_the_two_offers(trade: Talk) -> None:
    request = trade(OFFERS, ">The second.", "does a librarian work shifts?", ">Some.", "so which one")
    assert [amount.low for amount in request.amounts] == [14.5, 31000.0]


def test_a_bonus_is_not_the_pay(trade: Talk) -> None:
    request = trade("I earn £26,000 as a librarian, is that fair?", ">Yes.", "I also get about 2k in bonuses")
    assert request.person.pay is not None
    assert request.person.pay.low == 26000.0


ASKED = "how much does a call center specialist make?"


@pytest.mark.parametrize(
    ("said", "low"),
    [
        ("is 19 ok for that", 19.0),
        ("and if they say the budget is 50", 50_000.0),
        ("what if they offer 24", 24.0),
    ],
)
def test_a_number_named_in_a_talk_of_pay_is_a_wage_of_its_size(service: Talk, said: str, low: float) -> None:
    request = service(ASKED, ">A range.", said)
    assert [amount.low for amount in request.amounts] == [low]


@pytest.mark.parametrize(
    "said", ["the bank is 15 min away", "and what about the top 10", "I'm 19", "what are the 5 steps"]
)
def test_a_number_of_something_else_is_none(service: Talk, said: str) -> None:
    assert service(ASKED, ">A range.", said).amounts == ()
    told = service("I have an offer of $20.50 as a call center specialist. Good?", ">Middling.", said)
    assert {amount.low for amount in told.amounts} <= {20.5}


def test_what_they_come_up_to_is_the_amount(service: Talk) -> None:
    offered = "They offered me $44,500 as a customer service manager, good or bad?"
    request = service(offered, ">Low.", "what if they come up to 47")
    assert [(amount.low, amount.high) for amount in request.amounts] == [(47_000.0, 47_000.0)]


def test_what_an_opening_pays_is_no_present_pay(service: Talk) -> None:
    told = "I've been making $23 an hr and there's a manager job opening at 54k. Is it a raise?"
    person = service(told).person
    assert person.pay is not None
    assert person.pay.low == 23.0
    assert person.offer is not None
    assert person.offer.low == 54_000.0
