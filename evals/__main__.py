"""Measures how good the answers are: python -m evals run."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evals.pipeline import Options

RUNS = Path("runs")

EXAMPLES = """\
examples:
  python -m evals run                                    the offline engine on all cases, report in runs/
  python -m evals run --split dev --category pay         a part of the cases
  python -m evals run --target offline --target "openai:gpt-4.1-mini prompt=variants/brief.md label=brief"
  python -m evals run --target "http://127.0.0.1:8080/v1 model=other key=OTHER_KEY"
  python -m evals run --target my_bot:answer             a function answer(question, history)
  python -m evals compare RUN RUN                        two runs over the same cases, paired
  python -m evals report latest --html                   where the report is, written anew
  python -m evals rescore latest                         new scores for recorded answers, nothing asked
  python -m evals label latest --count 20                rate answers before you see their scores
  python -m evals from-feedback feedback.jsonl           thumbs-downs become draft cases
exit status: 0 all gates pass, 1 a gate fails, 2 it cannot be said (stopped, unscored, or could not start)
"""


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    options = argparse.ArgumentParser(
        prog="python -m evals",
        description="Measure how good the answers are.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--runs", type=Path, default=RUNS, help="folder of runs (default: runs)")
    commands = options.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_run(commands)
    two = commands.add_parser("compare", help="two runs over the same cases")
    two.add_argument("first", help="a run's name or folder")
    two.add_argument("second", help="a run's name or folder")
    two.add_argument("--show-held-out", action="store_true", help="print held-out answers too")
    again = commands.add_parser("report", help="write a run's report anew")
    again.add_argument("run", nargs="?", default="latest")
    again.add_argument("--html", action="store_true", help="print where the HTML is")
    again.add_argument("--md", action="store_true", help="print the Markdown")
    again.add_argument("--show-held-out", action="store_true", help="show held-out answers too")
    new = commands.add_parser("rescore", help="score a run's recorded answers anew")
    new.add_argument("run", nargs="?", default="latest")
    _add_choices(new)
    rate = commands.add_parser("label", help="rate answers before seeing their scores")
    rate.add_argument("run", nargs="?", default="latest")
    rate.add_argument("--count", type=int, default=20, help="how many at most (default: 20)")
    back = commands.add_parser("from-feedback", help="turn thumbs-downs into draft cases")
    back.add_argument("feedback", type=Path, help="a file of feedback, one JSON object a line")
    back.add_argument("--out", type=Path, default=Path("feedback-cases.yaml"), help="where the drafts go")
    return options


def _add_run(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("run", help="ask the targets, score, report")
    run.add_argument(
        "--target", action="append", help="what to score; may be given several times (default: offline)"
    )
    run.add_argument("--prompt", type=Path, help="a prompt file or folder for every target that takes one")
    run.add_argument("--name", help="the run's name; an existing one goes on where it stopped")
    run.add_argument("--cases", type=Path, help="another folder of case files")
    run.add_argument("--workers", type=int, help="processes to ask with (default: one a processor, up to 4)")
    run.add_argument(
        "--fresh", action="store_true", help="ask again even where an earlier answer still holds"
    )
    run.add_argument("--save-baseline", action="store_true", help="let these scores be the baseline")
    run.add_argument(
        "--judge", metavar="MODEL", help="a chat model as provider:model that grades answers too"
    )
    _add_choices(run)


def _add_choices(options: argparse.ArgumentParser) -> None:
    options.add_argument("--split", choices=("all", "dev", "held-out"), default="all")
    options.add_argument("--category", action="append", default=[], help="only this category; repeatable")
    options.add_argument("--family", action="append", default=[], help="only this family; repeatable")
    options.add_argument(
        "--fail-under", type=float, metavar="SHARE", help="fail when fewer answers pass, such as 0.9"
    )
    options.add_argument("--show-held-out", action="store_true", help="print held-out answers too")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status."""
    given = parser().parse_args(arguments)
    from bot.errors import WaypointError
    from evals import commands

    try:
        return {
            "run": commands.run,
            "compare": commands.compare,
            "report": commands.report,
            "rescore": commands.rescore,
            "label": commands.label,
            "from-feedback": commands.from_feedback,
        }[given.command](given, _options(given))
    except WaypointError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 2


def _options(given: argparse.Namespace) -> "Options":
    from evals.pipeline import Options

    targets = tuple(getattr(given, "target", None) or ("offline",))
    prompt = getattr(given, "prompt", None)
    if prompt is not None:
        targets = tuple(f"{target} prompt={prompt}" for target in targets)
    chosen = {
        name: getattr(given, name)
        for name in ("split", "show_held_out", "fresh", "fail_under", "save_baseline", "judge", "workers")
        if hasattr(given, name)
    }
    if getattr(given, "cases", None) is not None:
        chosen["cases"] = given.cases
    return Options(
        targets=targets,
        category=tuple(getattr(given, "category", ())),
        family=tuple(getattr(given, "family", ())),
        command="python -m evals " + " ".join(sys.argv[1:]),
        **chosen,
    )


if __name__ == "__main__":
    sys.exit(main())
