"""How currencies and multipliers are written; symbols and codes come from babel and pycountry."""

import re
from functools import cache

import pycountry
from babel.numbers import get_currency_symbol

from bot.quantities.words import NUMBER_WORDS

SPACE = "[ \t]"

CURRENCY_CODES = frozenset(
    entry.alpha_3
    for entry in pycountry.currencies
    if entry.alpha_3[0] != "X" or entry.alpha_3 in ("XAF", "XOF", "XPF", "XCD")
)
DOLLARS = frozenset(
    code for code in CURRENCY_CODES if "dollar" in pycountry.currencies.get(alpha_3=code).name.casefold()
)
# Their own countries write these with the dollar's sign.
_PESOS = frozenset(
    code
    for code in CURRENCY_CODES
    if "peso" in pycountry.currencies.get(alpha_3=code).name.casefold()
    and get_currency_symbol(code, locale="en_US") != "₱"
)

# Written in capitals these are also everyday words, so they count as a currency only right against a figure.
_WORDLIKE_CODES = frozenset(
    {"ALL", "COP", "CUP", "GEL", "LAK", "MAD", "PEN", "SOS", "TOP", "TRY", "AMD", "RON", "MOP"}
)

_EXTRA_SYMBOLS = {
    "US$": "USD", "U$": "USD", "C$": "CAD", "CAD$": "CAD", "CDN$": "CAD", "Can$": "CAD", "AU$": "AUD",
    "AUD$": "AUD",
    "S$": "SGD", "SG$": "SGD", "NZD$": "NZD", "USD$": "USD", "Mex$": "MXN", "¥": "JPY", "￥": "JPY",
    "£": "GBP",
    "zł": "PLN", "Kč": "CZK", "₺": "TRY", "₽": "RUB", "₴": "UAH", "₦": "NGN", "฿": "THB", "₨": "INR",
    "Rs.": "INR",
    "Rs": "INR", "Fr.": "CHF", "SFr.": "CHF", "sFr.": "CHF", "R$": "BRL", "Ksh": "KES", "KSh": "KES",
    "₡": "CRC",
}  # fmt: skip
_PREFIX_ONLY = {"R": "ZAR", "Rp": "IDR", "RM": "MYR", "kr": "", "Kr": ""}
_WORDS = {
    "dollar": "$", "dollars": "$", "buck": "$", "bucks": "$", "euro": "EUR", "euros": "EUR", "pound": "GBP",
    "pounds": "GBP",
    "quid": "GBP", "sterling": "GBP", "rupee": "INR", "rupees": "INR", "yen": "JPY", "franken": "CHF",
    "francs": "CHF", "dollars canadiens": "CAD", "canadian dollars": "CAD", "australian dollars": "AUD",
    "us dollars": "USD", "u.s. dollars": "USD", "pounds sterling": "GBP", "swiss francs": "CHF",
    "francs suisses": "CHF",
    "schweizer franken": "CHF", "dólares": "$", "pesos": "MXN", "rand": "ZAR", "reais": "BRL",
    "złotych": "PLN",
    "dirhams": "AED", "kronor": "SEK", "kroner": "NOK", "new zealand dollars": "NZD",
    "singapore dollars": "SGD",
}  # fmt: skip

SCALES = {
    "k": 1e3, "ks": 1e3, "thousand": 1e3, "grand": 1e3, "tausend": 1e3, "tsd": 1e3, "mille": 1e3,
    "mil": 1e3,
    "million": 1e6, "millions": 1e6, "millionen": 1e6, "millones": 1e6, "mio": 1e6, "mn": 1e6, "m": 1e6,
    "billion": 1e9, "billions": 1e9, "bn": 1e9, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5,
    "lpa": 1e5,
    "crore": 1e7, "crores": 1e7, "cr": 1e7,
}  # fmt: skip
_LOOSE_SCALES = (
    r"thousand|grand|tausend|tsd\b\.?|mille|mil|millions?|millionen|millones|mio\b\.?"
    r"|billions?|bn|lakhs?|lacs?|LPA|lpa|crores?|cr"
)
SCALE = re.compile(rf"(?:{SPACE}?(?P<loose>{_LOOSE_SCALES})|(?P<tight>[kK]'?s?|[mM]n?))(?![^\W\d_])")
SPACED_K = re.compile(rf"{SPACE}[kK](?![^\W_]{{2}})(?![a-df-zA-DF-Z])")


@cache
def symbols() -> dict[str, str]:
    """Every symbol that stands before or after an amount, with its ISO code; "$" stays open."""
    found = {get_currency_symbol(code, locale="en_US"): code for code in sorted(CURRENCY_CODES)}
    found = {
        symbol.translate(LOOKALIKES): code for symbol, code in found.items() if symbol not in CURRENCY_CODES
    }
    return found | _EXTRA_SYMBOLS | {"$": "$", "＄": "$"}


# One character for one character, so that spans in the changed text are spans in the text as given.
LOOKALIKES = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u2006\u2005\u2004\u2003\u2002\u200a\u205f\u3000", " ")
    | dict.fromkeys("–—−‒‐‑﹣－", "-")
    | dict.fromkeys("’‘ʼ′`´", "'")
    | {"％": "%", "⁄": "/"}
)


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def prefix_pattern() -> re.Pattern[str]:
    """A currency mark that ends where the figure starts."""
    loose = [code for code in CURRENCY_CODES if code not in _WORDLIKE_CODES]
    tight = sorted(_WORDLIKE_CODES & CURRENCY_CODES)
    letters = [mark for mark in [*symbols(), *_PREFIX_ONLY] if mark[0].isalpha()]
    signs = [mark for mark in symbols() if not mark[0].isalpha()]
    return re.compile(
        rf"(?:(?<![^\W_])(?P<code>{_alternatives(loose)}){SPACE}{{0,2}}\$?{SPACE}{{0,2}}"
        rf"|(?<![^\W_])(?P<tight>{_alternatives(tight)})"
        rf"|(?<![^\W_])(?P<mark>{_alternatives(letters)}){SPACE}{{0,2}}"
        rf"|(?P<sign>{_alternatives(signs)}){SPACE}{{0,2}})$"
    )


@cache
def suffix_pattern() -> re.Pattern[str]:
    """A currency mark, code or word that starts where the figure ends."""
    codes = [code for code in CURRENCY_CODES if code not in _WORDLIKE_CODES]
    letters = [mark for mark in symbols() if mark[0].isalpha() and mark not in ("Rs.", "Rs", "Fr.")]
    signs = [mark for mark in symbols() if not mark[0].isalpha()]
    return re.compile(
        rf"{SPACE}{{0,2}}(?P<mark>{_alternatives(letters + signs)})(?![\w$])"
        rf"|{SPACE}{{0,2}}(?P<code>{_alternatives(codes)}|kr)(?![^\W_])"
        rf"|{SPACE}{{1,2}}(?:(?:more|extra|additional){SPACE})?(?P<word>(?i:{_alternatives(list(_WORDS))}))(?![^\W_])"
    )


def currency_of(mark: str, assumed: str | None) -> str | None:
    """Return the ISO code of a mark; a plain dollar is the assumed dollar, else the US dollar."""
    if mark in CURRENCY_CODES:
        return mark
    if mark.casefold() == "kr":
        return assumed if assumed in ("SEK", "NOK", "DKK", "ISK") else "SEK"
    code = symbols().get(mark) or _PREFIX_ONLY.get(mark) or _WORDS.get(mark.casefold())
    if code == "$":
        signed = assumed in _PESOS and not mark.isalpha()
        return assumed if assumed in DOLLARS or signed else "USD"
    return code


@cache
def _naming_pattern() -> re.Pattern[str]:
    codes = _alternatives([code for code in CURRENCY_CODES if code not in _WORDLIKE_CODES])
    return re.compile(
        rf"(?<![^\W_])(?:(?P<code>{codes})|(?P<word>(?i:{_alternatives(list(_WORDS))})))(?![^\W_])"
    )


def currencies_named(text: str, assumed: str | None = None) -> tuple[str, ...]:
    """Return the ISO codes of the currencies a text names by word or code, amounts or not."""
    marks = (match["code"] or match["word"] for match in _naming_pattern().finditer(text))
    found = (currency_of(mark, assumed) for mark in marks)
    return tuple(dict.fromkeys(code for code in found if code))


GERMAN_NUMBER = re.compile(r"(?i)(?<![^\W_])[a-zäöüß]{2,30}(?:zig|zehn|hundert|tausend)(?![^\W_])")


@cache
def word_runs(language: str) -> re.Pattern[str]:
    """Runs of number words in a language; "and" joins only after a hundred, thousand or million."""
    word = rf"(?:{'|'.join(NUMBER_WORDS[language])})"
    joiner = r"(?:[ \t]+|-|(?<=hundred) and |(?<=thousand) and |(?<=trente) et |(?<=vingt) et |(?<=nta) y )"
    return re.compile(rf"(?i)(?<![^\W_]){word}(?:{joiner}{word}){{0,12}}(?![^\W_])")
