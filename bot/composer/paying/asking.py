"""Questions to offer after a pay answer, each only when the book or the catalogue can answer it."""

from collections.abc import Sequence

from bot.composer import talk
from bot.composer.sources import Sources
from bot.composer.suggestions import presentable
from bot.composer.wording import article, place_name, plural
from bot.schema import Place


def after_pay(role: str, place: Place | None, sources: Sources) -> tuple[str, ...]:
    """What fits after one role's pay: another role, another place, an offer, the way there."""
    found = []
    other = comparable(role, sources)
    if other:
        found.append(f"How does that compare with {plural(other)}?")
    region = other_region(role, place, sources)
    if region:
        found.append(f"What do {plural(role)} earn in {place_name(region)}?")
    found += list(about_role(role, sources))
    return tuple(found)


def about_role(role: str, sources: Sources) -> tuple[str, ...]:
    """Questions the guides' authors say they answer about a role."""
    names = {role, plural(role)}
    asks = [ask for ask in presentable(sources.catalogue.asks) if any(name in ask.lower() for name in names)]
    return tuple(asks[:4]) or (f"What does {article(role)} do?",)


def about_pay(sources: Sources, near: Sequence[str] = ()) -> tuple[str, ...]:
    """Pay questions about the roles guides write most about, those `near` a title first."""
    roles = [role for role in talk.main_roles(sources.catalogue, near) if sources.book.own(role)]
    return tuple(f"What do {plural(role)} earn?" for role in roles[:3])


def comparable(role: str, sources: Sources) -> str | None:
    """Another role with a figure of the same source and kind, the next better paid one if there is one."""
    mine = sources.book.sources(role)
    if not mine:
        return None
    name = mine[0].record.role
    for ranking in sources.book.rank(talk.main_roles(sources.catalogue), descending=False):
        if ranking.basis.publisher != mine[0].record.publisher:
            continue
        order = [record.role for record in ranking.records]
        if name in order:
            after = order[order.index(name) + 1 :] or order[: order.index(name)][-1:]
            return after[0] if after else None
    return None


def other_region(role: str, place: Place | None, sources: Sources) -> str | None:
    """The place, other than the one talked about, where most people do the job."""
    ranking = next(iter(sources.book.rank_places(role)), None)
    if ranking is None:
        return None
    others = [record for record in ranking.records if place is None or record.place != place.name]
    best = max(others, key=lambda record: record.employment or 0, default=None)
    return best.place if best else None
