"""What a figure, a date or a duty is said of goes by the line that it stands in."""

import pytest

from bot.grounding import GroundingContext, check_sentence
from bot.schema import Passage

TEXT = """
Ohio's rule binds bakeries with 15 or more ovens, since 1 January 2023.
Utah's rule binds bakeries of all sizes, since 1 March 2024.
The oven fee is $120 a week from 1 July 2026.
The shop fee is $80 a week in the capital and $60 a week elsewhere.
Nine in ten bakers earned more than $24,000 in 2024.
At $18 an hour, 1,300 hours x $18 = $23,400.
Bakers start $3,000 lower than pastry chefs at the bottom and $1,000 lower at the top.
To keep the badge, it takes 30 lessons in three years, at least 15 of them on bread.
In a survey, 55% of bakers slept badly.
Ask whether flour is still free for staff.
Waypoint holds no reliable figure for how many bakeries close each winter.
Bakers may swap early shifts.
"""
EVIDENCE = {1: (Passage("d", "Bakers", "Rules of the trade", TEXT.strip(), 1.0, 1.0, year=2026),)}
CONTEXT = GroundingContext({"baker": (), "pastry chef": ()}, (), ("I am offered $19 an hour.",))


@pytest.mark.parametrize(
    "text",
    [
        "Utah's rule binds bakeries with 15 or more ovens [1].",
        "The oven fee is $120 a week from 1 January [1].",
        "The shop fee is $80 a week across the whole country [1].",
        "Only one baker in ten earned more than $24,000 in 2024 [1].",
        "At 25 hours a week, $19 an hour would come to $23,400 [1].",
        "Bakers start $3,000 lower than pastry chefs at both ends [1].",
        "Less than half of them, 55%, slept badly [1].",
        "Flour is still free for staff [1].",
        "Most bakeries close each winter [1].",
        "Early shifts must be swapped by the baker who asks [1].",
        "At the 25th percentile a quarter of bakers earn that or more [1].",
        "BLS says that Ohio's rule binds bakeries with 15 or more ovens [1].",
    ],
)
def test_what_another_line_says_or_none_does_is_withheld(text):
    assert not check_sentence(text, EVIDENCE, CONTEXT).supported


@pytest.mark.parametrize(
    "text",
    [
        "Ohio's rule binds bakeries with 15 or more ovens [1].",
        "The oven fee is $120 a week from 1 July 2026 [1].",
        "Nine in ten bakers earned more than $24,000 in 2024 [1].",
        "More than half of bakers, 55%, slept badly in a survey [1].",
        "Keeping the badge takes 30 lessons in three years, at least half of them on bread [1].",
        "Ask whether flour is still free for staff [1].",
        "Bakers may swap early shifts [1].",
    ],
)
def test_what_a_line_says_passes(text):
    verdict = check_sentence(text, EVIDENCE, CONTEXT)
    assert verdict.supported, verdict.reasons
