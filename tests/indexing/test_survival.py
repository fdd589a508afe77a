"""Whatever happens to an ingest, the last whole generation serves."""

import errno
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import IndexMissingError, WaypointError
from bot.indexing import sync
from bot.settings import Settings
from bot.store import Store

INGEST = """
import sys
from pathlib import Path
from bot.indexing import sync
from bot.settings import Settings
from tests.word_encoder import WordEncoder
settings = Settings(data_dir=Path(sys.argv[1]), _env_file=None)
print("go", flush=True)
sync([Path(sys.argv[2])], settings, encoder=WordEncoder())
"""


def fill(folder: Path, version: int) -> None:
    for number in range(40):
        text = f"# Guide {number}\n\n## Version\n\nThis is version {version} of guide {number}.\n"
        (folder / f"{number}.md").write_text(text)


def version_served(settings: Settings) -> set[str]:
    index = Store(settings).current()
    # read and not searched for: among near twins an approximate search may pass one over
    assert len(index.vectors_by_key()) == len(index.chunks) == 40
    assert index.nearest([1.0] * 64, 10)
    assert len(index.keyword("version", 100)) == 40
    index.close()
    return {chunk.text.split()[3] for chunk in index.chunks.values()}


def test_killed_at_any_moment_an_ingest_leaves_a_whole_index(tmp_path):
    guides = tmp_path / "guides"
    guides.mkdir()
    settings = Settings(data_dir=tmp_path / "data", _env_file=None)
    fill(guides, 0)
    command = [sys.executable, "-c", INGEST, str(settings.data_dir), str(guides)]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    whole = time.perf_counter() - started
    served = 0
    chance = random.Random(20)
    for version in range(1, 9):
        fill(guides, version)
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as ingest:
            assert ingest.stdout is not None
            ingest.stdout.readline()
            time.sleep(chance.uniform(0, whole * 0.6))
            ingest.kill()
        versions = version_served(settings)
        assert len(versions) == 1, "two generations are mixed"
        assert int(next(iter(versions))) in {served, version}
        served = int(next(iter(versions)))
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert version_served(settings) == {"8"}
    folders = [path for path in (settings.data_dir / "index").iterdir() if path.is_dir()]
    assert len(folders) <= 2, "leftovers of killed ingests stay"


@pytest.mark.parametrize("step", ["write_lines", "sync_tree", "replace_file"])
def test_a_full_disk_leaves_the_old_index(settings, guides, words, monkeypatch, step):
    sync([guides], settings, encoder=words)
    before = Store(settings).current().generation
    (guides / "archive.md").write_text("Changed.\n")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(f"bot.store.store.{step}", full)
        with pytest.raises(WaypointError, match=r"No space left on device.*still serves"):
            sync([guides], settings, encoder=words)

    assert Store(settings).current().generation == before
    assert sum(path.is_dir() for path in (settings.data_dir / "index").iterdir()) == 1


def test_a_damaged_generation_gives_way_to_the_one_before(settings, guides, words):
    sync([guides], settings, encoder=words)
    before = Store(settings).current().generation
    (guides / "archive.md").write_text("Changed.\n")
    sync([guides], settings, encoder=words)
    current = Store(settings).current()
    current.close()
    (current.folder / "chunks.jsonl").write_text("{}")

    index = Store(settings).current()

    assert index.generation == before
    assert index.warning is not None
    assert "python ingest.py --rebuild" in index.warning
    index.close()


@pytest.mark.parametrize("damage", ["vectors/chroma.sqlite3", "keywords/vocab.index.json", "manifest.json"])
def test_a_damaged_only_generation_says_what_to_type(settings, guides, words, damage):
    sync([guides], settings, encoder=words)
    index = Store(settings).current()
    index.close()
    path = index.folder / damage
    path.write_bytes(b"\x00garbage" * (path.stat().st_size // 8))

    with pytest.raises(IndexMissingError, match=r"damaged.*python ingest\.py --rebuild"):
        Store(settings).current()

    assert sync([guides], settings, encoder=words, rebuild=True).documents == 3
    assert Store(settings).current().warning is None


def test_a_lost_generation_says_what_to_type(settings, guides, words):
    sync([guides], settings, encoder=words)
    index = Store(settings).current()
    index.close()
    shutil.rmtree(index.folder)

    with pytest.raises(IndexMissingError, match="damaged"):
        Store(settings).current()


def test_a_running_reader_sees_a_new_generation_at_its_next_question(settings, guides, words):
    sync([guides], settings, encoder=words)
    store = Store(settings)
    old = store.current()
    assert store.current() is old
    (guides / "new.md").write_text("Something new.\n")

    sync([guides], settings, encoder=words)
    new = store.current()

    assert new is not old
    assert "guides/new.md" in {document.id for document in new.documents}
    assert old.nearest([1.0] * 64, 10), "a question in flight can still be answered"
