"""All pay figures the guides hold, looked up by role, place, year, industry, level and period."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.pay.compare import Comparison, compare
from bot.pay.local import Estimate, estimate_in_place
from bot.pay.names import distinct, holds_name, name_key
from bot.pay.places import chain, country_code, record_country
from bot.pay.rank import Ranking, Reached, rank, reach
from bot.pay.reasons import explain, same_kind
from bot.pay.trend import Trend, trend
from bot.schema import PayRecord, Period, Place, PriceLevel, RoleLink, RoleName

_PERIOD_ORDER: tuple[Period, ...] = ("year", "month", "week", "day", "hour")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something asked for that no record holds; `used` is what the result took instead, None for nothing.

    `aspect` is "place", "year", "industry", "level", "period", "country" or "role".
    """

    aspect: str
    asked: str
    used: str | None
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """Records found for a role, best first; `via` is the link followed when the role has none of its own."""

    role: str
    records: tuple[PayRecord, ...] = ()
    via: RoleLink | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def best(self) -> PayRecord | None:
        """The first record, None when there is none."""
        return self.records[0] if self.records else None

    def gap(self, aspect: str) -> Gap | None:
        """Return what was missing in one respect, None when nothing was."""
        return next((gap for gap in self.gaps if gap.aspect == aspect), None)

    def __iter__(self) -> Iterator[PayRecord]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher's best record for a role; `exact_place` is False when it is for a wider place."""

    record: PayRecord
    via: RoleLink | None = None
    exact_place: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What the records cover: for one role, or in all."""

    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    industries: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    currencies: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()


def place_name(place: str | Place | None) -> str | None:
    """Return a place's name as a string."""
    return place.name if isinstance(place, Place) else place


def period_rank(record: PayRecord) -> int:
    """Order records so that yearly pay comes first and hourly last."""
    return _PERIOD_ORDER.index(record.period)


@dataclass(frozen=True)
class PayBook:
    """Every pay record, price level and role link of an index; `roles` adds the other names of roles."""

    records: Sequence[PayRecord] = ()
    prices: Sequence[PriceLevel] = ()
    links: Sequence[RoleLink] = ()
    roles: Sequence[RoleName] = field(default=())

    @cached_property
    def _canonical(self) -> dict[str, str]:
        """The key of a role's first declared name for each of its names that has no pay of its own."""
        own = {name_key(record.role) for record in self.records}
        names: dict[str, str] = {}
        for role in self.roles:
            for alias in role.aliases:
                if name_key(alias) not in own:
                    names.setdefault(name_key(alias), name_key(role.name))
        return names

    @cached_property
    def _by_role(self) -> dict[str, tuple[PayRecord, ...]]:
        groups: dict[str, list[PayRecord]] = {}
        for record in self.records:
            groups.setdefault(self.key(record.role), []).append(record)
        return {key: tuple(group) for key, group in groups.items()}

    def key(self, role: str) -> str:
        """Return the key under which a role is kept, whichever of its names is given."""
        key = name_key(role)
        return self._canonical.get(key, key)

    def own(self, role: str) -> tuple[PayRecord, ...]:
        """Return the records whose role is this very role."""
        return self._by_role.get(self.key(role), ())

    def links_of(self, role: str) -> tuple[RoleLink, ...]:
        """Return the occupations a role is counted under, the best fitting first; by its own name first."""
        exact = [link for link in self.links if name_key(link.role) == name_key(role)]
        other = [link for link in self.links if link not in exact and self.key(link.role) == self.key(role)]
        return (*exact, *other)

    def has_pay(self, role: str) -> bool:
        """Say whether any record serves a role, its own or an occupation's."""
        return bool(self.own(role) or any(self.own(link.occupation) for link in self.links_of(role)))

    def known(self, role: str | None = None) -> Known:
        """Return what is covered, for one role (links followed) or for all."""
        records = (
            self.records if role is None else [record for _, group in self._groups(role) for record in group]
        )
        return Known(
            roles=distinct(record.role for record in records),
            places=distinct(record.place for record in records),
            years=tuple(sorted({record.year for record in records if record.year}, reverse=True)),
            industries=distinct(record.industry for record in records),
            levels=distinct(record.level for record in records),
            periods=tuple(dict.fromkeys(record.period for record in sorted(records, key=period_rank))),
            currencies=distinct(record.currency for record in records),
            publishers=distinct(record.publisher for record in records),
        )

    def _groups(self, role: str) -> list[tuple[RoleLink | None, tuple[PayRecord, ...]]]:
        """A role's own records, then those of each linked occupation, the best fitting first."""
        groups: list[tuple[RoleLink | None, tuple[PayRecord, ...]]] = [(None, self.own(role))]
        groups += [(link, self.own(link.occupation)) for link in self.links_of(role)]
        return [(link, records) for link, records in groups if records]

    def nearest_place(self, role: str, place: str | Place) -> str | None:
        """Return the narrowest place around `place`, itself included, that has a record for the role."""
        known = {name_key(name): name for name in self.known(role).places}
        return next((known[name_key(name)] for name in chain(place) if name_key(name) in known), None)

    def find(
        self,
        role: str,
        *,
        place: str | Place | None = None,
        year: int | None = None,
        industry: str | None = None,
        level: str | None = None,
        period: Period | None = None,
        country: str | None = None,
    ) -> Lookup:
        """Return the records that answer best, newest first, yearly before hourly.

        The role's own records in the place come first; then those of the occupation it is counted under
        there; then wider places, the role's own first. What cannot be met is passed over and told in `gaps`.

        Args:
            role: any name of the role.
            place: where; the country of the records when it is not said.
            year: of the figures.
            industry: words of an industry's name.
            level: words of a level's name.
            period: hour, day, week, month or year.
            country: ISO 3166-1 alpha-2 code to stay within.

        Returns:
            The records, with the link followed and what was missing.
        """
        groups = self._groups(role)
        if not groups:
            return Lookup(role, gaps=(Gap("role", role, None),))
        if country:
            groups = [(link, kept) for link, group in groups if (kept := _in_country(group, country))]
            if not groups:
                known = distinct(record_country(record) for _, all_ in self._groups(role) for record in all_)
                return Lookup(role, gaps=(Gap("country", country, None, known),))
        for name in chain(place) if place else (None,):
            for link, group in groups:
                here = _in_place(group, name)
                if here:
                    return self._narrowed(role, link, here, place, name, year, industry, level, period)
        places = distinct(record.place for _, group in groups for record in group)
        return Lookup(role, gaps=(Gap("place", place_name(place) or "", None, places),))

    def _narrowed(
        self,
        role: str,
        link: RoleLink | None,
        records: Sequence[PayRecord],
        place: str | Place | None,
        used_place: str | None,
        year: int | None,
        industry: str | None,
        level: str | None,
        period: Period | None,
    ) -> Lookup:
        gaps: list[Gap] = []
        asked = place_name(place)
        if asked and used_place and name_key(asked) != name_key(used_place):
            gaps.append(Gap("place", asked, used_place, self.known(role).places))
        for aspect, wanted, value in (
            ("industry", industry, lambda record: record.industry),
            ("level", level, lambda record: record.level),
            ("year", str(year) if year else None, lambda record: str(record.year) if record.year else None),
            ("period", period, lambda record: record.period),
        ):
            records, gap = _narrow(records, aspect, wanted, value)
            gaps += [gap] if gap else []
        return Lookup(role, _best_first(records), link, tuple(gaps))

    def sources(
        self,
        role: str,
        place: str | Place | None = None,
        *,
        year: int | None = None,
        period: Period | None = None,
        country: str | None = None,
    ) -> tuple[Source, ...]:
        """Return one best record of each publisher, side by side: the role's own first, then the occupation's.

        A publisher with no figure for the place stands with its figure for the narrowest wider place.
        """
        found: dict[str, Source] = {}
        names = chain(place) if place else (None,)
        linked = False
        for link, whole in self._groups(role):
            if link and linked:
                break
            linked = link is not None
            group = _in_country(whole, country) if country else whole
            for name in names:
                for record in self._of_year(_in_place(group, name), year, period):
                    publisher = name_key(record.publisher or record.document_id)
                    found.setdefault(publisher, Source(record, link, name is None or name == names[0]))
        return tuple(sorted(found.values(), key=lambda source: not source.exact_place))

    @staticmethod
    def _of_year(
        records: Sequence[PayRecord], year: int | None, period: Period | None
    ) -> tuple[PayRecord, ...]:
        plain = [record for record in records if not record.industry and not record.level] or list(records)
        plain = [record for record in plain if record.year == year] if year else plain
        preferred = [record for record in plain if record.period == period] if period else plain
        return _best_first(preferred or plain)

    def rank(
        self,
        roles: Iterable[str] | None = None,
        *,
        place: str | Place | None = None,
        year: int | None = None,
        period: Period = "year",
        descending: bool = True,
    ) -> tuple[Ranking, ...]:
        """Rank roles by pay, like for like; all roles when none are named. The most roles first, then newest."""
        wanted = list(roles) if roles is not None else list(self.known().roles)
        records: list[PayRecord] = []
        for role in wanted:
            for _, group in self._groups(role)[: None if roles is not None else 1]:
                here = _in_place(group, place_name(place)) if place else _in_place(group, None)
                records += [
                    r for r in here if r.period == period and not r.industry and year in (None, r.year)
                ]
        return rank(dict.fromkeys(records), descending=descending)

    def rank_places(
        self, role: str, *, year: int | None = None, period: Period = "year", descending: bool = True
    ) -> tuple[Ranking, ...]:
        """Rank the places of a role (or of the occupation it is counted under) by pay."""
        for _, group in self._groups(role):
            plain = [r for r in group if r.period == period and not r.industry and year in (None, r.year)]
            regions = [record for record in plain if record.place_kind != "country"]
            found = rank(regions, descending=descending, by_place=True)
            if found:
                return found
        return ()

    def over(
        self, amount: float, currency: str, *, period: Period = "year", place: str | Place | None = None
    ) -> tuple[Reached, ...]:
        """Return the roles whose newest records reach an amount, wholly or in part, best paid first."""
        reached = []
        for role in self.known().roles:
            for source in self.sources(role, place, period=period):
                record = source.record
                if source.via is None and (record.currency, record.period) == (currency, period):
                    reached.append(reach(record, amount))
        return tuple(
            sorted((found for found in reached if found.reach != "none"), key=lambda found: -found.value)
        )

    def trend(self, role: str, place: str | Place | None = None, *, period: Period = "year") -> Trend | None:
        """Return how the pay of a role moved in one source's series, links followed; None without one."""
        for name in chain(place) if place else (None,):
            for _, group in self._groups(role):
                here = [r for r in _in_place(group, name) if not r.industry and not r.level]
                found = trend([r for r in here if r.period == period]) or trend(here)
                if found:
                    return found
        return None

    def step(self, role: str, next_role: str, place: str | Place | None = None) -> tuple[Comparison, ...]:
        """Compare two roles like for like, one comparison for each publisher that has both; the newest first.

        Where no publisher has both, the best record of each stands side by side with the reasons it differs.
        """
        ours, theirs = self.sources(role, place), self.sources(next_role, place)
        pairs = [
            (one.record, other.record)
            for one in ours
            for other in theirs
            if same_kind(one.record, other.record) and one.record.publisher == other.record.publisher
        ]
        if not pairs and ours and theirs:
            pairs = [(ours[0].record, theirs[0].record)]
        distinct_pairs = [(one, other) for one, other in pairs if one.id != other.id]
        found = [compare(*self._same_place(one, other)) for one, other in distinct_pairs]
        return tuple(sorted(found, key=lambda one: (not one.like_for_like, -(one.first.year or 0))))

    def _same_place(self, one: PayRecord, other: PayRecord) -> tuple[PayRecord, PayRecord]:
        """Bring two records of one publisher to a place and year that both have, where there is one."""
        if not any(reason.aspect in ("place", "year") for reason in explain(one, other)):
            return one, other
        for mine in _best_first([one, *self._alike(one)]):
            for yours in _best_first([other, *self._alike(other)]):
                if (mine.place, mine.year) == (yours.place, yours.year):
                    return mine, yours
        return one, other

    def _alike(self, record: PayRecord) -> list[PayRecord]:
        return [
            found
            for found in self.own(record.role)
            if (found.publisher, found.period, found.industry, found.level)
            == (record.publisher, record.period, record.industry, record.level)
        ]

    def estimate(self, role: str, place: str | Place) -> Estimate | None:
        """Scale the role's own figures to a place by its occupation's ratio; None where nothing allows it."""
        local_group = [group for link, group in self._groups(role) if link or len(self._groups(role)) == 1]
        for own in _best_first(
            [record for record in self.own(role) if record.period == "year"] or self.own(role)
        ):
            for group in local_group:
                for local in _best_first(_in_place(group, chain(place)[0])):
                    for wider in _in_place(group, own.place):
                        found = estimate_in_place(own, local, wider) if own.place else None
                        if found:
                            return found
        return None

    def price(self, place: str | Place) -> PriceLevel | None:
        """Return the newest price level of a place itself; None where there is none."""
        wanted = name_key(place_name(place) or "")
        found = [price for price in self.prices if name_key(price.place) == wanted]
        return max(found, key=lambda price: price.year, default=None)

    def price_around(self, place: str | Place) -> PriceLevel | None:
        """Return the price level of a place or of the narrowest wider place that has one."""
        return next((price for name in chain(place) if (price := self.price(name))), None)


def _in_country(records: Sequence[PayRecord], country: str) -> tuple[PayRecord, ...]:
    """Keep the records of a country, and those whose place does not tell."""
    code = country_code(country, "country") or country.upper()
    return tuple(record for record in records if record_country(record) in (code, None))


def _in_place(records: Sequence[PayRecord], place: str | None) -> tuple[PayRecord, ...]:
    """Keep the records of one place; of whole countries, or of no stated place, when none is named."""
    if place is not None:
        return tuple(record for record in records if name_key(record.place or "") == name_key(place))
    wide = tuple(record for record in records if record.place_kind in (None, "country"))
    return wide or tuple(records)


def _narrow(
    records: Sequence[PayRecord], aspect: str, wanted: str | None, value: Callable[[PayRecord], str | None]
) -> tuple[Sequence[PayRecord], Gap | None]:
    """Keep what has the wanted value; without a wish keep what has none where a part only is covered."""
    if wanted is None:
        whole = [record for record in records if value(record) is None]
        return (whole or records) if aspect in ("industry", "level") else records, None
    fitting = [record for record in records if (held := value(record)) and holds_name(held, wanted)]
    if fitting:
        return fitting, None
    whole, _ = _narrow(records, aspect, None, value) if aspect in ("industry", "level") else (records, None)
    best = _best_first(whole)
    return whole, Gap(aspect, wanted, value(best[0]) if best else None, distinct(value(r) for r in records))


def _best_first(records: Iterable[PayRecord]) -> tuple[PayRecord, ...]:
    """Newest first; of one year, yearly pay first; and then a publisher's records together."""
    return tuple(
        sorted(
            records,
            key=lambda r: (
                -(r.year or 0),
                r.publisher or "",
                bool(r.industry),
                bool(r.level),
                period_rank(r),
            ),
        )
    )
