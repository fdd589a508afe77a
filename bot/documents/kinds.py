"""What kind of file this is: told by its content first, by its name only where content does not decide."""

import re
import zipfile
from pathlib import Path
from typing import Literal

from bot.errors import DocumentError

Kind = Literal["markdown", "text", "csv", "html", "pdf", "docx", "pptx", "xlsx"]

BY_NAME: dict[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
}
SUFFIXES = frozenset(BY_NAME)
"""The kinds of file that can be read, by the end of their name."""

LARGEST_TEXT = 30_000_000
LARGEST_FILE = 300_000_000
"""Bytes beyond which a text file, and any other file, is not read."""

_HEAD = 4096
_STRAY = 50  # of so many bytes at most one may be zero in a text
_OFFICE: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", "xlsx"),
)
_PACKED = (
    ("application/vnd.oasis.opendocument", "is an OpenDocument file; save it as .docx, .pptx or .xlsx"),
    ("application/epub", "is an e-book; save it as .html, .docx or .pdf"),
)
_TO_EXPORT: tuple[tuple[tuple[str, ...], str], ...] = (
    ((".crdownload", ".part", ".download", ".icloud"), "is not all here yet; let its download finish first"),
    ((".pages", ".numbers", ".key"), "is an Apple document; export it as .docx, .xlsx or .pptx"),
    (
        (".eml", ".msg", ".mht", ".mhtml", ".webarchive"),
        "is a message or a page packed with its parts; {plain}",
    ),
    ((".url", ".webloc", ".lnk"), "is a link to a page; save the page itself as .html"),
)
_PLAIN = "save what it says as .html or .txt"
_PACKED_MAIL = re.compile(rb"^(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*?content-type:\s*multipart/", re.IGNORECASE)
_POINTER = b"version https://git-lfs.github.com/"
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (_POINTER, "only points to a file kept elsewhere (Git LFS); fetch that file first"),
    (b"{\\rtf", "is an RTF file; save it as .docx"),
    (b"\x89PNG", "is a picture; text in pictures is not read"),
    (b"\xff\xd8\xff", "is a picture; text in pictures is not read"),
    (b"GIF8", "is a picture; text in pictures is not read"),
    (b"II*\x00", "is a picture; text in pictures is not read"),
    (b"MM\x00*", "is a picture; text in pictures is not read"),
    (b"MZ", "is a program, not a document"),
    (b"\x7fELF", "is a program, not a document"),
    (b"\x1f\x8b", "is a compressed archive; unpack it first"),
    (b"7z\xbc\xaf", "is a compressed archive; unpack it first"),
    (b"Rar!", "is a compressed archive; unpack it first"),
    (b"BZh", "is a compressed archive; unpack it first"),
)
_OLE = b"\xd0\xcf\x11\xe0"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def kind_of(path: Path) -> Kind:
    """Tell a file's kind.

    Raises:
        DocumentError: It is empty, too large, encrypted, damaged or of a kind that is not read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise DocumentError(f"cannot be opened: {error.strerror or error}") from error
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DocumentError(
            "is empty" if size <= _HEAD else "is not a document: it starts with nothing but blanks"
        )
    _refuse_by_ending(path)
    kind = _by_content(path, head) or _by_name(path, head)
    limit = LARGEST_TEXT if kind in {"markdown", "text", "csv", "html"} else LARGEST_FILE
    if size > limit:
        raise DocumentError(
            f"is too large: {size / 1e6:.0f} MB, and {limit / 1e6:.0f} MB is the most that is read; "
            "split it into parts"
        )
    return kind


def _refuse_by_ending(path: Path) -> None:
    for endings, why in _TO_EXPORT:
        if path.suffix.lower() in endings:
            raise DocumentError(why.format(plain=_PLAIN))


def _by_content(path: Path, head: bytes) -> Kind | None:
    for start, why in _REFUSED:
        if head.startswith(start):
            raise DocumentError(why)
    if _PACKED_MAIL.match(head.replace(b"\r", b"")):
        raise DocumentError(f"is a message or a page packed with its parts; {_PLAIN}")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _office(path)
    if head.startswith(_OLE):
        raise DocumentError(_ole(path))
    return "html" if _looks_like_html(head) else None


def _by_name(path: Path, head: bytes) -> Kind:
    suffix = path.suffix.lower()
    kind = BY_NAME.get(suffix)
    if kind is None:
        raise DocumentError(
            f"{suffix or 'a name without an ending'} is not a kind of file that is read here; "
            "save it as .md, .txt, .html, .pdf, .docx, .pptx, .csv or .xlsx"
        )
    if kind in {"pdf", "docx", "pptx", "xlsx"}:
        raise DocumentError(f"is not a {suffix} file inside: it is damaged, cut off or wrongly named")
    if b"\x00" in head and not head.startswith(_WIDE) and not _looks_wide(head) and not _is_text(head):
        raise DocumentError("is not text inside")
    return "text" if kind == "html" else kind


def _looks_like_html(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip().lower()
    if start.startswith(b"<?xml"):
        start = start[start.find(b"?>") + 2 :].lstrip()
    while start.startswith(b"<!--") and b"-->" in start:
        start = start[start.find(b"-->") + 3 :].lstrip()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _looks_wide(head: bytes) -> bool:
    """Whether the zero bytes come from UTF-16 or UTF-32 without a byte order mark."""
    zeros = [head[start::4].count(0) for start in range(4)]
    return max(zeros) > len(head) // 8 and min(zeros) == 0


def _is_text(head: bytes) -> bool:
    """Whether a few stray zero bytes stand in what is otherwise text."""
    if head.count(0) * _STRAY > len(head):
        return False
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _office(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            named = archive.read("mimetype")[:80].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentError("is damaged or cut off: its archive cannot be opened") from error
    for member, kind in _OFFICE:
        if member in names:
            return kind
    for start, why in _PACKED:
        if named.startswith(start):
            raise DocumentError(why)
    raise DocumentError("is an archive, not a document; unpack it first")


def _ole(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(1_000_000)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is encrypted; remove its password first"
    return "is in an old Office format; save it as .docx, .pptx or .xlsx"
