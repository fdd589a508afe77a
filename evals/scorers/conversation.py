"""Conversation: follow-ups find what their full wording finds, keep the person's facts, stay consistent."""

import random
from collections.abc import Sequence

from evals.numbers import money_figures
from evals.scorers.contract import Item, Mutant, Part, Score, Scorer
from evals.scorers.retrieval import ranking
from evals.text import content_tokens, folded, matches, strip_markup


def applies(item: Item) -> bool:
    """Only for turns that lean on what was said before."""
    expect = item.expect
    return bool(expect.rewrite or expect.facts or expect.same_as)


def score(item: Item) -> Score | None:
    """Average what can be seen of: change in nDCG, roles understood, facts kept, sameness over turns."""
    parts = [*_retrieval_change(item), *_understood(item), *_facts(item), *_consistent(item), *_figures(item)]
    if not parts:
        return None
    bad = [part for part in parts if not part.good]
    return Score(1 - len(bad) / len(parts), not bad, "; ".join(p.reason for p in bad), tuple(parts))


def _retrieval_change(item: Item) -> list[Part]:
    trace = item.answer.trace
    if not item.expect.gold or trace is None or trace.passages is None or trace.rewrite_passages is None:
        return []
    own = ranking(item.expect.gold, trace.passages)["nDCG@6"]
    full = ranking(item.expect.gold, trace.rewrite_passages)["nDCG@6"]
    change = own - full
    return [
        Part("nDCG against the full wording", change > -0.15, f"nDCG {change:+.2f} against the full wording")
    ]


def _understood(item: Item) -> list[Part]:
    trace = item.answer.trace
    if trace is None or not item.expect.roles or not trace.standalone:
        return []
    got = {folded(role) for role in trace.roles}
    good = {folded(role) for role in item.expect.roles} <= got
    return [Part("roles", good, f"understood {', '.join(trace.roles) or 'no role'}")]


def _facts(item: Item) -> list[Part]:
    text = strip_markup(item.answer.text)
    return [
        Part(str(fact), matches(fact, text), f"does not use {fact if isinstance(fact, str) else fact[0]}")
        for fact in item.expect.facts
    ]


def _figures(item: Item) -> list[Part]:
    shown = {f.value for f in money_figures(item.answer.text)}
    wanted = [value for figure in item.expect.figures if not figure.sum for value in figure.values]
    return [Part(f"{value:,g}", value in shown, f"{value:,g} is missing") for value in wanted]


def _consistent(item: Item) -> list[Part]:
    earlier = item.expect.same_as
    if not earlier:
        return []
    first, again = item.answers[earlier - 1].text, item.answer.text
    one, two = {f.value for f in money_figures(first)}, {f.value for f in money_figures(again)}
    if one or two:
        share = len(one & two) / len(one | two)
    else:
        words, more = set(content_tokens(first)), set(content_tokens(again))
        share = len(words & more) / max(1, len(words | more))
    return [Part("same answer again", share >= 0.6, f"only {share:.0%} the same as at turn {earlier}")]


def mutants(item: Item, _: random.Random) -> Sequence[Mutant]:
    """Forget what was said before."""
    if not applies(item):
        return ()
    lost = item.with_answer(
        text="What would you like to know about?", outcome="clarify", trace=None, figures=()
    )
    return (("forgot the conversation", lost),)


SCORER = Scorer(
    "conversation",
    "AI prompting",
    "Follow-ups find what their full wording finds (nDCG), keep roles, figures and the person's facts, and "
    "say the same twice.",
    score,
    applies=applies,
    mutants=mutants,
)
