"""Going back in a talk to what was asked about before: "the first one", "the other one", "both"."""

import pytest

from bot.catalogue import Catalogue
from bot.dialogue.turning import turned_to
from bot.embedding import Encoder
from bot.schema import Request
from tests.dialogue.conftest import Talk

ALIKE = ["what is a weir", "and the other one, sluice"]
APART = ["what's the difference between damp and condensation"]
LIST = "Two things:\n\n- One thing.\n- Another thing."


@pytest.mark.parametrize(
    ("asked", "typed", "meant", "back"),
    [
        (ALIKE, "is mine too high for the first one", "is mine too high for weir", 2),
        (ALIKE, "what about the other one", "what about weir", 2),
        (ALIKE, "how do i mend the second", "how do i mend sluice", 1),
        (ALIKE, "which of the two is older", "which of weir and sluice is older", 1),
        ([*ALIKE, "who builds the first one"], "and the other one", "and sluice", 2),
        ([*ALIKE, "which of those is cheaper"], "so how do i mend the latter", "so how do i mend sluice", 2),
        ([*APART, "is damp bad"], "and the other one?", "and condensation?", 2),
        (APART, "how do i get them both out", "how do i get damp and condensation out", 1),
    ],
)
def test_a_thing_asked_about_before_is_found_by_its_place(
    trades: Catalogue, encoder: Encoder, asked: list[str], typed: str, meant: str, back: int
) -> None:
    assert turned_to(typed, asked, LIST, trades, encoder) == (meant, back)


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        (["what is a weir"], "is the first one good"),
        (["what is a weir", "how do i calm a reader"], "tell me more about the second one"),
        ([*ALIKE, "how do i calm a reader"], "tell me more about the second one"),
        (["how do i prepare", "and what should i wear"], "more on the first one"),
        (["what is a librarian", "and an electrician"], "how do i become the second one"),
        (ALIKE, "the third one"),
        (ALIKE, "is it the first time"),
        (ALIKE, "i want to end it all, the first one, both, everything"),
    ],
)
def test_nothing_else_is_gone_back_to(
    trades: Catalogue, encoder: Encoder, asked: list[str], typed: str
) -> None:
    assert turned_to(typed, asked, LIST, trades, encoder) is None


def test_a_question_on_what_it_goes_back_to_hangs_on_that(trade: Talk) -> None:
    request: Request = trade("what is a weir", f">{LIST}", "and a sluice", f">{LIST}", "is the first one old")
    assert "weir" in request.standalone
    assert "sluice" not in request.standalone
