import math

import pytest

from evals.statistics import (
    benjamini_hochberg,
    bootstrap,
    cluster_bootstrap,
    detectable_difference,
    mcnemar,
    quadratic_kappa,
    quantile,
    rogan_gladen,
    sign_flip,
    wilson,
)


def test_wilson_matches_a_known_interval():
    interval = wilson(45, 50)
    assert interval.value == 0.9
    assert interval.low == pytest.approx(0.7864, abs=1e-3)
    assert interval.high == pytest.approx(0.9565, abs=1e-3)


def test_wilson_of_nothing_is_wide_open():
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_the_bootstrap_is_the_same_each_time_and_holds_the_mean():
    families = {f"f{n}": [n % 3 / 2, 1.0] for n in range(30)}
    one, two = cluster_bootstrap(families), cluster_bootstrap(families)
    assert one == two
    assert one.low < one.value < one.high
    assert (one.n, one.clusters) == (60, 30)


def test_resampling_families_is_wider_than_resampling_cases():
    families = {f"f{n}": [float(n % 2)] * 10 for n in range(20)}
    alone = {
        f"c{n}-{m}": [value]
        for n, (_, values) in enumerate(families.items())
        for m, value in enumerate(values)
    }
    clustered, single = cluster_bootstrap(families), cluster_bootstrap(alone)
    assert clustered.high - clustered.low > 2 * (single.high - single.low)


def test_all_alike_still_admits_how_few_there_are():
    assert cluster_bootstrap({"a": [1.0], "b": [1.0]}).low < 0.5


def test_sign_flips_find_a_difference_and_no_difference():
    assert sign_flip([0.3] * 14) < 0.01
    assert sign_flip([0.3] * 6) == pytest.approx(2 / 64)
    assert sign_flip([0.0] * 5) == 1.0
    assert sign_flip([0.1, -0.1, 0.2, -0.2]) > 0.5


def test_mcnemar_is_exact():
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(1, 9) == pytest.approx(0.0215, abs=1e-3)


def test_benjamini_hochberg_holds_the_rate():
    kept = benjamini_hochberg({"a": 0.001, "b": 0.02, "c": 0.04, "d": 0.6})
    assert kept == {"a": True, "b": True, "c": False, "d": False}


def test_the_smallest_difference_of_120_pairs_is_about_seven_points():
    assert detectable_difference(120) == pytest.approx(0.07, abs=0.002)
    assert detectable_difference(0) == 1.0


def test_quadratic_kappa_of_known_grades():
    assert quadratic_kappa([0, 1, 2, 2], [0, 1, 2, 2], 3) == 1.0
    assert quadratic_kappa([0, 2, 0, 2], [2, 0, 2, 0], 3) == -1.0
    assert math.isnan(quadratic_kappa([1, 1], [1, 1], 3))


def test_a_bootstrap_leaves_out_what_is_undefined():
    low, high = bootstrap(20, lambda picked: sum(picked) / len(picked))
    assert low < 9.5 < high


def test_rogan_gladen_corrects_and_stays_in_bounds():
    assert rogan_gladen(0.6, 0.9, 0.8) == pytest.approx(0.4 / 0.7)
    assert rogan_gladen(0.0, 0.9, 0.8) == 0.0
    assert math.isnan(rogan_gladen(0.5, 0.5, 0.5))


def test_quantiles_interpolate():
    assert quantile([1, 2, 3, 4], 0.5) == 2.5
    assert math.isnan(quantile([], 0.5))
