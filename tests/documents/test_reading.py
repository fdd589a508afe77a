import hashlib

import pytest

from bot.documents import document_id, read_document
from bot.documents.cleaning import clean
from bot.documents.encoding import decode
from bot.documents.reading import read_rows, title_from_name
from bot.errors import DocumentError


def test_a_guide_becomes_a_document(tmp_path):
    guides = tmp_path / "my-guides" / "uk"
    guides.mkdir(parents=True)
    path = guides / "library.md"
    path.write_text(
        "---\ntitle: Library work\nyear: 2025\n---\n# Heading\n\n## Pay\n\nMoney.\n", encoding="utf-8"
    )

    document = read_document(path, root=tmp_path / "my-guides")

    assert document.id == document.path == "my-guides/uk/library.md"
    assert (document.title, document.year) == ("Library work", 2025)
    assert [(s.heading, s.line) for s in document.sections] == [(("Pay",), 7)]
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_title_is_the_heading_or_else_the_file_name(tmp_path):
    headed, bare = tmp_path / "a.md", tmp_path / "night-shift_work.md"
    headed.write_text("# Working nights\n\nText.\n")
    bare.write_text("Text.\n")

    assert read_document(headed, root=headed).title == "Working nights"
    assert read_document(bare, root=bare).title == "Night shift work"


def test_a_single_file_is_its_own_root(tmp_path):
    assert document_id(tmp_path / "a.md", tmp_path / "a.md") == "a.md"


def test_a_table_becomes_a_markdown_table(tmp_path):
    path = tmp_path / "shifts.csv"
    path.write_text("shift;hours\nearly;06-14\n\nnight | late;22-06\n")

    (section,) = read_document(path, root=path).sections

    assert section.text == "| shift | hours |\n| --- | --- |\n| early | 06-14 |\n| night \\| late | 22-06 |"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.md", b"", "is empty"),
        ("a.md", b"---\ntitle: x\n---\n\n## Only a heading\n", "holds no text"),
        ("a.csv", b",\n,\n", "holds no rows"),
        ("a.log", b"line", "not a kind of file"),
        ("none", b"text", "not a kind of file"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(DocumentError, match=reason):
        read_document(path, root=path)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(DocumentError, match="cannot be opened: No such file"):
        read_document(tmp_path / "gone.md", root=tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_are_told_apart(encoding):
    text = "Die Vergütung beträgt 2.900 € bis 3.400 € im Monat, je nach Erfahrung und Größe.\n"

    assert decode(text.encode(encoding)) == text


def test_control_characters_go_and_line_ends_are_one_kind():
    assert clean("a\x00b\x1b[31m\r\nc\rd")[0] == "ab[31m\nc\nd"


def test_ragged_rows_and_names():
    assert read_rows("a\tb\n1\n") == [["a", "b"], ["1"]]
    assert title_from_name(type("P", (), {"stem": "", "name": ".md"})()) == ".md"


def test_a_line_above_a_table_is_its_caption(tmp_path):
    path = tmp_path / "pay.csv"
    path.write_text('"Pay survey 2024, monthly gross in CHF"\nFunction,Canton,Median\nClerk,Bern,5900\n')
    (section,) = read_document(path, root=tmp_path).sections
    assert section.text.startswith("Pay survey 2024, monthly gross in CHF\n\n| Function | Canton | Median |")


@pytest.mark.parametrize(
    "text",
    ["Job|Pay\nGroom|$17\n", "sep=;\nJob;Pay\nGroom;$17\n", "A list: of pay, by job\n\nJob;Pay\nGroom;$17\n"],
)
def test_tables_whatever_parts_their_cells(tmp_path, text):
    (tmp_path / "a.csv").write_text(text)
    document = read_document(tmp_path / "a.csv", root=tmp_path)
    assert document.sections[0].text.endswith("| Job | Pay |\n| --- | --- |\n| Groom | $17 |")


def test_two_tables_of_one_file_stay_apart(tmp_path):
    rows = "Hourly pay\nJob,Pay\nGroom,$17\n,\nRider,$20\n\nSalaries a year\nJob,Pay\nVet,$90000\n\nA note\n"
    (tmp_path / "a.csv").write_text(rows)
    text = read_document(tmp_path / "a.csv", root=tmp_path).sections[0].text
    assert text.count("| --- | --- |") == 2
    assert "| Rider | $20 |\n\nSalaries a year\n\n| Job | Pay |" in text
    assert text.endswith("| Vet | $90000 |\n\nA note")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Il gagne 2 100 € par mois à Orléans, où il est né.", "cp1252"),
        ("Größere Ställe zahlen mehr – „gut“ für Köche.", "cp1252"),
        ("Il gagne 2 100 € par mois à Orléans.", "mac_roman"),
        ("Zażółć gęślą jaźń, kowal zarabia więcej.", "cp1250"),
        ("Кузнец подковывает лошадей. Работа тяжёлая.", "koi8_r"),
        ("装蹄師は馬の蹄を手入れします。時給は2,000円です。", "shift_jis"),
    ],
)
def test_short_texts_in_older_encodings(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_text_that_a_program_read_wrongly_and_saved_is_mended():
    assert (
        decode("Sie verdient 14,20 â‚¬, grÃ¶ÃŸere HÃ¶fe mehr.".encode())
        == "Sie verdient 14,20 €, größere Höfe mehr."
    )


def test_a_page_that_names_the_wrong_encoding(tmp_path):
    page = "<html><meta charset='utf-8'><body><h1>Métier</h1><p>Il gagne 9 € à Orléans.</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("cp1252"))
    assert read_document(tmp_path / "a.html", root=tmp_path).sections[0].text == "Il gagne 9 € à Orléans."
