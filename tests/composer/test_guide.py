"""Answers from passages: the best section told, a near second opened, no stray sentence from others."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue import Catalogue
from bot.composer.draft import Bullets, Paragraph, render
from bot.composer.guide import answer_from_passages
from bot.composer.sources import Sources
from bot.composer.texts import GuideTexts
from bot.schema import Passage
from bot.store import MultiVectors
from tests.word_encoder import WordEncoder

OVENS = "Ovens are cleaned every evening after the last bread is out. Wear gloves while the ovens are warm."
FLOURS = (
    "Flours are told apart by their ash. The common ones are:\n\n"
    "- Type 55 for bread.\n- Type 65 for country bread.\n- Type 150 for whole bread."
)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    encoder = WordEncoder()
    given: dict[str, Any] = {
        "embed": encoder,
        "texts": GuideTexts(encoder, Catalogue(), MultiVectors(tmp_path / "none", str)),
    }
    return Sources(**{field.name: given.get(field.name) for field in fields(Sources)})


def passage(section: str, text: str, score: float) -> Passage:
    return Passage("guide", "Guide", section, text, score, 0.6)


def told(sources: Sources, *passages: Passage) -> str:
    return render(answer_from_passages("how are ovens cleaned", passages, sources)).text


def test_the_best_section_is_told_alone_when_the_next_is_far(sources: Sources) -> None:
    text = told(sources, passage("Ovens", OVENS, 2.0), passage("Flours", FLOURS, 1.0))
    assert "Wear gloves" in text
    assert "ash" not in text


def test_a_second_section_as_likely_is_opened_too(sources: Sources) -> None:
    text = told(sources, passage("Ovens", OVENS, 2.0), passage("Flours", FLOURS, 1.95))
    assert text.index("Wear gloves") < text.index("told apart by their ash")
    assert "Type 65 for country bread [2]" in text


def test_a_list_is_not_opened_for_one_point(sources: Sources) -> None:
    long = FLOURS.replace("Type 65 for country bread", "Type 65 " + "for the dark country bread " * 8)
    blocks = answer_from_passages(
        "how are ovens cleaned", [passage("Ovens", OVENS, 2.0), passage("Flours", long, 1.95)], sources
    )
    assert not any(isinstance(block, Bullets) for block in blocks)
    assert isinstance(blocks[-1], Paragraph)
    assert [item.text for item in blocks[-1].statements] == ["Flours are told apart by their ash."]


def test_what_was_said_is_not_said_again(sources: Sources) -> None:
    said = frozenset({"ovens are cleaned every evening after the last bread is out"})
    blocks = answer_from_passages("how are ovens cleaned", [passage("Ovens", OVENS, 2.0)], sources, said=said)
    assert render(blocks).text.startswith("Wear gloves")
