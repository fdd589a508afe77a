import json

import pytest

from evals import scoring
from evals.answers import Answer
from evals.gates import Baseline, hold_all, load_gates
from evals.pipeline import Options, finish
from evals.runner import GIVE_UP, RECORDS, ask_all, read_records
from evals.scoring import pass_rate, score_records, summarise_one
from evals.targets import TargetError
from tests.evals.conftest import Scripted

YES = Answer(text="yes, it is so", outcome="answered", structured=True)


def _ask(cases, target, folder, **options):
    seen = []
    asked = ask_all(
        cases, [target], folder, on_record=lambda record, found: seen.append((record.case, found)), **options
    )
    return asked, seen


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "runs" / "one"
    made.mkdir(parents=True)
    return made


def test_every_case_becomes_one_line(small_cases, folder):
    asked, _ = _ask(small_cases, Scripted(lambda *_: YES), folder)
    lines = [json.loads(line) for line in (folder / RECORDS).read_text().splitlines()]
    assert [line["case"] for line in lines] == ["one/1", "one/2", "two/1"]
    assert asked.fresh == 3


def test_ctrl_c_keeps_what_there_is_and_the_next_run_goes_on(small_cases, folder):
    def stop_at_third(question, _):
        if question == "third?":
            raise KeyboardInterrupt
        return YES

    asked, _ = _ask(small_cases, Scripted(stop_at_third), folder)
    assert asked.interrupted
    assert len(asked.records) == 2
    again = Scripted(lambda *_: YES)
    done, seen = _ask(small_cases, again, folder)
    assert again.asked == ["third?"]
    assert [found for _, found in seen] == [True, True, False]
    assert not done.interrupted
    assert len(read_records(folder / RECORDS)) == 3


def test_a_line_that_was_cut_off_is_asked_again(small_cases, folder):
    _ask(small_cases, Scripted(lambda *_: YES), folder)
    text = (folder / RECORDS).read_text()
    (folder / RECORDS).write_text(text[: len(text) - 40])
    again = Scripted(lambda *_: YES)
    _ask(small_cases, again, folder)
    assert again.asked == ["third?"]


def test_an_earlier_run_answers_for_what_has_not_changed(small_cases, folder):
    _ask(small_cases, Scripted(lambda *_: YES), folder)
    other = folder.parent / "two"
    other.mkdir()
    same, changed = Scripted(lambda *_: YES), Scripted(lambda *_: YES, label="changed")
    assert _ask(small_cases, same, other)[0].fresh == 0
    assert _ask(small_cases, changed, other)[0].fresh == 3
    assert _ask(small_cases, same, folder.parent / "two", fresh=True)[0].fresh == 0
    third = folder.parent / "three"
    third.mkdir()
    assert _ask(small_cases, same, third, fresh=True)[0].fresh == 3


def test_a_conversation_carries_the_real_answers(write_cases, folder):
    from evals.cases import load_cases

    family = {
        "family": "talk", "category": "conversation", "why": "Each turn leans on the one before.",
        "asks": [{"ask": "a?", "history": [{"role": "user", "content": "hi"}], "then": [{"ask": "b?"}]}],
    }  # fmt: skip
    heard = []

    def answer(question, history):
        heard.append([turn.content for turn in history])
        return Answer(text=f"to {question}")

    _ask(load_cases(write_cases(family)), Scripted(answer), folder)
    assert heard == [["hi"], ["hi", "a?", "to a?"]]


def test_a_target_that_fails_scores_nothing_and_lowers_the_score(small_cases, folder):
    def fail_once(question, _):
        if question == "second?":
            raise ConnectionError("gone")
        return YES

    asked, _ = _ask(small_cases, Scripted(fail_once), folder)
    scored = score_records(small_cases, asked.records)
    failed = next(r for r in scored.results if r.item.id == "one/2")
    assert (failed.stage, failed.passed) == ("target", False)
    assert failed.item.answer.error == "ConnectionError: gone"
    assert summarise_one(scored, "scripted", "correctness").mean.value == pytest.approx(2 / 3)
    assert pass_rate(scored, "scripted").n == 3


def test_a_dead_target_is_given_up(write_cases, folder):
    from evals.cases import load_cases

    asks = [f"number {n}?" for n in range(GIVE_UP + 5)]
    cases = load_cases(
        write_cases({"family": "many", "category": "guide", "why": "Many are needed here.", "asks": asks})
    )

    def dead(*_):
        raise ConnectionError("nobody there")

    target = Scripted(dead)
    with pytest.raises(TargetError, match="nobody there"):
        _ask(cases, target, folder)
    assert len(target.asked) == GIVE_UP


def test_a_scorer_that_throws_leaves_a_gap_and_no_verdict(small_cases, folder, monkeypatch):
    asked, _ = _ask(small_cases, Scripted(lambda *_: YES), folder)
    broken = tuple(
        scorer
        if scorer.name != "correctness"
        else type(scorer)("correctness", "Quality", scorer.definition, lambda _: 1 / 0, scorer.applies)
        for scorer in scoring.SCORERS
    )
    monkeypatch.setattr(scoring, "SCORERS", broken)
    scored = score_records(small_cases, asked.records)
    summary = summarise_one(scored, "scripted", "correctness")
    assert (summary.coverage, summary.broken) == (0.0, 3)
    assert "ZeroDivisionError" in scored.results[0].broken["correctness"]
    gate = next(
        g for g in hold_all(scored, "scripted", load_gates(), Baseline()).held if g.metric == "correctness"
    )
    assert gate.verdict == "inconclusive"


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        ("yes, it is so", {}, 0),
        ("yes, it is so", {"fail_under": 1.0}, 0),
        ("perhaps", {"fail_under": 0.5}, 1),
    ],
)
def test_the_exit_status_follows_the_gates_and_the_floor(small_cases, folder, text, options, status):
    answer = YES.model_copy(update={"text": text, "suggestions": ("More?",)})
    asked, _ = _ask(small_cases, Scripted(lambda *_: answer), folder)
    outcome = finish(folder, small_cases, asked.records, Options(**options), {"when": "now"})
    assert outcome.status == status
    stopped = finish(folder, small_cases, asked.records, Options(), {"when": "now"}, interrupted=True)
    assert stopped.status in (1, 2)


def test_private_data_of_a_question_is_not_kept_in_the_trace(write_cases):
    from evals.answers import Trace
    from evals.cases import load_cases
    from evals.runner import ask_case
    from tests.evals.conftest import Scripted

    family = {
        "family": "kept",
        "category": "privacy",
        "why": "What was typed must not be kept.",
        "expect": {"secrets": ["ada@nowhere.example"]},
        "asks": ["I am ada@nowhere.example, what now?"],
    }
    (case,) = load_cases(write_cases(family))
    target = Scripted(lambda question, _: Answer(text="Hello.", trace=Trace(standalone=question)))
    record = ask_case(case, target, "key")
    assert "ada@nowhere" not in record.model_dump_json()
