"""Each scorer tested on itself: true answers it must not flag, and the same answers spoilt, which it must."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from bot.schema import Citation
from evals.answers import Answer, Seen, Trace
from evals.cases import Case, Expect, Message, Turn
from evals.corpus import Corpus, open_corpus
from evals.scorers import FAMILY_SCORERS, SCORERS, FamilyScorer, Item, Scorer, attempt
from evals.scorers.faithfulness import blind_spots
from evals.statistics import Interval, wilson

TRUTHS = Path(__file__).parent / "truths.yaml"
LEAST_CAUGHT = 0.95
MOST_FALSE_ALARMS = 0.05
SEED = 7


@dataclass(frozen=True, slots=True)
class SelfTest:
    """How often a scorer caught what it must and flagged what it must not."""

    scorer: str
    caught: Interval
    false_alarms: Interval
    missed: tuple[str, ...]
    alarms: tuple[str, ...]
    blind: Interval | None = None

    @property
    def advisory(self) -> bool:
        """Whether its figures are to be read with care: it misses too much or cries wolf."""
        if not self.caught.n:
            return True
        return self.caught.value < LEAST_CAUGHT or self.false_alarms.value > MOST_FALSE_ALARMS


@cache
def load_truths(path: Path = TRUTHS) -> tuple[Item, ...]:
    """Read the true answers, each as an item; those whose row a table no longer has are true no more."""
    return tuple(_item(entry) for entry in _entries(path) if _holds(entry))


def stale_truths(path: Path = TRUTHS) -> tuple[str, ...]:
    """Return the names of the answers that are left out, since a table has changed under them."""
    return tuple(str(entry["id"]) for entry in _entries(path) if not _holds(entry))


@cache
def _entries(path: Path) -> tuple[Mapping[str, Any], ...]:
    return tuple(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["truths"])


def _holds(entry: Mapping[str, Any]) -> bool:
    corpus = open_corpus(entry.get("corpus", "knowledge"))
    return all(_row(cite["row"], corpus) for cite in entry.get("cites", ()) if "row" in cite)


def _item(entry: Mapping[str, Any]) -> Item:
    corpus = open_corpus(entry.get("corpus", "knowledge"))
    expect = Expect.model_validate({"outcome": [entry.get("outcome", "answered")], **entry.get("expect", {})})
    case = Case(
        id=f"truth/{entry['id']}",
        family=f"truth-{entry['id']}",
        category=entry.get("category", "guide"),
        subject="self-test",
        why="A true answer for the scorers to be tested on.",
        corpus=corpus.name,
        split="dev",
        same_answer="figures" if expect.figures else "outcome",
        history=tuple(Message(**message) for message in entry.get("history", ())),
        turns=(Turn(ask=entry["question"], expect=expect),),
    )
    citations = tuple(_citation(n, cite, corpus) for n, cite in enumerate(entry.get("cites", ()), start=1))
    seen = tuple(Seen(document=c.path or "", text=c.quote) for c in citations)
    answer = Answer(
        text=entry["answer"].strip(),
        outcome=entry.get("outcome", "answered"),
        citations=citations,
        suggestions=tuple(entry.get("next", ("What would you like to see next?",))),
        structured=True,
        seconds=0.2,
        trace=Trace(passages=seen, rewrite_passages=seen) if expect.gold else None,
    )
    return Item(case, 0, (answer,), corpus)


def _citation(number: int, cite: Mapping[str, Any], corpus: Corpus) -> Citation:
    if "document" in cite:
        # Word for word as the guide had it when the truth was written: scorers are tested on what an answer
        # cites, and a guide that is worded anew must not stop them.
        quote = " ".join(cite["quote"].split())
        year = corpus.fronts.get(cite["document"], {}).get("year")
        return Citation(
            number,
            str(cite.get("title", "")),
            "",
            quote,
            year=year if isinstance(year, int) else None,
            path=cite["document"],
        )
    ((row, path),) = _row(cite["row"], corpus)
    return Citation(
        number, row["title"], row.get("role", ""), row_text(row), year=int(row["year"]), path=path
    )


def _row(wanted: Mapping[str, Any], corpus: Corpus) -> list[tuple[dict[str, str], str]]:
    """Return the first row with some cells, and its table; nothing where no table has one."""
    found = (
        (row, path)
        for path, rows in corpus.tables.items()
        for row in rows
        if all(str(row.get(name, "")) == str(value) for name, value in wanted.items())
    )
    return list(islice(found, 1))


def row_text(row: Mapping[str, str]) -> str:
    """Return a table row as a person would read it."""
    if row.get("index"):
        return f"{row['place']} | price level {float(row['index']):g} ({row['base']}) | {row['year']}"
    sign = {"USD": "$", "GBP": "£", "EUR": "€"}[row["currency"]]
    names = ("low", "high", "p10", "p25", "median", "p75", "p90", "mean")
    amounts = ", ".join(f"{name} {sign}{_amount(row[name])}" for name in names if row.get(name))
    about = [row["role"], row["place"], row.get("industry", ""), row.get("year_label") or row["year"]]
    kind = "starting range, " if row["kind"] == "starting_range" else ""
    adverb = {"hour": "hourly", "year": "yearly", "month": "monthly", "week": "weekly"}[row["period"]]
    return f"{' | '.join(part for part in about if part)} | {kind}{adverb}: {amounts}"


def _amount(text: str) -> str:
    value = float(text)
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def check_scorer(scorer: Scorer, truths: Sequence[Item]) -> SelfTest:
    """Return a scorer's kill rate over all mutants of the truths it applies to, and its false alarms."""
    alarms: list[str] = []
    missed: list[str] = []
    mutants = true = 0
    for item in truths:
        score, error = attempt(scorer.score, item) if scorer.applies(item) else (None, None)
        if score is None and error is None:
            continue
        true += 1
        if score is None or not score.passed:
            alarms.append(f"{item.case.id}: {error or (score.reason if score else '')}")
            continue
        for label, mutant in scorer.mutants(item, random.Random(SEED)):
            mutants += 1
            found, error = attempt(scorer.score, mutant)
            if error is not None or (found is not None and found.passed):
                missed.append(f"{item.case.id}: {label}")
    return SelfTest(
        scorer.name,
        wilson(mutants - len(missed), mutants),
        wilson(len(alarms), true),
        tuple(missed),
        tuple(alarms),
        _blind(scorer, truths) if scorer.name == "faithfulness" else None,
    )


def _blind(scorer: Scorer, truths: Sequence[Item]) -> Interval:
    found = [m for item in truths for _, m in blind_spots(item, random.Random(SEED))]
    scores = [attempt(scorer.score, mutant)[0] for mutant in found]
    caught = sum(1 for score in scores if score is not None and not score.passed)
    return wilson(caught, len(found))


def check_family_scorer(scorer: FamilyScorer, truths: Sequence[Item]) -> SelfTest:
    """Return a family scorer's rates: a truth beside itself must pass, beside a spoilt one it must not."""
    alarms: list[str] = []
    missed: list[str] = []
    mutants = 0
    for item in truths:
        twin = _named(item, "2")
        score, error = attempt(scorer.score, (item, twin))
        if score is None or not score.passed:
            alarms.append(f"{item.case.id}: {error}" if error else item.case.id)
            continue
        for label, mutant in scorer.mutants(twin, random.Random(SEED)):
            mutants += 1
            found, _ = attempt(scorer.score, (item, mutant))
            if found is None or found.passed:
                missed.append(f"{item.case.id}: {label}")
    return SelfTest(
        scorer.name,
        wilson(mutants - len(missed), mutants),
        wilson(len(alarms), len(truths)),
        tuple(missed),
        tuple(alarms),
    )


def _named(item: Item, suffix: str) -> Item:
    return replace(item, case=item.case.model_copy(update={"id": f"{item.case.id}/{suffix}"}))


@cache
def self_tests() -> tuple[SelfTest, ...]:
    """Test every scorer on itself."""
    truths = load_truths()
    found = [check_scorer(scorer, truths) for scorer in SCORERS]
    return (*found, *(check_family_scorer(scorer, truths) for scorer in FAMILY_SCORERS))


def advisory_scorers() -> frozenset[str]:
    """Return the scorers whose self-test does not let them decide anything."""
    return frozenset(test.scorer for test in self_tests() if test.advisory)
