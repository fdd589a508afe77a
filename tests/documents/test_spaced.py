"""Plain texts set with spaces and dots: tables, dotted lines, the title below the name of a series."""

from bot.documents.plain import to_markdown
from bot.documents.reading import read_document
from bot.documents.spaced import with_tables
from bot.pay.reading import read_pay, with_presented_roles

PROFILE = """CAREER SHEETS
Glove Makers, Hat Finishers, and Millinery Workers

Summary | Pay | Outlook


AT A GLANCE

2024 Median Pay ............. $41,300 per year
                              $19.86 per hour
Number of Jobs, 2024 ........ 2,300


WHAT GLOVE MAKERS, HAT FINISHERS, AND MILLINERY WORKERS DO

Glove makers, hat finishers, and millinery workers cut, block and sew. Many work in small shops.

Work Schedules

Most work full time. Autumn is the busiest season of all.

Tools

Blocks and needles are owned by the shop. Irons are too.


PAY

Median annual wages, May 2024

  Glove makers, hat finishers, and millinery workers ... $41,300
  Production occupations ............................... $45,960
  Total, all occupations ............................... $49,500

The median annual wage for glove makers, hat finishers, and millinery workers was $41,300 in May 2024. The
lowest 10 percent earned less than $28,400, and the highest 10 percent earned more than $60,200.

In May 2024, the median annual wages in the top industries in which they worked were as follows:

  Apparel contractors ........... $43,900
  Leather goods ................. $40,100


STATE DATA

Annual mean wage by state, May 2024

  State          Employment    Hourly mean    Annual mean
  New York              310         $24.10        $50,130
  California            420         $23.55        $48,980
  Texas                 150         $18.20        $37,860
  Ohio                   90         $17.75        $36,920
"""


def test_columns_of_spaces_are_a_table_and_no_other_line_moves():
    lines = [
        "Wages",
        "",
        "Place         Staff    Pay",
        "Inner Wigan      12   £300",
        "Leigh             7   £280",
        "End",
    ]
    written = with_tables([*lines[:5], "", "End"])
    assert written[1:5] == [
        "| Place | Staff | Pay |",
        "| --- | --- | --- |",
        "| Inner Wigan | 12 | £300 |",
        "| Leigh | 7 | £280 |",
    ]
    assert with_tables(lines) == lines, "a line that is none of the table keeps it from being one"


def test_dots_lead_to_what_a_label_has_but_an_ellipsis_does_not():
    dotted = ["Pay ....... $20", "            $30", "Staff ... 7", "", "And then... we left"]
    assert with_tables(dotted) == ["- Pay: $20", "- Pay: $30", "- Staff: 7", "", "And then... we left"]


def test_the_title_stands_below_the_name_of_a_series():
    marked = to_markdown(PROFILE).split("\n")
    assert marked[:2] == ["CAREER SHEETS", "# Glove Makers, Hat Finishers, and Millinery Workers"]
    assert "### Work Schedules" in marked, "a short heading stands under the one in capitals"
    assert "Median annual wages, May 2024" in marked, "a caption right under a heading is none"


def test_a_profile_in_plain_text_gives_its_own_pay(tmp_path):
    path = tmp_path / "sheet.txt"
    path.write_text(PROFILE, encoding="utf-8")
    document = read_document(path, root=tmp_path)
    (role, *others) = with_presented_roles(document).roles
    assert not others
    assert {"glove maker", "hat finisher", "millinery worker"} <= set(role.aliases)
    records = read_pay(document)
    assert {(r.role, r.year, r.currency) for r in records} == {(role.name, 2024, "USD")}
    told = {(r.industry, r.place, r.period): r.amounts for r in records if r.kind != "percentiles"}
    assert told[None, "United States", "year"] == {"median": 41300.0}
    assert told[None, "United States", "hour"] == {"median": 19.86}
    assert told["Apparel contractors", "United States", "year"] == {"median": 43900.0}
    assert told[None, "Ohio", "hour"] == {"mean": 17.75}
    assert len(told) == 2 + 2 + 8
    (spread,) = (r.amounts for r in records if r.kind == "percentiles")
    assert spread == {"p10": 28400.0, "p90": 60200.0}
