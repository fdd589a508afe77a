"""A question for some of a thing besides pay is answered from what tells of that thing, or not at all."""

import pytest

from bot.advisor import Advisor
from bot.indexing import sync
from bot.settings import Settings

GUIDE = """---
title: Working as a loom fitter
country: GB
---
# Working as a loom fitter
## Pay
Loom fitters earn £31,000 to £37,000 a year.
## A typical day
A loom fitter starts at seven with a van and a list of eight to ten mills.
## Time off and extras
Loom fitters have 24 days of annual leave and a call-out allowance of £45 a night.
"""
GERMAN = """---
title: Hutmacher bei Filzgut
publisher: Filzgut Hutmanufaktur
language: de
---
# Hutmacher bei Filzgut
## Deine Aufgaben
Du formst Hüte aus Filz und nähst das Futter ein.
## Das bieten wir dir
30 Tage Urlaub im Jahr und ein Zuschuss zum Mittagessen.
"""


@pytest.fixture(scope="module")
def advisor(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("guides")
    (folder / "fitter.md").write_text(GUIDE)
    (folder / "hut.md").write_text(GERMAN)
    settings = Settings(data_dir=tmp_path_factory.mktemp("data"))
    sync([folder], settings, encoder=encoder)
    return Advisor.open(settings)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How much holiday do loom fitters get?", "24 days of annual leave"),
        ("How much is the call-out allowance for a loom fitter?", "£45 a night"),
        ("How many vacation days does Filzgut give?", "30 Tage Urlaub"),
    ],
)
def test_what_comes_beside_pay(advisor, question, told):
    reply = advisor.ask(question)
    assert told in reply.text
    assert "37,000" not in reply.text


@pytest.mark.parametrize(
    "question",
    ["What pension do loom fitters get?", "How much parental leave do loom fitters get?", "Is there a 401k?"],
)
def test_what_no_guide_tells_is_declined(advisor, question):
    reply = advisor.ask(question)
    assert reply.outcome == "declined"
    assert "37,000" not in reply.text
