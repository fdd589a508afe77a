"""What working time changes about pay by the hour: paid overtime, and a longer or shorter week."""

from bot.composer.draft import Statement
from bot.composer.paying.asked import currency_of, point
from bot.composer.paying.words import rate
from bot.composer.sources import Sources
from bot.composer.wording import PER
from bot.pay.convert import HOURS_PER_WEEK, MONTHS_PER_YEAR, WEEKS_PER_YEAR, convert
from bot.pay.sums import money, rounded
from bot.quantities import find_quantities, format_money, hours_beyond, overtime_rate, premium, weeks_named
from bot.schema import Amount, Period, Request

WEEKS = 2


def by_working_time(amount: Amount, request: Request, sources: Sources) -> list[Statement]:
    """Say what overtime at a named rate comes to, or what a changed week does; nothing when neither is asked.

    Args:
        amount: the pay named; only one exact amount by the hour can be worked with.
        request: what was asked.
        sources: what is held; it settles the currency of a bare amount.
    """
    value = point(amount)
    if value is None or amount.low != amount.high or amount.period != "hour":
        return []
    currency = currency_of(amount, sources)
    return _overtime(value, currency, request.question) or _changed_week(value, currency, request)


def _overtime(value: float, currency: str, text: str) -> list[Statement]:
    named = premium(text)
    if named is None:
        return []
    name, times = named
    base = format_money(value, currency, "hour")
    raised = format_money(rounded(value * times, "hour"), currency, "hour")
    told = [
        Statement(f"At {name}, {base} an hour becomes **{raised} an hour** ({base} x {times:g} = {raised}).")
    ]
    hours = next((one.low for one in find_quantities(text) if one.unit == "hours" and one.low), None)
    if hours:
        whole = format_money(rounded(value * times * hours, "hour"), currency, "hour")
        worked = f"{base} x {times:g} x {hours:g} hours = {whole}"
        told.append(Statement(f"For {hours:g} hours, that is **{whole}** before tax ({worked})."))
    return told


def beside_salary(rate_paid: Amount, salary: Amount, request: Request, sources: Sources) -> list[Statement]:
    """Set pay by the hour with the overtime that someone tells of against a salary without any."""
    named = overtime_rate(request.question)
    value, fixed = point(rate_paid), point(salary)
    if named is None or value is None or fixed is None:
        return []
    currency = currency_of(rate_paid, sources)
    name, times = named
    hours = hours_beyond(request.question)
    over = f"{money(value, currency, 'hour')} x {times:g} x {hours:g} hour{'s' if hours != 1 else ''}"
    over += f" x {WEEKS_PER_YEAR:g} weeks"
    extra = rounded(value * times * hours * WEEKS_PER_YEAR, "year")
    added = format_money(extra, currency, "year")
    adds = "each hour of overtime a week adds" if hours == 1 else f"{hours:g} hours of overtime a week add"
    at = f"{'' if premium(request.question) else 'if it is paid '}at {name}"
    text = f"Overtime is not in that: {at}, {adds} **{added} a year** before tax ({over} = {added})."
    if hours == 1:
        return [Statement(text)]
    base = f"{money(value, currency, 'hour')} x {HOURS_PER_WEEK * WEEKS_PER_YEAR:,g} hours"
    whole = convert(value, "hour", "year", currency).value + extra
    return [Statement(text), *_against(fixed, whole, f"{base} + {over}", currency)]


def _against(salary: float, whole: float, worked: str, currency: str) -> list[Statement]:
    """Say what pay by the hour comes to with its overtime, and what a salary is beside that."""
    both, new, gap = (format_money(one, currency, "year") for one in (whole, salary, abs(whole - salary)))
    less = whole > salary
    sides = f"{worked} - {new}" if less else f"{new} - {worked.replace(' + ', ' - ')}"
    return [
        Statement(f"With it you earn {both} a year ({worked} = {both})."),
        Statement(f"The {new} is **{gap} a year {'less' if less else 'more'}** than that ({sides} = {gap})."),
    ]


def _changed_week(value: float, currency: str, request: Request) -> list[Statement]:
    weeks = weeks_named(request.question)
    if len(weeks) != WEEKS:
        return []
    wanted: Period = request.period if request.period in ("week", "month", "year") else "year"
    found = [convert(value, "hour", wanted, currency, hours_per_week=hours) for hours in weeks]
    before, after = (format_money(one.value, currency, wanted) for one in found)
    gap = convert(value, "hour", wanted, currency, hours_per_week=abs(weeks[1] - weeks[0]))
    shown = format_money(gap.value, currency, wanted)
    worked = f"({max(weeks):g} hours - {min(weeks):g} hours)"
    worked += "" if wanted == "week" else f" x {WEEKS_PER_YEAR:g} weeks"
    worked += f" x {money(value, currency, 'hour')}"
    worked += f" / {MONTHS_PER_YEAR:g} months" if wanted == "month" else ""
    way = "less" if weeks[1] < weeks[0] else "more"
    text = (
        f"At {rate(value, currency, 'hour')}, {weeks[1]:g} hours a week "
        f"instead of {weeks[0]:g} hours come to "
        f"**{shown} {PER[wanted]} {way}** before tax ({worked} = {shown})."
    )
    told = f"That is {after} {PER[wanted]} instead of {before} ({found[1].sum}; {found[0].sum})."
    return [Statement(text), Statement(told)]
