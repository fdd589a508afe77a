"""Rounding and wording of the sums that answers show; every amount is printed by one formatter."""

from decimal import ROUND_HALF_UP, Decimal

from bot.quantities import format_money
from bot.schema import Period


def rounded(value: float, period: Period | None) -> float:
    """Return an amount as it is stated: cents for an hour, whole units for any longer period."""
    step = Decimal("0.01") if period == "hour" else Decimal("1")
    return float(Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP))


def rounded_share(share: float) -> float:
    """Return a share (0.637) as the percentage that is stated: whole, or one decimal under 10 percent."""
    percent = Decimal(str(share)) * 100
    step = Decimal("1") if abs(percent) >= 10 else Decimal("0.1")
    return float(percent.quantize(step, rounding=ROUND_HALF_UP))


def percent_text(percent: float) -> str:
    """Print a percentage: "64%", "4.5%"."""
    return f"{percent:.1f}".removesuffix(".0") + "%"


def money(value: float, currency: str, period: Period) -> str:
    """Print an amount inside a sum: "$17" and "$16.71" an hour, "$34,750" a year."""
    return format_money(value, currency, "year" if float(value).is_integer() else period)


def subtraction(larger: float, smaller: float, currency: str, period: Period) -> str:
    """Print a difference as a sum: "$57,000 - $34,750 = $22,250"."""
    amounts = (larger, smaller, rounded(larger - smaller, period))
    return "{} - {} = {}".format(*(money(amount, currency, period) for amount in amounts))


def division(part: float, whole: float, percent: float, currency: str, period: Period) -> str:
    """Print a share as a sum: "$22,250 / $34,750 = 64%"."""
    amounts = (money(amount, currency, period) for amount in (part, whole))
    return "{} / {} = {}".format(*amounts, percent_text(percent))
