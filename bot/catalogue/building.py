"""Building the catalogue from guides, pay tables and links, and asking it what a text names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.catalogue.gazetteer import country_name, country_named, resolve_place
from bot.catalogue.places import PlaceIndex, PlaceMention, build_place_index, find_places
from bot.catalogue.role_index import Role, RoleIndex, build_role_index
from bot.catalogue.roles import RoleMention, find_leaders, find_roles
from bot.catalogue.words import keys, tokenize, word_lists
from bot.schema import Document, PayRecord, Place, PriceLevel, RoleLink

_TERM_WORDS = 4


@dataclass(frozen=True, slots=True)
class TermMention:
    """Where a text names an industry or a level of the pay tables."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Catalogue:
    """The names of everything the guides and pay tables speak of, in the spelling they use.

    `occupations` are the wider groups that links name; `topics` are section headings, `asks` the questions
    authors say their sections answer; `countries` are those the documents are about, `languages`
    (ISO 639-1) those they are written in, most documents first.
    """

    roles: tuple[Role, ...] = ()
    places: tuple[Place, ...] = ()
    years: tuple[int, ...] = ()
    publishers: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    role_index: RoleIndex = field(default_factory=lambda: build_role_index(()), repr=False)
    place_index: PlaceIndex = field(default_factory=lambda: build_place_index((), ()), repr=False)

    def find_roles(self, text: str, prefer: Sequence[str] = ()) -> tuple[RoleMention, ...]:
        """Return the roles named in `text`; `prefer` are roles spoken of before."""
        return find_roles(self.role_index, text, prefer)

    def find_leaders(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where `text` names the leader of a covered field whom no guide covers."""
        return find_leaders(self.role_index, text)

    def without_titles(self, text: str) -> str:
        """Return a text with "this job" for each role it names: titles weigh heavily in its meaning."""
        for mention in reversed(self.find_roles(text)):
            stand_in = "those jobs" if mention.plural else "this job"
            text = f"{text[: mention.start]}{stand_in}{text[mention.end :]}"
        return text

    def find_places(self, text: str) -> tuple[PlaceMention, ...]:
        """Return the places named in `text`."""
        return find_places(self.place_index, text)

    def find_industries(self, text: str) -> tuple[TermMention, ...]:
        """Return the pay tables' industries named in `text`, by their whole name or a word only they have."""
        return _find_terms(self.industries, text)

    def find_levels(self, text: str) -> tuple[TermMention, ...]:
        """Return the pay tables' levels named in `text`."""
        return _find_terms(self.levels, text)

    def role(self, name: str) -> Role | None:
        """Return the role of that canonical name."""
        return self.role_index.roles.get(name)


def build_catalogue(
    documents: Iterable[Document],
    pay: Iterable[PayRecord],
    prices: Iterable[PriceLevel] = (),
    links: Iterable[RoleLink] = (),
) -> Catalogue:
    """Gather the names of everything the guides hold; the same input gives the same catalogue."""
    pay, prices, links = tuple(pay), tuple(prices), tuple(links)
    # answers are in English: what guides in other languages present is named after what English ones do
    documents = tuple(sorted(documents, key=lambda document: document.language not in (None, "en")))
    roles = _gather_roles(documents, pay, links)
    home = _home_countries(documents, pay)
    places = _gather_places(pay, prices, home)
    codes = tuple(dict.fromkeys((*home, *(place.country for place in places if place.country))))
    return Catalogue(
        roles=roles,
        places=places,
        years=tuple(sorted(_years(documents, pay, prices))),
        publishers=_distinct(_publishers(documents, pay, prices, links)),
        industries=_distinct(record.industry for record in pay),
        levels=_distinct(record.level for record in pay),
        topics=_distinct(
            section.heading[-1] for doc in documents for section in doc.sections if section.heading
        ),
        asks=_distinct(
            ask for document in documents for section in document.sections for ask in section.asks
        ),
        occupations=_distinct(link.occupation for link in links),
        countries=tuple(country_name(code) or code for code in home),
        languages=_common(document.language for document in documents if document.sections),
        currencies=_common([*(record.currency for record in pay), *(doc.currency for doc in documents)]),
        role_index=build_role_index(roles),
        place_index=build_place_index([place for place in places if place.covered], codes),
    )


def _years(documents: Sequence[Document], pay: Sequence[PayRecord], prices: Sequence[PriceLevel]) -> set[int]:
    years = [*(d.year for d in documents), *(r.year for r in pay), *(p.year for p in prices)]
    return {year for year in years if year}


def _publishers(
    documents: Sequence[Document],
    pay: Sequence[PayRecord],
    prices: Sequence[PriceLevel],
    links: Sequence[RoleLink],
) -> list[str | None]:
    named = [*(d.publisher for d in documents), *(r.publisher for r in pay)]
    return [*named, *(p.publisher for p in prices), *(link.publisher for link in links)]


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _common(values: Iterable[str | None]) -> tuple[str, ...]:
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))


def _gather_roles(
    documents: Sequence[Document], pay: Sequence[PayRecord], links: Sequence[RoleLink]
) -> tuple[Role, ...]:
    gathered: dict[tuple[str, ...], _Draft] = {}
    for document in documents:
        for role in document.roles:
            _add(gathered, role.name, 1 if document.sections else 2, document.id, role.aliases)
    for record in pay:
        _add(gathered, record.role, 2, record.document_id).currencies[record.currency] = None
    for link in links:
        _add(gathered, link.role, 3, link.document_id)
        _add(gathered, link.occupation, 3, link.document_id)
    return tuple(
        Role(draft.name, tuple(draft.aliases), tuple(draft.documents), draft.tier, tuple(draft.currencies))
        for draft in gathered.values()
    )


@dataclass
class _Draft:
    name: str
    tier: int
    aliases: dict[str, None] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    currencies: dict[str, None] = field(default_factory=dict)


def _add(
    gathered: dict[tuple[str, ...], _Draft],
    name: str,
    tier: int,
    document_id: str,
    aliases: Sequence[str] = (),
) -> _Draft:
    """Note a title; a spelling that differs in number or case alone is another name of the same role."""
    draft = gathered.setdefault(keys(name), _Draft(name, tier))
    draft.tier = min(draft.tier, tier)
    draft.aliases.update(dict.fromkeys(alias for alias in (name, *aliases) if alias != draft.name))
    if document_id and (tier == 1 or draft.tier > 1):
        draft.documents[document_id] = None
    return draft


def _home_countries(documents: Sequence[Document], pay: Sequence[PayRecord]) -> tuple[str, ...]:
    named: Mapping[str, str | None] = {
        place: found.country if (found := country_named(place)) else None
        for place in {
            record.place for record in pay if record.place and record.place_kind in ("country", None)
        }
    }
    spoken = [*(document.country for document in documents), *(named.get(r.place or "") for r in pay)]
    return tuple(code.upper() for code in _common(spoken))


def _gather_places(
    pay: Sequence[PayRecord], prices: Sequence[PriceLevel], home: Sequence[str]
) -> tuple[Place, ...]:
    kinds: dict[str, str | None] = {}
    for record in pay:
        if record.place:
            kinds[record.place] = kinds.get(record.place) or record.place_kind
    covered = set(kinds)
    for price in prices:
        kinds.setdefault(price.place, None)
    main = home[0] if home else None
    found = []
    for name, kind in kinds.items():
        place = resolve_place(name, kind, main)
        if place.code is None and place.country == main:
            place = next((p for other in home[1:] if (p := resolve_place(name, kind, other)).code), place)
        found.append(Place(name, place.kind, place.country, place.code, place.within, name in covered))
    return tuple(found)


def _find_terms(names: Sequence[str], text: str) -> tuple[TermMention, ...]:
    tokens = tokenize(text)
    typed = [token.key for token in tokens]
    found: list[TermMention] = []
    owners = Counter(word for name in names for word in set(_content(name)))
    for name in names:
        forms = {tuple(keys(name))} | {(word,) for word in _content(name) if owners[word] == 1}
        for form in sorted(filter(None, forms), key=len, reverse=True):
            at = next((i for i in range(len(typed)) if tuple(typed[i : i + len(form)]) == form), None)
            if at is not None:
                found.append(TermMention(tokens[at].start, tokens[at + len(form) - 1].end, name))
                break
    return tuple(sorted(found, key=lambda mention: mention.start))


def _content(name: str) -> list[str]:
    words = keys(name)
    return [word for word in words if len(word) >= _TERM_WORDS and word not in word_lists()["transparent"]]
