"""Roles and places named in a sentence, and which of them a figure belongs to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import pycountry
from rapidfuzz import fuzz

from bot.grounding import lexicon
from bot.grounding.words import PAY_WORDS, STOPWORDS, singular, tokens

_WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")
_LEVELS = lexicon.words("levels")
_DETERMINERS = lexicon.words("determiners")
# After these a word such as "leads" is a verb, not a job title.
_LINKING = frozenset({"and", "or", "of", "in", "the", "for", "a", "an"})
_VERB_BEFORE = lexicon.words("verb_before")
# The last word of a name for a whole group ("all workers") names nobody in particular.
_ANYONE = frozenset(
    ["job", "occupation", "worker", "employee", "people", "staff", "position", "role", "work"]
)
_AFTER_HEAD = frozenset(["of", "for", "in", "except"])
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|ent|ive|man|eer|ee)$")
_USUAL = frozenset(["median", "average"])
NATIONAL = "(national)"
_NATIONAL = re.compile(
    r"\b(?:national|nationally|nationwide|country-?wide|across the country)\b", re.IGNORECASE
)
_SAME_NAME = 94
_SHORTEST_CLIP, _LONGEST_CLIP = 3, 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, whole or short, in a text: where it stands, what for, and a level word right before it."""

    start: int
    end: int
    names: frozenset[str]
    level: str | None = None
    whole: bool = True


def name_words(name: str) -> tuple[str, ...]:
    """Return a name's words in the singular, for comparing names."""
    return tuple(singular(match.group()) for match in _WORD.finditer(name.replace("'s", "")))


def name_key(name: str) -> str:
    """Return the form in which two spellings of one name are equal."""
    return " ".join(name_words(name))


class NameFinder:
    """Finds known names in text: whole names first, then their last word ("managers") where that is clear."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Take each canonical name with its other names."""
        self._canonical: dict[str, set[str]] = {}
        for name, aliases in names.items():
            for spelling in (name, *(alias for alias in aliases if not _is_everyday(alias))):
                self._canonical.setdefault(name_key(spelling), set()).add(name_key(name))
        self._canonical.pop("", None)
        spellings = (spelling for name, aliases in names.items() for spelling in (name, *aliases))
        self._listed = frozenset(name_key(spelling) for spelling in spellings if "," in spelling)
        self._heads: dict[str, set[str]] = {}
        self._stubs: dict[str, set[str]] = {}
        for key, targets in self._canonical.items():
            words = _head_part(key)
            if words[-1] not in _ANYONE:
                self._heads.setdefault(words[-1], set()).update(targets)
            if len(words) > 2:
                self._stubs.setdefault(" ".join(words[:-1]), set()).update(targets)
        self._longest = max((key.count(" ") + 1 for key in self._canonical), default=0)

    def resolve(self, name: str) -> frozenset[str]:
        """Return the canonical names a printed name stands for; itself when it is none of them."""
        return _resolve(self, name)

    def lookup(self, key: str) -> frozenset[str]:
        """Return what a whole name stands for, near spellings included; empty when unknown."""
        if key in self._canonical:
            return frozenset(self._canonical[key])
        best = max(self._canonical, key=lambda known: fuzz.token_sort_ratio(key, known), default=None)
        if best is not None and fuzz.token_sort_ratio(key, best) >= _SAME_NAME:
            return frozenset(self._canonical[best])
        return frozenset()

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the names in a text, in order; where two overlap, the longer."""
        matches = list(_WORD.finditer(text))
        words = [singular(_bare(match.group())) for match in matches]
        commas = frozenset(n for n in range(1, len(matches)) if _is_cut(matches, n))
        found: list[Mention] = []
        taken: set[int] = set()
        position = 0
        while position < len(words):
            length, targets = self._longest_at(words, position, commas)
            if not length:
                position += 1
                continue
            span = range(position, position + length)
            taken.update(span)
            found.append(_mention(matches, words, span, frozenset(targets)))
            position += length
        found += self._short_forms(matches, words, taken, bool(found))
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _of(self, words: Sequence[str], position: int, taken: set[int]) -> frozenset[str]:
        """Return what a last word stands for; "supervisors of sales" are those with sales in their name."""
        names = frozenset(self._heads[words[position]])
        if words[position + 1 : position + 2] != ["of"]:
            return names
        following = set(words[position + 2 : position + 6]) - _LINKING
        fitting = {name: len(following & set(name.split())) for name in names}
        most = max(fitting.values(), default=0)
        if most:
            return frozenset(name for name, count in fitting.items() if count == most)
        of_another = taken & {position + 2, position + 3}
        return frozenset({" ".join(words[position : position + 4])}) if of_another else names

    def _longest_at(
        self, words: Sequence[str], position: int, commas: frozenset[int]
    ) -> tuple[int, set[str]]:
        """Return the longest name at a place; no comma stands in it, unless it is written with one."""
        for length in range(min(self._longest, len(words) - position), 0, -1):
            span = words[position : position + length]
            if (
                commas.intersection(range(position + 1, position + length))
                and " ".join(span) not in self._listed
            ):
                continue
            targets = self._canonical.get(" ".join(span)) or self._clipped(span)
            if targets:
                return length, targets
        return 0, set()

    def _clipped(self, span: Sequence[str]) -> set[str]:
        """Return what a name stands for whose last word is cut short: "sales rep"."""
        if len(span) < 2 or not _SHORTEST_CLIP <= len(span[-1]) <= _LONGEST_CLIP:
            return set()
        heads = (head for head in self._heads if head.startswith(span[-1]) and head != span[-1])
        found = (self._canonical.get(" ".join((*span[:-1], head))) for head in heads)
        return next(filter(None, found), set())

    def _short_forms(
        self, matches: Sequence[re.Match[str]], words: Sequence[str], taken: set[int], whole: bool
    ) -> list[Mention]:
        found: list[Mention] = []
        for position, word in enumerate(words):
            if position in taken or word not in self._heads:
                continue
            if _is_noun(matches, words, position, taken):
                span = range(position, position + 1)
                found.append(_short(matches, words, span, self._of(words, position, taken)))
        if whole or found:
            return found
        for position in range(len(words) - 1):
            for length in (3, 2):
                targets = self._stubs.get(" ".join(words[position : position + length]))
                if targets and position + length <= len(words):
                    found.append(
                        _short(matches, words, range(position, position + length), frozenset(targets))
                    )
                    break
        return found


def _is_cut(matches: Sequence[re.Match[str]], position: int) -> bool:
    """Whether a comma stands before a word."""
    before, word = matches[position - 1], matches[position]
    return "," in word.string[before.end() : word.start()]


def _is_everyday(alias: str) -> bool:
    """Whether a name says nothing by itself, as "the average" for the average of all."""
    return all(token.word.casefold() in STOPWORDS | PAY_WORDS for token in tokens(alias))


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=8192)
def _resolve(finder: NameFinder, name: str) -> frozenset[str]:
    key = name_key(name)
    return finder.lookup(key) or frozenset({key})


def _head_part(key: str) -> list[str]:
    """Return the words up to the noun that names the job: "head of sales" ends in "head"."""
    words = key.split(" ")
    for index, word in enumerate(words):
        if index and (word in _AFTER_HEAD or (word == "and" and _AGENT.search(words[index - 1]))):
            return words[:index]
    return words


def _is_noun(matches: Sequence[re.Match[str]], words: Sequence[str], position: int, taken: set[int]) -> bool:
    before = words[position - 1] if position else ""
    if before in _VERB_BEFORE or position - 1 in taken:
        return False
    if before == "to":
        return _AGENT.search(words[position]) is not None
    if _is_said_of_a_name(matches, position) and not _AGENT.search(words[position]):
        return False
    plural = words[position] != _bare(matches[position].group()).casefold()
    if before in _USUAL and position > 1:  # "the median rep"
        before = words[position - 2]
    return plural or before in _DETERMINERS or before in _LEVELS


def _is_said_of_a_name(matches: Sequence[re.Match[str]], position: int) -> bool:
    """Whether a word in small letters stands right after one with a capital: "Columbia leads"."""
    pair = matches[max(0, position - 1) : position + 1]
    return position > 1 and pair[0].group()[0].isupper() and pair[1].group()[0].islower()


def _short(
    matches: Sequence[re.Match[str]], words: Sequence[str], span: range, names: frozenset[str]
) -> Mention:
    return replace(_mention(matches, words, span, names), whole=False)


def _mention(
    matches: Sequence[re.Match[str]], words: Sequence[str], span: range, names: frozenset[str]
) -> Mention:
    before = words[span.start - 1] if span.start and not _is_cut(matches, span.start) else ""
    level = before if before in _LEVELS else None
    return Mention(matches[span.start].start(), matches[span.stop - 1].end(), names, level)


@cache
def country_spellings() -> Mapping[str, str]:
    """Return the usual spellings of every country, case kept, with its ISO code in lower case."""
    spellings: dict[str, str] = {}
    for country in pycountry.countries:
        for name in (
            country.name,
            getattr(country, "common_name", ""),
            getattr(country, "official_name", ""),
        ):
            if name:
                spellings[name.partition(",")[0]] = country.alpha_2.casefold()
    usual = {"US": "us", "U.S.": "us", "USA": "us", "U.S.A.": "us", "America": "us", "UK": "gb", "U.K.": "gb"}
    return spellings | usual | {"Britain": "gb", "Great Britain": "gb", "England": "gb-eng", "UAE": "ae"}


def place_key(place: str) -> str:
    """Return the form in which two spellings of one place are equal: a country's ISO code, else its words."""
    spelling = place.strip()
    code = country_spellings().get(spelling) or country_spellings().get(spelling.removeprefix("the "))
    if code is None and len(spelling) == 2 and pycountry.countries.get(alpha_2=spelling.upper()):
        code = spelling.casefold()
    return code or " ".join(re.findall(r"[^\W_]+", spelling.casefold()))


_CODE = re.compile(r",? ([A-Z])\.?([A-Z])\b")


class PlaceFinder:
    """Finds places in text: those of the pay records as printed, and countries."""

    def __init__(self, places: Iterable[str]) -> None:
        """Take the places the evidence knows."""
        spellings = {place: place_key(place) for place in places} | dict(country_spellings())
        self._keys = {spelling: key for spelling, key in spellings.items() if len(spelling) > 1}
        names = sorted(self._keys, key=len, reverse=True)
        pattern = "|".join(re.escape(name) for name in names)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])" if pattern else r"(?!)")

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the places in a text, in order; "nationally" and its like stand for the whole country."""
        found = [
            Mention(match.start(), match.end(), frozenset({self._region_of(text, match)}))
            for match in self._pattern.finditer(text)
        ]
        found += [
            Mention(match.start(), match.end(), frozenset({NATIONAL})) for match in _NATIONAL.finditer(text)
        ]
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _region_of(self, text: str, match: re.Match[str]) -> str:
        """Return the place of a name, which a code after it may put elsewhere: "Washington, D.C."."""
        own, code = self._keys[match.group()], _CODE.match(text, match.end())
        names = _coded().get("".join(code.groups()), frozenset()) if code else frozenset[str]()
        elsewhere = names & frozenset(self._keys.values())
        return min(elsewhere) if elsewhere and own not in names else own


@cache
def _coded() -> dict[str, frozenset[str]]:
    """Return the regions of every country by the two letters of their code."""
    found: dict[str, frozenset[str]] = {}
    for region in pycountry.subdivisions:
        letters = region.code.partition("-")[2]
        if len(letters) == 2 and letters.isalpha():
            found[letters] = found.get(letters, frozenset()) | {place_key(region.name)}
    return found
