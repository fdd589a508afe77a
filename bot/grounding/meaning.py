"""How close a sentence is in meaning to the lines of its evidence, by the encoder of the guides."""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.grounding.facts import Source
from bot.schema import Evidence

Vectors = npt.NDArray[np.float32]
_MARK = re.compile(r"\s*\[\d{1,3}\]")
_KEPT = 512


class Meaning:
    """Remembers the vectors of evidence it has seen; safe to share among threads."""

    def __init__(self, encode: Callable[[Sequence[str]], Vectors]) -> None:
        """Take what turns texts into normalised vectors."""
        self._encode = encode
        self._known: dict[Evidence, Vectors] = {}
        self._lock = threading.Lock()

    def prepare(self, sources: Iterable[Source]) -> None:
        """Read evidence ahead of the sentences that will be held against it."""
        for source in sources:
            self._vectors(source)

    def closeness(self, text: str, sources: Sequence[Source]) -> float:
        """Return the highest cosine between a sentence and a line, or two lines in a row, of the sources."""
        found = [vectors for source in sources if len(vectors := self._vectors(source))]
        if not found:
            return 0.0
        said = self._encode([_MARK.sub("", text)])[0]
        return max(float((vectors @ said).max()) for vectors in found)

    def _vectors(self, source: Source) -> Vectors:
        with self._lock:
            known = self._known.get(source.evidence)
        if known is None:
            lines = [line.text for line in source.segments]
            pairs = [f"{one} {other}" for one, other in pairwise(lines)]
            known = self._encode([*lines, *pairs]) if lines else np.zeros((0, 1), dtype=np.float32)
            with self._lock:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                self._known[source.evidence] = known
        return known
