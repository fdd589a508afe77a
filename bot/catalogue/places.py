"""Finding places in what a person typed, without mistaking words for them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.catalogue.gazetteer import (
    cities_named,
    city_by_initials,
    country_labels,
    country_named,
    fills,
    peopled_cities,
    region_coded,
    regions_named,
)
from bot.catalogue.words import Token, fold, is_ordinary, tokenize
from bot.schema import Place

_LONGEST = 5
_LARGE_CITY = 100_000
_BEFORE = frozenset({"in", "near", "from", "around", "within", "across", "outside", "inside", "throughout"})
_CUES = (
    _BEFORE
    | {"to", "at", "of", "for", "about", "and", "or", "vs", "versus", "compare", "add", "than", "is"}
    | {"between", "with"}
)
_AFTER = frozenset({"salary", "pay", "wage", "area", "metro", "job", "rate", "based", "average"})
_LEADING = frozenset(
    {"what", "how", "about", "and", "or", "the", "ok", "so", "for", "in", "near", "then", "but", "also"}
    | {"vs", "versus", "than", "now", "add", "you", "got", "have", "do", "any", "anything", "no", "not"}
    | {"just", "try"}
)
_TRAILING = frozenset(
    {"though", "then", "please", "instead", "too", "only", "either", "there", "anyway", "now"}
)
_DOTTED = re.compile(r"\b([A-Z])\.([A-Z])\.?(?!\w)")
_ABBREVIATIONS = frozenset({"AI", "AL", "AR", "CO", "CS", "CV", "HR", "ID", "IT", "PA", "PR", "TV", "VP"})
_WITHIN = frozenset({"", ",", "/"})
_NAME_CUES = frozenset({"im", "am", "name", "named", "called", "mr", "mrs", "ms", "dr", "dear"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Where a text names a place."""

    start: int
    end: int
    place: Place
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """The places of the pay tables by folded name, and the countries they are in (main one first)."""

    covered: Mapping[str, Place]
    countries: tuple[str, ...]

    def known(self, place: Place) -> Place:
        """Return the pay tables' own place for one found elsewhere, or the same when they have none."""
        for name in (place.name, *_labels(place)):
            match = self.covered.get(fold(name))
            if match is not None and match.kind == place.kind and match.country in (place.country, None):
                return replace(match, code=match.code or place.code, within=match.within or place.within)
        return place


def _labels(place: Place) -> tuple[str, ...]:
    return country_labels(place.country) if place.kind == "country" and place.country else ()


def build_place_index(places: Sequence[Place], countries: Sequence[str]) -> PlaceIndex:
    """Index the pay tables' places; `countries` are those the guides speak of, the main one first."""
    covered: dict[str, Place] = {}
    for place in places:
        names = [place.name]
        if place.kind == "city":
            names.append(re.split(r"[-–,]", place.name)[0].strip())
        for name in names:
            covered.setdefault(fold(name), place)
    return PlaceIndex(covered, tuple(dict.fromkeys(countries)))


def find_places(index: PlaceIndex, text: str) -> tuple[PlaceMention, ...]:
    """Return the places named in `text`, in order; the longest name wins."""
    text = _DOTTED.sub(lambda match: f"{match[1]}{match[2]}".ljust(len(match[0])), text)
    tokens = tokenize(text)
    telling = _capitals_tell(text)
    found: list[PlaceMention] = []
    at = 0
    while at < len(tokens):
        match = _match_at(index, tokens, at, text, telling)
        if match is None:
            at += 1
            continue
        mention, after = match
        found.append(mention)
        at = after
    return tuple(_merge_within(index, found, text))


def _capitals_tell(text: str) -> bool:
    """Whether capitals set names apart here: not in text that is all capitals or Title Case."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    return bool(words) and sum(word[0].isupper() for word in words) <= max(2, 0.6 * len(words))


def _match_at(
    index: PlaceIndex, tokens: Sequence[Token], at: int, text: str, telling: bool
) -> tuple[PlaceMention, int] | None:
    for last in range(min(at + _LONGEST, len(tokens)), at, -1):
        window = tokens[at:last]
        gaps = (text[left.end : right.start] for left, right in pairwise(window))
        if any(set(gap.strip()) - set("-–.") for gap in gaps):
            continue
        typed = text[window[0].start : window[-1].end]
        place = (
            _in_region(index, tokens, at, last, text)
            or _covered(index, tokens, at, last, typed, telling)
            or _elsewhere(index, tokens, at, last, text, telling)
        )
        if place is not None:
            return PlaceMention(window[0].start, window[-1].end, index.known(place), typed), last
    return None


def _in_region(index: PlaceIndex, tokens: Sequence[Token], at: int, last: int, text: str) -> Place | None:
    """Read "New York, NY" as the city, though a region has its name too."""
    if last >= len(tokens) or not regions_named(text[tokens[at].start : tokens[last - 1].end]):
        return None
    region = _region_after(index, tokens, last, text)
    name = text[tokens[at].start : tokens[last - 1].end]
    inside = _city_inside(name, region) if region is not None else None
    if inside is not None and region is not None and index.known(region).covered and fills(inside, region):
        return region
    return inside


def _covered(
    index: PlaceIndex, tokens: Sequence[Token], at: int, last: int, typed: str, telling: bool
) -> Place | None:
    name = fold(typed)
    place = index.covered.get(name)
    if place is None or len(name) < 4 or is_ordinary(name):
        return None
    if last - at == 1 and place.kind == "city":
        return place if _placed(tokens, at, last, telling) else None
    return None if _named_person(tokens, at) else place


def _elsewhere(
    index: PlaceIndex, tokens: Sequence[Token], at: int, last: int, text: str, telling: bool
) -> Place | None:
    typed = text[tokens[at].start : tokens[last - 1].end]
    if last - at == 1:
        coded = _coded(index, tokens, at, text)
        if coded is not None:
            return coded
    country = _country_at(tokens, at, typed, telling)
    if country is not None:
        return country
    if (
        last - at == 1
        and (len(typed) < 3 or is_ordinary(fold(typed)))
        and _region_after(index, tokens, last, text) is None
    ):
        return None
    placed = _placed(tokens, at, last, telling)
    region = _region_at(index, typed, placed)
    if region is not None:
        return None if _named_person(tokens, at) else region
    return _city_at(index, tokens, at, last, text, placed)


def _country_at(tokens: Sequence[Token], at: int, typed: str, telling: bool) -> Place | None:
    place = country_named(typed)
    if place is None or typed in {"us", "Us", "uk."}:
        before = fold(tokens[at - 1].text) if at else ""
        return place if place is not None and typed == "us" and before == "the" else None
    if typed.isupper() or len(typed) > 4 or "." in typed:
        return None if _named_person(tokens, at) else place
    return place if typed.casefold() in {"uk", "usa", "uae"} or (telling and typed[0].isupper()) else None


def _coded(index: PlaceIndex, tokens: Sequence[Token], at: int, text: str) -> Place | None:
    """Read a state code: in capitals where capitals tell and the word is not English, or after a comma."""
    code = tokens[at].text
    if not (2 <= len(code) <= 3 and code.isalpha()):
        return None
    home = _region_of_city(index, tokens, at) if code.isupper() else None
    if home is not None:
        return home
    before = text[: tokens[at].start]
    after_comma = bool(re.search(r"[^\W\d_]{3,},\s*$", before)) and bool(cities_named(tokens[at - 1].text))
    after_comma = after_comma and (code.isupper() or not is_ordinary(code.casefold()))
    region = region_coded(code.upper(), index.countries) if at and not is_ordinary(code.casefold()) else None
    if region is not None and _city_inside(tokens[at - 1].text, region) is not None:
        return region  # "washington dc"
    after_in = bool(re.search(r"\b(?:in|near|from|across|around)\s+$", before, re.IGNORECASE))
    if (
        after_comma
        or (after_in and _code_after_in(code, text))
        or (code.isupper() and _plain_code(code, text))
    ):
        return region_coded(code.upper(), index.countries)
    return None


def _region_of_city(index: PlaceIndex, tokens: Sequence[Token], at: int) -> Place | None:
    """Return the region that a code names in the country of the city in front of it: "Perth / WA"."""
    regions = (region_coded(tokens[at].text, (country,)) for country in index.countries) if at else ()
    held = (region for region in regions if region and _city_inside(tokens[at - 1].text, region))
    return next(held, None)


def _code_after_in(code: str, text: str) -> bool:
    if code.isupper() and text != text.upper():
        return True
    return not is_ordinary(code.casefold()) and code.upper() not in _ABBREVIATIONS


def _plain_code(code: str, text: str) -> bool:
    return text != text.upper() and not is_ordinary(code.casefold()) and code not in _ABBREVIATIONS


def _placed(tokens: Sequence[Token], at: int, last: int, telling: bool) -> bool:
    """Whether a name stands where places do: after "in", or with a capital beside words of place or pay."""
    before = fold(tokens[at - 1].text) if at else ""
    if before in _BEFORE or (before in {"downtown", "greater"}):
        return True
    capital = tokens[at].text[0].isupper()
    if _named_person(tokens, at):
        return False
    if at == 0 or all(fold(token.text) in _LEADING for token in tokens[:at]):
        alone = all(fold(token.text) in _TRAILING for token in tokens[last:])
        return alone or (capital and last < len(tokens) and tokens[last].key in _AFTER)
    if not (capital and telling):
        return False
    return before in _CUES or (last < len(tokens) and tokens[last].key in _AFTER)


def _named_person(tokens: Sequence[Token], at: int) -> bool:
    # "my name is A B": the second name stands three words after the cue
    after_a_name = at > 0 and tokens[at - 1].text[:1].isupper()
    near = tokens[max(0, at - (3 if after_a_name else 2)) : at]
    return any(fold(token.text) in _NAME_CUES for token in near) and fold(tokens[at - 1].text) not in _BEFORE


def _region_after(index: PlaceIndex, tokens: Sequence[Token], last: int, text: str) -> Place | None:
    """Return the region that the words right after a name say it lies in: "TX", "Oregon"."""
    if last >= len(tokens) or text[tokens[last - 1].end : tokens[last].start].strip() not in _WITHIN:
        return None
    coded = _coded(index, tokens, last, text)
    if coded is not None:
        return coded
    for size in (3, 2, 1):
        if last + size <= len(tokens):
            found = regions_named(text[tokens[last].start : tokens[last + size - 1].end])
            for country in index.countries:
                for region in found:
                    if region.country == country and region.code and len(region.name) > 3:
                        return region
    return None


def _region_at(index: PlaceIndex, typed: str, placed: bool) -> Place | None:
    found = regions_named(typed)
    for country in index.countries:
        for region in found:
            if region.country == country and len(typed) > 3:
                return region
    if not placed or not found or len(typed) < 4:
        return None
    first = found[0]
    rivals = peopled_cities(typed)
    if rivals and (rivals[0][1].country != first.country or rivals[0][0] > _LARGE_CITY):
        return None
    return first


def _city_at(
    index: PlaceIndex, tokens: Sequence[Token], at: int, last: int, text: str, placed: bool
) -> Place | None:
    typed = text[tokens[at].start : tokens[last - 1].end]
    found = peopled_cities(typed)
    if not found:
        return city_by_initials(typed, index.countries) if typed.isupper() else None
    region = _region_after(index, tokens, last, text)
    if region is not None:
        inside = [place for _, place in found if place.within == region.name]
        return inside[0] if inside else None
    if not placed:
        return None
    home = [place for people, place in found if place.country in index.countries and people * 4 > found[0][0]]
    if home:
        return home[0]
    return found[0][1] if found[0][0] >= _LARGE_CITY else None


def _merge_within(index: PlaceIndex, found: Sequence[PlaceMention], text: str) -> list[PlaceMention]:
    """Read "Austin, TX" and "Portland, Maine" as one place: the city of that name in that region."""
    merged: list[PlaceMention] = []
    for mention in found:
        last = merged[-1] if merged else None
        joined = _joined(last, mention, text) if last else None
        if last is None or joined is None:
            merged.append(mention)
        else:
            merged[-1] = PlaceMention(
                last.start, mention.end, index.known(joined), text[last.start : mention.end]
            )
    return merged


def _joined(first: PlaceMention, second: PlaceMention, text: str) -> Place | None:
    if text[first.end : second.start].strip() not in _WITHIN or second.place.kind == "city":
        return None
    if first.place.kind == "city":
        return _city_inside(first.text, second.place)
    inside = second.place.kind == "country" and first.place.country == second.place.country
    return first.place if inside and first.place.kind == "region" else None


def _city_inside(name: str, wider: Place) -> Place | None:
    for place in cities_named(name):
        if place.country == wider.country and (wider.kind == "country" or place.within == wider.name):
            return place
    return None
