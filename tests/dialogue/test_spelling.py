import pytest

from bot.dialogue.spelling import respelled

GUIDES = {"hygienist": 12, "csat": 3, "python": 2, "math": 2, "match": 1}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what is the salry", "what is the salary"),
        ("diffrence?", "difference?"),
        ("interveiw questons", "interview questions"),
        ("is tehre a bonus", "is there a bonus"),
        ("forced to woork on sundays", "forced to work on sundays"),
        ("recieve trainng befor startin", "receive training before starting"),
    ],
)
def test_slips_in_everyday_words(typed: str, meant: str) -> None:
    assert respelled(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how to become a hygenist", "how to become a hygienist"),
        ("is pythno needed", "is python needed"),
        ("bad at matth", "bad at math"),
    ],
)
def test_slips_in_words_of_the_guides(typed: str, meant: str) -> None:
    assert respelled(typed, (), GUIDES) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Zendesk and CSAT",
        "csat via hubspot, jira or sql",
        "plumbers and nurses",
        "what is escrow, mitosis or a carburetor",
        "pls tell me btw idk",
        "pto and hr",
    ],
)
def test_words_that_are_meant_as_typed(typed: str) -> None:
    assert respelled(typed, (), GUIDES) == typed


def test_names_are_not_respelled() -> None:
    assert respelled("salry", [(0, 5)]) == "salry"
