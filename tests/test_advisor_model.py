"""The adviser with a chat model: its verified words, or the offline answer and one line that says so."""

import pytest

from bot.advisor import Advisor
from bot.embedding import Encoder
from bot.errors import SettingsError
from bot.llm import ModelEngine
from bot.settings import Settings
from bot.store import Store
from tests.llm.server import ModelServer, Script

ALSO_TRUE = "That is starting pay; bonuses and overtime are not part of it [1]."
QUESTION = "how much does a call center specialist make?"
TRUE = "Call center specialists start at $34,750 to $47,000 a year in the US in 2026 [1]."
FALSE = "Call center specialists start at $90,000 to $120,000 a year in the US in 2026 [1]."


@pytest.fixture
def server():
    server = ModelServer()
    yield server
    server.close()


@pytest.fixture
def advisor(server: ModelServer, knowledge_settings: Settings, encoder: Encoder, monkeypatch, tmp_path):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-not-a-key")
    settings = knowledge_settings.model_copy(
        update={
            "model": "openai:test-model",
            "model_url": server.url + "/v1",
            "model_max_retries": 0,
            "model_first_token_timeout": 2.0,
            "model_token_timeout": 0.6,
        }
    )
    engine = ModelEngine.open(settings.model_copy(update={"data_dir": tmp_path}))
    yield Advisor(settings, Store(knowledge_settings), encoder, engine)
    engine.close()


def test_a_model_s_true_words_are_shown_with_their_citations(advisor, server):
    server.enqueue(TRUE)
    reply = advisor.ask(QUESTION)
    assert reply.text == TRUE
    assert reply.engine == "openai:test-model"
    assert [citation.number for citation in reply.citations] == [1]
    assert reply.usage == {"input_tokens": 100, "output_tokens": 20}
    assert {figure.value for figure in reply.figures} >= {34750}
    assert reply.notice is None


def test_a_false_figure_never_reaches_the_person(advisor, server):
    server.enqueue(f"{TRUE} {ALSO_TRUE} {FALSE}")
    for reply in advisor.stream(QUESTION):
        assert "$90,000" not in reply.text
    assert "withheld" in (reply.notice or "")


def test_a_model_that_only_lies_is_replaced_by_the_offline_answer(advisor, server):
    server.enqueue(f"{FALSE} {FALSE.replace('90', '95')} {FALSE.replace('90', '99')}")
    *_, reply = advisor.stream(QUESTION)
    assert reply.engine == "offline"
    assert "$34,750 to $47,000" in reply.text
    assert "without the model" in (reply.notice or "")


@pytest.mark.parametrize(
    "script", [Script(status=500), Script(status=401), Script(TRUE, delay_first=3.0), Script("")]
)
def test_when_the_model_fails_the_offline_engine_answers_and_says_so(advisor, server, script):
    server.enqueue(script)
    reply = advisor.ask(QUESTION)
    assert reply.engine == "offline"
    assert "$34,750 to $47,000" in reply.text
    assert "without the model" in (reply.notice or "")


def test_no_model_is_asked_for_small_talk_or_a_crisis(advisor, server):
    server.enqueue(TRUE)
    assert advisor.ask("hello").engine == "offline"
    assert advisor.ask("I want to end my life").outcome == "support"
    assert server.requests == []


def test_a_missing_key_is_one_clear_sentence(knowledge_settings, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        Advisor.open(knowledge_settings.model_copy(update={"model": "openai:test-model"}))
