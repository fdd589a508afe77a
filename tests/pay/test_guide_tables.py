"""Tables of guides with several columns of pay: by standing, by how a row is paid, two scales in one."""

from bot.pay.reading import read_pay
from bot.schema import Document, RoleName, Section


def _told(text, *, lead="", **front):
    defaults = {"country": "IE", "currency": "EUR", "title": "A guide", "year": 2025}
    roles = tuple(RoleName(role) for role in front.pop("roles", ("thatcher",)))
    sections = (Section(heading=("Pay",), text=f"{lead}\n\n{text}".strip()),)
    document = Document("a.md", "a.md", sections=sections, sha256="0", roles=roles, **{**defaults, **front})
    return [
        (r.role, r.level, r.place, r.period, r.kind, tuple(r.amounts.values())) for r in read_pay(document)
    ]


def test_a_table_of_the_employed_and_the_self_employed_beside_what_customers_pay():
    table = (
        "| County | Employed, median (year) | Self-employed profit (year) | Usual price of a roof |\n"
        "|---|---|---|---|\n"
        "| Clare | €31,400 | €42,000 | €18,500 |\n| Kerry | €29,900 | €39,500 | €17,200 |"
    )
    assert _told(table) == [
        ("thatcher", "employed", "Clare", "year", "median", (31400,)),
        ("thatcher", "self-employed", "Clare", "year", "single", (42000, 42000)),
        ("thatcher", "employed", "Kerry", "year", "median", (29900,)),
        ("thatcher", "self-employed", "Kerry", "year", "single", (39500, 39500)),
    ]


def test_a_table_that_says_how_each_row_is_paid():
    header = (
        "| Role | Grade or conditions | How paid | Minimum (A$) | Going rate, low (A$) "
        "| Going rate, high (A$) | Usual earnings (A$ a year) | Where |\n|---|---|---|---|---|---|---|---|\n"
    )
    table = (
        f"{header}| Thatcher | Own tools | per square | 41.50 | 45 | 52 | 78000 | WA |\n"
        "| Thatcher | Master thatcher | per day | 310 | 330 | 380 | 86000 | All states |\n"
        "| Reed cutter | Less than 40 days of experience | per week | 1180 | n/a | n/a | n/a | NSW |"
    )
    assert _told(table, country="AU", currency="AUD", roles=()) == [
        ("thatcher", "own tools", "Western Australia", "year", "single", (78000, 78000)),
        ("thatcher", "master thatcher", "Australia", "day", "minimum", (310, 310)),
        ("thatcher", "master thatcher", "Australia", "day", "range", (330, 380)),
        ("thatcher", "master thatcher", "Australia", "year", "single", (86000, 86000)),
        (
            "reed cutter",
            "less than 40 days of experience",
            "New South Wales",
            "week",
            "minimum",
            (1180, 1180),
        ),
    ]


def test_the_line_on_top_of_a_sheet_says_where_it_holds():
    table = "| Role | Pay per week ($) |\n|---|---|\n| Reed cutter | 1180 |\n| Thatcher | 1540 |"
    lead = "Thatching: rates in New Zealand, from July 2025"
    told = _told(table, lead=lead, country=None, currency=None, roles=())
    assert [(place, amounts) for *_, place, _, _, amounts in told] == [
        ("New Zealand", (1180, 1180)),
        ("New Zealand", (1540, 1540)),
    ]
