"""The page's parts and what they do: the chat, the conversations in the browser, what the adviser knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components.plot import PlotData

from bot.errors import WaypointError
from bot.page.charts import pay_picture
from bot.page.chat import (
    Message,
    answers,
    before_last_question,
    finish_early,
    history_of,
    user_message,
)
from bot.page.markup import adviser_markdown, plain
from bot.page.opening import Opening
from bot.schema import Reply
from bot.settings import Settings

TITLE = "Waypoint"
TAGLINE = "Career answers with a source for every figure."
WELCOME = (
    "### What would you like to know?\nAsk about a job, its pay, how to get there, or an offer you have."
)
WAITING = "### Getting ready\nYou can type already; the first answer comes in a few seconds."
STORAGE_KEY = "waypoint-conversations"
STORAGE_SECRET = (
    "kept in this browser"  # not a secret: it lets the browser read its own conversations after a restart
)
VISITORS_AT_ONCE = 8
VISITORS_WAITING = 64
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
Update = Any


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that events read and write."""

    chat: gr.Chatbot
    box: gr.Textbox
    chart: gr.Accordion
    plot: gr.Plot
    words: gr.Markdown
    saved: gr.BrowserState
    shelf: gr.Dataset
    fresh: gr.Button
    forget: gr.Button
    knows: gr.Markdown

    @property
    def talk(self) -> list[Any]:
        """What every answer writes: the messages, the question box, the chart and its words."""
        return [self.chat, self.box, self.chart, self.plot, self.words]


def build_page(opening: Opening, settings: Settings) -> gr.Blocks:
    """Return the page, ready to launch; `opening` may still be on its way."""
    with gr.Blocks(title=TITLE, fill_height=True, fill_width=True, analytics_enabled=False) as page:
        parts = _lay_out(settings)
        _connect(page, parts, opening, settings)
        _offer_api(opening, settings)
    page.queue(max_size=VISITORS_WAITING, default_concurrency_limit=VISITORS_AT_ONCE)
    return page


def _lay_out(settings: Settings) -> Parts:
    saved = gr.BrowserState(None, storage_key=STORAGE_KEY, secret=STORAGE_SECRET)
    with gr.Sidebar(open=False, width=280, elem_id="shelf", label="Conversations"):
        gr.Markdown("### Conversations\nKept in this browser only.")
        fresh = gr.Button("New conversation", variant="primary", size="md")
        shelf = gr.Dataset(
            components=[gr.Textbox(visible=False)],
            samples=[],
            type="index",
            layout="table",
            show_label=False,
            samples_per_page=30,
            elem_id="conversations",
        )
        forget = gr.Button("Forget all conversations", size="sm", variant="secondary")
    gr.Markdown(f"# {TITLE}\n{TAGLINE}", elem_id="title")
    with gr.Tabs(elem_id="tabs"):
        with gr.Tab("Chat", elem_id="chat-tab"), gr.Column(elem_id="talk"):
            chat = _chatbot()
            with gr.Accordion("Pay at a glance", open=False, visible=False, elem_id="chart") as chart:
                plot = gr.Plot(show_label=False, container=False, elem_id="pay-plot")
                with gr.Accordion("The same in words", open=False):
                    words = gr.Markdown(latex_delimiters=[], sanitize_html=True, elem_id="pay-words")
            box = _question_box(settings)
        with gr.Tab("What I know", elem_id="knows-tab"):
            knows = gr.Markdown("Getting ready.", latex_delimiters=[], sanitize_html=True, elem_id="knows")
    return Parts(chat, box, chart, plot, words, saved, shelf, fresh, forget, knows)


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        container=False,
        layout="bubble",
        latex_delimiters=[],
        sanitize_html=True,
        allow_tags=False,
        buttons=["copy", "copy_all"],
        feedback_options=None,
        placeholder=WAITING,
        height="100%",
        autoscroll=False,  # page.js holds the question in view: an answer is read from its start
        scale=1,
        elem_id="chat",
    )


def _question_box(settings: Settings) -> gr.Textbox:
    return gr.Textbox(
        label="Your question",
        show_label=False,
        placeholder="Ask about pay, a job or an offer…",
        lines=1,
        max_lines=6,
        max_length=settings.max_question_chars,
        autofocus=True,
        submit_btn=True,
        stop_btn=False,
        container=False,
        elem_id="question",
    )


def _connect(page: gr.Blocks, parts: Parts, opening: Opening, settings: Settings) -> None:
    def ask(question: str, messages: list[Message]) -> Iterator[tuple[Update, ...]]:
        yield from converse(opening, question[: settings.max_question_chars], messages)

    def ask_option(messages: list[Message], chosen: gr.SelectData) -> Iterator[tuple[Update, ...]]:
        yield from ask(str(chosen.value), messages)

    def ask_starter(chosen: gr.SelectData) -> Iterator[tuple[Update, ...]]:
        yield from ask(str(chosen.value["text"]), [])

    def ask_again(messages: list[Message]) -> Iterator[tuple[Update, ...]]:
        before, question = before_last_question(messages)
        yield from ask(question, before)

    chat, box, talk = parts.chat, parts.box, parts.talk
    running = [
        box.submit(ask, [box, chat], talk, **QUIET),
        chat.option_select(ask_option, [chat], talk, **QUIET),
        chat.example_select(ask_starter, None, talk, **QUIET),
        chat.retry(ask_again, [chat], talk, **QUIET),
    ]
    stopped = box.stop(_stop, [chat], [chat, box], cancels=running, queue=False, **QUIET)
    undone = chat.undo(_undo, [chat], talk, queue=False, **QUIET)
    cleared = chat.clear(_no_chart, None, [parts.chart], queue=False, **QUIET)
    for event in (*running, stopped, undone, cleared):
        event.then(None, [chat, parts.saved], [parts.saved, parts.shelf], js="waypoint.keep", **QUIET)
    _connect_shelf(page, parts)
    page.load(lambda: _welcome(opening), None, [chat, parts.knows], queue=False, **QUIET)


def _connect_shelf(page: gr.Blocks, parts: Parts) -> None:
    chat, saved, shelf = parts.chat, parts.saved, parts.shelf
    page.load(None, [saved], [saved, shelf], js="waypoint.list", **QUIET)
    for event in (
        shelf.click(None, [shelf, saved], [chat, saved], js="waypoint.open", **QUIET),
        parts.fresh.click(None, [saved], [chat, saved], js="waypoint.fresh", **QUIET),
        parts.forget.click(None, None, [chat, saved, shelf], js="waypoint.forget", **QUIET),
    ):
        event.then(_no_chart, None, [parts.chart], queue=False, **QUIET)


def _offer_api(opening: Opening, settings: Settings) -> None:
    def chat(question: str, history: list[dict[str, str]] | None = None) -> dict[str, Any]:
        """Answer one question.

        Args:
            question: What to ask.
            history: Earlier messages, oldest first, each with a role ("user" or "assistant") and its content.
        """
        *_, reply = opening.adviser().stream(question[: settings.max_question_chars], history or [])
        return reply.to_dict()

    gr.api(chat, api_name="chat", concurrency_limit=VISITORS_AT_ONCE)


def converse(opening: Opening, question: str, messages: list[Message]) -> Iterator[tuple[Update, ...]]:
    """Answer a question on the page: what to show in each of `Parts.talk`, until it is done."""
    if not question.strip():
        yield (gr.skip(),) * 5
        return
    history = history_of(messages)
    asked = [*messages, user_message(question)]
    busy = gr.Textbox(value="", submit_btn=False, stop_btn=True)
    yield asked, busy, gr.Accordion(visible=False), gr.skip(), gr.skip()
    reply = None
    for answer, final in answers(opening, question, history):
        reply = final or reply
        yield [*asked, *answer], *(gr.skip(),) * 4
    yield gr.skip(), gr.Textbox(submit_btn=True, stop_btn=False), *_chart(reply)


def _chart(reply: Reply | None) -> tuple[Update, ...]:
    picture = pay_picture(reply.pay) if reply else None
    if picture is None:
        return gr.Accordion(visible=False), None, ""
    return (
        gr.Accordion(visible=True, label=picture.title),
        PlotData(type="altair", plot=picture.spec),
        picture.words,
    )


def _no_chart() -> Update:
    return gr.Accordion(visible=False)


def _stop(messages: list[Message]) -> tuple[list[Message], Update]:
    return finish_early(messages), gr.Textbox(submit_btn=True, stop_btn=False)


def _undo(messages: list[Message]) -> tuple[Update, ...]:
    before, question = before_last_question(messages)
    return before, question, gr.Accordion(visible=False), None, ""


def _welcome(opening: Opening) -> tuple[Update, Update]:
    try:
        welcome = opening.welcome()
    except WaypointError as error:
        problem = f"### Waypoint is not ready\n{plain(str(error))}"
        return gr.Chatbot(placeholder=problem), problem
    starters = [{"text": text, "display_text": text} for text in welcome.starters]
    return gr.Chatbot(placeholder=WELCOME, examples=starters), adviser_markdown(welcome.coverage)
