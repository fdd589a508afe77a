"""A scripted model server on loopback: OpenAI, Anthropic, Ollama and Google protocols, failures on demand."""

import json
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """One reply: its words, or how it goes wrong."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    words: int = 3
    delay_first: float = 0.0
    stall_after: int | None = None
    stall: float = 0.0
    cut_after: int | None = None
    malformed_after: int | None = None
    pace: float = 0.0
    usage: tuple[int, int] | None = (100, 20)

    def pieces(self) -> list[str]:
        parts = self.text.split(" ")
        groups = [" ".join(parts[i : i + self.words]) for i in range(0, len(parts), self.words)]
        return [group if i == 0 else f" {group}" for i, group in enumerate(groups)] if self.text else []


class ModelServer:
    """`enqueue` scripts, read `requests`; the last script is repeated. Port 0 is any that is free."""

    def __init__(self, port: int = 0) -> None:
        self._scripts: deque[Script] = deque()
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.left = threading.Event()
        server = self

        class Handler(_Handler):
            owner = server

        self._http = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def enqueue(self, *scripts: Script | str) -> None:
        self._scripts.extend(Script(one) if isinstance(one, str) else one for one in scripts)

    def script(self, *scripts: Script | str) -> None:
        """Forget what was to come, and say this instead."""
        self._scripts.clear()
        self.left.clear()
        self.enqueue(*scripts)

    def next(self) -> Script:
        return self._scripts.popleft() if len(self._scripts) > 1 else self._scripts[0]

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=5)


_BROKEN = b'event: content_block_delta\ndata: {"broken\n\n'


class _Handler(BaseHTTPRequestHandler):
    owner: ModelServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        self.owner.requests.append({"path": self.path, **body})
        self.owner.headers.append({name.lower(): value for name, value in self.headers.items()})
        script = self.owner.next()
        self.close_connection = True
        try:
            time.sleep(script.delay_first)
            if script.status != 200:
                self._error(script)
            elif "/api/chat" in self.path:
                self._send(script, _ollama(script, body["model"]), "application/x-ndjson")
            elif "GenerateContent" in self.path:
                self._send(script, _google(script), "text/event-stream")
            elif "/messages" in self.path:
                self._send(script, _anthropic(script, body["model"]), "text/event-stream")
            else:
                self._send(script, _openai(script, body["model"]), "text/event-stream")
        except (BrokenPipeError, ConnectionResetError):
            self.owner.left.set()

    def _error(self, script: Script) -> None:
        body = json.dumps({"error": {"message": "scripted failure", "type": "error"}}).encode()
        self.send_response(script.status)
        for name, value in {"content-type": "application/json", **script.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def _send(self, script: Script, events: list[bytes], kind: str) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("transfer-encoding", "chunked")
        self.send_header("connection", "close")
        self.end_headers()
        for index, event in enumerate(events):
            if index == script.stall_after:
                self._wait(script.stall)
            if index == script.cut_after:
                return
            data = _BROKEN if index == script.malformed_after else event
            self._chunk(data)
            time.sleep(script.pace)
        self._chunk(b"")

    def _wait(self, seconds: float) -> None:
        """Stall, sending what no client reads as words, so that a client that left is noticed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.05)
            if "/api/chat" not in self.path and "GenerateContent" not in self.path:
                self._chunk(b": waiting\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()


def _event(data: dict[str, Any], name: str | None = None) -> bytes:
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(data)}\n\n".encode()


def _openai(script: Script, model: str) -> list[bytes]:
    def chunk(choices: list[dict[str, Any]], **more: Any) -> bytes:
        return _event(
            {
                "id": "c",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": model,
                "choices": choices,
                **more,
            }
        )

    events = [chunk([{"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}])]
    events += [
        chunk([{"index": 0, "delta": {"content": piece}, "finish_reason": None}]) for piece in script.pieces()
    ]
    events.append(chunk([{"index": 0, "delta": {}, "finish_reason": "stop"}]))
    if script.usage:
        given, made = script.usage
        usage = {"prompt_tokens": given, "completion_tokens": made, "total_tokens": given + made}
        events.append(chunk([], usage=usage))
    return [*events, b"data: [DONE]\n\n"]


def _anthropic(script: Script, model: str) -> list[bytes]:
    given, made = script.usage or (0, 0)
    start: dict[str, Any] = {"id": "m", "type": "message", "role": "assistant", "model": model, "content": []}
    start |= {
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": given, "output_tokens": 0},
    }
    block = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    events = [
        _event({"type": "message_start", "message": start}, "message_start"),
        _event(block, "content_block_start"),
    ]
    for piece in script.pieces():
        delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
        events.append(_event(delta, "content_block_delta"))
    events.append(_event({"type": "content_block_stop", "index": 0}, "content_block_stop"))
    end = {
        "type": "message_delta",
        "delta": {"stop_reason": "end_turn", "stop_sequence": None},
        "usage": {"input_tokens": given, "output_tokens": made},
    }
    return [*events, _event(end, "message_delta"), _event({"type": "message_stop"}, "message_stop")]


def _ollama(script: Script, model: str) -> list[bytes]:
    def line(**more: Any) -> bytes:
        return json.dumps({"model": model, "created_at": "2026-01-01T00:00:00Z", **more}).encode() + b"\n"

    events = [line(message={"role": "assistant", "content": piece}, done=False) for piece in script.pieces()]
    given, made = script.usage or (0, 0)
    end = line(
        message={"role": "assistant", "content": ""},
        done=True,
        done_reason="stop",
        prompt_eval_count=given,
        eval_count=made,
    )
    return [*events, end]


def _google(script: Script) -> list[bytes]:
    def event(text: str, **more: Any) -> bytes:
        part = {"content": {"role": "model", "parts": [{"text": text}]}, "index": 0, **more}
        given, made = script.usage or (0, 0)
        counts = {"promptTokenCount": given, "candidatesTokenCount": made, "totalTokenCount": given + made}
        usage = {"usageMetadata": counts} if more and script.usage else {}
        return _event({"candidates": [part], "modelVersion": "test-model", **usage})

    return [*map(event, script.pieces()), event("", finishReason="STOP")]
