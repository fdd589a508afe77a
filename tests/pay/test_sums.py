from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pay import (
    buying_power,
    compare,
    convert,
    convert_record,
    difference,
    estimate_in_place,
    explain,
    place_offer,
    rank,
    reach,
    same_buying_power,
    trend,
)
from bot.pay.convert import part_of_week
from bot.schema import PayRecord, PriceLevel

PERIODS = st.sampled_from(["hour", "day", "week", "month", "year"])
MONEY = st.floats(min_value=5, max_value=500_000).map(lambda value: round(value, 2))


def pay(role="clerk", kind="range", currency="USD", period="year", **values):
    defaults = {"place": "Utopia", "place_kind": "country", "year": 2025, "publisher": "Office"}
    identity = f"{role}{kind}{currency}{period}{sorted(values.items())}"
    return PayRecord(
        id=identity, role=role, kind=kind, currency=currency, period=period, **(defaults | values)
    )


WAGES = {"p10": 20000.0, "p25": 25000.0, "median": 30000.0, "p75": 40000.0, "p90": 55000.0}


@pytest.mark.parametrize(
    ("args", "options", "value", "text"),
    [
        ((17, "hour", "year"), {}, 35360, "$17 x 2,080 hours = $35,360"),
        ((34750, "year", "hour"), {}, 16.71, "$34,750 / 2,080 hours = $16.71"),
        ((20, "hour", "year"), {"hours_per_week": 30}, 31200, "$20 x 1,560 hours = $31,200"),
        ((17, "hour", "week"), {}, 680, "$17 x 40 hours = $680"),
        ((17, "hour", "day"), {}, 136, "$17 x 8 hours = $136"),
        ((136, "day", "hour"), {}, 17, "$136 / 8 hours = $17"),
        ((17, "hour", "month"), {}, 2947, "$17 x 2,080 hours / 12 months = $2,947"),
        ((3000, "month", "hour"), {}, 17.31, "$3,000 x 12 months / 2,080 hours = $17.31"),
        ((1500, "month", "year"), {}, 18000, "$1,500 x 12 months = $18,000"),
        ((700, "week", "year"), {"weeks_per_year": 48}, 33600, "$700 x 48 weeks = $33,600"),
        ((500, "year", "year"), {}, 500, "$500 = $500"),
    ],
)
def test_conversions_show_their_sum(args, options, value, text):
    found = convert(*args, "USD", **options)
    assert found.value == value
    assert found.sum == text


def test_a_conversion_says_the_working_time_it_assumes():
    assert convert(17, "hour", "year").assumes == "40 hours a week, 52 weeks a year"
    assert convert(17, "month", "year").assumes == ""
    with pytest.raises(ValueError, match="above zero"):
        convert(17, "hour", "year", hours_per_week=0)


@pytest.mark.parametrize(
    ("args", "value", "text"),
    [
        ((38500, "year", "year"), 28875, "$38,500 x 30 / 40 = $28,875"),
        ((38500, "year", "week"), 555, "$38,500 / 52 weeks x 30 / 40 = $555"),
        ((38500, "year", "hour"), 18.51, "$38,500 / 2,080 hours = $18.51"),
        ((20, "hour", "year"), 31200, "$20 x 1,560 hours = $31,200"),
    ],
)
def test_a_shorter_week_is_paid_its_share(args, value, text):
    found = part_of_week(*args, "USD", 30)
    assert (found.value, found.sum) == (value, text)


@given(MONEY, PERIODS, PERIODS, st.integers(5, 80))
def test_conversion_there_and_back_is_the_same(amount, start, end, hours):
    there = convert(amount, start, end, hours_per_week=hours)
    back = convert(there.exact, end, start, hours_per_week=hours)
    assert back.exact == pytest.approx(amount)
    assert abs(there.value - there.exact) <= 0.5


@given(MONEY, MONEY, PERIODS)
def test_conversion_keeps_the_order(one, other, end):
    assert (one <= other) == (convert(one, "month", end).exact <= convert(other, "month", end).exact)


def test_a_record_is_converted_whole():
    converted = convert_record(pay(low=20800, high=41600), "hour")
    assert (converted.record.low, converted.record.high, converted.record.period) == (10, 20, "hour")
    assert converted.original.low == 20800
    assert converted.record.id != converted.original.id


def test_ranges_are_compared_low_to_low_and_high_to_high():
    found = compare(pay(low=34750, high=47000), pay("chief", low=57000, high=81250))
    assert [(d.field, d.gain, d.percent) for d in found.differences] == [
        ("low", 22250, 64),
        ("high", 34250, 73),
    ]
    assert found.headline.sum == "$57,000 - $34,750 = $22,250"
    assert found.headline.share_sum == "$22,250 / $34,750 = 64%"
    assert found.like_for_like


def test_a_lower_amount_is_a_negative_gain():
    found = difference("low", 200, 150, "EUR", "year")
    assert (found.gain, found.amount, found.percent, found.sum) == (-50, 50, 25, "€200 - €150 = €50")
    with pytest.raises(ValueError, match="above zero"):
        difference("low", 0, 150, "EUR", "year")


def test_nothing_is_compared_across_currencies_or_kinds():
    ranged = pay(low=1, high=2)
    assert compare(ranged, replace(ranged, currency="GBP")).differences == ()
    mixed = compare(ranged, pay(kind="percentiles", **WAGES))
    assert mixed.differences == ()
    assert [note.aspect for note in mixed.notes] == ["kind"]


@given(
    st.sampled_from(["USD", "GBP", "EUR", "JPY"]), st.sampled_from(["USD", "GBP", "EUR", "JPY"]), MONEY, MONEY
)
def test_currencies_never_mix(one, other, first, second):
    found = compare(pay(currency=one, low=first), pay("cook", currency=other, low=second))
    assert bool(found.differences) == (one == other)
    rankings = rank([pay(currency=one, low=first), pay("cook", currency=other, low=second)])
    assert bool(rankings) == (one == other)


def test_other_periods_are_converted_with_the_sum_kept():
    found = compare(pay(low=20800, high=41600), pay("cook", period="hour", low=11, high=21))
    assert found.difference("low").gain == 2080
    assert found.conversions[0].sum == "$11 x 2,080 hours = $22,880"
    assert not found.like_for_like


def test_reasons_name_each_respect_once():
    first = pay(low=1, high=2)
    other = pay(
        "cook", kind="percentiles", currency="EUR", place="Mu", year=2024, publisher="Bureau", **WAGES
    )
    aspects = [reason.aspect for reason in explain(first, other)]
    assert aspects == ["currency", "kind", "occupation", "year", "place", "publisher"]
    assert explain(first, first) == ()
    assert "pay at the start" in explain(replace(first, kind="starting_range"), other)[1].text


@pytest.mark.parametrize(
    ("amount", "position", "under", "over"),
    [
        (90, "below", None, "low"),
        (100, "lower part", "low", "high"),
        (129, "lower part", "low", "high"),
        (150, "middle", "low", "high"),
        (180, "upper part", "low", "high"),
        (200, "upper part", "high", None),
        (201, "above", "high", None),
    ],
)
def test_an_offer_is_placed_in_a_range(amount, position, under, over):
    found = place_offer(amount, pay(low=100, high=200))
    assert (found.position, found.under, found.over) == (position, under, over)


def test_an_offer_shows_the_distance_to_both_ends():
    found = place_offer(45000, pay(low=34750, high=47000))
    assert found.gap("low").sum == "$45,000 - $34,750 = $10,250"
    assert found.gap("high").sum == "$47,000 - $45,000 = $2,000"
    assert found.gap("median") is None


@pytest.mark.parametrize(
    ("amount", "position", "under", "over"),
    [
        (19000, "below", None, "p10"),
        (27000, "between", "p25", "median"),
        (30000, "at", "median", "p75"),
        (60000, "above", "p90", None),
        (55000, "at", "p90", None),
    ],
)
def test_an_offer_is_placed_between_printed_percentiles(amount, position, under, over):
    found = place_offer(amount, pay(kind="percentiles", **WAGES))
    assert (found.position, found.under, found.over) == (position, under, over)


def test_offers_against_open_or_lone_figures():
    assert place_offer(90, pay(kind="minimum", low=100)).position == "below"
    assert place_offer(120, pay(kind="minimum", low=100)).position == "above"
    assert place_offer(100, pay(kind="single", low=100, high=100)).position == "at"
    assert place_offer(90, pay(kind="mean", mean=100)).position == "below"
    with pytest.raises(ValueError, match="above zero"):
        place_offer(0, pay(low=1))
    with pytest.raises(ValueError, match="no amount"):
        place_offer(1, pay())


def test_an_hourly_offer_is_converted_first():
    found = place_offer(17, pay(low=34750, high=47000), period="hour")
    assert found.conversion.sum == "$17 x 2,080 hours = $35,360"
    assert (found.amount, found.position) == (35360, "lower part")


ORDER = ["below", "lower part", "middle", "upper part", "above"]


@given(MONEY, MONEY, st.lists(MONEY, min_size=2, max_size=2, unique=True))
def test_more_money_never_places_lower(one, other, ends):
    record = pay(low=min(ends), high=max(ends))
    low, high = sorted((one, other))
    placed = [ORDER.index(place_offer(amount, record).position) for amount in (low, high)]
    assert placed == sorted(placed)


@given(MONEY, st.lists(MONEY, min_size=5, max_size=5, unique=True))
def test_neighbours_hold_the_amount_between_them(amount, figures):
    record = pay(kind="percentiles", **dict(zip(WAGES, sorted(figures), strict=True)))
    found = place_offer(amount, record)
    if found.under:
        assert record.amounts[found.under] <= amount
    if found.over:
        assert amount < record.amounts[found.over]
    assert {found.under, found.over} & set(WAGES)


def test_ranking_keeps_like_with_like():
    starts = [pay("a", low=3, high=9), pay("b", low=1, high=4), pay("c", low=2, high=5)]
    others = [pay("a", kind="percentiles", **WAGES), pay("d", kind="median", median=99000)]
    first, second = rank([*starts, *others])
    assert [record.role for record in first.records] == ["a", "c", "b"]
    assert (first.field, first.best.role, first.worst.role, first.disputed) == ("low", "a", "b", False)
    assert [record.role for record in second.records] == ["d", "a"]
    assert rank([starts[0], others[0]]) == ()


def test_a_ranking_tells_when_the_high_ends_disagree():
    (found,) = rank([pay("a", low=3, high=4), pay("b", low=2, high=9)], descending=False)
    assert [record.role for record in found.records] == ["b", "a"]
    assert found.disputed
    assert found.best.role == "a"


def test_places_of_a_role_can_be_ranked():
    rows = [pay(kind="median", median=value, place=place) for place, value in (("Mu", 1), ("Lem", 2))]
    (found,) = rank([*rows, pay("cook", kind="median", median=5, place="Mu")], by_place=True)
    assert [record.place for record in found.records] == ["Lem", "Mu"]


def test_reaching_an_amount():
    ranged = pay(low=40, high=60)
    assert (reach(ranged, 40).reach, reach(ranged, 50).reach, reach(ranged, 70).reach) == (
        "all",
        "part",
        "none",
    )
    wages = pay(kind="percentiles", **WAGES)
    assert (reach(wages, 30000).field, reach(wages, 35000).field, reach(wages, 50000).field) == (
        "median",
        "p75",
        "p90",
    )


def test_an_estimate_shows_its_sum_and_its_ratio():
    wider = pay("worker", kind="percentiles", **WAGES)
    local = replace(wider, id="l", place="Mu", median=24000.0, place_kind="region")
    found = estimate_in_place(pay(low=40000, high=50000), local, wider)
    assert found.values == {"low": 32000, "high": 40000}
    assert found.sums["low"] == "$40,000 x $24,000 / $30,000 = $32,000"
    assert found.ratio_sum == "$24,000 / $30,000 = 0.800"
    for changed in ({"year": 2024}, {"publisher": "Bureau"}, {"currency": "EUR"}, {"median": None}):
        assert estimate_in_place(pay(low=40000), replace(local, **changed), wider) is None
    assert estimate_in_place(pay(low=40000, place="Atlantis"), local, wider) is None


def test_buying_power_is_about_prices():
    here = PriceLevel("a", "Mu", 80.0, "Utopia = 100", 2023, publisher="Office")
    there = PriceLevel("b", "Lem", 120.0, "Utopia = 100", 2023, publisher="Office")
    assert buying_power(40000, here).sum == "$40,000 x 100 / 80 = $50,000"
    assert same_buying_power(40000, here, there).sum == "$40,000 x 120 / 80 = $60,000"
    assert same_buying_power(40000, here, replace(there, year=2022)) is None


def test_a_trend_stays_within_one_source():
    rows = [
        pay(kind="median", median=value, year=year, note=note)
        for year, value, note in (
            (2022, 110, "Same."),
            (2020, 100, "Same. New method."),
            (2024, 130, "Same."),
        )
    ]
    found = trend([*rows, pay(kind="median", median=900, year=2021, publisher="Bureau")])
    assert [record.year for record in found.records] == [2020, 2022, 2024]
    assert (found.change.sum, found.change.percent) == ("$130 - $100 = $30", 30)
    assert [step.gain for step in found.steps] == [10, 20]
    assert found.notes == ("New method.",)
    assert (found.first.year, found.last.year) == (2020, 2024)
    assert trend(rows[:1]) is None
