"""Roles each in a place of its own: "would I earn more as a clerk in Leeds or as a porter in York?"."""

from collections.abc import Sequence
from itertools import chain

from bot.composer.draft import Block, Draft, paragraph
from bot.composer.paying import asking
from bot.composer.paying.asked import sources_for
from bot.composer.paying.comparison import better_paid, compared
from bot.composer.paying.single import one_role
from bot.composer.sources import Sources
from bot.pay import compare
from bot.schema import Place, Request

Pair = tuple[str, Place]


def pairs_of(request: Request, sources: Sources) -> tuple[Pair, ...]:
    """Return each role with its place where a question names them by turns; none where it does not."""
    roles = [(found.start, "role") for found in sources.catalogue.find_roles(request.question)]
    places = [(found.start, "place") for found in sources.catalogue.find_places(request.question)]
    turns = [kind for _, kind in sorted(roles + places)]
    count = len(request.roles)
    if count < 2 or count != len(request.places) or turns not in (_by_turns(count), _by_turns(count)[::-1]):
        return ()
    return tuple(zip(request.roles, request.places, strict=True))


def _by_turns(count: int) -> list[str]:
    return ["role", "place"] * count


def compare_pairs(pairs: Sequence[Pair], request: Request, sources: Sources) -> Draft | None:
    """Tell each role's pay in its place; two from the places' own figures with the difference."""
    found = [sources_for(role, place, request, sources)[:1] for role, place in pairs]
    views = list(chain.from_iterable(found))
    suggestions = asking.about_role(pairs[0][0], sources)
    if len(pairs) == len(views) == 2 and all(view.exact_place for view in views):
        (first, second), names = views, (pairs[0][0], pairs[1][0])
        both = compare(first.record, second.record)
        told = better_paid(both, names) + paragraph(*compared(both, names, sources))
        return Draft("answered", told, suggestions, (first.record, second.record))
    drafts = [one_role(role, place, request, sources) for role, place in pairs]
    answered = [draft for draft in drafts if draft and draft.outcome == "answered"]
    if not answered:
        return None
    blocks: tuple[Block, ...] = tuple(block for draft in answered for block in draft.blocks)
    return Draft("answered", blocks, suggestions, tuple(record for draft in answered for record in draft.pay))
