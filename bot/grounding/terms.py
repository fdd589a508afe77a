"""On what terms an amount is said: with bonuses, after tax or inflation, of which year, as advice."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.grounding import lexicon
from bot.grounding.case import SECOND_PERSON, Case, known_text
from bot.grounding.claims import Claim
from bot.grounding.kinds import KINDS
from bot.grounding.values import holds_value
from bot.grounding.words import IDIOM_STEMS, PAY_STEMS, content_stems, is_held, prefixes, stem
from bot.schema import Passage, PriceLevel

_OF_PRICES = frozenset(stem(word) for word in lexicon.words("price_words"))
_PLAIN = PAY_STEMS | IDIOM_STEMS | {stem(word) for word in lexicon.words("figure_words")}

_PART = (
    r"(?P<part>bonus(?:es)?|overtime|commissions?|tips|gratuit(?:y|ies)|benefits|perks|equity|stock"
    r"|allowances?|premiums?)"
)
_INCLUDED = re.compile(
    r"\b(?:including|inclusive of|includes?|count(?:s|ing)|contains?|covers?|takes? in|factors? in|with)\s+"
    rf"(?:[^\W\d_]+[,\s]+){{0,3}}?{_PART}\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b{_PART} (?:is|are|get|gets|being|have been) (?:counted|included|added|factored)\b", re.IGNORECASE
)
_TAXED = re.compile(
    r"\b(?:after(?:[- ]| \w+ )?tax(?:es)?|tax-free|net (?:pay|salary|wages?|income)|take[- ]home pay"
    r"|tax(?:es)? (?:is|are|has been|have been|comes?|goes?|was|were) "
    r"(?:taken|deducted|paid|withheld|off|out))\b",
    re.IGNORECASE,
)
_REAL = re.compile(
    r"\b(?:(?:after|above|adjusted for|ahead of|faster than|than|on top of|beyond|over|outpac\w+|beat\w*) "
    r"(?:the )?(?:rate of )?inflation|inflation-adjusted"
    r"|in real terms|real (?:pay|wages?))\b",
    re.IGNORECASE,
)
# Says when, counted from a day that no source gives.
_COUNTED_FROM_NOW = re.compile(
    r"\b(?:(?:last|this|next) year|an?other year ago|(?:a|one|two|three|four|five|\d{1,2}) years? ago)\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\bsince (?:[A-Z]\w+ )?(?P<year>(?:19|20)\d\d)\b[^.;]*?\b(?:has|have) \w+", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:not|no|never|nothing|neither|none|without|cannot|before|excluding|or)\b|n['’]t\b", re.IGNORECASE
)
_LEFT_OUT = re.compile(
    r"\b(?:not|no|without|exclud\w+|before|extra|besides|on top|(?:left|leaves?|leaving)\b[^.;]{0,80}\bout)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_OF_FIGURES = re.compile(r"\b(?:wages|figures|statistics|medians?|numbers)\b", re.IGNORECASE)
_ADVISED = re.compile(
    r"\b(?:ask(?:ing)? (?:them )?for|aim(?:ing)? (?:for|at)|hold(?:ing)? out for|settl(?:e|ing) for"
    r"|insist(?:ing)? on|demand(?:ing)?|push(?:ing)? for"
    r"|(?:take|accept|consider) (?:nothing|anything|no)(?: \w+){0,2})\s+"
    r"(?:(?:at least|about|around|roughly|no less than|nothing under|something like|up to)\s+)?$",
    re.IGNORECASE,
)
_EVERYWHERE = re.compile(
    r"\b(?:(?:state|country|nation)-?wide|everywhere|throughout|anywhere|across the (?:state|country|nation)"
    r"|(?:across|in|over|of) the (?:whole|entire) [^\W\d_]+)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|outside|the rest of|other (?:parts|places|areas|cities|counties))\b", re.IGNORECASE
)
_SHORTEST = 3
# So many strange words make up something where no amount stands beside them.
_NARROWED = 2


def wrong_terms(case: Case) -> Iterator[str]:
    """Yield reasons where a sentence puts its figures on terms that its sources do not have.

    What the person typed is no backing here: to ask for pay after tax does not make a figure that.
    """
    text = case.reading.text
    money = [claim for claim in case.reading.claims if claim.quantity.is_money]
    if money or _OF_FIGURES.search(text):
        yield from _included(case)
    yield from _advised(case, money)
    for pattern, of in ((_TAXED, "pay after tax"), (_REAL, "pay after inflation")):
        match = pattern.search(text) if case.reading.claims else None
        if match and not _DENIED.search(text[: match.start()]) and not _is_said(pattern, case):
            yield f"its sources say nothing of {of}"
    yield from _spread(case)
    lasting = _LASTING.search(text) if money else None
    if lasting and {year for fact in case.all_facts for year in fact.years} == {int(lasting["year"])}:
        yield f"its sources tell of {lasting['year']}, and not of what came after"
    when = _COUNTED_FROM_NOW.search(text) if case.reading.claims else None
    if (
        when
        and any(fact.years for fact in case.all_facts)
        and when.group().casefold() not in known_text(case)
    ):
        yield f"its sources do not say “{when.group()}”"


def strange_word(stems: Sequence[str], case: Case) -> str | None:
    """Return a word said of pay records that is neither theirs nor plain talk of figures.

    Records tell of one job, place and time; in "$40,000 in big cities" the cities are made up.
    """
    if not case.sources or any(isinstance(source.evidence, Passage) for source in case.sources):
        return None
    found = strange_words(stems, case)
    money = any(claim.quantity.is_money for claim in case.reading.claims)
    return found[0] if len(found) >= (1 if money else _NARROWED) else None


def strange_words(stems: Sequence[str], case: Case) -> list[str]:
    """Return the stems that the cited records do not have and plain talk of figures does not need."""
    text, named = case.reading.text, (*case.reading.roles, *case.reading.places)
    texts = [source.raw for source in case.sources]
    texts += case.context.person if SECOND_PERSON.search(text) else ()
    texts += [text[one.start : one.end] for one in named]
    priced = any(isinstance(source.evidence, PriceLevel) for source in case.sources)
    held = frozenset(item for part in texts for item in content_stems(part)) | _PLAIN
    held |= _OF_PRICES if priced else frozenset()
    starts = prefixes(held)
    names = [re.findall(r"\b[A-Z]", source.evidence.publisher or "") for source in case.sources]
    initials = {"".join(letters[start:]).casefold() for letters in names for start in range(len(letters))}
    strange = (item for item in stems if not (is_held(item, held, starts) or item in initials))
    return [item for item in dict.fromkeys(strange) if not _is_short(item, held)]


def _is_short(item: str, held: Iterable[str]) -> bool:
    """Whether a word is the beginning of one of the records' own: "reps"."""
    return len(item) >= _SHORTEST and any(word.startswith(item) for word in held)


def _is_said(pattern: re.Pattern[str], case: Case) -> bool:
    return any(pattern.search(source.raw) for source in case.sources)


def _spread(case: Case) -> Iterator[str]:
    """Yield a reason where a figure is said of a whole place, and its line has another for parts of it."""
    match = _EVERYWHERE.search(case.reading.text)
    if match is None or _DENIED.search(case.reading.text[: match.start()]):
        return
    for claim in case.reading.claims:
        lines = {fact.text for fact in case.all_facts if holds_value(claim, fact)}
        if lines and all(_ELSEWHERE.search(line) and not _EVERYWHERE.search(line) for line in lines):
            yield f"{claim.quantity.text} is not said “{match.group()}” in the source"


def _included(case: Case) -> Iterator[str]:
    match = _INCLUDED.search(case.reading.text) or _COUNTED.search(case.reading.text)
    if match is None or _DENIED.search(case.reading.text[: match.end()]):
        return
    part = match["part"].casefold().rstrip("s")
    lines = [line.text for source in case.sources for line in source.segments if part in line.text.casefold()]
    if all(_LEFT_OUT.search(line) for line in lines):
        yield f"its sources have no figure with {match['part']}"


def _advised(case: Case, money: list[Claim]) -> Iterator[str]:
    """Yield the amounts a person is told to ask for where only records of what is paid have them."""
    printed = {
        end
        for source in case.sources
        if isinstance(source.evidence, Passage)
        for fact in source.facts
        if fact.record is None
        for end in (fact.low, fact.high)
    }
    own = {value for item in case.person for value in item.values}
    for claim in money:
        named = claim.cues & KINDS or len(claim.quantity.values) > 1
        if named or not _ADVISED.search(case.reading.text[: claim.quantity.start]):
            continue
        if not set(claim.quantity.values) & (printed | own):
            yield f"no source advises on {claim.quantity.text}"
