"""From messages on the page to a question with its history, and from a Reply back to messages."""

import logging
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.errors import WaypointError
from bot.page.markup import adviser_markdown, link, one_line, original, plain
from bot.page.opening import Opening
from bot.schema import Citation, Reply

_log = logging.getLogger(__name__)

_TABLE_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+(?=\S)")
Message = dict[str, Any]
PREPARING = "Getting ready; this takes a few seconds the first time"
SEARCHING = "Reading the guides"
PACE = 0.04  # seconds between two sentences that came at once: time for the browser to show the first
STOPPED = "*Stopped.*"


def user_message(text: str) -> Message:
    """Return a person's words as a message; nothing in them is markup."""
    return {"role": "user", "content": plain(text)}


def status_message(text: str) -> Message:
    """Return a line with a spinner, to be replaced by the answer."""
    return {"role": "assistant", "content": "", "metadata": {"title": one_line(text), "status": "pending"}}


def text_of(message: Mapping[str, Any]) -> str:
    """Return the words of a message, whose content is text, or a list of blocks as the page sends it."""
    content = message.get("content") or ""
    blocks = [content] if isinstance(content, (str, Mapping)) else content
    texts = [block if isinstance(block, str) else str(block.get("text") or "") for block in blocks]
    return original("\n".join(text for text in texts if text))


def is_folded(message: Mapping[str, Any]) -> bool:
    """Tell whether a message is a folded part or a note about an answer, not something that was said."""
    metadata = message.get("metadata") or {}
    return bool(metadata.get("title") or metadata.get("id"))


def history_of(messages: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return what was said, oldest first, without sources, status lines and notes."""
    return [
        {"role": str(message["role"]), "content": text}
        for message in messages
        if not is_folded(message) and message.get("role") in ("user", "assistant")
        if (text := text_of(message)).strip()
    ]


def before_last_question(messages: Sequence[Message]) -> tuple[list[Message], str]:
    """Return the messages before the last question, and that question ("" when there is none)."""
    for index in range(len(messages) - 1, -1, -1):
        if messages[index].get("role") == "user":
            return list(messages[:index]), text_of(messages[index])
    return [], ""


def finish_early(messages: Sequence[Message]) -> list[Message]:
    """Return the messages after the person pressed stop: no spinner is left, and a note says so."""
    kept = [message for message in messages if (message.get("metadata") or {}).get("status") != "pending"]
    return [*kept, note(STOPPED)] if kept else []


def note(markdown: str) -> Message:
    """Return a line about the answer that is not part of what was said."""
    return {"role": "assistant", "content": markdown, "metadata": {"id": "note"}}


def answer_text(reply: Reply) -> Message:
    """Return the text of a reply as a message."""
    return {"role": "assistant", "content": adviser_markdown(reply.text, links=reply.outcome == "support")}


def reply_messages(reply: Reply) -> list[Message]:
    """Return a finished reply: its text, its sources folded under it, and what may be asked next."""
    messages = [answer_text(reply)]
    if reply.withheld:
        messages.append(withheld_message(reply))
    elif reply.notice:
        messages.append(note(f"*{one_line(reply.notice)}*"))
    if reply.citations:
        content = "\n\n".join(source_markdown(citation) for citation in reply.citations)
        title = "1 source" if len(reply.citations) == 1 else f"{len(reply.citations)} sources"
        metadata = {"title": title, "status": "done", "log": how_answered(reply)}
        messages.append({"role": "assistant", "content": content, "metadata": metadata})
    messages[-1]["options"] = [{"value": text, "label": text} for text in reply.suggestions]
    return messages


def withheld_message(reply: Reply) -> Message:
    """Return the line that sentences of a model were not shown; unfolded it says why."""
    reasons = "\n".join(f"- {plain(reason)}" for reason in dict.fromkeys(reply.withheld))
    title = one_line(reply.notice or "Something the model wrote was withheld.")
    return {"role": "assistant", "content": reasons, "metadata": {"title": title, "status": "done"}}


def how_answered(reply: Reply) -> str:
    """Say in a few words which engine answered, how long it took and the model's tokens."""
    seconds = reply.timings.get("total") or sum(reply.timings.values())
    engine = "" if reply.engine == "offline" else f"by {reply.engine}"
    took = f"in {seconds:.1f} s" if seconds >= 0.05 else ""
    said = " ".join(part for part in (engine, took) if part)
    return ", ".join(part for part in (f"answered {said}" if said else "", _tokens(reply)) if part)


def _tokens(reply: Reply) -> str:
    """Say how many tokens a model read and wrote; "about" where its provider did not count them."""
    read, written = (reply.usage.get(name, 0) for name in ("input_tokens", "output_tokens"))
    about = "about " if reply.usage.get("estimated") else ""
    return f"{about}{read + written:,} tokens ({read:,} read, {written:,} written)" if read or written else ""


def source_markdown(citation: Citation) -> str:
    """Return one source: its number and title, the passage as printed, then who published it and when."""
    heading = one_line(citation.title)
    if citation.section and citation.section != citation.title:
        heading += f" · {one_line(citation.section)}"
    quote = "\n".join(f"> {line}" for line in plain(_without_rules(citation.quote)).split("\n"))
    page = f"page {citation.page}" if citation.page else ""
    year = str(citation.year) if citation.year else ""
    details = [one_line(citation.publisher or ""), year, page, link("Open the source", citation.url)]
    if not citation.url:
        details.append(one_line(citation.path or ""))
    return f"**[{citation.number}] {heading}**\n\n{quote}\n\n{' · '.join(part for part in details if part)}"


def growing(shown: str, text: str) -> Iterator[str]:
    """Step from what is shown to a longer text, sentence by sentence, so that no mark-up is cut in two."""
    if text.startswith(shown):
        for end in _SENTENCE_END.finditer(text, len(shown) + 1):
            yield text[: end.start()]
    if text and text != shown:
        yield text


def _without_rules(quote: str) -> str:
    """Return a quoted passage without the strokes that only draw a Markdown table."""
    lines = [line.strip() for line in quote.strip().splitlines() if not _TABLE_RULE.fullmatch(line.strip())]
    return "\n".join(line.strip("| ") if line.startswith("|") else line for line in lines)


def answers(
    opening: Opening, question: str, history: list[dict[str, str]]
) -> Iterator[tuple[list[Message], Reply | None]]:
    """Answer a question as the messages to show under it; the Reply comes with the last ones."""
    try:
        while not opening.ready(0.25):
            yield [status_message(PREPARING)], None
        last = [status_message(SEARCHING)]
        yield last, None
        shown, reply = "", None
        for reply in opening.adviser().stream(question, history):
            for text in growing(shown, reply.text):
                last = [answer_text(replace(reply, text=text))]
                yield last, None
                time.sleep(PACE)
            if reply.text == shown:
                yield last, None  # while a model is silent: here the person's Stop takes hold
            shown = reply.text
        if reply is not None:
            yield reply_messages(reply), reply
    except WaypointError as error:
        yield [note(plain(str(error)))], None
    except Exception:
        _log.exception("A question could not be answered.")
        yield [note("Something went wrong here, and it was not your question. Please try again.")], None
