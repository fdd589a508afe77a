"""Amounts, percentages, years and counts as people and documents write them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.quantities import (
    CURRENCY_CODES,
    currencies_named,
    find_money,
    find_periods,
    find_quantities,
    format_money,
    format_range,
    hours_beside,
    is_implausible,
    weekly_hours,
    weeks_named,
)

CASES = [
    ("$38,500 – $48,500", "USD", 38500, 48500, None),
    ("$38.5k-48.5k", "USD", 38500, 48500, None),
    ("mid-$30Ks to low-$40Ks", "USD", 34000, 43000, None),
    ("$19/h", "USD", 19, 19, "hour"),
    ("20 bucks an hour", "USD", 20, 20, "hour"),
    ("two more dollars an hour", "USD", 2, 2, "hour"),
    ("a dollar more", "USD", 1, 1, None),
    ("$18.50/hr", "USD", 18.5, 18.5, "hour"),
    ("$17 an hour", "USD", 17, 17, "hour"),
    ("£24,000", "GBP", 24000, 24000, None),
    ("£21,300 to £27,900", "GBP", 21300, 27900, None),
    ("£2,000 pm", "GBP", 2000, 2000, "month"),
    ("£11.44ph", "GBP", 11.44, 11.44, "hour"),
    ("€ 1.500 a month", "EUR", 1500, 1500, "month"),
    ("45\u202f000 $ par an", "USD", 45000, 45000, "year"),
    ("30\u00a0000 à 35\u00a0000 € brut par an", "EUR", 30000, 35000, "year"),
    ("24.000 € brutto im Jahr", "EUR", 24000, 24000, "year"),
    ("2.800 bis 3.200 Euro brutto monatlich", "EUR", 2800, 3200, "month"),
    ("2.500,- € im Monat", "EUR", 2500, 2500, "month"),
    ("12,50 € pro Stunde", "EUR", 12.5, 12.5, "hour"),
    ("entre 1.200 € y 1.500 € al mes", "EUR", 1200, 1500, "month"),
    ("CHF 5'200", "CHF", 5200, 5200, None),
    ("Fr. 5’200.– pro Monat", "CHF", 5200, 5200, "month"),
    ("CA$60,000", "CAD", 60000, 60000, None),
    ("60,000 CAD", "CAD", 60000, 60000, None),
    ("A$70,000 p.a.", "AUD", 70000, 70000, "year"),
    ("from €24,000", "EUR", 24000, None, None),
    ("at least $20", "USD", 20, None, None),
    ("over $50k", "USD", 50000, None, None),
    ("$50k+", "USD", 50000, None, None),
    ("$63,840 or more", "USD", 63840, None, None),
    ("up to $80K a year", "USD", None, 80000, "year"),
    ("less than $31,750", "USD", None, 31750, None),
    ("$1.2 million", "USD", 1200000, 1200000, None),
    ("$1-2 million", "USD", 1000000, 2000000, None),
    ("₹6,00,000 per annum", "INR", 600000, 600000, "year"),
    ("6 LPA", "INR", 600000, 600000, "year"),
    ("R 250 000 per year", "ZAR", 250000, 250000, "year"),
    ("85–100 k€", "EUR", 85000, 100000, None),
    ("vierzigtausend Euro", "EUR", 40000, 40000, None),
    ("quarante mille euros par an", "EUR", 40000, 40000, "year"),
    ("a median annual wage of $44,770", "USD", 44770, 44770, "year"),
    ("50 cents", "USD", 0.5, 0.5, None),
    ("12 %", "percent", 12, 12, None),
    ("5 percent", "percent", 5, 5, None),
    ("-5%", "percent", -5, -5, None),
    ("(−3.5 %)", "percent", -3.5, -3.5, None),
    ("5 to 7 percent", "percent", 5, 7, None),
    ("3.2 points", "count", 3.2, 3.2, None),
    ("2019", "year", 2019, 2019, None),
    ("May 2025", "year", 2025, 2025, None),
    ("2024-34", "year", 2024, 2034, None),
    ("341,700 openings", "count", 341700, 341700, None),
    ("2,080 hours", "hours", 2080, 2080, None),
    ("a 40-hour week", "hours", 40, 40, "week"),
]
ASSUMED = [
    ("38.5k", 38500, 38500, None),
    ("35-40k", 35000, 40000, None),
    ("between 35 and 40k", 35000, 40000, None),
    ("forty thousand", 40000, 40000, None),
    ("forty to fifty thousand a year", 40000, 50000, "year"),
    ("I make 45,000 now", 45000, 45000, None),
    ("20 an hour", 20, 20, "hour"),
    ("2000-2500 a month", 2000, 2500, "month"),
]
CODES = [
    "(512) 555-0199",
    "1-800-555-0199",
    "+44 20 7946 0958",
    "2025-05-01",
    "v2.3.1",
    "43-4051",
    "24/7",
    "80/20",
    "9:30 am",
    "401(k)",
    "B2B",
    "W-2",
    "90th",
]


@pytest.mark.parametrize(("text", "unit", "low", "high", "period"), CASES)
def test_reads_what_people_write(text, unit, low, high, period):
    (quantity,) = find_quantities(text)
    assert (quantity.unit, quantity.low, quantity.high, quantity.period) == (unit, low, high, period)


@pytest.mark.parametrize(("text", "low", "high", "period"), ASSUMED)
def test_bare_amounts_take_the_assumed_currency(text, low, high, period):
    (quantity,) = find_quantities(text, currency="GBP")
    assert (quantity.unit, quantity.low, quantity.high, quantity.period) == ("GBP", low, high, period)
    assert quantity.assumed
    assert not find_money(text)


@pytest.mark.parametrize("text", CODES)
def test_what_only_looks_like_an_amount_is_a_code(text):
    assert [quantity.unit for quantity in find_quantities(f"see {text} there", currency="USD")] == ["code"]


@pytest.mark.parametrize(
    "text",
    [
        "[1]",
        "paid well [1][2], [3, 4]",
        "1. First\n2) Second",
        "https://example.org/2024/45000",
        "one of them",
        "",
    ],
)
def test_marks_addresses_and_small_words_are_no_quantities(text):
    assert not find_quantities(text, currency="USD")


def test_two_things_in_one_sentence():
    pay, hours = find_quantities("20 an hour, 30 hours a week", currency="USD")
    assert (pay.unit, pay.low, pay.period) == ("USD", 20, "hour")
    assert (hours.unit, hours.low, hours.period) == ("hours", 30, "week")


@pytest.mark.parametrize(
    "text", ["40k people", "341,700 openings", "12,000 customers", "2,500 calls a month"]
)
def test_a_counted_thing_is_not_money(text):
    (quantity,) = find_quantities(text, currency="USD")
    assert quantity.unit == "count"
    assert quantity.noun


def test_a_change_is_not_a_range_downwards_and_periods_are_not_mixed():
    assert len(find_money("fell from $50,000 to $45,000")) == 2
    assert len(find_money("$16.71 an hour to $47,000 a year")) == 2
    assert find_money("$500 a year ago")[0].period is None


def test_a_plain_dollar_is_the_callers_dollar():
    assert find_money("$60,000", currency="CAD")[0].unit == "CAD"
    assert find_money("$60,000", currency="GBP")[0].unit == "USD"
    assert find_money("US$60,000", currency="CAD")[0].unit == "USD"


def test_approximate_amounts_say_so():
    assert find_money("about $40,000")[0].approximate
    assert find_money("~$40k")[0].approximate
    assert not find_money("$40,000")[0].approximate


def test_values_are_the_printed_figures():
    assert find_money("$30k to $40k")[0].values == (30000, 40000)
    assert find_money("up to $40k")[0].values == (40000,)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("hourly?", "hour"),
        ("Annual wage", "year"),
        ("per month", "month"),
        ("Jahresgehalt", "year"),
        ("salaire mensuel", "month"),
    ],
)
def test_period_words_are_found_anywhere(text, period):
    assert [mention.period for mention in find_periods(text)] == [period]


@pytest.mark.parametrize(
    ("value", "currency", "period", "printed"),
    [
        (47000, "USD", "year", "$47,000"),
        (16.71, "USD", "hour", "$16.71"),
        (17, "USD", "hour", "$17"),
        (17.5, "USD", "hour", "$17.50"),
        (3745.6, "EUR", "month", "€3,745.60"),
        (24000, "GBP", None, "£24,000"),
        (1200.5, "JPY", "hour", "¥1,200"),
        (60000, "CAD", "year", "CA$60,000"),
        (-22250, "USD", "year", "-$22,250"),
    ],
)
def test_prints_money(value, currency, period, printed):
    assert format_money(value, currency, period) == printed


def test_prints_ranges():
    assert format_range(34750, 47000, "USD", "year") == "$34,750 to $47,000"
    assert format_range(None, 80000, "USD") == "up to $80,000"
    assert format_range(24000, None, "EUR") == "from €24,000"
    assert format_range(17, 17, "USD", "hour") == "$17"
    assert format_range(None, None, "USD") == ""


PERIODS = {
    "hour": " an hour",
    "day": " a day",
    "week": " per week",
    "month": "/month",
    "year": " a year",
    None: "",
}


@given(
    st.sampled_from(sorted(CURRENCY_CODES)),
    st.sampled_from(sorted(PERIODS, key=str)),
    st.integers(min_value=1, max_value=900_000_00),
)
@settings(max_examples=400, deadline=None)
def test_what_is_printed_is_read_back(currency, period, cents):
    printed = format_money(cents / 100, currency, period)
    (quantity,) = find_quantities(f"It pays {printed}{PERIODS[period]}.")
    assert (quantity.unit, quantity.period) == (currency, period)
    assert format_money(quantity.low, currency, period) == printed


@given(
    st.sampled_from(["USD", "EUR", "GBP", "CAD", "INR", "CHF"]),
    st.integers(1000, 90000),
    st.integers(1, 90000),
)
@settings(max_examples=100, deadline=None)
def test_printed_ranges_are_read_back(currency, low, more):
    (quantity,) = find_quantities(f"It pays {format_range(low, low + more, currency, 'year')} a year.")
    assert (quantity.low, quantity.high, quantity.unit, quantity.period) == (
        low,
        low + more,
        currency,
        "year",
    )


_SCRAPS = """
$ £ € k 12 1,5 40 - – % a year per to and between CHF ½ ٣٥ ² Ks mid- 2024 / . , ' ( ) hours forty thousand
[1] 1.
"""
_PIECES = st.lists(st.sampled_from([*_SCRAPS.split(), " ", "\n", "40 000"]), max_size=40).map("".join)


@given(st.one_of(st.text(max_size=200), _PIECES), st.sampled_from([None, "USD", "EUR"]))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_and_spans_are_right(text, currency):
    end = 0
    for quantity in find_quantities(text, currency=currency):
        assert quantity.start >= end
        assert quantity.text == text[quantity.start : quantity.end] != ""
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        end = quantity.end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1 ",
        "1.1.",
        "1-",
        "$1 to ",
        "12/",
        "a1@",
        "forty ",
        "and ",
        "($",
        "1,000 ",
        "- ",
        "Ks",
        "low-",
        "123 ",
        "(1",
        "+1 ",
        "k",
        "[1,",
    ],
)
def test_time_grows_with_length_only(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        start = time.process_time()
        find_quantities(text, currency="USD")
        return time.process_time() - start

    seconds(1000)
    most = max(2.0, seconds(12_500) * 24)
    # a long pause of the machine is no growth: it does not come three times
    assert any(seconds(100_000) < most for _ in range(3))


@pytest.mark.parametrize("text", ["R9 500 per month", "R 9 500 per month", "R9,500 per month"])
def test_a_sign_right_against_a_grouped_amount_is_money(text):
    (money,) = find_money(text)
    assert (money.unit, money.low, money.period) == ("ZAR", 9500, "month")


def test_years_of_experience_are_no_pay():
    (found,) = find_quantities("4 yrs experience", currency="USD")
    assert (found.unit, found.low, found.noun) == ("count", 4, "yrs experience")


def test_thousands_before_hourly_are_asked_for_by_the_hour():
    (found,) = find_money("38.5k hourly", currency="USD")
    assert (found.low, found.period) == (38500, None)
    (rate,) = find_money("18.50 hourly", currency="USD")
    assert rate.period == "hour"


def test_currencies_are_named_by_word_and_code():
    assert currencies_named("what is that in euros, or in CHF?") == ("EUR", "CHF")
    assert currencies_named("in dollars", "CAD") == ("CAD",)
    assert currencies_named("try to get all the pay") == ()


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("32 hours a week", 32),
        ("three 12-hour shifts", 36),
        ("3 x 12 hour shifts", 36),
        ("4 days a week, 10 hours a day", 40),
        ("20 hours", 20),
        ("8-hour days", None),
        ("10 hours of overtime", None),
        ("no hours at all", None),
    ],
)
def test_hours_of_a_week(text: str, hours: float | None) -> None:
    assert weekly_hours(text, find_quantities(text)) == hours


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("from 25 hours to 18 hours a week", (25, 18)),
        ("from 40 hours a week to 32", (40, 32)),
        ("32 instead of 40 hours a week", (32, 40)),
        ("30 hours a week", (30,)),
        ("from 18 to 21 an hour", ()),
    ],
)
def test_weeks_set_side_by_side(text: str, weeks: tuple[float, ...]) -> None:
    assert weeks_named(text) == weeks


def test_an_amount_is_for_the_week_named_beside_it() -> None:
    text = "30 hours a week at $22 or 40 hours a week at $17"
    figures = find_quantities(text)
    amounts = [one for one in figures if one.is_money]
    assert [hours_beside(text, figures, one) for one in amounts] == [30, 40]


@pytest.mark.parametrize(
    ("text", "implausible"),
    [
        ("$38k a month", True),
        ("$3,800 a month", False),
        ("19 dollars a year", True),
        ("₹50,000 a month", False),
    ],
)
def test_what_nobody_is_paid_per_a_time(text: str, implausible: bool) -> None:
    assert is_implausible(find_quantities(text)[0]) is implausible


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("in 2025 € 32 tot € 40 per uur", 32.0, 40.0),
        ("guadagna tra 1.600 e 1.900 euro al mese", 1600.0, 1900.0),
        ("ganham entre 900 € e 1.200 € por mês", 900.0, 1200.0),
        ("vanaf € 2.500 per maand", 2500.0, None),
        ("tot € 3.000 per maand", None, 3000.0),
    ],
)
def test_ranges_and_bounds_in_dutch_italian_and_portuguese(text, low, high):
    (money,) = find_money(text)
    assert (money.low, money.high) == (low, high)
