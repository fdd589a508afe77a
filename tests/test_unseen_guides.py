"""Guides in the manner of real pages, prepared in no way: each ingested alone, asked as people ask."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.advisor import Advisor
from bot.embedding import Encoder
from bot.indexing import sync
from bot.schema import Reply
from bot.settings import Settings
from bot.store import Store

PAGES = Path(__file__).parent / "data" / "unseen"
Ask = Callable[[str, str], Reply]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    @cache
    def advisor(page: str) -> Advisor:
        settings = Settings(data_dir=tmp_path_factory.mktemp("unseen"))
        sync([PAGES / page], settings)
        return Advisor(settings, Store(settings), encoder)

    return lambda page, question: advisor(page).ask(question)


@pytest.mark.parametrize(
    ("page", "question", "told"),
    [
        ("chain-of-shops.html", "Was verdient ein Filialleiter?", "51.000 € und 63.000 €"),
        ("chain-of-shops.html", "Wie sind die Arbeitszeiten eines Filialleiters?", "40 Stunden pro Woche"),
        ("chain-of-shops.html", "Brauche ich ein Anschreiben?", "Ein Anschreiben brauchst du nicht"),
        ("chain-of-shops.html", "do I have to work on Sundays?", "Sonntags sind die Filialen geschlossen"),
        ("chain-of-shops.html", "which job pays best?", "€51,000 to €63,000 a year"),
        ("therapy-roles.html", "what do speech therapists earn", "£31,000"),
        ("therapy-roles.html", "how much is band 6 pay", "£38,600"),
        ("therapy-roles.html", "what pay does a therapy support worker get", "£24,900"),
        ("roofer-wages.html", "what do roofers make in Alberta", "median of **CA$31 an hour** in Alberta"),
        ("roofer-wages.html", "which province pays roofers the most", "Alberta: **CA$31 an hour**"),
        ("roofer-wages.html", "is it stressful", "stressful in hot weather"),
        ("roofer-wages.html", "how much per hour?", "CA$28.50 an hour"),
        ("beekeeper.html", "what does an apiarist earn?", "NZ$27 to NZ$35 an hour"),
        ("beekeeper.html", "what do beekeepers do in winter?", "three or four days a week"),
        ("beekeeper.html", "are there jobs for beekeepers?", "Chances of getting a job"),
        ("court-interpreter.md", "what are the prospects for court interpreters?", "Demand is steady"),
        ("court-interpreter.md", "what is a court interpreter paid a day?", "$566 a day"),
        ("port-pay.md", "what does a harbour pilot earn?", "€5,650 to €6,690 a month"),
        ("port-pay.md", "what is the monthly pay of a lock keeper at step 3?", "€2,895 a month"),
        ("uk_glassblower.txt", "I was offered £24,000 as a glassblower. is that good?", "£18,500 to £31,000"),
        ("ton-berufe.md", "Was verdient eine Töpferin?", "2.330 Euro"),
        ("port-pay.md", "how much extra is paid for night work?", "a supplement of 30 percent"),
    ],
)
def test_the_page_s_own_answer_is_told(ask: Ask, page: str, question: str, told: str):
    reply = ask(page, question)
    assert reply.outcome == "answered"
    assert told in reply.text


@pytest.mark.parametrize(
    ("page", "question", "outcome"),
    [
        ("chain-of-shops.html", "Was verdient ein Lokführer?", "declined"),
        ("chain-of-shops.html", "Ist die Arbeit gefährlich?", "declined"),
        ("chain-of-shops.html", "¿Cuánto gana un jefe de tienda?", "clarify"),
        ("beekeeper.html", "what is the retirement age for beekeepers?", "declined"),
        ("beekeeper.html", "how do beekeepers deal with neighbours who complain?", "declined"),
        ("court-interpreter.md", "what should I wear to court as an interpreter?", "declined"),
        ("court-interpreter.md", "do court interpreters get health insurance?", "declined"),
        ("therapy-roles.html", "what does band 9 pay", "declined"),
        ("therapy-roles.html", "what do physiotherapists earn", "declined"),
        ("roofer-wages.html", "what do plumbers earn in Alberta", "declined"),
    ],
)
def test_what_the_page_does_not_hold_is_declined(ask: Ask, page: str, question: str, outcome: str):
    reply = ask(page, question)
    assert reply.outcome == outcome
    assert not [figure for figure in reply.figures if figure.unit.isupper()], "an amount of money"


def test_the_language_of_a_question_is_the_language_of_its_answer(ask: Ask):
    assert "Auf Deutsch habe ich diese Ratgeber" in ask("chain-of-shops.html", "Was weißt du?").text
    assert "guías" in ask("chain-of-shops.html", "¿Cuánto gana un jefe de tienda?").text


def test_the_frame_of_a_page_is_not_quoted(ask: Ask):
    text = ask("therapy-roles.html", "what is speech therapy about").text
    assert "Written by" not in text
    assert "›" not in text


def test_headings_present_the_jobs_that_the_text_speaks_of(ask: Ask):
    for question in ("what do you know?", "which jobs do you cover?"):
        covered = ask("therapy-roles.html", question).text
        assert "therapy support workers and speech therapists" in covered


@pytest.mark.parametrize(
    ("page", "question", "not_told"),
    [
        ("court-interpreter.md", "what is a court interpreter paid a day?", "$320"),
        ("court-interpreter.md", "what are the prospects for court interpreters?", "These are my notes"),
        ("port-pay.md", "how much extra is paid for night work?", "28 days of leave"),
        (
            "port-pay.md",
            "what pays better, crane driver or dock worker?",
            "€2,890 - €2,480 = €410) at the high end",
        ),
    ],
)
def test_what_does_not_answer_is_left_out(ask: Ask, page: str, question: str, not_told: str):
    reply = ask(page, question)
    assert reply.outcome == "answered"
    assert not_told not in reply.text


@pytest.fixture(scope="module")
def of_two_jobs(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Advisor:
    folder = tmp_path_factory.mktemp("two")
    (folder / "ferry.md").write_text(
        "# Ferry stewards\n\nFerry stewards serve passengers.\n\n## Training\n\nFerry stewards train for "
        "nine days aboard.\n\n## Illness\n\nWho feels seasick may lie down in the crew cabin.\n\n## Pay\n\n"
        "| Point | Ferry steward (per week) | Purser (per week) |\n| --- | --- | --- |\n"
        "| 1 (on entry) | €610.00 | €702.00 |\n| 2 (after 1 year) | €640.00 | €731.00 |\n"
    )
    (folder / "glass.md").write_text(
        "# Glassblowers\n\nAlternative titles for this job include\n\nVitrician, glass artist\n\n"
        "Glassblowers shape hot glass.\n\n## How long is the training?\n\nThe training of glassblowers takes "
        "four years.\n\n## Applying\n\nWrite to jobs@glass.example. Ask for mary.lane@glass.example.\n"
    )
    settings = Settings(data_dir=tmp_path_factory.mktemp("two-index"))
    sync([folder], settings)
    return Advisor(settings, Store(settings), encoder)


def test_the_guide_on_another_job_does_not_answer(of_two_jobs: Advisor):
    told = of_two_jobs.ask("How long is the training of a ferry steward?")
    assert "nine days" in told.text
    assert "four years" not in told.text


def test_pay_by_points_of_service_is_weekly(of_two_jobs: Advisor):
    assert "€640 a week" in of_two_jobs.ask("What does a ferry steward earn after one year?").text


def test_a_job_goes_by_its_other_names(of_two_jobs: Advisor):
    assert "four years" in of_two_jobs.ask("How long is the training of a vitrician?").text


def test_the_mailbox_of_an_office_is_told_and_no_person_s(of_two_jobs: Advisor):
    told = of_two_jobs.ask("How do I apply as a glassblower?").text
    assert "jobs@glass.example" in told
    assert "mary.lane" not in told


def test_what_comes_closest_is_quoted_where_nothing_plainly_answers(of_two_jobs: Advisor):
    reply = of_two_jobs.ask("I feel sick on boats, what can a ferry steward do?")
    assert "feels seasick may lie down" in reply.text
