"""A linear classifier fitted on the spot: the same data gives the same model."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class LinearHead:
    """Multinomial logistic regression: `weights` has a row per feature, the last for the offset."""

    names: tuple[str, ...]
    weights: Vectors

    def probabilities(self, rows: Vectors) -> Vectors:
        """Return one row of probabilities per row of features, a column per name."""
        return _softmax(_with_offset(rows) @ self.weights)


def fit_head(rows: Vectors, labels: Sequence[str], penalty: float, steps: int) -> LinearHead:
    """Fit by accelerated steps under Böhning's bound on the curvature, which needs no step size.

    Args:
        rows: One row of features per example.
        labels: The name of each row.
        penalty: Weight of the squared length of the weights.
        steps: How many steps to take.

    Returns:
        The fitted head, its names in the order of first appearance.
    """
    names = tuple(dict.fromkeys(labels))
    column = {name: at for at, name in enumerate(names)}
    wanted = np.zeros((len(rows), len(names)), dtype=np.float32)
    wanted[np.arange(len(rows)), [column[label] for label in labels]] = 1
    full = _with_offset(rows)
    bound = 0.5 * (full.T @ full) + penalty * np.eye(full.shape[1], dtype=np.float32)
    inverse = np.linalg.inv(bound)
    weights = ahead = np.zeros((full.shape[1], len(names)), dtype=np.float32)
    pace = 1.0
    for _ in range(steps):
        slope = full.T @ (_softmax(full @ ahead) - wanted) + penalty * ahead
        following = ahead - inverse @ slope
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = following + np.float32((pace - 1) / faster) * (following - weights)
        weights, pace = following, faster
    return LinearHead(names, weights)


def _with_offset(rows: Vectors) -> Vectors:
    return np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])


def _softmax(scores: Vectors) -> Vectors:
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True), dtype=np.float32)
