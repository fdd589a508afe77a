"""Citation recall and precision after ALCE, with support by words and figures in the place of a model."""

import random
from collections.abc import Sequence

from evals.numbers import find_figures
from evals.scorers.contract import Item, Mutant, Part, Score, Scorer
from evals.scorers.figures import checked
from evals.scorers.mutations import drop_marks, shift_marks
from evals.scorers.support import content_of, figures_hold, is_content, support, supported
from evals.text import MARK, Sentence

_PAD = 0.15
"""How much of a sentence's weight a citation must carry by itself to be worth its place."""


def _applies_to(item: Item) -> bool:
    return bool(item.answer.citations) or item.answer.outcome == "answered"


def recall(item: Item) -> Score | None:
    """Return sentences that are supported by what they cite, over all content sentences."""
    stated = content_of(item)
    if not stated or not _applies_to(item):
        return None
    parts = tuple(_recall_part(item, s) for s in stated)
    bad = [part for part in parts if not part.good]
    return Score(1 - len(bad) / len(parts), not bad, bad[0].reason if bad else "", parts)


def _recall_part(item: Item, sentence: Sentence) -> Part:
    good = _carried(item, sentence)
    reason = "" if good else ("not supported by what it cites" if sentence.reach else "cites nothing")
    return Part(sentence.text, good, reason)


def _carried(item: Item, sentence: Sentence) -> bool:
    return supported(item, sentence, sentence.reach) and figures_hold(item, sentence)


def precision(item: Item) -> Score | None:
    """Return citations worth their place over all; dead ones and those of unsupported sentences are bad."""
    parts: list[Part] = []
    known = {c.number for c in item.answer.citations}
    for sentence in item.sentences:
        carried = not is_content(sentence) or _carried(item, sentence)
        parts += [_mark_part(item, sentence, mark, known, carried) for mark in sentence.marks]
    if not parts:
        return None
    bad = [part for part in parts if not part.good]
    return Score(1 - len(bad) / len(parts), not bad, bad[0].reason if bad else "", tuple(parts))


def _mark_part(item: Item, sentence: Sentence, mark: int, known: set[int], carried: bool) -> Part:
    if mark not in known:
        return Part(f"[{mark}]", False, f"[{mark}] points to nothing")
    if not carried:
        return Part(f"[{mark}]", False, f'"{sentence.text[:60]}" is not supported')
    alone = support(item, sentence, item.quotes((mark,)))
    rest = tuple(other for other in sentence.marks if other != mark)
    without = support(item, sentence, item.quotes(rest)) if rest else 0.0
    whole = support(item, sentence, item.quotes(sentence.marks))
    good = (
        supported(item, sentence, (mark,))
        or (alone >= _PAD and whole - without > 0.01)
        or _holds(item, sentence, mark)
    )
    return Part(f"[{mark}]", good, "" if good else f'[{mark}] does not carry "{sentence.text[:60]}"')


def _holds(item: Item, sentence: Sentence, mark: int) -> bool:
    """Say whether a citation holds one of the figures of its sentence."""
    quoted = {f.value for f in find_figures(item.quotes((mark,)))}
    return any(f.value in quoted for f in find_figures(sentence.text) if checked(f))


def recall_mutants(item: Item, _: random.Random) -> Sequence[Mutant]:
    """Drop or shift the marks."""
    changes = (("citations dropped", drop_marks(item)), ("citations shifted", shift_marks(item)))
    return tuple((label, mutant) for label, mutant in changes if mutant is not None)


def precision_mutants(item: Item, _: random.Random) -> Sequence[Mutant]:
    """Point marks to nothing or to the wrong source."""
    if not MARK.search(item.answer.text):
        return ()
    dead = item.with_answer(text=MARK.sub("[97]", item.answer.text, count=1))
    found: list[Mutant] = [("a mark that points to nothing", dead)]
    shifted = shift_marks(item)
    if shifted is not None:
        found.append(("citations shifted", shifted))
    return found


RECALL = Scorer(
    "citation recall",
    "Critical evaluation",
    "Content sentences supported by what they cite, over all content sentences (ALCE).",
    recall,
    mutants=recall_mutants,
)
PRECISION = Scorer(
    "citation precision",
    "Critical evaluation",
    "Citations that support their sentence alone or whose removal takes support away, over all (ALCE).",
    precision,
    mutants=precision_mutants,
)
