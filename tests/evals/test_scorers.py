import pytest

from bot.schema import Figure
from evals.answers import Trace
from evals.scorers import FAMILY_SCORERS, SCORERS
from evals.scorers.abstention import outcome_of
from evals.scorers.figures import SCORER as FIGURES
from evals.scorers.privacy import leaks, masked
from evals.scorers.retrieval import ranking
from evals.selftest import LEAST_CAUGHT, MOST_FALSE_ALARMS, self_tests, stale_truths
from tests.evals.conftest import truth

RESULTS = {result.scorer: result for result in self_tests()}


@pytest.mark.parametrize("name", [s.name for s in (*SCORERS, *FAMILY_SCORERS)])
def test_every_scorer_catches_its_mutants_and_spares_true_answers(name):
    result = RESULTS[name]
    assert result.caught.n >= 4
    assert result.caught.value >= LEAST_CAUGHT, result.missed
    assert result.false_alarms.value <= MOST_FALSE_ALARMS, result.alarms


def test_every_true_answer_still_has_its_row():
    assert stale_truths() == ()


def test_most_negated_sentences_are_caught():
    assert RESULTS["faithfulness"].blind.n >= 30
    assert RESULTS["faithfulness"].blind.value >= 0.75


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("$34,750", "$36,750", "not in what it cites"),
        ("Call center specialists start", "Tellers start", "another role"),
        ("Call center specialists start", "Customer service specialists start", "another role"),
        ("in 2026 [1]", "in 2017 [1]", "another year"),
        ("a year** in the US in 2026", "an hour** in the US in 2026", "another period"),
        ("median was $44,770", "starting pay was $44,770", "another kind"),
    ],
)
def test_a_wrong_figure_is_told_with_its_reason(old, new, reason):
    item = truth("call-center-start")
    assert old in item.answer.text
    score = FIGURES.score(item.with_answer(text=item.answer.text.replace(old, new)))
    assert not score.passed
    assert reason in score.reason


def test_a_sum_is_checked_by_working_it_out():
    item = truth("convert")
    assert FIGURES.score(item).passed
    assert not FIGURES.score(item.with_answer(text=item.answer.text.replace("$41,600", "$42,600"))).passed


def test_a_computation_in_the_reply_counts_as_shown():
    item = truth("call-center-start")
    said = "Call center specialists start at about $16.71 an hour [1]."
    told = Figure(16.71, "USD", "hour", computation="$34,750 / 2,080 = $16.71")
    assert not FIGURES.score(item.with_answer(text=said, figures=())).passed
    assert FIGURES.score(item.with_answer(text=said, figures=(told,))).passed


def test_no_figure_is_not_applicable():
    assert FIGURES.score(truth("greeting")) is None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("I don't have pay for astronauts.", "declined"),
        ("I'm sorry, but I can't help with that.", "declined"),
        ("Which role do you mean?", "clarify"),
        ("They start at $34,750 a year.", "answered"),
    ],
)
def test_outcomes_are_read_from_phrases_when_a_target_does_not_say(text, outcome):
    item = truth("greeting").with_answer(outcome=None, text=text)
    assert outcome_of(item.answer) == outcome


def test_ranks_decide_the_retrieval_score():
    item = truth("fcr")
    passages = item.answer.trace.passages
    first = ranking(item.expect.gold, passages)
    second = ranking(item.expect.gold, tuple(reversed(passages)))
    nothing = ranking(item.expect.gold, ())
    assert (first["RR@6"], second["RR@6"], nothing["RR@6"]) == (1.0, 0.5, 0.0)
    assert first["Success@6"] == second["Success@6"] == 1.0


def test_what_cannot_be_looked_into_is_not_scored_for_retrieval():
    scorer = next(s for s in SCORERS if s.name == "retrieval")
    assert scorer.score(truth("fcr").with_answer(trace=None)) is None
    assert scorer.score(truth("fcr").with_answer(trace=Trace())) is None


@pytest.mark.parametrize("text", ["4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111"])
def test_a_secret_is_found_however_it_is_grouped(text):
    assert leaks(["4111 1111 1111 1111"], f"noted {text}.")
    assert "4111" not in masked(f"noted {text}.", ["4111 1111 1111 1111"])


def test_a_scorer_that_breaks_is_advisory_and_leaves_the_others_alone(monkeypatch):
    from dataclasses import replace

    from evals import scoring, selftest
    from evals.scoring import pass_rate
    from tests.evals.conftest import scored_truths

    def broken(_):
        raise ZeroDivisionError

    scorers = tuple(replace(s, score=broken) if s.name == "tone" else s for s in SCORERS)
    monkeypatch.setattr(scoring, "SCORERS", scorers)
    monkeypatch.setattr(selftest, "SCORERS", scorers)
    tests = {test.scorer: test for test in selftest.self_tests.__wrapped__()}
    assert tests["tone"].advisory
    assert not tests["figures"].advisory
    scored = scored_truths("v")
    assert all("ZeroDivisionError" in result.broken["tone"] for result in scored.results)
    assert all("figures" in result.scores or not result.item.answer.figures for result in scored.results)
    assert pass_rate(scored, "v").n == 0
