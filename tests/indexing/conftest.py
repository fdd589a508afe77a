"""A folder of small guides and a pay table, and an encoder without a model."""

from pathlib import Path

import pytest

from bot.settings import Settings
from tests.word_encoder import WordEncoder

GUIDE = """---
title: Library work
publisher: City of Example
year: 2025
country: GB
currency: GBP
roles: [Librarian]
---
# Library work

## Pay
<!-- asks: What does a librarian earn? -->

Librarians start at £24,000 a year.

## Day

They help readers and order books.
"""
TABLE = """role,kind,low,high,median,currency,period,place,year,publisher,title
Librarian,starting_range,24000,29000,,GBP,year,United Kingdom,2025,City of Example,Library pay
Archivist,median,,,31000,GBP,year,United Kingdom,2025,City of Example,Library pay
"""


@pytest.fixture
def words() -> WordEncoder:
    return WordEncoder()


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "library.md").write_text(GUIDE, encoding="utf-8")
    (folder / "archive.md").write_text("# Archives\n\nArchivists keep records safe.\n", encoding="utf-8")
    (folder / "pay.csv").write_text(TABLE, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path, guides: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", knowledge_dir=guides, _env_file=None)
