import pytest

from bot.store.keywords import Keywords, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Agents' WAGES, cities & bus passes", ["agent", "wag", "citi", "bus", "pass"]),
        ("Gehälter für Köche", ["gehalt", "fur", "koch"]),
        ("L’employé d'été", ["l", "emploi", "d", "ete"]),
        ("$38,500–$48,500", ["38", "500", "48", "500"]),
        ("給料はいくら", ["給料", "料は", "はい", "いく", "くら"]),
        ("", []),
    ],
)
def test_words_are_folded(text, words):
    assert words_of(text) == words


def test_the_text_that_shares_the_most_telling_word_scores_highest(tmp_path):
    texts = ["the agent answers the phone", "the manager plans", "the agent"]
    Keywords.build(texts, tmp_path / "k")
    keywords = Keywords.load(tmp_path / "k", len(texts))

    scores = keywords.scores("Who phones the agents?")

    assert scores.argmax() == 0
    assert scores[1] < scores[2] < scores[0]


@pytest.mark.parametrize("question", ["zebra", "", "???"])
def test_no_shared_word_scores_nothing(tmp_path, question):
    Keywords.build(["one text", ""], tmp_path / "k")

    assert Keywords.load(tmp_path / "k", 2).scores(question).tolist() == [0, 0]


def test_an_empty_index_scores_nothing(tmp_path):
    Keywords.build([], tmp_path / "k")

    assert Keywords.load(tmp_path / "k", 0).scores("word").tolist() == []
