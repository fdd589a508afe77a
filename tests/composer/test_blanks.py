"""What a table of pay leaves open is said to be open, and never told from another row or column."""

import pytest

from bot.catalogue.words import singular
from bot.composer.blanks import left_open
from bot.composer.draft import Paragraph, Statement, statements_of, without
from bot.composer.paying.levels import _level_words
from bot.grounding.strangers import strange_names
from bot.grounding.words import stem
from bot.schema import Passage

STEPS = (
    "| Position | Grade | Step 1 | Step 5 | Step 10 |\n|---|---|---|---|---|\n"
    "| Squad boss | 6 | $23.05 | $26.12 | - |\n| Captain | 8 | $27.10 | $30.71 | $35.23 |"
)
YEARS = (
    "| Province | 2024 | 2025 |\n|---|---|---|\n"
    + "| Limburg | € 2.610 | € 2.720 |\n| Zeeland | € 2.560 | onbekend |"
)
SETTINGS = (
    "| Setting | Annual wage | Jobs |\n|---|---|---|\n"
    "| Hospitals | $42,890 | 49,300 |\n| Nursing facilities | * | 900 |"
)


def _passage(text):
    return Passage(document_id="a", title="A guide", section="Pay", text=text, score=1.0, similarity=0.5)


@pytest.mark.parametrize(
    ("table", "question", "said"),
    [
        (STEPS, "What does a squad boss make at step 10?", "for Squad boss they give no such figure"),
        (STEPS, "What does a squad boss make at step 7?", "for Step 1, Step 5 and Step 10, not for step 7"),
        (YEARS, "Wat verdient iemand in Zeeland in 2025?", "for Zeeland they give no such figure"),
        (YEARS, "What was paid in Limburg in 2021?", "for 2024 and 2025, not for 2021"),
        (SETTINGS, "What do clerks in nursing facilities earn?", "for Nursing facilities they give no"),
    ],
)
def test_an_open_cell_is_declined_and_its_row_told(table, question, said):
    draft = left_open(question, [_passage(table)], pay=True)
    assert draft is not None
    assert draft.outcome == "declined"
    assert said in next(iter(statements_of(draft.blocks))).text


@pytest.mark.parametrize(
    ("table", "question"),
    [
        (STEPS, "What does a squad boss make at step 5?"),
        (STEPS, "What does a smokejumper make at step 10?"),
        (YEARS, "What was paid in Limburg in 2025?"),
        (SETTINGS, "What do clerks in hospitals earn?"),
    ],
)
def test_a_figure_that_is_held_is_left_to_the_answer(table, question):
    assert left_open(question, [_passage(table)], pay=True) is None


def test_a_question_about_something_else_than_pay_is_left_alone():
    assert left_open("What do clerks in nursing facilities do?", [_passage(SETTINGS)], pay=False) is None


def test_a_year_of_service_is_one_level_however_it_is_written():
    assert (
        _level_words("first-year midwife")
        == _level_words("1st year midwife")
        == _level_words("year 1 midwife")
    )
    assert _level_words("eighth year") == _level_words("8th year and thereafter")


def test_midwives_are_midwives_and_the_code_of_a_currency_is_nobody():
    assert stem("midwives") == stem("midwife")
    assert singular("midwives") == "midwife"
    assert strange_names("they had a median of ZAR1,360,000 a year", (), frozenset(), ()) == []


def test_a_sum_goes_with_the_figure_that_it_is_made_from():
    told = Paragraph((Statement("Cooks earn $20 an hour."), Statement("That is about $41,600 a year.")))
    assert without(told, {"Cooks earn $20 an hour."}) is None
