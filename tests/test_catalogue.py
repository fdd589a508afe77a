"""Roles and places found in what people type, whatever the field, and words that are neither left alone."""

import pytest

from bot.catalogue import Catalogue, build_catalogue
from bot.schema import Document, PayRecord, PriceLevel, RoleLink, RoleName, Section


def guide(name: str, country: str, currency: str, *roles: RoleName) -> Document:
    section = Section((name, "The work"), "Text.", asks=("What is the work like?",))
    return Document(
        f"{name}.md",
        f"{name}.md",
        name,
        (section,),
        "0" * 64,
        "A publisher",
        2025,
        country=country,
        currency=currency,
        roles=roles,
    )


def record(role: str, place: str, kind: str, currency: str = "USD", industry: str | None = None) -> PayRecord:
    return PayRecord(
        f"{role}-{place}-{industry}",
        role,
        "range",
        currency,
        "year",
        low=30_000,
        high=40_000,
        place=place,
        place_kind=kind,  # type: ignore[arg-type]
        industry=industry,
        year=2024,
        document_id="pay.csv",
    )


@pytest.fixture(scope="module")
def services() -> Catalogue:
    roles = (
        RoleName("customer service representative", ("customer service rep", "customer service agent")),
        RoleName("call center specialist", ("call center agent",)),
        RoleName("customer service specialist"),
        RoleName("customer service manager"),
        RoleName("account manager"),
    )
    pay = [
        record("customer service representative", "United States", "country"),
        record("customer service representative", "Texas", "region"),
        record("customer service representative", "Georgia", "region"),
        record("customer service representative", "Oklahoma", "region", industry="retail trade"),
        record("customer service representative", "Austin-Round Rock, TX", "city"),
        record("call center specialist", "United States", "country"),
        record("customer service specialist", "United States", "country"),
        record("customer service manager", "United States", "country"),
    ]
    links = [RoleLink("1", "call center specialist", "Telephone operators", "nearest")]
    prices = [PriceLevel("1", "Texas", 97.0, "US = 100", 2023, publisher="An office")]
    return build_catalogue([guide("Service", "US", "USD", *roles)], pay, prices, links)


@pytest.fixture(scope="module")
def trades() -> Catalogue:
    documents = [
        guide("Libraries", "GB", "GBP", RoleName("librarian"), RoleName("head librarian")),
        guide("Trades", "GB", "GBP", RoleName("electrician", ("sparky",)), RoleName("site supervisor")),
    ]
    pay = [
        record("Librarians", "United Kingdom", "country", "GBP"),
        record("electrician", "Scotland", "region", "GBP"),
        record("electrician", "Berlin", "city", "EUR"),
    ]
    return build_catalogue(documents, pay)


def only(catalogue: Catalogue, text: str, prefer: tuple[str, ...] = ()) -> tuple[str, ...]:
    mentions = catalogue.find_roles(text, prefer)
    assert len(mentions) == 1, mentions
    return mentions[0].roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("how much does a customer service representative make", "customer service representative"),
        ("CUSTOMER SERVICE REPRESENTATIVES", "customer service representative"),
        ("a customer-service rep", "customer service representative"),
        ("custmer servce rep pay", "customer service representative"),
        ("costumer service representitive", "customer service representative"),
        ("cust svc rep", "customer service representative"),
        ("what's a csr", "customer service representative"),
        ("CSRs", "customer service representative"),
        ("callcenter agent", "call center specialist"),
        ("call centre agnet", "call center specialist"),
        ("and managers?", "customer service manager"),
        ("mgr pay", "customer service manager"),
        ("senior managers", "customer service manager"),
        ("the telephone operator's pay", "Telephone operators"),
        ("a csll center agent", "call center specialist"),
        ("customer servoce rep", "customer service representative"),
        ("call centre advisors", "call center specialist"),
    ],
)
def test_a_role_is_found_however_it_is_typed(services: Catalogue, text: str, role: str) -> None:
    assert only(services, text) == (role,)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("libarians", "librarian"),
        ("librarian's salary", "librarian"),
        ("head librarian", "head librarian"),
        ("electrican in leeds", "electrician"),
        ("a sparky", "electrician"),
        ("supervisors", "site supervisor"),
    ],
)
def test_another_field_works_the_same(trades: Catalogue, text: str, role: str) -> None:
    assert only(trades, text) == (role,)


@pytest.mark.parametrize(
    "text",
    [
        "my manager is mean",
        "what does a project manager make",
        "how do I manage my time",
        "is the service good",
        "what is special about it",
        "I represent my family",
        "call me later",
        "the account is locked",
        "which jobs pay most",
        "I can't take it any more",
    ],
)
def test_ordinary_words_and_other_jobs_are_no_roles(services: Catalogue, text: str) -> None:
    assert services.find_roles(text) == ()


@pytest.mark.parametrize(
    "text", ["assistant librarian", "librarian trainer", "electrician welder", "electrical"]
)
def test_a_title_made_another_job_is_not_the_role(trades: Catalogue, text: str) -> None:
    assert not [m for m in trades.find_roles(text) if m.roles != ("head librarian",)]


@pytest.mark.parametrize(
    "text",
    [
        "director of customer service",
        "VP of call centers",
        "a customer service director",
        "head of the call center",
        "vice president of customer service",
    ],
)
def test_the_leader_of_a_field_that_no_guide_covers_is_none_of_its_jobs(
    services: Catalogue, text: str
) -> None:
    assert services.find_roles(f"what does {text} earn") == ()
    ((start, end),) = services.find_leaders(text)
    assert text[start:end] == text.removeprefix("a ")


@pytest.mark.parametrize(
    "text", ["customer service manager", "manager of customer service", "head of my family"]
)
def test_a_leader_whom_a_guide_covers_is_a_job(services: Catalogue, text: str) -> None:
    assert services.find_leaders(text) == ()


def test_a_title_turned_round_is_the_same_job(services: Catalogue) -> None:
    assert only(services, "manager of customer service") == ("customer service manager",)


def test_an_open_wording_gives_the_choices(services: Catalogue) -> None:
    assert set(only(services, "specialist")) == {"customer service specialist", "call center specialist"}


def test_a_title_of_several_kinds_gives_each_kind() -> None:
    kinds = (
        "First-line supervisors of office and administrative support workers",
        "First-line supervisors of retail sales workers",
    )
    catalogue = build_catalogue([], [record(kind, "United States", "country") for kind in kinds])
    assert only(catalogue, "what do first-line supervisors make?") == kinds
    assert only(catalogue, "first-line supervisors of retail sales workers") == kinds[1:]


def test_the_roles_spoken_of_decide_an_open_wording(services: Catalogue) -> None:
    assert only(services, "specialists", ("call center specialist",)) == ("call center specialist",)


def test_the_field_alone_is_marked_as_such(services: Catalogue) -> None:
    mention = services.find_roles("would a call center pay more?")[0]
    assert mention.domain
    assert mention.roles == ("call center specialist",)


def test_the_longest_name_wins_and_spans_hold(services: Catalogue) -> None:
    text = "Compare a call center agent with an account manager."
    mentions = services.find_roles(text)
    assert [text[m.start : m.end] for m in mentions] == ["call center agent", "account manager"]


def test_spellings_of_one_role_are_one_role(trades: Catalogue) -> None:
    assert [role.name for role in trades.roles if "ibrarian" in role.name] == ["librarian", "head librarian"]


@pytest.mark.parametrize(
    ("text", "name", "kind", "covered"),
    [
        ("what about texas?", "Texas", "region", True),
        ("pay in TX", "Texas", "region", True),
        ("jobs in tx", "Texas", "region", True),
        ("in OK", "Oklahoma", "region", True),
        ("Georgia", "Georgia", "region", True),
        ("pay in California", "California", "region", False),
        ("and in CA?", "California", "region", False),
        ("across the US", "United States", "country", True),
        ("in the United States", "United States", "country", True),
        ("in Germany", "Germany", "country", False),
        ("in the UK", "United Kingdom", "country", False),
        ("near Austin", "Austin-Round Rock, TX", "city", True),
        ("in portland, maine", "Portland", "city", False),
        ("Gary, IN", "Gary", "city", False),
        ("portland oregon", "Portland", "city", False),
        ("New York, NY", "New York City", "city", False),
        ("rent in NYC", "New York City", "city", False),
        ("in Georgia, US", "Georgia", "region", True),
        ("the U.S.", "United States", "country", True),
        ("what about Denver?", "Denver", "city", False),
    ],
)
def test_places_are_found(services: Catalogue, text: str, name: str, kind: str, covered: bool) -> None:
    places = [mention.place for mention in services.find_places(text)]
    assert [(place.name, place.kind, place.covered) for place in places] == [(name, kind, covered)]


@pytest.mark.parametrize(
    "text",
    [
        "OK",
        "ok so what now",
        "tell me or them in short",
        "hi, pay me",
        "I work in sales in March",
        "in person or in support",
        "Reading and writing",
        "Nice!",
        "I'm Austin",
        "My name is Georgia",
        "IN OR OUT, TELL ME",
        "Hi, what is HR or AI",
        "it pays us well",
    ],
)
def test_words_and_names_of_people_are_no_places(services: Catalogue, text: str) -> None:
    assert services.find_places(text) == ()


def test_a_city_knows_what_holds_it(services: Catalogue) -> None:
    place = services.find_places("in Houston")[0].place
    assert (place.within, place.country) == ("Texas", "US")
    assert services.find_places("in Portland, Maine")[0].place.within == "Maine"
    assert services.find_places("in Toronto")[0].place.within == "Ontario"
    assert services.find_places("in Toronto, Ontario")[0].place.name == "Toronto"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [("in Scotland", "Scotland", "GB"), ("in Berlin", "Berlin", "DE"), ("near Leeds", "Leeds", "GB")],
)
def test_places_of_other_countries(trades: Catalogue, text: str, name: str, country: str) -> None:
    place = trades.find_places(text)[0].place
    assert (place.name, place.country) == (name, country)


def test_a_code_behind_a_city_is_of_its_country() -> None:
    wide = build_catalogue(
        [guide("Ships", "US", "USD", RoleName("pilot")), guide("Trees", "AU", "AUD", RoleName("feller"))],
        [record("pilot", "Oregon", "region", "USD"), record("feller", "Victoria", "region", "AUD")],
    )
    for text, region in (("in perth / WA", "Western Australia"), ("in Spokane, WA", "Washington")):
        (mention,) = wide.find_places(text)
        assert region in (mention.place.name, mention.place.within)


def test_the_rest_is_gathered(services: Catalogue) -> None:
    assert services.years == (2023, 2024, 2025)
    assert services.industries == ("retail trade",)
    assert services.publishers == ("A publisher", "An office")
    assert services.occupations == ("Telephone operators",)
    assert services.topics == ("The work",)
    assert services.asks == ("What is the work like?",)
    assert services.countries == ("United States",)
    assert services.currencies == ("USD",)
    assert "Texas" in {place.name for place in services.places if place.covered}
    assert [m.name for m in services.find_industries("what do they earn in retail")] == ["retail trade"]


def test_an_empty_catalogue_finds_nothing() -> None:
    empty = build_catalogue((), ())
    assert empty.find_roles("managers") == ()
    assert [m.place.name for m in empty.find_places("in Texas")] in ([], ["Texas"])
