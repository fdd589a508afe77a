"""Figures joined into ranges, with their bounds and units settled: what callers see."""

import re
from dataclasses import replace
from functools import lru_cache

from bot.quantities.codes import set_apart
from bot.quantities.figures import Figure, read_figures
from bot.quantities.lexicon import LOOKALIKES
from bot.quantities.quantity import Quantity
from bot.quantities.words import AFTER_MONEY, MOVED

_JOIN = re.compile(
    r"(?i)\s{0,2}(?:-{1,2}|/-|to|through|till|until|bis(?: zu)?|à|a|hasta|al?|ai?|tot(?: en met)?|até)\s{0,2}"
    r"(?:the |los |las |les |den |os |as |gli |about |around |approximately |up to |more than |over |nearly "
    r"|as much as |as high as |ca\.? |environ )?"
)
_AND = re.compile(
    r"(?i)\s{0,2}(?:and|or|&|und|et|y|en|ed?)\s{0,2}(?:the |los |las |les |den |about |around )?"
)
_BETWEEN = re.compile(
    r"(?i)(?:between|range of|anywhere from|zwischen|entre|tussen|tra|fra)(?: [^\W\d_]{1,12}){0,2}\s{0,2}$"
)
_BELOW = re.compile(
    r"(?i)(?<![^\W_])(?:up to|as much as|as high as|less than|fewer than|lower than|below|under|at most"
    r"|no more than"
    r"|not more than|maximum(?: of)?"
    r"|max\.?|bis zu|höchstens|maximal|unter|weniger als|jusqu'à|jusqu'a|moins de|au plus|maximum de"
    r"|hasta|menos de"
    r"|como máximo|tot(?: wel)?|maximaal|hoogstens|minder dan|ten hoogste"
    r"|fino a|al massimo|meno di|até|no máximo)(?: (?:about|around|the|de|an?))?:? {0,2}$"
)
_ABOVE = re.compile(
    r"(?i)(?<![^\W_])(?:at least|more than|over|above|no less than|not less than|upwards? of"
    r"|in excess of|exceed(?:s|ing)?"
    r"|minimum(?: of)?|min\.?|starting from|mindestens|ab|mehr als|über|à partir de|au moins|plus de|dès"
    r"|a partir de|desde|super(?:a|an|ar)|dépasse(?:r|nt)?|al menos|más de|mínimo"
    r"|vanaf|minstens|minimaal|meer dan|ten minste|a partire da|almeno|più di|pelo menos|mais de|acima de)"
    r"(?: (?:about|around|the|los|las|les|de|an?))?:? {0,2}$"
)
_FROM = re.compile(r"(?i)(?<![^\W_])(?P<moved>[^\W\d_]+ )?from(?: (?:about|around))? {0,2}$")
_ABOUT = re.compile(
    r"(?i)(?:(?<![^\W_])(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|ca\.?"
    r"|c\.|close to|or so|environ"
    r"|près de|autour de|etwa|rund|ungefähr|zirka|fast|unos|unas|cerca de|alrededor de|aproximadamente"
    r"|ongeveer|circa|zo'n|rond(?: de)?|bijna|all'incirca|intorno a|quasi|por volta de|quase"
    r"|estimated)|[~≈])"
    r" {0,2}$"
)
_OR_MORE = re.compile(
    r"(?i) {0,2},? (?:or (?:more|above|higher|over|better)|and (?:up|above|over|higher)"
    r"|plus(?! ?[^\W_]| [$£€₹])|et plus|oder mehr|o más)(?![^\W_])"
)
_OR_LESS = re.compile(
    r"(?i) {0,2},? (?:or (?:less|below|lower|under|fewer)|and (?:below|under)|et moins|oder weniger"
    r"|o menos)(?![^\W_])"
)
_BOUND_INSIDE = re.compile(r"(?i) (?:or|and|oder|et) (?:more|less|above|up|mehr|plus)(?![^\W_]).*")
_FAR = 5
_APART = 50
_NEAR = 40
_SENTENCE = 1000


def find_quantities(text: str, *, currency: str | None = None) -> tuple[Quantity, ...]:
    """Find every figure and range in a text, in order.

    Args:
        text: Any text; it is never changed and never too long (the time taken grows with its length only).
        currency: ISO 4217 code of the currency of bare amounts ("38.5k", "45,000", "20 an hour"), and of
            which dollar a plain "$" means. Without it "$" is the US dollar and bare amounts are counts.
    """
    return _found_again(text, currency) if len(text) < _SENTENCE else _found(text, currency)


def _found(text: str, currency: str | None) -> tuple[Quantity, ...]:
    plain = text.translate(LOOKALIKES)
    masked, codes = set_apart(plain, text)
    figures = list(read_figures(masked, currency))
    found = list(codes)
    position = 0
    while position < len(figures):
        first = figures[position]
        second = figures[position + 1] if position + 1 < len(figures) else None
        pair = _joined(masked, first, second) if second else None
        position += 2 if pair else 1
        found.append(_quantity(text, masked, pair or (first, first), currency))
    return tuple(sorted(found, key=lambda quantity: (quantity.start, quantity.end)))


# A sentence is asked for its figures several times over while it is read.
_found_again = lru_cache(maxsize=2048)(_found)


def find_money(text: str, *, currency: str | None = None) -> tuple[Quantity, ...]:
    """Find the amounts of money in a text; see `find_quantities`."""
    return tuple(quantity for quantity in find_quantities(text, currency=currency) if quantity.is_money)


def _joined(text: str, first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Return the two ends of a range when the text between them says that they are one."""
    gap = text[first.end : second.start]
    if len(gap) > _NEAR:
        return None
    between = _BETWEEN.search(text, max(0, first.start - _NEAR), first.start)
    if not (_JOIN.fullmatch(gap) or (between and _AND.fullmatch(gap))):
        return None
    if first.open_above or not _compatible(first, second):
        return None
    return _share(first, second)


def _compatible(first: Figure, second: Figure) -> bool:
    if first.unit and second.unit and first.unit != second.unit:
        return False
    if first.period and second.period and first.period != second.period:
        return False
    if first.noun and (second.unit or second.noun != first.noun):
        return False
    thousands = second.scale == 1000  # "£28-32k DOE"
    return not (
        first.is_money
        and second.unit is None
        and second.noun
        and not thousands
        and not _money_noun(second.noun)
    )


def _money_noun(noun: str) -> bool:
    return noun.split()[0].casefold() in AFTER_MONEY


def _share(first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Give each end what only the other one says: "35-40k", "$38 to 48 an hour"."""
    unit = first.unit or second.unit
    if unit == "year" and first.unit != second.unit:
        if second.value >= _FAR * first.value:
            return None  # "rose from 12 in 2020 to 58,430"
        unit = None  # "2000-2500 a month"
    period = first.period or second.period
    low_scale, high_scale = first.scale, second.scale
    if low_scale == 1 and high_scale > 1 and first.raw < 1000 and first.raw <= second.raw:
        low_scale = high_scale
    elif high_scale == 1 and low_scale > 1 and second.raw < 1000 and second.raw >= first.raw:
        high_scale = low_scale
    if (
        second.word
        and first.raw < 1000 <= second.value
        and second.value % 1000 == 0
        and first.raw <= second.raw / 1000
    ):
        low_scale = 1000.0
    low = replace(first, unit=unit, period=period, scale=low_scale)
    high = replace(second, unit=unit, period=period, scale=high_scale, noun=second.noun or first.noun)
    if first.unit is None and high.value > _APART * low.value:
        return None  # "£25,549 at point 7 to £45,340"
    if low.value >= (high.top or high.value) or (low.top is not None and low.unit == "year"):
        return None
    return low, high


def _quantity(text: str, masked: str, pair: tuple[Figure, Figure], currency: str | None) -> Quantity:
    first, second = pair
    start, end = first.start, second.end
    unit = second.unit or "count"
    assumed = unit == "count" and currency is not None and _bare_money(first, second)
    unit = currency if assumed and currency else unit
    low: float | None = first.value
    high: float | None = second.top if second.top is not None else second.value
    before = masked[max(0, start - _NEAR) : start]
    inside = _BOUND_INSIDE.search(masked[start:end])
    after = (inside.group() if inside else "") + masked[end : end + _NEAR]
    approximate = (first.top is not None and unit != "year") or _ABOUT.search(before) is not None
    if low == high and unit != "year":
        low, high = _bounded(low, before, after, is_open=second.open_above, money=len(unit) == 3)
    elif second.open_above:
        high = None
    noun = None if len(unit) == 3 else second.noun
    return Quantity(start, end, text[start:end], unit, low, high, second.period, approximate, noun, assumed)


def _bare_money(first: Figure, second: Figure) -> bool:
    """Whether a figure without a currency is written the way amounts are: "38.5k", "45,000"."""
    if second.noun and not _money_noun(second.noun):
        return False
    return second.period is not None or first.value >= 1000 or first.scale > 1


def _bounded(
    value: float | None, before: str, after: str, *, is_open: bool, money: bool
) -> tuple[float | None, float | None]:
    if is_open or _OR_MORE.match(after) or _ABOVE.search(before):
        below = not is_open and not _OR_MORE.match(after) and _BELOW.search(before)
        return (None, value) if below else (value, None)
    if _OR_LESS.match(after) or _BELOW.search(before):
        return None, value
    start = _FROM.search(before) if money else None
    if start and (start["moved"] or "").strip().casefold() not in MOVED:
        return value, None
    return value, value
