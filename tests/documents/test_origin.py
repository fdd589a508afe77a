"""What a guide without front matter says of itself: its country by its address, its publisher on top."""

import pytest

from bot.documents import read_document
from bot.documents.origin import country_of, stated_publisher


@pytest.mark.parametrize(
    ("url", "language", "country"),
    [
        ("https://skills.example.gov.uk/plasterer", None, "GB"),
        ("https://metiers.example.fr/tonnelier", "fr", "FR"),
        ("https://jobs.example.com/cooper", "en-GB", "GB"),
        ("https://jobs.example.ie/cooper", "en-US", "IE"),
        ("https://jobs.example.io/cooper", "en", None),
        # page templates carry this tag whatever the country
        ("https://jobs.example.com/cooper", "en-US", None),
        (None, "de_AT", "AT"),
        (None, None, None),
        ("not an address", "klingon", None),
    ],
)
def test_country_comes_from_the_address_or_the_language_tag(url, language, country):
    assert country_of(url, language) == country


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("KEEPING BEES\nA leaflet by the Bee Farmers' Federation\n", "Bee Farmers' Federation"),
        ("Fiche rédigée par la Maison des métiers agricoles, édition 2024", "Maison des métiers agricoles"),
        ("Herausgegeben von der Handwerkskammer Ulm", "Handwerkskammer Ulm"),
        ("Bread is kneaded by hand.", None),
    ],
)
def test_publisher_comes_from_the_first_lines(text, publisher):
    assert stated_publisher(text) == publisher


def test_a_page_tells_its_country_and_a_text_its_publisher(tmp_path):
    page = tmp_path / "cooper.html"
    words = "A cooper makes barrels of oak and mends those that leak. " * 6
    page.write_text(
        '<html lang="en-GB"><head><title>Cooper</title><link rel="canonical" href="https://trades.example.co.uk/c">'
        f"</head><body><main><h1>Cooper</h1><p>{words}</p></main></body></html>",
        encoding="utf-8",
    )
    document = read_document(page, root=tmp_path)
    assert (document.country, document.language, document.year) == ("GB", "en", None)
    text = tmp_path / "cooper.txt"
    text.write_text(f"COOPERS\nPublished by the Guild of Coopers\n\n{words}", encoding="utf-8")
    assert read_document(text, root=tmp_path).publisher == "Guild of Coopers"
