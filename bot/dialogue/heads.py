"""A small linear classifier of intents, fitted in closed form: the same data gives the same model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LinearHead:
    """Regularised discriminant analysis: one shared covariance, equal priors, softmax over the scores."""

    names: tuple[str, ...]
    weights: Vectors
    offsets: Vectors

    def probabilities(self, vectors: Vectors) -> Vectors:
        """Return one row of probabilities per vector, a column per name."""
        scores = vectors @ self.weights + self.offsets
        scores -= scores.max(axis=1, keepdims=True)
        exponents = np.exp(scores)
        return np.asarray(exponents / exponents.sum(axis=1, keepdims=True), dtype=np.float64)


def fit_head(vectors: Vectors, labels: Sequence[str], shrinkage: float, sharpness: float) -> LinearHead:
    """Fit the head.

    Args:
        vectors: One normalised row per example.
        labels: The name of each row.
        shrinkage: Share of the covariance taken from a round one (0 to 1).
        sharpness: Factor on the scores before the softmax.

    Returns:
        The fitted head, its names in the order of first appearance.
    """
    names = tuple(dict.fromkeys(labels))
    of = np.array([names.index(label) for label in labels])
    means = np.stack([vectors[of == column].mean(axis=0) for column in range(len(names))])
    inner = vectors - means[of]
    covariance = inner.T @ inner / len(vectors)
    size = covariance.shape[0]
    round_part = np.eye(size) * np.trace(covariance) / size
    precision = np.linalg.inv((1 - shrinkage) * covariance + shrinkage * round_part)
    weights = precision @ means.T
    offsets = -0.5 * np.einsum("cd,dc->c", means, weights)
    return LinearHead(names, sharpness * weights, sharpness * offsets)
