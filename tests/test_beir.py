"""A public test set in the BEIR layout goes through the product's own chunks, encoder, BM25 and fusion."""

import json

import pytest

from benchmarks import beir
from tests.word_encoder import WordEncoder

CORPUS = {
    "a": ("Kneading", "Bread dough is kneaded for ten minutes by hand."),
    "b": ("Ovens", "A deck oven bakes bread at 240 degrees."),
    "c": ("Signals", "A train driver stops at a red signal."),
}


@pytest.fixture
def folder(tmp_path):
    corpus = [{"_id": name, "title": title, "text": text} for name, (title, text) in CORPUS.items()]
    queries = [{"_id": "1", "text": "how long is dough kneaded"}, {"_id": "2", "text": "train signal"}]
    queries.append({"_id": "3", "text": "nobody judged this one"})
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (tmp_path / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\ta\t2\n1\tb\t1\n2\tc\t1\n2\ta\t0\n"
    )
    return tmp_path


def test_only_judged_questions_are_asked(folder):
    test = beir.load(folder)
    assert set(test.questions) == {"1", "2"}
    assert test.judged["2"] == {"c": 1.0}
    assert [document.title for document in test.documents] == ["Kneading", "Ovens", "Signals"]


def test_three_rankings_are_reported(folder):
    lines = list(beir.report(folder, WordEncoder()))
    assert lines[0] == "2 questions, 3 documents, 3 chunks"
    scores = dict(line.strip("| ").split(" | ") for line in lines[4:])
    assert set(scores) == {"dense", "keyword", "fused"}
    assert all(0.7 < float(score) <= 1 for score in scores.values())


def test_gains_are_discounted_by_rank():
    assert beir.ndcg(["a", "b"], {"a": 2, "b": 1}) == 1
    assert beir.ndcg(["x", "a"], {"a": 1}) == pytest.approx(0.6309, abs=1e-4)
    assert beir.ndcg(["x"], {"a": 1}) == 0


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"corpus\.jsonl is missing"):
        beir.load(tmp_path)
