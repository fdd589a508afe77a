"""Files that are broken or meant to do harm: each is skipped with its reason, and the rest go on."""

import os
import time
import zipfile

import openpyxl
import pytest
from fpdf import FPDF

from bot.documents import Parser, kinds, read_document
from bot.documents.cleaning import clean
from bot.errors import DocumentError
from bot.indexing import sync
from bot.settings import Settings
from bot.store import Store
from tests.documents import make
from tests.word_encoder import WordEncoder

BOMB = b"<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><w>&b;</w>"


@pytest.fixture(scope="module")
def parser():
    with Parser() as parser:
        yield parser


def reason(path, parser):
    with pytest.raises(DocumentError) as caught:
        read_document(path, root=path.parent, parser=parser)
    return str(caught.value)


def written(path, data):
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.txt", b"  \n\t ", "is empty"),
        ("a.txt", b"\x00" * 9000, "nothing but blanks"),
        ("a.pdf", b"%PDF-1.7\nnot really", "damaged or cut off"),
        ("a.pdf", b"plain text", "is not a .pdf file inside"),
        ("a.docx", b"PK\x03\x04 cut", "damaged or cut off"),
        ("a.md", b"\x89PNG\r\n\x1a\n....", "is a picture"),
        ("a.txt", b"MZ\x90\x00", "is a program"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"WordDocument", "old Office format"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        ("a.rtf", b"{\\rtf1 text}", "RTF"),
        ("a.txt", b"text\x00\x01\x02\x03" * 100, "is not text"),
        ("a.gz", b"\x1f\x8b....", "compressed archive"),
        ("a.txt", b"Subject: x\nContent-Type: multipart/related;\n\n--b\n", "packed with its parts"),
        ("a.eml", b"Subject: x\n\nText.\n", "packed with its parts"),
        ("a.md", b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "fetch that file first"),
        ("a.pdf.crdownload", b"%PDF-1.7 half", "let its download finish"),
        ("a.pages", b"PK\x03\x04", "export it as .docx"),
        ("a.url", b"[InternetShortcut]\nURL=x\n", "save the page itself"),
        ("a.csv", b"Job,Pay\n", "holds no rows"),
        ("a.html", b"<html><title>403 Forbidden</title><p>Denied.</p></html>", "only says '403 Forbidden'"),
        ("a.json", b"{}", ".json is not a kind of file"),
    ],
)
def test_what_is_no_document_says_what_it_is(tmp_path, parser, name, data, why):
    assert why in reason(written(tmp_path / name, data), parser)


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("application/vnd.oasis.opendocument.text", "OpenDocument file; save it as .docx"),
        ("application/epub+zip", "e-book; save it as .html"),
    ],
)
def test_other_kinds_of_archive_say_what_to_save_them_as(tmp_path, parser, kind, why):
    path = tmp_path / "guide.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
    with pytest.raises(DocumentError, match=why):
        read_document(path, root=tmp_path, parser=parser)


@pytest.mark.parametrize(
    "page",
    [
        "<html><frameset cols='20%,80%'><frame src='a.html'><frame src='b.html'></frameset></html>",
        "<html><head><meta http-equiv='Refresh' content='0; url=other.html'></head><body></body></html>",
    ],
)
def test_a_page_of_frames_says_to_save_the_page_inside(tmp_path, parser, page):
    path = tmp_path / "guide.html"
    path.write_text(page)
    with pytest.raises(DocumentError, match="save the page that shows the text"):
        read_document(path, root=tmp_path, parser=parser)


def test_a_stray_zero_byte_costs_no_text(tmp_path, parser):
    path = tmp_path / "guide.md"
    path.write_bytes(b"# Gardener\n\n" + b"Gardeners plant and prune. " * 9 + b"\x00 And rake.")
    assert "And rake." in read_document(path, root=tmp_path, parser=parser).sections[0].text


def test_formulas_without_a_saved_result_are_reported(tmp_path, parser):
    book = openpyxl.Workbook()
    book.active.append(["Role", "Pay"])
    book.active.append(["Gardener", "=20000+4000"])
    book.save(tmp_path / "pay.xlsx")
    document = read_document(tmp_path / "pay.xlsx", root=tmp_path, parser=parser)
    assert document.warnings == (
        "1 formula(s) without a saved result left out; open the file and save it again",
    )


def test_a_pdf_whose_pages_say_the_same_keeps_its_text(tmp_path, parser):
    file = FPDF()
    for _ in range(3):
        file.add_page()
        file.set_font("helvetica", size=11)
        file.cell(text="Gardeners plant and prune.")
    file.output(str(tmp_path / "same.pdf"))
    document = read_document(tmp_path / "same.pdf", root=tmp_path, parser=parser)
    assert "Gardeners plant and prune." in document.sections[0].text


def test_an_ordinary_archive_is_no_document(tmp_path, parser):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("readme.txt", "text")

    assert "is an archive" in reason(tmp_path / "a.docx", parser)


def test_encrypted_and_scanned_pdfs(tmp_path, parser):
    assert "is encrypted" in reason(make.pdf(tmp_path / "a.pdf", password="secret"), parser)
    assert "holds only pictures" in reason(make.picture_pdf(tmp_path / "b.pdf"), parser)


@pytest.mark.parametrize("kind", ["pdf", "word", "slides", "workbook"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_truncated_files_are_skipped_or_give_what_is_left(tmp_path, parser, kind, share):
    suffix = {"pdf": "pdf", "word": "docx", "slides": "pptx", "workbook": "xlsx"}[kind]
    whole = getattr(make, kind)(tmp_path / f"whole.{suffix}").read_bytes()
    path = written(tmp_path / f"cut.{suffix}", whole[: int(len(whole) * share)])

    assert "damaged or cut off" in reason(path, parser)


@pytest.mark.parametrize(
    ("kind", "suffix", "part"),
    [
        ("word", "docx", "word/document.xml"),
        ("slides", "pptx", "ppt/presentation.xml"),
        ("workbook", "xlsx", "xl/workbook.xml"),
    ],
)
def test_entity_bombs_are_not_parsed(tmp_path, parser, kind, suffix, part):
    source = getattr(make, kind)(tmp_path / f"a.{suffix}")

    assert "entity bomb" in reason(make.repacked(source, tmp_path / f"b.{suffix}", {part: BOMB}), parser)


def test_compression_bombs_are_not_unpacked(tmp_path, parser):
    source = make.word(tmp_path / "a.docx")
    bomb = make.repacked(source, tmp_path / "b.docx", {"word/media/x.bin": b"\0" * 60_000_000})
    assert bomb.stat().st_size < 200_000

    assert "compression bomb" in reason(bomb, parser)


def test_a_document_of_empty_paragraphs_holds_no_text(tmp_path, parser):
    import docx

    file = docx.Document()
    file.add_paragraph("")
    file.save(str(tmp_path / "a.docx"))

    assert "holds no text" in reason(tmp_path / "a.docx", parser)


def test_macros_are_not_run_and_the_text_is_read(tmp_path, parser):
    source = make.word(tmp_path / "a.docx")
    path = make.repacked(source, tmp_path / "b.docm", {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"})

    document = read_document(path, root=tmp_path, parser=parser)

    assert document.title == "Working as a gardener"


def test_files_too_large_are_named_without_being_read(tmp_path, parser):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.write(b"text " * 1000)
        file.truncate(100_000_000)

    assert "is too large: 100 MB" in reason(path, parser)


def test_deep_nesting_does_no_harm(tmp_path, parser):
    path = written(
        tmp_path / "a.html", b"<html><body>" + b"<div>" * 20000 + b"deep words" + b"</div>" * 20000
    )

    assert "deep words" in read_document(path, root=tmp_path, parser=parser).sections[0].text


def test_a_parser_that_hangs_is_stopped_and_the_next_file_is_read(tmp_path):
    make.pdf(tmp_path / "slow.pdf", pages=60)
    make.word(tmp_path / "next.docx")
    started = time.perf_counter()
    with Parser(seconds=0.01) as parser:
        assert "took longer than" in reason(tmp_path / "slow.pdf", parser)
        parser._seconds = 60
        assert read_document(tmp_path / "next.docx", root=tmp_path, parser=parser).title
    assert time.perf_counter() - started < 30


def test_a_parser_that_eats_memory_is_stopped(tmp_path):
    page = b"<html><body>" + b"<p>a <b>few</b> words</p>" * 200_000 + b"</body></html>"
    with Parser(megabytes=30) as parser:
        why = reason(written(tmp_path / "a.html", page), parser)

    assert "needs more memory than a document may take" in why


def test_a_parser_that_dies_is_replaced(tmp_path):
    path = make.word(tmp_path / "a.docx")
    with Parser() as parser:
        read_document(path, root=tmp_path, parser=parser)
        assert parser._process is not None
        parser._process.kill()
        parser._process.wait()
        assert read_document(path, root=tmp_path, parser=parser).title


MARKUP = """Text <script>steal()</script> and <img src=x onerror=alert(1)> <b>bold</b> a<br>b
[web](https://example.org) [file](file:///etc/passwd) [cloud](http://169.254.169.254/latest)
[js](javascript:alert(1)) ![alt](x.png) <file:///etc/shadow> <https://example.org> 3 < 5 > 2
<iframe src="x">inside</iframe> <unclosed"""


def test_markup_and_links_are_made_inert():
    text, _ = clean(MARKUP)

    for gone in ("script", "steal", "onerror", "<b>", "file:", "javascript", "alt", "iframe", "inside"):
        assert gone not in text
    for kept in (
        "[web](https://example.org)",
        "file",
        "js",
        "3 < 5 > 2",
        "a b",
        "bold",
        "<https://example.org>",
    ):
        assert kept in text
    assert text.count("\n") == MARKUP.count("\n")


def test_invisible_characters_go_and_joiners_stay():
    tagged = "pay" + "".join(chr(0xE0000 + ord(char)) for char in "obey")
    text, warnings = clean(f"{tagged} zero\u200bwidth \u202egnp.exe می\u200cخواهم \x1b[31m")

    assert text == "pay zerowidth gnp.exe می\u200cخواهم [31m"
    assert warnings == ("4 invisible characters left out",)


def test_a_folder_of_all_of_them_is_ingested_with_each_named(tmp_path):
    folder = tmp_path / "guides"
    folder.mkdir()
    good = make.word(folder / "good.docx")
    make.pdf(folder / "locked.pdf", password="x")
    make.picture_pdf(folder / "scan.pdf")
    written(folder / "empty.md", b"")
    written(folder / "cut.docx", good.read_bytes()[:2000])
    written(folder / "evil\x07\n<b>.md", b"# Fine\n\nText.\n")
    written(folder / ("n" * 251 + ".md"), b"Text under a long name.\n")
    settings = Settings(data_dir=tmp_path / "data", _env_file=None)

    report = sync([folder], settings, encoder=WordEncoder())

    assert {path for path, _ in report.skipped} == {
        "guides/locked.pdf",
        "guides/scan.pdf",
        "guides/empty.md",
        "guides/cut.docx",
    }
    assert len(report.added) == 3
    assert all(name.isprintable() for name in report.added)


def test_thousands_of_tiny_files(tmp_path):
    folder = tmp_path / "many"
    for number in range(2000):
        path = folder / str(number % 40) / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Note {number} about work.\n")
    settings = Settings(data_dir=tmp_path / "data", _env_file=None)
    started = time.perf_counter()

    report = sync([folder], settings, encoder=WordEncoder())
    again = sync([folder], settings, encoder=WordEncoder())

    assert (len(report.added), len(again.unchanged)) == (2000, 2000)
    assert len(Store(settings).current().chunks) == 2000
    assert time.perf_counter() - started < 120


def test_unreadable_permissions_are_named(tmp_path, monkeypatch):
    path = written(tmp_path / "a.md", b"Text.\n")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(kinds.Path, "open", refuse)
    with pytest.raises(DocumentError, match="cannot be opened: Permission denied"):
        read_document(path, root=tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "[a](" * 20_000,
        "![a](" * 20_000,
        "<script <style " * 20_000,
        "**" * 20_000,
        "|" * 50_000 + "\n" + "|-" * 50_000 + "|",
    ],
    ids=["links", "pictures", "tags", "stars", "bars"],
)
def test_thousands_of_openings_without_an_end_are_read_at_once(tmp_path, text):
    path = tmp_path / "openings.md"
    path.write_text(f"# Cooper\n\n{text}\n\nCoopers mend barrels.\n", encoding="utf-8")
    start = time.process_time()
    read_document(path, root=tmp_path)
    assert time.process_time() - start < 5
