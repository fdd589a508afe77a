from collections.abc import Iterator

import pytest

from bot.llm import ModelEngine
from bot.settings import Settings
from tests.llm.server import ModelServer


@pytest.fixture
def server() -> Iterator[ModelServer]:
    server = ModelServer()
    yield server
    server.close()


PROVIDERS = {
    "openai": ("openai:test-model", "/v1"),
    "anthropic": ("anthropic:test-model", ""),
    "ollama": ("ollama:test-model", ""),
    "google": ("google:test-model", ""),
}


@pytest.fixture
def make_engine(server, tmp_path, monkeypatch):
    """Build engines that talk to the scripted server through the real provider packages."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-not-a-key")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test-not-a-key")
    monkeypatch.setenv("GOOGLE_API_KEY", "test-not-a-key")
    monkeypatch.setenv("LANGSMITH_TRACING", "false")
    made: list[ModelEngine] = []

    def make(provider: str = "openai", **changes) -> ModelEngine:
        model, path = PROVIDERS[provider]
        options = {
            "model": model,
            "model_url": server.url + path,
            "model_first_token_timeout": 2.0,
            "model_token_timeout": 0.6,
            "model_max_retries": 1,
            "data_dir": tmp_path,
        } | changes
        made.append(ModelEngine.open(Settings(_env_file=None, **options)))
        return made[-1]

    yield make
    for engine in made:
        engine.close()
