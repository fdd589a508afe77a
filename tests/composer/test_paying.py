"""Answers about money over the shipped knowledge: what a person with a figure in hand gets to read."""

import re

import pytest

from bot.advisor import Advisor
from bot.composer.paying.percentiles import figure_asked, percentile_asked
from bot.embedding import Encoder
from bot.settings import Settings
from bot.store import Store


@pytest.fixture(scope="module")
def advisor(knowledge_settings: Settings, encoder: Encoder) -> Advisor:
    return Advisor(knowledge_settings, Store(knowledge_settings), encoder)


ANSWERED = [
    # places
    ("customer service rep pay: Texas or California?", ["$39,100", "$47,790", "$47,790 - $39,100 = $8,690"]),
    ("customer service pay in Ohio", ["$43,510"]),
    ("what would a customer service rep earn in Toronto?", ["no figures for Toronto, only for the US"]),
    ("customer service manager pay in 2019", ["no figures for 2019", "$57,000 to $81,250"]),
    ("do you hold wages for single cities?", ["no pay figures for single cities"]),
    ("what do customer service people earn in Tacoma", ["no figures for Tacoma", "**$49,150 a year**"]),
    ("which state pays reps best and which worst?", ["The highest figure", "The lowest figure"]),
    ("did pay for reps go down in Oregon after 2020?", ["no figures over the years for Oregon", "$35,830"]),
    ("how many reps work in Tacoma and what do they get on average", ["in Washington", "The average for"]),
    ("what is Zappos's starting pay for a customer service rep?", ["no figures for Zappos alone"]),
    ("which state employs the fewest customer service reps?", ["290", "fewer than"]),
    ("top 3 states for customer service rep pay", ["District of Columbia", "Massachusetts"]),
    # shares and industries
    ("what do the top 10% of customer service reps make?", ["A tenth of", "more than **$63,590 a year**"]),
    ("customer service rep pay in wholesale trade and retail", ["$22.85", "$17.49"]),
    ("average pay of customer service representatives", ["The average for", "**$46,590 a year**"]),
    ("customer service pay in Mexico City", ["no figures for Mexico City, only for the US", "$44,770"]),
    ("where in the US do customer service reps earn the most?", ["District of Columbia", "$49,210"]),
    ("I make $38,000 as a customer service specialist. how do I ask for more?", ["$38,500 to $48,500"]),
    ("highest paying industry for call center work?", ["wholesale trade", "$22.85 an hour"]),
    ("can you tell me what Verizon pays its reps", ["no figures for Verizon alone"]),
    ("customer service rep pay in tenessee", ["$40,130 a year"]),
    ("washington dc vs virginia for customer service reps", ["$49,210 a year", "$39,210"]),
    ("25th percentile pay csr georgia", ["**$33,980 a year** in Georgia"]),
    ("what do i get at the 75th percentile in ohio", ["**$48,960 a year** in Ohio"]),
    ("csrs in new york all make 70k, is that true", ["above the median", "$77,170"]),
    (
        "do insurance companies pay customer service reps more than retail?",
        ["$22.01 an hour", "$17.49 an hour"],
    ),
    ("what is the low end for a call center supervisor in Georgia", ["A tenth of", "$45,610 a year"]),
    # offers
    (
        "is $15 an hour low for a call center in 2025, rural Mississippi",
        ["below the 10th percentile, $15.27"],
    ),
    (
        'My manager says I am "at the 75th percentile of the market" at $46,000 in Charlotte. Is he right?',
        ["between the median, $39,530, and the 75th percentile, $47,850"],
    ),
    (
        "I make 20/hr plus up to 400 a month bonus. Another company pays 22.50 flat. What's the better deal?",
        ["$46,800 a year against $41,600", "$400 x 12 months = $4,800", "$41,600 + $4,800 = $46,400"],
    ),
    (
        "I get $48,000 plus a $3,000 bonus a year or $51,500 without one, which is better?",
        ["$51,500 - $48,000 = $3,500", "$48,000 + $3,000 = $51,000"],
    ),
    (
        "I'm a team lead making $23 an hr and there's a supervisor job opening at 54k. Is it a real raise?",
        ["$54,000 - $47,840 = $6,160"],
    ),
    # comparisons
    (
        "If I move from Mississippi to Massachusetts for the same support job, how much more would I see, "
        "and would rent just eat it?",
        ["$48,060 - $35,580 = $12,480"],
    ),
    ("help desk tier 1 vs customer service rep who earns more", ["$61,860 - $44,770 = $17,090"]),
    ("if i get 3.5% on 44,000 whats my new pay", ["$44,000 + $1,540 = $45,540"]),
    (
        "what is the gap between a csr and a call center supervisor in florida",
        ["don't have both for Florida"],
    ),
    ("how much more do team leads make than agents?", ["counts customer service supervisors", "$24,730"]),
    ("how much more does IT support pay than customer service?", ["$61,860 - $44,770 = $17,090"]),
    ("do nurses earn more than customer service reps?", ["don't have pay for nurses", "$44,770"]),
    (
        "I make 38,000 as a teller. Would customer service manager pay better?",
        ["Even the low end", "$57,000 - $38,000 = $19,000"],
    ),
    (
        "retail salesperson in Ohio or customer service representative in Nevada, who earns more?",
        ["$38,950 - $30,440 = $8,510", "in Nevada", "than retail salespersons in Ohio"],
    ),
    (
        "would I earn more as a supervisor in Florida or as a rep in California?",
        ["no figures for Florida itself", "$69,500 a year** in the US", "$47,790 a year** in California"],
    ),
    ("do supervisors earn more than reps in Texas?", ["don't have both for Texas", "hold for the US"]),
    # amounts and periods
    ("what hourly rate is a 45k salary?", ["$21.63 an hour"]),
    ("38.5k hourly", ["$18.51 an hour"]),
    ("18.40/hr full time, how much is that for the year before tax", ["$18.40 x 2,080 hours = $38,272"]),
    ("$1,400 every two weeks, what is that a year?", ["**$36,400 a year**"]),
    ("what is $52k per paycheck?", ["**$2,000 per paycheck**"]),
    ("£28,000 in dollars", ["I don't convert between currencies"]),
    ("call center specialist pay at 30 hours a week", ["$34,750 x 30 / 40 = $26,063"]),
    (
        "can I make six figures as a manager?",
        ["Your $100,000 a year is **above** the top", "$18,750 above the top"],
    ),
    # raises
    ("my pay goes from $38,000 to $41,000, how big a raise is that?", ["$3,000 a year more", "7.9%"]),
    ("I got a 3% raise on 42000, what is that?", ["$1,260", "$43,260"]),
    ("is $1 more an hour worth it?", ["**$2,080 more a year** full time"]),
    (
        "I earn 42k as a customer service specialist, how much more would I get as a manager?",
        ["$57,000 - $42,000 = $15,000", "$57,000 - $38,500 = $18,500"],
    ),
    # offers
    (
        "is $18/hr good for a customer service rep in Ohio?",
        ["Your $18 an hour is **below the median**"],
    ),
    (
        "I was offered between 40 and 44k for a customer service specialist job",
        ["Your $40,000 a year is in the **lower part**", "Your $44,000 a year is in the **middle**"],
    ),
    (
        "two offers: $43k as customer service specialist, $46k as call center specialist. Which is better?",
        ["The $46,000 is **$3,000 a year more**", "**upper part**"],
    ),
    (
        "offer 1: $20/hr in Texas, offer 2: $23/hr in California, customer service rep. Which one?",
        ["$3 an hour more", "your $20 an hour in Texas is worth more"],
    ),
    ("is $18 an hour or 40k a year better?", ["$40,000 - $37,440 = $2,560"]),
    ("€30,000 as a customer service representative, good?", ["can't place an amount in EUR", "$44,770"]),
    (
        "they offered 17.50 and i'd be working 32 hours a week as a customer service rep",
        ["**$29,120 a year**", "stands between"],
    ),
    (
        "i got 2 job offers, one 39500 salary one 19.75/hr 36 hours",
        ["$36,972 a year at 36 hours a week", "$39,500 - $36,972 = $2,528"],
    ),
    ("im at 41k, customer service rep. which percentile", ["between the 25th percentile, $36,870"]),
    # sums and ranks without a role
    ("what is 2% of 41,000", ["2% of your $41,000 is **$820**"]),
    ("30 hours at 19 dollars a year", ["**$29,640 a year**"]),
    ("whats the lowest paid customer service job", ["call center specialists are paid least"]),
    ("what industry pays best?", ["wholesale trade", "$22.85 an hour"]),
    ("which states have higher overtime salary thresholds", ["Alaska", "$1,352 a week"]),
    ("does a customer experience specialist earn more than a rep", ["can't say who earns more"]),
    # what is taken for granted
    (
        "since call center specialists start at $60k, why is my offer 40k?",
        ["The $60,000 a year you mention is above", "$34,750 to $47,000"],
    ),
    ("is it true that customer service reps make $15 an hour?", ["below the median", "$21.53 an hour"]),
    # thresholds
    ("any roles paying at least $25 an hour?", ["$52,000 a year", "$33.41 an hour"]),
    ("what jobs pay under 40k", ["are under the $40,000 a year", "$34,750"]),
    ("I want to make $30/hr, which role gets me there?", ["These reach the $30 an hour"]),
    # prices
    ("how expensive is Iowa compared with the US?", ["88.77", "about 11% below"]),
    ("cost of living in Mississippi vs New York", ["87.29", "107.63", "are higher than in Mississippi"]),
    ("what does $45,000 buy in Iowa?", ["**$50,695 a year**"]),
    ("is $50k in California worth more than $45k in Ohio?", ["your $45,000 a year in Ohio is worth more"]),
    # years
    ("customer service rep pay 2023 vs 2025", ["$44,770 - $39,680 = $5,090"]),
    ("did customer service representatives earn more in 2025 than in 2024?", ["$44,770 - $42,830 = $1,940"]),
    # whose pay is not held apart
    ("what do reps at Amazon make?", ["no figures for Amazon alone", "$44,770"]),
    ("what do hospital call centers pay", ["no figures for hospital call centers alone"]),
    ("how much do call center people make in insurance", ["in insurance carriers", "$22.01 an hour"]),
    # two wages of one's own, and a raise with bare numbers
    ("would 47k a year beat my 22.50 an hour", ["than you earn now", "$47,000 - $46,800 = $200"]),
    ("my raise is from 17.25 to 18, how many percent is that", ["**4.3%**"]),
    ("if i get a 4% raise on 39,500 what do i make", ["$39,500 + $1,580 = $41,080"]),
    # how many earn so much, and what years of pay come to
    ("what percentage of csrs earn over 50k", ["between a quarter and half of them"]),
    ("what does the bottom 10 percent earn in this field?", ["earned less than **$31,750"]),
    ("how much would i earn over 5 years as a customer service manager", ["**$285,000 to $406,250** over 5"]),
    ("do you get paid more in Ohio or Indiana", ["$43,510 - $41,600 = $1,910"]),
    ("45k in Denver or 41k in Tulsa, which goes further", ["not for Denver or Tulsa", "**$46,440**"]),
    # working time: shifts, a changed week, overtime, two weeks of their own
    ("what do three 12-hour shifts a week at $19 come to a year", ["36 hours a week", "**$35,568 a year**"]),
    ("6 hours a day four days a week at 19.25 an hour", ["**$462 a week**"]),
    (
        "they cut me from 25 hours to 18 hours a week at 18.40, what do I lose a year",
        ["**$6,698 a year less** before tax", "$17,222 a year instead of $23,920"],
    ),
    (
        "they want me off hourly 20 plus 5 hours of overtime a week and onto 48k salary, good?",
        ["$20 x 1.5 x 5 hours x 52 weeks = $7,800", "is **$1,400 a year less** than that"],
    ),
    ("10 hours overtime at time and a half on 18 an hour", ["**$27 an hour**", "**$270** before tax"]),
    ("30 hours a week at 22 vs 40 hours at 17, which pays more", ["$34,320", "**$1,040 a year more**"]),
    # the time that an amount is wanted for, not paid for
    ("whats 38k a month", ["**$3,167 a month**"]),
    ("what would I take home a month on 42k", ["**$3,500 a month**", "before tax"]),
    # a bare rate, somebody else's pay, a level and places that no figure is for
    (
        "im at 17.25 in tampa, thats customer service rep. fair?",
        ["Your $17.25 an hour is **below the median**"],
    ),
    (
        "my sister is a customer service rep on 50k in Utah, is that good",
        ["The $50,000 a year you ask about"],
    ),
    ("how much more does a senior rep make than a junior", ["no figures by level (senior or junior)"]),
    ("customer service manager pay in Iowa vs Utah vs Maine", ["no figures for Iowa, Utah or Maine apart"]),
    ("which three states pay customer service reps least", ["Puerto Rico", "Mississippi"]),
    # what people are said to earn usually, and jobs in a list
    ("since csrs average 60k why is my offer 38k", ["do not usually earn the $60,000", "$44,770"]),
    (
        "compare pay for csr, supervisor and claims adjuster",
        ["Claims adjusters, examiners or investigators are paid most", "(counted among first-line"],
    ),
    # how many people do the job
    ("how many customer service reps work in California?", ["**183,350** people worked"]),
    (
        "how many customer service reps work in Nevada and what do they make?",
        ["people worked as", "a year** in Nevada"],
    ),
    (
        "how many people work as customer service supervisors",
        ["**1,436,680**", "an increase of 9,420 by May 2025"],
    ),
    (
        "what is the median pay of csrs and how many of them are there?",
        ["**$44,770 a year**", "**2,595,750** people worked", "a decrease of 237,500"],
    ),
    # two names of one job, where pay starts, and how far it goes
    (
        "call center manager vs customer service manager pay",
        ["are one job in my guides", "$57,000 to $81,250"],
    ),
    ("what does a call center specialist start at, and a customer service manager?", ["$22,250 a year more"]),
    ("customer service rep pay in Ohio and how far does it go there", ["$43,510", "at average prices"]),
    # the distance to a figure that is named, what comes first in a comparison, and what is added to pay
    (
        "They offered $19.75 an hour as a rep in Arizona, 40 hours a week. "
        "Where does that land compared with others doing the same work there?",
        ["between the 25th percentile, $17.75, and the median, $20.88"],
    ),
    ("i get 17.20 hr, 28 hours a week for 50 weeks. yearly?", ["**$24,080 a year** ($17.20 x 1,400 hours"]),
    ("52k, no overtime, and they expect 50 hours. What is that an hour?", ["**$20 an hour**"]),
    ("what do reps in Texas get, the middle one, not the top", ["had a median of **"]),
    ("how far is 41k from the top 10%", ["**$22,590 a year under** the 90th percentile", "May 2025"]),
    ("I get 20 an hour as a rep, am I above average?", ["**$2.40 an hour under** the average"]),
    ("what's the lowest a rep in Texas makes", ["earned less than **$28,550 a year**"]),
    ("most i could get as a supervisor", ["more than **$104,710 a year**"]),
    (
        "rep pay in New York compared to Florida",
        ["representatives in New York earn more than those in Florida"],
    ),
    ("2 more dollars, whats that per year", ["$2 more an hour is **$4,160 more a year**"]),
    ("does 20 bucks an hour in Mississippi go further than in California?", ["**$25.79 an hour**"]),
    ("which customer service job pays the worst", ["call center specialists are paid least"]),
    ("has rep pay kept up since 2020", ["not adjusted for them", "**$44,770**"]),
    # a title turned round
    ("what does a manager of customer service earn", ["$57,000 to $81,250"]),
    # how long somebody has worked is no stretch to reckon pay for, and what pay became is placed
    (
        "I've been a rep for 4 years in Columbus, Ohio, went from 16 to 17.10 total. How much of a raise "
        "should I ask for and is my number close to what others get?",
        ["a raise of **6.9%**", "Your $17.10 an hour is **below the median**"],
    ),
    # an order of size, the amount behind which a clause goes on, and one's own pay in thousands
    (
        "since customer service managers all make six figures why is my boss broke",
        ["$100,000 a year you mention"],
    ),
    ("do any support jobs pay over 60 thousand without a degree", ["These reach the $60,000"]),
    (
        "offered 52k as a rep in Denver, I'm at 45 now. worth it?",
        ["**$7,000 a year more** than you earn now"],
    ),
    ("they pay 19.50, I'm at 18 now, should i move", ["**$1.50 an hour more** than you earn now"]),
    (
        "41k salary in Boise or 19.50/hr full time in Spokane",
        ["**$440 a year more**", "At the prices of each place"],
    ),
    (
        "My daughter says cashiers in Seattle make more than my teller friend in Mississippi, is that so?",
        ["don't have pay for cashiers", "Tellers had a median"],
    ),
    # what is paid on top of one of two wages
    (
        "offer A is 19 an hour plus 1.50 for nights, offer B 20 an hour, which pays more",
        ["**$1 an hour more** ($20 - $19 = $1)", "those bring **$20.50 an hour** ($19 + $1.50 = $20.50)"],
    ),
    # places of a kind, or of a job, that none is held for
    ("top 5 metros for call center supervisor pay", ["supervisors in single cities", "District of Columbia"]),
    ("Which states pay customer service managers best?", ["managers in single states", "$49,210"]),
    # a length of experience is no amount
    ("what does a call center agent make after 4 yrs experience", ["$34,750 to $47,000"]),
]


@pytest.mark.parametrize(("question", "held"), ANSWERED)
def test_questions_about_money_get_the_figures_they_ask_for(advisor: Advisor, question: str, held: list[str]):
    reply = advisor.ask(question)
    assert reply.outcome == "answered"
    assert reply.notice is None
    missing = [part for part in held if part not in reply.text]
    assert not missing, reply.text


def test_the_leader_of_a_field_is_not_paid_as_those_in_it(advisor: Advisor) -> None:
    reply = advisor.ask("how much does a director of customer service make in dallas")
    assert reply.outcome == "declined"
    assert "pay for directors of customer service" in reply.text
    assert "customer service managers" in reply.text
    assert "$" not in reply.text


def test_a_raise_is_not_taken_for_the_pay_that_it_is_given_on(advisor: Advisor):
    reply = advisor.ask("my boss says i get a 50 cent raise, im at 16 now")
    assert "**$1,040 more a year**" in reply.text
    assert "100%" not in reply.text


def test_a_title_that_several_jobs_share_is_asked_about_and_each_is_told(advisor: Advisor):
    reply = advisor.ask("has the pay of first-line supervisors gone up?")
    kinds = ("office and administrative", "of retail sales", "non-retail sales")
    assert reply.outcome == "clarify"
    assert all(kind in reply.text for kind in kinds), reply.text


def test_a_title_is_known_only_where_its_words_stand_together(advisor: Advisor):
    assert advisor.ask("pay for a help desk manager").outcome == "declined"


def test_full_time_figures_are_not_divided_by_part_time_hours(advisor: Advisor):
    reply = advisor.ask("what is a customer service rep's hourly pay if I work 32 hours a week?")
    assert "1,664" not in reply.text


def test_a_job_no_guide_covers_is_declined_even_where_a_guide_speaks_of_it(advisor: Advisor):
    reply = advisor.ask("what do nurses earn?")
    assert reply.outcome == "declined"
    assert not re.search(r"\$\d", reply.text)


def test_a_wage_named_last_is_held_against_the_one_before(advisor: Advisor):
    assert "**$3 an hour more** than you earn now" in advisor.ask("would 21 an hour beat my 18?").text


def test_where_someone_works_now_is_no_employer_that_they_ask_about(advisor: Advisor):
    reply = advisor.ask("I make 16 an hour at a gas station, is call center better paid")
    assert "alone" not in reply.text


def test_a_wage_set_by_law_is_no_jobs_pay(advisor: Advisor):
    assert advisor.ask("what's minimum wage in Ohio").outcome == "declined"


def test_a_section_on_leaving_a_job_is_not_told_to_who_wants_it(advisor: Advisor):
    assert advisor.ask("how do I become a nurse?").outcome == "declined"
    assert advisor.ask("I was a nurse, can I move to customer service?").outcome == "answered"


def test_what_holds_for_every_job_comes_before_a_guide_on_one(advisor: Advisor):
    assert "supervisor" not in advisor.ask("what hours will I work?").text


def test_a_job_that_is_only_spoken_of_is_not_what_is_asked_about(advisor: Advisor):
    assert "pass the call on" in advisor.ask("what if the customer asks for a manager?").text


def test_two_terms_set_against_each_other_are_both_told(advisor: Advisor):
    text = advisor.ask("whats the difference between csat and nps").text
    assert "Net Promoter Score" in text
    assert "one contact" in text
    named_in_passing = advisor.ask("difference between FCR and CSAT").text
    assert "settled in one contact" in named_in_passing
    assert "were satisfied with one contact" in named_in_passing


def test_what_tells_two_things_apart_comes_first(advisor: Advisor):
    apart = advisor.ask("What's the difference between CSAT and NPS?").text
    assert apart.startswith("CSAT speaks about a single contact, while NPS asks about the company")
    alike = advisor.ask("is a senior specialist the same thing as a supervisor?").text
    assert alike.startswith("Senior customer service specialists are responsible for cases, while")


def test_a_section_named_beside_its_opening_passes_the_gate(advisor: Advisor):
    reply = advisor.ask("Is it worth doing a HubSpot or Salesforce certificate?")
    assert reply.notice is None
    assert "No certificate is needed" in reply.text


def test_what_means_nothing_alone_hangs_on_the_question_before_it(advisor: Advisor):
    text = advisor.ask("what is average handle time and whats a good number").text
    assert "no reliable average for AHT" in text
    assert "arithmetic" not in text


def test_what_a_figure_includes_is_told_by_its_source(advisor: Advisor):
    asked = "what do customer service managers earn?"
    history = [
        {"role": "user", "content": asked},
        {"role": "assistant", "content": advisor.ask(asked).text},
    ]
    reply = advisor.ask("does it include bonuses?", history)
    assert "bonuses and overtime are not part of it" in reply.text


@pytest.mark.parametrize(
    ("text", "percentile"),
    [
        ("what do the top 10% of clerks make", 90),
        ("and the top end?", 90),
        ("what about the bottom", 10),
        ("the bottom quarter of clerks", 25),
        ("90th percentile for clerks", 90),
        ("what do the best paid tenth of clerks get", 90),
        ("highest earners among clerks", 90),
        ("lowest-paid workers", 10),
        ("top 5% of clerks", 95),
        ("what do clerks earn at the best firms", None),
        ("top 5 states", None),
    ],
)
def test_the_percentile_that_is_asked_for(text: str, percentile: int | None):
    assert percentile_asked(text) == percentile


def test_an_amount_too_much_for_an_hour_and_too_little_for_a_year_is_asked_about(advisor: Advisor):
    question = "they offer 3200, ok?"
    asked = advisor.ask(question)
    assert (asked.outcome, asked.figures) == ("clarify", ())
    assert "a month" in asked.text
    history = [{"role": "user", "content": question}, {"role": "assistant", "content": asked.text}]
    told = advisor.ask("a month", history=history)
    assert "$3,200 a month is **$38,400 a year**" in told.text
    assert "$36,870" in told.text
    assert told.notice is None


def test_an_amount_said_again_is_placed_once(advisor: Advisor) -> None:
    asked = (
        "I'm at $18.40 in a call center in San Antonio. Is 18.40 normal for here, and how do I ask for more?"
    )
    told = advisor.ask(asked).text
    assert told.count("lower part") == 1
    assert "Both pay the same" not in told


REP_IN_OHIO = "what does a customer service rep make in Ohio"
OFFER = "I've been offered 19.25 an hour for a call center job in San Antonio. Is that fair?"
TALKS = [
    ((REP_IN_OHIO, "and in Columbus?"), ["no figures for Columbus itself", "$43,510 a year"]),
    ((REP_IN_OHIO, "and at the 90th?"), ["more than **$60,790 a year** in Ohio"]),
    ((REP_IN_OHIO, "and the bottom ten percent?"), ["less than **$30,520 a year** in Ohio"]),
    ((REP_IN_OHIO, 'I do not understand this "median". What does it mean?'), ["Median pay is the middle"]),
    (
        (OFFER, "sorry I typed that wrong, it's 17.25", "what number should I ask them for"),
        ["$18.80 - $17.25"],
    ),
    (("Compare Denver and Phoenix for customer service pay please.",), ["$46,020 - $43,440 = $2,580"]),
    (
        (
            "Compare Denver and Phoenix for customer service pay please.",
            "Now add Salt Lake City.",
            "Which is lowest?",
        ),
        ["**$40,150 a year** in Utah", "$43,440", "$46,020"],
    ),
]


@pytest.mark.parametrize(("talk", "held"), TALKS)
def test_a_talk_about_pay_keeps_its_places_and_what_was_set_right(
    advisor: Advisor, talk: tuple[str, ...], held: list[str]
):
    history: list[dict[str, str]] = []
    for question in talk:
        reply = advisor.ask(question, history)
        history += [{"role": "user", "content": question}, {"role": "assistant", "content": reply.text}]
    assert [text for text in held if text not in history[-1]["content"]] == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("what is the mean wage of a rep", "mean"),
        ("mean pay for reps in Ohio", "mean"),
        ("is that the average", "mean"),
        ("whats FCR mean my new team lead keeps saying it", None),
        ("what do you mean supervisors get 69k", None),
    ],
)
def test_mean_is_a_figure_and_not_a_verb(text: str, figure: str | None) -> None:
    assert figure_asked(text) == figure
