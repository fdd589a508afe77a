import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chunking import chunk_document, is_table, merge_texts, rows_of, split_section, table_header
from bot.schema import Document, Section


def count(text: str) -> int:
    return len(re.findall(r"\w|[^\w\s]", text))


def document(*sections: Section, title: str = "Guide") -> Document:
    return Document(id="g.md", path="g.md", title=title, sections=sections, sha256="0")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


prose = st.lists(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00|"), max_size=60), max_size=12
).map("\n".join)
headings = st.lists(st.text(alphabet="abc déf€", min_size=1, max_size=80), max_size=5).map(tuple)


@settings(deadline=None)
@given(st.lists(st.builds(Section, heading=headings, text=prose), max_size=4), st.text(max_size=200))
def test_no_chunk_is_longer_than_the_window_and_none_crosses_a_section(sections, title):
    chunks = chunk_document(document(*sections, title=title), count, 120)

    assert [chunk.ordinal for chunk in chunks] == list(range(len(chunks)))
    for chunk in chunks:
        assert count(chunk.embedded_text) <= 120
        assert chunk.text.strip()
    for number, section in enumerate(sections):
        parts = [chunk.text for chunk in chunks if chunk.section_ordinal == number]
        assert "".join(words("".join(parts))) == "".join(words(section.text))


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(2, 5), st.integers(100, 200))
def test_every_row_of_a_table_is_in_a_piece_with_its_header(rows, columns, room):
    header = "| " + " | ".join(f"c{n}" for n in range(columns)) + " |\n|" + " --- |" * columns
    lines = ["| " + " | ".join(f"r{row}x{n}" for n in range(columns)) + " |" for row in range(rows)]

    pieces = split_section(Section(heading=(), text="\n".join([header, *lines])), count, room)

    assert all(count(piece) <= room for piece in pieces)
    assert all(piece.startswith(header) for piece in pieces)
    assert [line for piece in pieces for line in piece.split("\n")[2:]] == lines
    assert merge_texts(pieces) == "\n".join([header, *lines])


def test_a_section_that_fits_is_one_chunk_just_as_written():
    text = "First line.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |"

    (chunk,) = chunk_document(document(Section(("Pay", "Day"), text, asks=("Why?",), page=3)), count, 200)

    assert (chunk.id, chunk.section, chunk.text) == ("g.md#0", "Pay > Day", text)
    assert (chunk.asks, chunk.page) == (("Why?",), 3)


def test_a_table_that_fits_is_kept_whole_and_with_its_caption():
    table = "Pay by grade\n\n| grade | pay |\n| --- | --- |\n| A | 10 |\n| B | 20 |"
    long = " ".join(["word."] * 60)

    pieces = split_section(Section((), f"{long}\n\n{table}\n\n{long}"), count, 130)

    assert sum("| grade |" in piece for piece in pieces) == 1
    (piece,) = [piece for piece in pieces if "| grade |" in piece]
    assert "Pay by grade" in piece
    assert "| B | 20 |" in piece


def test_asks_stay_with_the_first_chunk_of_their_section():
    text = "\n\n".join(["alpha beta gamma delta epsilon zeta eta theta"] * 20)

    chunks = chunk_document(document(Section(("Pay",), text, asks=("Why?",))), count, 200)

    assert len(chunks) > 1
    assert [chunk.asks for chunk in chunks] == [("Why?",), *[()] * (len(chunks) - 1)]


def test_sentences_are_not_cut_where_they_fit():
    sentences = [f"Sentence number {n} says a little about the work." for n in range(30)]

    pieces = split_section(Section((), " ".join(sentences)), count, 120)

    assert all(piece.rstrip().endswith("work.") for piece in pieces)


def test_each_chunk_is_on_the_page_it_starts_on():
    paragraphs = [f"Paragraph {n} " + "word " * 60 for n in range(6)]
    text = "\n\n".join(paragraphs)
    section = Section(("Pay",), text, page=4, page_starts=((4, 5), (8, 6)))

    chunks = chunk_document(document(section), count, 300)

    assert [chunk.page for chunk in chunks] == [4, 4, 5, 5, 6, 6]


def test_each_row_of_a_table_can_be_read_alone():
    text = "Pay\n\n| Region | Rate | Note |\n|---|---|---|\n| Wales | £19 | a \\| b |\n| Kent |  | |\n\nEnd."

    assert rows_of(text) == ["Region: Wales; Rate: £19; Note: a \\| b", "Region: Kent"]
    assert rows_of("no table") == []


def test_a_table_is_told_from_prose():
    assert is_table("Caption\n| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert not is_table("| just a line |")
    assert not is_table("a | b\n\nc")
    assert table_header("Cap\n| a |\n|---|\n| 1 |") == "Cap\n| a |\n|---|"


def test_a_block_of_very_many_lines_is_cut_at_once():
    lines = "A line of a log that says nothing new\n" * 40_000
    start = time.process_time()
    pieces = split_section(Section(("Log",), lines), lambda text: len(text) // 4, 254)
    assert "".join("".join(pieces).split()) == "".join(lines.split())
    assert time.process_time() - start < 20
