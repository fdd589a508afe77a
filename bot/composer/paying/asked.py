"""What a pay question is about: its role, place and amount, from the request or the person's own facts."""

from dataclasses import replace

from bot.composer.draft import Statement
from bot.composer.sources import Sources
from bot.composer.units import escape
from bot.composer.wording import PER, capital, join, place_name, plural
from bot.dialogue.additions import is_addition
from bot.pay import Source
from bot.quantities import HOURLY_BELOW, YEARLY_FROM, format_money
from bot.schema import Amount, Evidence, PayRecord, Period, Place, Request


def role_of(request: Request) -> str | None:
    """The role asked about, else the one the person wants, else the one they have."""
    known = (*request.roles, request.person.target_role, request.person.role)
    return next((role for role in known if role), None)


def any_role_of(request: Request) -> str | None:
    """The role asked about, or the likeliest of those between which the wording does not decide."""
    return role_of(request) or next(iter(request.role_choices), None)


def place_of(request: Request) -> Place | None:
    """The place asked about, else where the person is."""
    return request.places[0] if request.places else request.person.place


def amount_of(request: Request) -> Amount | None:
    """The money asked about, else the offer, else the pay the person told of."""
    known = (*(wages(request) or request.amounts), request.person.offer, request.person.pay)
    return next((with_period(amount) for amount in known if amount), None)


def is_extra(amount: Amount, text: str) -> bool:
    """Whether an amount is what is added to pay ("$1 more an hour", "a raise of $2,000"), not pay itself."""
    ends = {amount.low, amount.high} - {None}
    if not amount.text or len(ends) != 1:
        return False
    at = text.find(amount.text)
    return at >= 0 and is_addition(text, at, at + len(amount.text))


def wages(request: Request) -> list[Amount]:
    """The amounts of a question that are pay, without what is added to it."""
    return [amount for amount in request.amounts if not is_extra(amount, request.question)]


def amounts_read(request: Request, sources: Sources) -> tuple[str, ...]:
    """Print the person's own amounts as they were understood: a bare "17" as "$17 an hour"."""
    read = [with_period(a) for a in (*request.amounts, request.person.offer, request.person.pay) if a]
    return tuple(
        f"{format_money(end, currency_of(amount, sources), period)} {PER[period]}"
        for amount in read
        for end in dict.fromkeys((amount.low, amount.high))
        if end is not None and (period := amount.period or request.period)
    )


def currency_of(amount: Amount, sources: Sources) -> str:
    """The currency of an amount: the one said, else that of most of the pay held."""
    known = sources.book.known().currencies
    return amount.currency or (known[0] if known else "USD")


def with_period(amount: Amount) -> Amount:
    """Fill in the period a person left out where the size leaves no doubt: $19 an hour, $45,000 a year."""
    value = point(amount)
    if amount.period or value is None:
        return amount
    period: Period | None = "hour" if value < HOURLY_BELOW else "year" if value >= YEARLY_FROM else None
    return replace(amount, period=period)


def point(amount: Amount) -> float | None:
    """One figure for an amount: itself, or the middle of a range."""
    if amount.low is not None and amount.high is not None:
        return (amount.low + amount.high) / 2
    return amount.low if amount.low is not None else amount.high


def sources_for(role: str, place: Place | None, request: Request, sources: Sources) -> tuple[Source, ...]:
    """One record of each publisher for a role, the asked year first and else the newest."""
    year = request.years[0] if request.years else None
    found = sources.book.sources(role, place, year=year, period=request.period)
    found = found or sources.book.sources(role, place, period=request.period)
    return found or tuple(
        replace(source, exact_place=False)
        for source in sources.book.sources(role, period=request.period)
        if source.record.place is None
    )


def missing(place: Place | None, request: Request, found: tuple[Source, ...]) -> list[Statement]:
    """Say in half a sentence what was asked for and is not held."""
    told = []
    if place and found and not any(source.exact_place for source in found):
        if all(source.record.place is None for source in found):
            unheld = f"I have no figures for {escape(place_name(place.name))} itself; the"
            told.append(
                f"{'The' if place.kind == 'country' else unheld} source does not say where its figures hold."
            )
        else:
            asked = request.places if len(request.places) > 1 and len(request.roles) < 2 else (place,)
            names = join([escape(place_name(one.name)) for one in asked], "or")
            told.append(f"I have no figures for {names} {'itself' if len(asked) == 1 else 'apart'}.")
    if request.years and found and all(source.record.year not in request.years for source in found):
        years = " or ".join(str(year) for year in request.years)
        told.append(f"I have no figures for {years}, only for other years.")
    return [Statement(text, voice=True) for text in told]


def same_currency(amount: Amount, record: PayRecord) -> bool:
    """Whether an amount and a record can stand side by side; a currency not said is the record's."""
    return amount.currency in (None, record.currency)


def group_of(role: str, record: PayRecord, sources: Sources) -> list[Statement]:
    """Say under which group a title is reported, where a record is not the title's own."""
    book = sources.book
    if book.key(role) == book.key(record.role):
        return []
    group = escape(plural(record.role))
    link = next(
        (one for one in book.links_of(role) if book.key(one.occupation) == book.key(record.role)), None
    )
    if link is None:
        return [Statement(f"My guides report {escape(plural(role))} under {group}.", voice=True)]
    verb = "are counted among" if link.relation == "counted_as" else "are nearest to"
    return [Statement(f"{capital(escape(plural(role)))} {verb} {group} in those figures.", (link,))]


def cited(source: Source) -> tuple[Evidence, ...]:
    """What a source's figure rests on: its record, and the link that was followed to it."""
    return (source.record, source.via) if source.via else (source.record,)
