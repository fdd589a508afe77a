"""Notes set in the rows of a table, tables set with spaces, and words in bold that lead a paragraph in."""

from bot.documents import read_document


def _sections(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    told: dict[str, str] = {}
    for one in read_document(path, root=tmp_path).sections:
        told[" > ".join(one.heading)] = f"{told.get(' > '.join(one.heading), '')}{one.text}"
    return told


def test_rows_that_hold_a_sentence_each_are_notes_below_their_own_heads(tmp_path):
    rates = "Grade,Rate 1/7/2025,Rate 1/7/2026\nPacker,$20.00,$21.00\nLoader,$22.00,$23.00\n"
    notes = '1,"Breaks. A run over six hours has a break of 30 minutes.",\n'
    notes += '2,"Boots. The firm pays half of the price.",\n'
    told = _sections(tmp_path, "rates.csv", f"{rates},,\nNOTES,,\n{notes},,\nRatified by all members.,,\n")
    assert told["NOTES > Breaks"] == "A run over six hours has a break of 30 minutes."
    assert told["NOTES > Boots"] == "The firm pays half of the price."
    assert "| Packer | $20.00 | $21.00 |" in told[""]


def test_bold_words_that_lead_every_paragraph_in_are_its_heading(tmp_path):
    led = "**Moving here.** Bring your papers.\n\n**Working nights?** They are paid double."
    told = _sections(tmp_path, "a.md", f"# Guide\n\n## Rules\n\nA word first.\n\n{led}\n\n## Pay\n\nGood.\n")
    assert told["Rules > Moving here"] == "Bring your papers."
    assert told["Rules > Working nights?"] == "They are paid double."


def test_bold_words_before_a_plain_paragraph_stay_in_it(tmp_path):
    text = "# Guide\n\n**Note.** One.\n\n**Also.** Two.\n\nWhat follows is about something else.\n"
    assert set(_sections(tmp_path, "a.md", text)) == {""}


def test_columns_set_with_spaces_below_a_ruled_head_are_a_table(tmp_path):
    table = "Level          City      Elsewhere\n---------------------------------\n"
    table += "Junior         30-34k    28-30k\nSenior         50-55k    45-48k\n----------------------\n"
    told = _sections(tmp_path, "a.txt", f"Pay of clerks\n\nBasic pay a year:\n\n{table}Source: a survey\n")
    assert any("| Senior | 50-55k | 45-48k |" in text for text in told.values())
