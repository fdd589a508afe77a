from dataclasses import replace

import pytest

from bot.composer.paying.words import headline, scope
from bot.composer.wording import article, join, place_name, plural
from bot.schema import PayRecord, RoleLink


@pytest.mark.parametrize(
    ("role", "many"),
    [
        ("librarian", "librarians"),
        ("supervisor of office workers", "supervisors of office workers"),
        ("sales representative, wholesale", "sales representatives, wholesale"),
        ("registered nurses", "registered nurses"),
        ("all occupations", "all occupations"),
        ("secretary", "secretaries"),
        ("machinist and tool fitter", "machinists and tool fitters"),
        ("room and desk clerk", "room and desk clerks"),
    ],
)
def test_plurals(role, many):
    assert plural(role) == many


def test_articles_places_and_lists():
    assert article("electrician") == "an electrician"
    assert article("registered nurses") == "registered nurses"
    assert place_name("United States") == "the US"
    assert place_name("Germany") == "Germany"
    assert place_name("United Kingdom") == "the United Kingdom"
    assert join(["a", "b", "c"]) == "a, b and c"


def pay(kind, **amounts):
    return PayRecord(
        "x",
        "librarian",
        kind,
        "GBP",
        "year",
        place="United Kingdom",
        year=2024,
        publisher="A Union",
        **amounts,
    )


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (pay("starting_range", low=24000, high=28000), "start at **£24,000 to £28,000 a year**"),
        (pay("range", low=24000), "are paid **from £24,000 a year**"),
        (pay("range", high=28000), "are paid **up to £28,000 a year**"),
        (pay("median", median=30000), "had a median of **£30,000 a year**"),
        (pay("mean", mean=31000), "were paid on average **£31,000 a year**"),
        (pay("minimum", low=22000), "are paid at least **£22,000 a year**"),
        (pay("single", low=26000, high=26000), "are paid **£26,000 a year**"),
    ],
)
def test_every_kind_of_figure_says_what_it_is(record, said):
    statement = headline(record)
    assert statement.text == f"Librarians {said} in the United Kingdom in 2024, according to A Union."
    assert statement.evidence == (record,)


def test_the_middle_half_is_told_with_the_median():
    record = pay("percentiles", median=30000, p25=26000, p75=34000)
    assert "with the middle half between £26,000 and £34,000" in headline(record).text


def test_a_figure_without_a_year_says_so():
    record = PayRecord("x", "librarian", "median", "GBP", "year", median=30000)
    assert "the source gives no date" in headline(record).text
    assert "year not given" in scope(record)


def test_a_linked_group_is_named_as_such():
    record = pay("median", median=30000)
    near = RoleLink("l", "archivist", "librarian", "nearest")
    counted = RoleLink("l", "archivist", "librarian", "counted_as")
    assert headline(record, link=near).text.startswith(
        "The nearest job that A Union reports on is librarians"
    )
    assert headline(record, link=counted).text.startswith("A Union counts the job among librarians")
    assert headline(record, link=near).evidence == (record, near)


@pytest.mark.parametrize(
    ("publisher", "told"),
    [
        ("<img src=x onerror=y>", "according to the guide."),
        ("Studio 54", "in 2024."),
        ("A Guild", "A Guild."),
    ],
)
def test_markup_is_no_name_and_a_number_in_one_is_no_figure(publisher, told):
    record = replace(pay("median", median=30000), publisher=publisher)
    assert headline(record).text.endswith(told)
