import subprocess
import sys

import pytest

from bot.lint import lint
from bot.lint.__main__ import main

FRONT = {
    "title": "Bakers",
    "publisher": "Guild",
    "year": "2026",
    "licence": "CC0",
    "country": "GB",
    "currency": "GBP",
}
GOOD = "## What do bakers earn?\nBakers start at £24,000 a year.\n\nSource: Guild, 2026\n"
PAY = "role,low,high,median,currency,period,place,year,publisher,title,aliases"


def guide(body, **front):
    lines = [f"{key}: {value}" for key, value in (FRONT | front).items() if value is not None]
    return "\n".join(("---", *lines, "---", "", body))


@pytest.fixture
def check(tmp_path):
    def run(*texts, **files):
        for number, text in enumerate(texts):
            (tmp_path / f"guide-{number}.md").write_text(text, encoding="utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return [str(finding).removeprefix(f"{tmp_path}/") for finding in lint([tmp_path])]

    return run


def test_a_good_guide_has_nothing_to_put_right(check):
    assert check(guide(GOOD)) == []


@pytest.mark.parametrize("key", ["title", "publisher", "year", "licence", "country", "currency"])
def test_front_matter_is_complete(check, key):
    (found,) = check(guide(GOOD, **{key: None}))
    assert found.startswith(f'guide-0.md:1: add "{key}:" to the front matter')


def test_country_and_currency_are_for_guides_with_money(check):
    assert check(guide("## Work\nBakers bake.\n", country=None, currency=None)) == []


def test_front_matter_that_cannot_be_read_is_named_with_its_line(check):
    found = check(guide(GOOD, currency="pounds"))
    assert any(line.startswith("guide-0.md:7: front matter: currency") for line in found)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Bakers start at £24,000 a year.", "£24,000"),
        ("About 40% of bakers work at night.", "40%"),
        ("There are 3,200 bakeries.", "3,200"),
        ("Training takes 6 months.", "6 months"),
    ],
)
def test_a_figure_needs_a_source_in_its_section(check, sentence, figure):
    (found,) = check(guide(f"## Bread\nBread is old.\n\n{sentence}\n"))
    assert found.startswith("guide-0.md:13: name the source of ")
    assert figure.split()[0] in found


@pytest.mark.parametrize(
    "section",
    [
        "Bakers start at £24,000. Source: Guild, 2026",
        "Bakers start at £24,000.\n\n**Sources:** Guild, 2026",
        "Bakers start at £24,000 ([Guild](https://example.org/pay)).",
        "Suppose you earn £24,000. Then ask for more.",
        'Say "I raised sales by 12%" and stop.',
        "Do these 3 things. Call 020 7946 0123. Since 2019 it is law.",
        "Bakers sleep until noon.",
    ],
)
def test_what_needs_no_further_source(check, section):
    assert check(guide(f"## Bread\n{section}\n")) == []


def test_a_publisher_named_in_the_text_is_a_source(check):
    table = f"{PAY}\nbaker,,,24000,GBP,year,United Kingdom,2025,National Office of Bread (NOB),T,\n"
    for name in ("National Office of Bread", "NOB"):
        assert check(guide(f"## Bread\n{name} says that 40% of bakers sing.\n"), pay=table) == []


def test_a_guide_with_an_address_is_its_own_source(check):
    assert check(guide("## Bread\nBakers start at £24,000.\n", url="https://example.org/bread")) == []


def test_a_figure_needs_a_year(check):
    found = check(guide("## Bread\nBakers start at £24,000.\n\nSource: Guild\n", year=None))
    assert any('say the year of "£24,000"' in line for line in found)


def test_headings_have_words_and_text(check):
    found = check(
        guide("# Bakers\n\n## Empty\n\n## Bread\nBread.\n\n##\nText.\n\n```\n## no heading\n```\n\n## Last\n")
    )
    assert [line.split(": ", 1)[1] for line in found] == [
        'write what "Empty" says, or remove the heading',
        "write the heading's words, or remove the line",
        'write what "Last" says, or remove the heading',
    ]


def test_long_sections_are_to_be_split(check):
    (found,) = check(guide("## Bread\n" + "Bread rises slowly. " * 80))
    assert found.startswith('guide-0.md:10: split "Bread" in two: it has ')
    assert "254 are read at once" in found


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("[here](http:/x)", "write the whole web address"),
        ("[here](https://exam ple.org/a)", "write the whole web address"),
        ("[here](www.example.org)", 'there is no file "www.example.org"'),
        ("[here](javascript:alert)", "with https://"),
        ("[here]()", "with https://"),
        ("[](https://example.org)", "some words to show"),
        ("[here](https://example.org", "close the link"),
    ],
)
def test_broken_links_are_named(check, link, words):
    (found,) = check(guide(f"## Bread\nSee {link}\n"))
    assert words in found


def test_good_links_pass(check):
    text = '[a](https://example.org/a_(b)) [b](#bread) [c](guide-0.md) [d](https://example.org "Title")'
    assert check(guide(f"## Bread\nSee {text}.\n")) == []


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("<!-- asks: How? | What do bakers do? -->", 'write "How?" as a whole question'),
        ("<!-- asks: What do bakers do? | | Why bake at all? -->", 'between every two "|"'),
        ("<!-- ask: What do bakers do? -->", 'start the list of questions with "asks:"'),
        ("Bread.\n<!-- asks: What do bakers do? -->", "right under the heading"),
        ("<!-- asks: What do bakers do?", "close the comment"),
    ],
)
def test_questions_are_well_formed(check, comment, words):
    found = check(guide(f"## Bread\n{comment}\nBread.\n"))
    assert any(words in line for line in found)


def test_a_question_is_asked_once(check):
    section = "## {}\n<!-- asks: What do bakers do? -->\nBread.\n"
    found = check(guide(section.format("One") + section.format("Two")), guide(section.format("Three")))
    assert len(found) == 2
    assert "is asked at" in found[0]


def test_rows_of_a_table_are_checked(check):
    rows = ("baker,3,2,,GBP,year,United Kingdom,2025,P,T,", "cook,1,2,,GBP,year,,,P,T,")
    assert check(pay="\n".join((PAY, *rows))) == [
        "pay.csv:2: row left out: low 3 is above high 2; write them in rising order",
        "pay.csv:3: fill the column year, place",
    ]


def test_hourly_and_yearly_pay_agree(check):
    def rows(role, hourly, yearly):
        end = "United Kingdom,2025,P,T,"
        return [f"{role},,,{hourly},GBP,hour,{end}", f"{role},,,{yearly},GBP,year,{end}"]

    good = [*rows("baker", 15, 31200), *rows("cook", 17.5, 36400)]
    assert check(pay="\n".join((PAY, *good))) == []
    (found,) = check(pay="\n".join((PAY, *good, *rows("chef", 21.5, 47720))))
    assert found == (
        "pay.csv:6: check median of chef: £21.50 x 2,080 hours = £44,720, but line 7 says £47,720 a year"
    )


def test_a_shorter_working_year_is_fine_when_all_rows_share_it(check):
    end = "United Kingdom,2025,P,T,"
    rows = [
        f"{r},,,{h},GBP,hour,{end}\n{r},,,{h * 1820:.0f},GBP,year,{end}" for r, h in (("a", 15), ("b", 20))
    ]
    assert check(pay="\n".join((PAY, *rows))) == []


def test_occupations_resolve(check):
    table = "role,occupation,relation,code,publisher,title,year\nbaker,food worker,nearest,{},P,T,2025\n"
    (found,) = check(links=table.format(""))
    assert 'write "food worker" as a pay table or a guide names it' in found
    assert check(links=table.format("12-3456")) == []
    assert check(links=table.format(""), pay=f"{PAY}\nfood worker,1,2,,GBP,year,UK,2025,P,T,\n") == []


def test_a_name_has_one_owner(check):
    roles = "\nroles:\n  - name: {}\n    aliases: [bread maker]"
    one = guide("## A\nBread.\n", licence="CC0" + roles.format("baker"))
    two = guide("## B\nBread.\n", licence="CC0" + roles.format("pastry cook"))
    (found,) = check(one, two)
    assert '"bread maker" is another name of both "baker" and "pastry cook"' in found
    assert found.startswith("guide-1.md:")


def test_another_name_is_no_role_of_its_own(check):
    rows = ("baker,1,2,,GBP,year,UK,2025,P,T,chef", "chef,1,2,,GBP,year,UK,2025,P,T,")
    (found,) = check(pay="\n".join((PAY, *rows)))
    assert '"chef" is a role of its own' in found


def test_a_slip_in_a_role_name_is_seen(check):
    rows = ("pastry cook,1,2,,GBP,year,UK,2025,P,T,", "patsry cook,1,2,,GBP,year,UK,2025,P,T,")
    (found,) = check(pay="\n".join((PAY, *rows)))
    assert "they look like one role" in found


def test_files_that_cannot_be_read_are_named(tmp_path):
    (tmp_path / "empty.md").write_text("")
    assert "is empty" in str(lint([tmp_path])[0])
    assert "no such file" in str(lint([tmp_path / "missing"])[0])


def test_other_tables_readmes_and_hidden_files_are_passed_over(tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "README.md").write_text("## Empty\n")
    (tmp_path / ".draft.md").write_text("## Empty\n")
    assert lint([tmp_path]) == ()


def test_the_command_says_what_to_do_and_how_it_ended(tmp_path, capsys):
    (tmp_path / "bread.md").write_text(guide(GOOD), encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert "fine" in capsys.readouterr().out
    (tmp_path / "bread.md").write_text(guide(GOOD, year=None), encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert 'bread.md:1: add "year:"' in capsys.readouterr().out


def test_the_check_does_not_load_the_encoder():
    code = "import sys, bot.lint.__main__ as m; m.main(['knowledge/pay']); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
