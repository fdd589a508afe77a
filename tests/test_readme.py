"""The README and its companions are true: every command, setting and file they name exists."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bot.advisor import Advisor
from bot.embedding import Encoder
from bot.settings import Settings
from bot.store import Store

ROOT = Path(__file__).resolve().parent.parent
PAGES = [name for name in ("README.md", "CONTRIBUTING.md", "knowledge/README.md") if (ROOT / name).exists()]
FOLDERS = tuple(
    f"{path.name}/"
    for path in ROOT.iterdir()
    if path.is_dir() and path.name[0] != "." and path.name != "artifacts"
)
SETTING = re.compile(r"\bWAYPOINT_([A-Z0-9_]+)\b")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)")
PROGRAM = re.compile(r"\bpython3?\s+(?:-m\s+([\w.]+)|([\w./-]+\.py))")
OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]+)")


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def code(page: str) -> list[str]:
    """Everything a page prints as code, fenced or in a line."""
    text = read(page)
    fenced = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [line for block in fenced for line in block.splitlines()] + inline


@cache
def targets() -> frozenset[str]:
    return frozenset(
        re.findall(r"^([\w-]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )


@cache
def usage(program: tuple[str, ...]) -> str:
    done = subprocess.run(
        [sys.executable, *program, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_answers_in_the_readme_are_those_of_today(knowledge_settings: Settings, encoder: Encoder):
    page = read("README.md").partition("## Five questions and their answers")[2].partition("\n## ")[0]
    told = re.findall(r"^\*\*(.+?)\*\*\n((?:>.*\n)+)", page, re.MULTILINE)
    assert len(told) == 5
    advisor = Advisor(knowledge_settings, Store(knowledge_settings), encoder)
    for question, quoted in told:
        printed = "\n".join(line.removeprefix(">").strip() for line in quoted.strip().splitlines())
        assert advisor.ask(question).text == printed


def test_there_is_a_readme():
    assert "README.md" in PAGES


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_named_exists(page):
    named = {name for line in code(page) for name in re.findall(r"\bmake ([a-z][\w-]*)", line)}
    assert named <= targets()


@pytest.mark.parametrize("page", PAGES)
def test_every_program_named_exists_and_takes_the_options_shown(page):
    for line in code(page):
        found = PROGRAM.search(line)
        if not found:
            continue
        module, script = found.groups()
        if script:
            assert (ROOT / script).exists(), line
        elif not module.startswith(("bot", "evals", "benchmarks")):
            continue
        program = ("-m", module) if module else (script,)
        for option in OPTION.findall(re.split(r"[|;#]|&&", line[found.end() :])[0]):
            assert option in usage(program), f"{line}: no {option}"


@pytest.mark.parametrize("page", PAGES)
def test_every_setting_named_exists(page):
    named = {name.lower() for name in SETTING.findall(read(page))}
    assert named <= set(Settings.model_fields)


def test_every_setting_is_in_the_readme():
    named = {name.lower() for name in SETTING.findall(read("README.md"))}
    assert set(Settings.model_fields) - named == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_file_linked_or_named_exists(page):
    beside = (ROOT / page).parent
    for target in LINK.findall(read(page)):
        assert (beside / target).exists(), f"{page} links to {target}"
    for words in code(page):
        for name in re.findall(r"(?<![\w./~-])[\w.-]+/[\w./-]*", words) if " " not in words else ():
            if name.startswith(FOLDERS):
                assert (ROOT / name).exists() or (beside / name).exists(), f"{page} names {name}"


@pytest.mark.parametrize("page", PAGES)
def test_every_extra_named_exists(page):
    declared = re.findall(
        r"^(\w+) = \[", read("pyproject.toml").split("[project.optional-dependencies]")[1], re.MULTILINE
    )
    for line in code(page):
        for extras in re.findall(r"pip install\b.*?\.\[([\w,]+)\]", line):
            assert set(extras.split(",")) <= set(declared), line
