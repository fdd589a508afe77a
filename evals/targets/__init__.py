"""What can be scored: the adviser with any engine, a function, or an address of the OpenAI protocol."""

from pathlib import Path

from evals.targets.adviser import AdviserTarget
from evals.targets.function import FunctionTarget
from evals.targets.http import HttpTarget
from evals.targets.spec import Spec, Target, TargetError, parse_spec

__all__ = [
    "AdviserTarget",
    "FunctionTarget",
    "HttpTarget",
    "Spec",
    "Target",
    "TargetError",
    "open_target",
    "parse_spec",
]


def open_target(text: str, *, cache: Path) -> Target:
    """Open the target that a `--target` names.

    Args:
        text: "offline", "provider:model", "module:function" or "http://host/v1", then options as name=value.
        cache: Folder for what is worth keeping between runs, such as indexes.

    Raises:
        TargetError: it names nothing that can be opened.
    """
    spec = parse_spec(text)
    if spec.name.startswith(("http://", "https://")):
        return HttpTarget(spec)
    if FunctionTarget.fits(spec.name):
        return FunctionTarget(spec)
    return AdviserTarget(spec, cache)
