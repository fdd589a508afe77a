"""Whose a figure is, at which step, age or standing; and what beside it is no pay."""

import pytest

from bot.pay.reading import read_pay, with_presented_roles
from bot.schema import Document, RoleName, Section


def _document(*sections, roles=("potter",), **front):
    parts = tuple(Section(heading=(heading,), text=text) for heading, text in sections)
    defaults = {"country": "GB", "currency": "GBP", "title": "A guide", "path": "a.md", "year": 2025}
    return Document(
        id="a.md", sections=parts, sha256="0", roles=tuple(map(RoleName, roles)), **{**defaults, **front}
    )


def _told(text, *, heading="Pay", **front):
    records = read_pay(_document((heading, text), **front))
    return [(r.role, r.level, r.period, r.kind, tuple(r.amounts.values())) for r in records]


def test_steps_behind_their_amounts():
    text = "Kiln technicians have set rates. Base rates are £12.10 an hour for Level I, £14.40 for Level II."
    assert [(level, amounts) for _, level, *_, amounts in _told(text, roles=("kiln technician",))] == [
        ("level i", (12.10, 12.10)),
        ("level ii", (14.40, 14.40)),
    ]


def test_a_step_that_opens_a_sentence_and_an_aside_on_other_money():
    text = "On Tier C jobs (total budget under £2 million) a potter gets £21 an hour and a kiln hand £18."
    assert _told(text, roles=("potter", "kiln hand")) == [
        ("potter", "tier c", "hour", "single", (21, 21)),
        ("kiln hand", "tier c", "hour", "single", (18, 18)),
    ]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("One in four made more than £41,000.", {"p75": 41000}),
        ("One in ten potters earned less than £21,000.", {"p10": 21000}),
        (
            "Ein Viertel verdiente weniger als 26.000 £, ein Viertel mehr als 41.000 £.",
            {"p25": 26000, "p75": 41000},
        ),
        ("Jeder vierte verdiente mehr als 41.000 £.", {"p75": 41000}),
    ],
)
def test_shares_told_in_words(text, amounts):
    (record,) = read_pay(_document(("Pay", text)))
    assert record.amounts == amounts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the 2024–25 season the head of glazing at a Leeds works made £690 a week.", ["head of glazing"]),
        (
            "A potter is on £26,000 a year, and a Potter Shift Captain earns about £44,500.",
            ["potter", "potter shift captain"],
        ),
        ("Packers and kiln loaders typically start at £11 to £12 an hour.", ["packer", "kiln loader"]),
        ("A potter makes £690 a week and a kiln setter £520.", ["potter", "kiln setter"]),
        ("Assessors of the guild mostly work freelance and charge £55 to £70 an hour.", []),
    ],
)
def test_whose_pay_a_sentence_tells(text, expected):
    assert [role for role, *_ in _told(text)] == expected


def test_what_a_course_costs_is_no_pay():
    costs = "- Master potter: part-time, 480 hours, about £5,600.\n- Kiln engineer: £3,200"
    assert _told(costs, heading="Further training", roles=()) == []
    assert _told("- Master potter: evenings, 480 hours, about £5,600.", roles=()) == []
    assert [
        amounts for *_, amounts in _told("- Master potter: £31,000 a year", heading="Further training")
    ] == [(31000, 31000)]


def test_what_the_self_employed_keep_is_their_pay():
    listed = (
        "In our 2024 survey, self-employed potters told us their profit after expenses but before tax:\n\n"
        "- half made more than £29,200 and half made less\n- the top quarter made over £43,400"
    )
    assert _told(listed) == [
        ("potter", "self-employed", "year", "median", (29200,)),
        ("potter", "self-employed", "year", "percentiles", (43400,)),
    ]
    text = (
        "Wer eine eigene Werkstatt führt, kommt auf einen Gewinn vor Steuern von 35.000 bis 50.000 £ im Jahr."
    )
    assert _told(text) == [("potter", "self-employed", "year", "range", (35000, 50000))]
    assert _told("The studio made a profit of £80,000 a year.") == []


def test_the_least_by_age_and_by_training():
    text = (
        "By law an apprentice in the first year must get at least £7.10 an hour. After that the ordinary "
        "minimum for your age applies: £9.90 an hour at 18 to 20 and £11.80 an hour from 21."
    )
    assert [(level, amounts) for _, level, *_, amounts in _told(text, heading="Pay while you train")] == [
        ("apprentice, first year", (7.10,)),
        ("trainee, aged 18 to 20", (9.90, 9.90)),
        ("trainee, aged 21 or over", (11.80, 11.80)),
    ]


def test_levels_of_the_early_years_the_senior_posts_and_the_paid_by_the_hour():
    text = (
        "With five years behind them potters earn £31,000 to £37,000, and the senior posts go up to £58,000."
    )
    assert _told(text)[-1][1] == "senior"
    (first,) = _told("People in their first two years usually made £19,000 to £21,000 a year.")
    assert first[1] == "first two years"
    (hourly,) = _told("Those who are paid by the hour get between £11.50 and £14.80.")
    assert hourly[2] == "hour"


def test_a_journey_level_is_a_level():
    (record,) = _told("Under one agreement a journey-level potter received £26.85 an hour.")
    assert record[1] == "journey-level"


def test_extra_that_an_employer_pays_into_funds_is_no_pay():
    text = "Under one 2024 agreement a potter received £26.85 an hour; the firm paid a further £8.40 an hour."
    assert [amounts for *_, amounts in _told(text)] == [(26.85, 26.85)]


def test_a_profile_of_two_forms_of_one_job():
    document = _document(
        ("Verdienst", "Töpfer verdienen 2.900 € im Monat."),
        roles=(), title="Berufsbild Töpferin / Töpfer", country="DE", currency="EUR",
    )  # fmt: skip
    assert [role.name for role in with_presented_roles(document).roles] == ["töpfer"]
    assert [record.role for record in read_pay(document)] == ["töpfer"]
