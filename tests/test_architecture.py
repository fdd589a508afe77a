"""The shape of the code: how imports point, where heavy packages live, and that bot/ knows no profession."""

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import frontmatter
import pytest

ROOT = Path(__file__).resolve().parent.parent
BOT = ROOT / "bot"
LONGEST = 340
LAYERS = (
    {"schema", "errors", "settings"},
    {"quantities"},
    {"documents", "chunking", "pay", "embedding", "catalogue", "grounding", "safety", "prompts"},
    {"store", "indexing", "retrieval", "dialogue", "composer", "llm", "lint"},
    {"replies"},
    {"advisor"},
    {"page", "__main__", "__init__"},
)
PROGRAMS = ("app", "ingest", "evals", "benchmarks", "tests")
HOMES = {
    "chromadb": "store",
    "langchain_chroma": "store",
    "sentence_transformers": "embedding",
    "torch": "embedding",
    "gradio": "page",
    "altair": "page",
    "langchain": "llm",
    "langchain_openai": "llm",
    "langchain_anthropic": "llm",
    "langchain_ollama": "llm",
    "langchain_google_genai": "llm",
    "langchain_huggingface": "llm",
}
VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "base", "common", "misc"}
# Names in knowledge/ that are also words of any conversation about work: levels, everybody, who hires.
EVERYDAY = {
    "all jobs",
    "all workers",
    "all occupations",
    "the average worker",
    "recruiter",
    "team lead",
    "team leader",
}


def sources(folder: Path = BOT) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def part(path: Path) -> str:
    """The part of bot/ a file belongs to: its folder, or its own name."""
    return path.relative_to(BOT).with_suffix("").parts[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "bot":
                yield from (f"bot.{alias.name}" for alias in node.names)


def rank(name: str) -> int:
    for number, layer in enumerate(LAYERS):
        if name in layer:
            return number
    raise AssertionError(f"bot/{name} belongs to no layer: add it to LAYERS")


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path):
    mine = part(path)
    for name in imports(path):
        assert name.split(".")[0] not in PROGRAMS, f"{name} is a program, not a library"
        if not name.startswith("bot."):
            continue
        theirs = name.split(".")[1]
        if (BOT / f"{theirs}.py").exists() or (BOT / theirs).is_dir():
            assert rank(theirs) <= rank(mine) or mine == "__init__", f"{mine} must not import {theirs}"


def test_parts_do_not_import_each_other_in_a_circle():
    graph: dict[str, set[str]] = {}
    for path in sources():
        found = {name.split(".")[1] for name in imports(path) if name.startswith("bot.")}
        graph.setdefault(part(path), set()).update(found - {part(path)})
    graph.pop("__init__")

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        for other in sorted(graph.get(name, ())):
            visit(other, (*trail, name))

    for name in graph:
        visit(name, ())


def test_every_heavy_package_has_one_home():
    for path in sources():
        for name in imports(path):
            home = HOMES.get(name.split(".")[0])
            assert home is None or part(path) == home, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("folder", ["bot", "evals", "benchmarks"])
def test_modules_are_short_and_named_for_what_they_do(folder):
    for path in sources(ROOT / folder):
        assert path.stem not in VAGUE, path
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= LONGEST, f"{path.relative_to(ROOT)} has {lines} lines"


def test_only_settings_reads_the_environment():
    for path in sources():
        if part(path) == "settings":
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"os\.getenv|environ\.get\(|environ\[[^\]]+\](?!\s*=[^=])", text), path


def test_only_the_edges_are_broad_and_none_is_silent():
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{path}:{node.lineno} catches everything"


@cache
def known_names() -> dict[str, str]:
    """Every role, publisher and place below a country that knowledge/ names, and what it is."""
    found: dict[str, str] = {}
    for path in (ROOT / "knowledge").rglob("*.md"):
        meta = frontmatter.load(str(path)).metadata
        for role in meta.get("roles") or []:
            found |= dict.fromkeys((role["name"], *(role.get("aliases") or ())), "role")
        found |= {meta["publisher"]: "publisher"} if meta.get("publisher") else {}
    for path in (ROOT / "knowledge").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                roles = (row.get("role"), row.get("occupation"), *(row.get("aliases") or "").split("|"))
                found |= {name.strip(): "role" for name in roles if name and name.strip()}
                found |= {row["publisher"]: "publisher"} if row.get("publisher") else {}
                found |= {row["place"]: "place"} if row.get("place_kind") in ("region", "city") else {}
    return {name: kind for name, kind in found.items() if name.lower() not in EVERYDAY | {"waypoint"}}


def spoken(path: Path) -> str:
    """What a file says: a data file whole, a module without its docstrings and comments."""
    if path.suffix != ".py":
        return path.read_text(encoding="utf-8")
    module = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(module):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            first.value = ast.Constant(value=None)
    return ast.unparse(module)


def test_knowledge_names_roles_publishers_and_places():
    kinds = list(known_names().values())
    assert kinds.count("role") >= 20
    assert {"role", "publisher"} <= set(kinds)


def test_bot_knows_no_profession_employer_or_place():
    names = sorted(known_names(), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})s?(?!\w)", re.IGNORECASE)
    kept = {".py", ".yaml", ".json", ".md", ".js", ".css", ".csv", ".txt"}
    for path in sorted(path for path in BOT.rglob("*") if path.suffix in kept):
        said = pattern.search(spoken(path))
        assert said is None, f"{path.relative_to(ROOT)} names {said.group()!r}"
