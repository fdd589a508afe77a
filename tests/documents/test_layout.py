"""What frames a page stays out, what stands above its main part comes in; columns and bullets of a PDF."""

import pytest
from fpdf import FPDF

from bot.documents import Parser, read_document

LONG = "The work follows the seasons, and no two weeks are alike for the people who do it. "


@pytest.fixture(scope="module")
def parser():
    with Parser() as parser:
        yield parser


def page(tmp_path, parser, body):
    path = tmp_path / "g.html"
    path.write_text(f"<html><head><title>Joiner | Careers</title></head><body>{body}</body></html>")
    return read_document(path, root=tmp_path, parser=parser)


def test_what_stands_with_the_heading_above_the_main_part_is_read(tmp_path, parser):
    body = (
        "<header class='hero'><h1>Joiner</h1><h2>Average salary (a year)</h2><p>£19,000 Starter</p></header>"
        f"<main><h2>Duties</h2><p>{LONG * 4}</p></main>"
    )
    document = page(tmp_path, parser, body)
    assert [section.heading[-1] for section in document.sections] == ["Average salary (a year)", "Duties"]


def test_lists_that_only_lead_elsewhere_are_left_out(tmp_path, parser):
    links = "".join(f"<li><a href='{to}'>{to[1:]}</a></li>" for to in ("/data", "/news", "/jobs"))
    tabs = "".join(f"<li><a href='#{name}'>{name}</a></li>" for name in ("pay", "duties", "outlook"))
    body = f"<ul>{links}</ul><h1>Joiner</h1><ul>{tabs}</ul><p>{LONG}</p><ul>{links}</ul>"
    (section,) = page(tmp_path, parser, body).sections
    assert "outlook" not in section.text
    assert section.text.count("news") == 1, "a list of links below the heading may be what the page tells"


def test_other_names_in_the_heading_are_no_part_of_the_title(tmp_path, parser):
    body = f"<h1>Joiner in Canada <small>Also known as: bench joiner</small></h1><p>{LONG}</p>"
    document = page(tmp_path, parser, body)
    assert document.title == "Joiner in Canada"
    assert document.sections[0].text == "Also known as: bench joiner"


def test_columns_and_drawn_bullets_of_a_pdf(tmp_path, parser):
    file = FPDF(unit="pt")
    file.add_page()
    file.set_font("helvetica", "B", 20)
    file.text(60, 60, "Working as a joiner in a shop far away from the sea")
    for x, name in ((60, "Left"), (320, "Right")):
        file.set_font("helvetica", "B", 13)
        file.text(x, 100, f"{name} column")
        file.set_font("helvetica", size=10)
        for n in range(8 if name == "Left" else 5):
            file.text(x, 120 + 13 * n, f"{name} line {n} says some more of the same work.")
    for n in range(2):
        file.ellipse(325, 200 + 20 * n, 3, 3, style="F")
        file.text(335, 204 + 20 * n, f"Point {n} of the list")
    file.set_font("helvetica", "B", 13)
    file.text(60, 300, "Across")
    file.set_font("helvetica", size=10)
    file.text(60, 320, "What is set across both columns comes last, and is read after both of them are done.")
    file.output(str(tmp_path / "g.pdf"))

    sections = read_document(tmp_path / "g.pdf", root=tmp_path, parser=parser).sections

    assert [section.heading[-1] for section in sections] == ["Left column", "Right column", "Across"]
    assert "- Point 0 of the list\n\n- Point 1 of the list" in sections[1].text


def test_figures_in_columns_without_lines_are_a_table_and_text_in_columns_is_none(tmp_path, parser):
    file = FPDF(unit="pt")
    file.add_page()
    file.set_font("Helvetica", size=11)
    file.text(40, 60, "The median by region, for those with a licence:")
    rows = [
        ("Region", "2022", "2024"),
        ("Northmark", "$109,000", "$119,500"),
        ("Westmark", "$106,200", "n/a"),
    ]
    for n, row in enumerate(rows):
        for x, cell in zip((40, 200, 320), row, strict=True):
            file.text(x, 100 + 19 * n, cell)
    for n, words in enumerate(("The first thing to do", "is to see the place", "where others work")):
        file.text(40, 300 + 14 * n, words)
        file.text(320, 300 + 14 * n, words)
    path = tmp_path / "a.pdf"
    file.output(str(path))
    text = "\n".join(section.text for section in read_document(path, root=tmp_path, parser=parser).sections)
    assert "| Northmark | $109,000 | $119,500 |" in text
    assert "| Westmark | $106,200 | n/a |" in text
    assert text.count("|") == 4 * 4
