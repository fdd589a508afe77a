"""The adviser opens once, beside the page, and says why when it cannot."""

import threading

import pytest

from bot.errors import IndexMissingError, WaypointError
from bot.page.opening import Opening, Welcome
from tests.page.scripted import ScriptedAdviser, opened


def test_every_visitor_waits_for_the_same_adviser():
    gate = threading.Event()
    adviser = ScriptedAdviser()
    count = []

    def slowly():
        count.append(1)
        gate.wait(5)
        return adviser

    opening = Opening(slowly).start()
    assert not opening.ready()
    gate.set()
    assert opening.adviser() is adviser
    assert opening.adviser() is adviser
    assert count == [1]


def test_the_welcome_has_starters_and_coverage():
    welcome = opened(ScriptedAdviser()).welcome()
    assert welcome == Welcome(ScriptedAdviser().starters(), ScriptedAdviser().coverage())


def test_why_it_could_not_open_is_kept():
    def fail():
        raise IndexMissingError("There is no index. Type: python ingest.py")

    opening = Opening(fail).start()
    assert opening.ready(5)
    assert isinstance(opening.error, IndexMissingError)
    with pytest.raises(IndexMissingError, match=r"python ingest\.py"):
        opening.adviser()


def test_an_unforeseen_failure_is_reported_too(caplog):
    opening = Opening(lambda: 1 / 0).start()
    assert opening.ready(5)
    with pytest.raises(WaypointError, match="could not be opened"):
        opening.welcome()
    assert "ZeroDivisionError" in caplog.text
