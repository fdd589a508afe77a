import pytest

from benchmarks.finding import load_cases, searched
from bot.errors import IndexMissingError
from bot.retrieval import HybridRetriever, fuse, merge_neighbours
from bot.schema import Chunk
from bot.settings import Settings
from bot.store import Store


@pytest.fixture(scope="module")
def retriever(knowledge_settings, encoder):
    return HybridRetriever(Store(knowledge_settings), encoder)


def test_a_question_finds_the_section_that_answers_it(retriever):
    found = retriever.search("How much does a customer service manager make?")

    assert found.found
    assert found.best_similarity > 0.6
    assert 1 <= len(found.passages) <= 6
    assert "$57,000" in found.passages[0].text + found.passages[1].text
    assert [p.score for p in found.passages] == sorted((p.score for p in found.passages), reverse=True)


@pytest.mark.parametrize(
    "question", ["How do I bake sourdough bread?", "Who won the cup final?", "asdf qwer"]
)
def test_a_question_about_something_else_finds_nothing(retriever, question):
    assert not retriever.search(question).found


@pytest.mark.parametrize("question", ["", "   ", "\n"])
def test_an_empty_question_finds_nothing(retriever, question):
    found = retriever.search(question)

    assert (found.passages, found.found) == ((), False)


def test_a_search_can_be_kept_to_some_documents(retriever, knowledge_index):
    one = next(document.id for document in knowledge_index.documents if document.sections)

    found = retriever.search("pay", documents=[one])

    assert {passage.document_id for passage in found.passages} == {one}
    assert retriever.search("pay", documents=[]).passages == ()


def test_a_question_the_author_foresaw_finds_its_section(retriever, knowledge_index):
    chunk = next(chunk for chunk in knowledge_index.chunks.values() if chunk.asks)

    found = retriever.search(chunk.asks[0])

    assert found.best_similarity > 0.98
    assert any(chunk.id in passage.chunk_ids for passage in found.passages[:3])


def test_it_is_a_langchain_retriever(retriever):
    (first, *_) = retriever.invoke("How do I become a manager?")

    assert first.page_content
    assert first.metadata["document_id"]


def test_without_an_index_it_says_what_to_type(tmp_path, encoder):
    empty = HybridRetriever(Store(Settings(data_dir=tmp_path, _env_file=None)), encoder)

    with pytest.raises(IndexMissingError, match=r"python ingest\.py"):
        empty.search("anything")


def test_fusion_favours_what_both_rankings_have():
    assert list(fuse(["a", "b", "c"], ["b", "d"])) == ["b", "a", "c", "d"]
    assert list(fuse([], ["b", "a"])) == ["b", "a"]
    assert list(fuse(["b", "a"], [])) == ["b", "a"]


class _Index:
    def __init__(self, *chunks):
        self.chunks = {chunk.id: chunk for chunk in chunks}


def chunk(name, ordinal, section=0, document="d"):
    return Chunk(name, document, "Title", "Section", f"text {name}", ordinal, section)


def test_neighbours_of_one_section_become_one_passage_in_reading_order():
    index = _Index(chunk("a", 0), chunk("b", 1), chunk("c", 2), chunk("x", 3, section=1), chunk("y", 9))

    passages = merge_neighbours(
        index, {"c": 0.5, "x": 0.4, "a": 0.3, "b": 0.2, "y": 0.1}, {"a": 0.9, "c": 0.7}, 4
    )

    assert [p.chunk_ids for p in passages] == [("a", "b", "c"), ("x",), ("y",)]
    assert passages[0].text == "text a\n\ntext b\n\ntext c"
    assert (passages[0].score, passages[0].similarity) == (0.5, 0.9)


def test_no_more_passages_than_asked_for():
    index = _Index(*(chunk(str(n), n * 2) for n in range(9)))

    assert len(merge_neighbours(index, {str(n): 1 - n / 10 for n in range(9)}, {}, 3)) == 3


@pytest.mark.parametrize("guides", ["trades", "transport"])
def test_guides_of_other_trades_answer_what_they_hold_and_nothing_else(guides, encoder):
    pairs = searched(encoder, guides, load_cases())

    answerable = [found for case, found in pairs if case.words]
    others = [found for case, found in pairs if not case.words]
    first_five = [
        any(case.is_answered_by(passage) for passage in found.passages[:5])
        for case, found in pairs
        if case.words
    ]
    assert sum(found.found for found in answerable) >= 0.8 * len(answerable)
    assert sum(not found.found for found in others) >= 0.9 * len(others)
    assert sum(first_five) >= 0.8 * len(first_five)
