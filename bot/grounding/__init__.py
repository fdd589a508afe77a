"""Does the evidence support this sentence? One gate for every engine, for the page and for the evals.

`check_sentence` holds one sentence against what it cites; `check_text` and `Gate` do so for whole answers, so
that a sentence may lean on the one before it and a table's cells are read with their headings.
"""

from bot.grounding.additions import added_names
from bot.grounding.answers import Gate, check_text
from bot.grounding.check import check_sentence
from bot.grounding.sentences import Unit, sentence_end, split_sentences, split_units
from bot.grounding.verdict import GroundingContext, Verdict

__all__ = [
    "Gate",
    "GroundingContext",
    "Unit",
    "Verdict",
    "added_names",
    "check_sentence",
    "check_text",
    "sentence_end",
    "split_sentences",
    "split_units",
]
