from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.pay import PayBook, read_table
from bot.pay.places import chain, country_code
from bot.schema import Place, RoleName

PAY = "role,kind,low,high,p25,median,p75,currency,period,place,place_kind,industry,level,year,publisher"
GENERAL = [
    "baker,starting_range,24000,30000,,,,GBP,year,United Kingdom,country,,,2026,Guild",
    "baker,starting_range,26000,33000,,,,GBP,year,United Kingdom,country,,senior,2026,Guild",
    "head baker,starting_range,32000,40000,,,,GBP,year,United Kingdom,country,,,2026,Guild",
    "food worker,percentiles,,,22000,25000,28000,GBP,year,United Kingdom,country,,,2025,Statistics Office",
    "food worker,percentiles,,,21000,23000,26000,GBP,year,United Kingdom,country,,,2023,Statistics Office",
    "food worker,percentiles,,,10.5,12,13.4,GBP,hour,United Kingdom,country,,,2025,Statistics Office",
    "food worker,percentiles,,,20000,22000,25000,GBP,year,Scotland,region,,,2025,Statistics Office",
    "food worker,percentiles,,,23000,26500,30000,GBP,year,England,region,,,2025,Statistics Office",
    "food worker,median,,,,13.1,,GBP,hour,United Kingdom,country,retail bakeries,,2025,Statistics Office",
    "food manager,percentiles,,,30000,35000,44000,GBP,year,United Kingdom,country,,,2025,Statistics Office",
    "boulanger,range,22000,27000,,,,EUR,year,France,country,,,2025,Syndicat",
]
LINKS = "role,occupation,relation\nbaker,food worker,counted_as\nhead baker,food manager,nearest\n"
PRICES = "place,index,base,year\nUnited Kingdom,100,UK = 100,2024\nScotland,96,UK = 100,2024\n"


@pytest.fixture(scope="module")
def book():
    records = read_table("\n".join((PAY, *GENERAL))).records
    roles = (RoleName("baker", ("bread maker",)), RoleName("food worker", ("baker",)))
    return PayBook(records, read_table(PRICES).prices, read_table(LINKS).links, roles)


@cache
def shipped():
    tables = [read_table(file) for file in sorted(Path("knowledge/pay").glob("*.csv"))]
    return PayBook(
        [record for table in tables for record in table.records],
        [price for table in tables for price in table.prices],
        [link for table in tables for link in table.links],
        [role for table in tables for role in table.roles],
    )


def test_a_role_is_found_by_any_spelling(book):
    for name in ("Baker", "bakers", "bread-maker", "BREAD MAKERS"):
        assert book.find(name).best.low == 24000
    assert book.find("baker").via is None


def test_an_unknown_role_is_said_to_be_missing(book):
    found = book.find("astronaut")
    assert (len(found), found.best, found.gap("role").asked) == (0, None, "astronaut")
    assert not book.has_pay("astronaut")
    assert book.sources("astronaut") == ()


def test_a_place_of_its_own_beats_a_wider_figure(book):
    found = book.find("baker", place="Scotland")
    assert (found.best.median, found.via.occupation, found.gaps) == (22000, "food worker", ())


def test_a_city_falls_back_to_what_holds_it(book):
    found = book.find("baker", place="Glasgow")
    assert found.best.place == "Scotland"
    assert found.gap("place").used == "Scotland"
    wide = book.find("head baker", place=Place("Leith", "city", country="GB", within="Scotland"))
    assert (wide.best.low, wide.gap("place").used) == (32000, "United Kingdom")


def test_a_place_elsewhere_has_no_figure(book):
    found = book.find("baker", place="Lisbon")
    assert (len(found), found.gap("place").used) == (0, None)
    assert "Scotland" in found.gap("place").known
    assert book.find("baker", country="FR").gap("country").known == ("GB",)


def test_level_industry_year_and_period(book):
    assert book.find("baker", level="senior").best.low == 26000
    assert book.find("baker").best.level is None
    assert book.find("food worker", industry="bakeries").best.median == 13.1
    assert book.find("food worker", year=2023).best.median == 23000
    assert book.find("food worker", period="hour").best.median == 12
    missing = book.find("food worker", year=2019, industry="mining", period="month")
    assert [(gap.aspect, gap.used) for gap in missing.gaps] == [
        ("industry", None),
        ("year", "2025"),
        ("period", "year"),
    ]


def test_the_newest_yearly_figure_comes_first(book):
    assert [(r.year, r.period) for r in book.find("food worker")] == [
        (2025, "year"),
        (2025, "hour"),
        (2023, "year"),
    ]


def test_sources_stand_side_by_side(book):
    ours = book.sources("baker")
    assert [(s.record.publisher, s.via is None, s.exact_place) for s in ours] == [
        ("Guild", True, True),
        ("Statistics Office", False, True),
    ]
    there = book.sources("baker", "Scotland")
    assert [(s.record.publisher, s.record.place, s.exact_place) for s in there] == [
        ("Statistics Office", "Scotland", True),
        ("Guild", "United Kingdom", False),
    ]


def test_what_is_known_can_be_told(book):
    known = book.known("baker")
    assert known.currencies == ("GBP",)
    assert known.years == (2026, 2025, 2023)
    assert known.industries == ("retail bakeries",)
    assert set(book.known().currencies) == {"GBP", "EUR"}


def test_a_step_is_compared_within_each_source(book):
    guild, office = book.step("baker", "head baker")
    assert (guild.difference("low").sum, guild.difference("high").sum) == (
        "£32,000 - £24,000 = £8,000",
        "£40,000 - £30,000 = £10,000",
    )
    assert office.headline.sum == "£35,000 - £25,000 = £10,000"
    (apart,) = book.step("baker", "boulanger")
    assert (apart.differences, apart.notes[0].aspect) == ((), "currency")


def test_a_step_in_a_place_takes_what_both_have_there(book):
    office = next(c for c in book.step("baker", "head baker", "Scotland") if c.headline.field == "median")
    assert {office.first.place, office.second.place} == {"United Kingdom"}


def test_estimates_use_the_occupations_own_ratio(book):
    found = book.estimate("baker", "Scotland")
    assert found.values == {"low": 21120, "high": 26400}
    assert found.via.occupation == "food worker"
    assert book.estimate("food worker", "Scotland") is None
    assert book.estimate("baker", "Wales") is None
    assert book.estimate("boulanger", "Scotland") is None


def test_rankings_and_filters(book):
    (starts, *_) = book.rank(["baker", "head baker"])
    assert [record.role for record in starts.records] == ["head baker", "baker"]
    assert book.rank_places("baker")[0].best.place == "England"
    over = book.over(31000, "GBP")
    assert [(r.record.role, r.reach) for r in over] == [("food manager", "all"), ("head baker", "all")]
    assert book.over(31000, "USD") == ()


def test_trends_and_prices(book):
    found = book.trend("baker")
    assert (found.change.gain, found.via.occupation) == (2000, "food worker")
    assert book.trend("boulanger") is None
    assert book.price("Scotland").index == 96
    assert book.price("Glasgow") is None
    assert book.price_around("Glasgow").index == 96


def test_an_empty_book_answers_nothing():
    empty = PayBook()
    assert (empty.rank(), empty.over(1, "USD"), empty.trend("x"), empty.step("x", "y")) == ((), (), None, ())


@pytest.mark.parametrize(
    ("place", "around"),
    [
        ("Austin", ("Austin", "Texas", "United States")),
        ("Toronto", ("Toronto", "Ontario", "Canada")),
        ("Lyon", ("Lyon", "Auvergne-Rhône-Alpes", "France")),
        ("Cataluña", ("Cataluña", "Spain")),
        ("Georgia", ("Georgia",)),
        ("Quebec", ("Quebec", "Canada")),
        ("France", ("France",)),
        ("Nowhere at all", ("Nowhere at all",)),
    ],
)
def test_places_widen_to_their_country(place, around):
    assert chain(place) == around


def test_a_name_shared_by_countries_is_settled_by_the_currency():
    assert country_code("Georgia", "region", "USD") == "US"
    assert country_code("Georgia", "country") == "GE"
    assert chain(Place("Georgia", "region", country="US")) == ("Georgia", "United States")


def test_the_shipped_tables_answer_the_usual_questions():
    book = shipped()
    first, second = book.sources("call center specialist")
    assert (first.record.low, first.record.high, first.record.publisher) == (34750, 47000, "Robert Half")
    assert (second.record.median, second.record.year_label) == (44770, "May 2025")
    assert book.find("customer service representative", place="Ohio").best.median == 43510
    assert book.step("call center specialist", "customer service manager")[0].headline.amount == 22250
    change = book.trend("customer service representative")
    assert (change.first.median, change.last.median, len(change.records)) == (35830, 44770, 6)


def test_a_retelling_is_no_further_source():
    row = "food worker,percentiles,,,22000,25000,28000,GBP,year,United Kingdom,country,,,2025,Office"
    table = read_table(f"{PAY}\n{row}\n", document_id="table").records[0]
    retold = replace(table, id="r", document_id="guide", p25=None, p75=None, year=2026, publisher="Blog")
    for records in ([table, retold], [retold, table]):
        assert [source.record.publisher for source in PayBook(records).sources("food workers")] == ["Office"]
    kept = (
        replace(retold, median=25500.0),
        replace(retold, place="France"),
        replace(retold, url="https://example.org"),
        replace(retold, document_id="table"),
        replace(retold, warning="printed as weekly"),
    )
    for record in kept:
        assert len(PayBook([table, record]).own("food worker")) == 2


def test_of_two_that_say_the_same_the_first_stays():
    row = "food worker,percentiles,,,22000,25000,28000,GBP,year,United Kingdom,country,,,2025,Office"
    table = read_table(f"{PAY}\n{row}\n", document_id="table").records[0]
    same = replace(table, id="r", document_id="copy")
    assert PayBook([table, same]).own("food worker") == (table,)
