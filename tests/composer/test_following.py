"""What a follow-up hangs on: the section told last, the point it picks, and what was told already."""

from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from bot.catalogue.role_index import Role
from bot.composer.belonging import Belonging
from bot.composer.evidence import (
    LITTLE,
    PLAINER,
    SHARE_NEARBY,
    UNLIKELY,
    is_likely,
    kin_of,
    nearest,
    new_first,
)
from bot.composer.following import following
from bot.composer.sources import Sources, section_key
from bot.composer.talk import phrase
from bot.composer.texts import GuideTexts
from bot.composer.thread import SAME_GUIDE, WORDED, Thread, first_said
from bot.composer.told import said_of_it, was_told
from bot.composer.units import normal
from bot.schema import Passage, Request, Turn
from bot.store import MultiVectors

TIPS = Passage("guide", "Guide", "Work > Interview tips", "Bring three stories. Be on time.", 0.9, 0.8)
CLOTHES = Passage("guide", "Guide", "Work > Clothes", "Wear a neat shirt. Leave the hat at home.", 0.8, 0.5)
REQUEST = Request(
    "what do I wear?", "what do I wear? (coach)", ("interview",), roles=("coach",), follow_up=True
)
HISTORY = (Turn("user", "how do I prepare?"), Turn("assistant", "Bring three stories. Be on time [1]."))
WORDS = ("wear", "shirt", "stories", "time", "hat")


class _Found:
    passages = (CLOTHES, TIPS)
    found = True
    strength = 0.8


class _Words:
    """An encoder that counts a few words."""

    def embed_query(self, text: str) -> list[float]:
        counts = np.array([text.lower().count(word) for word in WORDS], dtype=float)
        return list(counts / max(float(np.linalg.norm(counts)), 1.0))

    def encode(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    given: dict[str, Any] = {"search": lambda _query, **_k: _Found(), "embed": _Words(), "thread": None}
    given["texts"] = GuideTexts(_Words(), None, MultiVectors(tmp_path / "none", str))  # type: ignore[arg-type]
    return Sources(**{field.name: given.get(field.name) for field in fields(Sources)})


def thread(question: str, *said: str) -> Thread:
    return Thread(question, told=TIPS, said=frozenset(normal(text) for text in said))


def test_a_question_of_its_own_hangs_on_nothing(sources: Sources) -> None:
    assert following(sources, REQUEST, ()) is sources
    assert following(sources, replace(REQUEST, follow_up=False), HISTORY) is sources
    assert following(sources, replace(REQUEST, more=True), HISTORY) is sources


def test_a_follow_up_hangs_on_the_job_and_on_the_section_told_last(sources: Sources) -> None:
    hung = following(sources, REQUEST, HISTORY).thread
    assert hung is not None
    assert hung.told == TIPS
    assert dict(hung.wordings()) == {
        "what do I wear?": WORDED[0],
        "what do I wear (how do I prepare)": pytest.approx(WORDED[1] + WORDED[3]),
        "what do I wear (Interview tips)": WORDED[2],
    }
    assert hung.continues(CLOTHES) == SAME_GUIDE
    assert hung.continues(replace(CLOTHES, document_id="other")) == 0.0


def test_the_weights_of_the_wordings_come_to_one_whatever_is_known() -> None:
    assert sum(weight for _, weight in thread("why?").wordings()) == pytest.approx(1)
    assert Thread("why?").wordings() == (("why?", pytest.approx(1)),)


def test_a_talk_is_about_what_it_began_with_and_not_its_greeting() -> None:
    assert first_said(["hi", "I run a bar and want days.", "and pay?"]) == "I run a bar and want days"
    assert first_said(["is it?"]) == ""


def test_a_message_that_sets_another_right_is_searched_without_what_it_rules_out(sources: Sources) -> None:
    mended = replace(REQUEST, question="no i mean the shirt, not the hat")
    hung = following(sources, mended, HISTORY).thread
    assert hung is not None
    assert hung.question == "the shirt"


def test_a_point_of_the_last_list_is_what_the_second_one_means(sources: Sources) -> None:
    listed = Turn("assistant", "You can:\n\n- Coach: train others [1].\n- Sell: look after clients [1].")
    more = replace(REQUEST, question="tell me more about the second one", more=True)
    hung = following(sources, more, (HISTORY[0], listed)).thread
    assert hung is not None
    assert hung.row == "Sell: look after clients [1]."


def test_of_a_section_told_the_nearest_sentence_is_said(sources: Sources) -> None:
    asked = replace(sources, thread=thread("when, on time?", "Bring three stories.", "Be on time."))
    assert asked.thread is not None
    assert was_told(TIPS, asked.thread.said)
    assert [one.text for block in said_of_it(TIPS, asked) for one in block.statements] == ["Be on time."]  # type: ignore[union-attr]


def test_what_was_said_is_looked_for_in_all_that_was_told(sources: Sources) -> None:
    asked = replace(REQUEST, question="what did you say about the shirt?")
    hung = following(sources, asked, HISTORY).thread
    assert hung is not None
    assert hung.recalled == (TIPS,)
    assert hung.wordings() == (("the shirt?", 1.0),)


def test_of_sections_in_doubt_one_is_likely_where_much_speaks_for_it_or_it_is_well_ahead() -> None:
    best, near = replace(TIPS, score=UNLIKELY - 0.1), replace(CLOTHES, score=UNLIKELY - 0.15)
    assert not is_likely((best, near))
    assert not is_likely((best, best, near)), "a second part of the same section is no rival"
    assert is_likely((best, replace(CLOTHES, score=UNLIKELY - 0.4)))
    assert not is_likely(())


def test_near_a_question_is_what_has_nearly_as_much_for_it_as_the_best() -> None:
    best = replace(TIPS, score=2.0)
    near, far = (replace(CLOTHES, score=2 * SHARE_NEARBY + step) for step in (0.01, -0.01))
    assert nearest((best, near)) == (best, near)
    assert nearest((best, far)) == (best,)


def test_a_new_section_takes_the_place_of_a_told_one_that_what_was_typed_is_less_for() -> None:
    hung = thread("what shirt?", "Bring three stories.", "Be on time.")
    told, new = section_key(TIPS), section_key(CLOTHES)
    near = replace(CLOTHES, score=TIPS.score - LITTLE + 0.1)
    best = new_first((TIPS, near), {told: 0.5, new: 0.6 + PLAINER}, hung)
    assert [one.section for one in best] == [CLOTHES.section, TIPS.section]
    assert [one.score for one in best] == [TIPS.score, near.score]
    assert new_first((TIPS, near), {told: 0.5, new: 0.5}, hung) == (TIPS, near)
    far = replace(CLOTHES, score=TIPS.score - LITTLE - 0.1)
    assert new_first((TIPS, far), {told: 0.5, new: 0.6 + PLAINER}, hung) == (TIPS, far)
    assert new_first((near, TIPS), {told: 0.5, new: 0.0}, hung) == (near, TIPS)


def test_of_a_told_section_none_of_which_stands_out_what_was_left_out_is_said(sources: Sources) -> None:
    asked = replace(sources, thread=thread("anything else?", "Bring three stories."))
    assert [one.text for block in said_of_it(TIPS, asked) for one in block.statements][-1] == "Be on time."  # type: ignore[union-attr]


def test_a_reply_that_told_only_what_comes_nearest_binds_nothing(sources: Sources) -> None:
    unsure = (HISTORY[0], Turn("assistant", f"{phrase('nearest', 0)} Bring three stories. Be on time [1]."))
    for turns, sure in ((HISTORY, True), (unsure, False)):
        thread = following(sources, REQUEST, turns).thread
        assert thread is not None
        assert thread.sure is sure


def test_mid_talk_guides_on_other_jobs_than_the_one_told_stand_back(sources: Sources) -> None:
    other = replace(CLOTHES, document_id="other")
    jobs = (Role("coach", document_ids=("guide",)), Role("diver", document_ids=("other",)))
    catalogue = SimpleNamespace(roles=jobs, role_index=SimpleNamespace(names={}))
    chunks = {name: SimpleNamespace(document_id=name, embedded_text="") for name in ("guide", "other")}
    held = replace(sources, catalogue=catalogue, belonging=Belonging(catalogue, chunks))  # type: ignore[arg-type]
    told = Thread("and the pay?", told=TIPS)
    kin = kin_of(told, held)
    assert kin is not None
    assert [one.document_id not in kin for one in (CLOTHES, other)] == [False, True]
    assert kin_of(replace(told, sure=False), held) is None
