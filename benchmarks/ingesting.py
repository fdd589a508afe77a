"""How fast guides become an index, and how large it is: python -m benchmarks.ingesting."""

import sys
import tempfile
from pathlib import Path

from bot.embedding import open_encoder
from bot.indexing import sync
from bot.settings import Settings


def main() -> int:
    """Ingest the shipped knowledge from nothing and again, and print the seconds and the size on disk."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        encoder = open_encoder(settings)
        encoder.warm()
        new = sync([settings.knowledge_dir], settings, encoder=encoder)
        again = sync([settings.knowledge_dir], settings, encoder=encoder)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    print(
        f"from nothing: {new.chunks} chunks in {new.seconds:.1f} s, {new.chunks / new.seconds:.0f} a second"
    )
    print(f"nothing changed: {again.seconds:.1f} s")
    print(f"on disk: {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
