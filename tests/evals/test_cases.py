import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from bot.errors import WaypointError
from evals.cases import (
    CASES,
    SCHEMA,
    CaseError,
    Category,
    ExpectedFigure,
    load_cases,
    schema_text,
    select,
    split_of,
)
from evals.corpus import open_corpus
from evals.numbers import find_figures, find_sums
from evals.text import folded
from evals.typos import typo_variants

ALL = load_cases()


def test_there_are_enough_cases_of_every_kind():
    counts = Counter(case.category for case in ALL)
    assert len(ALL) >= 400
    assert set(counts) == set(get_args(Category))
    assert min(counts.values()) >= 8


def test_the_published_schema_is_current():
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_every_case_says_why_and_has_a_unique_id():
    assert all(len(case.why) >= 15 for case in ALL)
    assert len({case.id for case in ALL}) == len(ALL)


def test_a_family_is_never_split_between_dev_and_held_out():
    by_family = {(case.family, case.split) for case in ALL}
    assert len(by_family) == len({family for family, _ in by_family})
    held_out = sum(case.split == "held-out" for case in ALL) / len(ALL)
    assert 0.2 < held_out < 0.45
    assert split_of("metrics-what-is-csat") == split_of("metrics-what-is-csat")


def test_every_section_of_the_guides_is_asked_about():
    golds = {
        (gold.document, _words(gold.quote))
        for case in ALL
        for turn in case.turns
        for gold in turn.expect.gold
    }
    figures_of = {f.document for case in ALL for turn in case.turns for f in turn.expect.figures}
    missing = []
    for path, text in open_corpus("knowledge").files.items():
        for heading, body in _sections(path, text):
            plain = _words(body)
            asked = any(document == path and quote in plain for document, quote in golds)
            if not asked and path not in figures_of and not heading.startswith(_PAY_SECTIONS):
                missing.append(f"{path}: {heading}")
    assert missing == []


_PAY_SECTIONS = (
    "What a customer service specialist",
    "What a call center specialist",
    "What a customer service manager",
    "What a customer service representative earns",
    "Which states pay customer service best",
    "I can't take it any more",
    "Where can I turn in a crisis",
)


def _sections(path: str, text: str) -> list[tuple[str, str]]:
    if not path.endswith(".md"):
        return []
    parts = re.split(r"^## ", re.sub(r"<!--.*?-->", "", text, flags=re.S), flags=re.M)[1:]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1]) for part in parts]


def _words(text: str) -> str:
    return " ".join(text.split())


def test_every_gold_quote_stands_in_its_document():
    for case in ALL:
        for turn in case.turns:
            for gold in turn.expect.gold:
                text = _words(open_corpus(case.corpus).text_of(gold.document))
                assert gold.quote in text, f"{case.id}: {gold.document} does not hold {gold.quote!r}"


def test_no_question_repeats_what_a_guide_says_it_answers():
    asks = {
        folded(ask).strip(" ?")
        for text in open_corpus("knowledge").files.values()
        for comment in re.findall(r"<!-- asks: (.*?) -->", text)
        for ask in comment.split("|")
    }
    repeated = [c.id for c in ALL for t in c.turns if folded(t.ask).strip(" ?") in asks and not c.typo_of]
    assert repeated == []


FIGURES = [
    pytest.param(case, turn, figure, id=f"{case.id}#{number}-{at}")
    for case in ALL
    if not case.typo_of
    for number, turn in enumerate(case.turns)
    for at, figure in enumerate(turn.expect.figures)
]


@pytest.mark.parametrize(("case", "turn", "figure"), FIGURES)
def test_every_expected_figure_stands_in_the_corpus_or_is_a_shown_sum(case, turn, figure):
    corpus = open_corpus(case.corpus)
    if figure.sum:
        (worked,) = find_sums(figure.sum)
        result = worked.result * (100 if figure.unit == "percent" else 1)
        assert abs(result - figure.value) <= max(0.006, abs(result) * 0.006)
        said = {f.value for text in _said(case, turn) for f in find_figures(text)}
        worked_out = {f.value for f in turn.expect.figures if f.sum and f is not figure}
        year = {2080.0, 12.0, 52.0} | ({20.0} if "twenty" in turn.ask else set())
        known = {value for value, _ in corpus.facts} | said | worked_out | year
        assert all(operand in known for operand in worked.operands), worked
        return
    if figure.document:
        assert all(_in_guide(figure, value, corpus.text_of(figure.document)) for value in figure.values)
        return
    assert any(_fits(figure, row) for row in corpus.rows), figure


def _said(case, turn):
    return [turn.ask, *(t.ask for t in case.turns), *(m.content for m in case.history)]


def _in_guide(figure: ExpectedFigure, value: float, text: str) -> bool:
    return any(f.value == value and f.unit == figure.unit for f in find_figures(text))


def _fits(figure: ExpectedFigure, row) -> bool:
    amounts = dict(row.amounts)
    if figure.low is not None and (amounts.get("low"), amounts.get("high")) != (figure.low, figure.high):
        return False
    return (
        (figure.value is None or figure.value in amounts.values())
        and figure.unit == row.currency
        and figure.period == row.period
        and figure.role == row.role
        and figure.place in (None, row.place)
        and figure.year == row.year
        and (figure.industry or "") == row.industry
    )


def test_a_broken_case_file_is_named_with_its_field(tmp_path: Path):
    (tmp_path / "bad.yaml").write_text(
        "subject: x\nfamilies:\n  - family: one\n    category: guide\n    asks: [hi]\n"
    )
    with pytest.raises(CaseError, match=r"bad\.yaml: family \S+ > why"):
        load_cases(tmp_path)
    (tmp_path / "bad.yaml").write_text("subject: [")
    with pytest.raises(CaseError, match="not valid YAML"):
        load_cases(tmp_path)


def test_a_family_name_may_not_stand_twice(write_cases):
    family = {"family": "one", "category": "guide", "why": "Needed twice for the test.", "asks": ["hi"]}
    with pytest.raises(CaseError, match="rename one"):
        load_cases(write_cases(family, family))


def test_an_empty_folder_is_an_error(tmp_path: Path):
    with pytest.raises(WaypointError, match="No case files"):
        load_cases(tmp_path)


def test_a_case_lays_its_own_expectation_over_the_familys(write_cases):
    own = {"ask": "b?", "expect": {"must": ["own"]}}
    family = {
        "family": "one", "category": "guide", "why": "Needed to try the merging.",
        "expect": {"outcome": ["answered"], "must": ["shared"]}, "asks": ["a?", own],
    }  # fmt: skip
    first, second = load_cases(write_cases(family))
    assert first.turns[0].expect.must == ("shared",)
    assert second.turns[0].expect.must == ("own",)
    assert second.turns[0].expect.outcome == ("answered",)


def test_typing_errors_are_the_same_every_time_and_spare_figures():
    once = typo_variants("how much is $45,000 for a call center specialist?", 3, seed="a")
    assert once == typo_variants("how much is $45,000 for a call center specialist?", 3, seed="a")
    assert len(set(once)) == 3
    assert all("$45,000" in variant for variant in once)


def test_select_takes_parts():
    dev = select(ALL, split="dev", category=["pay"])
    assert dev
    assert {(c.split, c.category) for c in dev} == {("dev", "pay")}


def test_the_case_files_name_their_schema():
    for path in CASES.glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith(
            "# yaml-language-server: $schema=../schema.json"
        ), path


def test_the_example_of_the_readme_can_be_pasted_in(tmp_path):
    import re

    from evals.cases import CASES
    from evals.corpus import open_corpus
    from evals.scorers.contract import Item
    from evals.scorers.correctness import rows_gone

    text = (CASES.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    file = tmp_path / "pay.yaml"
    file.write_text((CASES / "pay.yaml").read_text(encoding="utf-8") + "\n" + example, encoding="utf-8")
    added = [case for case in load_cases(tmp_path) if case.family == "pay-bank-clerk"]
    assert len(added) == 3
    assert all(case.family != "pay-bank-clerk" for case in load_cases())
    assert rows_gone(Item(added[0], 0, (), open_corpus("knowledge"))) == ()
