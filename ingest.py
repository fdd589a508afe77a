"""Bring the index in line with guides and pay tables: python ingest.py [PATH ...]."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.indexing import IndexReport, Progress
    from bot.settings import Settings

EXAMPLES = """\
examples:
  python ingest.py                        the guides and pay tables in knowledge/
  python ingest.py my-guides/             a folder of your own, beside what is there
  python ingest.py guide.md pay.csv       single files
  python ingest.py my-guides/ --dry-run   what would be done
  python ingest.py --list                 what is in the index
  python ingest.py --remove my-guides     forget a folder, a file or a document
  python ingest.py --rebuild              read and embed everything again

Reads .md .txt .html .pdf .docx .pptx .xlsx and .csv; the kind is told by the content, not by the name alone.
Hidden files and READMEs in a folder are left out. A document whose file is gone from a folder that was
named is forgotten, unless --no-prune is given; what was not named is never touched.

exit status: 0 everything is in; 1 some files were skipped, each is named with the reason, and the rest
are in; 2 nothing could be done, and the index that was there still serves.
"""


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    command = argparse.ArgumentParser(
        prog="ingest.py",
        description="Read guides and pay tables into the index the adviser answers from.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files and folders; knowledge/ if none"
    )
    command.add_argument("--data-dir", type=Path, metavar="DIR", help="folder of the index")
    command.add_argument("--json", action="store_true", help="print the summary as JSON")
    does = command.add_mutually_exclusive_group()
    does.add_argument("--list", action="store_true", help="list the documents in the index and stop")
    does.add_argument("--remove", nargs="+", metavar="NAME", help="forget documents, by id, path or folder")
    does.add_argument("--rebuild", action="store_true", help="read and embed everything again")
    command.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    command.add_argument(
        "--prune",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="forget documents whose file is gone from a folder that is named",
    )
    return command


def main(argv: list[str] | None = None) -> int:
    """Run one ingest; the exit status says how it went."""
    arguments = parser().parse_args(argv)
    from bot.errors import WaypointError
    from bot.settings import Settings

    settings = Settings(**({"data_dir": arguments.data_dir} if arguments.data_dir else {}))
    try:
        if arguments.list:
            return _list(settings, as_json=arguments.json)
        report = _run(arguments, settings)
    except WaypointError as error:
        print(f"Nothing was done: {error}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped; the index is as it was before.", file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(report.to_dict(), ensure_ascii=False, indent=1))
    else:
        _print_report(report, settings)
    if report.nothing_done:
        return 2
    return 1 if report.skipped else 0


def _run(arguments: argparse.Namespace, settings: "Settings") -> "IndexReport":
    from bot.indexing import forget, sync

    if arguments.remove:
        return forget(arguments.remove, settings, dry_run=arguments.dry_run)
    with _Bar(shown=not arguments.json) as bar:
        report = sync(
            arguments.paths,
            settings,
            prune=arguments.prune,
            rebuild=arguments.rebuild,
            dry_run=arguments.dry_run,
            on_progress=bar.show,
        )
        if not arguments.dry_run and report.documents:
            with bar.waiting("preparing"):
                _prepare(settings)
        return report


def _prepare(settings: "Settings") -> None:
    """Work out now what the first question would wait for; some seconds, once for each encoder."""
    from bot.dialogue import prepare_intents
    from bot.embedding import open_encoder

    prepare_intents(open_encoder(settings), settings.data_dir)


class _Bar:
    """A progress bar on standard error that appears with the first step worth showing."""

    STAGES = {  # noqa: RUF012
        "reading": "Reading",
        "embedding": "Embedding",
        "writing": "Writing",
        "preparing": "Preparing",
    }

    def __init__(self, *, shown: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), disable=not shown)
        self._tasks: dict[str, int] = {}

    def __enter__(self) -> "_Bar":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    @contextmanager
    def waiting(self, stage: str) -> Iterator[None]:
        """Draw a stage of one step while it lasts."""
        task = self._bar.add_task(self.STAGES[stage], total=1)
        yield
        self._bar.update(task, completed=1)

    def show(self, progress: "Progress") -> None:
        """Draw one step."""
        from rich.progress import TaskID

        if progress.stage not in self._tasks:
            self._tasks[progress.stage] = self._bar.add_task(
                self.STAGES[progress.stage], total=progress.total
            )
        self._bar.update(TaskID(self._tasks[progress.stage]), completed=progress.done, total=progress.total)


def _print_report(report: "IndexReport", settings: "Settings") -> None:
    if report.rebuilt:
        print(f"The index was built again: {report.rebuilt}.")
    if report.dry_run:
        print("This is what would be done:")
    for names, done in (
        (report.added, "added"),
        (report.changed, "changed"),
        (report.removed, "removed"),
    ):
        for name in names:
            print(f"  {done:<8} {name}")
    for path, reason in report.skipped:
        print(f"  skipped  {path}: {reason}")
    for path, warning in report.warnings:
        print(f"  note     {path}: {warning}")
    print(
        f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed, "
        f"{len(report.unchanged)} unchanged, {len(report.skipped)} skipped."
    )
    if not report.dry_run:
        held = ", ".join(
            (
                _counted(report.documents, "document"),
                _counted(report.chunks, "chunk"),
                _counted(report.pay_records, "pay record"),
            )
        )
        print(f"{held} in {report.seconds:.1f} s, in {settings.data_dir}")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _list(settings: "Settings", *, as_json: bool) -> int:
    from bot.indexing import known_sources

    sources = known_sources(settings)
    if as_json:
        print(json.dumps([source.model_dump() for source in sources], ensure_ascii=False, indent=1))
        return 0
    for source in sources:
        held = f"{_counted(source.chunks, 'chunk')}, {_counted(source.pay_records, 'pay record')}"
        print(f"{source.id}  ({held})  {source.location}")
    print(f"{_counted(len(sources), 'document')} in {settings.data_dir}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
