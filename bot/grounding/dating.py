"""Years, dates and codes of a sentence, which must stand in the evidence as they are printed."""

import re
from collections.abc import Sequence

from bot.grounding.case import Case, Findings, known_text
from bot.grounding.speech import needs_no_source
from bot.grounding.telling import code_gap
from bot.grounding.values import holds_value
from bot.quantities import Quantity

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})\b")
_PERCENTILES = {"10th": "p10", "25th": "p25", "50th": "median", "75th": "p75", "90th": "p90"}


def check_year(year: Quantity, case: Case) -> str | None:
    """Return a reason when no source that is cited, nor the person, has a year, or has it in another span."""
    values = {int(value) for value in (year.low, year.high) if value is not None}
    known = {value for source in (*case.own, *case.nearby) for value in source.years}
    known |= {int(value) for item in case.person for value in item.values if item.unit == "year"}
    if not case.own and needs_no_source(case.reading.text):
        known |= case.knowledge.years
    if not values <= known:
        return f"the year {year.text} is not in what it cites"
    if year.low != year.high and _is_half_of_a_range(year, case):
        return f"{year.text} is not a span of years in what it cites"
    month = re.match(r"[^\W\d_]+", year.text)
    if month and not all(_stand_together([month.group(), str(value)], case) for value in values):
        return f"{year.text} is not in what it cites"
    return None


def _is_half_of_a_range(year: Quantity, case: Case) -> bool:
    """Whether a source has a span of years with only one end the same."""
    spans = {
        (fact.low, fact.high) for fact in case.all_facts if fact.unit == "year" and fact.low != fact.high
    }
    return (year.low, year.high) not in spans and any(
        (low == year.low) != (high == year.high) for low, high in spans
    )


def _stand_together(words: Sequence[str], case: Case) -> bool:
    """Whether one line of the evidence, or the person, has all of some words."""
    lines = [line.text for source in (*case.own, *case.nearby) for line in source.segments]
    lines += [source.raw.split("\n", 1)[0] for source in (*case.own, *case.nearby)]
    lines += list(case.context.person)
    wanted = [re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in words]
    return any(all(pattern.search(line) for pattern in wanted) for line in lines)


def _is_held_percentile(code: Quantity, case: Case) -> bool:
    """Whether an ordinal names a percentile of which the cited pay has the amount: "the 25th"."""
    field = _PERCENTILES.get(code.text.casefold())
    return any(field in fact.fields or field in fact.cues for fact in case.all_facts if fact.is_money)


def check_codes(case: Case, findings: Findings) -> None:
    """Dates, phone numbers, ordinals and the like must stand in the evidence as printed."""
    held = known_text(case)
    for code, context in zip(case.reading.codes, case.reading.code_contexts, strict=True):
        if code.noun in ("name", "ordinal", "fraction", "date") and (
            gap := code_gap(code, context, case.all_facts)
        ):
            findings.reasons.append(gap)
        spelled = code.text.casefold()
        percentile = code.noun == "ordinal" and _is_held_percentile(code, case)
        following = re.match(r",? (\d{4})\b", case.reading.text[code.end :])
        if following and code.noun == "date":
            known = _stand_together([*re.findall(r"\w+", code.text), following.group(1)], case)
        else:
            known = spelled in held or percentile
        if not known:
            findings.reasons.append(f"{code.text} is not in what it cites")
        elif code.noun == "date" and _is_of_another_figure(code, case):
            findings.reasons.append(f"{code.text} is not the date of that figure in the source")


def _is_of_another_figure(date: Quantity, case: Case) -> bool:
    """Whether every line that has a figure of the sentence gives it another date."""
    held = [
        fact.text
        for claim in case.reading.claims
        for fact in case.all_facts
        if fact.unit not in ("year", "code") and holds_value(claim, fact)
    ]
    if not held or any(date.text in text for text in held):
        return False
    return all(_DATE.search(text) for text in held) or _is_of_other_amounts(date, case)


def _is_of_other_amounts(date: Quantity, case: Case) -> bool:
    """Whether every line with a date has amounts of its own, where a sentence gives it to another amount."""
    if not any(claim.quantity.is_money for claim in case.reading.claims):
        return False
    dated = {fact.text for fact in case.all_facts if date.text in fact.text}
    return bool(dated) and dated <= {fact.text for fact in case.all_facts if fact.is_money}
