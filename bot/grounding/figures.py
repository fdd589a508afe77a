"""Figures of a text, each text read once."""

from functools import lru_cache

from bot.quantities import Quantity, find_quantities


@lru_cache(maxsize=8192)
def figures_in(text: str, currency: str | None = None) -> tuple[Quantity, ...]:
    """Return the figures and ranges of a text; bare amounts are in `currency`."""
    return find_quantities(text, currency=currency)


def money_in(text: str, currency: str | None = None) -> tuple[Quantity, ...]:
    """Return the amounts of money in a text."""
    return tuple(item for item in figures_in(text, currency) if item.is_money)
