"""One answer as the report shows it: its question, coloured sentences, citations and what was wrong."""

from dataclasses import dataclass
from typing import Any

from evals.attribution import misunderstood
from evals.report.diff import word_diff
from evals.scorers.privacy import masked
from evals.scorers.retrieval import relevant
from evals.scoring import Result
from evals.text import strip_markup

SHOWN = 6
EXCERPT = 140


@dataclass(frozen=True, slots=True)
class Flip:
    """An answer that passed before and fails now, or the other way round, with both texts."""

    result: Result
    before: str
    was_passed: bool
    before_label: str


def entry(result: Result) -> dict[str, Any]:
    """Return an answer as plain data."""
    item = result.item
    return {
        "id": item.id,
        "anchor": _anchor(result),
        "variant": result.variant,
        "category": item.case.category,
        "split": item.case.split,
        "why": item.case.why,
        "question": clean(item.question, result),
        "history": [(m.role, _plain(m.content, result)) for m in item.case.history] + _earlier(result),
        "sentences": _sentences(result),
        "error": item.answer.error,
        "outcome": item.answer.outcome or "",
        "citations": [
            {"number": c.number, "title": c.title, "section": c.section, "quote": clean(c.quote, result)}
            for c in item.answer.citations
        ],
        "found": _found(result),
        "passed": result.passed,
        "stage": result.stage or "",
        "failed": [
            {"metric": name, "reason": clean(result.scores[name].reason, result)} for name in result.failed
        ],
        "also": [name for name, s in result.scores.items() if not s.passed and name not in result.failed],
        "understood": misunderstood(item) if not result.passed else None,
        "seconds": item.answer.seconds,
        "notice": item.answer.notice,
    }


def _found(result: Result) -> list[dict[str, str]]:
    """Return what retrieval brought up for an answer that fails where something was to be found."""
    trace = result.item.answer.trace
    if result.passed or trace is None or not result.item.expect.gold:
        return []
    passages = (trace.passages or ())[:SHOWN]
    return [
        {
            "document": passage.document,
            "text": clean(passage.text[:EXCERPT], result),
            "gold": "yes" if any(relevant(gold, passage) for gold in result.item.expect.gold) else "",
        }
        for passage in passages
    ]


def _anchor(result: Result) -> str:
    return "".join(char if char.isalnum() else "-" for char in f"{result.variant}-{result.item.id}")


def _earlier(result: Result) -> list[tuple[str, str]]:
    turns: list[tuple[str, str]] = []
    for number in range(result.item.turn):
        turns.append(("user", clean(result.item.case.turns[number].ask, result)))
        turns.append(("assistant", _plain(result.item.answers[number].text, result)))
    return turns


def _sentences(result: Result) -> list[dict[str, Any]]:
    """Return the answer's sentences with how far each is supported."""
    score = result.scores.get("faithfulness")
    marked = {part.text: part for part in score.parts} if score else {}
    figures = result.scores.get("figures")
    wrong = {part.text for part in figures.parts if not part.good} if figures else set()
    found = []
    for sentence in result.item.sentences:
        part = marked.get(sentence.text)
        bad_figure = any(text in sentence.text for text in wrong)
        state = "bad" if bad_figure else "plain" if part is None else "good" if part.good else "weak"
        found.append(
            {
                "text": clean(sentence.text, result),
                "marks": list(sentence.marks),
                "state": state,
                "reason": part.reason if part else "",
                "block": sentence.block,
            }
        )
    return found


def _plain(text: str, result: Result) -> str:
    return clean(strip_markup(text), result)


def clean(text: str, result: Result) -> str:
    """Black out private data that a case carries."""
    secrets = [secret for turn in result.item.case.turns for secret in turn.expect.secrets]
    return masked(text, secrets) if secrets else text


def flip_entry(flip: Flip) -> dict[str, Any]:
    """Return a flipped answer with its word diff."""
    texts = (clean(text, flip.result) for text in (flip.before, flip.result.item.answer.text))
    runs = word_diff(*(text.replace("**", "") for text in texts))
    return {
        **entry(flip.result),
        "was_passed": flip.was_passed,
        "runs": runs,
        "before_label": flip.before_label,
    }
