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
