"""What a visitor sees while the adviser is not ready, is slow, or fails."""

import re

import pytest
from playwright.sync_api import expect

from bot.page.chat import PREPARING
from tests.browser.conftest import Visit, serving
from tests.browser.slow_page import SENTENCE


@pytest.fixture(scope="module")
def slow_address(tmp_path_factory):
    with serving(["-m", "tests.browser.slow_page"], tmp_path_factory.mktemp("slow")) as address:
        yield address


def test_the_page_opens_before_the_adviser_and_the_first_question_waits(slow_address, chromium):
    context = chromium.new_context()
    visit = Visit(context, slow_address, wait=False)
    box = visit.page.get_by_label("Your question")
    expect(box).to_be_visible()
    box.fill("Are you there?")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#chat .thought-group")).to_contain_text(PREPARING)
    expect(visit.page.locator("#chat .bot-row")).to_contain_text(SENTENCE.strip(), timeout=20_000)
    context.close()


def test_stop_ends_the_answer_and_the_next_question_can_be_asked(slow_address, chromium):
    context = chromium.new_context()
    visit = Visit(context, slow_address)
    box = visit.page.get_by_label("Your question")
    box.fill("Go on")
    visit.page.keyboard.press("Enter")
    answer = visit.page.locator("#chat .bot-row")
    expect(answer).to_contain_text(SENTENCE.strip(), timeout=20_000)
    box.fill("typed while it speaks")
    visit.page.get_by_role("button", name="Stop").click()
    expect(answer).to_contain_text("Stopped.")
    expect(visit.page.get_by_role("button", name="Send")).to_be_visible()
    expect(box).to_have_value("typed while it speaks")
    said = answer.inner_text()
    visit.page.wait_for_timeout(1500)
    assert answer.inner_text() == said
    visit.page.get_by_role("button", name="Send").click()
    expect(answer).to_have_count(2, timeout=20_000)
    context.close()


def test_an_error_is_told_in_the_conversation(slow_address, chromium):
    context = chromium.new_context()
    visit = Visit(context, slow_address)
    assert re.search("It failed. Type <that>.", visit.ask("please fail"))
    context.close()
