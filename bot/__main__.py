"""Ask from the terminal: one question, a conversation, or a file of questions."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import WaypointError
from bot.schema import Reply
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.advisor import Advisor

EXAMPLES = """examples:
  python -m bot "What does a manager earn?"
  python -m bot "What does a manager earn?" --json
  python -m bot                                     a conversation; empty line or Ctrl-D ends it
  python -m bot --jsonl < questions.jsonl > replies.jsonl
      in:  {"id": "1", "question": "And for managers?", "history": [{"role": "user", "content": "..."}]}
      out: {"id": "1", "text": "...", "outcome": "answered", "citations": [...], ...}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code (0 answered, 1 some lines failed, 2 nothing could be done)."""
    options = _parse(arguments)
    try:
        advisor = _open(options)
        if options.jsonl:
            return _answer_lines(advisor, sys.stdin)
        if options.question:
            _print_reply(advisor.ask(" ".join(options.question)), as_json=options.json)
            return 0
        return _converse(advisor, as_json=options.json)
    except WaypointError as error:
        print(f"waypoint: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Ask Waypoint from the terminal.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("question", nargs="*", help="the question; without one, a conversation starts")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="folder of the index")
    parser.add_argument("--model", metavar="PROVIDER:MODEL", help="chat model for wording")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the whole reply as JSON")
    form.add_argument("--jsonl", action="store_true", help="read questions as JSON lines")
    return parser.parse_args(arguments)


def _open(options: argparse.Namespace) -> "Advisor":
    from bot.advisor import Advisor

    given = {"data_dir": options.data_dir, "model": options.model}
    return Advisor.open(Settings(**{name: value for name, value in given.items() if value is not None}))


def _print_reply(reply: Reply, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(reply.to_dict(), ensure_ascii=False))
        return
    print(reply.text)
    for citation in reply.citations:
        place = ", ".join(str(part) for part in (citation.section, citation.publisher, citation.year) if part)
        print(f"  [{citation.number}] {citation.title}{': ' + place if place else ''}")
    if reply.notice:
        print(f"  ({reply.notice})")
    for reason in dict.fromkeys(reply.withheld):
        print(f"    - {reason}")
    if reply.suggestions:
        print(f"  Ask next: {' · '.join(reply.suggestions)}")


def _converse(advisor: "Advisor", *, as_json: bool) -> int:
    history: list[dict[str, str]] = []
    while True:
        try:
            question = input("you> ").strip()
        except EOFError:
            return 0
        if not question:
            return 0
        reply = advisor.ask(question, history)
        _print_reply(reply, as_json=as_json)
        history += [{"role": "user", "content": question}, {"role": "assistant", "content": reply.text}]


def _answer_lines(advisor: "Advisor", lines: Iterable[str]) -> int:
    failed = False
    for result in answer_lines(advisor, lines):
        failed = failed or "error" in result
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return int(failed)


def answer_lines(advisor: "Advisor", lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Answer JSON lines; a line that cannot be answered yields an object with `error`, and the rest go on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        known: dict[str, Any] = {}
        try:
            asked = _checked(json.loads(line))
            known = {"id": asked["id"]} if "id" in asked else {}
            yield known | advisor.ask(asked["question"], asked.get("history") or ()).to_dict()
        except LineError as error:
            yield error.known | {"error": f"line {number}: {error}"}
        except (ValueError, WaypointError) as error:
            yield known | {"error": f"line {number}: {error}"}


def _checked(asked: object) -> dict[str, Any]:
    if not isinstance(asked, dict):
        raise ValueError('expected an object such as {"question": "..."}')
    known = {"id": asked["id"]} if "id" in asked else {}
    if not isinstance(asked.get("question"), str):
        raise LineError('"question" is missing or not a text', known)
    history = asked.get("history") or []
    if not isinstance(history, list) or not all(isinstance(turn, dict) for turn in history):
        raise LineError('"history" must be a list of {"role": ..., "content": ...}', known)
    return asked


class LineError(ValueError):
    """A line with an id that cannot be answered."""

    def __init__(self, message: str, known: dict[str, Any]) -> None:
        super().__init__(message)
        self.known = known


if __name__ == "__main__":
    sys.exit(main())
