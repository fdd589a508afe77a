"""How fast, how large and how exact the parts are: python -m benchmarks [NAME ...]."""

import argparse
import subprocess
import sys
from collections.abc import Sequence

BENCHMARKS = {
    "answers": "seconds to the first words and to the whole answer, offline",
    "ingesting": "chunks a second from nothing, and when nothing changed; size on disk",
    "retrieval": "nDCG and Success of dense, keyword and fused search, by chunk size",
    "pay_reading": "precision and recall of pay read from labelled passages",
    "intents": "accuracy of intents on utterances held out",
    "talks": "how often the section that answers a turn of a talk comes first",
    "grounding": "wrong sentences caught, right ones withheld, milliseconds a sentence",
    "model": "seconds to a chat model's first verified sentence and to all of them",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named benchmarks, or all of them; returns 0 when all ran, 1 when one failed."""
    listing = "\n".join(f"  {name:12} {what}" for name, what in BENCHMARKS.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure Waypoint.",
        epilog=f"benchmarks:\n{listing}\n\nexamples:\n"
        "  python -m benchmarks answers grounding\n  python -m benchmarks retrieval --beir scifact",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="which; all by default")
    chosen, options = parser.parse_known_args(arguments)
    names = chosen.names or list(BENCHMARKS)
    if options and len(chosen.names) != 1:
        parser.error(f"{options[0]} is an option of one benchmark: name that one alone")
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    failed = False
    for name in names:
        print(f"== {name}: {BENCHMARKS[name]}", flush=True)
        # a process each: what one loads or leaves in memory must not change what the next one measures
        failed = (
            subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=False).returncode
            != 0
            or failed
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
