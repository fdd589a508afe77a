"""Opens the chat page: python app.py."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

EXAMPLES = """\
examples:
  python app.py                              open the page at http://127.0.0.1:7860
  python app.py --port 8000                  on another port (0: any free one)
  python app.py --host 0.0.0.0               let other machines reach it
  python app.py --data-dir ./data            with the index that `python ingest.py --data-dir ./data` built
  python app.py --model openai:gpt-4.1-mini  with a chat model to word the answers
"""


def parser() -> argparse.ArgumentParser:
    """Return the command line; each option wins over its WAYPOINT_ setting."""
    options = argparse.ArgumentParser(
        prog="app.py",
        description="Open Waypoint, a career adviser that answers from guides, in the browser.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    options.add_argument("--port", type=int, help="port to listen on (default: 7860)")
    options.add_argument("--data-dir", type=Path, help="folder of the index (default: one per user)")
    options.add_argument(
        "--model", help="chat model as provider:model (default: none, answers are made offline)"
    )
    options.add_argument("--model-url", help="address of an OpenAI-compatible server")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until Ctrl-C; return the exit status: 0 stopped by the person, 2 could not start."""
    signal.signal(signal.SIGINT, _stop_early)
    status = _run(arguments)
    if status == 0:
        print("Stopped.")
    return status


def _stop_early(_number: int, _frame: FrameType | None) -> None:
    """End at once: before the page is up, an import under way may swallow a KeyboardInterrupt."""
    os.write(sys.stdout.fileno(), b"Stopped.\n")
    os._exit(0)


def _run(arguments: Sequence[str] | None) -> int:
    given: dict[str, Any] = {
        key: value for key, value in vars(parser().parse_args(arguments)).items() if value is not None
    }
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    from pydantic import ValidationError

    from bot.errors import WaypointError
    from bot.page.opening import Adviser, Opening
    from bot.page.serving import free_port, serve
    from bot.settings import Settings
    from bot.store import Store

    def open_advisor() -> Adviser:
        from bot.advisor import Advisor

        advisor = Advisor.open(settings)
        advisor.ask("hello")  # loads what the first question needs, before somebody waits for it
        return advisor

    try:
        settings = Settings(**given)
        free_port(settings.host, settings.port)
        Store(settings).current().close()  # says now, not later on the page, that there is none
        serve(Opening(open_advisor), settings, _announce)
    except ValidationError as error:
        problem = error.errors()[0]
        print(f"waypoint: setting {'.'.join(map(str, problem['loc']))}: {problem['msg']}.", file=sys.stderr)
        return 2
    except WaypointError as error:
        print(f"waypoint: {error}", file=sys.stderr)
        return 2
    return 0


def _announce(address: str) -> None:
    print(f"Waypoint is at {address}  (Ctrl-C to stop)", flush=True)


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # the thread that may still be loading the encoder must not be torn down half-way
