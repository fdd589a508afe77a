"""A question in one language and a guide in another: what it is after is read by ideas, not by letters."""

import pytest

from bot.composer.quoting import wanted_of


@pytest.mark.parametrize(
    ("question", "heading", "text"),
    [
        ("What are the times of the early shift?", "arbeitszeit", "fruhschicht 6:00 bis 13:30 uhr"),
        ("do you work christmas night?", "horarios", "nao ha producao na noite de 24 de dezembro"),
        ("when do they get back to me", "candidarsi", "rispondiamo a tutti: la risposta arriva presto"),
        ("ist eine Prüfung nötig?", "profil", "keinen schein? die prufung machst du bei uns"),
    ],
)
def test_the_words_for_one_thing_are_held_in_whichever_language(question, heading, text):
    wanted = wanted_of(question, ("de", "pt", "it"))
    assert wanted.ideas
    assert all(idea.titled.search(f"{heading}\n{text}") for idea in wanted.ideas)


def test_what_a_text_does_not_tell_is_not_held():
    wanted = wanted_of("is there a bus on christmas eve?", ("de",))
    assert not all(idea.titled.search("wir arbeiten in zwei schichten") for idea in wanted.ideas)


def test_which_figure_of_the_pay_is_meant_names_nothing_else():
    wanted = wanted_of("Was verdient ein Töpfer im Durchschnitt?", ("de",))
    assert [idea.name for idea in wanted.ideas] == ["pay"]
    assert wanted.words == ("topfer",)
