"""How often the intent of an utterance held out is recognised: python -m benchmarks.intents."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from langchain_core.embeddings import Embeddings

from bot.catalogue import Catalogue, build_catalogue
from bot.dialogue import intent_model
from bot.dialogue.intents import examples
from bot.dialogue.marks import delexicalise, read_marks
from bot.embedding import open_encoder
from bot.schema import Document, RoleName, Section
from bot.settings import PROJECT_ROOT, Settings

HELD_OUT = PROJECT_ROOT / "tests" / "data" / "intents_heldout.yaml"


@dataclass(frozen=True, slots=True)
class Miss:
    """An utterance whose intent was not the first guess."""

    utterance: str
    intent: str
    guesses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares from 0 to 1: the intent was the first guess, or one of the first two."""

    first: float
    second: float
    utterances: int
    misses: tuple[Miss, ...]


def measure(embed: Embeddings, path: Path = HELD_OUT) -> Accuracy:
    """Classify every utterance of a file of held-out ones.

    Args:
        embed: The encoder.
        path: YAML with the `roles` it speaks of and `utterances` by intent.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    catalogue = _catalogue(data["roles"])
    pairs = [(str(text), name) for name, texts in data["utterances"].items() for text in texts]
    plain = [delexicalise(read_marks(text, catalogue), 0, len(text)) for text, _ in pairs]
    ranked = [
        tuple(name for name, _ in guess.ranked if not name.startswith("_"))
        for guess in intent_model(embed).classify(embed, plain)
    ]
    misses = tuple(
        Miss(text, name, found[:2])
        for (text, name), found in zip(pairs, ranked, strict=True)
        if found[0] != name
    )
    second = sum(miss.intent in miss.guesses for miss in misses)
    right = len(pairs) - len(misses)
    return Accuracy(right / len(pairs), (right + second) / len(pairs), len(pairs), misses)


def _catalogue(roles: Sequence[str]) -> Catalogue:
    section = Section(("Work",), "Text.")
    names = tuple(RoleName(role) for role in roles)
    return build_catalogue([Document("a.md", "a.md", "Work", (section,), "", country="GB", roles=names)], ())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the accuracy; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.intents", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every utterance that was missed")
    parser.add_argument("--file", type=Path, default=HELD_OUT, help="another file of held-out utterances")
    chosen = parser.parse_args(arguments)
    encoder = open_encoder(Settings())
    encoder.warm()
    start = time.perf_counter()
    intent_model(encoder)
    fitted = time.perf_counter() - start
    found = measure(encoder, chosen.file)
    worst = Counter(miss.intent for miss in found.misses).most_common(6)
    write = sys.stdout.write
    write(f"{len(examples())} examples fitted in {fitted:.1f} s, {found.utterances} utterances held out\n")
    write(f"first guess right: {found.first:.1%}, one of the first two: {found.second:.1%}\n")
    write(f"most missed: {', '.join(f'{name} {count}' for name, count in worst)}\n")
    if chosen.misses:
        for miss in found.misses:
            write(f"  {miss.intent}: {miss.utterance} -> {', '.join(miss.guesses)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
