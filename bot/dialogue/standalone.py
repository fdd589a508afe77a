"""A question written so that it can be understood, and searched for, without the turns before it."""

import re
from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.dialogue.followups import POLE
from bot.dialogue.marks import Marks
from bot.quantities import find_quantities
from bot.schema import Place, Request

_LEAD = re.compile(r"^\W*(?:(?:and|or|but|so|ok|okay|then|also|well|no|now)\b[\s,.!]*)+", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:over|above|under|below|at\s+least|up\s+to|less\s+than|more\s+than)\s+$", re.IGNORECASE
)
_FOR = re.compile(r"^\W*(?:what|how)\s+about\b\s*", re.IGNORECASE)


def standalone(
    text: str, marks: Marks, roles: Sequence[str], places: Sequence[Place], topic: str, carried: bool
) -> str:
    """Return the question with its titles in the guides' spelling and what it left out added.

    Args:
        text: What was typed.
        marks: What was recognised in it.
        roles: The roles the question is about.
        places: The places it is about.
        topic: Wording of an earlier turn that it hangs on, or nothing.
        carried: Whether anything may be added from earlier turns.
    """
    written = _spelled(text, marks)
    if not carried:
        return written
    low = written.casefold()
    missing = [role for role in roles if role.casefold() not in low]
    where = [place.name for place in places if place.name.casefold() not in low]
    base = _LEAD.sub("", written).strip() or written
    if topic and topic.casefold() not in low:
        base = f"{base.rstrip()} ({topic})"
    if missing:
        base = f"{base.rstrip()} ({', '.join(missing)})"
    return f"{base} in {', '.join(where)}" if where else base


def rewritten(
    before: Request, marks: Marks, catalogue: Catalogue, roles: Sequence[str], places: Sequence[Place]
) -> str:
    """Return the question before with the things a fragment names in the place of its own."""
    question = before.standalone
    if roles and set(before.intents) & {"pay_basis", "pay_convert"}:
        where = f" in {' and '.join(place.name for place in places)}" if places else ""
        question = f"How much does a {' or a '.join(before.roles or roles)} make{where}?"
    new_roles = [role for role in roles if role not in before.roles] or [title.text for title in marks.titles]
    spans = [(m.start, m.end) for m in catalogue.find_roles(question)]
    spans += [(at, at + len(title)) for title in before.unknown_roles if (at := question.find(title)) >= 0]
    swapped = _swap(question, sorted(spans), new_roles)
    if new_roles and swapped == question:
        swapped = f"{question.rstrip(' ?')} ({', '.join(new_roles)})"
    new_places = [place.name for place in places if place not in before.places]
    located = _swap(swapped, [(m.start, m.end) for m in catalogue.find_places(swapped)], new_places)
    if new_places and located == swapped:
        located = f"{swapped.rstrip(' ?')} in {' and '.join(new_places)}"
    located, amounts = _with_amounts(_with_pole(located, marks), marks)
    extra = [str(year) for _, _, year in marks.years] + [
        marks.text[start:end] for start, end, _ in marks.periods
    ]
    extra += [m.name for m in (*marks.industries, *marks.levels)] + amounts
    extra = [word for word in extra if word.casefold() not in located.casefold()]
    return f"{located.rstrip(' ?')}, {', '.join(extra)}" if extra else located


def _with_pole(question: str, marks: Marks) -> str:
    """Turn a question of the best to the worst, and back, as a fragment asks."""
    new, own = POLE.search(marks.text), POLE.search(question)
    if new is None or own is None:
        return question
    return f"{question[: own.start()]}{new.group().lower()}{question[own.end() :]}"


def _with_amounts(question: str, marks: Marks) -> tuple[str, list[str]]:
    """Put a fragment's amount in the place of the question's own ("over 60k", then "and under 40k?")."""
    own = (
        [q for q in find_quantities(question, currency=marks.money[0].unit) if q.is_money]
        if marks.money
        else []
    )
    if not own:
        return question, [quantity.text for quantity in marks.money]
    first, new = own[0], marks.money[0]
    bounds = [_BOUND.search(question[: first.start]), _BOUND.search(marks.text[: new.start])]
    start = bounds[0].start() if bounds[0] and bounds[1] else first.start
    bound = f"{bounds[1].group().strip()} " if bounds[0] and bounds[1] else ""
    return f"{question[:start]}{bound}{new.text}{question[first.end :]}", []


def _swap(question: str, spans: Sequence[tuple[int, int]], names: Sequence[str]) -> str:
    if not names or not spans:
        return question
    first, last = spans[0]
    kept = question
    for start, end in reversed(spans[1:]):
        kept = kept[:start].rstrip() + kept[end:]
        kept = re.sub(r"(?:\b(?:and|or|vs\.?|than)|[,\s])+\s*(?=[?.!)]|$)", "", kept).rstrip()
    return kept[:first] + " and ".join(names) + kept[last:]


def _spelled(text: str, marks: Marks) -> str:
    """Write each decided title as the guides do where it was shortened or mistyped."""
    for mention in reversed(marks.roles):
        if mention.decided and not mention.exact and not mention.domain:
            name = _plural(mention.roles[0]) if mention.plural else mention.roles[0]
            text = text[: mention.start] + name + text[mention.end :]
    return text


def _plural(name: str) -> str:
    return f"{name[:-1]}ies" if name.endswith("y") else name if name.endswith("s") else f"{name}s"
