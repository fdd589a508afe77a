from pathlib import Path

import pytest

from bot.pay import is_pay_table, read_table
from bot.pay.cells import CellError, amount, clean
from bot.schema import RoleName

HEADER = "role,kind,low,high,median,p90,currency,period,place,year,publisher,title,url"


def table(*rows, header=HEADER):
    return read_table("\n".join((header, *rows)), document_id="doc", path="pay/x.csv")


@pytest.mark.parametrize(
    ("cell", "period", "value"),
    [
        ("38500", "year", 38500),
        ("$38,500", "year", 38500),
        ("38,500 USD", "year", 38500),
        ("38.500 €", "year", 38500),
        ("45 000 $", "year", 45000),
        ("45\u202f000\u00a0$", "year", 45000),
        ("1.234.567,50", "year", 1234567.5),
        ("1,234,567.50", "year", 1234567.5),
        ("CHF 92'400", "year", 92400),
        ("38.5k", "year", 38500),
        ("£ 18.50", "hour", 18.5),
        ("18,50", "hour", 18.5),
        ("21.535", "hour", 21.535),
        ("", "year", None),
        ("  ", "year", None),
    ],
)
def test_amounts_are_read_as_people_write_them(cell, period, value):
    assert amount(cell, period) == value


@pytest.mark.parametrize("cell", ["about 40", "38,500-48,500", "-5", "0", "n/a", "1e400", "=1+1", "12 to 14"])
def test_what_is_not_one_amount_is_refused(cell):
    with pytest.raises(CellError, match="write"):
        amount(cell)


def test_invisible_characters_are_dropped():
    assert clean(" a\u200bb\x07\n c ") == "ab c"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["Role", "Currency", "Period", "Median"], "pay"),
        (["role", "occupation", "relation"], "link"),
        (["place", "index", "base", "year"], "price"),
        (["role", "currency", "period"], None),
        (["job", "salary"], None),
        ([], None),
    ],
)
def test_a_table_is_known_by_its_header(header, kind):
    assert is_pay_table(header) == kind


def test_a_row_becomes_a_record_with_its_words():
    found = table("clerk,starting_range,$30,,,,USD,hour,Utopia,2025,The Office,Pay,https://a.example/b")
    (record,) = found.records
    assert (record.low, record.high, record.period, record.year_label) == (30, None, "hour", "2025")
    assert record.quote == "clerk | Utopia | 2025 | starting range, hourly: low $30"
    assert record.section == "clerk, Utopia"
    assert found.lines == {record.id: 2}
    assert not found.problems


def test_ids_follow_the_content_and_the_document_only():
    row = "clerk,,30,,,,USD,hour,Utopia,2025,The Office,Pay,"
    first = read_table(f"{HEADER}\n{row}", document_id="a", path="x.csv").records[0]
    moved = read_table(f"{HEADER}\n\n{row}", document_id="a", path="y.csv").records[0]
    other = read_table(f"{HEADER}\n{row}", document_id="b", path="x.csv").records[0]
    assert first.id == moved.id != other.id


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",range,1,2,,,USD,year,,2025,,,", "column role is empty"),
        ("clerk,range,3,2,,,USD,year,,2025,,,", "low 3 is above high 2"),
        ("clerk,percentiles,,,50,40,USD,year,,2025,,,", "median 50 is above p90 40"),
        ("clerk,range,1,2,,,dollars,year,,2025,,,", "column currency: write a three-letter currency code"),
        ("clerk,range,1,2,,,USD,shift,,2025,,,", "column period: write hour"),
        ("clerk,usual,1,2,,,USD,year,,2025,,,", "column kind: write one of"),
        ("clerk,median,1,2,,,USD,year,,2025,,,", "kind median needs a figure in median"),
        ("clerk,range,,,,,USD,year,,2025,,,", "no amount"),
        ("clerk,range,one,2,,,USD,year,,2025,,,", "column low: write one amount"),
        ("clerk,range,1,2,,,USD,year,,May,,,", "column year: write a year"),
        ("clerk,range,1,2,,,USD,year,,2025,,,javascript:x", "column url: write a full web address"),
        ("clerk,range,1,2,,,USD,year,,2025,,,,spare", "more cells than the header"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_stay(row, words):
    found = table(row, "cook,range,1,2,,,USD,year,,2025,,,")
    assert [record.role for record in found.records] == ["cook"]
    (problem,) = found.problems
    assert (problem.path, problem.line) == ("pay/x.csv", 2)
    assert words in str(problem)


def test_lines_are_counted_through_quoted_line_breaks():
    found = table('"clerk\n of works",range,1,2,,,USD,year,,2025,,,', ",range,1,2,,,USD,year,,2025,,,")
    assert found.records[0].role == "clerk of works"
    assert [problem.line for problem in found.problems] == [4]


def test_a_row_said_twice_counts_once():
    row = "clerk,range,1,2,,,USD,year,,2025,,,"
    found = table(row, row)
    assert len(found.records) == 1
    assert "line 2" in found.problems[0].message


def test_columns_that_are_not_read_are_named():
    found = table("clerk,1,USD,year,blue", header="role,median,currency,period,colour")
    assert found.records[0].kind == "median"
    assert "column colour is not read" in found.problems[0].message


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ("1,2,,", "range"),
        ("1,,,", "minimum"),
        (",2,,", "maximum"),
        (",,3,", "median"),
        (",,3,4", "percentiles"),
    ],
)
def test_the_kind_follows_from_the_amounts(cells, kind):
    assert table(f"clerk,,{cells},USD,year,,2025,,,").records[0].kind == kind


def test_spreadsheet_exports_are_read(tmp_path):
    file = tmp_path / "pay.csv"
    file.write_bytes("role;median;currency;period\nBäcker;38.500 €;EUR;yearly\n".encode("cp1252"))
    record = read_table(file).records[0]
    assert (record.median, record.period, record.path) == (38500, "year", str(file))
    file.write_bytes("role\tmedian\tcurrency\tperiod\nBäcker\t1\tEUR\thour\n".encode("utf-16"))
    assert read_table(file).records[0].role == "Bäcker"


def test_prices_and_links_and_other_names():
    prices = read_table("place,index,base,year\nUtopia,97.175,Atlantis = 100,2023\nMu,x,b,2023\n")
    assert prices.prices[0].quote == "Utopia | price level 97.175 (Atlantis = 100) | 2023"
    assert "column index: write a price level" in prices.problems[0].message
    links = read_table(
        "role,occupation,relation,aliases\ncook,kitchen worker,counted_as,chef | chef\na,a,nearest,\n"
    )
    assert links.links[0].relation == "counted_as"
    assert links.roles == (RoleName("cook", ("chef",)),)
    assert "linked to itself" in links.problems[0].message


def test_places_get_their_kind():
    rows = [
        f"clerk,range,1,2,,,USD,year,{place},2025,,," for place in ("Portugal", "Saskatchewan", "Marseille")
    ]
    assert [record.place_kind for record in table(*rows).records] == ["country", "region", "city"]


def test_other_tables_are_left_alone():
    assert read_table("a,b\n1,2\n").kind is None
    assert read_table("").kind is None
    assert read_table(Path(__file__)).kind is None


def test_the_table_says_what_it_cites_most():
    found = table("a,,1,,,,USD,year,,2025,P,T,", "b,,1,,,,USD,year,,2025,P,T,", "c,,1,,,,USD,year,,2025,Q,,")
    assert (found.publisher, found.title) == ("P", "T")
