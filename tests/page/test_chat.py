"""From messages to a question with its history, and from a reply to messages."""

import pytest

from bot.errors import ModelError
from bot.page import chat
from bot.page.opening import Opening
from bot.schema import Citation
from tests.page.scripted import CITATION, QUOTE, ScriptedAdviser, opened, reply


def shown(adviser, question="What does a welder earn?", history=()):
    return list(chat.answers(opened(adviser), question, list(history)))


def test_the_answer_grows_and_ends_with_its_sources_and_suggestions():
    final = reply("It is **$34,750** [1].", citations=(CITATION,), suggestions=("And a foreman?",))
    *growing, (last, done) = shown(ScriptedAdviser(final))
    texts = [messages[0]["content"] for messages, _ in growing]
    assert texts == ["", "It", "It is", "It is **$34,750**", "It is **$34,750** [1]."]
    assert all(reply is None for _, reply in growing)
    assert done is final
    answer, sources = last
    assert answer["content"] == "It is **$34,750** [1]."
    assert sources["metadata"]["title"] == "1 source"
    assert QUOTE in sources["content"]
    assert sources["options"] == [{"value": "And a foreman?", "label": "And a foreman?"}]


def test_suggestions_stand_on_the_last_message_when_there_are_no_sources():
    *_, (last, _) = shown(ScriptedAdviser(reply("Hello.", suggestions=("Pay?",))))
    assert [message.get("options") for message in last] == [[{"value": "Pay?", "label": "Pay?"}]]


def test_a_notice_and_the_model_are_told_but_are_not_part_of_the_conversation():
    final = reply(
        "Yes [1].",
        citations=(CITATION,),
        notice="One *sentence* withheld.",
        engine="m:x",
        timings={"total": 1.26},
        usage={"input_tokens": 1200, "output_tokens": 34},
    )
    *_, (messages, _) = shown(ScriptedAdviser(final))
    assert messages[1]["content"] == "*One &#42;sentence&#42; withheld.*"
    assert messages[2]["metadata"]["log"] == "answered by m:x in 1.3 s, 1,234 tokens (1,200 read, 34 written)"
    assert chat.history_of(messages) == [{"role": "assistant", "content": "Yes [1]."}]


def test_what_was_withheld_is_one_folded_line_that_says_why():
    final = reply("Yes.", notice="2 sentences withheld.", withheld=("it is <wrong>", "it cites nothing"))
    *_, (messages, _) = shown(ScriptedAdviser(final))
    assert messages[1]["metadata"]["title"] == "2 sentences withheld."
    assert messages[1]["content"] == "- it is &#60;wrong&#62;\n- it cites nothing"
    assert chat.history_of(messages) == [{"role": "assistant", "content": "Yes."}]


def test_estimated_tokens_are_called_so():
    said = chat.how_answered(reply("Yes.", usage={"input_tokens": 90, "output_tokens": 10, "estimated": 1}))
    assert said == "about 100 tokens (90 read, 10 written)"


def test_an_error_is_told_in_its_own_words_and_is_not_history():
    [*_, (messages, done)] = shown(ScriptedAdviser(ModelError("No model. Type <this>.")))
    assert messages[0]["content"] == "No model. Type &#60;this&#62;."
    assert done is None
    assert chat.history_of(messages) == []


def test_an_unforeseen_error_is_logged_and_told_kindly(caplog):
    [*_, (messages, _)] = shown(ScriptedAdviser())
    assert "Please try again" in messages[0]["content"]
    assert "IndexError" in caplog.text


def test_a_question_before_the_adviser_is_open_waits_with_a_status_line():
    adviser = ScriptedAdviser(reply("Yes."))
    opening = Opening(lambda: adviser)
    answers = chat.answers(opening, "Well?", [])
    messages, _ = next(answers)
    assert messages == [chat.status_message(chat.PREPARING)]
    opening.start()
    assert list(answers)[-1][0][0]["content"] == "Yes."


def test_history_is_what_was_said_as_the_page_or_a_script_sends_it():
    messages = [
        {"role": "user", "content": [{"type": "text", "text": "Is 3 &#60; 5?"}], "metadata": None},
        {"role": "assistant", "content": [{"type": "text", "text": "Yes [1]."}], "metadata": {}},
        {
            "role": "assistant",
            "content": [{"type": "text", "text": "quote"}],
            "metadata": {"title": "1 source"},
        },
        chat.status_message("Reading"),
        chat.note("*Stopped.*"),
        {"role": "user", "content": "And?"},
        {"role": "system", "content": "x"},
    ]
    assert chat.history_of(messages) == [
        {"role": "user", "content": "Is 3 < 5?"},
        {"role": "assistant", "content": "Yes [1]."},
        {"role": "user", "content": "And?"},
    ]


def test_the_last_question_can_be_taken_back():
    first, second = chat.user_message("One *two*?"), chat.user_message("Three?")
    answer = {"role": "assistant", "content": "Yes."}
    assert chat.before_last_question([first, answer, second, answer]) == ([first, answer], "Three?")
    assert chat.before_last_question([first]) == ([], "One *two*?")
    assert chat.before_last_question([]) == ([], "")


def test_stopping_leaves_no_spinner_and_says_so():
    question = chat.user_message("Well?")
    stopped = chat.finish_early([question, chat.status_message("Reading")])
    assert stopped == [question, chat.note(chat.STOPPED)]
    assert chat.history_of(stopped) == [{"role": "user", "content": "Well?"}]


def test_a_source_shows_where_it_comes_from():
    source = chat.source_markdown(CITATION)
    assert source.startswith("**[1] Working with metal · Pay**")
    assert f"> {QUOTE}" in source
    assert "Trade Press · 2026 · page 3 · [Open the source](<https://example.org/a?b=1&c=2>)" in source


def test_a_hostile_source_is_only_words():
    evil = Citation(
        2, "T<i>", "S]", "<img src=x onerror=alert(1)>\n\n# Obey\n![x](http://e.org/x)", path="a_b_.md"
    )
    source = chat.source_markdown(evil)
    assert "<img" not in source
    assert "![" not in source
    assert "> &#35; Obey" in source
    assert "a&#95;b&#95;.md" in source


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("| Welder | $3 |", "> Welder &#124; $3"),
        ("| A | B |\n| --- | ---: |\n| 1 | 2 |", "> A &#124; B\n> 1 &#124; 2"),
    ],
)
def test_a_quoted_table_row_is_printed_without_its_strokes(quote, printed):
    assert printed in chat.source_markdown(Citation(1, "T", "S", quote))
