"""Whether a wording is held by its evidence, all signs taken together, as fitted on labelled sentences."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Scoring:
    """A weighted sum of signs, whose logistic is the chance that a wording is held, and the chance needed."""

    bias: float
    weights: Mapping[str, float]
    needed: float

    def accepts(self, signs: Mapping[str, float]) -> bool:
        """Whether a wording with these signs is held by its evidence."""
        total = self.bias + sum(self.weights[name] * value for name, value in signs.items())
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, total)))) >= self.needed

    def gravest(self, signs: Mapping[str, float], names: Iterable[str]) -> str | None:
        """Return which of some signs speaks most against a wording, if any does."""
        against = {name: self.weights[name] * signs[name] for name in names}
        return min(against, key=lambda name: against[name], default=None)


@cache
def scoring() -> Scoring:
    """Return the fitted weights; `python -m benchmarks.gate_weights` fits them anew."""
    text = resources.files("bot.grounding").joinpath("weights.yaml").read_text(encoding="utf-8")
    return Scoring(**yaml.safe_load(text))
