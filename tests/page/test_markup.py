"""Nothing from a guide or a person is markup; the adviser's own Markdown is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.page.markup import adviser_markdown, link, one_line, original, plain

GITHUB = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"])
NASTY = st.text(alphabet="ab <>&*_`[]()\\!#-+=|~:/.@1\n\"'$\tw", max_size=60)


def tags(markdown: str) -> set[str]:
    found = set()
    for token in GITHUB.parse(markdown):
        found |= {token.tag} | {child.tag for child in token.children or ()}
        found |= {"html"} if token.type.startswith("html") else set()
        found |= {"html" for child in token.children or () if child.type == "html_inline"}
    return found - {""}


@given(NASTY)
def test_words_of_others_make_no_element_but_paragraphs(text):
    assert tags(plain(text)) <= {"p", "br"}


@given(NASTY)
def test_escaped_words_come_back_as_they_were(text):
    kept = "\n".join(line.lstrip(" \t") for line in text.split("\n"))
    assert original(plain(text)) == kept


@given(NASTY)
def test_adviser_markdown_makes_no_link_image_or_html(text):
    assert not tags(adviser_markdown(text)) & {"a", "img", "html"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**$34,750** to $47,000 [1][2].", "**$34,750** to $47,000 [1][2]."),
        ("- one\n- two", "- one\n- two"),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
        (r"5 \* 3 \[sic\]", r"5 \* 3 \[sic\]"),
        (r"\<b\>", r"&#60;b\>"),
        ("see https://evil.example", "see https&#58;//evil.example"),
        ("[1]: http://evil.example", "&#91;1&#93;: http&#58;//evil.example"),
        ("[1](x)", "&#91;1&#93;(x)"),
    ],
)
def test_adviser_markdown_keeps_what_is_its_own(text, shown):
    assert adviser_markdown(text) == shown


def test_addresses_in_words_that_came_with_the_program_stay():
    assert adviser_markdown("https://988lifeline.org", links=True) == "https://988lifeline.org"


def test_a_question_with_nothing_special_is_untouched():
    question = "I was offered $45,000 - $48,500 in Austin, TX. Good? (full-time, 40 h/week)"
    assert plain(question) == question


def test_hidden_and_turning_characters_are_dropped():
    assert plain("a\u202eb\x00c") == "abc"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", None])
def test_only_web_addresses_become_links(url):
    assert link("Open", url) == ""


def test_a_link_cannot_be_broken_out_of():
    assert link("Open", "https://e.org/>)<b>") == "[Open](<https://e.org/%3E%29%3Cb%3E>)"


def test_a_line_break_cannot_leave_a_heading():
    assert one_line("a\n# b") == "a # b"
