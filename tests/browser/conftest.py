"""The real page in a real Chromium: `python app.py` on a free port, with knowledge/ and one hostile guide."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
ARTIFACTS = ROOT / "artifacts"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOSTILE = """\
---
title: Glass blowing <b>bold title</b>
publisher: <img src=x onerror=window.hacked=1>
year: 2026
country: US
currency: USD
roles:
  - name: glass blower
---

# Glass blowing

## Pay

A glass blower starts at $31,000 to $42,000 a year in the United States in 2026.

## Skills

Glass blowers need a steady hand, <script>window.hacked=1</script> patience near heat,
<img src="http://evil.example/pixel.png" onerror="window.hacked=1"> and
![a picture](http://evil.example/picture.png) a feeling for [colour](javascript:window.hacked=1).
"""


def found_browser() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if Path(item.fspath).is_relative_to(Path(__file__).parent)]
    for item in here:
        item.add_marker(pytest.mark.browser)
        if found_browser() is None:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: apt-get install chromium"))


def clean_environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WAYPOINT_")}
    return kept | more


@contextmanager
def serving(program: list[str], folder: Path, **environment: str) -> Iterator[str]:
    """Run a program that serves the page and prints its address; end it as Ctrl-C does."""
    log = folder / "page.log"
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            [sys.executable, *program],
            cwd=ROOT,
            env=clean_environment(**environment),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as server,
    ):
        killer = threading.Timer(120, server.kill)
        killer.start()
        said = server.stdout.readline()
        killer.cancel()
        at = re.search(r"http://\S+", said)
        assert at, said + log.read_text(encoding="utf-8")
        yield at.group()
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of knowledge/ and the hostile guide, ingested by the program a person starts."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "glass.md").write_text(HOSTILE, encoding="utf-8")
    data = folder / "data"
    ingest = [sys.executable, "ingest.py", "knowledge", str(folder / "glass.md"), "--data-dir", str(data)]
    done = subprocess.run(
        ingest, cwd=ROOT, env=clean_environment(), capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return data


@pytest.fixture(scope="session")
def address(index: Path) -> Iterator[str]:
    """Where the page is served, by the program a person starts."""
    with serving(["app.py", "--port", "0", "--data-dir", str(index)], index.parent) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found_browser(), args=list(FLAGS))
        yield browser
        browser.close()


class Visit:
    """One visitor with a fresh browser profile; remembers every address their browser asked for."""

    def __init__(self, context: BrowserContext, address: str, *, wait: bool = True) -> None:
        self.context = context
        self.address = address
        self.requests: list[str] = []
        self.errors: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        self.page = self.open(wait=wait)

    def open(self, *, wait: bool = True) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.address)
        if wait:
            expect(page.locator("#chat .example").first).to_be_visible(timeout=180_000)
        return page

    @property
    def elsewhere(self) -> list[str]:
        """Addresses asked for that are not this machine."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in ("data", "blob")
            and urlsplit(url).hostname not in ("127.0.0.1", "localhost")
        ]

    def ask(self, question: str) -> str:
        """Type a question, wait until the answer is whole, and return its text."""
        before = self.page.locator("#chat .bot-row").count()
        self.page.get_by_label("Your question").fill(question)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#chat .bot-row")).to_have_count(before + 1, timeout=60_000)
        return self.finished()

    def finished(self) -> str:
        """Wait until nothing is being answered; return the last answer."""
        expect(self.page.get_by_role("button", name="Send")).to_be_visible(timeout=180_000)
        expect(self.page.locator("#chat .loading-spinner")).to_have_count(0)
        return self.page.locator("#chat .bot-row").last.locator(".message-content").first.inner_text()

    def shows(self, answer: str) -> None:
        """Wait until the last answer reads so and nothing more is being answered."""
        last = "[...document.querySelectorAll('#chat .bot-row')].at(-1)?.querySelector('.message-content')"
        self.page.wait_for_function(f"answer => {last}?.innerText === answer", arg=answer)
        assert self.finished() == answer

    def open_sources(self) -> str:
        """Unfold the last answer's sources and return what they say."""
        row = self.page.locator("#chat .bot-row").last
        row.locator(".thought-group .title").click()
        content = row.locator(".thought-group .content")
        expect(content).to_be_visible()
        return content.inner_text()

    def picture(self, name: str) -> None:
        ARTIFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=str(ARTIFACTS / f"{name}.png"))


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield Visit(context, address)
    context.close()


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    yield Visit(context, address)
    context.close()
