"""How far a sentence is covered by what it cites: the IDF-weighted share of its tokens (K-Precision)."""

import re

from evals.numbers import find_figures
from evals.scorers.contract import Item
from evals.scorers.figures import checked, problem
from evals.text import Sentence, content_tokens, stem

THRESHOLD = 0.55
"""Share from which a sentence counts as supported; fitted on the labelled truths and their mutants."""

_FEW = 2
"""Telling tokens under which a share of them says nothing."""

_GLUE_WORDS = """
about above actual add amount answer around ask average below between bottom call compare compared
difference earn end equal estimate exact example figure first full gap get give half high higher hour
hourly kind know last least less little low lower make mean median middle mostly much nearly number offer
one pay percent percentile place quarter quite range rate same say second sit smaller source start
starting step sum tenth thing third time top total two typical upper usual usually wage way well week
work year yearly p10 p25 p75 p90 jobs job people person role money dollar differ everyone
"""
_GLUE = frozenset(stem(word) for word in _GLUE_WORDS.split())
_TALK = re.compile(
    r"^(?:I|I'm|I've|I'd|I'll|Sorry|Hello|Hi|Thanks|Thank|You're welcome|Glad|Goodbye|My guides?|"
    r"That is outside|Would|Tell me|Which|Please|Let me|Here (?:is|are)|Those (?:figures|are|sums)|This is|"
    r"These are|It is not a sign|If it is getting|As far as|Your message)\b"
)


def content_of(item: Item) -> list[Sentence]:
    """Return the sentences that state something a source must vouch for.

    Questions, lead-ins, talk and, where nothing was answered, kind words that cite nothing are left out.
    """
    cited_only = item.answer.outcome in ("support", "declined", "smalltalk", "clarify")
    return [s for s in item.sentences if is_content(s) and (s.marks or not cited_only)]


def is_content(sentence: Sentence) -> bool:
    """Say whether a sentence states something."""
    text = sentence.text
    if text.endswith(("?", ":")) or (_TALK.match(text) and not sentence.marks):
        return False
    return len(content_tokens(text)) >= 4


def support(item: Item, sentence: Sentence, quotes: str) -> float:
    """Return the weighted share (0 to 1) of a sentence's telling tokens that stand in some quotes.

    Words of the person's own question, words of measuring and figures that a right sum gives do not count.
    """
    said = {token for text in item.person for token in content_tokens(text)}
    evidence = set(content_tokens(quotes))
    wanted = [t for t in content_tokens(sentence.text) if t not in _GLUE and t not in said]
    wanted = [t for t in wanted if not t[0].isdigit() or t in evidence]
    if len(wanted) < _FEW:
        return 1.0
    total = sum(item.corpus.weight(t) for t in wanted)
    return sum(item.corpus.weight(t) for t in wanted if t in evidence) / total


def figures_hold(item: Item, sentence: Sentence) -> bool:
    """Say whether every figure of a sentence is grounded."""
    return all(
        problem(item, sentence, figure) is None for figure in find_figures(sentence.text) if checked(figure)
    )


def supported(item: Item, sentence: Sentence, marks: tuple[int, ...]) -> bool:
    """Say whether some citations carry a sentence."""
    return bool(marks) and support(item, sentence, item.quotes(marks)) >= THRESHOLD
