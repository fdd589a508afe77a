"""Pay read from prose, lists and tables; measured on labelled passages."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.pay_reading import load_pages, load_passages, main, read_page, read_passage, score
from bot.documents import read_document
from bot.pay import PayBook
from bot.pay.reading import read_pay
from bot.pay.reading.periods import stated_periods
from bot.schema import Document, RoleName, Section

PASSAGES = load_passages()


def _document(text, *, heading=("Pay",), **front):
    defaults = {"country": "US", "currency": "USD", "title": "A guide"}
    return Document(
        id="guide.md",
        path="guide.md",
        sections=(Section(heading=heading, text=text),),
        sha256="0",
        **{**defaults, **front},
    )


CLERK = (RoleName("ledger clerk", ("ledger assistant",)), RoleName("office lead"))


@pytest.fixture(scope="module")
def outcomes():
    return [read_passage(passage) for passage in PASSAGES]


def test_there_are_enough_passages_of_every_kind():
    assert len(PASSAGES) >= 200
    assert sum(not passage.expected for passage in PASSAGES) >= 80
    assert len({passage.front.get("country") for passage in PASSAGES}) >= 8
    splits = {(passage.family, passage.split) for passage in PASSAGES}
    assert len({family for family, _ in splits}) == len(splits)
    assert sum(passage.split == "fresh" for passage in PASSAGES) >= 20


@pytest.mark.parametrize(
    ("split", "precision", "recall"),
    [
        ("dev", 0.98, 0.96),
        ("heldout", 0.95, 0.93),
        ("fresh", 0.85, 0.72),
        ("seen", 0.93, 0.75),
        ("latest", 0.89, 0.78),
    ],
)
def test_precision_and_recall(outcomes, split, precision, recall):
    result = score(outcome for outcome in outcomes if outcome.passage.split == split)
    assert result.precision >= precision
    assert result.recall >= recall
    assert result.wrong_details <= max(1, result.details * 0.05)


PAGES = load_pages()


@pytest.mark.parametrize("page", [page for page in PAGES if page.split == "dev"], ids=lambda page: page.text)
def test_whole_pages_are_read_as_a_careful_person_reads_them(page):
    outcome = read_page(page)
    assert (outcome.wrong, outcome.missed, outcome.wrong_details) == ((), (), ())


@pytest.mark.parametrize(("split", "precision", "recall"), [("seen", 0.93, 0.86), ("fresh", 0.9, 0.8)])
def test_whole_pages_that_were_read_at_first_sight(split, precision, recall):
    result = score(read_page(page) for page in PAGES if page.split == split)
    assert result.precision >= precision
    assert result.recall >= recall


@pytest.mark.parametrize(
    ("text", "place", "currency"),
    [
        (
            "In Toronto, in Ottawa and across Ontario people ride trams. Tram drivers earn $38 an hour.",
            "Canada",
            "CAD",
        ),
        ("All rates are in New Zealand dollars. Tram drivers earn $38 an hour.", "New Zealand", "NZD"),
        ("Tram drivers earn £17 an hour.", "United Kingdom", "GBP"),
        ("From Perth to Paris people ride trams. Tram drivers earn $38 an hour.", None, "USD"),
        ("Tram drivers earn 17 € an hour.", None, "EUR"),
    ],
)
def test_the_country_is_told_from_the_text_only_where_it_is_sure(text, place, currency):
    roles = (RoleName("tram driver"),)
    (record,) = read_pay(_document(text, roles=roles, country=None, currency=None))
    assert (record.place, record.currency) == (place, currency)


def test_the_report_names_both_parts(capsys):
    assert main([]) == 0
    out = capsys.readouterr().out
    assert "dev: precision" in out
    assert "heldout: precision" in out
    assert "fresh: precision" in out


def test_a_record_says_where_it_comes_from():
    document = _document(
        "Ledger clerks start at $41,250 to $52,000 a year in Ohio.",
        heading=("Work", "What it pays"),
        roles=CLERK,
        publisher="A press",
        url="https://example.org",
        year=2024,
    )
    (record,) = read_pay(document)
    assert (record.role, record.kind, record.low, record.high) == (
        "ledger clerk",
        "starting_range",
        41250,
        52000,
    )
    assert (record.place, record.place_kind, record.year) == ("Ohio", "region", 2024)
    assert (record.publisher, record.url, record.path) == ("A press", "https://example.org", "guide.md")
    assert (record.section, record.document_id) == ("Work > What it pays", "guide.md")
    assert record.quote == "Ledger clerks start at $41,250 to $52,000 a year in Ohio."
    assert record.id


def test_ids_are_stable_and_differ():
    text = "Ledger clerks earn $41,000 a year. Office leads earn $52,000 a year."
    first, second = (read_pay(_document(text, roles=CLERK)) for _ in range(2))
    assert [record.id for record in first] == [record.id for record in second]
    assert len({record.id for record in first}) == 2


def test_an_alias_leads_to_its_role():
    (record,) = read_pay(_document("Ledger assistants earn $41,000 a year.", roles=CLERK))
    assert record.role == "ledger clerk"


@pytest.mark.parametrize(
    "text",
    [
        "The pay is $41,000 a year.",
        "Ledger clerks earn 41,000 a year in points.",
        "Ledger clerks earn $300 more.",
    ],
)
def test_without_role_period_or_currency_there_is_no_record(text):
    assert read_pay(_document(text, roles=CLERK, currency=None, country=None)) == ()


def test_an_implausible_period_is_kept_with_a_warning():
    (record,) = read_pay(_document("Ledger clerks earn $21,300 - $27,900 weekly.", roles=CLERK))
    assert (record.low, record.high, record.period) == (21300, 27900, "week")
    assert "weekly" in record.warning


def test_a_source_named_in_the_sentence_is_noted():
    text = "Harbor Staffing's 2026 Salary Guide puts starting pay for ledger clerks at $41,000 a year."
    (record,) = read_pay(_document(text, roles=CLERK))
    assert "Harbor Staffing" in record.note
    assert record.year == 2026


def test_the_year_is_unknown_when_nothing_says_it():
    (record,) = read_pay(_document("Ledger clerks earn $41,000 a year.", roles=CLERK))
    assert record.year is None
    assert record.place == "United States"


def test_the_line_of_sources_gives_the_year():
    text = "Ledger clerks earn $41,000 a year.\n\nSource: Bureau of Pay, May 2023."
    (record,) = read_pay(_document(text, roles=CLERK, year=2026))
    assert (record.year, record.year_label) == (2023, "May 2023")


def test_the_same_figure_twice_is_one_record():
    text = "Ledger clerks earn $41,000 a year.\n\n- Ledger clerk: $41,000 a year"
    assert len(read_pay(_document(text, roles=CLERK))) == 1


def test_reads_a_file_with_front_matter(tmp_path):
    path = tmp_path / "clerk.md"
    path.write_text(
        "---\ntitle: Ledger clerk\ncountry: GB\ncurrency: GBP\nyear: 2025\n"
        "roles:\n  - name: ledger clerk\n---\n\n# Ledger clerk\n\n## Pay\n\n"
        "| Level | Salary |\n|---|---|\n| Entry | £24,000 |\n| Senior | £31,000 |\n",
        encoding="utf-8",
    )
    records = read_pay(read_document(path, root=Path(tmp_path)))
    assert [(r.level, r.low, r.currency, r.period) for r in records] == [
        ("entry", 24000, "GBP", "year"),
        ("senior", 31000, "GBP", "year"),
    ]


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read(text):
    read_pay(_document(text, roles=CLERK))


_CELLS = st.sampled_from(
    [
        "",
        "Role",
        "State",
        "Level",
        "Year",
        "Median pay",
        "Hourly",
        "Low",
        "High",
        "$41,000",
        "17",
        "Ohio",
        "2024",
        "x",
        "Senior",
    ]
)


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=5), min_size=2, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_table_can_be_read(rows):
    lines = [" | ".join(["", *row, ""]) for row in rows]
    rule = "|" + "---|" * len(rows[0])
    for record in read_pay(_document("\n".join([lines[0], rule, *lines[1:]]), roles=CLERK[:1])):
        assert record.amounts
        assert record.currency == "USD"


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "| $1 ",
        "- $5: ",
        "ledger clerks earn $41,000 a year, ",
        "A b C d ",
        "(",
        "in Ohio ",
        "**a",
        "[x](",
        "1. ",
    ],
)
def test_long_text_is_read_in_reasonable_time(piece):
    read_pay(_document(piece * (60_000 // len(piece)), roles=CLERK))


GUIDES = Path(__file__).parent.parent / "data" / "guides"


def _told(records):
    return {(r.role, r.low, r.high, r.period): r for r in records}


@pytest.fixture(scope="module")
def guides():
    return {path.name: read_pay(read_document(path, root=GUIDES)) for path in GUIDES.iterdir()}


def test_the_role_is_the_subject_and_never_what_it_is_compared_with(guides):
    told = _told(guides["gardening-uk.md"])
    assert ("arborist", 30000, 42000, "year") in told
    assert {role for role, *_ in told} == {"gardener", "head gardener", "arborist"}


@pytest.mark.parametrize(
    "text",
    [
        "Office leads earn more than ledger clerks: $52,000 a year.",
        "Office leads, unlike ledger clerks, earn $52,000 a year.",
        "Compared with a ledger clerk, an office lead is well paid: $52,000 a year is usual.",
        "Office leads are paid better than ledger assistants, at $52,000 a year.",
        "In contrast to ledger clerks on $41,000 a year, office leads earn $52,000 a year.",
    ],
)
def test_a_comparison_leaves_the_figure_to_its_subject(text):
    assert [(r.role, r.low) for r in read_pay(_document(text, roles=CLERK))] == [("office lead", 52000)]


@pytest.mark.parametrize(
    "text",
    [
        "Ledger clerks and office leads differ: the former earn $41,000 a year.",
        "Compared with ledger clerks, the pay is better: $52,000 a year.",
        "The salary of a wharf dogsbody is $52,000 a year.",
        "Pay is low compared with Iowa, where they earn $52,000 a year.",
        "“Ledger clerk” under general clerks: a median of $52,000 a year.",
    ],
)
def test_a_figure_of_no_clear_owner_is_no_record(text):
    assert read_pay(_document(text, roles=CLERK, title="Ledger clerks")) == ()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("After five years most ledger clerks earn $47,000 a year.", "five years of experience"),
        ("With ten years behind them, ledger clerks earn $47,000 a year.", "ten years of experience"),
        ("Most experienced ledger clerks earn $47,000 a year.", "experienced"),
        ("Newly hired ledger clerks earn $47,000 a year.", None),
        ("Typically the majority of ledger clerks earn $47,000 a year.", None),
        ("Nach fünf Jahren: ledger clerks earn $47,000 a year.", "5 years of experience"),
    ],
)
def test_words_around_a_title_are_not_in_it(text, level):
    (record,) = read_pay(_document(text, roles=CLERK))
    assert (record.role, record.level) == ("ledger clerk", level)


def test_a_role_unknown_to_the_document_is_stripped_too(guides):
    told = _told(guides["dental-ireland.txt"])
    assert told["dental nurse", 17, 21, "hour"].level == "ten years of experience"
    assert {role for role, *_ in told} == {"dental nurse", "orthodontic therapist"}


def test_a_column_of_regions_holds_regions(guides):
    kinds = {r.place: r.place_kind for r in guides["gardening-uk.md"]}
    assert kinds["South West"] == kinds["North East"] == kinds["Scotland"] == "region"
    assert kinds["London"] == "city"


@pytest.mark.parametrize(
    ("header", "cell", "kind"),
    [("State", "Puerto Rico", "region"), ("City", "Nowhereville", "city"), ("Land", "Irgendwo", "region")],
)
def test_a_column_says_what_kind_its_places_are(header, cell, kind):
    table = f"| {header} | Salary |\n|---|---|\n| {cell} | $41,000 |"
    (record,) = read_pay(_document(table, roles=CLERK[:1]))
    assert (record.place, record.place_kind) == (cell, kind)


def test_a_row_for_all_places_keeps_the_place_of_the_document():
    (record,) = read_pay(_document("| State | Salary |\n|---|---|\n| National | $41,000 |", roles=CLERK[:1]))
    assert (record.place, record.place_kind) == ("United States", "country")


def test_the_title_names_the_country_and_the_role(guides):
    assert {r.place for r in guides["dental-ireland.txt"]} == {"Ireland"}
    trains = guides["train-driver-germany.html"]
    assert {(r.role, r.place, r.place_kind) for r in trains} == {("train driver", "Germany", "country")}


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Ledger clerks in Canada and Australia", None),
        ("LEDGER WORK IN NEW ZEALAND", "New Zealand"),
        ("Ledger clerk jobs", None),
    ],
)
def test_a_title_gives_the_country_only_when_it_names_one(title, place):
    document = _document(
        "Ledger clerks earn $41,000 a year.", title=title, roles=CLERK, country=None, currency=None
    )
    (record,) = read_pay(document)
    assert record.place == place
    assert record.currency == ("NZD" if place else "USD")


def test_an_address_tells_whose_dollars_a_page_means():
    text = "Ledger clerks earn $41,000 a year."
    for url, currency in (("https://pay.gov.au/x", "AUD"), ("https://pay.io/x", "USD")):
        (record,) = read_pay(_document(text, roles=CLERK, country=None, currency=None, url=url))
        assert (record.currency, record.place) == (currency, None)


def test_a_figure_told_in_a_list_and_a_table_is_one_record():
    text = (
        "- Entry level: $41,000 a year\n- Senior: $52,000 a year\n\n"
        "| Level | Salary |\n|---|---|\n| Entry level | $41,000 |\n| Senior | $52,000 |"
    )
    records = read_pay(_document(text, roles=CLERK[:1]))
    assert [(r.level, r.kind, r.low) for r in records] == [
        ("entry level", "starting_range", 41000),
        ("senior", "single", 52000),
    ]


def test_one_figure_for_two_places_or_years_stays_two_records():
    text = "| State | Year | Salary |\n|---|---|---|\n| Ohio | 2023 | $41,000 |\n| Iowa | 2023 | $41,000 |\n"
    assert len(read_pay(_document(text + "| Iowa | 2024 | $41,000 |", roles=CLERK[:1]))) == 3


def test_years_in_a_column_of_experience_read_as_a_level(guides):
    levels = {r.level for r in guides["train-driver-germany.html"]}
    assert {"first year", "five years of experience", "twenty years of experience"} <= levels


def test_a_table_set_with_spaces_is_a_table():
    text = "Level         Salary\nGraduate      $36,000\nIntermediate  $52,000\nSenior        $75,000"
    records = read_pay(_document(text, roles=CLERK[:1]))
    assert [(r.level, r.low) for r in records] == [
        ("graduate", 36000),
        ("intermediate", 52000),
        ("senior", 75000),
    ]


def test_labels_in_front_of_their_figures_are_not_those_behind():
    (first, second) = read_pay(_document("**Salary:** Starter £24,000, Experienced £50,000", roles=CLERK[:1]))
    assert (first.level, first.low, first.kind) == ("starter", 24000, "starting_range")
    assert (second.level, second.low, second.kind) == ("experienced", 50000, "single")


def test_what_learners_get_is_never_taken_for_what_the_job_pays():
    newest = _document("Apprentice coopers earn $31,000 a year.", country=None, year=2026)
    older = _document("In Ohio, coopers earn $58,000 a year.", year=2024)
    book = PayBook((*read_pay(newest), *read_pay(older)))

    assert [record.low for record in book.find("cooper")] == [58000]
    assert book.find("cooper", level="apprentice", period="year").gap("role") is None
    assert [source.record.low for source in book.sources("cooper")][:1] == [58000]


def test_the_periods_of_many_figures_are_kept_as_a_few_sizes():
    lines = "\n\n".join(
        f"Coopers earn $31 an hour at shop {n}. Pay of ${30_000 + n} is usual." for n in range(400)
    )

    assert len(read_pay(_document(lines)))
    sizes = stated_periods(" ".join(f"${n} an hour" for n in range(20, 60)))
    assert [(unit, period) for unit, *_, period in sizes] == [("USD", "hour")]


def test_the_steps_of_a_row_make_one_scale_besides():
    table = "| Job | Grade | Step 1 | Step 2 | Step 3 |\n| --- | --- | --- | --- | --- |\n"
    table += "| Lock keeper | P4 | 2,660 | 2,775 | 2,895 |"
    scale, *steps = read_pay(_document(f"Pay in EUR per month.\n\n{table}", currency="EUR"))
    assert (scale.level, scale.low, scale.high, scale.kind) == ("p4", 2660, 2895, "range")
    assert [step.level for step in steps] == ["p4, step 1", "p4, step 2", "p4, step 3"]


def test_pay_by_half_a_day_is_not_pay_by_the_day():
    text = "Ledger clerks earn $566 a day and $320 a half day."
    assert [record.low for record in read_pay(_document(text, roles=CLERK))] == [566]


def test_what_rises_with_experience_is_the_pay_of_the_experienced():
    text = "Ledger clerks start at $41,000 a year. With experience this rises to $47,000 to $52,000."
    first, later = read_pay(_document(text, roles=CLERK))
    assert (first.level, later.level) == (None, "experienced")


def _figures(text, *, roles, **front):
    names = tuple(RoleName(role) for role in roles)
    return read_pay(_document(text, roles=names, **front))


def test_each_amount_of_a_change_has_the_year_right_behind_it():
    text = "A crew clerk went from $24.50 an hour in 2023 to $27.75 an hour in 2025."
    told = [(record.low, record.year) for record in _figures(text, roles=("crew clerk",))]
    assert told == [(24.5, 2023), (27.75, 2025)]


def test_a_period_that_no_amount_can_be_of_is_not_taken_from_the_table_above():
    table = "Hourly wages by state, median:\n\n| State | Median hourly wage |\n|---|---|\n| Ohio | $19.46 |"
    text = f"{table}\n\nThe median went from $37,380 in May 2021 to $43,660 in May 2024."
    found = {(record.median, record.period, record.year) for record in _figures(text, roles=("clerk",))}
    assert {(37380.0, "year", 2021), (43660.0, "year", 2024)} <= found


def test_states_side_by_side_tell_the_country():
    table = "| State | Hourly wage |\n|---|---|\n| Nevada | $25.31 |\n| Ohio | $19.46 |\n| Texas | $18.10 |"
    text = f"Clerks earned a median of $43,660 a year.\n\n{table}"
    assert _figures(text, roles=("clerk",), country=None)[0].place == "United States"


def test_rent_and_pay_by_the_piece_are_no_pay():
    rent = "Rent for a one-bedroom apartment near the campus averages $1,640 a month."
    assert _figures(rent, roles=("clerk",)) == ()
    assert _figures("Mobile clerks are paid $18 to $30 a visit.", roles=("clerk",)) == ()
