import json
import math

import pytest
import yaml

from bot.errors import WaypointError
from evals.cases import CaseFile
from evals.feedback import draft_families, read_feedback, write_drafts
from evals.judge import QUALITIES, calibrate, calibrate_and_judge, grade, load_labels
from evals.labelling import agreement, label
from tests.evals.conftest import scored_truths

BEFORE = [
    {"role": "user", "content": "call center pay?"},
    {"role": "assistant", "content": "$34,750"},
]
LINES = [
    {"question": "and managers?", "liked": False, "reason": "forgot the topic", "history": BEFORE},
    {"question": "what is FCR?", "answer": "yes", "liked": True},
    {"question": "what is FCR?", "answer": "no", "liked": False},
    {"question": "what is FCR?", "answer": "no", "liked": False},
]  # fmt: skip


def _write(path, lines):
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n")
    return path


def test_thumbs_downs_become_draft_cases_that_fit_the_schema(tmp_path):
    source, target = _write(tmp_path / "feedback.jsonl", LINES), tmp_path / "drafts.yaml"
    assert write_drafts(source, target) == 2
    parsed = CaseFile.model_validate(yaml.safe_load(target.read_text()))
    first = parsed.families[0]
    assert first.category == "follow-up"
    assert "forgot the topic" in first.why
    assert first.asks[0].history[1].content == "$34,750"


def test_praise_alone_drafts_nothing(tmp_path):
    assert draft_families(list(read_feedback(_write(tmp_path / "f.jsonl", LINES[1:2])))) == []


def test_a_broken_line_is_named(tmp_path):
    path = _write(tmp_path / "f.jsonl", [LINES[1], {"liked": True}])
    with pytest.raises(WaypointError, match="line 2: question"):
        list(read_feedback(path))


def test_answers_are_rated_before_the_score_is_told(tmp_path):
    scored = scored_truths("offline")
    told, typed = [], iter(["2", "1", "x", "2", "2", "q"])
    ratings = label(scored.results, 5, lambda _: next(typed), told.append, tmp_path / "ratings.jsonl")
    assert [(r.right, r.kind, r.scored) for r in ratings] == [(2, 1, 2), (2, 2, 2)]
    order = [text for text in told if text.startswith(("\n1", "The scorers"))]
    assert order[0].startswith("\n1")
    assert told[-1].startswith("You and the scorers agree on 2 of 2")
    assert len((tmp_path / "ratings.jsonl").read_text().splitlines()) == 2
    assert agreement([]) == "Nothing was rated."


LABELS = load_labels()


def test_there_are_150_labels_with_reasons_and_all_grades_occur():
    assert len(LABELS) == 150
    assert all(label.why for label in LABELS)
    for quality in QUALITIES:
        assert {getattr(label, quality) for label in LABELS} == {0, 1, 2}


def _judge(change=lambda _, grade: grade):
    known = {(la.question, la.answer): la for la in LABELS}

    def ask(instructions, material):
        assert "0, 1 or 2" in instructions
        for (question, answer), la in known.items():
            if f"---- question\n{question}\n" in material and f"---- answer\n{answer}\n" in material:
                return json.dumps({q: change(q, getattr(la, q)) for q in QUALITIES})
        return '{"helpful": 2, "empathetic": 1, "clear": 2, "honest": 2}'

    return ask


def test_a_judge_that_agrees_counts():
    found = {c.quality: c for c in calibrate(_judge(), LABELS)}
    assert found["helpful"].kappa == 1.0
    assert found["helpful"].counts
    assert found["helpful"].swap == 0.0
    assert sum(map(sum, found["helpful"].confusion)) == 150


def test_a_judge_that_does_not_agree_with_itself_is_told():
    seen = []

    def fickle(_, material):
        seen.append(material)
        last = 2 if seen.count(material) == 1 else 1
        return json.dumps({"helpful": last, "empathetic": 1, "clear": 1, "honest": 1})

    found = {c.quality: c for c in calibrate(fickle, LABELS)}
    assert (found["helpful"].agreement, found["clear"].agreement) == (0.0, 1.0)


def test_a_corrected_rate_has_an_interval():
    told = calibrate_and_judge("any:model", scored_truths("offline"), _judge())
    row = next(row for row in told["rows"] if row["quality"] == "helpful")
    assert row["agreement"] == 1.0
    assert row["corrected_low"] <= row["corrected"] <= row["corrected_high"]


def test_a_judge_that_disagrees_is_advisory_and_never_averaged():
    told = calibrate_and_judge(
        "any:model", scored_truths("offline"), _judge(lambda q, g: 2 - g if q != "clear" else 2)
    )
    standing = {row["quality"]: row["standing"] for row in told["rows"]}
    assert set(standing.values()) == {"advisory"}
    assert told["mean"] is None
    assert "no grade of it counts" in told["sentence"]
    assert all(math.isnan(row["kappa"]) or row["kappa"] < 0.6 for row in told["rows"])


@pytest.mark.parametrize(
    "written", ["very good!", '{"helpful": 2}', '{"helpful": 9, "empathetic": 1, "clear": 1, "honest": 1}']
)
def test_what_cannot_be_read_is_unscored(written):
    assert grade(lambda *_: written, "q", "a") is None


def test_a_judge_that_never_answers_in_form_is_an_error():
    with pytest.raises(WaypointError, match="no grade"):
        calibrate(lambda *_: "hm", LABELS[:3])
