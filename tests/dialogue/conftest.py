"""Small made-up catalogues of three trades, so that nothing here leans on one of them."""

from collections.abc import Callable

import pytest

from bot.catalogue import Catalogue, build_catalogue
from bot.dialogue import understand
from bot.embedding import Encoder
from bot.schema import Document, PayRecord, Request, RoleLink, RoleName, Section, Turn

Talk = Callable[..., Request]


def guide(name: str, country: str, currency: str, *roles: RoleName) -> Document:
    section = Section((name, "The work"), "Text.", asks=("What is the work like?",))
    return Document(
        f"{name}.md", f"{name}.md", name, (section,), "0" * 64, "A publisher", 2025,
        country=country, currency=currency, roles=roles,
    )  # fmt: skip


def pay(
    role: str, place: str, kind: str, currency: str, low: float, high: float, **more: object
) -> PayRecord:
    return PayRecord(
        f"{role}-{place}", role, "range", currency, "year", low=low, high=high,
        place=place, place_kind=kind, year=2025, document_id="pay.csv", **more,
    )  # fmt: skip


@pytest.fixture(scope="session")
def trades() -> Catalogue:
    """Librarians and electricians in the UK, with one German place."""
    documents = [
        guide(
            "Libraries", "GB", "GBP",
            RoleName("librarian"), RoleName("head librarian", ("library manager",)),
        ),
        guide(
            "Electrical trades", "GB", "GBP",
            RoleName("electrician", ("sparky", "electrical installation technician")),
            RoleName("electrical site supervisor", ("site supervisor",)),
        ),
    ]  # fmt: skip
    records = [
        pay("librarian", "United Kingdom", "country", "GBP", 24000, 33000),
        pay("head librarian", "United Kingdom", "country", "GBP", 34000, 47000),
        pay("electrician", "London", "region", "GBP", 34000, 48000, industry="construction"),
        pay("electrician", "Scotland", "region", "GBP", 30000, 41000, industry="public administration"),
        pay("electrician", "Berlin", "city", "EUR", 33000, 45000),
        pay("electrical site supervisor", "United Kingdom", "country", "GBP", 39000, 55000),
    ]
    links = [RoleLink("1", "sparky", "Electricians and electrical fitters", "counted_as")]
    return build_catalogue(documents, records, (), links)


@pytest.fixture(scope="session")
def services() -> Catalogue:
    """Customer service in the US."""
    documents = [
        guide(
            "Customer service", "US", "USD",
            RoleName("customer service representative", ("customer service rep", "customer service agent")),
            RoleName("call center specialist", ("call center agent", "phone agent")),
            RoleName("customer service specialist"),
            RoleName("customer service manager"),
            RoleName("account manager"),
        )
    ]  # fmt: skip
    records = [
        pay("customer service representative", "United States", "country", "USD", 36000, 52000),
        pay("customer service representative", "Texas", "region", "USD", 34000, 47000),
        pay("customer service representative", "Ohio", "region", "USD", 35000, 49000),
        pay("customer service representative", "Oklahoma", "region", "USD", 32000, 45000),
        pay("call center specialist", "United States", "country", "USD", 34750, 47000),
        pay("customer service specialist", "United States", "country", "USD", 38500, 48500),
        pay("customer service manager", "United States", "country", "USD", 57000, 81250),
    ]
    return build_catalogue(documents, records, (), ())


@pytest.fixture(scope="session")
def everything() -> Catalogue:
    """Both fields in one catalogue, for measuring intents."""
    documents = [
        guide(
            "Careers", "GB", "GBP",
            *(RoleName(name) for name in ("librarian", "head librarian", "electrician", "site supervisor")),
            *(RoleName(name) for name in ("call center specialist", "customer service manager")),
        )
    ]  # fmt: skip
    return build_catalogue(documents, [pay("librarian", "United Kingdom", "country", "GBP", 1, 2)], (), ())


def talker(catalogue: Catalogue, encoder: Encoder) -> Talk:
    def talk(*said: str) -> Request:
        """Understand the last message; a line that begins with ">" is what was answered."""
        turns = [Turn("assistant", line[1:]) if line.startswith(">") else Turn("user", line) for line in said]
        return understand(said[-1], turns[:-1], catalogue, encoder)

    return talk


@pytest.fixture(scope="session")
def service(services: Catalogue, encoder: Encoder) -> Talk:
    return talker(services, encoder)


@pytest.fixture(scope="session")
def trade(trades: Catalogue, encoder: Encoder) -> Talk:
    return talker(trades, encoder)
