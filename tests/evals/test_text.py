import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.text import containment, matches, reading_grade, rouge_l_recall, sentences, strip_markup


def test_marks_hold_for_their_sentence_and_for_those_before_it_in_the_block():
    first, second, third = sentences("One thing is so. Another is so too [1]. A third [2][3].")
    assert (first.marks, first.reach) == ((), (1,))
    assert (second.marks, third.marks) == ((1,), (2, 3))


def test_marks_after_a_full_stop_stay_with_the_sentence_before():
    first, second = sentences("It is so. [1] And this too. [2]")
    assert (first.marks, second.marks) == ((1,), (2,))


def test_a_mark_does_not_reach_into_another_block():
    assert sentences("Nothing is cited here.\n\nThis is cited [1].")[0].reach == ()


def test_bullets_take_over_the_marks_of_their_lead_in():
    _, bullet = sentences("Four parts matter [2]:\n- the first of them")
    assert (bullet.kind, bullet.reach) == ("bullet", (2,))


def test_a_table_row_reads_with_its_header():
    (row,) = sentences("| Role | Pay |\n| --- | --- |\n| Clerk | $30,000 [1] |")
    assert (row.text, row.marks, row.kind) == ("Role: Clerk; Pay: $30,000", (1,), "row")


def test_each_figure_has_the_marks_that_follow_it():
    (sentence,) = sentences("It was $10 in 2020 [1] and $20 in 2025 [2].")
    assert sentence.reach_at(sentence.text.index("$10") + 3) == (1,)
    assert sentence.reach_at(sentence.text.index("$20") + 3) == (2,)


@pytest.mark.parametrize(
    "text", ["The U.S. Bureau says so.", "It costs $4.50 at least.", "Use e.g. Excel here."]
)
def test_abbreviations_and_decimals_do_not_end_a_sentence(text):
    assert len(sentences(text)) == 1


def test_markup_goes_and_words_stay():
    assert strip_markup("**Bold** and [a link](http://x.example) [1].") == "Bold and a link."


def test_nuggets_match_wordings_patterns_and_beginnings_of_words():
    assert matches("coach", "They coach others")
    assert matches(["nothing", "two to four weeks"], "It takes two to four weeks.")
    assert matches("/\\bno\\b/", "No, it is not")
    assert not matches("art", "a part of it")
    assert matches("“quoted”", 'They "quoted" it')


def test_a_span_is_found_whatever_stands_around_it():
    assert (
        rouge_l_recall("the median was high in May", "So: the median, they say, was high in May 2025") == 1.0
    )
    assert rouge_l_recall("the median was high in May", "nothing of the kind") < 0.5


def test_containment_counts_runs_of_words():
    assert containment("answer only from the guides", "You answer only from the guides.") == 1.0
    assert containment("a quite different sentence here", "You answer only from the guides.") == 0.0


def test_reading_grade_says_nothing_of_a_few_words():
    assert reading_grade("Short.") is None
    assert reading_grade("This is a plain and simple line of words. " * 5) < 6


@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text):
    for sentence in sentences(text):
        assert set(sentence.marks) <= {int(n) for n in __import__("re").findall(r"\d+", text)}
