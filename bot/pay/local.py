"""Pay in a place by the occupation's own ratio, always called an estimate; and what money buys there."""

from dataclasses import dataclass

from bot.pay.names import name_key
from bot.pay.sums import money, rounded
from bot.schema import PayRecord, Period, PriceLevel, RoleLink


@dataclass(frozen=True, slots=True)
class Estimate:
    """A record's amounts scaled to a place: an estimate, never a figure of the source.

    `ratio` is the local median over the wider one, both of `local` and `wider` (same source, year, role);
    `values` are the scaled amounts by field name, `sums` how each came about;
    `via` is the link to the occupation.
    """

    record: PayRecord
    local: PayRecord
    wider: PayRecord
    place: str
    ratio: float
    ratio_sum: str
    values: dict[str, float]
    sums: dict[str, str]
    via: RoleLink | None = None


def estimate_in_place(record: PayRecord, local: PayRecord, wider: PayRecord) -> Estimate | None:
    """Scale a record to a place by what the place pays in an occupation against the wider area.

    Args:
        record: what is to be scaled (a national starting range, for example).
        local: the occupation's wages in the place.
        wider: the same occupation's wages, by the same source in the same year and period, where `record` is.

    Returns:
        The estimate, or None when the records do not allow one: the two medians are not of one kind, the
        wider place is not the record's, or a currency differs.
    """
    if local.median is None or wider.median is None or not local.place:
        return None
    same = all(
        (
            name_key(local.role) == name_key(wider.role),
            local.publisher == wider.publisher,
            local.year == wider.year,
            local.period == wider.period,
            local.industry == wider.industry,
            local.level == wider.level,
            local.currency == wider.currency == record.currency,
            name_key(wider.place or "") == name_key(record.place or ""),
        )
    )
    if not same:
        return None
    medians = [money(median, local.currency, local.period) for median in (local.median, wider.median)]
    ratio = local.median / wider.median
    values, sums = {}, {}
    for name, amount in record.amounts.items():
        values[name] = rounded(amount * local.median / wider.median, record.period)
        start, end = (money(value, record.currency, record.period) for value in (amount, values[name]))
        sums[name] = f"{start} x {medians[0]} / {medians[1]} = {end}"
    return Estimate(
        record=record,
        local=local,
        wider=wider,
        place=local.place,
        ratio=ratio,
        ratio_sum=f"{medians[0]} / {medians[1]} = {ratio:.3f}",
        values=values,
        sums=sums,
    )


@dataclass(frozen=True, slots=True)
class BuyingPower:
    """What an amount in one place would buy at another's prices: about prices, never about pay."""

    amount: float
    value: float
    currency: str
    period: Period
    price: PriceLevel
    sum: str
    other: PriceLevel | None = None


def buying_power(
    amount: float, price: PriceLevel, currency: str = "USD", period: Period = "year"
) -> BuyingPower:
    """Return what money spent in a place buys at the base's prices: amount x 100 / index."""
    value = rounded(amount * 100 / price.index, period)
    start, end = (money(figure, currency, period) for figure in (amount, value))
    return BuyingPower(amount, value, currency, period, price, f"{start} x 100 / {price.index:g} = {end}")


def same_buying_power(
    amount: float, here: PriceLevel, there: PriceLevel, currency: str = "USD", period: Period = "year"
) -> BuyingPower | None:
    """Return what one would need there to buy what `amount` buys here; None for price levels not alike."""
    if (here.base, here.year, here.publisher) != (there.base, there.year, there.publisher):
        return None
    value = rounded(amount * there.index / here.index, period)
    start, end = (money(figure, currency, period) for figure in (amount, value))
    text = f"{start} x {there.index:g} / {here.index:g} = {end}"
    return BuyingPower(amount, value, currency, period, here, text, other=there)
