import pytest

from bot.composer.draft import (
    Bullets,
    Draft,
    Paragraph,
    Statement,
    Table,
    attach_marks,
    paragraph,
    render,
    without,
)
from bot.composer.gate import check_draft
from bot.grounding import GroundingContext
from bot.schema import Passage, PayRecord


def passage(section: str, text: str = "Words.") -> Passage:
    return Passage("guide.md", "A guide", section, text, 1.0, 1.0)


def record(role: str, low: float) -> PayRecord:
    return PayRecord(role, role, "starting_range", "USD", "year", low=low, high=low + 1, quote=f"{role} row")


@pytest.mark.parametrize(
    ("text", "numbers", "expected"),
    [
        ("It pays well.", [1], "It pays well [1]."),
        ("It pays well.", [1, 3], "It pays well [1][3]."),
        ("Three things:", [2], "Three things [2]:"),
        ('Say "please."', [1], 'Say "please." [1]'),
        ("No full stop", [1], "No full stop [1]"),
        ("Nothing cited.", [], "Nothing cited."),
    ],
)
def test_marks_stand_inside_the_sentence_they_vouch_for(text, numbers, expected):
    assert attach_marks(text, numbers) == expected


def test_one_section_is_one_citation_and_numbers_follow_first_use():
    first, second = passage("Skills"), passage("Pay")
    blocks = (
        Paragraph((Statement("One.", (second,)), Statement("Two.", (first,)))),
        Bullets((Statement("Three.", (second,)),)),
    )
    printed = render(blocks)
    assert printed.text == "One [1]. Two [2].\n\n- Three [1]."
    assert [citation.section for citation in printed.citations] == ["Pay", "Skills"]
    assert printed.evidence == {1: (second,), 2: (first,)}


def test_rows_of_one_table_are_citations_of_their_own():
    low, high = record("clerk", 10), record("chief", 20)
    table = Table(("Role", "Pay"), (("Clerk", "$10"), ("Chief", "$20")), ((low,), (high,)))
    printed = render((table,))
    assert printed.text.splitlines()[2:] == ["| Clerk | $10 [1] |", "| Chief | $20 [2] |"]
    assert [citation.quote for citation in printed.citations] == ["clerk row", "chief row"]


def test_a_bar_in_a_cell_does_not_split_it():
    table = Table(("Role",), (("Clerk | chief",),), ((),))
    assert "Clerk \\| chief" in render((table,)).text


def test_a_failing_sentence_takes_its_statement_with_it():
    block = Paragraph((Statement("It pays **$10** an hour."), Statement("People like it.")))
    left = without(block, {"It pays **$10** an hour [1]."})
    assert left == Paragraph((Statement("People like it."),))
    assert without(Paragraph(block.statements[:1]), {"It pays **$10** an hour [1]."}) is None


def test_no_statement_no_paragraph():
    assert paragraph(None) == ()
    assert paragraph(None, Statement("")) == ()


def test_a_line_that_announces_what_is_withheld_goes_with_it() -> None:
    told = Statement("Your own words.", voice=True)
    leads = Statement("Also near your question:", voice=True)
    draft = Draft("answered", (*paragraph(told), *paragraph(leads), Bullets((Statement("Pay is $1."),))))
    checked = check_draft(draft, GroundingContext())
    assert checked.rendered.text == "Your own words."


def test_of_an_answer_that_fails_whole_nothing_is_left() -> None:
    draft = Draft("answered", (Bullets((Statement("Pay is $1."),)),))
    assert check_draft(draft, GroundingContext()).rendered.text == ""
