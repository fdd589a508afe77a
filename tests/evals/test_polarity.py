"""A sentence that says the opposite of what it cites."""

import pytest

from evals.scorers.polarity import opposite

EVIDENCE = """Pay explained. Starting pay. 2026
That is starting pay; bonuses and overtime are not part of it. Representatives can work from home in
many firms. You do not need a degree: a diploma is usual. None of the openings come from growth."""


@pytest.mark.parametrize(
    "sentence",
    [
        "Bonuses and overtime are part of it.",
        "That is starting pay; bonuses and overtime are part of it.",
        "Representatives can not work from home in many firms.",
        "Representatives can't work from home in many firms.",
        "You do need a degree: a diploma is usual.",
        "A diploma is never usual.",
    ],
)
def test_the_opposite_is_told(sentence):
    assert opposite(sentence, EVIDENCE)


@pytest.mark.parametrize(
    "sentence",
    [
        "That is starting pay; bonuses and overtime are not part of it.",
        "Bonuses and overtime aren't in it.",
        "Representatives can work from home in many firms.",
        "No, you do not need a degree.",
        "A degree is not needed.",
        "The openings are many, none of them from growth.",
        "Something else is not in the evidence at all.",
    ],
)
def test_the_same_in_other_words_is_not(sentence):
    assert not opposite(sentence, EVIDENCE)
