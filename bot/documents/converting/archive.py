"""Office files are ZIP archives: looked over before anything in them is parsed."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from bot.documents.converting.converted import UnreadableError

_LARGEST = 1_000_000_000
_LARGEST_PART = 400_000_000
_PARTS = 20_000
_RATIO = 150
_SMALL = 20_000_000

CORE = "docProps/core.xml"
APP = "docProps/app.xml"


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an Office file whose archive holds no bomb.

    Raises:
        UnreadableError: It is damaged, would expand beyond measure, or declares XML entities.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive)
            yield archive
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise UnreadableError("is damaged or cut off") from error


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > _PARTS:
        raise UnreadableError(f"holds {len(parts)} parts, more than any document needs")
    if total > _LARGEST or any(part.file_size > _LARGEST_PART for part in parts):
        raise UnreadableError(f"would expand to {total / 1e6:.0f} MB (a compression bomb)")
    if total > _SMALL and total / packed > _RATIO and any(_is_bomb(part) for part in parts):
        raise UnreadableError(f"would expand {total // packed}-fold (a compression bomb)")
    for part in parts:
        if part.flag_bits & 1:
            raise UnreadableError("is encrypted; remove its password first")
        if part.filename.endswith((".xml", ".rels")) and _declares_entities(archive, part):
            raise UnreadableError("declares XML entities, which no document needs (an entity bomb)")


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size / max(1, part.compress_size) > _RATIO * 2


def _declares_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as file:
        head = file.read(8192).replace(b"\x00", b"")
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def parsed(data: bytes) -> etree._Element:
    """Parse a part's XML without entities, network or size tricks."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """The document's properties by their bare names: title, creator, modified, Company and so on."""
    found: dict[str, str] = {}
    for name in (CORE, APP):
        try:
            root = parsed(archive.read(name))
        except (KeyError, etree.XMLSyntaxError):
            continue
        for item in root:
            if isinstance(item.tag, str) and item.text and item.text.strip():
                found.setdefault(etree.QName(item).localname, item.text.strip())
    return found
