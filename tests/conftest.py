"""Shared fixtures: settings of the test's own, the real encoder, and knowledge/ ingested once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.embedding import Encoder, open_encoder
from bot.indexing import sync
from bot.settings import PROJECT_ROOT, Settings
from bot.store import Index, Store


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees the settings of the person who runs it."""
    import os

    for name in list(os.environ):
        if name.startswith("WAYPOINT_"):
            monkeypatch.delenv(name)
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "user-data"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of the test's own and the shipped knowledge."""
    return Settings(data_dir=tmp_path / "data", knowledge_dir=PROJECT_ROOT / "knowledge", _env_file=None)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The real encoder, loaded once."""
    encoder = open_encoder(Settings(_env_file=None))
    encoder.warm()
    return encoder


@pytest.fixture(scope="session")
def knowledge_settings(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Settings:
    """Settings whose data folder holds knowledge/ ingested once; tests must not write to it."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("knowledge-data"),
        knowledge_dir=PROJECT_ROOT / "knowledge",
        _env_file=None,
    )
    sync([settings.knowledge_dir], settings, encoder=encoder)
    return settings


@pytest.fixture(scope="session")
def knowledge_index(knowledge_settings: Settings) -> Iterator[Index]:
    """The index of knowledge/, opened once."""
    index = Store(knowledge_settings).current()
    yield index
    index.close()
