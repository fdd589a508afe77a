"""The terminal: one question, a conversation, a file of questions."""

import io
import json

import pytest

from bot.__main__ import answer_lines, main
from bot.advisor import Advisor
from bot.embedding import Encoder
from bot.settings import Settings
from bot.store import Store


@pytest.fixture(scope="module")
def advisor(knowledge_settings: Settings, encoder: Encoder) -> Advisor:
    return Advisor(knowledge_settings, Store(knowledge_settings), encoder)


def test_one_question_prints_the_answer_and_its_sources(knowledge_settings, capsys):
    assert (
        main(["what does a call center specialist earn?", "--data-dir", str(knowledge_settings.data_dir)])
        == 0
    )
    printed = capsys.readouterr().out
    assert "$34,750 to $47,000" in printed
    assert "[1] 2026 Salary Guide" in printed


def test_json_holds_the_whole_reply(knowledge_settings, capsys):
    main(
        ["what does a call center specialist earn?", "--json", "--data-dir", str(knowledge_settings.data_dir)]
    )
    reply = json.loads(capsys.readouterr().out)
    assert reply["outcome"] == "answered"
    assert reply["figures"][0]["value"] == 34750
    assert reply["citations"][0]["number"] == 1


def test_a_bad_line_yields_an_error_and_the_rest_go_on(advisor):
    asked = {"role": "user", "content": "what do reps earn?"}
    lines = [
        '{"id": "a", "question": "hi"}',
        "not json",
        '{"id": "c"}',
        '{"id": "d", "question": "and managers?", "history": "nonsense"}',
        "",
        json.dumps({"id": "e", "question": "and managers?", "history": [asked]}),
    ]
    results = list(answer_lines(advisor, lines))
    assert [result.get("id") for result in results] == ["a", None, "c", "d", "e"]
    assert ["error" in result for result in results] == [False, True, True, True, False]
    assert results[1]["error"].startswith("line 2")
    assert "$57,000" in results[4]["text"]


def test_a_conversation_in_the_terminal_remembers(knowledge_settings, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("what do call center specialists earn?\nand managers?\n\n"))
    assert main(["--data-dir", str(knowledge_settings.data_dir)]) == 0
    assert "$57,000 to $81,250" in capsys.readouterr().out


def test_without_an_index_one_line_says_what_to_type(tmp_path, capsys):
    assert main(["hello", "--data-dir", str(tmp_path)]) == 2
    assert "python ingest.py" in capsys.readouterr().err


def test_help_has_examples(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "python -m bot --jsonl" in capsys.readouterr().out
