"""Evidence, history and the person's own facts as the model reads them: numbered, fenced, marked as data."""

from collections.abc import Mapping, Sequence

from bot.quantities import format_money, format_range
from bot.schema import Amount, Evidence, Passage, PayRecord, Person, PriceLevel

_FIELDS = {
    "p10": "lowest tenth up to",
    "p25": "lowest quarter up to",
    "median": "median",
    "p75": "top quarter from",
    "p90": "top tenth from",
    "mean": "mean (average)",
}
_FENCES = str.maketrans({"<": "‹", ">": "›"})


def describe_sources(evidence: Mapping[int, Sequence[Evidence]], limit: int) -> str:
    """Return the numbered sources, best first, as many whole ones as fit in `limit` characters.

    Angle brackets in a source are replaced, so that no text in it can close its fence.
    """
    parts: list[str] = []
    left = limit
    for number, items in sorted(evidence.items()):
        body = "\n".join(_describe(item) for item in items).translate(_FENCES)
        part = f'<source number="{number}">\n{body}\n</source>'
        if len(part) > left:
            if parts:
                continue
            part = f'<source number="{number}">\n{body[: max(0, left - 60)]}\n</source>'
        parts.append(part)
        left -= len(part)
    return "\n".join(parts) or "(none)"


def _describe(item: Evidence) -> str:
    if isinstance(item, Passage):
        year = f", {item.year}" if item.year else ""
        return f"{item.title} · {item.section} ({item.publisher or 'guide'}{year})\n{item.text}"
    if isinstance(item, PayRecord):
        return _pay(item)
    if isinstance(item, PriceLevel):
        what = f"Price level, no wage: {item.place} {item.index:g} ({item.base})"
        return f"{what}, {item.year}, {item.publisher or item.title}"
    relation = "is counted under" if item.relation == "counted_as" else "is nearest to"
    return f"Job titles: {item.role} {relation} {item.occupation} ({item.publisher or item.title})"


def _pay(record: PayRecord) -> str:
    what = "starting pay" if record.kind == "starting_range" else "pay"
    amounts = [
        f"{words} {format_money(record.amounts[name], record.currency, record.period)}"
        for name, words in _FIELDS.items()
        if name in record.amounts
    ]
    if record.low is not None or record.high is not None:
        amounts.insert(0, _range(record))
    parts = (
        f"Pay record: {record.role}",
        record.level,
        record.industry,
        f"{what} per {record.period}: {'; '.join(amounts)}",
        record.place,
        record.year_label or (str(record.year) if record.year else None),
        record.publisher or record.title,
        record.note,
    )
    return ", ".join(part for part in parts if part)


def _range(record: PayRecord) -> str:
    if record.low is not None and record.high is not None:
        if record.low == record.high:
            return format_money(record.low, record.currency, record.period)
        return format_range(record.low, record.high, record.currency, record.period)
    if record.low is not None:
        return f"from {format_money(record.low, record.currency, record.period)}"
    return f"up to {format_money(record.high or 0.0, record.currency, record.period)}"


def describe_facts(facts: Sequence[str]) -> str:
    """Return the sentences that were looked up and computed, one a line."""
    return "\n".join(f"- {fact.strip()}" for fact in facts).translate(_FENCES) or "(nothing)"


def describe_person(person: Person) -> str:
    """Return what someone has said about themselves, one thing a line."""
    lines = [
        f"Works as: {person.job or person.role}" if person.job or person.role else "",
        f"Wants to become: {person.target_role}" if person.target_role else "",
        f"Lives in: {person.place.name}" if person.place else "",
        f"Earns: {_amount(person.pay)}" if person.pay else "",
        f"Was offered: {_amount(person.offer)}" if person.offer else "",
        f"Experience: {person.experience_years:g} years" if person.experience_years else "",
    ]
    return "\n".join(line for line in lines if line).translate(_FENCES) or "(nothing said)"


def _amount(amount: Amount) -> str:
    if amount.text:
        return amount.text
    ends = [end for end in (amount.low, amount.high) if end is not None]
    return " to ".join(f"{end:g} {amount.currency or ''}".strip() for end in dict.fromkeys(ends))


def fenced(text: str) -> str:
    """Return a turn's text with nothing in it that could open or close a fence."""
    return text.translate(_FENCES)
