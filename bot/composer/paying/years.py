"""What pay comes to over several years, for a question that asks for the whole of it."""

import re
from collections.abc import Sequence

from bot.composer.draft import Statement
from bot.composer.paying.asked import currency_of, point, with_period
from bot.composer.paying.words import main_figures
from bot.composer.sources import Sources
from bot.pay import convert
from bot.pay.sums import rounded
from bot.quantities import find_quantities, format_money, format_range
from bot.schema import PayRecord, Request

MOST = 60
_OVER = re.compile(
    r"(?<!with )(?<!have )(?<!for )\b(?:over|across|during|throughout)\s+(?:the\s+)?"
    r"(?:next\s+|first\s+|course\s+of\s+)?$",
    re.IGNORECASE,
)
_WORKED = re.compile(r"\s*years?['’]?\s+(?:of\s+|in\s+)?(?:\w+\s+)?(?:experience|exp)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:total|altogether|in\s+all|add(?:s|ed)?\s+up|sum)\b", re.IGNORECASE)

_CLAUSE_BEFORE, _CLAUSE_AFTER = re.compile(r"(?s).*[,.;?!](?=\s)"), re.compile(r"[,.;?!](?=\s|$)")


def years_wanted(request: Request) -> float | None:
    """Return over how many years the whole of some pay is asked for; None where it is not."""
    text = request.question
    for found in find_quantities(text):
        if not (found.noun or "").startswith("year") or found.low is None or not 1 < found.low <= MOST:
            continue
        clause = _CLAUSE_BEFORE.sub("", text[: found.start]) + _CLAUSE_AFTER.split(text[found.end :])[0]
        worked = _WORKED.match(text[found.end :])
        if not worked and (_OVER.search(text[: found.start]) or _WHOLE.search(clause)):
            return found.low
    return None


def over_years(record: PayRecord, request: Request) -> Statement | None:
    """Say what a yearly figure comes to over the years asked for, nothing else changing."""
    years, ends = years_wanted(request), [end for end in main_figures(record) if end is not None]
    if years is None or record.period != "year" or len(ends) < 2:
        return None
    return _total(list(dict.fromkeys(ends)), years, record.currency, (record,))


def own_over_years(request: Request, sources: Sources) -> Statement | None:
    """Say what the person's own amount comes to over the years asked for."""
    years = years_wanted(request)
    exact = [with_period(one) for one in request.amounts if one.low is not None and one.low == one.high]
    if years is None or len(exact) != 1 or exact[0].period not in ("month", "year"):
        return None
    currency = currency_of(exact[0], sources)
    yearly = convert(point(exact[0]) or 0.0, exact[0].period, "year", currency).value
    return _total([yearly], years, currency, ())


def _total(ends: Sequence[float], years: float, currency: str, evidence: tuple[PayRecord, ...]) -> Statement:
    sums, totals = [], []
    for end in ends:
        total = rounded(end * years, "year")
        one, whole = (format_money(value, currency, "year") for value in (end, total))
        sums.append(f"{one} x {years:g} years = {whole}")
        totals.append(total)
    whole = format_range(totals[0], totals[-1], currency, "year")
    text = f"With no raise, you would earn **{whole}** over {years:g} years ({'; '.join(sums)})."
    return Statement(text, evidence)
