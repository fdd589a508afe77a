"""The one check that comes before any answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

import yaml

from bot.safety.crisis import crisis_score
from bot.safety.private import find_private
from bot.schema import Turn

_LIKELY = 0.5
_NAMES = {"card": "a payment card number", "iban": "a bank account number", "ssn": "a social security number"}


@dataclass(frozen=True, slots=True)
class SafetyFinding:
    """What was found, and what to say about it.

    After a "crisis" nothing else is said. "private_data" may go before an answer to the rest.
    """

    kind: Literal["crisis", "private_data"]
    text: str
    country: str | None = None


@lru_cache(maxsize=1)
def _helplines() -> dict[str, dict[str, str]]:
    raw = yaml.safe_load(files(__package__).joinpath("helplines.yaml").read_text(encoding="utf-8"))
    return cast(dict[str, dict[str, str]], raw)


def check(question: str, history: Sequence[Turn] = (), country: str | None = None) -> SafetyFinding | None:
    """Look for what must be met before an answer, by its words; a request's intent `crisis` finds more.

    Args:
        question: What the person typed.
        history: The turns before.
        country: ISO 3166-1 alpha-2 code of where the person is, when known.

    Returns:
        A finding with the text to say, or None when an answer may be given.
    """
    del history
    if crisis_score(question) >= _LIKELY:
        return crisis_finding(country)
    private = find_private(question)
    if private:
        return SafetyFinding("private_data", _private_text({kind for _, _, kind in private}))
    return None


def crisis_finding(country: str | None = None) -> SafetyFinding:
    """Return what to say in a crisis: the numbers of the person's country where it is known."""
    return SafetyFinding("crisis", _crisis_text(country), country)


def doubt_notice(country: str | None = None) -> str:
    """Return what to say beside an answer to a message that may tell of danger, and may not."""
    return f"Should anybody be in danger there, please reach out to a person. {_where_help_is(country)}"


def _where_help_is(country: str | None) -> str:
    lines = _helplines()
    if country in lines:
        line = lines[country]
        return f"In an emergency, call {line['emergency']}. You can also {line['call']} ({line['name']})."
    line = lines["US"]
    return (
        f"In an emergency, call {lines['other']['emergency']}. In the US you can {line['call']} "
        f"({line['name']}); elsewhere, you can {lines['other']['call']}."
    )


def _crisis_text(country: str | None) -> str:
    return (
        "I'm really sorry that you are going through this. You matter, and you don't have to face it alone. "
        "If you or someone else is in danger right now, please reach out to a person.\n\n"
        f"{_where_help_is(country)}\n\nIf you can, tell someone near you how you feel and stay with them.\n\n"
        "If I misread you, put it in other words, and I'll answer that."
    )


def _private_text(kinds: set[str]) -> str:
    names = " and ".join(sorted(_NAMES[kind] for kind in kinds))
    return (
        f"Your message seems to hold {names}. I don't need it, and I won't repeat it. "
        "Please ask your question again without it, and I'll answer."
    )
