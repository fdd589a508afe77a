"""The level, the step or the standing that a question about pay asks for."""

from types import SimpleNamespace

import pytest

from bot.composer.paying.levels import at_level
from bot.pay import PayBook, Source
from bot.schema import PayRecord, Request


def _record(level, low):
    return PayRecord(
        id=level, role="weaver", kind="single", currency="GBP", period="year", low=low, high=low, level=level,
        year=2025, path="a.md", quote=level,
    )  # fmt: skip


RECORDS = [
    _record(level, 20_000.0 + 1_000 * n)
    for n, level in enumerate(("level i", "level iii", "newly qualified", "employed", "self-employed"))
]


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("what does a weaver make at level 3?", "level iii"),
        ("weaver pay at level III", "level iii"),
        ("what would a weaver who just qualified get?", "newly qualified"),
        ("if I work for myself as a weaver what would I make", "self-employed"),
        ("how much do weavers make", "level i"),
    ],
)
def test_the_level_asked_about_comes_first(question, level):
    sources = SimpleNamespace(book=PayBook(RECORDS))
    found = at_level([Source(RECORDS[0])], Request(question=question, standalone=question), sources)
    assert found[0].record.level == level
