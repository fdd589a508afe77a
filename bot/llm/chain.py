"""What the model is asked: instructions, evidence, computed pay, the person's facts, turns, the question."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from bot.llm.material import describe_facts, describe_person, describe_sources, fenced
from bot.llm.prompts import load_prompt
from bot.schema import Evidence, Request, Turn
from bot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_CHARS_PER_TOKEN = 4
_SHARE_OF_SOURCES = 0.6
_LEAST_HISTORY_TOKENS = 100


class Chain:
    """The prompts of one configuration, ready to be filled."""

    def __init__(self, settings: Settings) -> None:
        """Read the prompts.

        Raises:
            SettingsError: a prompt is missing or its variables are wrong; names them.
        """
        self._answer = load_prompt("answer", settings.prompt_dir)
        self._question = load_prompt("question", settings.prompt_dir)
        self._rewrite = load_prompt("rewrite", settings.prompt_dir)
        self._budget = settings.model_context_tokens - min(
            settings.model_max_output_tokens, settings.model_context_tokens // 3
        )

    @property
    def instructions(self) -> str:
        """The text that must not be repeated to the person."""
        return self._answer.text

    def messages(
        self,
        request: Request,
        evidence: Mapping[int, Sequence[Evidence]],
        facts: Sequence[str],
        history: Sequence[Turn],
    ) -> "list[BaseMessage]":
        """Fill the prompts within the token budget: the sources first, then as much history as fits."""
        from langchain_core.messages import HumanMessage, SystemMessage

        system = self._answer.fill(language=language_name(request.language))
        room = int(self._budget * _SHARE_OF_SOURCES) * _CHARS_PER_TOKEN
        question = self._question.fill(
            sources=describe_sources(evidence, room),
            facts=describe_facts(facts),
            person=describe_person(request.person),
            question=fenced(request.standalone or request.question),
        )
        left = self._budget - (len(system) + len(question)) // _CHARS_PER_TOKEN
        return [SystemMessage(system), *recent(history, left), HumanMessage(question)]

    def rewrite_messages(self, question: str, history: Sequence[Turn]) -> "list[BaseMessage]":
        """Fill the prompt that makes a follow-up standalone."""
        from langchain_core.messages import HumanMessage

        turns = recent(history, self._budget // 2)
        conversation = "\n".join(f"{message.type}: {message.text}" for message in turns)
        return [HumanMessage(self._rewrite.fill(conversation=conversation, question=fenced(question)))]


def recent(history: Sequence[Turn], tokens: int) -> "list[BaseMessage]":
    """Return the latest turns that fit in a number of tokens, oldest first, beginning with the person's."""
    from langchain_core.messages import AIMessage, HumanMessage, trim_messages
    from langchain_core.messages.utils import count_tokens_approximately

    if tokens < _LEAST_HISTORY_TOKENS:
        return []
    messages: list[BaseMessage] = [
        HumanMessage(fenced(turn.content)) if turn.role == "user" else AIMessage(fenced(turn.content))
        for turn in history
    ]
    kept: list[BaseMessage] = trim_messages(
        messages,
        max_tokens=tokens,
        token_counter=count_tokens_approximately,
        strategy="last",
        start_on="human",
    )
    return kept


def language_name(code: str) -> str:
    """Return the English name of a language: "de" -> "German"."""
    try:
        return Locale.parse(code).get_language_name("en") or "English"
    except (UnknownLocaleError, ValueError):
        return "English"
