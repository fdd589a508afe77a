import time

import pytest
from langchain_core.messages import HumanMessage

from bot.llm.providers import open_chat_model
from bot.llm.upstream import Limits, Upstream
from bot.settings import Settings
from tests.llm.conftest import PROVIDERS
from tests.llm.server import Script


@pytest.fixture
def open_upstream(server, monkeypatch):
    """Open a provider's own package on the scripted server, with patience enough for every stall below."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-not-a-key")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test-not-a-key")
    opened = []

    def make(provider):
        model, path = PROVIDERS[provider]
        settings = Settings(_env_file=None, model=model, model_url=server.url + path)
        opened.append(Upstream(open_chat_model(settings), Limits(5.0, 9.0, retries=0, characters=10_000)))
        return opened[-1]

    yield make
    for upstream in opened:
        upstream.close()


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_a_chunk_that_comes_with_the_stop_does_not_undo_it(open_upstream, server, provider):
    upstream = open_upstream(provider)
    for attempt in range(40):
        server.script(Script("so " * 60, words=1, stall_after=40, stall=5.0))
        reply = upstream.open([HumanMessage("Go on.")])
        words = iter(reply)
        for _ in range(attempt % 12 + 1):
            next(words)
        time.sleep(attempt % 5 / 1000)
        reply.close()
        assert server.left.wait(3), attempt
