"""The page with a chat model that words the answers, and that fails: real page, real provider package."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, serving
from tests.llm.server import ModelServer, Script

PAY = "How much does a call center specialist make?"
PAID = "Call center specialists start at $34,750 to $47,000 a year in the US in 2026 [1]."
EXTRAS = "That is starting pay; bonuses and overtime are not part of it [1]."
GOOD = f"{PAID} {EXTRAS}"
LIE = "Call center specialists start at $90,000 to $120,000 a year in the US in 2026 [1]."
OFFLINE = "$34,750 to $47,000"
SETTINGS = {
    "WAYPOINT_MODEL": "openai:test-model",
    "WAYPOINT_MODEL_FIRST_TOKEN_TIMEOUT": "2",
    "WAYPOINT_MODEL_TOKEN_TIMEOUT": "1",
    "WAYPOINT_MODEL_MAX_RETRIES": "1",
    "OPENAI_API_KEY": "sk-test-not-a-key",
}


@pytest.fixture(scope="module")
def model():
    server = ModelServer()
    server.enqueue(GOOD)
    yield server
    server.close()


@pytest.fixture(scope="module")
def model_address(index, model, tmp_path_factory):
    program = ["app.py", "--port", "0", "--data-dir", str(index)]
    settings = SETTINGS | {"WAYPOINT_MODEL_URL": f"{model.url}/v1"}
    with serving(program, tmp_path_factory.mktemp("model"), **settings) as address:
        yield address


@pytest.fixture
def chat(model_address, model, chromium):
    """A visitor to the page; afterwards the model answers well, so that its failures are not counted on."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    visit = Visit(context, model_address)
    yield visit
    model.script(GOOD)
    assert "$34,750" in visit.ask(PAY)
    assert "by openai:test-model" in last_row(visit).inner_text()
    assert "sk-test" not in visit.page.content()
    context.close()


def last_row(visit):
    return visit.page.locator("#chat .bot-row").last


def everything_shown(visit):
    """Collect each text that ever stands in the conversation."""
    visit.page.evaluate(
        """() => {
            window.seen = [];
            new MutationObserver(() => window.seen.push(document.querySelector('#chat').innerText))
                .observe(document.body, { childList: true, subtree: true, characterData: true });
        }"""
    )
    return lambda: " ".join(visit.page.evaluate("window.seen"))


def test_the_model_its_time_and_its_tokens_stand_under_the_answer(chat, model):
    model.script(Script(GOOD, usage=(1200, 34)))
    assert chat.ask(PAY) == GOOD
    line = last_row(chat).locator(".thought-group .title").inner_text()
    assert "1 source" in line
    assert re.search(r"answered by openai:test-model in \d+\.\d s, 1,234 tokens", line)
    chat.picture("model-answer")


def test_what_is_withheld_is_never_seen_and_one_folded_line_says_why(chat, model):
    shown = everything_shown(chat)
    model.script(f"{GOOD} {LIE}")
    answer = chat.ask(PAY)
    assert answer.startswith(GOOD)
    assert answer.count("specialists start at") == 1
    folded = last_row(chat).locator(".thought-group .title", has_text="1 sentence of the model was withheld")
    expect(folded).to_have_attribute("aria-expanded", "false")
    folded.click()
    expect(last_row(chat).locator(".thought-group .content").first).to_contain_text(
        "$90,000 to $120,000 a year is not in"
    )
    assert "$90,000" not in answer
    chat.page.wait_for_timeout(400)
    chat.picture("model-withheld")
    folded.click()
    last_row(chat).locator("a.mark", has_text="[1]").first.click()
    expect(last_row(chat).locator(".thought-group strong", has_text="[1]")).to_be_visible()
    assert shown().count("specialists start at $90,000") == 0


FAILURES = {
    "refused-key": (Script(status=401), "refused the key"),
    "unknown-model": (Script(status=404), "does not know this model"),
    "busy": (Script(status=429, headers={"retry-after": "60"}), "busy"),
    "server-error": (Script(status=500), "failed (status 500)"),
    "stall-before": (Script(GOOD, delay_first=6.0), "stopped answering"),
    "stall-in-the-middle": (Script(GOOD, stall_after=8, stall=6.0), "stopped answering"),
    "cut-stream": (Script(GOOD, cut_after=8), "broke off"),
    "malformed": (Script(GOOD, malformed_after=8), "answered without the model"),
    "empty": (Script(""), "was empty"),
    "only-lies": (Script(f"{LIE} {LIE.replace('90', '95')}"), "did not support"),
    "other-language": (
        Script("Les spécialistes gagnent bien leur vie et le travail est varié tous les jours. " * 4),
        "without the model",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_costs_one_line_and_nothing_that_was_typed(chat, model, name):
    script, said = FAILURES[name]
    model.script(script)
    answer = chat.ask(PAY)
    assert OFFLINE in answer
    row = last_row(chat)
    expect(row).to_contain_text(re.compile(re.escape(said), re.IGNORECASE))
    expect(row).to_contain_text("Answered without the model")
    assert "by openai" not in row.inner_text()
    expect(chat.page.locator("#chat .user-row")).to_have_text([PAY])
    chat.picture(f"model-{name}")


def test_a_short_wait_that_the_server_asks_for_is_waited_for(chat, model):
    model.script(Script(status=429, headers={"retry-after": "0.5"}), Script(GOOD))
    assert chat.ask(PAY) == GOOD


def test_a_server_that_is_gone(chat, model):
    port = model.port
    model.close()
    try:
        assert OFFLINE in chat.ask(PAY)
        expect(last_row(chat)).to_contain_text("could not be reached")
        chat.picture("model-unreachable")
    finally:
        again = ModelServer(port)
        model.__dict__.update(again.__dict__)


def test_stop_ends_the_request_at_the_model_server(chat, model):
    model.script(Script(f"{PAID} Then it goes on " + "and on " * 300, pace=0.3))
    box = chat.page.get_by_label("Your question")
    box.fill(PAY)
    chat.page.keyboard.press("Enter")
    expect(last_row(chat)).to_contain_text("$34,750", timeout=30_000)
    box.fill("typed while it speaks")
    chat.page.get_by_role("button", name="Stop").click()
    expect(last_row(chat)).to_contain_text("Stopped.")
    assert model.left.wait(5)
    expect(chat.page.locator("#chat .user-row")).to_have_text([PAY])
    expect(box).to_have_value("typed while it speaks")
    chat.picture("model-stopped")


def test_a_model_that_keeps_failing_is_left_alone_for_a_while(model_address, model, chromium):
    context = chromium.new_context()
    visit = Visit(context, model_address)
    model.script(Script(status=401))
    before = len(model.requests)
    for _ in range(4):
        assert OFFLINE in visit.ask(PAY)
    expect(last_row(visit)).to_contain_text("left alone for a minute")
    assert len(model.requests) == before + 3
    context.close()
