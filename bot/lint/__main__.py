"""The check on the command line: python -m bot.lint [PATH ...]; exit 0 when all is well, 1 otherwise."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.errors import WaypointError
from bot.lint.checking import lint
from bot.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the paths named, or the knowledge folder, and print what to put right."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.lint", description="Check guides and pay tables before they are ingested."
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (knowledge/)")
    given = parser.parse_args(arguments)
    settings = Settings()
    try:
        findings = lint(given.paths or [settings.knowledge_dir], settings)
    except WaypointError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(f"{len(findings)} to put right\n" if findings else "All guides and tables are fine.\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
