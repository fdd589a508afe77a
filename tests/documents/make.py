"""Small files of every kind, made by the tests that read them."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.shared import Pt, RGBColor
from fpdf import FPDF

LONG = "The work follows the seasons, and no two weeks are alike for the people who do it every day. " * 4


def pdf(path: Path, *, password: str | None = None, hidden: str = "", pages: int = 2) -> Path:
    """A guide with a title, headings, a ruled table, running heads, page numbers and maybe white writing."""
    file = FPDF()
    file.set_author("Green Trades Council")
    file.set_creation_date(datetime(2024, 3, 1, tzinfo=UTC))
    file.set_margin(20)
    for number in range(1, pages + 1):
        file.add_page()
        file.set_font("helvetica", size=8)
        file.text(20, 10, "Green Trades Council - careers series")
        file.text(100, 290, f"Page {number}")
        if number == 1:
            file.set_font("helvetica", "B", 22)
            file.cell(text="Working as a gardener", new_x="LMARGIN", new_y="NEXT", h=20)
        file.set_font("helvetica", "B", 14)
        file.cell(text=f"Part {number} of the work", new_x="LMARGIN", new_y="NEXT", h=12)
        file.set_font("helvetica", size=11)
        file.multi_cell(0, 6, LONG, new_x="LMARGIN", new_y="NEXT")
        if number == 2:
            file.set_font("helvetica", "B", 11)
            file.cell(text="Pay by region", new_x="LMARGIN", new_y="NEXT", h=12)
            file.set_font("helvetica", size=11)
            with file.table() as table:
                for row in (("Region", "Hourly rate"), ("London", "28 to 40 GBP"), ("Wales", "19 to 26 GBP")):
                    table.row(row)
        if hidden:
            file.set_text_color(255, 255, 255)
            file.cell(text=hidden, new_x="LMARGIN", new_y="NEXT", h=10)
            file.set_text_color(0, 0, 0)
    if password:
        file.set_encryption(owner_password="owner", user_password=password)
    file.output(str(path))
    return path


def picture_pdf(path: Path) -> Path:
    """A scan: one page that is a picture."""
    from PIL import Image

    file = FPDF()
    file.add_page()
    file.image(Image.new("RGB", (60, 60), "grey"), x=10, y=10, w=100)
    file.output(str(path))
    return path


def word(path: Path, *, hidden: str = "") -> Path:
    """A guide with a title, headings, a list, a table and maybe hidden, white and tiny writing."""
    file = docx.Document()
    file.core_properties.author = "Green Trades Council"
    file.add_heading("Working as a gardener", 0)
    file.add_paragraph("Gardeners plant and prune.")
    file.add_heading("Pay", 1)
    file.add_paragraph("A trainee starts on £22,500 to £24,000 a year.")
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Region", "Hourly rate"
    for region, rate in (("London", "£28 to £40"), ("Wales", "£19 to £26")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = region, rate
    file.add_heading("Tools", 2)
    for tool in ("secateurs", "spade"):
        file.add_paragraph(tool, style="List Bullet")
    if hidden:
        paragraph = file.add_paragraph("Seen. ")
        paragraph.add_run(hidden).font.hidden = True
        paragraph.add_run(hidden).font.color.rgb = RGBColor(255, 255, 255)
        paragraph.add_run(hidden).font.size = Pt(1)
    file.save(str(path))
    return path


def slides(path: Path, *, hidden: str = "") -> Path:
    """Two slides with titles and text, and maybe a hidden one between them."""
    deck = pptx.Presentation()
    for title, text in (
        ("Working as a gardener", "Plant and prune."),
        (None, hidden),
        ("Pay", "£24,500 a year"),
    ):
        if title is None and not hidden:
            continue
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title or "Hidden"
        slide.placeholders[1].text = text
        if title is None:
            slide._element.set("show", "0")
    deck.save(str(path))
    return path


def workbook(path: Path, *, hidden: str = "") -> Path:
    """A sheet with a caption, money, a percentage and a date; maybe a hidden sheet, row and column."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pay by grade"
    sheet.append(["Gardeners, 2024"])
    sheet.append(["Grade", "Pay", "Share", "Since", hidden or None])
    sheet.append(["Trainee", 22500, 0.125, None, hidden or None])
    sheet.append(["Head", 34000.5, 0.5, None, None])
    sheet.append([hidden or None])
    sheet["B3"].number_format = sheet["B4"].number_format = '"£"#,##0'
    sheet["C3"].number_format = sheet["C4"].number_format = "0.0%"
    if hidden:
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["E"].hidden = True
        book.create_sheet("Secret").append([hidden])
        book["Secret"].sheet_state = "hidden"
    book.save(path)
    return path


def repacked(source: Path, target: Path, changes: dict[str, bytes]) -> Path:
    """A copy of an Office file with some of its parts replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in changes:
                new.writestr(part.filename, old.read(part))
        for name, data in changes.items():
            new.writestr(name, data)
    return target
