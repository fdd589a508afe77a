"""Intervals and tests for small sets of related cases (Miller, arXiv 2411.00640)."""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

SEED = 20260101
RESAMPLES = 2000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its 95% interval and how many observations in how many clusters it rests on."""

    value: float
    low: float
    high: float
    n: int
    clusters: int = 0


def wilson(successes: float, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return a rate with Wilson's interval."""
    from scipy.stats import norm

    if n == 0:
        return Interval(math.nan, 0.0, 1.0, 0)
    z = float(norm.ppf(0.5 + confidence / 2))
    rate = successes / n
    centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(rate, max(0.0, centre - half), min(1.0, centre + half), n)


def cluster_bootstrap(
    clusters: Mapping[str, Sequence[float]], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Interval:
    """Return the mean with a BCa interval from resampling whole families.

    Cases of one family are alike, so resampling single cases would make the interval too narrow.
    """
    import numpy as np

    sums = np.array([sum(values) for values in clusters.values() if values])
    sizes = np.array([len(values) for values in clusters.values() if values], dtype=float)
    if not len(sums):
        return Interval(math.nan, 0.0, 1.0, 0)
    mean = float(sums.sum() / sizes.sum())
    n, count = int(sizes.sum()), len(sums)
    if count < 2 or float(np.ptp(sums / sizes)) == 0.0:
        # No spread to resample: every family scored alike. Wilson's interval still says how few there are.
        flat = wilson(mean * count, count)
        return Interval(mean, flat.low, flat.high, n, count)
    chance = np.random.default_rng(seed)
    picks = chance.integers(0, count, size=(resamples, count))
    means = sums[picks].sum(axis=1) / sizes[picks].sum(axis=1)
    low, high = _bca(means, mean, _jackknife(sums, sizes))
    return Interval(mean, low, high, n, count)


def _jackknife(sums: "Array", sizes: "Array") -> "Array":
    return (sums.sum() - sums) / (sizes.sum() - sizes)  # type: ignore[no-any-return]


def _bca(means: "Array", mean: float, left_out: "Array") -> tuple[float, float]:
    """Correct a percentile interval for bias and skew (Efron 1987)."""
    import numpy as np
    from scipy.stats import norm

    share = float(np.clip((means < mean).mean() + (means == mean).mean() / 2, 1e-4, 1 - 1e-4))
    bias = norm.ppf(share)
    gap = left_out.mean() - left_out
    spread = float((gap**2).sum() ** 1.5)
    skew = float((gap**3).sum()) / (6 * spread) if spread else 0.0
    ends = []
    for tail in ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2):
        z = bias + norm.ppf(tail)
        ends.append(float(np.quantile(means, norm.cdf(bias + z / (1 - skew * z)))))
    return ends[0], ends[1]


def sign_flip(differences: Sequence[float], *, resamples: int = 5000, seed: int = SEED) -> float:
    """Return the two-sided p of a paired permutation test on families' mean differences."""
    import numpy as np

    values = np.array([d for d in differences if not math.isnan(d)])
    if not len(values) or not values.any():
        return 1.0
    seen = abs(values.mean())
    if len(values) <= 12:
        signs = np.array(np.meshgrid(*[[-1, 1]] * len(values))).reshape(len(values), -1).T
        return float((abs((signs * values).mean(axis=1)) >= seen - 1e-12).mean())
    signs = np.random.default_rng(seed).choice([-1, 1], size=(resamples, len(values)))
    hits = (abs((signs * values).mean(axis=1)) >= seen - 1e-12).sum()
    return float((hits + 1) / (resamples + 1))


def mcnemar(better: int, worse: int) -> float:
    """Return the exact two-sided p for cases that only one of two variants passed."""
    from scipy.stats import binomtest

    total = better + worse
    return float(binomtest(better, total, 0.5).pvalue) if total else 1.0


def benjamini_hochberg(p_values: Mapping[str, float], rate: float = 0.05) -> dict[str, bool]:
    """Say which of several tests stay significant when the rate of false finds is held."""
    ordered = sorted(p_values.items(), key=lambda pair: pair[1])
    last = max((i for i, (_, p) in enumerate(ordered, 1) if p <= rate * i / len(ordered)), default=0)
    return {name: i <= last for i, (name, _) in enumerate(ordered, 1)}


def detectable_difference(n: int, discordant: float = 0.15) -> float:
    """Return the smallest difference of two paired pass rates that n pairs can tell from chance.

    Args:
        n: Pairs.
        discordant: Share of pairs on which the variants disagree.
    """
    from scipy.stats import norm

    return min(1.0, float(norm.ppf(0.5 + CONFIDENCE / 2)) * math.sqrt(discordant / n)) if n else 1.0


def quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile by linear interpolation; nan for none."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    at = share * (len(ordered) - 1)
    low, high = ordered[math.floor(at)], ordered[math.ceil(at)]
    return low + (high - low) * (at - math.floor(at))


def quadratic_kappa(one: Sequence[int], two: Sequence[int], levels: int) -> float:
    """Return Cohen's kappa, quadratic weights, of grades from 0 to levels - 1; nan when undefined."""
    n = len(one)
    if not n:
        return math.nan
    span = (levels - 1) ** 2
    seen = sum((a - b) ** 2 for a, b in zip(one, two, strict=True)) / span / n
    first = [one.count(g) / n for g in range(levels)]
    second = [two.count(g) / n for g in range(levels)]
    by_chance = sum(first[a] * second[b] * (a - b) ** 2 / span for a in range(levels) for b in range(levels))
    return 1 - seen / by_chance if by_chance else math.nan


def bootstrap(
    count: int, measure: Callable[[Sequence[int]], float], *, resamples: int = 1000, seed: int = SEED
) -> tuple[float, float]:
    """Return a percentile interval of any measure of observations picked by number."""
    chance = random.Random(seed)
    found = []
    for _ in range(resamples):
        value = measure([chance.randrange(count) for _ in range(count)])
        if not math.isnan(value):
            found.append(value)
    return quantile(found, 0.025), quantile(found, 0.975)


def rogan_gladen(rate: float, sensitivity: float, specificity: float) -> float:
    """Correct a judged pass rate for the judge's own errors: (p + Sp - 1) / (Se + Sp - 1), held in 0 to 1."""
    told = sensitivity + specificity - 1
    if told <= 0:
        return math.nan
    return min(1.0, max(0.0, (rate + specificity - 1) / told))
