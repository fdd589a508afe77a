"""Answers about pay, by intent."""

from collections.abc import Callable, Sequence

from bot.composer.draft import Draft
from bot.composer.paying.comparison import compare_roles
from bot.composer.paying.conversion import convert_amount, prices
from bot.composer.paying.lookup import lookup
from bot.composer.paying.offer import offer
from bot.composer.paying.ranking import pay_in_place, rank_roles
from bot.composer.paying.rising import pay_trend, raise_pay
from bot.composer.sources import Sources
from bot.schema import Request, Turn

PAY_ANSWERS: dict[str, Callable[[Request, Sources, Sequence[Turn]], Draft | None]] = {
    "pay_lookup": lookup,
    "pay_place": pay_in_place,
    "pay_compare": compare_roles,
    "pay_rank": rank_roles,
    "pay_convert": convert_amount,
    "pay_offer": offer,
    "pay_raise": raise_pay,
    "pay_trend": pay_trend,
    "pay_prices": prices,
}
