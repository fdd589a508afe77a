"""A sentence taken apart: its amounts, years, job titles and places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.pay.reading.comparing import is_beyond, is_compared, is_rival_amount, rival_spans
from bot.pay.reading.geography import PlaceFound, find_places, named_place
from bot.pay.reading.known import RoleFound, RoleNames
from bot.pay.reading.scope import Scope
from bot.pay.reading.subjects import find_roles, rivals_of
from bot.quantities import Quantity, find_quantities

LONGEST = 1500
_LABEL = re.compile(r"(?:^|[,;:|]|[^\d]\.) ?(?P<name>[^\W\d_][^\d,;:|.$£€]{2,30}?)[ :–-]{1,3}$")
# What stands in front of a title and says what figure it is: "the mean annual potter salary".
_STATISTIC = re.compile(r"(?i)(?:(?:mean|median|average|annual|yearly|monthly|weekly|hourly) )+")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.,]\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence taken apart: its amounts, titles and places.

    `masked` has the titles blanked out; `rivals` are the titles that its subject is only compared with, and
    `against` is where the amounts are theirs.
    """

    text: str
    masked: str
    money: tuple[Quantity, ...]
    years: tuple[Quantity, ...]
    roles: tuple[RoleFound, ...]
    places: tuple[PlaceFound, ...]
    rivals: frozenset[str] = frozenset()
    against: tuple[tuple[int, int], ...] = ()

    def before(self, number: int) -> str:
        """The words between the amount before and this one."""
        start = self.money[number - 1].end if number else 0
        return self.masked[start : self.money[number].start]

    def after(self, number: int) -> str:
        """The words between this amount and the next."""
        end = self.money[number + 1].start if number + 1 < len(self.money) else len(self.masked)
        return self.masked[self.money[number].end : end]

    def is_rival(self, number: int) -> bool:
        """Whether an amount is of the other side of a comparison, and nothing behind it says whose it is."""
        quantity = self.money[number]
        if is_compared(quantity.start, list(self.against)) or is_beyond(self.before(number)):
            return True
        end = self.money[number + 1].start if number + 1 < len(self.money) else len(self.text)
        starts = [role.start for role in self.roles] + [place.start for place in self.places]
        return is_rival_amount(self.before(number)) and not any(quantity.end <= at < end for at in starts)


def take_apart(text: str, scope: Scope, names: RoleNames, country: str | None) -> Found:
    """Find the amounts of a sentence and, where it has any, whose and where they may be."""
    quantities = find_quantities(text, currency=scope.currency)
    money = tuple(quantity for quantity in quantities if quantity.is_money and _is_written(quantity))
    years = tuple(q for q in quantities if q.unit == "year" and q.low == q.high)
    roles = find_roles(text, names) if money else ()
    masked = text
    for role in roles:
        kind = _STATISTIC.match(text, role.start, role.end)
        start = kind.end() if kind else role.start
        masked = masked[:start] + "x" * (role.end - start) + masked[role.end :]
    places = (*find_places(text, country), *_listed_places(text, money, country)) if money else ()
    titles = [role for role in roles if role.known]
    places = tuple(
        place
        for place in sorted(dict.fromkeys(places), key=lambda place: place.start)
        if not any(role.start <= place.start and place.end <= role.end for role in titles)
    )
    rivals = rivals_of(text, names) if money else frozenset()
    return Found(text, masked, money, years, roles, places, rivals, tuple(rival_spans(text)) if money else ())


def _listed_places(text: str, money: Sequence[Quantity], country: str | None) -> Iterator[PlaceFound]:
    """Yield the places that stand as labels right in front of amounts: "by state: Texas $17, Ohio $16"."""
    for quantity in money:
        label = _LABEL.search(text[: quantity.start])
        place = named_place(label["name"], country) if label else None
        if label and place:
            yield PlaceFound(*place, label.start("name"), label.end("name"))


def _is_written(quantity: Quantity) -> bool:
    """An amount with no currency of its own counts when written as pay is: "45k", "18.50 an hour"."""
    if quantity.assumed and _YEAR.match(quantity.text):
        return False
    return (
        not quantity.assumed or quantity.period is not None or quantity.text.rstrip().casefold().endswith("k")
    )
