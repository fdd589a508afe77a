"""An optional judge: any chat model, calibrated on answers graded beforehand before it is believed."""

import json
import math
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import WaypointError
from evals.scorers.privacy import masked
from evals.scoring import Scored
from evals.statistics import SEED, bootstrap, quadratic_kappa, quantile, rogan_gladen

QUALITIES = ("helpful", "empathetic", "clear", "honest")
LABELS = Path(__file__).parent / "labels.yaml"
RUBRIC = Path(__file__).parent / "rubric.md"
LEAST_KAPPA = 0.6
LEVELS = 3
SAMPLE = 60
"""Answers of a run that the judge grades."""
SWAPS = 40
"""Labelled answers that are graded twice more: just as before, and with the answer before the question."""

Grades = Mapping[str, int]
Ask = Callable[[str, str], str]
"""Sends instructions and material to a model and returns what it wrote."""


class Label(BaseModel):
    """One answer graded beforehand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    answer: str
    helpful: int = Field(ge=0, le=2)
    empathetic: int = Field(ge=0, le=2)
    clear: int = Field(ge=0, le=2)
    honest: int = Field(ge=0, le=2)
    why: str


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far a judge agrees with the labels on one quality, and with itself.

    `agreement` is the share of grades it gives again when asked the same again, `swap` the share that changes
    when the answer is shown first. `good` holds, label by label, whether hand and judge gave the best grade.
    """

    quality: str
    kappa: float
    low: float
    high: float
    base: float
    judged: float
    sensitivity: float
    specificity: float
    agreement: float
    swap: float
    length: float
    confusion: tuple[tuple[int, ...], ...]
    good: tuple[tuple[bool, bool], ...]

    @property
    def counts(self) -> bool:
        """Whether its grades may be averaged."""
        return self.kappa >= LEAST_KAPPA


def load_labels(path: Path = LABELS) -> tuple[Label, ...]:
    """Read the graded answers."""
    import yaml

    loaded = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(
        Label(question=entry["question"], **answer)
        for entry in loaded["labels"]
        for answer in entry["answers"]
    )


def grade(ask: Ask, question: str, answer: str, *, swapped: bool = False) -> Grades | None:
    """Let the judge grade one answer; None when what it wrote cannot be read, which counts as unscored."""
    parts = [f"---- question\n{question}", f"---- answer\n{answer}"]
    written = ask(
        RUBRIC.read_text(encoding="utf-8"), "\n".join(reversed(parts) if swapped else parts) + "\n----"
    )
    match = re.search(r"\{[^{}]*\}", written)
    if match is None:
        return None
    try:
        grades = json.loads(match.group())
        found = {quality: int(grades[quality]) for quality in QUALITIES}
    except (ValueError, KeyError, TypeError):
        return None
    return found if all(0 <= value < LEVELS for value in found.values()) else None


def calibrate(ask: Ask, labels: Sequence[Label]) -> tuple[Calibration, ...]:
    """Grade all labelled answers and compare; a second look at some of them shows the bias of order.

    Raises:
        WaypointError: nothing that the judge wrote could be read.
    """
    first = [grade(ask, label.question, label.answer) for label in labels]
    read = [(label, grades) for label, grades in zip(labels, first, strict=True) if grades is not None]
    if not read:
        raise WaypointError("The judge gave no grade that could be read. Try another model with --judge.")
    again = [(grades, grade(ask, la.question, la.answer)) for la, grades in read[:SWAPS]]
    swapped = [(grades, grade(ask, la.question, la.answer, swapped=True)) for la, grades in read[:SWAPS]]
    return tuple(_calibrate(quality, read, again, swapped) for quality in QUALITIES)


Pairs = Sequence[tuple[Grades, Grades | None]]


def _calibrate(
    quality: str, read: Sequence[tuple[Label, Grades]], again: Pairs, swapped: Pairs
) -> Calibration:
    hand = [int(getattr(label, quality)) for label, _ in read]
    judge = [grades[quality] for _, grades in read]

    def kappa(picked: Sequence[int]) -> float:
        return quadratic_kappa([hand[i] for i in picked], [judge[i] for i in picked], LEVELS)

    low, high = bootstrap(len(read), kappa)
    good = [(h == 2, j == 2) for h, j in zip(hand, judge, strict=True)]
    return Calibration(
        quality,
        quadratic_kappa(hand, judge, LEVELS),
        low,
        high,
        _share([h for h, _ in good]),
        _share([j for _, j in good]),
        _share([j for h, j in good if h]),
        _share([not j for h, j in good if not h]),
        _same(quality, again),
        1 - _same(quality, swapped),
        _length_bias(read, hand, judge),
        _confusion(hand, judge),
        tuple(good),
    )


def _same(quality: str, pairs: Pairs) -> float:
    """Return the share of answers that got the same grade both times; an unreadable grade is another one."""
    return _share([two is not None and one[quality] == two[quality] for one, two in pairs])


def _confusion(hand: Sequence[int], judge: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Count the pairs of grades: a row for each grade given beforehand."""
    pairs = list(zip(hand, judge, strict=True))
    return tuple(tuple(pairs.count((a, b)) for b in range(LEVELS)) for a in range(LEVELS))


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def _length_bias(read: Sequence[tuple[Label, Grades]], hand: Sequence[int], judge: Sequence[int]) -> float:
    """Return how much the judge's excess over the labels goes with the answers' length (a correlation)."""
    from scipy.stats import spearmanr

    lengths = [len(label.answer) for label, _ in read]
    excess = [j - h for h, j in zip(hand, judge, strict=True)]
    if len(set(excess)) < 2 or len(set(lengths)) < 2:
        return 0.0
    return float(spearmanr(lengths, excess).statistic)


def calibrate_and_judge(model: str, scored: Scored, ask: Ask | None = None) -> dict[str, Any]:
    """Calibrate a model on the labels and let it grade a sample of the answers; return what the report shows.

    Qualities whose kappa is under 0.6 are printed as advisory and never averaged.
    """
    ask = ask or open_judge(model)
    found = calibrate(ask, load_labels())
    judged, unread = _judged(ask, scored)
    rows = [_row(calibration, judged[calibration.quality]) for calibration in found]
    counting = [row for row in rows if row["standing"] == "counts"]
    mean = sum(row["corrected"] for row in counting) / len(counting) if counting else None
    told = (
        "no grade of it counts"
        if mean is None
        else f"{mean:.0%} of the answers are good by what it may judge"
    )
    count = sum(map(sum, found[0].confusion))
    return {
        "model": model,
        "rows": rows,
        "mean": mean,
        "sentence": f"{model} was calibrated on {count} labelled answers; {told}; {unread} unreadable.",
    }


def _judged(ask: Ask, scored: Scored) -> tuple[dict[str, list[bool]], int]:
    """Grade a sample; return by quality which answers got the best grade, and how many were unreadable."""
    results = [r for r in scored.results if r.item.answer.text]
    picked = results[:: max(1, len(results) // SAMPLE)][:SAMPLE]
    grades = []
    for result in picked:
        secrets = [s for turn in result.item.case.turns for s in turn.expect.secrets]
        grades.append(
            grade(ask, masked(result.item.question, secrets), masked(result.item.answer.text, secrets))
        )
    read = [g for g in grades if g is not None]
    return {q: [g[q] == 2 for g in read] for q in QUALITIES}, len(grades) - len(read)


def _corrected(good: Sequence[tuple[bool, bool]], judged: Sequence[bool]) -> float:
    """Return the share of good answers with the judge's own errors taken out."""
    return rogan_gladen(
        _share(judged), _share([j for h, j in good if h]), _share([not j for h, j in good if not h])
    )


def _corrected_interval(
    good: Sequence[tuple[bool, bool]], judged: Sequence[bool], resamples: int = 1000
) -> tuple[float, float]:
    """Resample the labels, from which the judge's errors are known, and the judged answers alike."""
    chance = random.Random(SEED)
    found = [
        _corrected(chance.choices(good, k=len(good)), chance.choices(judged, k=len(judged)))
        for _ in range(resamples if judged else 0)
    ]
    told = [value for value in found if not math.isnan(value)]
    return quantile(told, 0.025), quantile(told, 0.975)


def _row(calibration: Calibration, judged: Sequence[bool]) -> dict[str, Any]:
    low, high = _corrected_interval(calibration.good, judged)
    return {
        "quality": calibration.quality,
        "kappa": calibration.kappa,
        "low": calibration.low,
        "high": calibration.high,
        "base": calibration.base,
        "judged": _share(judged),
        "corrected": _corrected(calibration.good, judged),
        "corrected_low": low,
        "corrected_high": high,
        "agreement": calibration.agreement,
        "swap": calibration.swap,
        "length": calibration.length,
        "confusion": calibration.confusion,
        "standing": "counts" if calibration.counts else "advisory",
    }


def open_judge(model: str) -> Ask:
    """Open a chat model by the adviser's own way of opening models.

    Raises:
        WaypointError: it cannot be opened.
    """
    from bot.llm.providers import open_chat_model
    from bot.settings import Settings

    try:
        chat = open_chat_model(Settings(_env_file=None, model=model))
    except ValidationError as error:
        raise WaypointError(f"--judge {model}: {error.errors()[0]['msg']}") from error

    def ask(instructions: str, material: str) -> str:
        reply = chat.invoke([("system", instructions), ("human", material)])
        return str(reply.text)

    return ask
