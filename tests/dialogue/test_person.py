"""Facts gathered from a person's own words, and what only looks like one."""

import pytest

from bot.catalogue import Catalogue
from bot.dialogue.marks import read_marks
from bot.dialogue.person import find_claims, update_person
from bot.schema import Person


def told(catalogue: Catalogue, *messages: str) -> Person:
    person = Person()
    for text in messages:
        person = update_person(person, text, read_marks(text, catalogue))
    return person


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("I'm a barista.", "barista"),
        ("I am currently a warehouse worker", "warehouse worker"),
        ("i work as a dental nurse in Leeds", "dental nurse"),
        ("I've been a taxi driver for ten years", "taxi driver"),
        ("As a waiter I earn £12 an hour", "waiter"),
        ("My current job is cashier", "cashier"),
        ("I'm a single mother", None),
        ("I'm a bit worried", None),
        ("I'm a Nigerian woman", None),
        ("I'm an American", None),
        ("What does a barista earn?", None),
    ],
)
def test_present_job(services: Catalogue, text: str, job: str | None) -> None:
    assert told(services, text).job == job


def test_a_job_of_the_guides_is_also_a_role(trades: Catalogue) -> None:
    person = told(trades, "I work as a libarian")
    assert (person.job, person.role) == ("libarian", "librarian")


@pytest.mark.parametrize(
    ("text", "pay", "offer"),
    [
        ("I make $17 an hour", 17, None),
        ("I'm a rep on 38.5k", 38_500, None),
        ("I currently earn $40,000", 40_000, None),
        ("They offered me $45,000", None, 45_000),
        ("I got an offer of $21/h, I make $18/h now", 18, 21),
        ("I want to make $60k", None, None),
        ("How do I get to $60k?", None, None),
        ("Managers make $80k", None, None),
        ("my brother makes $19 an hour", None, None),
        ("my boss is offering me $19 an hour", None, 19),
        ("my current pay is $19 an hour", 19, None),
        ("which jobs pay over $50k", None, None),
    ],
)
def test_present_pay_and_offer(
    services: Catalogue, text: str, pay: float | None, offer: float | None
) -> None:
    person = told(services, text)
    assert (person.pay.low if person.pay else None) == pay
    assert (person.offer.low if person.offer else None) == offer


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("I have 3 years' experience", 3),
        ("I've been doing this for 18 months", 1.5),
        ("I worked there for 5 years", 5),
        ("I'm 45 years old", None),
        ("how long until I have 3 years of experience?", None),
    ],
)
def test_experience(services: Catalogue, text: str, years: float | None) -> None:
    assert told(services, text).experience_years == years


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I live in Ohio", "Ohio"),
        ("I'm a barista in Texas", "Texas"),
        ("I'm from Oklahoma and looking for work", "Oklahoma"),
        ("I'm moving to Texas", None),
        ("what do they earn in Texas?", None),
    ],
)
def test_home(services: Catalogue, text: str, place: str | None) -> None:
    home = told(services, text).place
    assert (home.name if home else None) == place


@pytest.mark.parametrize(
    "text",
    ["I want to become a librarian", "I'm applying for a librarian job", "I was offered £30k as a librarian"],
)
def test_target(trades: Catalogue, text: str) -> None:
    assert told(trades, text).target_role == "librarian"


def test_later_facts_replace_earlier_ones(services: Catalogue) -> None:
    person = told(services, "I make $17 an hour in Ohio", "I'm in Texas now", "actually I make $19 an hour")
    assert person.pay is not None
    assert person.pay.low == 19
    assert person.place is not None
    assert person.place.name == "Texas"


def test_a_correction_sets_right_the_amount_nearest_to_it(services: Catalogue) -> None:
    offered = "They offered me $19.25 an hour."
    assert told(services, offered, "sorry I typed that wrong, it's $17.25 an hour").offer.low == 17.25  # type: ignore[union-attr]
    assert told(services, offered, "what about $17.25 an hour?").offer.low == 19.25  # type: ignore[union-attr]
    both = told(services, "I make $15 an hour.", offered, "oops, I meant $15.50 an hour")
    assert [amount and amount.low for amount in (both.pay, both.offer)] == [15.5, 19.25]


def test_hours_belong_to_the_pay(services: Catalogue) -> None:
    person = told(services, "I make $20 an hour, 30 hours a week")
    assert person.pay is not None
    assert person.pay.hours_per_week == 30


def test_an_offer_is_no_claim(services: Catalogue) -> None:
    text = "They said managers get an offer of $60k"
    assert find_claims(text, read_marks(text, services)) == ()


def test_what_someone_told_of_others_pay_is_no_pay_of_ones_own(services: Catalogue) -> None:
    text = "A neighbor told me call center agents make 40k"
    assert told(services, text).pay is None
    assert [claim.low for claim in find_claims(text, read_marks(text, services))] == [40_000]


def test_an_amount_named_before_the_job_is_asked_about(services: Catalogue) -> None:
    for text in ("is $18/hr good for a customer support rep?", "is 90k a bad salary for a support manager"):
        assert find_claims(text, read_marks(text, services)) == (), text
