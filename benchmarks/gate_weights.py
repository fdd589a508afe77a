"""Fits the gate's weights on the labelled sentences: python -m benchmarks.gate_weights [--write]."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.model_selection import cross_val_predict  # type: ignore[import-untyped]

from bot.grounding.check import examine
from bot.grounding.saying import wording_signs
from tests.grounding.labels import Labelled, load_fitting

WEIGHTS = Path(__file__).parent.parent / "bot" / "grounding" / "weights.yaml"
STRENGTH = 0.3
FOLDS = 10
# The share of true sentences that the wording may withhold.
LOST = 0.05


def read_signs(labels: Sequence[Labelled]) -> tuple[list[dict[str, float]], list[bool]]:
    """Return the signs of every sentence on which its wording decides, with which of them are true."""
    rows, true = [], []
    for one in labels:
        signs = wording_signs(*examine(one.text, one.evidence, one.context, one.previous))
        if signs is not None:
            rows.append(signs)
            true.append(one.is_true)
    return rows, true


def main(argv: Sequence[str] | None = None) -> int:
    """Fit the weights and the chance needed, and print what they do to sentences they were not fitted on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the weights that the gate uses")
    arguments = parser.parse_args(argv)
    rows, labels = read_signs(load_fitting())
    names, true = list(rows[0]), np.array(labels)
    table = np.array([[row[name] for name in names] for row in rows])
    spread = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    chances = cross_val_predict(model, table / spread, true, cv=FOLDS, method="predict_proba")[:, 1]
    needed = float(np.quantile(chances[true], LOST))
    print(f"{true.sum()} true and {(~true).sum()} false sentences on which the wording decides")
    print(
        f"{(chances[~true] >= needed).mean():.1%} of the false ones pass, {LOST:.0%} of the true are withheld"
    )
    if arguments.write:
        model.fit(table / spread, true)
        weights = dict(zip(names, (round(float(one), 3) for one in model.coef_[0] / spread), strict=True))
        fitted = {
            "bias": round(float(model.intercept_[0]), 3),
            "weights": weights,
            "needed": round(needed, 3),
        }
        note = "# Fitted by python -m benchmarks.gate_weights; do not edit by hand.\n"
        WEIGHTS.write_text(note + yaml.safe_dump(fitted, sort_keys=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
