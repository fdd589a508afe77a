"""python app.py: its help, and what it says when it cannot start."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("gradio", "torch", "chromadb", "sentence_transformers", "langchain")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_help_shows_examples_and_loads_nothing_heavy():
    said = run("-X", "importtime", "app.py", "--help")
    assert said.returncode == 0
    assert "examples:" in said.stdout
    assert "--data-dir" in said.stdout
    loaded = {
        line.rsplit("|", 1)[-1].strip().split(".")[0] for line in said.stderr.splitlines() if "|" in line
    }
    assert not loaded & set(HEAVY)


def test_without_an_index_it_says_what_to_type(tmp_path):
    said = run("app.py", "--port", "0", "--data-dir", str(tmp_path / "nothing"))
    assert said.returncode == 2
    assert "ingest.py" in said.stderr
    assert "Traceback" not in said.stderr
    assert not (tmp_path / "nothing").exists()


def test_a_port_in_use_is_one_clear_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = run("app.py", "--port", str(port), "--data-dir", str(tmp_path))
    assert said.returncode == 2
    assert f"127.0.0.1:{port}" in said.stderr
    assert f"--port {port + 1}" in said.stderr
    assert len(said.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(("name", "value"), [("WAYPOINT_PORT", "many"), ("WAYPOINT_MODEL_MAX_RETRIES", "-1")])
def test_a_wrong_setting_is_named(name, value, tmp_path):
    said = run("app.py", "--data-dir", str(tmp_path), **{name: value})
    assert said.returncode == 2
    assert name.removeprefix("WAYPOINT_").lower() in said.stderr
    assert "Traceback" not in said.stderr


def stopped(page: subprocess.Popen[str]) -> tuple[str, str]:
    """Press Ctrl-C; return what was printed until the process ended, which it has to do within a minute."""
    page.send_signal(signal.SIGINT)
    try:
        return page.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        page.kill()
        raise


def test_ctrl_c_before_the_page_is_up_ends_cleanly(knowledge_settings):
    serve = [sys.executable, "app.py", "--port", "0", "--data-dir", str(knowledge_settings.data_dir)]
    with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as page:
        time.sleep(1.0)  # past Python's own start, still importing
        said, complaints = stopped(page)
    assert page.returncode == 0
    assert said.endswith("Stopped.\n")
    assert "Traceback" not in complaints


def test_ctrl_c_while_the_adviser_is_still_loading_ends_cleanly(knowledge_settings):
    serve = [sys.executable, "app.py", "--port", "0", "--data-dir", str(knowledge_settings.data_dir)]
    with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as page:
        assert "Waypoint is at http://127.0.0.1:" in page.stdout.readline()
        said, complaints = stopped(page)
    assert page.returncode == 0
    assert said == "Stopped.\n"
    assert "Traceback" not in complaints
    assert "terminate" not in complaints
