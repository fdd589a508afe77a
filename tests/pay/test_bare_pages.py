"""Pages saved as bare text: no headings, a file's name for a title, lists that run into the text below."""

import pytest

from bot.documents import Parser, read_document
from bot.pay.reading import read_pay
from bot.pay.reading.gender import of_one_form


@pytest.fixture(scope="module")
def parser():
    with Parser() as shared:
        yield shared


@pytest.fixture
def read(tmp_path, parser):
    def reader(text, name="saved_page.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_pay(read_document(path, root=tmp_path, parser=parser))

    return reader


def _told(records):
    return [(one.role, one.level, one.industry, tuple(one.amounts.values())) for one in records]


@pytest.mark.parametrize("name", ["de_kiln_blog.txt", "our_clay_company.txt"])
def test_the_name_of_a_file_is_no_job(read, name):
    assert read("Many who work with clay ask us this.\nAn average of $41,000 in the first year.", name) == ()


def test_a_file_is_named_after_what_its_text_goes_on_about(read):
    text = "Clay is fired.\n\nPotters mind the kiln. Pay may range from £19,000 to £33,000 a year."
    assert _told(read(text, "uk_potter.txt")) == [("potter", None, None, (19000, 33000))]


def test_what_learners_of_another_job_are_paid(read):
    told = "Das geringste Einkommen haben Lehrlinge zum Korbflechter - 410 Euro pro Monat."
    text = f"Gehalt als Töpfer/in\n\n{told}"
    assert read(text, "gehalt_toepfer.txt") == ()


def test_a_level_alone_is_no_job(read):
    text = "Apprentices start at 40% of scale.\n\nThe starting pay is $21.30 per hour."
    assert "apprentice" not in {record.role for record in read(text, "us_clay_apprentice.txt")}


def test_industries_without_a_colon_and_the_text_below_them(read):
    text = (
        "The median annual wages for potters in the top industries in which they worked were as follows:\n"
        "- Offices of architects $61,450\n- Government $52,030\n"
        "Taken from a handbook for teachers, visited in 2020."
    )
    assert _told(read(text)) == [
        ("potter", None, "Offices of architects", (61450,)),
        ("potter", None, "Government", (52030,)),
    ]


def test_the_same_steps_below_one_job_after_another(read):
    text = (
        "Yearly salaries for 2022 were as follows:\nKiln managers\n- Learning - £31,200\n- Ready - £36,900\n"
        "Glaze managers (night)\n- Learning - £33,100\n- Ready - £38,400\n- Ready plus - £39,950"
    )
    assert _told(read(text)) == [
        ("kiln manager", "learning", None, (31200, 31200)),
        ("kiln manager", "ready", None, (36900, 36900)),
        ("glaze manager", "night, learning", None, (33100, 33100)),
        ("glaze manager", "night, ready", None, (38400, 38400)),
        ("glaze manager", "night, ready plus", None, (39950, 39950)),
    ]


def test_years_of_training_and_the_date_from_which_each_rate_holds(read):
    text = (
        "Ausbildung zum Töpfer / zur Töpferin\n\nVergütung (Stand März 2024):\n"
        "1. Ausbildungsjahr ab 01.08.2024 870,-€\n2. Ausbildungsjahr ab 01.08.2024 1.020,-€\n"
        "1. Ausbildungsjahr ab 01.08.2025 910,-€\n"
    )
    assert [(one.role, one.level, one.year, one.period, one.low) for one in read(text)] == [
        ("töpfer", "apprentice, first year", 2024, "month", 870),
        ("töpfer", "apprentice, second year", 2024, "month", 1020),
        ("töpfer", "apprentice, first year", 2025, "month", 910),
    ]


def test_dollars_of_the_one_country_that_a_page_names(read):
    text = (
        "Here is what jobs in New Zealand pay.\n\nPay in New Zealand is told before tax. "
        "Highest median salaries advertised in 2019:\n\n- Kiln designers $91,000\n- Tile setters $73,000"
    )
    assert {(record.currency, record.place) for record in read(text)} == {("NZD", "New Zealand")}


def test_a_table_open_at_its_sides_below_a_text_on_one_job(read):
    text = (
        "Potters earned a mean annual salary of $51,000 in 2015.\n\n"
        "State | Average Salary | Number of Jobs |\n---|---|---|\n"
        "Alabama | $45,900 | 310 |\nOhio | $47,100 | 430 |\nUtah | $49,800 | 90 |\n"
    )
    told = [(one.role, one.place, one.mean, one.period) for one in read(text, "clay_states.md")]
    assert told[1:] == [
        ("potter", "Alabama", 45900, "year"),
        ("potter", "Ohio", 47100, "year"),
        ("potter", "Utah", 49800, "year"),
    ]


@pytest.mark.parametrize(
    ("text", "role", "level", "industry", "amount"),
    [
        ("The mean annual kiln painter salary is $52,700 in the US.", "kiln painter", None, None, 52700),
        (
            "Im ganzen Land bekommen Töpfer und Töpferinnen im Schnitt 2.410 € brutto im Monat.",
            "töpfer",
            None,
            None,
            2410,
        ),
        ("Ein Töpferlehrling erhält 940 Euro im Monat.", "töpfer", "apprentice", None, 940),
        (
            "El salario promedio anual del auxiliar de taller es de 19.300 €.",
            "auxiliar de taller",
            None,
            None,
            19300,
        ),
        (
            "Potters employed in brick works earn $48,000 a year, and pay is under review.",
            "potter",
            None,
            "brick works",
            48000,
        ),
        ("The national average hourly wage for junior potters is $15.", "potter", "junior", None, 15),
    ],
)
def test_whose_pay_a_sentence_tells(read, text, role, level, industry, amount):
    (record,) = read(text)
    assert (record.role, record.level, record.industry) == (role, level, industry)
    assert set(record.amounts.values()) == {amount}


def test_each_amount_keeps_the_group_and_step_of_its_own_clause(read):
    text = (
        "Potters employed in art schools earn an average $44,000 a year, while those employed in brick works "
        "make a mean salary of $39,000 a year."
    )
    assert [one[2] for one in _told(read(text))] == ["art schools", "brick works"]
    text = (
        "Un potier de niveau I gagne 1 610 € par mois, tandis qu'un potier de niveau II "
        "peut gagner jusqu'à 1 840 € par mois."
    )
    assert [one[1] for one in _told(read(text))] == ["niveau i", "niveau ii"]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Töpfer und Töpferinnen", "Töpfer"),
        ("eine Töpferin oder ein Töpfer", "eine Töpfer"),
        ("Töpfer und Maler", "Töpfer und Maler"),
    ],
)
def test_two_forms_of_one_title(text, one):
    assert of_one_form(text) == one
