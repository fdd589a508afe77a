import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from evals.__main__ import main

BOT = """
def answer(question, history):
    return {"text": "yes, it is so. What else would you like to know?", "outcome": "answered"}

def worse(question, history):
    return {"text": "perhaps. What else would you like to know?", "outcome": "answered"}
"""


@pytest.fixture
def place(tmp_path, monkeypatch, small_cases):  # noqa: ARG001 - writes the case file
    (tmp_path / "tiny_bot.py").write_text(BOT)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    sys.modules.pop("tiny_bot", None)


def _run(place, name, target="tiny_bot:answer", *more):
    return main(
        [
            "--runs",
            str(place / "runs"),
            "run",
            "--name",
            name,
            "--target",
            target,
            "--cases",
            str(place / "cases"),
            *more,
        ]
    )


def test_a_run_writes_report_scores_and_junit(place, capsys):
    assert _run(place, "one") == 0
    folder = place / "runs" / "one"
    assert {"records.jsonl", "run.json", "scores.json", "report.html", "report.md", "junit.xml"} <= {
        path.name for path in folder.iterdir()
    }
    scores = json.loads((folder / "scores.json").read_text())
    assert scores["variants"]["tiny_bot:answer"]["answers"]["one/1"]["passed"]
    suites = ElementTree.parse(folder / "junit.xml").getroot()
    assert suites[0].get("tests") == "3"
    printed = capsys.readouterr().out
    assert "PASS" in printed
    assert "planted faults caught" in printed
    assert len(printed.splitlines()) < 45


def test_a_worse_answer_fails_and_compare_names_what_was_lost(place, capsys):
    _run(place, "one")
    assert _run(place, "two", "tiny_bot:worse", "--fail-under", "0.5") == 1
    capsys.readouterr()
    main(["--runs", str(place / "runs"), "compare", "one", "two"])
    printed = capsys.readouterr().out
    assert "3 answers lost, 0 won" in printed
    html = (place / "runs" / "two" / "compared-with-one.html").read_text()
    assert "<del>yes," in html


def test_two_targets_stand_side_by_side(place):
    arguments = ["--runs", "runs", "run", "--name", "both", "--cases", "cases"]
    main([*arguments, "--target", "tiny_bot:answer label=good", "--target", "tiny_bot:worse label=poor"])
    scores = json.loads((place / "runs" / "both" / "scores.json").read_text())
    assert list(scores["variants"]) == ["good", "poor"]


def test_rescoring_asks_nobody(place, capsys):
    _run(place, "one")
    (place / "tiny_bot.py").unlink()
    assert main(["--runs", "runs", "rescore", "one"]) == 0
    assert main(["--runs", "runs", "report", "latest", "--md"]) == 0
    assert "## Gates" in capsys.readouterr().out


def test_errors_are_one_line_and_exit_two(place, capsys):
    assert _run(place, "one", "tiny_bot:answer", "--cases", "nowhere") == 2
    assert main(["--runs", "runs", "rescore", "never"]) == 2
    assert main(["--runs", "runs", "from-feedback", "nothing.jsonl"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert "Traceback" not in "".join(lines)


HELP = """
import sys
sys.argv = ["evals", "--help"]
try:
    import evals.__main__
    evals.__main__.main()
except SystemExit:
    pass
heavy = ("torch", "chromadb", "langchain", "scipy", "altair", "pydantic", "jinja2")
print([name for name in heavy if name in sys.modules])
"""


def test_help_needs_no_heavy_package():
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "from-feedback" in done.stdout
