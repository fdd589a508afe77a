"""The one place that finds figures in text and prints money.

`find_quantities` reads amounts, percentages, years, hours and counts as people and documents write them in
English, French, German and Spanish. What looks like a figure and is none (citation marks, list markers,
web addresses) is left out; phone numbers, dates, versions, times, fractions, classification codes and
ordinals are returned with the unit "code", so that a caller can tell them from amounts.
"""

from bot.quantities.figures import is_magnitude
from bot.quantities.finding import find_money, find_quantities
from bot.quantities.formatting import format_money, format_range
from bot.quantities.lexicon import CURRENCY_CODES, currencies_named
from bot.quantities.periods import HOURLY_BELOW, YEARLY_FROM, PeriodMention, find_periods
from bot.quantities.quantity import Quantity, is_implausible
from bot.quantities.words import SMALL_NUMBERS, small_number
from bot.quantities.working_time import (
    hours_beside,
    hours_beyond,
    overtime_rate,
    premium,
    weekly_hours,
    weeks_named,
    weeks_paid,
)

__all__ = [
    "CURRENCY_CODES",
    "HOURLY_BELOW",
    "SMALL_NUMBERS",
    "YEARLY_FROM",
    "PeriodMention",
    "Quantity",
    "currencies_named",
    "find_money",
    "find_periods",
    "find_quantities",
    "format_money",
    "format_range",
    "hours_beside",
    "hours_beyond",
    "is_implausible",
    "is_magnitude",
    "overtime_rate",
    "premium",
    "small_number",
    "weekly_hours",
    "weeks_named",
    "weeks_paid",
]
