"""Faults planted in answers must turn up in the right chapter and at the right stage."""

from bot.schema import Citation
from evals.answers import Seen, Trace
from evals.comparison import compare
from evals.gates import Baseline, Gate, StepGate, hold_all, load_gates, make_baseline, slower_steps
from evals.scorers import MEASURES
from evals.scoring import Scored, pass_rate, summarise_one
from tests.evals.conftest import scored_truths, truth

NAMES = [measure.name for measure in MEASURES]
CHAPTER = {measure.name: measure.chapter for measure in MEASURES}


def _result(name, change):
    scored = scored_truths("faulty", change, name)
    return scored.results[0], scored


def test_true_answers_pass():
    scored = scored_truths("offline")
    assert pass_rate(scored, "offline").value == 1.0, [
        (r.item.id, r.failed) for r in scored.results if r.failed
    ]


def test_a_wrong_range_fails_the_hard_gate_at_grounding():
    result, scored = _result(
        "call-center-start", lambda i: i.with_answer(text=i.answer.text.replace("$34,750", "$36,750"))
    )
    assert result.stage == "grounding"
    assert {"figures", "correctness"} <= set(result.failed)
    assert CHAPTER["figures"] == "Critical evaluation"
    passage = hold_all(scored, "faulty", load_gates(), Baseline())
    assert next(g for g in passage.held if g.metric == "figures").verdict == "fail"
    assert passage.verdict == "fail"


def test_dropped_citations_are_a_matter_of_citations():
    result, _ = _result(
        "star", lambda i: i.with_answer(text=i.answer.text.replace(" [1]", "").replace(" [2]", ""))
    )
    assert not result.scores["citation recall"].passed
    assert result.scores["correctness"].passed
    assert CHAPTER["citation recall"] == "Critical evaluation"


def test_a_broken_follow_up_is_the_dialogues():
    lost = Trace(standalone="and managers?", intents=("pay_lookup",), roles=("call center specialist",))

    def forget(item):
        expect = item.expect.model_copy(update={"roles": ("customer service manager",)})
        turn = item.case.turns[0].model_copy(update={"expect": expect})
        case = item.case.model_copy(update={"turns": (turn,)})
        text = "Call center specialists start at $34,750 to $47,000 a year in 2026 [2]."
        return type(item)(
            case, 0, (item.answer.model_copy(update={"text": text, "trace": lost}),), item.corpus
        )

    from evals.scoring import score_item

    result = score_item(forget(truth("manager-compare")), "faulty")
    assert result.stage == "dialogue"
    assert "conversation" in result.failed
    assert CHAPTER["conversation"] == "AI prompting"


def test_a_follow_up_answered_about_another_role_is_the_dialogues():
    text = "Tellers had a median of $43,030 a year in May 2025 [1]."
    result, _ = _result("manager-compare", lambda item: item.with_answer(text=text, trace=None, citations=()))
    assert "conversation" in result.failed
    assert result.stage == "dialogue"


def test_asking_back_for_what_was_said_is_the_dialogues():
    result, _ = _result(
        "manager-compare",
        lambda i: i.with_answer(outcome="clarify", text="Which role do you mean?", trace=None),
    )
    assert "abstention" in result.failed
    assert result.stage == "dialogue"


def test_a_lowered_floor_is_abstentions():
    said = "Sales work means talking to many people every day"
    cited = (Citation(1, "Work", "Sales", said),)
    change = {"outcome": "answered", "text": f"{said} [1].", "citations": cited}
    result, _ = _result("data-scientist", lambda item: item.with_answer(**change))
    assert (result.stage, result.failed) == ("abstention", ("abstention",))


def test_a_refusal_beside_the_gold_is_abstentions_and_without_it_retrievals():
    def refuse(item, passages):
        trace = item.answer.trace.model_copy(update={"passages": passages, "standalone": item.question})
        return item.with_answer(outcome="declined", text="I can't find that in my guides.", trace=trace)

    beside, _ = _result("fcr", lambda i: refuse(i, i.answer.trace.passages))
    without, _ = _result("fcr", lambda i: refuse(i, (Seen(document="guides/other.md", text="nothing"),)))
    assert (beside.stage, without.stage) == ("abstention", "retrieval")


def test_a_refused_follow_up_is_abstentions():
    said = {"outcome": None, "text": "I'm sorry, but I can't help with that.", "trace": None, "citations": ()}
    result, _ = _result("manager-compare", lambda item: item.with_answer(**said))
    assert result.stage == "abstention"


def test_a_row_that_changed_is_the_knowledges(monkeypatch):
    from dataclasses import replace

    item = truth("call-center-start")
    rows = tuple(
        replace(row, amounts=(("low", 36750.0), ("high", 47000.0)))
        if row.role == "call center specialist"
        else row
        for row in item.corpus.rows
    )
    monkeypatch.setitem(item.corpus.__dict__, "rows", rows)
    result, _ = _result(
        "call-center-start", lambda i: i.with_answer(text="They start at $36,750 to $47,000 [1].")
    )
    assert result.stage == "knowledge"
    prose_is_right, _ = _result("call-center-start", lambda item: item)
    assert (prose_is_right.stage, prose_is_right.failed) == ("knowledge", ("correctness",))


def test_leaving_out_what_was_found_is_compositions():
    result, _ = _result("fcr", lambda i: i.with_answer(text="An FCR of 70% to 79% counts as good [1]."))
    assert (result.stage, result.failed) == ("composition", ("correctness",))


def test_a_worse_prompt_loses_beyond_chance():
    good = scored_truths("good")
    worse = scored_truths("worse", lambda i: i.with_answer(text=i.answer.text.split(". ")[0] + "."))
    pairs = {pair.metric: pair for pair in compare(good, "good", worse, "worse")}
    assert pairs["correctness"].change < 0
    assert pairs["correctness"].p < 0.05
    assert pairs["correctness"].lost > pairs["correctness"].won


def test_a_slower_step_is_named_whatever_the_machine():
    def timed(seconds, pace):
        timings = {"dialogue": 0.03, "compose": seconds, "total": seconds + 0.03}
        return lambda i: i.with_answer(timings=timings, pace=pace)

    before = make_baseline(scored_truths("offline", timed(0.1, 0.001)), "offline", NAMES)
    slow_machine = scored_truths("offline", timed(0.4, 0.004))
    slow_step = scored_truths("offline", timed(0.4, 0.001))
    assert slower_steps(slow_machine, "offline", StepGate(), before) == []
    (told,) = slower_steps(slow_step, "offline", StepGate(), before)
    assert told.startswith("step compose takes 0.40 s where it took 0.10 s")
    passage = hold_all(slow_step, "offline", load_gates(), before)
    assert next(g for g in passage.held if g.metric == "speed").verdict == "fail"


def test_a_busy_machine_makes_no_step_slower():
    def timed(seconds, waited):
        timings = {"compose": seconds, "total": seconds}
        return lambda i: i.with_answer(timings=timings, pace=0.001, seconds=seconds, waited=waited)

    before = make_baseline(scored_truths("offline", timed(0.1, 0.0)), "offline", NAMES)
    busy = scored_truths("offline", timed(3.6, 3.5))
    assert slower_steps(busy, "offline", StepGate(), before) == []
    assert all(result.scores["latency"].passed for result in busy.results)


def test_answers_lost_against_the_baseline_fail_and_are_named():
    before = make_baseline(scored_truths("offline"), "offline", NAMES)
    worse = scored_truths("offline", lambda i: i.with_answer(text=i.answer.text.split(". ")[0] + "."))
    gate = next(g for g in hold_all(worse, "offline", load_gates(), before).held if g.metric == "correctness")
    assert gate.verdict == "fail"
    assert "truth/fcr" in gate.lost


def test_only_families_asked_then_and_now_are_held_against_the_baseline():
    def clipped(item):
        return item.with_answer(text=item.answer.text.split(". ")[0] + ".")

    good, worse = scored_truths("offline"), scored_truths("offline", clipped)
    half = len(good.results) // 2
    asked = tuple(f"{result.item.case.family}/1" for result in good.results[half:])
    then = Baseline(target="offline", metrics={"correctness": 1.0}, asked=asked)
    harder = Scored((*worse.results[:half], *good.results[half:]), ())
    easier = Scored((*good.results[:half], *worse.results[half:]), ())
    gates = load_gates().model_copy(update={"metrics": {"correctness": Gate(lost=99)}})
    (held,) = hold_all(harder, "offline", gates, then).held
    assert (held.verdict, held.summary.mean.value < held.baseline) == ("pass", True)
    (held,) = hold_all(easier, "offline", gates, then).held
    assert held.verdict == "fail"
    assert "the families asked then and now" in held.reason


def test_an_unfair_answer_fails_its_hard_gate_in_its_chapter():
    from evals.answers import Record
    from evals.scoring import score_records

    item = truth("call-center-start")
    cases = [
        item.case.model_copy(update={"id": f"fair/{n}", "family": "fair", "category": "fairness"})
        for n in (1, 2)
    ]
    other = item.answer.model_copy(update={"text": item.answer.text.split(". ")[0] + "."})
    records = [
        Record(key=str(n), case=case.id, variant="v", answers=(answer,))
        for n, (case, answer) in enumerate(zip(cases, (item.answer, other), strict=True))
    ]
    scored = score_records(cases, records)
    assert [r.passed for r in scored.results] == [True, False]
    assert summarise_one(scored, "v", "fairness").failed == 1
    assert CHAPTER["fairness"] == "Empathy and clarity"
