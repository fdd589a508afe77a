import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from bot.errors import SettingsError
from bot.indexing import sync
from bot.settings import Settings
from bot.store import Store, VectorEntry
from bot.store.vectors import Vectors
from tests.word_encoder import WordEncoder


def entry(name: str, chunk: str, document: str = "d") -> VectorEntry:
    return VectorEntry(id=name, chunk_id=chunk, document_id=document, key=name, text=f"text {name}")


def rows(*values: tuple[float, float]) -> np.ndarray:
    array = np.asarray(values, dtype=np.float32)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


@pytest.fixture
def vectors(tmp_path):
    vectors = Vectors.open(Settings(_env_file=None), tmp_path / "v", "some-vectors")
    vectors.create({"encoder": "test"})
    vectors.add(
        [entry("a", "a"), entry("a?0", "a"), entry("b", "b", "other")], rows((1, 0), (0, 1), (0.6, 0.8))
    )
    yield vectors
    vectors.close()


def test_the_best_vector_of_a_chunk_counts(vectors):
    found = vectors.nearest([0.0, 1.0], 3, None)

    assert found == {"a": pytest.approx(1, abs=1e-6), "b": pytest.approx(0.8, abs=1e-6)}


def test_a_search_can_be_kept_to_documents(vectors):
    assert set(vectors.nearest([0.0, 1.0], 3, ["other"])) == {"b"}


def test_vectors_come_back_as_they_went_in(vectors):
    kept = dict(vectors.all())

    assert vectors.count() == 3
    assert np.allclose(kept["b"], [0.6, 0.8], atol=1e-6)


def test_an_index_that_may_not_be_written_to_is_searched_in_a_copy(tmp_path, monkeypatch, vectors):
    vectors.close()
    before = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "v").rglob("*"))
    monkeypatch.setattr(os, "access", lambda *_: False)

    copy = Vectors.open(Settings(_env_file=None), tmp_path / "v", "some-vectors")
    place = Path(copy._copy.name)

    assert copy.count() == 3
    copy.close()
    assert not place.exists()
    assert sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "v").rglob("*")) == before


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host", "http://"])
def test_an_address_that_is_none_is_refused(tmp_path, url):
    with pytest.raises(SettingsError, match="WAYPOINT_CHROMA_URL"):
        Vectors.open(Settings(chroma_url=url, _env_file=None), tmp_path, "x")


def test_a_server_that_does_not_answer_is_named(tmp_path):
    with pytest.raises(SettingsError, match="no Chroma server answers at http://127"):
        Vectors.open(Settings(chroma_url="http://127.0.0.1:9", _env_file=None), tmp_path, "x")


@pytest.fixture
def server(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chroma = Path(sys.executable).with_name("chroma")
    command = [
        str(chroma),
        "run",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--path",
        str(tmp_path / "server"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(150):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def test_a_chroma_server_holds_generations_and_forgets_old_ones(tmp_path, server):
    guide = tmp_path / "guide.md"
    settings = Settings(data_dir=tmp_path / "data", chroma_url=server, _env_file=None)
    words = WordEncoder()
    for version in range(4):
        guide.write_text(f"# Guide\n\nThis is version {version}.\n")
        sync([guide], settings, encoder=words)
    other = Settings(data_dir=tmp_path / "other", chroma_url=server, _env_file=None)
    sync([guide], other, encoder=words)

    index = Store(settings).current()

    (found, *_) = index.nearest(words.embed_query("version 3"), 5)
    assert index.chunks[found[0]].text == "This is version 3."
    names = [c.name for c in index._vectors._client.list_collections()]
    assert len(names) == 3, "two generations of one data folder and one of the other"
    index.close()
