"""What a visitor does on the page, in a real browser."""

import json
import re
import urllib.request

from playwright.sync_api import expect

PAY = "How much does a call center specialist make?"


def test_a_question_is_answered_with_figures_as_typed_and_a_source_to_read(visit):
    answer = visit.ask(PAY)
    assert "$34,750 to $47,000" in answer
    assert "[1]" in answer
    assert visit.page.locator("#chat .katex").count() == 0
    sources = visit.open_sources()
    assert "[1]" in sources
    assert "34,750" in sources
    assert "2026" in sources
    visit.picture("salary-answer")
    assert visit.elsewhere == []
    assert visit.errors == []


def test_the_answer_streams(visit):
    visit.page.evaluate(
        """() => {
            window.seen = new Set();
            new MutationObserver(() => {
                const last = [...document.querySelectorAll('#chat .bot-row .message-content')].pop();
                if (last) window.seen.add(last.innerText.length);
            }).observe(document.body, { childList: true, subtree: true, characterData: true });
        }"""
    )
    visit.ask(PAY)
    assert len(visit.page.evaluate("[...window.seen]")) > 3


def test_a_follow_up_is_understood_from_the_conversation(visit):
    visit.ask(PAY)
    assert "$57,000 to $81,250" in visit.ask("and managers?")
    assert visit.page.locator("#chat .user-row").count() == 2
    visit.picture("follow-up")


def test_a_mark_leads_to_its_source(visit):
    visit.ask(PAY)
    visit.page.locator("#chat a.mark", has_text="[1]").first.click()
    source = visit.page.locator("#chat .thought-group strong", has_text="[1]")
    expect(source).to_be_visible()
    expect(source).to_have_class(re.compile("found"))


def test_a_chart_and_the_same_in_words_stand_beside_a_pay_answer(visit):
    visit.ask("How does the pay of a call center specialist compare with a customer service manager?")
    chart = visit.page.locator("#chart")
    expect(chart).to_be_visible()
    drawing = chart.locator("[role=graphics-document]")
    expect(drawing).to_be_visible()
    assert "$34,750 to $47,000" in drawing.get_attribute("aria-label")
    assert drawing.locator("svg").bounding_box()["width"] > 200
    chart.get_by_role("button", name="The same in words").click()
    expect(chart.locator("#pay-words")).to_contain_text("$57,000 to $81,250")
    visit.picture("chart")
    assert visit.elsewhere == []


def test_starters_and_suggestions_are_asked_with_one_press(visit):
    starter = visit.page.locator("#chat .example").first
    text = starter.inner_text().strip()
    starter.click()
    expect(visit.page.locator("#chat .user-row")).to_contain_text(text)
    visit.finished()
    option = visit.page.locator("#chat .option").first
    said = option.inner_text()
    option.click()
    expect(visit.page.locator("#chat .user-row").last).to_contain_text(said)
    expect(visit.page.locator("#chat .bot-row")).to_have_count(2)
    visit.finished()


def test_retry_asks_again_and_undo_gives_the_question_back(visit):
    answer = visit.ask(PAY)
    with visit.page.expect_request("**/queue/join*"):
        visit.page.get_by_role("button", name="Retry").click()
    visit.shows(answer)
    expect(visit.page.locator("#chat .bot-row")).to_have_count(1)
    visit.page.get_by_role("button", name="Undo").click()
    expect(visit.page.locator("#chat .bot-row")).to_have_count(0)
    expect(visit.page.get_by_label("Your question")).to_have_value(PAY)


def test_an_answer_is_copied_as_text(visit):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask(PAY)
    visit.page.get_by_role("button", name="Copy message").last.click()
    visit.page.wait_for_timeout(300)
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert "$34,750 to $47,000" in copied
    assert "&#" not in copied.split("\n\n")[0]


def test_conversations_stay_in_this_browser_and_come_back(visit, chromium, address):
    visit.ask(PAY)
    visit.page.wait_for_function("localStorage.getItem('waypoint-conversations') !== null")
    visit.page.close()
    visit.page = visit.open()
    assert visit.page.locator("#chat .bot-row").count() == 0
    visit.page.get_by_role("button", name="Conversations", exact=True).click()
    visit.page.locator("#conversations").get_by_text(PAY).click()
    expect(visit.page.locator("#chat .bot-row")).to_contain_text("$34,750 to $47,000")
    visit.picture("conversations")
    visit.page.get_by_role("button", name="Conversations", exact=True).click()
    assert "$57,000 to $81,250" in visit.ask("and managers?")
    other = chromium.new_context()
    stranger = other.new_page()
    stranger.goto(address)
    expect(stranger.locator("#chat .example").first).to_be_visible(timeout=180_000)
    assert stranger.get_by_text(PAY).count() == 0
    other.close()


def test_forgetting_leaves_nothing(visit):
    visit.ask(PAY)
    visit.page.get_by_role("button", name="Conversations", exact=True).click()
    visit.page.get_by_role("button", name="Forget all conversations").click()
    expect(visit.page.locator("#chat .bot-row")).to_have_count(0)
    expect(visit.page.locator("#conversations").get_by_text(PAY)).to_have_count(0)


def test_what_is_typed_and_what_a_guide_says_is_never_markup(visit):
    typed = '<img src=x onerror="window.hacked=1"> **What** skills does a glass blower need? ![x](http://evil.example/x.png)'
    visit.ask(typed)
    assert typed in visit.page.locator("#chat .user-row").last.inner_text()
    visit.ask("What does a glass blower earn?")
    visit.open_sources()
    visit.picture("hostile")
    assert visit.page.evaluate("window.hacked") is None
    assert (
        visit.page.locator(
            "#chat img, #chat script, #chat .prose a[href*='evil'], #chat a[href^='javascript']"
        ).count()
        == 0
    )
    assert visit.page.locator("#chat .user-row strong").count() == 0
    assert visit.elsewhere == []


def test_the_other_tab_says_what_it_knows(visit):
    visit.page.get_by_role("tab", name="What I know").click()
    expect(visit.page.locator("#knows")).to_contain_text("call center specialist", ignore_case=True)
    visit.picture("what-i-know")


def test_the_keyboard_reaches_everything(visit):
    expect(visit.page.get_by_label("Your question")).to_be_focused()
    visit.ask(PAY)
    title = visit.page.locator("#chat .thought-group .title")
    expect(title).to_have_attribute("aria-expanded", "false")
    title.focus()
    visit.page.keyboard.press("Enter")
    expect(title).to_have_attribute("aria-expanded", "true")
    assert visit.page.title() == "Waypoint"
    unnamed = visit.page.evaluate(
        """() => [...document.querySelectorAll('button')]
            .filter((b) => b.offsetParent && b.tabIndex >= 0 && !b.innerText.trim() && !b.ariaLabel)
            .map((b) => b.outerHTML.slice(0, 120))"""
    )
    assert unnamed == []


def test_a_phone_sees_everything_without_scrolling_sideways(phone):
    phone.ask(PAY)
    width = "document.documentElement.scrollWidth"
    assert phone.page.evaluate(width) <= 390
    phone.open_sources()
    phone.picture("phone")
    chart = phone.page.locator("#chart")
    if chart.count():
        chart.locator("button").first.click()
        expect(chart.locator("[role=graphics-document] svg")).to_be_visible()
        assert chart.locator("[role=graphics-document] svg").bounding_box()["width"] > 200
        phone.picture("phone-chart")
    assert phone.page.evaluate(width) <= 390
    box = phone.page.get_by_label("Your question").bounding_box()
    assert box["y"] + box["height"] <= 844


def test_an_answer_is_read_from_its_start(phone):
    for question in (PAY, "What does a call center specialist do all day?"):
        phone.ask(question)
    phone.page.wait_for_timeout(400)
    top = phone.page.locator("#chat [role=log]").bounding_box()["y"]
    asked = phone.page.locator("#chat .user-row").last.bounding_box()["y"]
    assert asked >= top - 1
    phone.picture("phone-follow-up")


def test_the_dark_page_can_be_read(chromium, address):
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#chat .example").first).to_be_visible(timeout=180_000)
    ink, paper = page.evaluate(
        """() => [['#title h1', 'color'], ['body', 'backgroundColor']]
            .map(([part, style]) => getComputedStyle(document.querySelector(part))[style])
            .map((c) => c.match(/[\\d.]+/g).slice(0, 3).reduce((sum, value) => sum + Number(value), 0) / 3)"""
    )
    assert ink - paper > 120
    page.screenshot(path="artifacts/dark.png")
    context.close()


def test_two_visitors_are_answered_at_once_and_apart(visit, phone):
    for visitor, question in ((visit, PAY), (phone, "What does a customer service manager earn?")):
        visitor.page.get_by_label("Your question").fill(question)
        visitor.page.keyboard.press("Enter")
    for visitor, figure in ((visit, "$34,750"), (phone, "$57,000")):
        expect(visitor.page.locator("#chat .bot-row")).to_contain_text(figure, timeout=60_000)
        visitor.finished()
    assert phone.page.locator("#chat").get_by_text("call center specialist make?").count() == 0


def test_scripts_talk_to_the_same_adviser(address):
    def call(url, data=None):
        request = urllib.request.Request(
            url, data and json.dumps(data).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.read().decode()

    history = [
        {"role": "user", "content": PAY},
        {"role": "assistant", "content": "$34,750 to $47,000 a year."},
    ]
    started = json.loads(call(f"{address}/gradio_api/call/chat", {"data": ["and managers?", history]}))
    events = call(f"{address}/gradio_api/call/chat/{started['event_id']}")
    (reply,) = json.loads(events.split("event: complete\ndata: ")[1].split("\n")[0])
    assert "$57,000 to $81,250" in reply["text"]
    assert reply["citations"]
