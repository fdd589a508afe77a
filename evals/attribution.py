"""Which stage a failed answer failed at, from its trace and its scores; no model is asked."""

from collections.abc import Mapping
from typing import Literal, get_args

from evals.numbers import money_figures
from evals.scorers.abstention import outcome_of
from evals.scorers.contract import Item, Score
from evals.scorers.correctness import rows_gone
from evals.text import folded

Stage = Literal["target", "knowledge", "dialogue", "retrieval", "abstention", "grounding", "composition"]
STAGES: tuple[Stage, ...] = get_args(Stage)

_ASIDES = frozenset(
    {"legal", "medical", "out_of_scope", "gibberish", "greeting", "thanks", "goodbye", "identity"}
)
EXPLAINED: dict[Stage, str] = {
    "target": "the target failed or gave nothing",
    "knowledge": "the guides and tables no longer hold what the case expects",
    "dialogue": "the question was understood as something else",
    "retrieval": "what answers it was not brought up",
    "abstention": "it answered what it should decline, or declined what it should answer",
    "grounding": "something its evidence does not hold got through, or something true was withheld",
    "composition": "the evidence was there and the answer does not say it, or says it badly",
}


def stage_of(item: Item, scores: Mapping[str, Score]) -> Stage:
    """Name the first stage that went wrong; later ones cannot repair it."""
    if item.answer.error or not item.answer.text.strip():
        return "target"
    if _failed(scores, "correctness") and rows_gone(item):
        return "knowledge"
    if misunderstood(item) or _sent_away(item, scores) or _off_topic(item, scores):
        return "dialogue"
    if _failed(scores, "figures"):
        return "grounding"
    if _failed(scores, "abstention"):
        return _abstention_stage(item, scores)
    if _failed(scores, "retrieval") and _lacks_content(scores):
        return "retrieval"
    if _withheld(item) and _lacks_content(scores):
        return "grounding"
    return "composition"


def misunderstood(item: Item) -> str | None:
    """Say how the reading of the question differs from the expected one, or None."""
    trace, expect = item.answer.trace, item.expect
    if trace is None or not trace.standalone:
        return None
    lost_roles = _lost(expect.roles, (*trace.roles, *trace.role_choices))
    lost_places = _lost(expect.places, trace.places)
    if lost_roles:
        return f"role {lost_roles[0]} was not understood"
    if lost_places:
        return f"place {lost_places[0]} was not understood"
    if expect.intents and not set(expect.intents) & set(trace.intents):
        return f"read as {', '.join(trace.intents[:2]) or 'nothing'}, not {' or '.join(expect.intents)}"
    return None


def _off_topic(item: Item, scores: Mapping[str, Score]) -> bool:
    """Say whether a follow-up got an answer that has lost the roles, or the question of pay, it leans on."""
    follows = item.turn or item.case.history
    if not follows or outcome_of(item.answer) == "declined" or not _lacks_content(scores):
        return False
    if item.expect.figures and not money_figures(item.answer.text):
        return True
    roles = {folded(role) for role in (*item.expect.roles, *(f.role for f in item.expect.figures if f.role))}
    wanted = {name for role in roles for name in item.corpus.related(role)}
    named = {mention.name for mention in item.corpus.roles_in(item.answer.text)}
    return bool(wanted) and not wanted & named


def _sent_away(item: Item, scores: Mapping[str, Score]) -> bool:
    """Say whether a question for the guides was met as talk, law or health and so never looked up."""
    trace = item.answer.trace
    if trace is None or not trace.intents or not item.expect.gold:
        return False
    return trace.intents[0] in _ASIDES and not item.answer.citations and _lacks_content(scores)


def _lost(wanted: tuple[str, ...], got: tuple[str, ...]) -> list[str]:
    known = {folded(name) for name in got}
    return [name for name in wanted if folded(name) not in known]


def _abstention_stage(item: Item, scores: Mapping[str, Score]) -> Stage:
    """Asking back in vain is the dialogue's fault, declining where nothing was found retrieval's."""
    outcome = outcome_of(item.answer)
    refused = outcome in ("declined", "clarify")
    if refused and _withheld(item):
        return "grounding"
    if outcome == "clarify":
        return "dialogue"
    return "retrieval" if refused and _failed(scores, "retrieval") else "abstention"


def _withheld(item: Item) -> bool:
    return "withheld" in (item.answer.notice or "")


def _failed(scores: Mapping[str, Score], name: str) -> bool:
    return name in scores and not scores[name].passed


def _lacks_content(scores: Mapping[str, Score]) -> bool:
    return _failed(scores, "correctness") or _failed(scores, "conversation")
