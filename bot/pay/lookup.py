"""Pay records kept by role: what is known, and which records answer best."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from babel.numbers import get_territory_currencies

from bot.pay.names import distinct, name_key
from bot.pay.places import chain, country_code, record_country
from bot.pay.repeats import without_repeats
from bot.pay.selection import (
    NO_PLACE,
    Gap,
    Known,
    Lookup,
    Source,
    Wish,
    best_first,
    in_country,
    in_place,
    known_of,
    narrow,
    place_name,
    whole,
)
from bot.schema import PayRecord, Period, Place, PriceLevel, RoleLink, RoleName

Group = tuple[RoleLink | None, tuple[PayRecord, ...]]


@dataclass(frozen=True)
class PayShelf:
    """Every pay record, price level and role link of an index; `roles` adds the other names of roles."""

    records: Sequence[PayRecord] = ()
    prices: Sequence[PriceLevel] = ()
    links: Sequence[RoleLink] = ()
    roles: Sequence[RoleName] = ()

    @cached_property
    def _canonical(self) -> dict[str, str]:
        """The key of a role's declared name, for each of its other names that has no pay of its own."""
        own = {name_key(record.role) for record in self.records}
        names: dict[str, str] = {}
        for role in self.roles:
            for alias in role.aliases:
                if name_key(alias) not in own:
                    names.setdefault(name_key(alias), name_key(role.name))
        return names

    @cached_property
    def _told_once(self) -> tuple[PayRecord, ...]:
        return without_repeats(self.records, self.key)

    @cached_property
    def _by_role(self) -> dict[str, tuple[PayRecord, ...]]:
        groups: dict[str, list[PayRecord]] = {}
        for record in self._told_once:
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
        """Return the occupations a role is counted under, best fitting first; its own name before others."""
        exact = [link for link in self.links if name_key(link.role) == name_key(role)]
        other = [link for link in self.links if link not in exact and self.key(link.role) == self.key(role)]
        return (*exact, *other)

    def groups(self, role: str) -> tuple[Group, ...]:
        """Return a role's own records, then those of each linked occupation, the best fitting first."""
        found: list[Group] = [(None, self.own(role))]
        found += [(link, self.own(link.occupation)) for link in self.links_of(role)]
        return tuple((link, records) for link, records in found if records)

    def has_pay(self, role: str) -> bool:
        """Say whether any record serves a role, its own or an occupation's."""
        return bool(self.groups(role))

    def known(self, role: str | None = None) -> Known:
        """Return what is covered: for one role, links followed, or for all."""
        if role is None:
            return known_of(self._told_once)
        return known_of([record for _, group in self.groups(role) for record in group])

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
            place: where; whole countries when it is not said.
            year: of the figures.
            industry: words of an industry's name.
            level: words of a level's name.
            period: hour, day, week, month or year.
            country: name or ISO 3166-1 alpha-2 code to stay within.

        Returns:
            The records, with the link followed and what was missing.
        """
        groups = self.groups(role)
        if not groups:
            return Lookup(role, gaps=(Gap("role", role, None),))
        if country:
            inside = tuple((link, in_country(group, country)) for link, group in groups)
            if not any(group for _, group in inside):
                held = distinct(record_country(record) for _, group in groups for record in group)
                return Lookup(role, gaps=(Gap("country", country, None, held),))
            groups = inside
        wish = Wish(industry, level, year, period)
        for name in (*chain(place), NO_PLACE) if place else (None,):
            for link, group in groups:
                here = _fitting_currency(in_place(group, name), name, place)
                if here:
                    records, gaps = narrow(here, wish)
                    return Lookup(role, records, link, (*self._place_gap(role, place, name), *gaps))
        return Lookup(role, gaps=(Gap("place", place_name(place) or "", None, self.known(role).places),))

    def _place_gap(self, role: str, place: str | Place | None, used: str | None) -> tuple[Gap, ...]:
        asked = place_name(place)
        if asked is None or name_key(asked) == name_key(used or ""):
            return ()
        return (Gap("place", asked, used, self.known(role).places),)

    def sources(
        self,
        role: str,
        place: str | Place | None = None,
        *,
        year: int | None = None,
        period: Period | None = None,
        country: str | None = None,
    ) -> tuple[Source, ...]:
        """Return one best record of each publisher, side by side: the role's own, then its occupation's.

        A publisher with no figure for the place stands with its figure for the narrowest wider place, after
        those that have one.
        """
        found: dict[str, Source] = {}
        names = chain(place) if place else (None,)
        for link, group in self._own_and_nearest(role):
            inside = in_country(group, country) if country else group
            for name in names:
                for record in _of_year(in_place(inside, name), year, period):
                    publisher = name_key(record.publisher or record.document_id)
                    found.setdefault(publisher, Source(record, link, name == names[0]))
        return tuple(sorted(found.values(), key=lambda source: not source.exact_place))

    def _own_and_nearest(self, role: str) -> tuple[Group, ...]:
        """A role's own records and those of the one occupation that fits it best."""
        groups = self.groups(role)
        linked = [group for group in groups if group[0]][:1]
        return (*(group for group in groups if not group[0]), *linked)

    def price(self, place: str | Place) -> PriceLevel | None:
        """Return the newest price level of a place itself; None where there is none."""
        wanted = name_key(place_name(place) or "")
        found = [price for price in self.prices if name_key(price.place) == wanted]
        return max(found, key=lambda price: price.year, default=None)

    def price_around(self, place: str | Place) -> PriceLevel | None:
        """Return the price level of a place, or of the narrowest wider place that has one."""
        return next((price for name in chain(place) if (price := self.price(name))), None)


def _fitting_currency(
    records: tuple[PayRecord, ...], used: str | None, place: str | Place | None
) -> tuple[PayRecord, ...]:
    """Of records with no stated place keep those in a currency of the country asked about."""
    if used != NO_PLACE or place is None:
        return records
    country = place.country if isinstance(place, Place) else None
    country = country or country_code(chain(place)[-1])
    return tuple(r for r in records if country and r.currency in get_territory_currencies(country))


def _of_year(records: Sequence[PayRecord], year: int | None, period: Period | None) -> tuple[PayRecord, ...]:
    of_year = [record for record in whole(records) if year in (None, record.year)]
    preferred = [record for record in of_year if record.period == period] if period else of_year
    return best_first(preferred or of_year)
