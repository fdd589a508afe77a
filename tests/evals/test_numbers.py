import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.numbers import close, find_figures, find_sums, money_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$34,750 to $47,000 a year", [(34750, "USD", "year"), (47000, "USD", "year")]),
        ("$16.71 an hour", [(16.71, "USD", "hour")]),
        ("an hourly median of $21.53", [(21.53, "USD", "hour")]),
        ("3.420 € a month", [(3420, "EUR", "month")]),
        ("12,50 € pro Stunde", [(12.5, "EUR", "hour")]),
        ("£25k-30k", [(25000, "GBP", None), (30000, "GBP", None)]),
        ("$45,000 in 2026", [(45000, "USD", None), (2026, "year", None)]),
        ("341,700 openings, 5% fewer", [(341700, "count", None), (5, "percent", None)]),
        ("2.88 million jobs", [(2_880_000, "count", None)]),
        ("a 45k salary", [(45000, "count", None)]),
        ("between $36,870 and $51,780", [(36870, "USD", None), (51780, "USD", None)]),
        ("21.40 € - 17.90 €", [(21.4, "EUR", None), (17.9, "EUR", None)]),
        ("no figure here", []),
    ],
)
def test_figures_are_read_with_unit_and_period(text, expected):
    assert [(f.value, f.unit, f.period) for f in find_figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("$20 x 2,080 hours", 41600),
        ("$57,000 - $34,750", 22250),
        ("$45,000 / 2,080", 21.634615),
        ("25 hours x 52 weeks x $18", 23400),
        ("47,790 / 1.126", 42442.27),
        ("2 + 3 x 4", 14),
        ("10 / 0", None),
    ],
)
def test_printed_sums_are_worked_out_anew(text, result):
    found = find_sums(text)
    assert [round(s.result, 2) for s in found] == ([] if result is None else [round(result, 2)])


def test_a_sum_knows_what_its_result_is_per():
    assert find_sums("$20 x 2,080")[0].period == "year"
    assert find_sums("$45,000 / 2,080")[0].period == "hour"
    assert find_sums("$42,000 / 12")[0].period == "month"
    assert find_sums("$57,000 - $34,750")[0].period is None


def test_a_printed_figure_may_be_rounded_to_what_is_shown_and_no_further():
    (figure,) = money_figures("$21.63")
    assert close(figure, 21.634615)
    assert not close(figure, 21.64)


@given(st.integers(min_value=1, max_value=9_999_999))
def test_any_whole_dollar_amount_comes_back(value):
    assert [f.value for f in find_figures(f"It pays ${value:,} a year.")] == [value]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    find_figures(text)
    find_sums(text)
