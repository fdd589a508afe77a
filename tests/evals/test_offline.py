"""The real adviser over the suite's own guides: one test a case, then one a gate."""

import pytest

from evals.cases import load_cases
from evals.gates import Baseline, hold_all, load_gates
from evals.runner import ask_all
from evals.scorers import HARD
from evals.scoring import Scored, score_records
from evals.targets import open_target

CASES = [case for case in load_cases() if case.corpus in ("electricians-de", "planted")]


@pytest.fixture(scope="session")
def scored(tmp_path_factory) -> Scored:
    folder = tmp_path_factory.mktemp("runs") / "own"
    folder.mkdir()
    target = open_target("offline", cache=folder.parent / "indexes")
    asked = ask_all(CASES, [target], folder, on_record=lambda *_: None)
    return score_records(CASES, asked.records)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_case(case, scored, record_property):
    results = [result for result in scored.results if result.item.case.id == case.id]
    assert len(results) == len(case.turns)
    for result in results:
        record_property("passed", result.passed)
        record_property("stage", result.stage)
        for name, score in result.scores.items():
            record_property(name, round(score.value, 3))
        assert result.item.answer.error is None
        assert result.broken == {}
        assert not HARD & set(result.failed), [
            result.scores[name].reason for name in HARD & set(result.failed)
        ]


@pytest.mark.parametrize("metric", sorted(HARD))
def test_gate(metric, scored):
    held = hold_all(scored, "offline", load_gates(), Baseline()).held
    gate = next(gate for gate in held if gate.metric == metric)
    assert gate.verdict == "pass", gate.reason


def test_what_was_looked_into_is_kept(scored):
    asked_for_gold = [r for r in scored.results if r.item.expect.gold]
    assert asked_for_gold
    assert all(r.item.answer.trace and r.item.answer.trace.passages for r in asked_for_gold)
    assert all(r.item.answer.pace > 0 for r in scored.results)
