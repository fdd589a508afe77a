"""What the page shows in answer to a question, and what scripts get."""

import pytest

from bot.page.layout import build_page, converse
from bot.settings import Settings
from tests.page.scripted import CITATION, HIGH, LOW, ScriptedAdviser, opened, reply


@pytest.fixture
def page_settings(tmp_path):
    return Settings(data_dir=tmp_path, max_question_chars=100, _env_file=None)


def test_a_question_is_shown_at_once_and_answered_under_it():
    adviser = ScriptedAdviser(reply("Yes [1].", citations=(CITATION,), pay=(LOW, HIGH)))
    before = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello."}]
    first, *middle, last = converse(opened(adviser), "Is it <b>good</b>?", before)
    messages, box, chart, *_ = first
    assert messages[-1] == {"role": "user", "content": "Is it &#60;b&#62;good&#60;/b&#62;?"}
    assert box.value == ""
    assert chart.visible is False
    assert [message["role"] for message in middle[-1][0]] == [
        "user",
        "assistant",
        "user",
        "assistant",
        "assistant",
    ]
    assert adviser.asked == [("Is it <b>good</b>?", before)]
    _, box, chart, plot, words = last
    assert (box.submit_btn, box.stop_btn, chart.visible, chart.label) == (
        True,
        False,
        True,
        "Pay per year, USD",
    )
    assert plot.type == "altair"
    assert "Foreman" in words


def test_an_answer_without_pay_hides_the_chart():
    *_, (_, _, chart, plot, words) = converse(opened(ScriptedAdviser(reply("Yes."))), "Well?", [])
    assert (chart.visible, plot, words) == (False, None, "")


def test_an_empty_question_is_not_asked():
    adviser = ScriptedAdviser()
    assert len(list(converse(opened(adviser), "  \n", []))) == 1
    assert adviser.asked == []


def test_the_page_keeps_nothing_and_tells_nobody(page_settings):
    page = build_page(opened(ScriptedAdviser()), page_settings)
    config = page.get_config_file()
    assert page.title == "Waypoint"
    assert page.analytics_enabled is False
    kinds = [component["type"] for component in config["components"]]
    assert "state" not in kinds
    assert kinds.count("browserstate") == 1
    chat = next(component["props"] for component in config["components"] if component["type"] == "chatbot")
    assert chat["latex_delimiters"] == []
    assert chat["sanitize_html"] is True
    assert "share" not in chat["buttons"]


def test_scripts_get_whole_replies_under_a_stable_name(page_settings):
    adviser = ScriptedAdviser(reply("Yes [1].", citations=(CITATION,)))
    page = build_page(opened(adviser), page_settings)
    chat = next(fn for fn in page.fns.values() if fn.api_name == "chat")
    answer = chat.fn("Q" * 200, [{"role": "user", "content": "Hi"}])
    assert answer["text"] == "Yes [1]."
    assert answer["citations"][0]["title"] == "Working with metal"
    assert adviser.asked == [("Q" * 100, [{"role": "user", "content": "Hi"}])]
    public = {fn.api_name for fn in page.fns.values() if fn.api_visibility == "public"}
    assert public == {"chat"}
