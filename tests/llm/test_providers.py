import importlib.util

import pytest

from bot.errors import SettingsError
from bot.llm import ModelEngine, providers
from bot.settings import Settings


def open_engine(**options):
    return ModelEngine.open(Settings(_env_file=None, **options))


@pytest.fixture(autouse=True)
def no_keys(monkeypatch):
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("model", "extra"),
    [
        ("openai:gpt", "openai"),
        ("anthropic:claude", "anthropic"),
        ("ollama:llama", "ollama"),
        ("google:gemini", "google"),
        ("huggingface:folder", "huggingface"),
    ],
)
def test_a_missing_extra_is_one_sentence_with_the_command(monkeypatch, model, extra):
    real = importlib.util.find_spec
    monkeypatch.setattr(
        providers, "find_spec", lambda name: None if name.startswith("langchain_") else real(name)
    )
    with pytest.raises(SettingsError) as caught:
        open_engine(model=model)
    assert f'pip install "waypoint-adviser[{extra}]"' in str(caught.value)


@pytest.mark.parametrize(
    ("model", "key"),
    [
        ("openai:gpt", "OPENAI_API_KEY"),
        ("anthropic:claude", "ANTHROPIC_API_KEY"),
        ("google:gemini", "GOOGLE_API_KEY"),
    ],
)
def test_a_missing_key_is_one_sentence_with_the_command(model, key):
    with pytest.raises(SettingsError) as caught:
        open_engine(model=model)
    assert f"export {key}=" in str(caught.value)
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize("model", ["", "gpt-5", "nosuch:model", "openai:", ":x"])
def test_a_name_that_is_none_says_how_to_write_one(model):
    with pytest.raises(SettingsError, match="provider:model"):
        open_engine(model=model)


def test_an_address_needs_no_provider_and_no_key(tmp_path):
    engine = open_engine(model="local-model", model_url="http://127.0.0.1:9/v1", data_dir=tmp_path)
    engine.close()


def test_a_local_model_that_is_not_there(tmp_path):
    with pytest.raises(SettingsError, match="could not be loaded"):
        open_engine(model=f"huggingface:{tmp_path / 'none'}")
