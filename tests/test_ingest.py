import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ingest
from bot.settings import PROJECT_ROOT

GUIDE = "---\ntitle: Library work\n---\n\n## Day\n\nLibrarians help readers.\n"


@pytest.fixture
def guides(tmp_path):
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "library.md").write_text(GUIDE)
    return folder


@pytest.fixture
def data(tmp_path):
    return ["--data-dir", str(tmp_path / "data")]


def test_help_and_examples_come_without_heavy_packages():
    code = (
        "import sys, ingest\n"
        "try: ingest.main(['--help'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "heavy = {'torch', 'chromadb', 'sentence_transformers', 'langchain_core', 'numpy', 'pydantic'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "python ingest.py my-guides/" in done.stdout


def test_an_ingest_from_start_to_list_to_removal(guides, data, capsys):
    assert ingest.main([str(guides), *data]) == 0
    assert "added    guides/library.md" in (out := capsys.readouterr().out)
    assert "1 document, 1 chunk, 0 pay records" in out
    assert len(list(Path(data[1]).glob("intents-*.npz"))) == 1, "the first question would wait"

    assert ingest.main([str(guides), *data, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == ["guides/library.md"]

    assert ingest.main(["--list", *data]) == 0
    assert "guides/library.md  (1 chunk," in capsys.readouterr().out

    assert ingest.main(["--remove", "guides", "--dry-run", *data]) == 0
    assert "what would be done" in capsys.readouterr().out
    assert ingest.main(["--remove", "guides", *data]) == 0
    assert ingest.main(["--list", "--json", *data]) == 0
    assert capsys.readouterr().out.endswith("[]\n")


def test_a_skipped_file_is_named_and_the_rest_get_in(guides, data, capsys):
    (guides / "empty.md").write_text("")

    assert ingest.main([str(guides), *data]) == 1
    assert "skipped  guides/empty.md: is empty" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["nowhere"], ["--list"], ["--remove", "x"]])
def test_nothing_to_do_says_why(arguments, data, capsys):
    assert ingest.main([*arguments, *data]) == 2
    shown = capsys.readouterr()
    assert "no such file" in shown.out or "no index" in shown.err
    assert "Traceback" not in shown.err


def test_an_error_comes_before_heavy_packages_are_loaded(tmp_path):
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "ingest.py", "--list", "--data-dir", str(tmp_path)],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert "python ingest.py" in done.stderr
    assert time.perf_counter() - started < 15
