import pytest

from bot.documents.frontmatter import check_front_matter, split_front_matter
from bot.schema import RoleName

GUIDE = """---
title: "Library work: a guide"
publisher: City of Example
year: 2025
url: https://example.org/guide
licence: CC BY 4.0
country: gb
currency: gbp
roles:
  - name: Librarian
    aliases: [library officer, "information officer"]
  - Archivist
---
# Ignored

Text.
"""


def test_every_field_is_read():
    front, body, line = split_front_matter(GUIDE)

    assert (front.title, front.publisher, front.year) == ("Library work: a guide", "City of Example", 2025)
    assert (front.url, front.licence) == ("https://example.org/guide", "CC BY 4.0")
    assert (front.country, front.currency) == ("GB", "GBP")
    assert front.roles == (
        RoleName("Librarian", ("library officer", "information officer")),
        RoleName("Archivist"),
    )
    assert front.warnings == ()
    assert body.startswith("# Ignored")
    assert GUIDE.split("\n")[line - 1] == "# Ignored"


@pytest.mark.parametrize(
    ("values", "warning"),
    [
        ({"year": "soon"}, "year 'soon' is not a year"),
        ({"year": 99999}, "is not a year"),
        ({"country": "Atlantis"}, "not a two-letter country code"),
        ({"currency": "doubloons"}, "not a three-letter currency code"),
        ({"url": "javascript:alert(1)"}, "url is not a web address"),
        ({"roles": "Librarian"}, "roles is not a list"),
        ({"roles": [{"aliases": ["x"]}]}, "without a name"),
    ],
)
def test_nonsense_is_left_out_and_named(values, warning):
    front = check_front_matter(values)

    assert (front.year, front.country, front.currency, front.url, front.roles) == (None, None, None, None, ())
    assert warning in front.warnings[0]


@pytest.mark.parametrize("text", ["", "No front matter.", "--- \ntitle: [\n---\nText", "---\nnever closed"])
def test_text_without_readable_front_matter_is_all_body(text):
    front, body, line = split_front_matter(text)

    assert (front.title, body, line) == (None, text, 1)


def test_a_bomb_of_aliases_does_no_harm():
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    bomb = "---\n" + "\n".join(lines) + "\ntitle: *a11\nroles: *a11\n---\nText"

    front, body, _ = split_front_matter(bomb)

    assert (front.title, body) == (None, "Text")
