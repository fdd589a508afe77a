"""Pay in tables of every shape: no header, jobs across, thousands and lakhs, stacked and merged heads."""

import docx
import openpyxl
import pytest

from bot.documents import Parser, read_document
from bot.pay.reading import read_pay
from bot.pay.reading.joined import jobs_in
from bot.schema import Document, RoleName, Section


@pytest.fixture(scope="module")
def parser():
    with Parser() as shared:
        yield shared


def _read(text, *, heading=("Pay",), roles=("ledger clerk",), **front):
    defaults = {"country": "US", "currency": "USD", "title": "A guide"}
    sections = (Section(heading=heading, text=text),)
    names = tuple(RoleName(role) for role in roles)
    document = Document("a.md", "a.md", sections=sections, sha256="0", roles=names, **{**defaults, **front})
    return [(record.role, record.kind, record.amounts, record.period) for record in read_pay(document)]


def test_a_first_row_of_money_is_no_header():
    lead = "In the top industries they earned these median annual wages:"
    table = f"{lead}\n\n| Mining | $61,000 |\n|---|---|\n| Rail | 52,000 |"
    assert _read(table) == [
        ("ledger clerk", "median", {"median": 61000.0}, "year"),
        ("ledger clerk", "median", {"median": 52000.0}, "year"),
    ]


def test_jobs_side_by_side_on_top():
    header = "| Weekly pay | Ledger clerks | Office leads | All jobs |\n|---|---|---|---|"
    table = f"{header}\n| Full time | $900 | $1,200 | $1,000 |"
    assert _read(table, roles=("ledger clerk", "office lead")) == [
        ("ledger clerk", "single", {"low": 900.0, "high": 900.0}, "week"),
        ("office lead", "single", {"low": 1200.0, "high": 1200.0}, "week"),
    ]


@pytest.mark.parametrize(
    ("header", "cell", "value", "country", "currency"),
    [
        ("Annual salary (thousands of euros)", "41", 41000.0, "IE", "EUR"),
        ("Salaire annuel brut (k€)", "41,5", 41500.0, "FR", "EUR"),
        ("Average salary (LPA)", "9.6", 960000.0, "IN", "INR"),
        ("Annual salary (£000s)", "41", 41000.0, "GB", "GBP"),
        ("Annual salary (£000s)", "£41,000", 41000.0, "GB", "GBP"),
    ],
)
def test_what_the_header_counts_in(header, cell, value, country, currency):
    table = f"| City | {header} |\n|---|---|\n| Here | {cell} |\n| There | {cell} |"
    (first, *_) = _read(table, country=country, currency=currency)
    assert next(iter(first[2].values())) == value
    assert first[3] == "year"


def test_years_of_training_side_by_side():
    header = "| Apprenticeship | 1st year (CHF/month) | 2nd year (CHF/month) |\n|---|---|---|"
    table = f"{header}\n| Cook | 1,100 | 1,300 |"
    found = _read(table, roles=(), country="CH", currency="CHF")
    assert [amounts["low"] for _, _, amounts, _ in found] == [1100.0, 1300.0]


def test_stacked_heads_of_a_web_page(tmp_path, parser):
    page = tmp_path / "wages.html"
    page.write_text(
        "<html lang='en-CA'><title>Crane operator | Wages</title><body><h1>Crane operator</h1><table>"
        "<caption>Wages by area</caption>"
        "<tr><th rowspan='2'>Area</th><th colspan='3'>Wages ($/hour)</th></tr>"
        "<tr><th>Low</th><th>Median</th><th>High</th></tr>"
        "<tr><td>Alberta</td><td>26.00</td><td>36.00</td><td>45.50</td></tr></table></body></html>"
    )
    (record,) = read_pay(read_document(page, root=tmp_path, parser=parser))
    assert record.amounts == {"low": 26.0, "high": 45.5, "median": 36.0}
    assert (record.place, record.currency, record.period) == ("Alberta", "CAD", "hour")


def test_cells_over_several_rows_of_a_web_page(tmp_path, parser):
    page = tmp_path / "bands.html"
    page.write_text(
        "<html lang='en-GB'><body><h1>Ledger clerk</h1><h2>Annual salary</h2><table>"
        "<tr><th>Band</th><th>Experience</th><th>Salary</th></tr>"
        "<tr><td rowspan='2'>Band 5</td><td>0-2 years</td><td>£29,970</td></tr>"
        "<tr><td>2-4 years</td><td>£32,324</td></tr></table></body></html>"
    )
    records = read_pay(read_document(page, root=tmp_path, parser=parser))
    assert [record.low for record in records] == [29970.0, 32324.0]


def test_merged_cells_of_a_workbook(tmp_path, parser):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Salary guide 2025"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Job title", "Annual salary (GBP)", None, None])
    sheet.append([None, "25th percentile", "Median", "75th percentile"])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:D2")
    sheet.append(["Ledger clerk", 26000, 29000, 33000])
    book.save(tmp_path / "guide.xlsx")
    (record,) = read_pay(read_document(tmp_path / "guide.xlsx", root=tmp_path, parser=parser))
    assert record.amounts == {"p25": 26000.0, "median": 29000.0, "p75": 33000.0}
    assert (record.role, record.currency, record.period) == ("ledger clerk", "GBP", "year")


def test_merged_heads_of_a_word_file(tmp_path, parser):
    file = docx.Document()
    file.add_heading("Pay", 1)
    table = file.add_table(rows=3, cols=3)
    rows = (("Role", "Weekly pay (GBP)", ""), ("", "Low", "High"), ("Ledger clerk", "£480", "£560"))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    file.save(tmp_path / "pay.docx")
    (record,) = read_pay(read_document(tmp_path / "pay.docx", root=tmp_path, parser=parser))
    assert (record.low, record.high, record.period) == (480.0, 560.0, "week")


def test_a_list_of_terms_gives_each_term_its_own_figure():
    text = "Median annual wages, May 2023\n\nLedger clerks\n:   $41,000\n\nRail trades workers\n:   $52,600"
    assert [(role, amounts) for role, _, amounts, _ in _read(text)] == [
        ("ledger clerk", {"median": 41000.0}),
        ("rail trades worker", {"median": 52600.0}),
    ]


def test_starting_pay_beside_pay_after_a_year_under_a_caption():
    table = (
        "Hourly pay by position (base, before tips)\n\n"
        "| Position | Starting ($/hour) | After 1 year ($/hour) | Tips? |\n|---|---|---|---|\n"
        "| Ledger clerk | 17.25 | 18.5 | some |\n| Porter | 14 | 14.75 | yes |"
    )
    assert _read(table)[:2] == [
        ("ledger clerk", "starting_range", {"low": 17.25, "high": 17.25}, "hour"),
        ("ledger clerk", "single", {"low": 18.5, "high": 18.5}, "hour"),
    ]


def test_a_capitalised_title_names_no_place_with_its_first_word():
    document = Document(
        "a.md",
        "a.md",
        title="Working as a Pest Control Technician",
        sections=(Section(heading=("Pay",), text="Pest control technicians earn €31,000 to €37,000."),),
        sha256="0",
    )
    assert [(record.role, record.place) for record in read_pay(document)] == [
        ("pest control technician", None)
    ]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        (
            "Loom and Press Fitters and Menders",
            ("loom fitter", "loom mender", "press fitter", "press mender"),
        ),
        ("Barbers, Hairstylists, and Cosmetologists", ("barber", "hairstylist", "cosmetologist")),
        ("Goods and services", ()),
        ("Stock traders", ()),
    ],
)
def test_the_jobs_that_one_title_joins(title, names):
    assert jobs_in(title)[0] == names


def test_the_average_of_everyone_in_a_list_of_jobs_is_no_job():
    text = "Median annual wages, May 2023\n\n- Ledger clerks: $42,000\n- Total, all occupations: $48,060"
    assert [role for role, *_ in _read(text)] == ["ledger clerk"]


def _records(text, **front):
    defaults = {"country": "US", "currency": "USD", "title": "A guide"}
    sections = (Section(heading=("Pay",), text=text),)
    names = (RoleName("ledger clerk"), RoleName("cook"))
    document = Document("a.md", "a.md", sections=sections, sha256="0", roles=names, **{**defaults, **front})
    return read_pay(document)


def _told(text, **front):
    return [(one.low, one.place, one.level, one.year, one.period) for one in _records(text, **front)]


def test_columns_by_the_date_from_which_they_hold():
    table = "| Job | Step | Eff. 7/1/2025 | Eff. 7/1/2026 |\n|---|---|---|---|\n"
    table += "| Ledger clerk (part time) | Entry | $20.00 | $21.00 |"
    assert _told(f"Rates per hour:\n\n{table}") == [
        (20.0, "United States", "part time, entry", 2025, "hour"),
        (21.0, "United States", "part time, entry", 2026, "hour"),
    ]


def test_a_head_of_a_place_and_what_else_holds_there():
    table = "| Job | National, own transport | London, own transport |\n|---|---|---|\n"
    table += "| Ledger clerk | £18.06 | £20.23 |"
    text = f"These are the hourly rates from 5 January 2026.\n\nHourly rate by job\n\n{table}"
    assert _told(text, country="GB", currency="GBP") == [
        (18.06, "United Kingdom", "own transport", 2026, "hour"),
        (20.23, "London", "own transport", 2026, "hour"),
    ]


def test_a_place_that_no_gazetteer_knows_beside_one_that_is_known():
    table = "| Puesto | Costa Azul | Madrid |\n|---|---|---|\n| Cocinero/a | 1.505 € | 1.560 € |"
    found = _told(
        f"Sueldo bruto mensual, tabla 2026:\n\n{table}", country="ES", currency="EUR", language="es"
    )
    assert [(low, place, period) for low, place, _, _, period in found] == [
        (1505.0, "Costa Azul", "month"),
        (1560.0, "Madrid", "month"),
    ]


def test_money_that_is_said_to_be_no_pay():
    assert _told("Ledger clerks are paid a meal allowance of $28 a day, which is not a wage.") == []


def test_the_middle_of_each_scale_is_its_median_and_a_cell_without_a_figure_is_none():
    places = (f"{place} {end}" for place in ("Lyon", "Metz / Brest") for end in ("low", "mid", "high"))
    header = f"| Role | Experience | {' | '.join(places)} |"
    first = "| Ledger clerk | 3-5 yrs | 31,000 | 34,000 | 38,000 | n/a | 30,500 | n/a |"
    last = "| Office lead | - | 41,000 | 44,000 | 48,000 | 38,000 | 40,000 | 43,000 |"
    rows = f"{first}\n{last}"
    table = f"Office roles, France, € per year, 2025\n\n{header}\n|---|---|---|---|---|---|---|---|\n{rows}"
    first, second, *_ = _records(table, country="FR", currency="EUR")
    assert first.amounts == {"low": 31000.0, "high": 38000.0, "median": 34000.0}
    assert (first.place, first.level) == ("Lyon", "3-5 years of experience")
    assert (second.place, second.median) == ("Metz / Brest", 30500.0)
    assert all(record.level != "-" for record in _records(table, country="FR", currency="EUR"))


def test_the_year_of_the_document_is_a_column_like_the_others():
    rows = "| Role | 2024 | 2025 |\n|---|---|---|\n| Ledger clerk | 31200 | 33600 |"
    table = f"Clerks, € per year, median\n\n{rows}"
    told = _records(table, country="IE", currency="EUR", year=2025)
    assert [(record.year, record.low or record.median) for record in told] == [
        (2024, 31200.0),
        (2025, 33600.0),
    ]


def test_columns_of_bare_figures_under_a_caption_of_money_and_time():
    lead = "Northern Ireland, £ per year, 2025"
    table = (
        f"{lead}\n\n| Role | Small office | Large office |\n|---|---|---|\n| Ledger clerk | 27200 | 29500 |"
    )
    told = _records(table, country="IE", currency="EUR")
    assert [(r.place, r.level, r.low, r.currency) for r in told] == [
        ("Northern Ireland", "small office", 27200.0, "GBP"),
        ("Northern Ireland", "large office", 29500.0, "GBP"),
    ]


def test_ranks_of_a_job_across_and_kinds_of_employer_down():
    header = "| Kind of firm (2025) | Trainee | Ledger clerk | Clerk instructor |"
    rows = "| Bank | £24,000 | £41,000 | £47,000 |\n| Freight | £22,000 | £39,000 | not published |"
    table = f"Pay a year:\n\n{header}\n|---|---|---|---|\n{rows}"
    assert {(r.role, r.level, r.low) for r in _records(table, currency="GBP", title="Ledger clerk")} == {
        ("ledger clerk", "trainee, bank", 24000.0),
        ("ledger clerk", "trainee, freight", 22000.0),
        ("ledger clerk", "bank", 41000.0),
        ("ledger clerk", "freight", 39000.0),
        ("clerk instructor", "bank", 47000.0),
    }


def test_a_step_behind_a_title_and_two_ladders_of_a_row():
    steps = "| Classification | Weekly ($) |\n|---|---|\n| Ledger clerk, 8th year and thereafter | 1,934.60 |"
    (record,) = _records(steps)
    assert (record.role, record.level) == ("ledger clerk", "8th year and thereafter")
    ladder = "| Stufe | Erfahrung | Innendienst |\n|---|---|---|\n| Senior-Kraft | ab 6 Jahren | 4.040 € |"
    (record,) = _records(f"Bruttomonatsgehälter\n\n{ladder}", currency="EUR", title="Ledger clerk")
    assert record.level == "senior-kraft, 6+ years of experience"


@pytest.mark.parametrize(
    ("header", "row", "country", "period", "low"),
    [
        ("| Functie | Salaris (bruto per maand) |", "| Kraanmachinist | € 2.950 |", "NL", "month", 2950.0),
        ("| Categoria | Salário base mensal |", "| Padeiro | 1.040,00 € |", "PT", "month", 1040.0),
        ("| Mansione | Retribuzione annua lorda |", "| Saldatore | 27.500 € |", "IT", "year", 27500.0),
        ("| Ruolo | Stipendio mensile |", "| Saldatore | 1.850 € |", "IT", "month", 1850.0),
    ],
)
def test_pay_tables_in_dutch_portuguese_and_italian(header, row, country, period, low):
    (record,) = _read(f"{header}\n|---|---|\n{row}", roles=(), country=country, currency="EUR")
    assert record[2:] == ({"low": low, "high": low}, period)


@pytest.mark.parametrize(
    "text",
    [
        "Rest-day working is voluntary and is normally paid at $310 to $375 a shift.",
        "Students who take a summer placement between university years were paid $26.80 an hour.",
        "Shift premiums of $1.15 an hour for evenings and $1.60 an hour for nights are common.",
    ],
)
def test_what_others_get_or_what_comes_on_top_is_no_pay(text):
    assert _read(text) == []


def test_a_line_of_another_title_and_its_pay():
    assert _read(
        "- Ledger clerks $57,330\n- Bank and system operators $64,870", heading=("Median annual wages",)
    )[0][:3] == (
        "ledger clerk",
        "median",
        {"median": 57330.0},
    )


def test_places_in_front_of_amounts_and_of_an_area():
    text = "Ledger clerk's base rate in our other areas: Milwaukee and southeast Wisconsin $61.40 an hour."
    assert [record.place for record in _records(text, title="Ledger clerk")] == ["Milwaukee"]
    table = "Hourly rates, Chicago area. Trainees get less.\n\n| Role | Rate |\n|---|---|\n| Cook | $31.50 |"
    assert [record.place for record in _records(table)] == ["Chicago"]


def test_dutch_scales_of_two_ends_dates_and_ranges():
    rows = "| Ledger clerk | € 2.715 | € 3.240 |\n| Ploegbaas | € 4.150 | n.v.t. |"
    table = f"| Functie | Aanvang | Eind |\n|---|---|---|\n{rows}"
    lead = "Onze schalen per 1 januari 2026, bruto per maand:"
    found = _records(f"{lead}\n\n{table}", country="NL", currency="EUR")
    assert [(r.role, r.low, r.high, r.year) for r in found] == [
        ("ledger clerk", 2715.0, 3240.0, 2026),
        ("ploegbaas", 4150.0, 4150.0, 2026),
    ]
    text = "Een ledger clerk verdient tussen € 3.600 en € 4.900 per maand."
    assert _read(text, country="NL", currency="EUR") == [
        ("ledger clerk", "range", {"low": 3600.0, "high": 4900.0}, "month")
    ]


def test_the_one_job_that_the_heads_of_a_table_name():
    table = "| State | Average hourly wage of cooks 2024 | 2025 |\n|---|---|---|\n| Ohio | $19.10 | $20.46 |"
    assert {record.role for record in _records(table, title="Ledger clerk")} == {"cook"}
