"""The labelled sentences, read: worlds of evidence, and each sentence with its label and its half."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.documents import read_document
from bot.grounding import GroundingContext, Meaning
from bot.pay.reading import read_pay
from bot.schema import Document, Evidence, Passage, PayRecord, PriceLevel, RoleLink, Section

GUIDES = Path(__file__).parent.parent / "data" / "guides"
GUIDE_LABELS = GUIDES.parent / "grounding_guides.yaml"
ANSWER_LABELS = GUIDES.parent / "grounding_answers.yaml"
LABELS = Path(__file__).parent.parent / "data" / "grounding_labels.yaml"


@dataclass(frozen=True)
class Labelled:
    world: str
    text: str
    kind: str
    evidence: Mapping[int, Sequence[Evidence]]
    context: GroundingContext

    @property
    def is_true(self) -> bool:
        return self.kind == "true"

    @property
    def held_out(self) -> bool:
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def _evidence(world: str, number: int, index: int, item: dict[str, Any]) -> Evidence:
    data = dict(item)
    kind = data.pop("type")
    name = f"{world}-{number}-{index}"
    if kind == "passage":
        return Passage(document_id=name, score=1.0, similarity=1.0, **data)
    if kind == "pay":
        return PayRecord(id=name, **data)
    return PriceLevel(id=name, **data) if kind == "price" else RoleLink(id=name, **data)


def load(path: Path = LABELS, meaning: Meaning | None = None) -> tuple[Labelled, ...]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    worlds = data["worlds"]
    labelled: list[Labelled] = []
    for name, world in worlds.items():
        evidence = {
            number: tuple(_evidence(name, number, index, item) for index, item in enumerate(items))
            for number, items in world["evidence"].items()
        }
        pay = [item for items in evidence.values() for item in items if isinstance(item, PayRecord)]
        context = GroundingContext(world.get("roles") or data["roles"], pay, world["person"], meaning)
        labelled += [
            Labelled(name, text, "true" if kind is True else kind, evidence, context)
            for kind, text in world["labels"]
        ]
    return tuple(labelled)


def load_guides(path: Path = GUIDE_LABELS) -> tuple[Labelled, ...]:
    """Read the sentences about whole guides; their sections and pay come from the product's own readers."""
    labelled: list[Labelled] = []
    for name, world in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        document = read_document(GUIDES / name, root=GUIDES)
        pay = read_pay(document)
        evidence: dict[int, Sequence[Evidence]] = {
            number: (_passage(document, section),) for number, section in enumerate(document.sections, 1)
        }
        roles = {role.name: role.aliases for role in document.roles}
        context = GroundingContext(roles, pay, world["person"])
        labelled += [
            Labelled(name, text, "true" if kind is True else kind, evidence, context)
            for kind, text in world["labels"]
        ]
    return tuple(labelled)


def _passage(document: Document, section: Section) -> Passage:
    return Passage(
        document_id=document.id,
        title=document.title,
        section=" > ".join(section.heading),
        text=section.text,
        score=1.0,
        similarity=1.0,
        publisher=document.publisher,
        year=document.year,
        country=document.country,
    )
