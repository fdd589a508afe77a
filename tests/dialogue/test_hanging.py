"""Messages that hang on the turns before: what they go on with, and what begins anew."""

import pytest

from bot.catalogue import Catalogue
from bot.dialogue.hanging import hangs, meant, only_says, points_back, recalls, takes_back, without_aside
from bot.dialogue.marks import read_marks
from bot.embedding import Encoder
from tests.dialogue.conftest import Talk, talker


@pytest.mark.parametrize(
    "text", ["how do I lower it?", "what if they say no?", "what should I say exactly?", "by how much?"]
)
def test_what_says_little_hangs(trades: Catalogue, text: str) -> None:
    assert hangs(read_marks(text, trades))


@pytest.mark.parametrize(
    "text", ["what is amortisation?", "what do electricians earn?", "I got £24k", "is there certification?"]
)
def test_what_names_its_subject_stands_alone(trades: Catalogue, text: str) -> None:
    assert not hangs(read_marks(text, trades))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("no i mean opening hours for readers, 9 to 2", "opening hours for readers, 9 to 2"),
        ("no not in the hall, on the roof", "on the roof"),
        ("I meant the big ones, not the small ones", "the big ones"),
    ],
)
def test_what_sets_the_last_question_right_is_read_without_what_it_rules_out(said: str, left: str) -> None:
    assert takes_back(said)
    assert meant(said) == left


@pytest.mark.parametrize(
    "said", ["no degree, can I still apply", "no idea what to wear", "no thanks", "not now"]
)
def test_a_no_that_takes_nothing_back(said: str) -> None:
    assert not takes_back(said)
    assert meant(said) == said


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("What did you say about how long it takes?", "how long it takes?"),
        ("sorry, what had you told me about the exam", "the exam"),
        ("you said earlier that the pay is fixed", "the pay is fixed"),
    ],
)
def test_a_question_for_what_was_said_is_about_what_it_names(said: str, left: str) -> None:
    assert recalls(said)
    assert meant(said) == left


def test_going_back_to_something_recalls_it() -> None:
    assert recalls("lol alright. back to what you said about lasting, what comes first")
    assert meant("And going back to the twelve minutes, what would that come to") == (
        "twelve minutes, what would that come to"
    )


def test_what_others_said_is_not_recalled() -> None:
    assert not recalls("they said it is fixed")
    assert not recalls("what would you say?")


@pytest.mark.parametrize(
    "said", ["no i mean with the children there, not the adults", "most of them come after school on foot"]
)
def test_what_is_told_after_a_question_is_held_against_that_question(trade: Talk, said: str) -> None:
    request = trade("how do I keep the reading room quiet?", ">Like this.", said)
    assert "how do I keep the reading room quiet" in request.standalone
    assert request.follow_up


def test_there_is_is_no_pointing_back() -> None:
    assert points_back("what does it pay there?")
    assert not points_back("is there any travel?")


def test_a_short_question_goes_on_with_the_last_that_stood_alone(trade: Talk) -> None:
    talk = [
        "how do I ask for a raise?",
        ">Plan it.",
        "what should I say exactly?",
        ">This.",
        "what if they say no?",
    ]
    request = trade(*talk)
    assert "how do I ask for a raise" in request.standalone
    assert request.intents == ("negotiation",)


def test_a_question_about_the_job_needs_its_role_alone(trade: Talk) -> None:
    request = trade("how do I become a librarian?", ">Study.", "is it stressful?")
    assert request.roles == ("librarian",)
    assert "become" not in request.standalone


def test_a_new_subject_takes_no_topic(trade: Talk) -> None:
    request = trade("how do I ask for a raise?", ">Plan it.", "what does an electrician do all day?")
    assert "raise" not in request.standalone


@pytest.mark.parametrize(
    ("text", "intent"), [("thank you, that helps", "thanks"), ("no", "refusal"), ("yes", "invitation")]
)
def test_a_reply_that_asks_nothing_is_taken_as_such(trade: Talk, text: str, intent: str) -> None:
    assert trade("hello", ">Hi.", text).intents == (intent,)


def test_a_correction_within_a_message_counts(service: Talk) -> None:
    request = service("what does an account manager, sorry, a customer service manager earn?")
    assert request.roles == ("customer service manager",)


def test_a_pick_with_a_question_of_its_own_keeps_the_question(service: Talk) -> None:
    reply = ">| Role | Pay |\n| --- | --- |\n| call center specialist | a |\n| account manager | b |"
    request = service(
        "compare call center specialist and account manager", reply, "what does the second one do?"
    )
    assert request.roles == ("account manager",)
    assert request.intents == ("role_description",)


def test_those_are_the_roles_asked_about_and_not_all_a_reply_mentions(service: Talk) -> None:
    reply = ">They differ. - Customer service managers lead. - Account managers sell."
    talk = [
        "what is the difference between a call center specialist and a customer service specialist?",
        reply,
    ]
    request = service(*talk, "which of those pays most?")
    assert request.roles == ("call center specialist", "customer service specialist")


def test_two_places_are_compared_for_the_one_role(service: Talk) -> None:
    talk = ["what do account managers make in Texas?", ">A.", "and Ohio?", ">B."]
    request = service(*talk, "which of those two is higher?")
    assert request.roles == ("account manager",)
    assert [place.name for place in request.places] == ["Texas", "Ohio"]


def test_which_state_asks_about_all_of_them(service: Talk) -> None:
    talk = ["customer service rep pay in Texas", ">A.", "and in Ohio?", ">B."]
    assert service(*talk, "which state pays best?").places == ()


def test_worst_turns_the_question_before_round(service: Talk) -> None:
    request = service("best paying state for call center specialists", ">Ohio.", "worst?")
    assert "worst paying state" in request.standalone


def test_there_is_the_place_a_reply_named(service: Talk) -> None:
    talk = ["which state pays call center specialists best?", ">Ohio pays best.", "what about prices there?"]
    assert [place.name for place in service(*talk).places] == ["Ohio"]


def test_an_amount_is_replaced_with_its_bound(service: Talk) -> None:
    request = service("which roles pay over 60k?", ">One.", "and under 40k?")
    assert "under 40k" in request.standalone
    assert "over" not in request.standalone


def test_a_bare_number_is_money_after_an_amount_of_its_size(service: Talk) -> None:
    talk = ["I got an offer of $19 an hour as a call center specialist, is it fair?", ">Yes."]
    request = service(*talk, "what if I ask for 21?")
    assert request.intents == ("pay_offer",)
    assert [(amount.low, amount.period) for amount in request.amounts] == [(21, "hour")]
    assert service(*talk, "are there 3 shifts?").amounts == ()


def test_full_time_takes_back_the_hours(service: Talk) -> None:
    request = service("how much is $20 an hour, 30 hours a week, a year?", ">So much.", "and full time?")
    assert request.intents == ("pay_convert",)
    assert [amount.hours_per_week for amount in request.amounts] == [None]


def test_more_than_another_role_is_a_comparison(service: Talk) -> None:
    request = service("what do account managers make?", ">A.", "more than call center specialists?")
    assert request.intents == ("pay_compare",)
    assert set(request.roles) == {"call center specialist", "account manager"}


def test_getting_promoted_to_a_role_is_about_the_way_there(service: Talk) -> None:
    assert service("who gets promoted to customer service manager?").intents == ("entry",)


def test_money_is_that_of_the_place(trades: Catalogue, encoder: Encoder) -> None:
    talk = talker(trades, encoder)
    assert [a.currency for a in talk("is 40k good for an electrician in Berlin?").amounts] == ["EUR"]
    assert [a.currency for a in talk("is 40k good for an electrician in London?").amounts] == ["GBP"]
    assert [a.currency for a in talk("is 40k good for an electrician?").amounts] == [None]


def test_a_terse_topic_is_no_small_talk(trade: Talk) -> None:
    assert trade("work that is left to people").intents == ("ai_effect",)
    assert trade("lol sorry. electrician pay").intents == ("pay_lookup",)


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("mine was 71", True),
        ("and they want 85", True),
        ("i'm scared of it", True),
        ("it pays more?", False),
        ("attendance", False),
        ("what about mine", False),
    ],
)
def test_who_only_says_something_asks_nothing(text: str, whether: bool) -> None:
    assert only_says(text) == whether


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Apart from pay, what would help most?", "what would help most?"),
        ("what besides the pay matters most", "what matters most"),
        ("Besides, what do they pay?", "Besides, what do they pay?"),
        ("any jobs other than this?", "any jobs other than this?"),
    ],
)
def test_what_is_set_aside_is_not_asked_about(said: str, left: str) -> None:
    assert without_aside(said) == left


def test_a_place_that_is_ruled_out_is_not_asked_about(trades: Catalogue) -> None:
    named = read_marks("no, the one in Scotland, not in Wales", trades).places
    assert [mention.place.name for mention in named] == ["Scotland"]
    assert read_marks("why not Scotland?", trades).places


def test_a_message_that_neither_asks_nor_says_what_it_is_about_goes_on(trade: Talk) -> None:
    bits = "six years at Nordlund, three shops, opening shift"
    request = trade("What belongs in a resume?", bits)
    assert (request.intents, request.follow_up) == (("resume",), True)
