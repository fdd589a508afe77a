"""Sentences of a fluent model about real answers: how many lies pass and how many true ones are withheld.

The gate was mended on the answers and its weights are fitted on them and on the replies: for these the bounds
say that it gets no worse. Its weights are not fitted on the unseen replies.
"""

import pytest

from bot.grounding import check_sentence
from tests.grounding.labels import (
    ANSWER_LABELS,
    FIGURED_LABELS,
    FLUENT_LABELS,
    FRESH_LABELS,
    GUIDED_LABELS,
    LATEST_LABELS,
    MODELLED_LABELS,
    NEW_LABELS,
    REPHRASED_LABELS,
    REPLY_LABELS,
    RETOLD_LABELS,
    REWORDED_LABELS,
    SPOKEN_LABELS,
    WORDED_LABELS,
    load,
)

PRINTED = frozenset(
    {"number", "year", "period", "percent", "double", "mix", "unit", "age", "fraction", "kind"}
    | {"place", "modifier"}
)
# The lies that may pass and the true sentences that may be withheld, of each hundred.
BOUNDS = {
    ANSWER_LABELS: (10, 10),
    REPLY_LABELS: (12, 7),
    NEW_LABELS: (13, 2),
    FLUENT_LABELS: (18, 7),
    FRESH_LABELS: (10, 2),
    SPOKEN_LABELS: (13, 11),
    LATEST_LABELS: (8, 8),
    WORDED_LABELS: (18, 6),
    REWORDED_LABELS: (27, 12),
    REPHRASED_LABELS: (12, 13),
    RETOLD_LABELS: (19, 2),
    FIGURED_LABELS: (3, 13),
    MODELLED_LABELS: (16, 15),
    GUIDED_LABELS: (24, 11),
}


@pytest.fixture(scope="module", params=BOUNDS, ids=lambda path: path.stem)
def batch(request):
    labels = load(request.param)
    return request.param, [
        (one, check_sentence(one.text, one.evidence, one.context, one.previous)) for one in labels
    ]


def test_no_false_figure_passes(batch):
    _, verdicts = batch
    passed = {one.text for one, verdict in verdicts if one.kind in PRINTED and verdict.supported}
    assert passed == set()


def test_few_lies_pass(batch):
    path, verdicts = batch
    lies = [(one.text, verdict.supported) for one, verdict in verdicts if not one.is_true]
    passed = [text for text, supported in lies if supported]
    assert len(passed) * 100 / len(lies) <= BOUNDS[path][0], passed


def test_few_true_sentences_are_withheld(batch):
    path, verdicts = batch
    true = [(one.text, verdict) for one, verdict in verdicts if one.is_true]
    withheld = [(text, verdict.reasons) for text, verdict in true if not verdict.supported]
    assert len(withheld) * 100 / len(true) <= BOUNDS[path][1], withheld
