"""Numbered steps of one job: "level 2", "grade 4", "Stufe 3", behind a title or in front of it."""

import re

_WORDS = r"level|grade|band|class|stufe|step|tier|niveau|nivel|livello|échelon|categoría|catégorie"
STEP = rf"(?:(?i:{_WORDS}) (?:\d{{1,2}}|[IVX]{{1,4}}|[A-E]))"
_BEHIND = re.compile(
    rf"(?i)^(?P<title>.{{4,}}?[^\W\d_]),?(?: de| di| der)? "
    rf"[(]?(?P<step>(?:{_WORDS}) (?:\d{{1,2}}|[ivx]{{1,4}}|[a-e]))[)]?$"
)
_RIGHT_BEHIND = re.compile(rf"(?:s|es)?,? [(]?(?P<step>{STEP})(?![^\W_])")
_LEVEL_BEFORE = re.compile(
    rf"(?i)(?<![^\W_])({STEP}|entry[- ]level|newly[- ]qualified|experienced|junior"
    r"|senior|trainee|apprentice|journey[- ]level"
    r"|mid[- ]career|qualified) $"
)
_FOR_STEP = re.compile(
    rf" ?(?i:for|at|in|on|als|für|auf|pour|en|para) (?i:an? |the )?(?P<step>{STEP})(?![^\W_])"
)
_ON_STEP = re.compile(
    rf"(?<![^\W_])(?i:on|at|in|under|for|of|auf|in|bei|de) (?i:an? |the )?(?P<step>{STEP})(?![^\W_])"
)
_SAID = re.compile(rf"(?<![^\W_]){STEP}(?![^\W_])")
_NUMBERED = re.compile(rf"(?i)(?:{_WORDS}) (?:\d{{1,2}}|[ivx]{{1,4}}|[a-e])")


def split_step(phrase: str) -> tuple[str, str] | None:
    """Split a title from the step behind it; None where no step stands there."""
    match = _BEHIND.match(phrase.strip())
    return (match["title"], match["step"].casefold()) if match else None


def level_before(text: str, start: int) -> str | None:
    """Return the level or step that stands right in front of a position of a text."""
    match = _LEVEL_BEFORE.search(text, max(0, start - 20), start)
    return match.group(1).casefold() if match else None


def step_behind(text: str, end: int) -> str | None:
    """Return the step that stands right behind a position of a text."""
    match = _RIGHT_BEHIND.match(text, end)
    return match["step"].casefold() if match else None


def step_for(after: str) -> str | None:
    """Return the step that an amount right in front of a text is said to be for: " for Level II, "."""
    match = _FOR_STEP.match(after)
    return match["step"].casefold() if match else None


def step_on(before: str) -> str | None:
    """Return the step that the last words about one in front of an amount name: "On Tier D shows..."."""
    found = [match["step"] for match in _ON_STEP.finditer(before)]
    return found[-1].casefold() if found else None


def step_said(clause: str) -> str | None:
    """Return the only step that a clause names: "while one of level II can get up to"."""
    found = {match.group().casefold() for match in _SAID.finditer(clause)}
    return next(iter(found)) if len(found) == 1 else None


def is_step(phrase: str) -> bool:
    """Whether a phrase is a numbered step and nothing else."""
    return _NUMBERED.fullmatch(phrase) is not None
