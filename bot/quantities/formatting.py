"""Money as people print it, by babel's locale data."""

from functools import cache

from babel import Locale
from babel.numbers import format_currency, get_currency_precision

from bot.schema import Period


@cache
def _pattern(locale: str, digits: int) -> str:
    """Return the locale's own currency pattern with a fixed number of decimals."""
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    whole, _, rest = pattern.partition("0.00")
    decimals = "0." + "0" * digits if digits else "0"
    return f"{whole}{decimals}{rest}"


def format_money(value: float, currency: str, period: Period | None = None, *, locale: str = "en_US") -> str:
    """Print an amount: a year's in whole units, that of a shorter period with the cents that it has.

    With no period, cents are shown when the amount is under 1,000 and not whole. A currency without cents has
    none; no currency shows more than two decimals.
    """
    small = period not in (None, "year") or (period is None and abs(value) < 1000)
    digits = min(2, get_currency_precision(currency)) if small else 0
    if round(value, digits) == round(value):
        digits = 0
    return str(
        format_currency(
            value, currency, format=_pattern(locale, digits), locale=locale, currency_digits=False
        )
    )


def format_range(
    low: float | None,
    high: float | None,
    currency: str,
    period: Period | None = None,
    *,
    locale: str = "en_US",
) -> str:
    """Print a range: "$34,750 to $47,000", "from $24,000", "up to $80,000"; one figure if they are equal."""

    def printed(value: float) -> str:
        return format_money(value, currency, period, locale=locale)

    if low is None:
        return "" if high is None else f"up to {printed(high)}"
    if high is None:
        return f"from {printed(low)}"
    return printed(low) if low == high else f"{printed(low)} to {printed(high)}"
