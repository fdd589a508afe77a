"""From digits and number words to lone figures with their unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from text_to_num import text2num

from bot.quantities.codes import month_names
from bot.quantities.lexicon import (
    GERMAN_NUMBER,
    SCALE,
    SCALES,
    SPACED_K,
    currency_of,
    prefix_pattern,
    suffix_pattern,
    word_runs,
)
from bot.quantities.periods import period_after, period_before
from bot.quantities.words import NO_NOUN, NUMBER_WORDS, small_number
from bot.schema import Period

_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,']\d+)*")
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)[-/](?P<last>(?:19|20)\d\d|\d\d)(?![.,]?\d|%|[^\W\d_])")
_MONTH = re.compile(rf"(?i)(?<![^\W_])(?:{month_names()})\.?,? $")
# A sign behind a year that is the next amount's: "in 2025 € 32".
_SIGN_OF_NEXT = re.compile(r" [$£€₹] ?\d")
_PERCENT = re.compile(
    r"(?i) {0,2}%(?P<a> points?)?"
    r"|[ -]{1,2}(?:percent|per cent|pct|prozent|pour ?cent|por ciento)(?:age)?(?P<b>[ -]?(?:points?"
    r"|punkten?))?(?![^\W_])"
    r"|[ -]{1,2}percentage(?P<c>[ -]points?)(?![^\W_])"
)
_HOURS = re.compile(r"(?i)[ -]{0,2}(?:hours?|hrs?|stunden?|std|heures?|horas?|h)(?![^\W_])")
_NOUN = re.compile(r"\+?[ -]{1,2}(?P<noun>[^\W\d_][^\W\d_'-]{0,30}(?: [^\W\d_][^\W\d_'-]{0,30})?)")
_SPANS = re.compile(
    r"(?i)(?:years?|months?|weeks?|days?|minutes?|people|jahre?n?|monate?n?|wochen?|tagen?|ans|années?"
    r"|mois|semaines?|jours"
    r"|años?|meses|semanas?|días)(?![^\W_])"
)
_VAGUE = re.compile(r"(?i)(?<![^\W_])(?P<part>low|lower|mid|middle|high|higher|upper)[ -]{1,2}$")
_DECADE = re.compile(r"'?s(?![^\W_])")
_THOUSANDS = re.compile(r" ?[kK]'?s(?![^\W_])")
_SIX_FIGURES = re.compile(r"(?i)(?<![^\W_])(?P<count>five|six|seven|[567])[ -]figures?(?![^\W_])")
_ONE = re.compile(
    r"(?i)(?<![^\W_])(?:an?|another)(?= (?:extra |additional )?(?:dollar|buck|euro|pound)"
    r"(?: (?:more|extra|an?|per|each|every|raise|rise|bump)(?![^\W_])|[.,?!]|$))"
)
_CENTS = re.compile(r"(?i) (?P<unit>cents?|pence)(?![^\W_])")
_PRICE_DASH = re.compile(r"[.,]-{1,2}(?!\w)")
_BARE_UNIT = re.compile(r"(?i) (?:yrs?|year|hrs?|hour|std)")
_NO_HOURLY_RATE = 10_000
_IN_SUM = re.compile(r"(?:[/÷×]| x)\s*$")
_LONGEST = 20
_WINDOW = 80


def is_magnitude(text: str) -> bool:
    """Whether an amount is said by the number of its digits ("six figures a year"): its least is meant."""
    return _SIX_FIGURES.match(text) is not None


@dataclass(frozen=True, slots=True)
class Figure:
    """A lone figure: `raw` before its multiplier `scale`; `top` ends a vague span such as "low-$40Ks"."""

    start: int
    end: int
    raw: float
    scale: float = 1.0
    unit: str | None = None
    period: Period | None = None
    noun: str | None = None
    top: float | None = None
    word: bool = False
    open_above: bool = False

    @property
    def value(self) -> float:
        """The figure with its multiplier."""
        return round(self.raw * self.scale, 6)

    @property
    def is_money(self) -> bool:
        """Whether a currency is written with it."""
        return self.unit is not None and len(self.unit) == 3 and self.unit.isupper()


def parse_number(digits: str, *, decimal: bool = False) -> float | None:
    """Read digits with any country's separators; with `decimal` a lone point marks decimals."""
    digits = digits.replace(" ", "").replace("'", "")
    if len(digits) > _LONGEST:
        return None
    points, commas = digits.count("."), digits.count(",")
    if points + commas == 1:
        return _one_mark(digits, "." if points else ",", decimal)
    if points and commas:
        last = max(".", ",", key=digits.rfind)
        first = "," if last == "." else "."
        digits = digits.replace(first, "")
        return float(digits.replace(last, "." if digits.count(last) == 1 else ""))
    return float(digits.replace(".", "").replace(",", ""))


def _one_mark(digits: str, mark: str, decimal: bool) -> float:
    whole, _, rest = digits.partition(mark)
    grouped = len(rest) == 3 and len(whole) <= 3 and whole != "0" and not (decimal and mark == ".")
    return float(whole + rest) if grouped else float(f"{whole}.{rest}")


def read_figures(text: str, assumed: str | None) -> Iterator[Figure]:
    """Yield the figures of a text, in order; codes must have been blanked out before."""
    limit = 0
    for start, end, value in _numbers(text):
        if start < limit:
            continue
        word = value is not None
        figure = _dated(text, start, end) or _measured(text, start, end, value, assumed)
        if figure is None or (word and not _worth(figure)):
            continue
        if figure.start < limit:  # the sign in front was the last figure's: "40$ 50"
            figure = replace(figure, start=start)
        if figure.is_money and figure.period is None:
            period = period_before(text[max(limit, figure.start - _WINDOW) : figure.start])
            figure = replace(figure, period=period)
        limit = figure.end
        yield figure


def _worth(figure: Figure) -> bool:
    """Small number words are figures only with a unit: "five percent", "two years", not "one of them"."""
    timed = figure.noun is not None and _SPANS.match(figure.noun) is not None
    return figure.unit is not None or figure.period is not None or figure.value >= 10 or timed


def _numbers(text: str) -> list[tuple[int, int, float | None]]:
    found: list[tuple[int, int, float | None]] = [(m.start(), m.end(), None) for m in _NUMBER.finditer(text)]
    for match in _SIX_FIGURES.finditer(text):
        digits = small_number(match["count"]) or 1
        found.append((match.start(), match.end(), 10.0 ** (digits - 1)))
    found += [(match.start(), match.end(), 1.0) for match in _ONE.finditer(text)]
    for language in NUMBER_WORDS:
        found += _worded(text, word_runs(language), language)
    found += _worded(text, GERMAN_NUMBER, "de")
    return sorted(found, key=lambda item: (item[0], -item[1]))


def _worded(text: str, pattern: re.Pattern[str], language: str) -> list[tuple[int, int, float | None]]:
    found: list[tuple[int, int, float | None]] = []
    for match in pattern.finditer(text):
        try:
            value = text2num(match.group().casefold().replace("-", " "), language)
        except ValueError:
            continue
        found.append((match.start(), match.end(), float(value)))
    return found


def _dated(text: str, start: int, end: int) -> Figure | None:
    """Read "2019", "May 2025", "2024-34"; not "2000 a month", "2080 hours", "$2000"."""
    span = _YEARS.match(text, start)
    if span is None and not (
        end - start == 4 and text[start:end].isdigit() and 1900 <= int(text[start:end]) <= 2100
    ):
        return None
    end = span.end() if span else end
    suffixed = _suffix(text, end, None)[0] and not _SIGN_OF_NEXT.match(text, end)
    if _prefix(text, start, None)[0] or suffixed or SCALE.match(text, end):
        return None
    month = _MONTH.search(text, max(0, start - 14), start)
    paid_for = (
        not month and text[end : end + 1] != "," and period_after(text, end)[0]
    )  # "May 2024 hourly median"
    if _HOURS.match(text, end) or _PERCENT.match(text, end) or paid_for:
        return None
    first = int(text[start : start + 4])
    last = int(span["last"]) if span else first
    last = last if last > 99 else first // 100 * 100 + last
    if not first <= last <= 2150:
        return None
    return Figure(month.start() if month else start, end, first, unit="year", top=last if span else None)


def _has_decimals(text: str, start: int, end: int, percent: bool) -> bool:
    """Whether a lone point can only mark decimals: in a percentage, before "million", or inside a sum."""
    return percent or _scaled(text, end) or _IN_SUM.search(text, max(0, start - 8), start) is not None


def _measured(text: str, start: int, end: int, value: float | None, assumed: str | None) -> Figure | None:
    """Read an amount, a percentage, hours or a count."""
    percent = _PERCENT.match(text, end)
    raw = (
        value
        if value is not None
        else parse_number(text[start:end], decimal=_has_decimals(text, start, end, percent is not None))
    )
    if raw is None:
        return None
    figure = Figure(start, end, raw, word=value is not None)
    if percent:
        noun = "points" if any(percent.groupdict().values()) else None
        return _signed(text, replace(figure, end=percent.end(), unit="percent", noun=noun))
    figure = _money(text, figure, assumed)
    if figure.unit is None and figure.period is None:
        figure = _counted(text, figure)
    return _signed(text, figure)


def _scaled(text: str, end: int) -> bool:
    match = SCALE.match(text, end)
    return match is not None


def _counted(text: str, figure: Figure) -> Figure:
    hours = _HOURS.match(text, figure.end)
    if hours and figure.scale == 1:
        period, end = period_after(text, hours.end())
        if period is None and (
            week := re.match(r"(?i)[ -]week(?![^\W_])", text[hours.end() : hours.end() + 6])
        ):
            period, end = "week", hours.end() + week.end()
        return replace(figure, unit="hours", end=end, period=period)
    asked_by = figure.scale > 1 and period_after(text, figure.end)[0]  # "38.5k hourly"
    noun = None if asked_by else _NOUN.match(text, figure.end)
    words = noun["noun"].split() if noun else []
    if words and words[-1].casefold() in NO_NOUN:
        words.pop()
    named = bool(words) and words[0].casefold() not in NO_NOUN
    return replace(figure, noun=" ".join(words) if named else None)


def _signed(text: str, figure: Figure) -> Figure:
    before = text[max(0, figure.start - 2) : figure.start]
    if before[-1:] != "-" or (len(before) == 2 and (before[0].isalnum() or before[0] in "%.)]-$£€\0")):
        return figure
    return replace(figure, start=figure.start - 1, raw=-figure.raw)


def _prefix(text: str, start: int, assumed: str | None) -> tuple[str | None, int]:
    """Return the currency marked before a figure and where the mark starts."""
    match = prefix_pattern().search(text, max(0, start - 9), start)
    if match is None:
        return None, start
    mark = next(value for value in match.groups() if value)
    if mark == "R" and not re.match(r"\d{3}|\d{1,3}[ ,]\d{3}", text[start : start + 8]):
        return None, start
    return currency_of(mark, assumed), match.start()


def _suffix(text: str, end: int, assumed: str | None) -> tuple[str | None, int]:
    """Return the currency marked after a figure and where the mark ends."""
    match = suffix_pattern().match(text, end)
    if match is None:
        return None, end
    mark = next(value for value in match.groups() if value)
    return currency_of(mark, assumed), match.end()


def _scale(text: str, end: int, *, money: bool) -> tuple[float, int]:
    match = SCALE.match(text, end)
    spaced = SPACED_K.match(text, end) if match is None else None
    if spaced and (money or suffix_pattern().match(text, spaced.end())):
        match = spaced
    if match is None:
        return 1.0, end
    word = match.group().strip().rstrip(".").replace("'", "").casefold()
    if word in ("m", "mn") and not money:
        return 1.0, end
    return SCALES[word], match.end()


def _money(text: str, figure: Figure, assumed: str | None) -> Figure:
    """Add currency, multiplier, vague decade, "+" and period where they are written."""
    currency, start = _prefix(text, figure.start, assumed)
    scale, end = _scale(text, figure.end, money=currency is not None)
    dash = _PRICE_DASH.match(text, end)
    end = dash.end() if dash and _suffix(text, dash.end(), None)[0] else end
    after, after_end = _suffix(text, end, assumed)
    if after and (currency is None or after == currency or text[start : figure.start].strip() == "$"):
        currency, end = after, after_end
        if scale == 1:
            scale, end = _scale(text, end, money=True)
    elif currency is None and (cents := _CENTS.match(text, end)):
        currency = currency_of("$", assumed) if cents["unit"][0] in "cC" else "GBP"
        scale, end = scale * 0.01, cents.end()
    if currency is None and text[figure.end : end].strip().upper() == "LPA":
        currency = "INR"
    top = figure.raw * 10 - 1 if _SIX_FIGURES.match(text, figure.start) else None
    return _finished(
        text, replace(figure, top=top, start=start, end=end, scale=scale, unit=currency), figure.end
    )


def _finished(text: str, figure: Figure, digits_end: int) -> Figure:
    end = figure.end
    figure = _vague(text, figure, digits_end)
    end = figure.end
    if figure.unit and (dash := _PRICE_DASH.match(text, end)):
        end = dash.end()
    above = text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum()
    end += above
    if text[digits_end:end].strip().upper().startswith("LPA"):
        return replace(figure, end=end, period="year", open_above=above)
    period, after = period_after(text, end)
    if period is not None and _is_rate(figure, text[end:after], period):
        return replace(figure, end=after, period=period, open_above=above)
    return replace(figure, end=end, open_above=above)


def _is_rate(figure: Figure, written: str, period: Period) -> bool:
    """Whether a period after a figure is what it is paid for: not in "4 yrs", nor in "38.5k hourly"."""
    if figure.is_money and figure.scale == 1:
        return True
    bare = _BARE_UNIT.fullmatch(written) is not None
    return not (bare and figure.value < 100) and not (period == "hour" and figure.value >= _NO_HOURLY_RATE)


def _vague(text: str, figure: Figure, digits_end: int) -> Figure:
    """Read "mid-$30Ks" as 34,000 to 36,000 and "the $40s" as 40 to 49: thirds of the ten that is named."""
    part = _VAGUE.search(text, max(0, figure.start - 9), figure.start)
    plural = _DECADE.match(text, figure.end)
    many = plural is not None or _THOUSANDS.match(text, digits_end) is not None
    if not many or (figure.unit is None and figure.scale == 1) or figure.raw % 10 or figure.raw <= 0:
        return figure
    unit = figure.raw / 10 ** (len(str(int(figure.raw))) - 1) if figure.raw < 100 else 0
    step = 1.0 if unit else (10.0 if figure.raw % 1000 else 1000.0)
    name = part["part"].casefold()[:3] if part else ""
    first, last = {"low": (0, 3), "mid": (4, 6), "hig": (7, 9), "upp": (7, 9)}.get(name, (0, 9))
    return replace(
        figure,
        start=part.start() if part else figure.start,
        end=plural.end() if plural else figure.end,
        raw=figure.raw + first * step,
        top=(figure.raw + last * step) * figure.scale,
    )
