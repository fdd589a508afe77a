"""Job titles no guide covers, by the grammar of asking about jobs."""

import pytest

from bot.catalogue import Catalogue
from bot.dialogue.marks import read_marks
from bot.dialogue.titles import title_alone


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("what does a data scientist earn?", ["data scientist"]),
        ("data scientist salary in Leeds", ["data scientist"]),
        ("how much do teachers make", ["teachers"]),
        ("pay for a truck driver", ["truck driver"]),
        ("whats the rate for a costume cutter", ["costume cutter"]),
        ("day rate for a rigger", ["rigger"]),
        ("a fair rate for a weekend shift", []),
        ("the refund rate for a shop", []),
        ("average salary for software engineers?", ["software engineers"]),
        ("compare nurses and teachers", ["nurses", "teachers"]),
        ("is a librarian paid more than a teacher", ["teacher"]),
        ("should I become a firefighter", ["firefighter"]),
        ("how much do assistant librarians earn", ["assistant librarians"]),
        ("who earns more, a librarian or a paralegal?", ["paralegal"]),
        ("what skills does a sommelier need?", ["sommelier"]),
        ("what is the outlook for coal miners?", ["coal miners"]),
        ("interview questions for surgeons", ["surgeons"]),
        ("what does a beekeeper do all day?", ["beekeeper"]),
    ],
)
def test_titles_asked_about(trades: Catalogue, text: str, titles: list[str]) -> None:
    assert [title.text for title in read_marks(text, trades).titles] == titles


@pytest.mark.parametrize(
    "text",
    [
        "average salary",
        "do languages pay extra",
        "what does experience pay",
        "do bonuses make a difference",
        "would it be a good idea",
        "is it a smart move",
        "as a woman am I paid less",
        "what do people make",
        "what is the hourly pay",
        "does overtime pay more",
        "is my pay fair",
        "how do I ask for a raise",
        "what does the job pay",
        "remote jobs",
        "I'm a bit worried about my pay",
        "what would a promotion pay",
        "which jobs pay the most",
        "librarian pay in London",
        "what do electricians earn",
        "what skills do I need",
        "what does the job do to your health",
        "what is the demand for people with experience",
    ],
)
def test_what_is_no_unknown_title(trades: Catalogue, text: str) -> None:
    assert read_marks(text, trades).titles == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("and a nurse?", "nurse"),
        ("what about plumbers", "plumbers"),
        ("and bonuses?", None),
        ("and the benefits?", None),
        ("and weekends?", None),
        ("ok thanks", None),
    ],
)
def test_a_title_alone(text: str, title: str | None) -> None:
    found = title_alone(text, ())
    assert (found.text if found else None) == title
