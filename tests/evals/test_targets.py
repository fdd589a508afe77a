import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from bot.schema import Turn
from evals.cases import Expect
from evals.corpus import open_corpus
from evals.targets import AdviserTarget, FunctionTarget, HttpTarget, TargetError, open_target, parse_spec


def test_a_spec_has_a_name_options_and_a_label():
    spec = parse_spec('openai:gpt-4.1-mini prompt="my prompt.md" label=brief')
    assert (spec.name, spec.label) == ("openai:gpt-4.1-mini", "brief")
    assert spec.options == {"prompt": "my prompt.md"}


@pytest.mark.parametrize(
    "text", ["", "offline prompt", "offline nonsense=1", "nothing", "offline prompt=missing.md"]
)
def test_a_target_that_means_nothing_says_what_to_write(text, tmp_path):
    with pytest.raises(TargetError, match=r"=|Write|option|file"):
        open_target(text, cache=tmp_path)


def test_settings_change_the_fingerprint(tmp_path):
    plain = open_target("offline", cache=tmp_path)
    other = open_target("offline max_question_chars=200", cache=tmp_path)
    assert isinstance(plain, AdviserTarget)
    assert plain.fingerprint != other.fingerprint
    assert plain.fingerprint == open_target("offline label=again", cache=tmp_path).fingerprint


def test_a_prompt_changes_the_fingerprint_by_its_content(tmp_path):
    prompt = tmp_path / "answer.md"
    prompt.write_text("Be brief.")
    first = open_target(f"openai:gpt prompt={prompt}", cache=tmp_path).fingerprint
    prompt.write_text("Be long.")
    assert open_target(f"openai:gpt prompt={prompt}", cache=tmp_path).fingerprint != first


def test_a_settings_file_is_read(tmp_path):
    path = tmp_path / "settings.yaml"
    path.write_text("max_question_chars: 200\n")
    open_target(f"offline settings={path}", cache=tmp_path)
    path.write_text("just words")
    with pytest.raises(TargetError, match="one setting a line"):
        open_target(f"offline settings={path}", cache=tmp_path)


def test_a_function_is_called_with_question_and_history(tmp_path, monkeypatch):
    (tmp_path / "my_bot.py").write_text(
        "def answer(question, history):\n    return f'{question} {len(history)}'\n"
    )
    monkeypatch.chdir(tmp_path)
    target = open_target("my_bot:answer", cache=tmp_path)
    assert isinstance(target, FunctionTarget)
    got = target.ask("hi?", (Turn("user", "a"),), open_corpus("planted"), Expect())
    assert (got.text, got.outcome, got.structured) == ("hi? 1", None, False)
    sys.modules.pop("my_bot", None)


class _Chat(BaseHTTPRequestHandler):
    bodies: ClassVar[list[dict]] = []
    reply: bytes = json.dumps(
        {
            "model": "other",
            "choices": [{"message": {"content": "They earn much."}}],
            "usage": {"total_tokens": 7},
        }
    ).encode()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.bodies.append({**json.loads(body), "key": self.headers.get("Authorization")})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.reply)

    def log_message(self, *args):
        pass


@pytest.fixture
def chatbot():
    server = HTTPServer(("127.0.0.1", 0), _Chat)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_another_chatbot_is_asked_in_the_openai_protocol(chatbot, tmp_path, monkeypatch):
    monkeypatch.setenv("OTHER_KEY", "secret")
    target = open_target(f"{chatbot} model=other key=OTHER_KEY system='Be kind.'", cache=tmp_path)
    assert isinstance(target, HttpTarget)
    got = target.ask(
        "pay?", (Turn("user", "hi"), Turn("assistant", "hello")), open_corpus("planted"), Expect()
    )
    sent = _Chat.bodies[-1]
    assert [m["role"] for m in sent["messages"]] == ["system", "user", "assistant", "user"]
    assert (sent["key"], sent["model"]) == ("Bearer secret", "other")
    assert (got.text, got.engine, got.usage) == ("They earn much.", "other", {"total_tokens": 7})


def test_an_address_that_does_not_answer_is_the_targets_failure(tmp_path):
    target = open_target("http://127.0.0.1:9/v1 timeout=1", cache=tmp_path)
    with pytest.raises(TargetError, match=r"127\.0\.0\.1:9"):
        target.ask("pay?", (), open_corpus("planted"), Expect())


def test_a_missing_key_is_said_at_once(tmp_path, monkeypatch):
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    with pytest.raises(TargetError, match="NO_SUCH_KEY is not set"):
        open_target("http://127.0.0.1:9/v1 key=NO_SUCH_KEY", cache=tmp_path)
