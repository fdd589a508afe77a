from dataclasses import replace

from bot.schema import PayRecord
from bot.store.repeats import without_repeats

ROW = PayRecord(
    id="t1",
    role="Librarian",
    kind="percentiles",
    currency="GBP",
    period="year",
    p25=24000,
    median=27000,
    p75=31000,
    year=2025,
    publisher="City of Example",
    document_id="library/pay.csv",
)
PROSE = replace(
    ROW, id="p1", kind="median", p25=None, p75=None, document_id="library/guide.md", publisher="A Guide"
)
TABLES = frozenset({"library/pay.csv"})


def test_prose_that_quotes_a_row_of_its_own_folder_is_dropped():
    assert without_repeats([PROSE, ROW], TABLES) == (ROW,)
    assert without_repeats([replace(PROSE, year=None, role="Archivist"), ROW], TABLES) == (ROW,)


def test_prose_of_the_same_publisher_is_dropped_wherever_it_is():
    prose = replace(PROSE, document_id="elsewhere.md", publisher="city of example")

    assert without_repeats([ROW, prose], TABLES) == (ROW,)


def test_other_figures_years_periods_currencies_and_sources_stay():
    others = (
        replace(PROSE, median=27001),
        replace(PROSE, high=99000),
        replace(PROSE, year=2024),
        replace(PROSE, period="month"),
        replace(PROSE, currency="EUR"),
        replace(PROSE, document_id="another/guide.md"),
        replace(PROSE, document_id="guide.md"),
        replace(PROSE, median=None),
    )

    assert without_repeats([ROW, *others], TABLES) == (ROW, *others)


def test_rows_of_tables_always_stay():
    twin = replace(ROW, id="t2")

    assert without_repeats([ROW, twin], TABLES) == (ROW, twin)
