import re
from pathlib import Path

import pytest

from bot.indexing import sync
from bot.lint import lint
from bot.pay import PayBook, read_table
from bot.settings import PROJECT_ROOT, Settings
from bot.store import Store

KNOWLEDGE = PROJECT_ROOT / "knowledge"
README = (KNOWLEDGE / "README.md").read_text(encoding="utf-8")
EXAMPLES = {
    "bicycle-mechanic.md": re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)[0],
    **{
        f"table-{number}.csv": text
        for number, text in enumerate(re.findall(r"```csv\n(.*?)```", README, re.DOTALL))
    },
}


@pytest.fixture
def examples(tmp_path):
    folder = tmp_path / "my-guides"
    folder.mkdir()
    for name, text in EXAMPLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def shipped_book():
    tables = [read_table(file) for file in sorted((KNOWLEDGE / "pay").glob("*.csv"))]
    return PayBook(
        [record for table in tables for record in table.records],
        [price for table in tables for price in table.prices],
        [link for table in tables for link in table.links],
        [role for table in tables for role in table.roles],
    )


def test_the_shipped_knowledge_has_nothing_to_put_right():
    assert [str(finding) for finding in lint([KNOWLEDGE])] == []


def test_the_examples_of_the_readme_pass_the_check(examples):
    assert len(EXAMPLES) == 4
    assert [str(finding) for finding in lint([examples])] == []


def test_the_examples_of_the_readme_can_be_asked_about(examples, tmp_path, encoder):
    settings = Settings(data_dir=tmp_path / "data", _env_file=None)
    report = sync([examples], settings, encoder=encoder)
    assert (report.documents, report.skipped) == (4, ())
    index = Store(settings).current()
    book = PayBook(index.pay, index.prices, index.links, [r for d in index.documents for r in d.roles])
    assert book.find("bike mechanics", place="Glasgow").best.median == 29640
    assert {source.record.publisher for source in book.sources("bicycle mechanic")} == {
        "Wheelwrights' Guild",
        "Example Statistics Office",
    }
    assert book.estimate("bicycle mechanic", "Scotland").values["low"] == 21850
    assert book.price("Scotland").index == 97.4
    index.close()


def test_the_readme_names_every_pay_table():
    for file in (KNOWLEDGE / "pay").glob("*.csv"):
        patterns = re.findall(r"`pay/([\w.*-]+)`", README)
        assert any(Path(file.name).match(pattern) for pattern in patterns), file.name


def test_official_titles_stand_by_their_rows():
    for record in shipped_book().records:
        if record.publisher == "U.S. Bureau of Labor Statistics":
            assert record.note.startswith("Official title: ")


def test_no_row_gives_a_yearly_figure_for_an_industry():
    assert {record.period for record in shipped_book().records if record.industry} == {"hour"}


def test_states_and_territories_are_complete():
    book = shipped_book()
    for role in ("customer service representative", "retail salesperson"):
        places = {record.place for record in book.own(role) if record.place_kind == "region"}
        assert len(places) == 54
    assert len(book.prices) == 52


def test_every_linked_title_has_a_best_occupation_with_pay():
    book = shipped_book()
    for role in {link.role for link in book.links}:
        assert book.own(book.links_of(role)[0].occupation), role
