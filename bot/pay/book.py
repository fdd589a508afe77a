"""The pay questions that take more than one record: rankings, filters, trends, steps and estimates."""

from collections.abc import Iterable
from dataclasses import replace

from bot.pay.compare import Comparison, compare
from bot.pay.local import Estimate, estimate_in_place
from bot.pay.lookup import PayShelf
from bot.pay.places import chain
from bot.pay.rank import Ranking, Reached, rank, reach
from bot.pay.reasons import same_kind
from bot.pay.selection import best_first, in_place, place_name, whole
from bot.pay.trend import Trend, trend
from bot.schema import PayRecord, Period, Place


class PayBook(PayShelf):
    """All the pay the guides hold; every result carries its records, and its sums as text."""

    def rank(
        self,
        roles: Iterable[str] | None = None,
        *,
        place: str | Place | None = None,
        year: int | None = None,
        period: Period = "year",
        descending: bool = True,
    ) -> tuple[Ranking, ...]:
        """Rank roles by pay, like for like; all roles when none are named.

        Roles that are named are ranked by their own records first, then by the occupations they are counted
        under. Rankings with most roles come first, then the newest.
        """
        named = None if roles is None else list(roles)
        own: list[PayRecord] = []
        linked: list[PayRecord] = []
        for role in self.known().roles if named is None else named:
            groups = self._own_and_nearest(role) if named is not None else self.groups(role)[:1]
            for link, group in groups:
                here = whole(in_place(group, place_name(place)))
                fitting = [r for r in here if r.period == period and year in (None, r.year)]
                (linked if link else own).extend(fitting)
        both = rank(dict.fromkeys((*own, *linked)), descending=descending)
        owned = set(own)

        def order(ranking: Ranking) -> tuple[int, int]:
            return (-sum(record in owned for record in ranking.records), -(ranking.basis.year or 0))

        return tuple(sorted(both, key=order))

    def rank_places(
        self, role: str, *, year: int | None = None, period: Period = "year", descending: bool = True
    ) -> tuple[Ranking, ...]:
        """Rank the places within countries where a role, or its occupation, has pay."""
        for _, group in self.groups(role):
            places = [r for r in group if r.place_kind in ("region", "city") and not r.industry]
            fitting = [r for r in places if r.period == period and year in (None, r.year)]
            found = rank(fitting, descending=descending, by_place=True)
            if found:
                return found
        return ()

    def over(
        self, amount: float, currency: str, *, period: Period = "year", place: str | Place | None = None
    ) -> tuple[Reached, ...]:
        """Return the roles whose newest records reach an amount, wholly or in part, best paid first."""
        records = (
            source.record
            for role in self.known().roles
            for source in self.sources(role, place, period=period)
            if source.via is None
        )
        reached = (reach(r, amount) for r in records if (r.currency, r.period) == (currency, period))
        return tuple(sorted((r for r in reached if r.reach != "none"), key=lambda r: -r.value))

    def trend(self, role: str, place: str | Place | None = None, *, period: Period = "year") -> Trend | None:
        """Return how the pay of a role moved in one source's series, links followed; None without one."""
        for name in chain(place) if place else (None,):
            for link, group in self.groups(role):
                here = whole(in_place(group, name))
                found = trend(r for r in here if r.period == period) or trend(here)
                if found:
                    return replace(found, via=link)
        return None

    def step(self, role: str, next_role: str, place: str | Place | None = None) -> tuple[Comparison, ...]:
        """Compare two roles like for like, one comparison for each publisher that has both, newest first.

        Where no publisher has both, the best record of each stands side by side with the reasons it differs.
        """
        ours, theirs = self.sources(role, place), self.sources(next_role, place)
        pairs = [
            (one.record, other.record)
            for one in ours
            for other in theirs
            if one.record.publisher == other.record.publisher and same_kind(one.record, other.record)
        ]
        if not pairs and ours and theirs:
            pairs = [(ours[0].record, theirs[0].record)]
        compared = [compare(*self._aligned(one, other)) for one, other in pairs if one.id != other.id]
        return tuple(sorted(compared, key=lambda one: (not one.like_for_like, -(one.first.year or 0))))

    def _aligned(self, one: PayRecord, other: PayRecord) -> tuple[PayRecord, PayRecord]:
        """Bring two records of one publisher to the newest year and narrowest place that both have."""
        if (one.place, one.year) == (other.place, other.year):
            return one, other
        for mine in (one, *best_first(self._alike(one))):
            for yours in (other, *best_first(self._alike(other))):
                if (mine.place, mine.year) == (yours.place, yours.year):
                    return mine, yours
        return one, other

    def _alike(self, record: PayRecord) -> list[PayRecord]:
        """The records of the same role and source that differ in place or year alone."""
        basis = (record.publisher, record.period, record.industry, record.level, record.currency)
        return [
            found
            for found in self.own(record.role)
            if (found.publisher, found.period, found.industry, found.level, found.currency) == basis
        ]

    def estimate(self, role: str, place: str | Place) -> Estimate | None:
        """Scale a role's own figures to a place by its occupation's ratio; None where nothing allows it.

        A role that has figures of its own for the place needs no estimate, and gets none.
        """
        name = chain(place)[0]
        own = whole(in_place(self.own(role), None))
        if in_place(self.own(role), name) or not own:
            return None
        records = best_first(own)
        for link, group in self.groups(role):
            locals_ = best_first(in_place(group, name)) if link else ()
            for record in records[:1]:
                for local in locals_:
                    for wider in in_place(group, record.place):
                        found = estimate_in_place(record, local, wider)
                        if found:
                            return replace(found, via=link)
        return None
