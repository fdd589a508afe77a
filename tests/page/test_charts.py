"""The pay chart and the list that says the same."""

import json
from dataclasses import replace

import pytest

from bot.page.charts import comparable, figures, pay_picture
from tests.page.scripted import HIGH, LOW

STATISTIC = replace(
    LOW,
    id="c",
    kind="percentiles",
    low=None,
    high=None,
    p10=30000,
    p25=36870,
    median=44770,
    p75=51780,
    p90=60000,
    year=2025,
    year_label="May 2025",
    publisher="Office",
    place="Ohio",
)


def test_two_comparable_records_make_a_chart_with_a_description():
    picture = pay_picture([LOW, HIGH])
    spec = json.loads(picture.spec)
    assert picture.title == "Pay per year, USD"
    assert "Foreman (starting range, 2026): $57,000 to $81,250" in spec["description"]
    assert spec["usermeta"]["embedOptions"]["actions"] is False
    assert "http" not in picture.spec


def test_a_list_says_the_same():
    words = pay_picture([LOW, STATISTIC]).words
    assert "- **Welder**: $34,750 to $47,000 (starting range; Metal, 2026)" in words
    assert "median $44,770; middle half $36,870 to $51,780" in words
    assert "Office, May 2025" in words


def test_one_record_or_incomparable_ones_make_none():
    assert pay_picture([]) is None
    assert pay_picture([LOW]) is None
    assert pay_picture([LOW, replace(HIGH, currency="EUR")]) is None
    assert pay_picture([LOW, replace(HIGH, period="hour")]) is None


def test_the_largest_comparable_group_is_drawn_and_a_tie_goes_to_the_year():
    hourly = [
        replace(LOW, period="hour", low=16.7, high=22.6),
        replace(HIGH, period="hour", low=27.4, high=39),
    ]
    assert comparable([*hourly, LOW, HIGH]) == (LOW, HIGH)
    assert comparable([*hourly, LOW]) == tuple(hourly)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"high": None}, "from $34,750"),
        ({"low": None}, "up to $47,000"),
        ({"low": 40000, "high": 40000}, "$40,000"),
        ({"low": None, "high": None, "median": 41000}, "median $41,000"),
        ({"low": None, "high": None, "mean": 41000}, "mean $41,000"),
        (
            {"low": None, "high": None, "p10": 30000, "median": 41000, "p90": 52000},
            "median $41,000; p10 to p90 $30,000 to $52,000",
        ),
        ({"low": None, "high": None}, ""),
    ],
)
def test_every_kind_of_record_is_said_in_words(fields, said):
    assert figures(replace(LOW, **fields)) == said


def test_words_of_a_guide_are_not_markup_in_the_list():
    words = pay_picture([replace(LOW, role="<b>*Evil*"), HIGH]).words
    assert words.startswith("- **&#60;b&#62;&#42;Evil&#42;**: ")
