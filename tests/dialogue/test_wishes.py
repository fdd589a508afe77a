"""What a message wishes for beside an answer: words to use, one thing of several, another form."""

from collections.abc import Callable

import pytest

from bot.dialogue.wishes import form_wished, only_declines, rewords, wants_one, wants_words, was_done


@pytest.mark.parametrize(
    ("wishes", "text", "whether"),
    [
        (wants_words, "give me an example", True),
        (wants_words, "what would I say exactly?", True),
        (wants_words, "for instance?", True),
        (wants_words, "write her a short message", True),
        (wants_words, "whats a good line for the top of it", True),
        (wants_words, "Give me three sentences to open with", True),
        (wants_words, "got a line for me", True),
        (wants_words, "what should i have said tho", True),
        (wants_words, "what should i say to them", True),
        (wants_words, "how would i even word that", True),
        (wants_words, "what does the headline say?", False),
        (wants_words, "what do people say about it", False),
        (wants_words, "she wants to cancel his line", False),
        (wants_words, "do agents read from a script", False),
        (wants_one, "which of those would you try first", True),
        (wants_one, "what matters most?", True),
        (wants_one, "where would you start", True),
        (wants_one, "the one thing to do", True),
        (wants_one, "which is better, days or nights?", False),
        (wants_one, "which state pays most?", False),
        (wants_one, "what is the pay?", False),
        (rewords, "can you put that in", True),
        (rewords, "a little less formal, we get along fine", True),
        (rewords, "make it firmer", True),
        (rewords, "sounds too fancy, i dont talk like that", True),
        (rewords, "can you turn that into the answer", True),
        (rewords, "put that in plain words", False),
        (rewords, "which jobs are like that", False),
        (rewords, "it's account management with a nicer name", False),
        (wants_words, "how do i write that as a bullet", True),
        (wants_words, "give me an answer for that one I can say out loud", True),
        (wants_words, "how do I write a resume", False),
        (was_done, "I already do that", True),
        (was_done, "he tried that", True),
        (was_done, "We tried the free lunches and the day out already, no one cares", True),
        (was_done, "have they already tried that?", False),
        (was_done, "I already have a job", False),
        (only_declines, "I don't want a plan", True),
        (only_declines, "I do not need any tips", True),
        (only_declines, "I don't want advice, I just want to not be here", False),
    ],
)
def test_what_is_wished_for(wishes: Callable[[str], object], text: str, whether: bool) -> None:
    assert bool(wishes(text)) is whether


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("now give me it as three bullets", "points"),
        ("bullet points please", "points"),
        ("how do i write that as a bullet", None),
        ("can you cut it in half", "short"),
        ("what points would you make in the meeting", None),
        ("did they cut jobs in half the states", None),
    ],
)
def test_a_form_is_wished_for(text: str, form: str | None) -> None:
    assert form_wished(text) == form
