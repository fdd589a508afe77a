"""Guides laid out in ways of their own: what is no pay in them, whose a figure is, and of which year."""

import pytest

from bot.documents.frontmatter import split_front_matter
from bot.pay.reading import read_pay
from bot.schema import Document, RoleName, Section

BEEKEEPER = (RoleName("beekeeper"),)


def _read(*sections, roles=BEEKEEPER, **front):
    parts = tuple(
        Section(heading=heading if isinstance(heading, tuple) else (heading,), text=text)
        for heading, text in sections
    )
    defaults = {"country": "US", "currency": "USD", "title": "A guide", "path": "guide.md"}
    document = Document(id="guide.md", sections=parts, sha256="0", roles=roles, **{**defaults, **front})
    return read_pay(document)


def _amounts(records):
    return [tuple(record.amounts.values()) for record in records]


@pytest.mark.parametrize(
    "text",
    [
        "Beekeepers work by the day, $190 to $260 a day. Buy a smoker (about $210 for a pair) first.",
        "Beekeepers earn $190 to $260 a day. Veils are $205 each.",
        "Beekeepers earn $190 to $260 a day. A suit was bought for $240.",
        "Beekeepers earn $190 to $260 a day. Swarm call pay adds on average $230 a day in May.",
        "Beekeepers earn $190 to $260 a day. Stand-by pay is $200.",
    ],
)
def test_money_for_things_and_extras_is_no_pay(text):
    assert _amounts(_read(("Pay", text))) == [(190, 260)]


def test_a_title_that_names_pay_says_it_only_where_no_section_does():
    text = "Hives come at $200 to $260. A beekeeper needs four."
    told = ("Rates", "Beekeepers earn $190 to $260 a day.")
    assert _amounts(_read(told, ("Tools", text), title="Beekeeper: rates and tools")) == [(190, 260)]


@pytest.mark.parametrize("label", ["Average hours", "Weekly hours", "Average age", "Average number of hives"])
def test_a_bare_number_beside_a_label_that_counts_is_no_money(label):
    facts = f"* Weekly pay: $1,538\n* {label}: 42 per week\n* Female share: 6%"
    records = _read(("Snapshot", facts), title="Beekeeper", path="beekeeper.html", roles=())
    assert [(record.role, record.period) for record in records] == [("beekeeper", "week")]
    assert _amounts(records) == [(1538, 1538)]


def test_a_figure_that_only_repeats_the_median_is_told_once():
    table = "| 25th percentile | Median | 75th percentile |\n|---|---|---|\n| $1,290 | $1,538 | $1,842 |"
    records = _read(("Snapshot", "* Weekly pay: $1,538"), ("Weekly earnings", table))
    assert _amounts(records) == [(1290, 1538, 1842)]


def test_a_figure_between_the_ends_of_a_scale_is_neither_end():
    table = (
        "| Role | Low | Typical | High |\n|---|--:|--:|--:|\n| Hive hand | $180/day | $240/day | $320/day |"
    )
    records = _read(("Day rates", table))
    assert [(record.level, *record.amounts.values()) for record in records] == [
        (None, 180, 320),
        ("typical", 240, 240),
    ]


def test_the_labels_of_a_list_of_places_are_places():
    text = (
        "Day rate, paid by the day:\n\n- Nashville: $500 a day\n- Chicago: $575 a day\n- Austin: $450 a day"
    )
    records = _read(("Where you are", text))
    assert {record.role for record in records} == {"beekeeper"}
    assert [record.place for record in records] == ["Nashville", "Chicago", "Austin"]


def test_a_place_whose_name_holds_a_word_of_other_money_is_read():
    table = (
        "Median weekly earnings by state\n\n| State or territory | Beekeepers |\n|---|---|\n"
        "| Victoria | $1,545 |\n"
        "| Tasmania | $1,376 |\n| Australian Capital Territory | $1,620 |"
    )
    records = _read(("Weekly earnings", table), country="AU", currency="AUD")
    assert [record.place for record in records][-1] == "Australian Capital Territory"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "First-time travelling beekeepers reported $1,500 to $2,200 a week; established beekeepers"
            " on big farms reported $3,500 to $6,000.",
            [("first-time travelling", 1500, 2200), ("established", 3500, 6000)],
        ),
        (
            "In 2023 a federally certified beekeeper got $495 for a full day and $280 for a half day.",
            [("federally certified", 495, 495)],
        ),
        ("Freelance beekeepers got $40 an hour.", [("freelance", 40, 40)]),
    ],
)
def test_whose_a_figure_is_stays_with_it(text, expected):
    records = _read(("Pay", text))
    assert [(record.level, *record.amounts.values()) for record in records] == expected


def test_what_someone_got_is_pay_only_by_the_hour_or_the_day():
    assert _read(("Risks", "A beekeeper got $30,000 from the insurer.")) == ()


def test_a_stage_with_a_note_in_brackets_is_a_stage():
    table = "Gross yearly pay\n\n| Stage | Outside London | London |\n|---|---|---|\n"
    table += "| Trainee (years 1 to 3) | £21,500 | £23,800 |"
    records = _read(("Pay", table), country="GB", currency="GBP")
    assert {(record.role, record.level) for record in records} == {("beekeeper", "trainee (years 1 to 3)")}


def test_a_caption_says_in_brackets_where_a_table_holds():
    table = "Beekeeper (outside London)\n\n| Pay band | Who is on it | Yearly pay |\n|---|---|---|\n"
    table += "| Band 4 | Head of an apiary | £29,500 |"
    (record,) = _read(("What you could earn", table), country="GB", currency="GBP")
    assert (record.place, record.level) == ("Outside London", "band 4, head of an apiary")


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("All rates are freelance, US, 2025, before tax, from our own survey.", 2025),
        ("The figures are gross yearly pay for full-time work in 2024, gathered from 68 employers.", 2024),
        ("Every dollar figure here is from 2023, from my clients' contracts, and is before taxes.", 2023),
        ("The figures are expected to rise by 2030.", None),
        ("All rates were last reviewed in 2019.", None),
    ],
)
def test_a_year_said_once_of_all_figures_is_their_year(said, year):
    sections = [(("Pay",), said), (("Pay", "Rates"), "Beekeepers earn $190 to $260 a day.")]
    assert [record.year for record in _read(*sections)] == [year]


def test_a_year_said_of_one_section_is_not_that_of_another():
    sections = [
        ("Pay here", "All rates are of 2025."),
        ("Pay there", "Beekeepers earn $190 to $260 a day."),
    ]
    assert [record.year for record in _read(*sections)] == [None]


def test_the_period_of_all_figures_may_be_told_with_where_they_come_from():
    text = (
        "All figures below come from the 2024 survey of members (1,962 responses) and are gross annual base"
        " pay for full-time staff, before call pay and bonuses. Nationally, licensed beekeepers reported a"
        " median of $59,400; the middle half fell between $48,700 and $74,900."
    )
    (record,) = _read(("Pay", text))
    assert (record.period, record.year, record.median, record.p25, record.p75) == (
        "year",
        2024,
        59400,
        48700,
        74900,
    )


def test_places_are_told_by_the_currency_that_a_text_counts_in():
    text = "In Arizona beekeepers earn $60 an hour, in Georgia $55 an hour, in California $70."
    text += " In Ohio it is $50 an hour."
    told = "Every dollar figure here is from 2023, and is in U.S. dollars before taxes."
    records = _read(("Start", told), ("Pay", text), country=None, currency=None)
    assert [(record.place, record.place_kind) for record in records][1] == ("Georgia", "region")


@pytest.mark.parametrize(
    ("line", "year"), [("rates_year: 2025", 2025), ("survey_year: 2024", 2024), ("birth_year: 1980", None)]
)
def test_front_matter_may_name_the_year_of_its_figures(line, year):
    assert split_front_matter(f"---\ntitle: A\n{line}\n---\ntext")[0].year == year


def test_how_someone_is_employed_is_no_job():
    assert _read(("Pay", "Independent contractors earn $70 an hour.")) == ()


def test_dots_lead_from_a_title_to_its_own_pay():
    text = "Hive hand ........ $22,800 to $24,500\nBeekeeper ........ $25,900 to $31,000\n"
    text += "Head beekeeper ... $33,500 to $42,000".replace("...", ".....")
    records = _read(("Yearly pay", text))
    assert [(record.role, record.low) for record in records] == [
        ("hive hand", 22800),
        ("beekeeper", 25900),
        ("head beekeeper", 33500),
    ]


def test_a_city_that_ends_as_titles_do_is_no_job():
    text = "Starting salaries a year by depot:\n\n* Dublin: €41,200\n* Galway: €39,800"
    records = _read(("Pay", text), country=None, currency="EUR")
    assert {record.role for record in records} <= {"beekeeper"}
