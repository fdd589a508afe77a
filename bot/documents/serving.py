"""The process that parses foreign formats: one JSON request a line in, one JSON answer a line out."""

import contextlib
import importlib
import json
import os
import sys
import warnings
from dataclasses import asdict
from pathlib import Path

from bot.documents.converting.converted import UnreadableError

_CONVERTERS = {"html": "web", "docx": "word", "pptx": "slides", "xlsx": "sheets", "pdf": "pdf"}
_LARGEST_WRITE = 64_000_000
_SPIKE_MEGABYTES = 500

TOO_MUCH_MEMORY = "needs more memory than a document may take"


def serve(megabytes: int) -> None:
    """Answer requests until the input ends; the asking process stops one that takes more than `megabytes`."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # a parser that prints must not disturb the answers
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(5000)
    limited = False
    for line in sys.stdin:
        request = json.loads(line)
        converter = importlib.import_module(f"bot.documents.converting.{_CONVERTERS[request['kind']]}")
        if not limited:
            _limit_memory(megabytes)
            limited = True
        answers.write(json.dumps(_answer(converter.convert, Path(request["path"]))) + "\n")
        answers.flush()


def _answer(convert, path: Path) -> dict[str, object]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    try:
        return asdict(convert(path))
    except UnreadableError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": TOO_MUCH_MEMORY}
    except RecursionError:
        return {"error": "is nested too deeply to be read"}
    except Exception as error:  # the outermost edge: any parser's failure is one file's failure
        return {"error": f"is damaged, or not written as its kind should be ({type(error).__name__})"}


def _limit_memory(megabytes: int) -> None:
    """Refuse what would be seen too late from outside: far more memory at once (not on Windows)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + (2 * megabytes + _SPIKE_MEGABYTES) * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_WRITE, _LARGEST_WRITE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
