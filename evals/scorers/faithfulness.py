"""Faithfulness: how many of an answer's content sentences are carried by the evidence they cite."""

import random
from collections.abc import Sequence

from evals.scorers.contract import Item, Mutant, Part, Score, Scorer
from evals.scorers.mutations import append, drop_marks, flip_digit, negated, shift_marks
from evals.scorers.polarity import opposite
from evals.scorers.support import content_of, figures_hold, support, supported
from evals.text import Sentence

_INVENTED = (
    "Employers also demand a polygraph examination and a clean driving record before the second interview.",
    "Most firms now pay for childcare and hand out stock options after ninety days.",
    "The union negotiates a free annual railway pass with a sabbatical for every newcomer.",
)


def score(item: Item) -> Score | None:
    """Return supported content sentences over all; None when nothing is stated or nothing can be cited."""
    stated = content_of(item)
    if not stated or (not item.answer.citations and not item.answer.structured):
        return None
    parts = tuple(_part(item, s) for s in stated)
    bad = [part for part in parts if not part.good]
    reason = f"{bad[0].reason}: {bad[0].text[:90]}" if bad else ""
    return Score(1 - len(bad) / len(parts), not bad, reason, parts)


def _part(item: Item, sentence: Sentence) -> Part:
    if not sentence.reach:
        return Part(sentence.text, False, "cites nothing")
    share = support(item, sentence, item.quotes(sentence.reach))
    if not supported(item, sentence, sentence.reach):
        return Part(sentence.text, False, f"{share:.0%} of it in what it cites")
    if not figures_hold(item, sentence):
        return Part(sentence.text, False, "a figure is not in what it cites")
    if opposite(sentence.text, item.quotes(sentence.reach)):
        return Part(sentence.text, False, "says the opposite of what it cites")
    return Part(sentence.text, True, f"{share:.0%}")


def mutants(item: Item, chance: random.Random) -> Sequence[Mutant]:
    """Spoil a cited answer."""
    if not item.answer.citations:
        return ()
    mark = f" [{item.answer.citations[0].number}]"
    invented = chance.choice(_INVENTED)
    changes = (
        ("an invented sentence", append(item, invented[:-1] + mark + ".")),
        ("citations dropped", drop_marks(item)),
        ("citations shifted", shift_marks(item)),
        ("a digit changed", flip_digit(item, chance)),
    )
    return tuple((label, mutant) for label, mutant in changes if mutant is not None)


def blind_spots(item: Item, _: random.Random) -> Sequence[Mutant]:
    """Return mutants that words alone hardly tell from the truth; their kill rate is printed beside it."""
    return [("negated", mutant) for mutant in negated(item, content_of(item))]


SCORER = Scorer(
    "faithfulness",
    "Critical evaluation",
    "Content sentences whose telling words and figures stand in what they cite, with no negation put in or "
    "left out, over all content sentences.",
    score,
    mutants=mutants,
)
