import pytest

from bot.grounding import sentence_end, split_sentences, split_units


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One. Two! Three? Four", ("One.", "Two!", "Three?", "Four")),
        ("It pays $1. Then more.", ("It pays $1.", "Then more.")),
        ("Up 3.5% to $16.71 an hour.", ("Up 3.5% to $16.71 an hour.",)),
        ("Pay is $34,750 [1]. More follows [2].", ("Pay is $34,750 [1].", "More follows [2].")),
        ("Pay is $34,750. [1][2] More follows.", ("Pay is $34,750. [1][2]", "More follows.")),
        (
            "Ask Dr. Lee of Acme Inc. about it, e.g. by phone.",
            ("Ask Dr. Lee of Acme Inc. about it, e.g. by phone.",),
        ),
        ("It is higher in the U.S. than here.", ("It is higher in the U.S. than here.",)),
        ("It is high in the U.S. The rest is lower.", ("It is high in the U.S.", "The rest is lower.")),
        ("- one. Two\n- three [1]", ("- one.", "Two", "- three [1]")),
        ("1. First thing\n2. Second thing", ("1. First thing", "2. Second thing")),
        ("| A | B |\n| --- | --- |\n| x | $1 [1] |", ("| A | B |", "| x | $1 [1] |")),
        ("A line\nthat goes on. And more.", ("A line that goes on.", "And more.")),
        ('He said "yes." Then he left.', ('He said "yes."', "Then he left.")),
        ("**Pay.** It varies.", ("**Pay.**", "It varies.")),
        ("", ()),
    ],
)
def test_split(markdown, expected):
    assert split_sentences(markdown) == expected


def test_units_know_what_they_are():
    units = split_units("# Pay\n\nSome text. More.\n\n- item\n\n| A | B |\n|---|---|\n| x | y |")
    assert [(unit.kind, unit.text) for unit in units] == [
        ("heading", "Pay"),
        ("paragraph", "Some text."),
        ("paragraph", "More."),
        ("item", "- item"),
        ("header", "| A | B |"),
        ("row", "| x | y |"),
    ]
    assert units[1].block == units[2].block != units[3].block
    assert units[4].block == units[5].block


@pytest.mark.parametrize(
    ("growing", "end"),
    [
        ("Pay is $34,", None),
        ("Pay is $34,750.", None),
        ("Pay is $34,750. ", None),
        ("Pay is $34,750. [1", None),
        ("Pay is $34,750. [1] N", 19),
        ("Pay is $34,750. Next", 15),
        ("| a | b. C |", None),
        ("- item without a stop\n", 22),
        ("first line\nsecond", 11),
    ],
)
def test_a_growing_text_gives_up_only_whole_sentences(growing, end):
    assert sentence_end(growing) == end


def test_an_item_that_begins_with_an_ordinal_is_one_piece():
    assert split_sentences("- 1. Ausbildungsjahr: 1.340 Euro [1].") == (
        "- 1. Ausbildungsjahr: 1.340 Euro [1].",
    )
