"""Figures that are no amounts: set apart before anything else is read."""

import re
from functools import cache

from babel import Locale

from bot.quantities.lexicon import prefix_pattern
from bot.quantities.quantity import Quantity

_LANGUAGES = ("en", "fr", "de", "es")
_IN_FULL = ("nl", "it", "pt")
"""Whose months are known by their full names only: some short ones are words of other languages."""

# Left out altogether: the figure says nothing about the world.
_IGNORED = re.compile(
    r"https?://[^\s|)>\]]{1,2000}|www\.[^\s|)>\]]{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
    r"|(?<=\])\([^()\s]{1,500}\)"
    r"|\[\^?\d{1,3}(?:\s{0,2}[,;-]\s{0,2}\d{1,3}){0,12}\]"
    r"|(?m:^[ \t>]{0,12}(?:[#]{1,6}[ \t]{1,3}(?:\d{1,3}\.){1,3}\d{0,3}"
    r"|(?:[-*+][ \t]{1,3})?\d{1,3}[.)])(?=[ \t]))"
)

_DIGIT = re.compile(r"\d")


@cache
def month_names() -> str:
    """Month names and their short forms in the languages of pay, as alternatives of a pattern."""
    names: set[str] = set()
    for language in _LANGUAGES:
        months = Locale(language).months["format"]
        for width in ("wide", "abbreviated"):
            names |= {name.rstrip(".").casefold() for name in months[width].values()}
    for language in _IN_FULL:
        names |= {name.casefold() for name in Locale(language).months["format"]["wide"].values()}
    names |= {"sept"}
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _code_pattern() -> re.Pattern[str]:
    day = r"(?:[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?"
    parts = {
        "date": r"(?<![\w.,])\d{1,4}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{1,2})(?![\w%])"
        rf"|(?<![\w.,]){day}(?: de)? (?i:{month_names()})\b\.?(?=,? \d{{4}}\b)"
        rf"|(?<![^\W_])(?=[^\W\d_]{{3,10}}\.? \d)(?i:{month_names()})\.? {day}(?=,? (?:19|20)\d\d\b)",
        "phone": r"(?<![\w$£€.,])(?:\(\d{3,5}\)[ ]?\d{3,4}[- .]\d{3,4}"
        r"|(?:1[-. ])?[2-9]\d{2}[-.]\d{3}[-.]\d{4}"
        r"|\+\d{1,3}(?:[ .-]{0,2}\(?\d{1,4}\)?){2,6}"
        r"|[2-9]\d{2}-[01]\d{3}"
        r"|0\d{2,5}[ -]\d{3,4}(?:[ -]?\d{3,4})?)(?![\w,])",
        "code": r"(?<![\w$£€.,-])\d{2}-\d{4}(?:\.\d{2})?(?![\w,])"
        r"|\b(?=[^\W\d_]{2,6}[.:]? ?#?\d)"
        r"(?i:(?:soc|noc|naics|onet|anzsco|isco|kldb|code|form|room|suite|box|ref|iso|(?:art|no"
        r"|nr)(?=\.)))"
        r"[.:]?[ ]?(?:20\d\d[ ])?#?\d[\d.-]*(?<![.-])|#\d{1,9}|(?<!\d)\d{1,4}\([a-z]\)",
        "time": r"(?<![\w$£€.,:])\d{1,2}:\d{2}(?::\d{2})?(?:[ ]?[ap]\.?m\b\.?)?"
        r"|(?<![\w$£€.,:])\d{1,2}[ ]?[ap]\.?m\b\.?",
        # plans that people save in, by the number of the law they rest on
        "plan": r"(?<![\w$£€.,])(?:401|403|457) ?\(?[kKbB]\)?(?![\w)])",
        "version": r"(?i:\bv)\d+(?:\.\d+){0,4}(?!\w)"
        r"|(?<![\w$£€.,])\d{1,3}\.\d{1,3}\.\d{1,2}(?:\.\d+)?(?![\w,.])",
        "fraction": r"(?<![\w$£€.,/])\d{1,4}(?:\.\d{1,3})?/\d{1,4}(?![\w/,])",
        "ordinal": r"(?<![\w$£€.,])(?:\d{1,3},)?\d{1,4}(?:st|nd|rd|th|ème|eme|er|ère)(?![\w])",
        "name": r"(?<![\w$£€])(?:[^\W\d_]{1,12}|(?!(?i:mid|low|high|upper|lower|post|pre"
        r"|non)-)[A-Z][^\W\d_]{0,11}-)\d[\w.]*(?<!\.)",
    }
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in parts.items()))


def _is_money(match: re.Match[str]) -> bool:
    """Whether a word with a figure in it is an amount: "CHF5200", "USD40k", "kr300", "R9 500"."""
    name = match.group()
    letters = re.match(r"[^\W\d_]+", name)
    grouped = re.match(r"[ ,.]\d{3}(?!\d)", match.string[match.end() : match.end() + 5])
    if letters is None or (len(name) <= 3 and not grouped):
        return False
    end = match.start() + letters.end()
    return prefix_pattern().search(match.string, max(0, match.start() - 3), end) is not None


def set_apart(text: str, source: str) -> tuple[str, list[Quantity]]:
    """Return the text with codes blanked out (same length), and the codes as the source prints them."""
    if not _DIGIT.search(text):
        return text, []
    text = _IGNORED.sub(lambda match: "\0" * len(match.group()), text)
    codes: list[Quantity] = []

    def blank(match: re.Match[str]) -> str:
        found = match.group()
        if match.lastgroup == "name" and _is_money(match):
            return found
        printed = source[match.start() : match.end()]
        codes.append(Quantity(match.start(), match.end(), printed, "code", None, None, noun=match.lastgroup))
        return "\0" * len(found)

    return _code_pattern().sub(blank, text), codes
