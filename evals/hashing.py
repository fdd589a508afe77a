"""What an answer depends on, hashed: the same key means that nothing which could change it has changed."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from evals.corpus import PROJECT

_CODE = (".py", ".yaml", ".json", ".md", ".txt")


def digest(*parts: Any) -> str:  # noqa: ANN401
    """Return a short hash of plain data."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]


def files_hash(paths: Iterable[Path]) -> str:
    """Return a hash of files: their names and contents."""
    summary = hashlib.sha256()
    for path in sorted(paths):
        summary.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return summary.hexdigest()[:16]


@cache
def code_hash(folder: Path = PROJECT / "bot") -> str:
    """Return the hash of the adviser's code, data and prompts; the page, which answers nothing, apart."""
    paths = (p for p in folder.rglob("*") if p.suffix in _CODE and "__pycache__" not in p.parts)
    return files_hash(p for p in paths if "page" not in p.relative_to(folder).parts[:1])
