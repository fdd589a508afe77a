"""Which of two amounts is the higher, whom a group counts, and what is said of all."""

import pytest

from bot.grounding import GroundingContext, check_sentence
from bot.schema import Passage, PayRecord, RoleLink
from tests.llm.bakery import starting_pay


def _median(role: str, median: float, place: str = "United States") -> PayRecord:
    return PayRecord(
        id=role + place, role=role, kind="median", median=median, currency="USD", period="year", place=place,
        place_kind="country" if place == "United States" else "region", year=2025, title="Wages",
    )  # fmt: skip


TARGETS = Passage(
    "t",
    "Bakery",
    "Targets",
    "Most bakeries set the target at 85% to 90%. Bakers are counted among food makers.",
    1.0,
    1.0,
)
HOURLY = Passage(
    "h",
    "Pay explained",
    "How do I turn hourly pay into a yearly salary?",
    "Multiply hourly pay by 2,080.\n\n- For $20 an hour, the sum is $20 x 2,080 = $41,600 a year.",
    1.0,
    1.0,
)
COURSES = Passage(
    "c",
    "Bakery",
    "Courses",
    "Most bakeries like to see the hygiene certificate, which takes one day a week for a year. "
    "An apprenticeship lasts two years. There is no law that says a baker must hold a certificate.\n\n"
    "- In a village, regulars come early.\n"
    "- In a station, commuters buy coffee and rolls.\n- A person decides what is baked."
    "\n\nThe sum is the loaves sold, divided by all loaves baked.",
    1.0,
    1.0,
)
EVIDENCE = {
    1: (starting_pay("baker", 34750.0, 47000.0),),
    2: (starting_pay("pastry chef", 38500.0, 48500.0),),
    3: (_median("baker", 40000.0),),
    4: (_median("pastry chef", 46500.0),),
    5: (_median("baker", 43000.0, "Texas"),),
    6: (_median("baker", 39000.0, "Ohio"),),
    7: (TARGETS,),
    10: (COURSES,),
    8: (RoleLink(id="l", role="pastry chef", occupation="baker", relation="counted_as", title="Jobs"),),
    9: (HOURLY,),
}
PAY = tuple(item for number in range(1, 7) for item in EVIDENCE[number])
ROLES = {"baker": (), "pastry chef": ("patissier",), "food maker": (), "waiter": ()}


def _passes(text, *person):
    return check_sentence(text, EVIDENCE, GroundingContext(ROLES, PAY, person)).supported


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (
            "The low end for pastry chefs is $3,750 higher ($38,500 - $34,750) [1][2].",
            "The low end for bakers is $3,750 higher ($38,500 - $34,750) [1][2].",
        ),
        (
            "The low end for bakers is $3,750 lower ($38,500 - $34,750 = $3,750) [1][2].",
            "The low end for pastry chefs is $3,750 lower ($38,500 - $34,750 = $3,750) [1][2].",
        ),
        (
            "Compared with bakers, pastry chefs start $3,750 higher ($38,500 - $34,750) [1][2].",
            "Compared with pastry chefs, bakers start $3,750 higher ($38,500 - $34,750) [1][2].",
        ),
        (
            "Pastry chefs earn $6,500 more than bakers at the median [3][4].",
            "Bakers earn $6,500 more than pastry chefs at the median [3][4].",
        ),
        (
            "Pastry chefs out-earn bakers by $6,500 at the median [3][4].",
            "Bakers out-earn pastry chefs by $6,500 at the median [3][4].",
        ),
        (
            "Moving from baker to pastry chef adds $6,500 a year at the median [3][4].",
            "Moving from pastry chef to baker adds $6,500 a year at the median [3][4].",
        ),
        (
            "Bakers earn a median of $40,000, $6,500 less than pastry chefs at $46,500 [3][4].",
            "Bakers earn a median of $40,000, $6,500 more than pastry chefs at $46,500 [3][4].",
        ),
        (
            "Pastry chefs have a median of $46,500 and bakers of $40,000, so bakers earn $6,500 less [3][4].",
            "Pastry chefs have a median of $46,500 and bakers of $40,000, so bakers earn $6,500 more [3][4].",
        ),
        (
            "Bakers in Texas earn $4,000 more than bakers in Ohio at the median [5][6].",
            "Bakers in Ohio earn $4,000 more than bakers in Texas at the median [5][6].",
        ),
        ("Most bakeries set the target at 85% to 90% [7].", "All bakeries set the target at 85% to 90% [7]."),
        ("Most bakeries set the target at 85% to 90% [7].", "All bakeries share the same target [7]."),
        ("Bakers are counted among food makers [7].", "Bakers are counted among waiters [7]."),
        (
            "In the statistics, pastry chefs are counted among bakers [8].",
            "In the statistics, pastry chefs are counted among food makers [8].",
        ),
        (
            "Pastry chefs earn far more than bakers at the median [3][4].",
            "Pastry chefs earn slightly more than bakers at the median [3][4].",
        ),
        (
            "There is a clear difference between the two medians [3][4].",
            "There is hardly any difference between the two medians [3][4].",
        ),
        ("An apprenticeship lasts two years [10].", "The hygiene certificate takes two years [10]."),
        (
            "By law, bakers don't have to hold a certificate [10].",
            "The law says bakers must hold a certificate [10].",
        ),
        ("In a station, commuters buy coffee [10].", "In a village, commuters buy coffee and rolls [10]."),
        ("A person decides what is baked [10].", "A bot decides what is baked [10]."),
        (
            "Divide the loaves sold by all loaves baked [10].",
            "Divide all loaves baked by the loaves sold [10].",
        ),
        ("For comparison, $20 an hour comes to $41,600 [9].", "The typical wage in Ohio is $20 an hour [9]."),
    ],
)
def test_what_is_turned_round_is_withheld(true, false):
    assert _passes(true)
    assert not _passes(false)


OFFERED = "I earn $40,000 now as a baker, the offer is $46,500 as a pastry chef"
TWO = "I have two offers: $48,000 with a 10% bonus or $54,500 with none"


@pytest.mark.parametrize(
    ("person", "text", "right"),
    [
        (OFFERED, "The offer is $6,500 a year {more} than you earn now.", "more"),
        (OFFERED, "That is $6,500 a year {more}.", "more"),
        (OFFERED, "Your current pay is $6,500 {less} than the offer.", "less"),
        (OFFERED, "The offer is $6,500 {higher} ($46,500 - $40,000).", "higher"),
        (OFFERED, "With the offer you would {gain} $6,500 a year ($46,500 - $40,000).", "gain"),
        (TWO, "The second offer is $6,500 a year {more}.", "more"),
        (TWO, "The first is $6,500 {less} in base pay.", "less"),
        (TWO, "The second offer, $54,500, is $6,500 {more} than the first, $48,000.", "more"),
        ("Offer A is $40,000 and offer B is $46,500", "Offer A is $6,500 a year {less}.", "less"),
        (OFFERED, "$46,500 is $6,500 {more} than $40,000.", "more"),
    ],
)
def test_a_persons_own_amounts_are_told_apart(person, text, right):
    contrary = {"more": "less", "less": "more", "higher": "lower", "gain": "lose"}
    before, after = text.split(f"{{{right}}}")
    assert _passes(before + right + after, person)
    assert not _passes(before + contrary[right] + after, person)


@pytest.mark.parametrize(("kind", "supported"), [("minimum", True), ("single", False), ("maximum", False)])
def test_a_minimum_is_told_as_at_least(kind, supported):
    rate = PayRecord(
        id=kind, role="baker", kind=kind, low=48.17, high=48.17, currency="USD", period="hour",
        place="United States", place_kind="country", year=2025, title="Rates",
    )  # fmt: skip
    told = "Bakers are paid at least $48.17 an hour in the US in 2025 [1]."
    context = GroundingContext(ROLES, (rate,), ())
    assert check_sentence(told, {1: (rate,)}, context).supported is supported
