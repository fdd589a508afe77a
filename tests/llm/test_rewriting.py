import pytest

from bot.schema import Turn
from tests.llm.bakery import CONTEXT
from tests.llm.server import Script

HISTORY = (Turn("user", "What does a baker earn in Ohio?"), Turn("assistant", "Bakers start at $30,000."))


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("What does a baker earn in Ohio per hour?", "What does a baker earn in Ohio per hour?"),
        ('Question: "What does a baker earn per hour?"', "What does a baker earn per hour?"),
        ("What does a pastry chef earn per hour?", None),
        ("What does a baker earn in Canada per hour?", None),
        ("Does a baker earn $25 per hour?", None),
        ("What does a baker at Contoso earn?", None),
        ("x" * 400, None),
        ("", None),
    ],
)
def test_a_rewriting_may_add_nothing(make_engine, server, reply, expected):
    server.enqueue(reply)
    assert make_engine().rewrite("and per hour?", HISTORY, CONTEXT) == expected


def test_a_failure_means_no_rewriting(make_engine, server):
    server.enqueue(Script(status=500))
    assert make_engine(model_max_retries=0).rewrite("and per hour?", HISTORY, CONTEXT) is None


def test_without_history_nothing_is_asked(make_engine, server):
    server.enqueue("x")
    assert make_engine().rewrite("What does a baker earn?", (), CONTEXT) is None
    assert server.requests == []
