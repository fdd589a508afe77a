"""Replies that need no retrieval: small talk, declining, asking back, what is covered."""

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from bot.catalogue import Catalogue, Role
from bot.catalogue.words import keys, word_lists
from bot.composer.draft import Block, Bullets, Draft, Statement, paragraph
from bot.composer.units import escape
from bot.composer.wording import in_small, join, place_name, plural
from bot.schema import Outcome, Request, Turn


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(
        resources.files("bot.composer").joinpath("phrases.yaml").read_text(encoding="utf-8")
    )
    return data


def phrase(name: str, turn: int) -> str:
    """Return one wording of a stock phrase; the turn number chooses, so a conversation varies and repeats."""
    wordings: list[str] = _phrases()[name]
    return wordings[turn % len(wordings)]


def was_unsure(reply: str) -> bool:
    """Whether a reply only told what comes nearest, so that nothing need hang on it."""
    return any(wording in reply for wording in _phrases()["nearest"])


def has_phrase(name: str) -> bool:
    """Whether there is a stock phrase of this name."""
    return name in _phrases()


def framed(name: str, blocks: tuple[Block, ...], turn: int) -> tuple[Block, ...]:
    """Put the stock phrases of a name around what is told, where there are such."""
    opening = say(name, turn) if has_phrase(name) else ()
    closing = say(f"{name}_close", turn) if has_phrase(f"{name}_close") else ()
    return opening + blocks + closing


def turn_number(turns: Sequence[Turn]) -> int:
    """Which message of a conversation is answered, from 0: how many somebody wrote before it."""
    return sum(turn.role == "user" for turn in turns)


def intent_query(intent: str, role: str | None) -> str:
    """Return the words to search for when an intent is asked about beside others."""
    template: str = _phrases()["intent_queries"].get(intent, "")
    return template.replace("{role}", role or "the job")


def say(name: str, turn: int) -> tuple[Block, ...]:
    """Return a stock phrase as a paragraph."""
    return own_words(phrase(name, turn))


def own_words(text: str) -> tuple[Block, ...]:
    """Return words of the adviser's own as a paragraph."""
    return paragraph(Statement(text, voice=True))


def small_talk(intent: str, catalogue: Catalogue, turn: int, starters: tuple[str, ...]) -> Draft:
    """Meet a greeting, thanks, an insult or an empty message without looking anything up."""
    blocks = say(intent, turn)
    if intent in ("identity", "greeting", "invitation", "gibberish", "empty"):
        blocks += paragraph(Statement(scope_sentence(catalogue), voice=True))
    suggestions = () if intent == "goodbye" else starters[:3]
    return Draft("smalltalk", blocks, suggestions)


def scope_sentence(catalogue: Catalogue, near: Sequence[str] = ()) -> str:
    """Say in one sentence what the guides are about: their main roles, those `near` a title first."""
    roles = [escape(plural(role)) for role in main_roles(catalogue, near)[:4]]
    if not roles:
        return "There are no guides with roles in my index yet."
    more = " and related work" if len(catalogue.roles) > len(roles) else ""
    countries = [place_name(name) for name in catalogue.countries[:3]]
    place = f" in {join(countries)}" if countries else ""
    return f"I can help with {join(roles) if not more else ', '.join(roles)}{more}{place}."


def main_roles(catalogue: Catalogue, near: Sequence[str] = ()) -> list[str]:
    """Roles that guides present, those nearest to the titles `near` and most written about first.

    All roles when no guide presents any.
    """
    presented = [role for role in catalogue.roles if role.tier == 1] or list(catalogue.roles)
    asked = {key for title in near for key in keys(title)}
    leading = word_lists()["leaders"]
    leads = bool(asked & leading)

    def rank(role: Role) -> tuple[bool, bool, int]:
        words = set(keys(role.name))
        shared = bool(asked & words - leading)
        return not shared, not (shared and leads and words & leading), -len(role.document_ids)

    return [role.name for role in sorted(presented, key=rank)]


def decline(
    request: Request,
    catalogue: Catalogue,
    turn: int,
    suggestions: tuple[str, ...],
    what: str = "anything",
    near: tuple[Block, ...] = (),
) -> Draft:
    """Say what is missing, what is held nearby (`near`, else the whole scope) and what to ask instead."""
    if request.unknown_roles:
        roles = join([escape(plural(in_small(role))) for role in request.unknown_roles[:2]])
        about = f"{what} {'for' if what == 'pay' else 'about'} {roles}"
        lead = f"I don't have {about} in my guides, so I won't guess."
    elif "out_of_scope" in request.intents:
        lead = phrase("out_of_scope", turn)
    else:
        lead = phrase("not_found", turn)
    if near:
        return Draft("declined", say("nearest", turn) + near, suggestions[:3])
    missing = Statement(lead, voice=True)
    scope = Statement(scope_sentence(catalogue, request.unknown_roles), voice=True)
    return Draft("declined", paragraph(missing, scope), suggestions[:3])


def coverage(catalogue: Catalogue, titles: Sequence[str], suggestions: tuple[str, ...]) -> Draft:
    """Answer "what do you know?" from the catalogue and the titles of the guides."""
    roles = main_roles(catalogue)
    points = [
        ("Roles", _listed(roles, 8)),
        ("Guides", _listed(titles, 8)),
        (
            "Pay figures for",
            _listed([place_name(place.name) for place in catalogue.places if place.covered], 4),
        ),
        ("Sources", _listed(catalogue.publishers, 6)),
    ]
    told = tuple(Statement(f"{name}: {listed}.", voice=True) for name, listed in points if listed)
    blocks: tuple[Block, ...] = paragraph(Statement(scope_sentence(catalogue), voice=True))
    return Draft("answered", (*blocks, Bullets(told)), suggestions)


def _listed(names: Sequence[str], most: int) -> str:
    """List names, and whether there are more."""
    shown = [escape(name) for name in names[:most]]
    return join(shown) if len(names) <= most else f"{', '.join(shown)} and more"


def outcome_for(intent: str) -> Outcome:
    """Distress is met with support; everything else that was found is an answer."""
    return "support" if intent == "distress" else "answered"
